"""What follows from a command on a case: events, or Refused. Authority is asked first, in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.domain.disputes import commands as c
from assistant.domain.disputes import ending, filing, hearing, seating, talks, voting
from assistant.domain.disputes import events as e
from assistant.domain.disputes import events_panel as p
from assistant.domain.disputes.authority import NO_SUCH_CASE, Role, guard, role_of
from assistant.domain.disputes.case import Case
from assistant.domain.disputes.events import CaseEvent
from assistant.domain.disputes.lifecycle import SEAT, State
from assistant.domain.disputes.walk import Setting, Walk
from assistant.errors import Refused
from assistant.i18n import N_


def decide(
    command: c.CaseCommand | c.FileCase, case: Case | None, setting: Setting
) -> tuple[tuple[CaseEvent, ...], Case]:
    """The events and the case after them. Raises Refused; `case` is None where there is no such case."""
    if isinstance(command, c.FileCase):
        walk = Walk(None, command, setting, str(Role.CLAIMANT))
        filing.file_case(walk, command)
        return tuple(walk.events), walk.case
    if case is None:
        raise Refused(NO_SUCH_CASE)
    role = role_of(case, command.person, setting.pool, getattr(command, "handle", ""))
    guard(command, role, case)
    if command.version is not None and command.version != case.version:
        raise Refused(MEANWHILE)
    walk = Walk(case, command, setting, _who(case, command.person, role))
    _HANDLERS[type(command)](walk, command)
    return tuple(walk.events), walk.case


def _who(case: Case, person: int, role: Role) -> str:
    """A role as the chain names it: jurors by their slot."""
    if role is Role.GUEST:
        return str(Role.RESPONDENT)
    seat = case.seat_of(person)
    if seat is not None and role in {Role.JUROR, Role.INVITED} and seat.round:
        return f"juror {seat.slot}"
    return {Role.INVITED: "mediator", Role.SERVICE: "clock"}.get(role, str(role))


def _decline(walk: Walk, command: c.DeclineSeat) -> None:
    seat = walk.case.seat_of(command.person)
    assert seat is not None  # the guard knows it
    if seat.commitment:
        raise Refused(voting.VOTED)
    if walk.case.state is State.BALLOT:
        voting.step_down(walk, seat)
    else:
        seating.lose_seat(walk, seat.slot, "declined")


def _time_out(walk: Walk, command: c.TimeOut) -> None:
    """A limit that is not there any more, or was moved, changes nothing."""
    deadline = walk.case.deadline(command.name)
    if deadline is None or command.now < deadline.due:
        return
    if command.name.startswith(SEAT):
        seating.lose_seat(walk, int(command.name.removeprefix(SEAT)), "lapsed")
    else:
        _TIMED_OUT[command.name](walk)


def _shift(walk: Walk, command: c.ShiftClocks) -> None:
    if command.since < command.until:
        walk.tell(e.ClocksShifted, since=command.since, until=command.until)


_TIMED_OUT: Mapping[str, Callable[[Walk], None]] = {
    "cooling": lambda walk: walk.follow(e.NoticeStarted),
    "remind": lambda walk: walk.follow(e.NoticeReminded),
    "notice": lambda walk: walk.follow(e.WentOnUnproven),
    "answer": lambda walk: walk.follow(e.StayedSilent),
    "talk": hearing.go_on,
    "evidence": hearing.go_on,
    "rebuttal": hearing.go_on,
    "counter": hearing.go_on,
    "nonce": hearing.go_on,
    "frozen": seating.empanel,
    "final": ending.after_final,
    "ballot": voting.time_over,
    "appeal": lambda walk: ending.stand(walk, "time"),
    "remedy": ending.end_remedy,
    "mediation": lambda walk: walk.follow(p.TalksEnded),
}
_HANDLERS: Mapping[type, Callable[[Walk, Any], None]] = {
    c.SendNotice: filing.send_notice,
    c.ProveNotice: filing.prove_notice,
    c.Respond: talks.respond,
    c.AskMoreTime: talks.ask_more_time,
    c.OfferSettlement: talks.offer,
    c.AcceptOffer: talks.accept,
    c.RefuseOffer: talks.refuse,
    c.Withdraw: talks.withdraw,
    c.SubmitExhibit: hearing.submit,
    c.Rebut: hearing.rebut,
    c.ReadyToGoOn: hearing.ready,
    c.AddNonce: seating.add_nonce,
    c.StrikeJuror: seating.strike,
    c.AcceptSeat: seating.accept_seat,
    c.DeclineSeat: _decline,
    c.OpenExhibit: voting.open_exhibit,
    c.CastBallot: voting.cast,
    c.Appeal: ending.appeal,
    c.AnswerAppeal: hearing.answer_appeal,
    c.ReportRemedy: ending.report_remedy,
    c.ConfirmRemedy: ending.confirm_remedy,
    c.ContestRemedy: ending.contest_remedy,
    c.DecideSanction: ending.decide_sanction,
    c.VoidCase: ending.void,
    c.TimeOut: _time_out,
    c.ShiftClocks: _shift,
}
MEANWHILE = N_("Something happened in this case in the meantime. Please look at it as it is now.")
