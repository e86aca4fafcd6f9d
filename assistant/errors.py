"""Two kinds of failure: what a person may be told, and bugs (everything else)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Refused(Exception):  # noqa: N818 - reads as what happened, not as a fault of ours
    """The person may be told this; nothing was changed.

    `message` is a catalogue id (marked with N_), `values` fill its placeholders.
    """

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.values: Mapping[str, Any] = values


class Ended(Refused):
    """No other answer would help: the conversation that led here is over."""


class Unfit(Refused):
    """The form of an answer was right, but not what it says: an example of the form would not help."""
