"""What every picture comes out as, and what of its words can be drawn at all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from assistant.papers.type import clean

Spec = TypeVar("Spec")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished picture. `left_out`: characters that no font here can draw, in the order they were met.

    `hidden`: how many of its entries the page had no room for, and says so.
    """

    png: bytes
    left_out: tuple[str, ...]
    hidden: int = 0


def cleaned(spec: Spec, data: Collection[str], *, colour: bool = True) -> tuple[Spec, tuple[str, ...]]:
    """Keeps what the fonts can draw of a dataclass's words, also in dataclasses within; tells what went.

    Fields named in `data` (codes, links, names of colours) stay as they are; empty lines in a tuple go.
    Without `colour` no emoji are drawn in colours.
    """
    left: dict[str, None] = {}

    def worked(value: Any) -> Any:
        if isinstance(value, str):
            good, bad = clean(value, colour=colour)
            left.update(dict.fromkeys(bad))
            return good
        if isinstance(value, tuple):
            return tuple(kept for kept in map(worked, value) if kept != "")
        if is_dataclass(value) and not isinstance(value, type):
            names = [field.name for field in fields(value) if field.name not in data]
            return replace(value, **{name: worked(getattr(value, name)) for name in names})
        return value

    done: Spec = worked(spec)
    return done, tuple(left)
