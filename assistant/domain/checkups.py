"""Looking after a group that stands: the members' check, and the rounds that come each quarter. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from assistant.domain.groups import CROWD, NO_SUCH_LINK, NOT_YOURS, Standing
from assistant.errors import Refused
from assistant.i18n import N_

PLAN, CLOSE = 150, 180  # members from which a split is planned, and from which nobody comes in without a yes
LARGEST = 200_000  # members of any group there is (Telegram)
ANSWERS_WITHIN = timedelta(days=7)  # for silent members to say that they want to stay


class Room(StrEnum):
    """How much room a group still has."""

    CALM = "calm"
    PLAN = "plan"
    CLOSE = "close"
    FULL = "full"


class Clones(StrEnum):
    """What became of names that look like the owner's or an admin's."""

    NONE = "none"
    REMOVED = "removed"
    UNSURE = "unsure"


class Asked(StrEnum):
    """Whether the silent ones were asked if they want to stay."""

    NOW = "now"
    LATER = "later"


class Round(StrEnum):
    INACTIVITY = "inactivity"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class CheckMembers:
    """The members were looked through. `dormant` is None where nobody looked, `asked` where nobody was silent."""

    person: int
    now: datetime
    group: int
    size: int
    unnamed: int
    clones: str
    dormant: int | None
    asked: str | None


@dataclass(frozen=True, slots=True)
class MembersChecked:
    group: int
    person: int
    now: datetime
    size: int
    unnamed: int
    clones: Clones
    dormant: int | None
    asked: Asked | None


@dataclass(frozen=True, slots=True)
class FinishRound:
    """The text of a round is posted; `kind` is a Round."""

    person: int
    now: datetime
    group: int
    kind: str


@dataclass(frozen=True, slots=True)
class RoundDone:
    group: int
    person: int
    now: datetime
    kind: Round


Command = CheckMembers | FinishRound
Happened = MembersChecked | RoundDone

MORE_THAN_ALL = N_("The group has {size} members, so it can't be {given}.")


def decide(command: Command, standing: Standing | None) -> tuple[Happened, ...]:
    """What follows from a command; raises Refused. `standing` is None where there is no such group."""
    if standing is None or standing.archived:
        raise Refused(NO_SUCH_LINK)
    if not standing.looks_after(command.person):
        raise Refused(NOT_YOURS)
    match command:
        case CheckMembers():
            for part in (command.unnamed, command.dormant or 0):
                refuse_more(part, command.size)
            asked = Asked(command.asked) if command.asked else None
            counts = (command.size, command.unnamed, Clones(command.clones), command.dormant)
            return (MembersChecked(standing.group, command.person, command.now, *counts, asked),)
        case FinishRound():
            return (RoundDone(standing.group, command.person, command.now, Round(command.kind)),)


def refuse_more(part: int, size: int) -> None:
    """Raise Refused where a part is more than the whole."""
    if part > size:
        raise Refused(MORE_THAN_ALL, size=size, given=part)


def room(size: int) -> Room:
    """What so many members mean for a group."""
    for least, found in ((CROWD, Room.FULL), (CLOSE, Room.CLOSE), (PLAN, Room.PLAN)):
        if size >= least:
            return found
    return Room.CALM


def last_size(facts: Mapping[str, Any]) -> int | None:
    """The members counted last, as a group's facts keep it."""
    return kept(facts).get("size")


def kept(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a group's facts keep of checks and rounds: `size`, and when (epoch seconds) each was `checked` or done last."""
    return dict(facts.get("checkups", {}))


def keep(facts: Mapping[str, Any], event: Happened) -> dict[str, Any]:
    """The group's facts after it."""
    now = event.now.timestamp()
    match event:
        case MembersChecked():
            new = {"size": event.size, "checked": now}
        case RoundDone():
            new = {str(event.kind): now}
    return {**facts, "checkups": {**kept(facts), **new}}
