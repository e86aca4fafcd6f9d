"""What each shelf offers, whatever database stands behind it; tests/store holds them all to it.

Every method is synchronous and belongs to the writer's thread. Times are epoch seconds. Besides what is
said below, a method may raise Conflict (a row breaks a rule of the schema) and StoreDown.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from assistant.store.rows import (
    Desk,
    File,
    Group,
    GroupQr,
    Job,
    Letter,
    LoggedEvent,
    Member,
    Owed,
    Person,
    Policy,
    Rulebook,
    Stored,
    Timer,
)

Body = Mapping[str, Any]  # whatever JSON can hold
FOREVER = 2**62  # more rows than there will ever be


class Inbox(Protocol):
    """Which updates were answered, and how."""

    def seen(self, update_id: int) -> Stored | None: ...

    def record(  # noqa: PLR0913, PLR0917 - one row, column by column
        self, update_id: int, person: int, now: float, said: int, answer: bytes | None, ack: str | None
    ) -> None:
        """Once per update: a second record of the same one is a Conflict."""

    def forget(self, before: float, most: int = FOREVER) -> int:
        """Drop at most `most` records older than that; how many went."""


class People(Protocol):
    def get(self, person: int) -> Person | None: ...

    def put(self, person: Person) -> None:
        """Insert, or replace everything known about them."""

    def block(self, person: int, now: float | None) -> None:
        """Note that the person blocked the bot at `now` (None: lets it speak again)."""


class Desks(Protocol):
    def get(self, person: int) -> Desk:
        """Desk(0, None) for who never had one."""

    def put(self, person: int, said: int, body: bytes | None) -> None:
        """Set both; the person must be known already."""


class Timers(Protocol):
    def put(self, key: str, due: float, kind: str, person: int | None, data: Body) -> None:
        """Set, or set anew under the same key."""

    def drop(self, key: str) -> bool:
        """Whether there was one."""

    def drop_prefix(self, prefix: str) -> int:
        """Drop all whose key starts so (never empty); how many there were."""

    def due(self, now: float, limit: int) -> list[Timer]:
        """Those whose time has come, the earliest first, equal ones by key; they stay until dropped."""

    def next(self) -> float | None: ...


class Outbox(Protocol):
    """Messages owed, in order per chat: queued → sending → sent | unknown | dead."""

    def queue(  # noqa: PLR0913, PLR0917 - one row, column by column
        self, chat: int, method: str, params: bytes, policy: Policy, now: float, proof: Body | None = None
    ) -> int:
        """`proof`: {"kind", "data"} of a deadline that comes due when the message is sent; "lost": its kind if it dies."""

    def get(self, owed: int) -> Owed | None: ...

    def waiting(self, chat: int) -> bool:
        """Whether anything for that chat is queued or being sent."""

    def ready(self, now: float, limit: int, held: frozenset[int] | set[int] = frozenset()) -> list[Owed]:
        """Give the first unfinished message of each chat not held, if queued and due; the longest due first."""

    def claim(self, ids: Sequence[int]) -> list[int]:
        """Mark as being sent; gives back those that really were queued."""

    def sent(self, owed: int, result: bytes | None, now: float) -> bool:
        """Whether its arrival has set a deadline."""

    def retry(self, owed: int, at: float) -> None:
        """Queue it again, not before `at`: it surely did not arrive."""

    def unknown(self, owed: int, at: float = 0.0) -> bool:
        """Nobody knows whether it arrived: queued again where its policy allows (True), else over."""

    def dead(self, owed: int, why: str, now: float) -> bool:
        """Whether its loss has set a deadline."""

    def next_at(self) -> float | None:
        """When the next message may go, by its own time (it may be past); None: nothing is queued."""

    def recover(self) -> int:
        """At start: whatever was being sent has an unknown result now; how many there were."""

    def oldest(self) -> float | None:
        """Since when the oldest unfinished message has been waiting."""

    def forget(self, before: float, most: int = FOREVER) -> int:
        """Drop finished messages queued before that."""


class Jobs(Protocol):
    """Slow work; each is started three times at most."""

    def queue(self, kind: str, args: Body, person: int | None, now: float) -> str: ...

    def get(self, job: str) -> Job | None: ...

    def ready(self, limit: int) -> list[Job]: ...

    def waiting(self, kind: str, person: int) -> bool:
        """Whether work of that kind for that person has not ended yet."""

    def start(self, job: str) -> bool:
        """Whether it was queued and now is running."""

    def finish(self, job: str, result: Body) -> bool:
        """Whether it was still open (a second end of the same job changes nothing)."""

    def fail(self, job: str, code: str) -> bool:
        """As `finish`, ending badly."""

    def requeue_unfinished(self) -> list[Job]:
        """At start: what was running is queued again.

        Gives those already started three times: they stay as they are until the caller has failed them and
        told whoever waits, in one transaction; until then they are given at each start.
        """

    def forget(self, before: float, most: int = FOREVER) -> int:
        """Drop finished jobs queued before that."""


class Files(Protocol):
    def made(self) -> list[File]:
        """Give the papers that we made ourselves, the oldest first."""

    def put(self, file: File) -> int:
        """Note a blob; one already noted under the same unique_id (or, without one, sha256) keeps its row."""

    def by_unique(self, unique_id: str) -> File | None: ...

    def get(self, sha256: str) -> File | None: ...

    def unknown(self, names: Collection[str]) -> list[str]:
        """Give those of these blobs (by SHA-256) that were never noted, and that nobody is still to be sent."""

    def mentioned(self, after: int, most: int) -> tuple[set[str], int | None]:
        """Give the blobs that the next desks speak of (at most `most`, by person, behind `after`).

        Beside them the person to go on behind; None at the end.
        """

    def release(self, names: Collection[str], but: Collection[str], before: float) -> list[str]:
        """Forget those of these blobs that nobody claims any more; give their names.

        A claim is a column called `sha256` or `…_sha256` in any table, or a message still to be sent. `but` are kept
        as well, and those noted at `before` (epoch seconds) or later.
        """


class Groups(Protocol):
    def found(self, group: Group, rulebook: Body, now: float) -> int:
        """Keep a new group with its first rulebook; `id`, `version` and `founded_at` of `group` are not read."""

    def get(self, group: int) -> Group | None: ...

    def by_handle(self, handle: str) -> Group | None: ...

    def of_owner(self, person: int) -> list[Group]: ...

    def of_member(self, person: int) -> list[Group]: ...

    def update(self, group: int, version: int, /, **changes: Any) -> bool:
        """Compare-and-set: False when the group has meanwhile another version; TypeError for an unknown field."""

    def renew_handle(self, group: int, handle: str) -> bool:
        """End the old link. False: no such group."""

    def add_rulebook(self, group: int, body: Body, now: float) -> int:
        """Keep a new version; its number."""

    def rulebook(self, group: int, n: int | None = None) -> Rulebook | None:
        """Version `n`, or the newest."""

    def join(self, group: int, person: int, name: str, rules_version: int, now: float) -> bool:
        """Whether they are new. Joining again keeps `since`, and notes a newer rulebook and the name."""

    def member(self, group: int, person: int) -> Member | None: ...

    def members(self, group: int) -> list[Member]:
        """In the order they joined."""

    def put_qr(self, group: int, sha256: str, text: str, taken_at: float, expires_at: float | None) -> None: ...

    def qr(self, group: int) -> GroupQr | None:
        """Give the one taken last."""


class Events(Protocol):
    """Append-only history."""

    def append(self, subject: str, name: str, body: Body, person: int | None, now: float) -> int: ...

    def of(self, subject: str) -> list[LoggedEvent]: ...


class Letters(Protocol):
    """Dead letters."""

    def bury(self, update_id: int | None, raw: bytes, error: str, now: float) -> int: ...

    def recent(self, limit: int) -> list[Letter]:
        """Give the newest, the last one first."""

    def forget(self, before: float, most: int = FOREVER) -> int: ...


class Heart(Protocol):
    def beat(self, now: float) -> None: ...

    def last(self) -> float | None: ...
