"""What every parser is: a pure reading of what was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.dialog.events import Context, Said


@dataclass(frozen=True, slots=True)
class Parser:
    """Reads one answer.

    `read(said, context)` gives the value or raises Refused with a sentence of its own (what was wrong,
    with an example). `example` is a catalogue id: a line of good examples, shown when other words are
    needed; `values` fill it. `takes` names what a person may send here: "text", or kinds of Media.
    """

    read: Callable[[Said, Context], Any]
    example: str
    values: dict[str, Any]
    takes: frozenset[str] = frozenset({"text"})

    def __call__(self, said: Said, context: Context) -> Any:
        return self.read(said, context)
