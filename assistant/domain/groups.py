"""Founding a group and keeping its way in fresh: commands in, events out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from assistant.errors import Ended
from assistant.i18n import N_

CROWD = 200  # members; above this WeChat stops joining by QR, and talk drowns
QR_LIFE = timedelta(days=7)  # from each fetch of a WeChat group code (the WeChat team, 2016; unchanged since)
RENEW_AFTER = timedelta(days=6)


class Platform(StrEnum):
    WECHAT = "wechat"
    TELEGRAM = "telegram"


class Kind(StrEnum):
    GOODS = "goods"
    SERVICES = "services"
    TASKS = "tasks"


class Audience(StrEnum):
    KNOWN = "known"
    OPEN = "open"


class Split(StrEnum):
    CATEGORY = "category"
    REGION = "region"
    NO = "no"


class Payee(StrEnum):
    SEPARATE = "separate"
    SOON = "soon"
    NONE = "none"


class Entry(StrEnum):
    APPROVAL = "approval"
    QR = "qr"


class Rotation(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """All that walk 1 asked. Fields that its way did not touch are None."""

    person: int
    now: datetime
    handle: str
    locale: str
    platform: str
    kind: str
    trade: str
    audience: str
    size: int
    split: str | None
    payee: str
    name: str
    entry: str
    closes: datetime | None
    rules: Mapping[str, Any]  # as a Rulebook reads them
    texts: Mapping[str, str]  # their wording by language
    steps: Mapping[str, str] | None
    qr: Mapping[str, Any] | None
    rotation: str | None
    zone: str
    currency: str


@dataclass(frozen=True, slots=True)
class GroupFounded:
    """A group exists from now on. `group` is its number, given when it is stored."""

    asked: FoundGroup
    group: int = 0


@dataclass(frozen=True, slots=True)
class RenewQr:
    """The owner sends a fresh picture of the group's code; `qr` is what walk 1's step gives too."""

    person: int
    now: datetime
    group: int
    qr: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class QrRenewed:
    group: int
    person: int
    qr: Mapping[str, Any]
    now: datetime


@dataclass(frozen=True, slots=True)
class JoinGroup:
    """A person opened the member link and confirmed the short rules, as they were shown: in that version."""

    person: int
    now: datetime
    handle: str
    version: int


@dataclass(frozen=True, slots=True)
class MemberJoined:
    group: int
    person: int
    rules: int
    now: datetime


@dataclass(frozen=True, slots=True)
class SwitchApprovalOn:
    """The owner says that invitation approval is on: the QR window is closed."""

    person: int
    now: datetime
    group: int


@dataclass(frozen=True, slots=True)
class ApprovalOn:
    group: int
    person: int
    now: datetime


@dataclass(frozen=True, slots=True)
class TickStep:
    """A step in WeChat that had been left for later is done."""

    person: int
    now: datetime
    group: int
    step: str


@dataclass(frozen=True, slots=True)
class StepTicked:
    group: int
    person: int
    step: str
    now: datetime


@dataclass(frozen=True, slots=True)
class MakePoster:
    """The owner wants the poster once more, as things stand now."""

    person: int
    now: datetime
    group: int


@dataclass(frozen=True, slots=True)
class PosterWanted:
    group: int
    person: int
    now: datetime


@dataclass(frozen=True, slots=True)
class RenewLink:
    """A new member link; the old one leads nowhere from now on."""

    person: int
    now: datetime
    group: int
    handle: str


@dataclass(frozen=True, slots=True)
class LinkRenewed:
    group: int
    person: int
    handle: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What the books know of the group that a command is about; people by their numeric ids."""

    group: int
    owner: int
    name: str
    entry: str
    rules: int
    admins: frozenset[int] = frozenset()
    jurors: frozenset[int] = frozenset()
    archived: bool = False

    def looks_after(self, person: int) -> bool:
        """Whether they run the group from day to day: its owner, or a co-admin."""
        return person == self.owner or person in self.admins


Command = FoundGroup | RenewQr | JoinGroup | SwitchApprovalOn | TickStep | MakePoster | RenewLink
Happened = GroupFounded | QrRenewed | MemberJoined | ApprovalOn | StepTicked | PosterWanted | LinkRenewed

NOT_YOURS = N_("Only the owner and the admins of this group can do that.")
NO_QR_HERE = N_("Newcomers of this group need your yes by now, so it has no QR code to renew.")
NO_SUCH_LINK = N_("This link is no longer valid. Ask in your group for the newest one.")


def decide(command: Command, standing: Standing | None) -> tuple[Happened, ...]:  # noqa: C901 - a case a command
    """What follows from a command; raises Refused. `standing` is None where there is no such group."""
    if isinstance(command, FoundGroup):
        return (GroupFounded(command),)
    if standing is None or standing.archived:
        raise Ended(NO_SUCH_LINK)
    if isinstance(command, JoinGroup):
        seen = min(max(command.version, 1), standing.rules)
        return (MemberJoined(standing.group, command.person, seen, command.now),)
    if not standing.looks_after(command.person):
        raise Ended(NOT_YOURS)
    match command:
        case RenewQr():
            if standing.entry != Entry.QR:
                raise Ended(NO_QR_HERE)
            return (QrRenewed(standing.group, command.person, command.qr, command.now),)
        case SwitchApprovalOn():
            return (ApprovalOn(standing.group, command.person, command.now),)
        case TickStep():
            return (StepTicked(standing.group, command.person, command.step, command.now),)
        case MakePoster():
            return (PosterWanted(standing.group, command.person, command.now),)
        case RenewLink():
            return (LinkRenewed(standing.group, command.person, command.handle, command.now),)


def expires(taken: datetime) -> datetime:
    """When a WeChat group code fetched then stops working."""
    return taken + QR_LIFE


def renewal(taken: datetime) -> datetime:
    """When the owner is reminded to fetch a new one: a day before it dies."""
    return taken + RENEW_AFTER
