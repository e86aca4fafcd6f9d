"""Groups that help each other out with jurors: what is asked for, what follows, and who may. Pure.

A partnership has no sides: jurors of either group may be asked for cases of the other. Only owners speak for their
groups: one offers by a link that works once, for seven days, and can be withdrawn; another accepts for a group of
their own. Who owns two groups may pair them at once. Either may end it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assistant.domain.groups import Standing
from assistant.domain.role_making import OVER, OWNER_ONLY
from assistant.domain.roles import OFFER_LASTS, Reply
from assistant.errors import Ended
from assistant.i18n import N_

MOST = 3  # partners of a group


@dataclass(frozen=True, slots=True)
class Side:
    """A group, and the groups that it is partners with now."""

    standing: Standing
    partners: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer as the books have it."""

    handle: str
    group: int
    expires: datetime
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class OfferPartnership:
    """`handle`: the random name of the link."""

    person: int
    now: datetime
    group: int
    handle: str


@dataclass(frozen=True, slots=True)
class PartnershipOffered:
    group: int
    person: int
    now: datetime
    handle: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class AnswerPartnership:
    """The owner of another group says for which of theirs they accept; None declines."""

    person: int
    now: datetime
    handle: str
    other: int | None


@dataclass(frozen=True, slots=True)
class PartnershipDeclined:
    """`group` had offered it."""

    group: int
    person: int
    now: datetime
    handle: str


@dataclass(frozen=True, slots=True)
class PairGroups:
    """Two groups of one owner become partners."""

    person: int
    now: datetime
    group: int
    other: int


@dataclass(frozen=True, slots=True)
class PartnershipBegan:
    """`handle`: the offer that was accepted; "" where one owner paired two groups."""

    group: int
    person: int
    now: datetime
    other: int
    handle: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawPartnership:
    person: int
    now: datetime
    group: int
    handle: str


@dataclass(frozen=True, slots=True)
class PartnershipWithdrawn:
    group: int
    person: int
    now: datetime
    handle: str


@dataclass(frozen=True, slots=True)
class EndPartnership:
    person: int
    now: datetime
    group: int
    other: int


@dataclass(frozen=True, slots=True)
class PartnershipEnded:
    """By the owner of `group`."""

    group: int
    person: int
    now: datetime
    other: int


Command = OfferPartnership | AnswerPartnership | PairGroups | WithdrawPartnership | EndPartnership
Happened = PartnershipOffered | PartnershipDeclined | PartnershipBegan | PartnershipWithdrawn | PartnershipEnded

UNKNOWN = N_("I do not know this offer. Ask whoever sent it for a new link.")
USED = N_("This offer was already answered. Each link works once; ask whoever sent it for a new one.")
WITHDRAWN = N_("This offer was withdrawn, so it leads nowhere any more.")
EXPIRED = N_("This offer was good for seven days and has run out. Ask whoever sent it for a new link.")
OWN = N_("This is your own offer. Send it to the owner of another group; your own groups you can pair under People.")
NO_GROUP = N_("This link is for the owner of another group. You do not own one here, so there is nothing to answer.")
SAME = N_("A group cannot be its own partner.")
ALREADY = N_("These two groups help each other out already.")
FULL = N_("<b>{group}</b> has three partner groups already, and that is the most.")
NONE = N_("These two groups are not partners any more.")


def decide(command: Command, sides: Mapping[int, Side], offered: Offered | None = None) -> tuple[Happened, ...]:
    """What follows; raises Ended. `sides`: every group that the command is about or that the person owns, by number."""
    person, now = command.person, command.now
    if isinstance(command, AnswerPartnership):
        return (_answered(command, sides, offered),)
    side = _owned(sides.get(command.group), person)
    group = side.standing.group
    match command:
        case OfferPartnership():
            _roomy(side)
            return (PartnershipOffered(group, person, now, command.handle, now + OFFER_LASTS),)
        case PairGroups():
            _fit(side, _owned(sides.get(command.other), person))
            return (PartnershipBegan(group, person, now, command.other),)
        case WithdrawPartnership():
            if offered is None or offered.group != group:
                raise Ended(UNKNOWN)
            if offered.reply is not None:
                raise Ended(_over(offered.reply))
            return (PartnershipWithdrawn(group, person, now, offered.handle),)
        case EndPartnership():
            if command.other not in side.partners:
                raise Ended(NONE)
            return (PartnershipEnded(group, person, now, command.other),)


def examine(offered: Offered | None, sides: Mapping[int, Side], person: int, now: datetime) -> tuple[Side, ...]:
    """For which of their groups this person may accept the offer; else Ended says why they may answer nothing."""
    offering = sides.get(offered.group) if offered is not None else None
    if offered is None or offering is None:
        raise Ended(UNKNOWN)
    if offered.reply is not None:
        raise Ended(_over(offered.reply))
    if offering.standing.archived:
        raise Ended(OVER)
    if person == offering.standing.owner:
        raise Ended(OWN)
    if now >= offered.expires:
        raise Ended(EXPIRED)
    own = [each for each in sides.values() if each.standing.owner == person and not each.standing.archived]
    if not own:
        raise Ended(NO_GROUP)
    _roomy(offering)
    free = tuple(each for each in own if _misfit(offering, each) is None)
    if not free:
        _fit(offering, own[0])
    return free


def _over(reply: Reply) -> str:
    return WITHDRAWN if reply is Reply.WITHDRAWN else USED


def _answered(
    command: AnswerPartnership, sides: Mapping[int, Side], found: Offered | None
) -> PartnershipBegan | PartnershipDeclined:
    examine(found, sides, command.person, command.now)
    assert found is not None  # examined
    if command.other is None:
        return PartnershipDeclined(found.group, command.person, command.now, found.handle)
    _fit(sides[found.group], _owned(sides.get(command.other), command.person))
    return PartnershipBegan(found.group, command.person, command.now, command.other, found.handle)


def _owned(side: Side | None, person: int) -> Side:
    """Owners alone speak for a group, and for a live one."""
    if side is None or side.standing.owner != person:
        raise Ended(OWNER_ONLY)
    if side.standing.archived:
        raise Ended(OVER)
    return side


def _roomy(side: Side) -> None:
    if len(side.partners) >= MOST:
        raise Ended(FULL, group=side.standing.name)


def _misfit(one: Side, other: Side) -> str | None:
    if one.standing.group == other.standing.group:
        return SAME
    if other.standing.group in one.partners:
        return ALREADY
    return FULL if len(other.partners) >= MOST else None


def _fit(one: Side, other: Side) -> None:
    _roomy(one)
    misfit = _misfit(one, other)
    if misfit == FULL:
        raise Ended(FULL, group=other.standing.name)
    if misfit is not None:
        raise Ended(misfit)
