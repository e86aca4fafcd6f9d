"""Writes what was said the way a transcript is read: for recording one, and for showing what came instead."""

from __future__ import annotations

from assistant.transcript.matching import Message, kinds, rows, text_lines
from assistant.transcript.reading import THEN

_SPECIAL = ("[", "(", "\\", "#")


def spoken(message: Message, chat: str = "") -> str:
    """A message of the assistant; `chat` names the person or group where that is not plain."""
    found = sorted(kinds(message) - {"new", "edit"})
    head = f"bot→{chat}" if chat else "bot"
    head += f" ({', '.join(found)}):" if found else ":"
    text = [f"\\{line}" if line.startswith(("[", "\\")) else line for line in text_lines(message)]
    lines = [*text, *rows(message)]
    return "\n".join([f"{head} {lines[0]}" if lines else head, *(f"  {line}" for line in lines[1:])])


def typed(who: str, text: str, chat: str = "") -> str:
    """What a person writes."""
    head = f"{who}→{chat}:" if chat else f"{who}:"
    first, *others = text.splitlines() or [""]
    first = f"\\{first}" if first.startswith(_SPECIAL) or THEN.search(text) else first
    return "\n".join([f"{head} {first}", *(f"  {line}" for line in others)])
