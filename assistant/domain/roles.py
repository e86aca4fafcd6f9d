"""Who helps to run a group: co-admins, jurors, hand-over, archiving: what is asked for, and what happens. Pure.

A role is never given, only offered: by a link that is bound to one group and one role, works once, for seven
days, and can be withdrawn. People are numeric ids; whoever opens the link first is the one who answers it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

OFFER_LASTS = timedelta(days=7)


class Role(StrEnum):
    """What an invitation offers. OWNER is the hand-over; nobody holds it as a role, it is the group's owner."""

    ADMIN = "admin"
    JUROR = "juror"
    OWNER = "owner"


class Reply(StrEnum):
    """How an invitation ended."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Why(StrEnum):
    """Why somebody no longer has a role."""

    REMOVED = "removed"
    LEFT = "left"
    PROMOTED = "promoted"  # a juror who became admin or owner is no neutral any more


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation as the books have it."""

    handle: str
    group: int
    role: Role
    name: str
    by: int
    expires: datetime
    reply: Reply | None = None
    used_by: int | None = None


@dataclass(frozen=True, slots=True)
class InviteRole:
    """Offer a role; `name` is what the inviter calls the person, `handle` the random name of the link."""

    person: int
    now: datetime
    group: int
    role: str
    name: str
    handle: str


@dataclass(frozen=True, slots=True)
class RoleInvited:
    group: int
    person: int
    now: datetime
    role: Role
    name: str
    handle: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class AnswerInvitation:
    """Whoever opened the link says yes or no."""

    person: int
    now: datetime
    handle: str
    accept: bool


@dataclass(frozen=True, slots=True)
class InvitationAnswered:
    """`by` made the invitation and calls the person `name`."""

    group: int
    person: int
    now: datetime
    handle: str
    role: Role
    accepted: bool
    by: int
    name: str


@dataclass(frozen=True, slots=True)
class WithdrawInvitation:
    person: int
    now: datetime
    group: int
    handle: str


@dataclass(frozen=True, slots=True)
class InvitationWithdrawn:
    group: int
    person: int
    now: datetime
    handle: str


@dataclass(frozen=True, slots=True)
class DropRole:
    """`who` shall no longer have that role; one's own can be laid down, too."""

    person: int
    now: datetime
    group: int
    role: str
    who: int


@dataclass(frozen=True, slots=True)
class RoleDropped:
    group: int
    person: int
    now: datetime
    role: Role
    who: int
    why: Why


@dataclass(frozen=True, slots=True)
class OwnerChanged:
    """The group is `person`'s from now on; `before`, who had it, stays on as admin."""

    group: int
    person: int
    now: datetime
    before: int


@dataclass(frozen=True, slots=True)
class ArchiveGroup:
    person: int
    now: datetime
    group: int


@dataclass(frozen=True, slots=True)
class GroupArchived:
    group: int
    person: int
    now: datetime


@dataclass(frozen=True, slots=True)
class ReviveGroup:
    """An archived group is taken up again."""

    person: int
    now: datetime
    group: int


@dataclass(frozen=True, slots=True)
class GroupRevived:
    group: int
    person: int
    now: datetime


Command = InviteRole | AnswerInvitation | WithdrawInvitation | DropRole | ArchiveGroup | ReviveGroup
Happened = (
    RoleInvited | InvitationAnswered | InvitationWithdrawn | RoleDropped | OwnerChanged | GroupArchived | GroupRevived
)
