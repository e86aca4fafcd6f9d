"""Recomputes the draw of a case's jurors from what was published, sharing no code with the assistant.

Run as `python scripts/recompute_draw.py DRAW.json`. Standard library only. The file holds what both parties were shown:
before the draw `tags` (the slots, salted), `leanings`, `nonce_hash` and `commitment`; after it `nonce` (the assistant's),
`nonces` (the parties' words, by side), `struck` (slots left out, by side), `seats`, `key`, `order` and `asked`.
Prints what it finds; exits with 1 at the first thing that does not fit.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def committed(draw: dict[str, Any]) -> str:
    """The hash that was shown before the draw: over the list, the leanings and the hash of the nonce."""
    parts = ["yidan/custody/1", "draw", draw["tags"], draw["leanings"], draw["nonce_hash"]]
    return sha256(json.dumps(parts, separators=(",", ":"), ensure_ascii=False))


def key(draw: dict[str, Any]) -> str:
    """RFC 3797, section 4.1 and 4.3: each random source in upper case, ended by a slash."""
    there = [side for side in ("claimant", "respondent") if side in draw["nonces"]]  # a missing one is left out
    sources = ["B" + draw["nonce"], *(side[0] + sha256(draw["nonces"][side]) for side in there)]
    return "".join(source.upper() + "/" for source in sources)


def order(key_: str, size: int) -> list[int]:
    """RFC 3797, section 4.4: the slots (from 1) in the order in which they are selected."""
    remaining = list(range(1, size + 1))
    selected = []
    for number in range(size):
        prefix = bytes([number // 256, number % 256])
        digest = hashlib.md5(prefix + key_.encode("ascii") + prefix, usedforsecurity=False).hexdigest()
        selected.append(remaining.pop(int(digest, 16) % len(remaining)))
    return selected


def asked(draw: dict[str, Any], drawn: list[int]) -> list[int]:
    """The first `seats` of the order; if all but the last lean the same way, the last is the first who leans otherwise."""
    first, rest = drawn[: draw["seats"]], drawn[draw["seats"] :]
    lean = {slot: draw["leanings"][slot - 1] for slot in drawn}
    before = {lean[slot] for slot in first[:-1]}
    if len(first) > 1 and len(before) == 1 and before != {""} and lean[first[-1]] in before:
        for slot in rest:
            if lean[slot] and lean[slot] not in before:
                first[-1] = slot
                break
    return first


def check(draw: dict[str, Any]) -> list[str]:
    """What does not fit; empty where everything does."""
    drawn = [slot for slot in order(key(draw), len(draw["tags"])) if slot not in draw["struck"].values()]
    found = {
        "the commitment": (committed(draw), draw["commitment"]),
        "the nonce": (sha256(draw["nonce"]), draw["nonce_hash"]),
        "the key": (key(draw), draw["key"]),
        "the order": (drawn, draw["order"]),
        "who was asked first": (asked(draw, drawn), draw["asked"]),
    }
    return [f"{what}: {here} instead of {there}" for what, (here, there) in found.items() if here != there]


def main() -> int:
    draw = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    wrong = check(draw)
    for line in wrong or [
        f"The draw of round {draw['round']} is as it was committed: slots {draw['asked']} were asked."
    ]:
        print(line)  # noqa: T201 - this is what it is for
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
