"""A chat as its people see it on their phones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.transcript.matching import Message, same
from assistant.transcript.script import Press

Button = Mapping[str, Any]  # as in the Bot API
Place = tuple[int, Button]  # a message's number, and one of its buttons
_LINK = re.compile(r"https://t\.me/(?:\w+\?start(?:group)?=[a-z]_[\w-]+(?:&admin=[\w+]+)?|\+\w+)")


class NoButton(Exception):  # noqa: N818 - says what is the matter
    """There is none with that label; the message lists those there are."""


@dataclass
class Phone:
    """The messages as they now read, every keyboard there ever was, and what nobody has looked at yet."""

    number: int
    who: int
    messages: dict[int, Message] = field(default_factory=dict)
    unheard: list[Message] = field(default_factory=list)
    _keyboards: list[Place] = field(default_factory=list)
    _said: list[tuple[int, str]] = field(default_factory=list)

    def show(self, message: Message) -> None:
        """A message of the assistant comes, or changes."""
        self.unheard.append(message)
        if "toast" not in message:
            self.messages[message["message_id"]] = message
            self._keyboards += _buttons(message)

    def write(self, message: int, text: str) -> None:
        """The person has sent that text."""
        self._said.append((message, text))

    def rewrite(self, old: str, new: str) -> int | None:
        """The number of the person's newest message that reads `old` (empty: of the newest), now `new`."""
        for at in range(len(self._said) - 1, -1, -1):
            if old in {"", self._said[at][1]}:
                self._said[at] = (self._said[at][0], new)
                return self._said[at][0]
        return None

    def button(self, step: Press) -> Place:
        """The button that is meant, and the message it is on. Raises NoButton."""
        here = [place for _, message in sorted(self.messages.items()) for place in _buttons(message)]
        places = self._keyboards if step.late else here
        fitting: dict[Any, Place] = {}
        for number, button in places:
            if same(step.label, button["text"]):
                key = (number, button.get("callback_data")) if step.late else number
                fitting.setdefault(key, (number, button))
        if len(fitting) <= step.back:
            there = ", ".join(
                f"[{label}]" for label in dict.fromkeys(str(each["text"]) for _, each in reversed(places))
            )
            raise NoButton(f"there is no button [{step.label}]; there are: {there or 'none'}")
        return list(fitting.values())[-1 - step.back]


def links(message: Message) -> list[str]:
    """The start links in it: in its words, behind its buttons, and in what these copy."""
    said = [message.get("text", ""), message.get("caption", "")]
    for _, button in _buttons(message):
        said += [button.get("url", ""), button.get("copy_text", {}).get("text", "")]
    return [link for text in said for link in _LINK.findall(text)]


def _buttons(message: Message) -> Iterator[Place]:
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        for button in row:
            yield message["message_id"], button
