"""Drawing jurors so that anybody can check it: RFC 3797, with a list and a nonce committed beforehand.

What is shown first: the ordered list of slots (salted, so that it unmasks nobody) and the hash of the assistant's
nonce. Then each party may add a nonce of its own; a missing one is left out, never waited for or redrawn. Then the
assistant's nonce is opened, and the order follows. The method is the RFC's own, MD5 included: what it needs is that
nobody can foresee the outcome, and that rests on the nonces, not on the hash. The commitments are SHA-256.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.domain.disputes import custody

FEW = 3  # a leaning that fewer slots share could point at somebody, so it is not shown then


def selection(key: str, size: int) -> tuple[int, ...]:
    """RFC 3797, section 4: the order in which all of `size` positions (from 0) are selected with that key."""
    left = list(range(size))
    order = []
    for turn in range(size):
        frame = turn.to_bytes(2, "big")
        hashed = hashlib.md5(frame + key.encode("ascii") + frame, usedforsecurity=False).digest()
        order.append(left.pop(int.from_bytes(hashed, "big") % len(left)))
    return tuple(order)


def key_of(nonce: str, party_nonces: Mapping[str, str]) -> str:
    """The RFC's key: each source in upper case, ended by a slash. `party_nonces` by side; an absent one is left out."""
    sources = [
        "B" + nonce,
        *(_source(side, party_nonces[side]) for side in ("claimant", "respondent") if side in party_nonces),
    ]
    return "".join(f"{source.upper()}/" for source in sources)


def _source(side: str, said: str) -> str:
    return side[0] + hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the committed list. `tag` and `leaning` are public; `person` and `salt` are not."""

    tag: str
    leaning: str
    person: int
    salt: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """What both parties see before the draw: the tags in order, each side's leaning, and the nonce's hash."""

    tags: tuple[str, ...]
    leanings: tuple[str, ...]
    nonce_hash: str

    @property
    def hash(self) -> str:
        return custody.digest([custody.SCHEME, "draw", list(self.tags), list(self.leanings), self.nonce_hash])


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw as committed, and once done its key and order (slots from 1). `slots` and `nonce` are secret until then."""

    round: int
    tags: tuple[str, ...]
    leanings: tuple[str, ...]
    nonce_hash: str
    commitment: str
    seats: int
    strikes: bool
    slots: tuple[Slot, ...] = ()
    nonce: str = ""
    nonces: Mapping[str, str] = field(default_factory=dict)
    struck: Mapping[str, int] = field(default_factory=dict)  # side -> slot
    key: str = ""
    order: tuple[int, ...] = ()

    @property
    def done(self) -> bool:
        return bool(self.key)


def slots_of(people: Mapping[int, str], token: str, draw: int) -> tuple[Slot, ...]:
    """The list to commit: eligible people with their leaning ("buyer", "seller" or ""), ordered by their salted tags."""
    counts = Counter(people.values())
    shown = {leaning for leaning in ("buyer", "seller") if counts[leaning] >= FEW}
    balanced = len(shown) == 2
    made = []
    for person, leaning in people.items():
        salt = custody.salt(token, "slot", draw, person)
        tag = custody.seal(salt, person)[:16]
        made.append(Slot(tag, leaning if balanced and leaning in shown else "", person, salt))
    return tuple(sorted(made, key=lambda slot: slot.tag))


def commitment(slots: Iterable[Slot], nonce: str) -> Commitment:
    slots = tuple(slots)
    return Commitment(tuple(slot.tag for slot in slots), tuple(slot.leaning for slot in slots), nonce_hash(nonce))


def nonce_hash(nonce: str) -> str:
    return hashlib.sha256(nonce.encode("ascii")).hexdigest()


def published(draw: Draw) -> dict[str, Any]:
    """A finished draw as anybody may have it: all that it takes to compute it again."""
    order = [at - 1 for at in draw.order]
    return {
        "round": draw.round,
        "tags": list(draw.tags),
        "leanings": list(draw.leanings),
        "nonce_hash": draw.nonce_hash,
        "commitment": draw.commitment,
        "seats": draw.seats,
        "struck": dict(draw.struck),
        "nonces": dict(draw.nonces),
        "nonce": draw.nonce,
        "key": draw.key,
        "order": list(draw.order),
        "asked": [at + 1 for at in panel(order, draw.leanings, draw.seats)],
    }


def standing(key: str, size: int, struck: Iterable[int]) -> tuple[int, ...]:
    """The order of the slots (from 0) without those struck: the first ones are asked, the others are reserves."""
    gone = set(struck)
    return tuple(at for at in selection(key, size) if at not in gone)


def panel(order: Sequence[int], leanings: Sequence[str], seats: int) -> tuple[int, ...]:
    """Who is asked first. If all but the last seat lean the same way, the last goes to the first who leans otherwise."""
    first = list(order[:seats])
    same = {leanings[at] for at in first[:-1]}
    (leaning,) = same if len(same) == 1 else ("",)
    if seats > 1 and leaning and leanings[first[-1]] == leaning:
        other = next((at for at in order[seats:] if leanings[at] not in {"", leaning}), None)
        if other is not None:
            first[-1] = other
    return tuple(first)
