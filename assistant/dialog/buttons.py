"""What a button carries back (callback_data, at most 64 bytes), and what a press turns out to mean.

Two families: a conversation's own buttons carry its instance, its revision and the action; all others
carry a command, as if it had been typed. Neither is trusted: each press is authorised when it comes.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dialog.events import Command
from assistant.dialog.session import Session

MOST_BYTES = 64
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Press:
    """A press of a conversation's own button."""

    session: str
    rev: int
    action: str


def own(session: Session, action: str) -> str:
    """The data of a conversation's own button."""
    return _fitting(f"s:{session.id}:{_base36(session.rev)}:{action}")


def command(name: str, payload: str = "", *, below: bool = False) -> str:
    """The data of a button that acts like a typed command.

    `below`: its answer comes as a new message, so that the one it stands on is kept to be read again.
    """
    return _fitting(f"{'n' if below else 'c'}:{name} {payload}".rstrip())


def keeps(data: str) -> bool:
    """Whether a press leaves its own message as it is."""
    return data.startswith("n:")


def read(data: str) -> Press | Command | None:
    """What a press means, or None for data that is not ours."""
    if data.startswith(("c:", "n:")):
        name, _, payload = data[2:].partition(" ")
        return Command(name, payload)
    parts = data.split(":", 3)
    if len(parts) != 4 or parts[0] != "s":
        return None
    try:
        return Press(parts[1], int(parts[2], 36), parts[3])
    except ValueError:
        return None


def _fitting(data: str) -> str:
    if len(data.encode()) > MOST_BYTES:
        raise ValueError(f"too long for a button: {data!r}")
    return data


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits
