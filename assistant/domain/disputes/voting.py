"""Looking at the exhibits, voting under seal, and the count."""

from __future__ import annotations

from assistant.domain.disputes import ballot as b
from assistant.domain.disputes import commands as c
from assistant.domain.disputes import events_panel as p
from assistant.domain.disputes import panel
from assistant.domain.disputes.case import Case, Seat
from assistant.domain.disputes.counting import count
from assistant.domain.disputes.pool import has_reserve
from assistant.domain.disputes.seating import ask_reserve, settle_panel
from assistant.domain.disputes.walk import Walk
from assistant.errors import Refused
from assistant.i18n import N_


def open_exhibit(walk: Walk, command: c.OpenExhibit) -> None:
    seat = _seat(walk.case, command.person)
    if not any(each.n == command.exhibit for each in walk.case.exhibits):
        raise Refused(NO_EXHIBIT)
    if command.exhibit not in seat.opened:
        walk.tell(p.ExhibitOpened, round=seat.round, slot=seat.slot, exhibit=command.exhibit)


def unopened(case: Case, seat: Seat) -> tuple[int, ...]:
    """The exhibits that this juror has yet to look at. What was erased cannot be looked at."""
    return tuple(each.n for each in case.exhibits if each.n not in seat.opened and not each.erased)


def cast(walk: Walk, command: c.CastBallot) -> None:
    """One ballot a seat, final. The last one ends the vote."""
    case, seat = walk.case, _seat(walk.case, command.person)
    if seat.commitment:
        raise Refused(VOTED)
    left = unopened(case, seat)
    if left:
        raise Refused(LOOK_FIRST, left=len(left), first=left[0])
    cast_ = b.Ballot(str(command.choice), command.reason.strip(), command.amount)
    b.check(cast_, case.claim.money)
    salt = walk.salt("ballot", seat.slot)
    commitment = b.commit(case.name, seat.slot, cast_, salt)
    walk.tell(p.BallotCast, round=seat.round, slot=seat.slot, commitment=commitment, ballot=cast_, salt=salt)
    if all(each.commitment for each in walk.case.panel("accepted")):
        count(walk)


def step_down(walk: Walk, seat: Seat) -> None:
    """A juror who has not voted yet recuses: a reserve takes the seat, where there is one."""
    walk.tell(p.SeatLost, round=seat.round, slot=seat.slot, how="declined", juror=seat.person)
    if has_reserve(walk.case):
        walk.follow(p.PanelReopened, round=walk.case.round)
        ask_reserve(walk)
    elif all(each.commitment for each in walk.case.panel("accepted")):
        count(walk)


def time_over(walk: Walk) -> None:
    """Who did not vote is replaced once, where there are reserves and too few have voted; then it is counted."""
    case = walk.case
    draw = case.draw
    silent = [seat for seat in case.panel("accepted") if not seat.commitment]
    enough = draw is not None and len(case.panel("accepted")) - len(silent) >= panel.quorum(draw.seats)
    if enough or not silent or not has_reserve(case) or case.panel("silent"):
        count(walk)
        return
    for seat in silent:
        walk.follow(p.SeatLost, round=seat.round, slot=seat.slot, how="silent", juror=seat.person)
    walk.follow(p.PanelReopened, round=case.round)
    for _ in silent:
        ask_reserve(walk)
    settle_panel(walk)


def _seat(case: Case, person: int) -> Seat:
    seat = case.seat_of(person)
    assert seat is not None  # the guard knows it
    return seat


NO_EXHIBIT = N_("There is no such piece of evidence in this case.")
VOTED = N_("Your vote is in already. It is final, so that nobody can be talked round.")
LOOK_FIRST = N_("Please look at all the evidence first; {left} still to see, next is no. {first}.")
