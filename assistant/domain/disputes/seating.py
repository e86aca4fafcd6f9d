"""From the frozen docket to a seated panel; or to a mediator, where the pool does not bear a panel."""

from __future__ import annotations

from assistant.domain.disputes import commands as c
from assistant.domain.disputes import custody, drawing, panel
from assistant.domain.disputes import events_panel as p
from assistant.domain.disputes.counting import count
from assistant.domain.disputes.ending import stand
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.pool import eligible, plan_for
from assistant.domain.disputes.walk import Walk
from assistant.errors import Refused
from assistant.i18n import N_

MOST_NONCE = 200  # characters


def empanel(walk: Walk) -> None:
    """Commit the list and the nonce; or mediate, or let the first ruling stand, where no panel can be had."""
    case, plan = walk.case, plan_for(walk.case, walk.setting)
    if not plan.possible:
        no_panel(walk, "owner" if walk.setting.pool.run_by(case.parties) else "too_few")
        return
    people = {each.person: each.leaning for each in eligible(case, walk.setting).people}
    slots = drawing.slots_of(people, walk.salt("slots"), case.round)
    nonce = walk.salt("nonce")
    commitment = drawing.commitment(slots, nonce)
    walk.follow(
        p.DrawPrepared,
        round=case.round,
        tags=commitment.tags,
        leanings=commitment.leanings,
        nonce_hash=commitment.nonce_hash,
        commitment=commitment.hash,
        seats=plan.seats,
        strikes=plan.strikes,
        slots=slots,
        nonce=nonce,
    )


def no_panel(walk: Walk, why: str) -> None:
    """In the appeal the first ruling stands; before, one neutral helps the two to agree."""
    case = walk.case
    if case.round > 1:
        stand(walk, "no_panel")
        return
    free = panel.neutrals(walk.setting.pool, case.parties, case.declined)
    order = tuple(sorted(free, key=lambda person: custody.seal(walk.salt("neutral"), person)))
    walk.follow(p.MediationBegan, why=why, neutrals=order)
    _ask_neutral(walk)


# --- the draw ---


def add_nonce(walk: Walk, command: c.AddNonce) -> None:
    case, side = walk.case, walk.case.side_of(command.person)
    if case.draw is None or case.draw.done:
        raise Refused(DRAWN)
    if side is None or side in case.draw.nonces:
        raise Refused(ONE_NONCE)
    nonce = command.nonce.strip()
    if not 0 < len(nonce) <= MOST_NONCE:
        raise Refused(NONCE_LENGTH, most=MOST_NONCE)
    walk.tell(p.NonceAdded, side=str(side), nonce=nonce)


def strike(walk: Walk, command: c.StrikeJuror) -> None:
    """Before the draw, by the person: so it tells nothing about who will sit."""
    draw, side = walk.case.draw, walk.case.side_of(command.person)
    if draw is None or draw.done:
        raise Refused(DRAWN)
    if not draw.strikes:
        raise Refused(NO_STRIKES)
    if side is None or side in draw.struck:
        raise Refused(ONE_STRIKE)
    slot = next((at for at, each in enumerate(draw.slots, 1) if each.person == command.juror), None)
    if slot is None:
        raise Refused(NOT_ON_THE_LIST)
    if slot in draw.struck.values():
        raise Refused(STRUCK)
    walk.tell(p.JurorStruck, side=str(side), slot=slot)


def derive(walk: Walk) -> None:
    """Open the nonce, derive the order, ask those who come first."""
    draw = walk.case.draw
    if draw is None or draw.done:
        return
    key = drawing.key_of(draw.nonce, draw.nonces)
    order = drawing.standing(key, len(draw.tags), (slot - 1 for slot in draw.struck.values()))
    walk.follow(p.JurorsDrawn, round=draw.round, nonce=draw.nonce, key=key, order=tuple(at + 1 for at in order))
    for at in drawing.panel(order, draw.leanings, draw.seats):
        _ask(walk, at + 1)


def _ask(walk: Walk, slot: int) -> None:
    draw = walk.case.draws[-1]
    until = walk.command.now + walk.case.clocks.accept
    walk.follow(p.JurorAsked, round=draw.round, slot=slot, until=until, juror=draw.slots[slot - 1].person)


def ask_reserve(walk: Walk) -> bool:
    """Ask the next in the order who was not asked yet; whether there was one."""
    asked = {seat.slot for seat in walk.case.panel()}
    slot = next((each for each in walk.case.draws[-1].order if each not in asked), None)
    if slot is not None:
        _ask(walk, slot)
    return slot is not None


# --- those who are asked ---


def accept_seat(walk: Walk, command: c.AcceptSeat) -> None:
    seat = walk.case.seat_of(command.person)
    assert seat is not None  # the guard knows it
    walk.tell(p.SeatTaken, round=seat.round, slot=seat.slot)
    if seat.round:
        settle_panel(walk)


def lose_seat(walk: Walk, slot: int, how: str) -> None:
    """A juror (or mediator) who was asked is not to be had: the next one, if there is one."""
    mediating = walk.case.state is State.MEDIATION
    round_ = 0 if mediating else walk.case.round
    seat = next(each for each in walk.case.seats if (each.round, each.slot) == (round_, slot))
    walk.tell(p.SeatLost, round=round_, slot=slot, how=how, juror=seat.person)
    if mediating:
        _ask_neutral(walk)
    else:
        ask_reserve(walk)
        settle_panel(walk)


def settle_panel(walk: Walk) -> None:
    """Begin the ballot once everybody asked has answered, with three at least; else give the panel up.

    Where some have voted already and the rest could not be replaced, what was cast is counted.
    """
    case = walk.case
    if case.panel("asked"):
        return
    accepted = case.panel("accepted")
    open_ = any(not seat.commitment for seat in accepted)
    if len(accepted) >= panel.SMALL or any(seat.commitment for seat in accepted):
        walk.follow(p.PanelSeated, round=case.round)
        if not open_:
            count(walk)
    else:
        no_panel(walk, "nobody_left")


def _ask_neutral(walk: Walk) -> None:
    case = walk.case
    asked = [seat for seat in case.seats if seat.round == 0]
    person = next((each for each in case.neutrals if each not in {seat.person for seat in asked}), None)
    if person is not None:
        until = walk.command.now + case.clocks.accept
        walk.follow(p.JurorAsked, round=0, slot=len(asked) + 1, until=until, juror=person)


DRAWN = N_("The jurors have been drawn already.")
ONE_NONCE = N_("Your words are in already.")
NONCE_LENGTH = N_("Any words will do, up to {most} characters.")
NO_STRIKES = N_("There are too few jurors for anybody to be left out.")
ONE_STRIKE = N_("You have left somebody out already.")
NOT_ON_THE_LIST = N_("This person is not on the list for your case.")
STRUCK = N_("The other side has left out this one already. You may choose another.")
