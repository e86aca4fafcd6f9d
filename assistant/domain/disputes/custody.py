"""The chain of custody: each step of a case hashed onto the one before, over salted digests.

A link commits to its content by a salted digest only. Who has to be forgotten is forgotten by erasing content and
salt together: what remains is a valid tombstone, and without the salt nobody can guess what stood there. A chain
alone cannot show that its end was cut off, so its head is handed to both parties as the case goes on.
Standard library only, so that whoever verifies a case file can read all of it here.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

SCHEME = "yidan/custody/1"


def canonical(value: Any) -> str:
    """One text for one JSON value, whatever wrote it: keys sorted, no spaces, characters as they are."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Any) -> str:
    """SHA-256 of the canonical text, in hex."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def seal(salt: str, content: Any) -> str:
    """The salted digest of a content: shows nothing of it, and fits no other."""
    return digest([SCHEME, "seal", salt, content])


def salt(token: str, *purpose: object) -> str:
    """128 bits for this purpose out of a secret token; another purpose has another salt."""
    return hmac.new(token.encode(), canonical([SCHEME, *purpose]).encode(), hashlib.sha256).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Link:
    """Step `n` (from 1) of a case: `who` (a role, never a person) did `kind` `at` that moment (ISO 8601, UTC).

    `content` (JSON) and `salt` are both None once erased. `digest` seals them; `head` is the chain up to here.
    """

    n: int
    at: str
    who: str
    kind: str
    digest: str
    head: str
    content: Mapping[str, Any] | None
    salt: str | None

    @property
    def erased(self) -> bool:
        return self.content is None and self.salt is None


def origin(case: str) -> str:
    """What the first link of that case hangs on, so that no chain passes for another case's."""
    return digest([SCHEME, "case", case])


def _head(previous: str, n: int, at: str, who: str, kind: str, sealed: str) -> str:  # noqa: PLR0913, PLR0917 - all that is hashed
    return digest([SCHEME, "link", previous, n, at, who, kind, sealed])


def add(  # noqa: PLR0913 - one link, part by part
    previous: Link | None, *, case: str, at: str, who: str, kind: str, content: Mapping[str, Any], salt: str
) -> Link:
    """The next link. `case` is the case's public name, `previous` None for the first."""
    n, sealed = (previous.n + 1 if previous else 1), seal(salt, content)
    head = _head(previous.head if previous else origin(case), n, at, who, kind, sealed)
    return Link(n, at, who, kind, sealed, head, content, salt)


def erase(link: Link) -> Link:
    """The tombstone of a link: it still fits, and says nothing."""
    return replace(link, content=None, salt=None)


class Flaw(StrEnum):
    """What is wrong with a chain at its first broken link."""

    MISSING = "missing"  # a link is not there, doubled or out of order
    CONTENT = "content"  # its content is not what was written down then
    HALF_ERASED = "half_erased"  # content without salt, or the other way round
    CHAIN = "chain"  # who, when, what or the order was changed
    CUT = "cut"  # the end is missing: the chain does not reach the head that was handed out


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link that does not hold. `n` is the number it should have."""

    n: int
    flaw: Flaw


def verify(case: str, links: Iterable[Link], heads: Mapping[int, str] | None = None) -> Broken | None:
    """None where every link holds, else the first that does not.

    `heads` are heads known from elsewhere (handed out to a party) by the number of their link.
    """
    previous, n = origin(case), 0
    for n, link in enumerate(links, 1):
        if link.n != n:
            return Broken(n, Flaw.MISSING)
        if (link.content is None) != (link.salt is None):
            return Broken(n, Flaw.HALF_ERASED)
        if link.content is not None and link.salt is not None and seal(link.salt, link.content) != link.digest:
            return Broken(n, Flaw.CONTENT)
        if _head(previous, n, link.at, link.who, link.kind, link.digest) != link.head:
            return Broken(n, Flaw.CHAIN)
        if heads and heads.get(n, link.head) != link.head:
            return Broken(n, Flaw.CHAIN)
        previous = link.head
    if heads and max(heads) > n:
        return Broken(n + 1, Flaw.CUT)
    return None


def docket_root(leaves: Sequence[tuple[str, str]]) -> str:
    """One hash over everything the panel will see: (label, seal) of each paper, in order."""
    return digest([SCHEME, "docket", [list(leaf) for leaf in leaves]])


def short(full: str) -> str:
    """The part of a hash that people compare by eye: 12 characters in groups of four."""
    return " ".join(full[at : at + 4] for at in range(0, 12, 4))
