"""Owners who found groups: each goes by what the newest screen shows, as a person with a phone would."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from assistant import i18n
from flows import FLOWS

TRADES = {"en": ("old books", "bicycles", "plants", "cameras"), "zh_CN": ("旧书", "二手车", "绿植", "相机")}
PLATFORMS = ("wechat", "telegram")
FOUNDED = ["n:groups", "n:rules"]  # the buttons of the last screen
RULES = ("code", "ladder")  # how people pay, and what follows a breach
NAMES = {"en": "{trade}, paid at once {n}", "zh_CN": "{trade}一单一结{n}"}


def _title(question: Any, locale: str) -> str:
    bold = re.search(r"<b>(.*?)</b>", i18n.text(question, locale))
    return bold[1] if bold else ""


def typed_questions(locale: str) -> dict[str, str]:
    """Bold first words → the step they belong to, for the questions of walk 1 that are answered in words."""
    wanted = ("trade", "size", "name", "cap", "settle", "window")
    steps = {
        name: step
        for flow in FLOWS
        if flow.name in {"found_group", "found_rules"}
        for name, step in flow.states.items()
    }
    return {_title(steps[name].say, locale): name for name in wanted}


@dataclass(frozen=True, slots=True)
class Plan:
    """What an owner will answer, whatever happens meanwhile."""

    choices: dict[str, str]  # answers given by buttons (o.…)
    words: dict[str, str]  # answers given in words
    settle: int  # seconds
    window: int

    def expected(self) -> dict[str, str]:
        """The columns of the founded group."""
        return {**self.choices, **{name: self.words[name] for name in ("trade", "size", "name")}}


def plan(chance: random.Random, locale: str, number: int, platforms: Sequence[str] = PLATFORMS) -> Plan:
    trade = chance.choice(TRADES[locale])
    settle, window = chance.randint(1, 20), chance.randint(2, 40)
    choices = {
        "platform": chance.choice(platforms),
        "kind": chance.choice(("goods", "services", "tasks")),
        "audience": chance.choice(("known", "open")),
        "payee": chance.choice(("separate", "soon", "none")),
        "entry": "approval",
    }
    days = "{} days" if locale == "en" else "{}天"
    name = NAMES[locale].format(trade=trade, n=number)
    spoken = {"trade": trade, "size": str(chance.randint(3, 200)), "name": name}
    spoken |= {"cap": str(chance.randint(50, 900)), "settle": days.format(settle), "window": days.format(window)}
    return Plan(choices, spoken, settle * 86400, window * 86400)


@dataclass
class Phone:
    """One person at the control API of a simulated Telegram."""

    http: aiohttp.ClientSession
    url: str
    id: int
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    cursor: int = 0

    async def post(self, path: str, **body: Any) -> Any:
        async with self.http.post(f"{self.url}/control/{path}", json={"person": self.id, **body}) as answer:
            said = await answer.json()
            assert answer.status == 200, said
            return said

    async def look(self) -> None:
        path = f"{self.url}/control/chats/{self.id}/messages?person={self.id}&after={self.cursor}"
        async with self.http.get(path) as answer:
            page = await answer.json()
        self.cursor = page["cursor"]
        self.messages |= {each["message_id"]: each for each in page["messages"]}

    def screen(self) -> tuple[int, list[str], str] | None:
        """The newest screen of a conversation, or its end: its number, the data of its buttons, its text.

        Notices (a poster that could not be drawn) also have buttons, but lead elsewhere.
        """
        for number in sorted(self.messages, reverse=True):
            message = self.messages[number]
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            buttons = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
            text = message.get("text", "")
            own = any(data.startswith("s:") and not data.endswith(":go") for data in buttons)
            if message["from"]["is_bot"] and (own or "🎉" in text):
                return number, buttons, text
        return None


@dataclass
class Owner:
    """Founds one group after the other until told to stop; then finishes the one under way."""

    phone: Phone
    locale: str
    chance: random.Random
    pause: float  # longest thinking time, real seconds
    patience: float = 25.0  # real seconds until a press is tried again
    platforms: Sequence[str] = PLATFORMS
    founded: list[Plan] = field(default_factory=list)
    pressed_again: int = 0
    _seen: Any = None

    def __post_init__(self) -> None:
        self._asked = typed_questions(self.locale)

    async def found_until(self, enough: asyncio.Event) -> None:
        while not enough.is_set() or not self.founded:
            await self.found()

    async def found(self) -> None:
        chosen = plan(self.chance, self.locale, len(self.founded) + 1, self.platforms)
        act = self._say("/newgroup")
        while act is not None:
            await act
            number, buttons, text = await self._next_screen()
            if buttons == FOUNDED:
                break
            await asyncio.sleep(self.chance.random() * self.pause)
            act = self._answer(chosen, number, buttons, text)
        self.founded.append(chosen)

    def _answer(self, chosen: Plan, number: int, buttons: list[str], text: str) -> Any:
        actions = {data.split(":", 3)[3]: data for data in buttons if data.startswith("s:")}
        for value in (*chosen.choices.values(), *RULES):
            if f"o.{value}" in actions:
                return self._press(number, actions[f"o.{value}"])
        for action, data in actions.items():
            if action in {"yes", "b.ok"} or action.startswith("t.done."):
                return self._press(number, data)
        step = next((name for title, name in self._asked.items() if title in text), None)
        assert step is not None, f"no way on from {text!r} with {buttons}"
        return self._say(chosen.words[step])

    async def _say(self, text: str) -> None:
        await self.phone.post("say", text=text)
        self._again = None

    async def _press(self, number: int, data: str) -> None:
        await self.phone.post("press", chat=self.phone.id, message_id=number, data=data)
        self._again = (number, data)

    async def _next_screen(self) -> tuple[int, list[str], str]:
        """Wait until the newest screen is another one than that we acted on."""
        began, waited = time.monotonic(), 0
        while True:
            await self.phone.look()
            screen = self.phone.screen()
            if screen is not None and screen != self._seen:
                self._seen = screen
                return screen
            if time.monotonic() - began > self.patience:
                # Telegram forgets a press after 150 seconds; a message it keeps for a day.
                waited += 1
                assert waited < 5, f"nothing answers {self.phone.id}, who sees {screen}"
                if self._again is not None:
                    self.pressed_again += 1
                    await self._press(*self._again)
                began = time.monotonic()
            await asyncio.sleep(0.03)
