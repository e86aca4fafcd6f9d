"""Walk 1 as a simulated owner holds it: founding a WeChat group, from /newgroup to "founded".

Buttons are chosen by the action in their callback data, so the walk is the same in every language. The code's
picture is left for later: with it a poster would be painted by the worker, which is slow work and not a turn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

STEPS: tuple[tuple[str, str], ...] = (
    ("say", "/newgroup"),
    ("press", "o.wechat"),
    ("press", "o.{kind}"),
    ("say", "{trade}"),
    ("press", "o.open"),
    ("say", "many"),  # not a number: asked again
    ("say", "{size}"),
    ("press", "o.soon"),
    ("say", "{name}"),
    ("press", "o.qr"),
    ("press", "skip"),
    ("press", "o.code"),
    ("press", "skip"),
    ("press", "skip"),
    ("say", "2d"),
    ("press", "o.ladder"),
    ("press", "yes"),  # the rules; then comes the announcement, and its screen through the outbox
    ("press", "t.done.found"),
    ("press", "t.done.name"),
    ("press", "t.done.announce"),
    ("press", "t.done.pin"),
    ("press", "t.done.open"),
    ("press", "t.done.save"),
    ("press", "skip"),
    ("press", "yes"),
)
PRESSES = sum(1 for kind, _ in STEPS if kind == "press")
FOUNDED = "🎉"
KINDS = ("goods", "services", "tasks")
LANGUAGES = ("zh-hans", "en")
BOT = {"id": 4242, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
_STARTED = 1_795_000_000  # the messages' dates; nothing reads them

_encode = msgspec.json.Encoder().encode


class Button(msgspec.Struct):
    text: str
    callback_data: str = ""


class Markup(msgspec.Struct):
    inline_keyboard: list[list[Button]] = []


class Call(msgspec.Struct):
    """What the generator reads of a Bot API call, whether it rides on an answer or comes to the stub."""

    method: str = ""
    chat_id: int = 0
    text: str = ""
    reply_markup: Markup = msgspec.field(default_factory=Markup)


read_call = msgspec.json.Decoder(Call).decode


@dataclass
class Owner:
    """One simulated person. `blind` owners press without looking: a bare server shows no buttons."""

    number: int
    blind: bool = False
    step: int = 0
    heard: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.facts = {
            "kind": KINDS[self.number % 3],
            "trade": f"books {self.number}",
            "size": str(3 + self.number % 180),
            "name": f"Readers {self.number}",
        }

    @property
    def done(self) -> bool:
        return self.step == len(STEPS)

    def hear(self, call: Call) -> None:
        self.heard.append(call)

    def update(self, number: int) -> bytes | None:
        """The next update as Telegram would deliver it; None while the button to press is not there yet."""
        kind, template = STEPS[self.step]
        value = template.format(**self.facts)
        if kind == "say":
            return _encode({"update_id": number, "message": self._message(value)})
        data = self._find(value)
        if data is None:
            return None
        message = {"message_id": 2 * self.step, "from": BOT, "chat": self._chat(), "date": _STARTED, "text": "?"}
        press = {"id": str(number * 7919), "from": self._person(), "message": message, "data": data}
        return _encode({"update_id": number, "callback_query": {**press, "chat_instance": str(self.number)}})

    def right(self) -> bool:
        """Founded exactly once, under its own name, and the last look before it showed the owner's own answers."""
        if self.blind:
            return bool(self.heard) and self.heard[-1].text == str(len(STEPS))
        ends = [call for call in self.heard if FOUNDED in call.text]
        looks = [call for call in self.heard if any(_buttons(call, "yes"))]
        wanted = (self.facts["trade"], self.facts["size"], self.facts["name"])
        return (
            len(ends) == 1
            and self.facts["name"] in ends[0].text
            and bool(looks)
            and all(each in looks[-1].text for each in wanted)
        )

    def _find(self, action: str) -> str | None:
        if self.blind:
            return f"s:{self.number:08x}:{self.step}:{action}"
        return next(_buttons(self.heard[-1], action), None) if self.heard else None

    def _message(self, text: str) -> dict[str, Any]:
        message = {"message_id": 2 * self.step + 1, "from": self._person(), "chat": self._chat(), "date": _STARTED}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        return {**message, "text": text}

    def _person(self) -> dict[str, Any]:
        names = {"first_name": f"Owner {self.number}", "username": f"owner{self.number}"}
        return {"id": self.number, "is_bot": False, **names, "language_code": LANGUAGES[self.number % 2]}

    def _chat(self) -> dict[str, Any]:
        return {"id": self.number, "type": "private", "first_name": f"Owner {self.number}"}


def _buttons(call: Call, action: str) -> Any:
    rows = call.reply_markup.inline_keyboard
    return (each.callback_data for row in rows for each in row if each.callback_data.endswith(f":{action}"))
