"""What the shelves of roles and invitations hand out. Times are epoch seconds, people Telegram's numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A person's role in a group ("admin", "juror"); `name` is what they called themselves when they took it."""

    group: int
    person: int
    role: str
    name: str
    since: float


@dataclass(frozen=True, slots=True)
class Invitation:
    """An offer of a role behind a link; `name` is what the inviter calls the person it is meant for.

    `answer` is "accepted", "declined", "withdrawn" or None; `used_at` and `used_by` tell of the first two.
    """

    handle: str
    group: int
    role: str
    name: str
    by: int
    made_at: float
    expires_at: float
    used_at: float | None = None
    used_by: int | None = None
    answer: str | None = None
