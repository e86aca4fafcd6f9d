"""Somebody who walks through everything: presses whatever they see, answers whatever they are asked."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from assistant.service import Answer
from tests.stage import PureStage

QR = Path(__file__).parent.parent / "fixtures" / "media" / "wechat-group-qr.png"
OTHER_CODES = [QR.with_name(name) for name in ("wechat-pay.png", "no-code.jpg")]
COMMANDS = ("/start", "/newgroup", "/groups", "/renew", "/dispute", "/language", "/privacy", "/help", "/cancel")


class Recorder(PureStage):
    """A stage that keeps every call made to Telegram, and fails for none."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def _service(self) -> Any:
        service = super()._service()
        turn = service.turn

        def heard(*args: Any) -> Answer:
            answer = turn(*args)
            if answer.ack is not None:
                said = {"text": answer.ack.text, "show_alert": answer.ack.alert} if answer.ack.text else {}
                self.calls.append(("answerCallbackQuery", {"callback_query_id": answer.ack.query_id, **said}))
            return answer

        service.turn = heard
        return service

    def _apply(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        self.calls.append((method, dict(params)))
        return super()._apply(method, params)


class Visitor:
    """`words` are what they answer when words are wanted; the rest is chance, which favours going on."""

    def __init__(self, stage: Recorder, person: int, words: tuple[str, ...], chance: random.Random) -> None:
        self.stage, self.person, self.words, self.chance = stage, person, words, chance
        self.message, self.buttons = 0, [""]  # the newest screen
        self.text = ""

    async def wander(self, steps: int) -> None:
        for _ in range(steps):
            await self._step()
            self.look()

    def look(self) -> None:
        """The newest screen with buttons in the own chat."""
        for number, message in self.stage._chats.get(self.person, {}).items():
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            buttons = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
            if buttons and number >= self.message:
                self.message, self.buttons, self.text = number, buttons, message.get("text", "")

    async def _step(self) -> None:
        what = self.chance.random()
        ahead = [data for data in self.buttons if data.endswith((":yes", ":b.ok")) or ":t.done." in data]
        onward = [data for data in self.buttons if not data.endswith((":back", ":cancel", ":why", ":drop", "!"))]
        if what < 0.3 and ahead:
            await self.stage.press(self.person, self.person, self.message, ahead[0])
        elif what < 0.68 and self.message:
            data = self.chance.choice(onward if onward and what < 0.62 else self.buttons)
            await self.stage.press(self.person, self.person, self.message, data)
        elif what < 0.72 or (what > 0.85 and ("QR" in self.text or "二维码" in self.text)):
            picture = self.chance.choice([QR, QR, *OTHER_CODES])
            await self.stage.send(self.person, self.person, "photo", [(picture.name, picture.read_bytes())], "")
        elif what < 0.76:
            await self.stage.say(self.person, self.person, self.chance.choice(COMMANDS))
        elif what < 0.77:
            await self.stage.wait(self.chance.choice((3600, 86_400, 8 * 86_400)))
        else:
            await self.stage.say(self.person, self.person, self.chance.choice(self.words))
