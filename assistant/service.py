"""The turn: one update in, one answer out, inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ack:
    """The answer to a callback query; goes out right after COMMIT, outside chat order."""

    query_id: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the webhook does after COMMIT.

    `body` is a JSON object with "method" that rides on the 200 (None: an empty 200); while it is being
    written, later messages to `chat` wait.
    """

    body: bytes | None = None
    chat: int | None = None
    ack: Ack | None = None
