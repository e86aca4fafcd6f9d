"""The count: all ballots are opened at once."""

from __future__ import annotations

from assistant.domain.disputes import ballot as b
from assistant.domain.disputes import events_panel as p
from assistant.domain.disputes import panel
from assistant.domain.disputes.case import Case, Opened, Seat
from assistant.domain.disputes.ending import stand
from assistant.domain.disputes.pool import eligible
from assistant.domain.disputes.walk import Walk


def count(walk: Walk) -> None:
    """Open all ballots at once. The first round's ruling may be appealed, where a fresh panel can be had."""
    case = walk.case
    seats = [seat for seat in case.panel("accepted") if seat.ballot is not None]
    tally = b.count([seat.ballot for seat in seats if seat.ballot], case.claim.money, _size(case))
    opened = tuple(_opened(seat) for seat in seats)
    nothing = tally.outcome == b.Outcome.NO_FINDING
    if nothing and case.round > 1:
        stand(walk, "no_finding", opened)
    elif nothing:
        walk.follow(p.NothingFound, round=case.round, ballots=opened)
    else:
        appeal = case.round == 1 and can_appeal(walk)
        walk.follow(p.CaseRuled, round=case.round, tally=tally, ballots=opened, appeal=appeal)
        if not appeal:
            stand(walk, "last" if case.round > 1 else "no_panel")


def can_appeal(walk: Walk) -> bool:
    """Whether an appeal was promised for a list of that length, and a fresh panel can be had now."""
    case = walk.case
    if case.draw is None or len(case.draw.tags) < panel.APPEAL_FROM:
        return False
    sat = {seat.person for seat in case.panel("accepted")}
    fresh = [each for each in eligible(case, walk.setting).people if each.person not in sat]
    return len(fresh) >= panel.SMALL


def _size(case: Case) -> int:
    return case.draw.seats if case.draw else panel.SMALL


def _opened(seat: Seat) -> Opened:
    assert seat.ballot is not None
    cast_ = seat.ballot
    return Opened(seat.slot, cast_.choice, cast_.amount, cast_.reason, seat.salt, seat.commitment)
