"""What an event makes of a case. The chart says where it leads; only what the event adds is told here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from assistant.domain.disputes import events as e
from assistant.domain.disputes import events_panel as p
from assistant.domain.disputes.case import (
    Answer,
    Case,
    Plea,
    Remedy,
    Ruling,
    Sanction,
    Seat,
)
from assistant.domain.disputes.drawing import Draw
from assistant.domain.disputes.lifecycle import CHART, SEAT, Deadline, State, opened, shifted
from assistant.statechart import ChartError


def apply(case: Case | None, event: e.CaseEvent) -> Case:
    """The case after the event; its version grows by one. ChartError where the event cannot happen there: a bug."""
    if isinstance(event, e.CaseFiled):
        after = _filed(event)
    elif case is None:
        raise ChartError("a case begins with being filed")
    else:
        change = _CHANGES.get(type(event))
        after = change(case, event) if change else case
    if event.EDGE:
        after = _enter(after, event.EDGE, event.now)
    return replace(after, version=after.version + 1)


def _enter(case: Case, edge: str, now: datetime) -> Case:
    led = CHART.fire(case.state, edge, {})
    if led is None:
        raise ChartError(f"case {case.number}: {edge!r} does not lead on from {case.state!r}")
    state = State(led)
    deadlines = opened(state, case.clocks, now)
    if state is State.DRAW and case.draw is not None and case.draw.done:  # a reserve is asked: nothing to mix in again
        deadlines = ()
    return replace(case, state=state, entered_at=now, deadlines=deadlines, ready=frozenset())


def _filed(event: e.CaseFiled) -> Case:
    return Case(
        number=event.case,
        group=event.group,
        kind=event.kind,
        handle=event.handle,
        claimant=event.claimant,
        respondent=event.respondent,
        respondent_name=event.respondent_name,
        deal=event.deal,
        claim=event.claim,
        clocks=event.clocks,
        cap=event.cap,
        filed_at=event.now,
        state=State.DRAFT,
    )


def _without(case: Case, *names: str) -> tuple[Deadline, ...]:
    return tuple(each for each in case.deadlines if each.name not in names)


def _moved(case: Case, name: str, due: datetime) -> tuple[Deadline, ...]:
    return tuple(replace(each, due=due) if each.name == name else each for each in case.deadlines)


def _proven(case: Case, event: e.NoticeProven) -> Case:
    return replace(case, noticed_at=event.now, respondent=event.respondent, on_papers=False)


def _offered(case: Case, event: e.OfferMade) -> Case:
    older = tuple(replace(each, state="replaced") if each.state == "open" else each for each in case.offers)
    return replace(case, offers=(*older, event.offer))


def _offer(case: Case, n: int, **changes: Any) -> Case:
    return replace(case, offers=tuple(replace(each, **changes) if each.n == n else each for each in case.offers))


def _backed(case: Case, event: e.OfferBacked) -> Case:
    offer = case.offer(event.offer)
    return _offer(case, event.offer, accepted_by=(*(offer.accepted_by if offer else ()), event.side))


def _exhibit(case: Case, event: e.ExhibitSubmitted) -> Case:
    # whoever said to be ready could not know what has just come
    return replace(case, exhibits=(*case.exhibits, event.exhibit), ready=frozenset())


def _prepared(case: Case, event: p.DrawPrepared) -> Case:
    draw = Draw(
        round=event.round,
        tags=event.tags,
        leanings=event.leanings,
        nonce_hash=event.nonce_hash,
        commitment=event.commitment,
        seats=event.seats,
        strikes=event.strikes,
        slots=event.slots,
        nonce=event.nonce,
    )
    return replace(case, draws=(*case.draws, draw))


def _draw(case: Case, **changes: Any) -> Case:
    return replace(case, draws=(*case.draws[:-1], replace(case.draws[-1], **changes)))


def _struck(case: Case, event: p.JurorStruck) -> Case:
    draw = case.draws[-1]
    case = _draw(case, struck={**draw.struck, event.side: event.slot})
    return replace(case, declined=(*case.declined, draw.slots[event.slot - 1].person))


def _drawn(case: Case, event: p.JurorsDrawn) -> Case:
    case = _draw(case, nonce=event.nonce, key=event.key, order=event.order)
    return replace(case, deadlines=_without(case, "nonce"), ready=frozenset())


def _asked(case: Case, event: p.JurorAsked) -> Case:
    deadline = Deadline(f"{SEAT}{event.slot}", event.now, event.until)
    seat = Seat(event.round, event.slot, event.juror)
    return replace(case, seats=(*case.seats, seat), deadlines=(*case.deadlines, deadline))


def _seat(case: Case, round_: int, slot: int, **changes: Any) -> Case:
    seats = tuple(
        replace(seat, **changes) if (seat.round, seat.slot) == (round_, slot) else seat for seat in case.seats
    )
    return replace(case, seats=seats)


def _taken(case: Case, event: p.SeatTaken) -> Case:
    case = _seat(case, event.round, event.slot, state="accepted")
    return replace(case, deadlines=_without(case, f"{SEAT}{event.slot}"))


def _lost(case: Case, event: p.SeatLost) -> Case:
    case = _seat(case, event.round, event.slot, state=event.how)
    return replace(case, deadlines=_without(case, f"{SEAT}{event.slot}"), declined=(*case.declined, event.juror))


def _looked(case: Case, event: p.ExhibitOpened) -> Case:
    seat = next(each for each in case.seats if (each.round, each.slot) == (event.round, event.slot))
    return _seat(case, event.round, event.slot, opened=(*seat.opened, event.exhibit))


def _cast(case: Case, event: p.BallotCast) -> Case:
    return _seat(case, event.round, event.slot, commitment=event.commitment, ballot=event.ballot, salt=event.salt)


def _ruled(case: Case, event: p.CaseRuled) -> Case:
    return replace(case, rulings=(*case.rulings, Ruling(event.round, event.tally, event.ballots, event.now)))


def _reported(case: Case, event: p.RemedyReported) -> Case:
    remedy = replace(case.remedy or Remedy(), reported_at=event.now, report=event.text, denied=False)
    due = max(case.next_due(["remedy"]) or event.now, event.now + case.clocks.evidence)  # time enough to object
    return replace(case, remedy=remedy, deadlines=_moved(case, "remedy", due))


def _contested(case: Case, event: p.RemedyContested) -> Case:
    remedy = replace(case.remedy or Remedy(), contested_at=event.now, contest=event.text, denied=True)
    return replace(case, remedy=remedy, deadlines=_moved(case, "remedy", event.until))


def _shifted(case: Case, event: e.ClocksShifted) -> Case:
    return replace(case, deadlines=shifted(case.deadlines, event.since, event.until))


_CHANGES: Mapping[type, Callable[[Case, Any], Case]] = {
    e.NoticeStarted: lambda case, event: replace(case, told=True),
    e.NoticeReminded: lambda case, event: replace(case, reminded=True, deadlines=_without(case, "remind")),
    e.NoticeProven: _proven,
    e.PartyAppeared: lambda case, event: replace(case, respondent=event.respondent),
    e.WentOnUnproven: lambda case, event: replace(case, on_papers=True),
    e.Answered: lambda case, event: replace(case, answer=Answer(event.stance, event.text, event.now)),
    e.MoreTimeGiven: lambda case, event: replace(case, more_time=True, deadlines=_moved(case, "answer", event.until)),
    e.StayedSilent: lambda case, event: replace(case, silent=True),
    e.OfferMade: _offered,
    e.OfferRefused: lambda case, event: _offer(case, event.offer, state="refused"),
    e.OfferBacked: _backed,
    e.CaseSettled: lambda case, event: _offer(case, event.offer, state="accepted"),
    e.SaidReady: lambda case, event: replace(case, ready=case.ready | {event.side}),
    e.ExhibitSubmitted: _exhibit,
    e.Rebutted: lambda case, event: replace(case, rebuttals={**case.rebuttals, event.side: event.text}),
    e.DocketFrozen: lambda case, event: replace(case, dockets=(*case.dockets, event.root)),
    e.DocketReopened: lambda case, event: replace(case, dockets=(*case.dockets, event.root)),
    e.ClocksShifted: _shifted,
    e.SanctionDecided: lambda case, event: replace(
        case, sanction=Sanction(event.step, event.proposed, event.reason, event.now)
    ),
    p.DrawPrepared: _prepared,
    p.NonceAdded: lambda case, event: _draw(case, nonces={**case.draws[-1].nonces, event.side: event.nonce}),
    p.JurorStruck: _struck,
    p.JurorsDrawn: _drawn,
    p.JurorAsked: _asked,
    p.SeatTaken: _taken,
    p.SeatLost: _lost,
    p.ExhibitOpened: _looked,
    p.BallotCast: _cast,
    p.CaseRuled: _ruled,
    p.CaseAppealed: lambda case, event: replace(case, plea=Plea(event.side, event.ground, event.text, event.now)),
    p.AppealAnswered: lambda case, event: replace(
        case, plea=replace(case.plea, answer=event.text) if case.plea else None
    ),
    p.RemedyDue: lambda case, event: replace(case, remedy=Remedy()),
    p.RemedyReported: _reported,
    p.RemedyContested: _contested,
    p.CaseClosed: lambda case, event: replace(case, ending=event.ending),
    p.MediationBegan: lambda case, event: replace(case, neutrals=event.neutrals),
}
