"""Whose turn it is, and what a person could do now: for buttons and lists. What really may be done the guard decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.domain.disputes import commands as c
from assistant.domain.disputes.authority import Role, may
from assistant.domain.disputes.case import Case, Offer
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.outcome import Ground, Side

# The word in a button's way -> the command it leads to.
OPTIONS: Mapping[str, type[c.CaseCommand]] = {
    "notify": c.SendNotice,
    "answer": c.Respond,
    "time": c.AskMoreTime,
    "accept": c.AcceptOffer,
    "refuse": c.RefuseOffer,
    "offer": c.OfferSettlement,
    "exhibit": c.SubmitExhibit,
    "rebut": c.Rebut,
    "nonce": c.AddNonce,
    "strike": c.StrikeJuror,
    "ready": c.ReadyToGoOn,
    "seat": c.AcceptSeat,
    "open": c.OpenExhibit,
    "ballot": c.CastBallot,
    "decline": c.DeclineSeat,
    "appeal": c.Appeal,
    "counter": c.AnswerAppeal,
    "report": c.ReportRemedy,
    "confirm": c.ConfirmRemedy,
    "contest": c.ContestRemedy,
    "withdraw": c.Withdraw,
}


def options(case: Case, role: Role, person: int) -> tuple[str, ...]:
    """What that person could do now, the most pressing first."""
    return tuple(
        word
        for word, command in OPTIONS.items()
        if may(command, role, case.state) and (word not in _FURTHER or _FURTHER[word](case, person))
    )


def turn(case: Case) -> tuple[str, ...]:
    """The roles that the case waits for; () where only the clock runs, or it is over."""
    waiting = _TURN.get(case.state)
    return waiting(case) if waiting else ()


def _open_offer(case: Case) -> Offer | None:
    return next((each for each in case.offers if each.state == "open"), None)


def _to_answer(case: Case, person: int) -> bool:
    offer, side = _open_offer(case), case.side_of(person)
    return offer is not None and side is not None and offer.by != side and side not in offer.accepted_by


def _drawing(case: Case) -> bool:
    return case.draw is not None and not case.draw.done


def _may_show(case: Case, _: int) -> bool:
    return case.state is not State.APPEAL or (case.plea is not None and case.plea.ground == Ground.NEW_EVIDENCE)


def _can_strike(case: Case, person: int) -> bool:
    draw = case.draw
    return draw is not None and not draw.done and draw.strikes and case.side_of(person) not in draw.struck


def _not_ready(case: Case, person: int) -> bool:
    return case.side_of(person) not in case.ready and (case.state is not State.DRAW or _drawing(case))


def _not_voted(case: Case, person: int) -> bool:
    seat = case.seat_of(person)
    return seat is not None and not seat.commitment


def _to_report(case: Case, _: int) -> bool:
    return case.remedy is None or not case.remedy.waiting


def _to_contest(case: Case, _: int) -> bool:
    return case.remedy is not None and case.remedy.reported_at is not None and case.remedy.contested_at is None


_FURTHER: Mapping[str, Callable[[Case, int], bool]] = {
    "time": lambda case, _: not case.more_time,
    "accept": _to_answer,
    "refuse": _to_answer,
    "exhibit": _may_show,
    "rebut": lambda case, person: case.side_of(person) not in case.rebuttals,
    "nonce": lambda case, person: (
        case.draw is not None and not case.draw.done and case.side_of(person) not in case.draw.nonces
    ),
    "strike": _can_strike,
    "ready": _not_ready,
    "open": _not_voted,
    "ballot": _not_voted,
    "decline": _not_voted,
    "counter": lambda case, person: (
        case.plea is not None and case.plea.side != case.side_of(person) and not case.plea.answer
    ),
    "report": _to_report,
    "contest": _to_contest,
}


def _both(case: Case) -> tuple[str, ...]:
    """Both sides, but who said to be ready; only who has to answer the offer on the table, where there is one."""
    offer = _open_offer(case)
    if offer is not None and offer.by in set(Side):
        return (str(Side(offer.by).other),)
    return tuple(str(side) for side in Side if side not in case.ready)


def _in_draw(case: Case) -> tuple[str, ...]:
    return _both(case) if _drawing(case) else ("invited",)


def _in_remedy(case: Case) -> tuple[str, ...]:
    return ("respondent",) if _to_report(case, 0) else ("claimant",)


def _in_mediation(case: Case) -> tuple[str, ...]:
    asked = any(seat.round == 0 and seat.state == "asked" for seat in case.seats)
    seated = any(seat.round == 0 and seat.state == "accepted" for seat in case.seats)
    return (*_both(case), *(["invited"] if asked else []), *(["mediator"] if seated and not _open_offer(case) else []))


_TURN: Mapping[State, Callable[[Case], tuple[str, ...]]] = {
    State.FILED: lambda _: ("claimant",),
    State.NOTICE: lambda _: ("respondent",),
    State.RESPONSE: lambda _: ("respondent",),
    State.NEGOTIATION: _both,
    State.EVIDENCE: _both,
    State.REBUTTAL: _both,
    State.DRAW: _in_draw,
    State.BALLOT: lambda _: ("juror",),
    State.RULED: lambda _: ("claimant", "respondent"),
    State.APPEAL: _both,
    State.REMEDY: _in_remedy,
    State.MEDIATION: _in_mediation,
}
