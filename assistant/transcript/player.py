"""Plays a transcript on a stage: people act, and what the assistant says is held against what is written."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from assistant.transcript.matching import Message, difference, fits, mismatch
from assistant.transcript.phone import NoButton, Phone, links
from assistant.transcript.script import (
    BadTranscript,
    Do,
    Edit,
    Hear,
    Open,
    Pass,
    Press,
    Say,
    Script,
    Send,
    Share,
    Step,
    Told,
)
from assistant.transcript.stage import Fields, Stage

START = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()  # a Sunday; epoch seconds


class Differs(Exception):  # noqa: N818 - says what happened
    """The conversation went another way; the message begins with file and line."""


class Player:
    """Plays one script. With `tell`, every message is handed over as it comes, and nothing is compared.

    `watch` is shown each step before it is done.
    """

    def __init__(
        self,
        script: Script,
        stage: Stage,
        tell: Callable[[str, Message], None] | None = None,
        watch: Callable[[Step], None] = lambda step: None,
    ) -> None:
        self._script, self._stage, self._tell, self._watch = script, stage, tell, watch
        self._people: dict[str, int] = {}
        self._chats: dict[str, Phone] = {}
        self._links: list[str] = []  # all the assistant ever wrote, the newest last
        self._here = ""

    async def play(self) -> None:
        """Raises Differs at the first difference, BadTranscript where a step cannot be done."""
        for step in self._script.steps:
            if isinstance(step, Hear):
                if self._tell is None:
                    self._hear(step)
                continue
            if isinstance(step, Pass):
                self._pass(step)
                continue
            self._nothing_left(step.at)
            self._watch(step)
            await self._act(step)
        self._nothing_left(self._script.steps[-1].at if self._script.steps else 1)

    def _pass(self, step: Pass) -> None:
        for chat in self._chats.values():
            chat.unheard.clear()

    # --- people act ---

    async def _act(self, step: Step) -> None:
        if not isinstance(step, Do):
            self._here = getattr(step, "chat", "") or getattr(step, "who", "")
        await _DOING[type(step)](self, step)
        for name, chat in self._chats.items():
            for message in await self._stage.heard(chat.number, chat.who):
                self._notice(name, chat, message)

    def _notice(self, name: str, chat: Phone, message: Message) -> None:
        if self._tell is not None:
            self._tell(name, message)
        chat.show(message)
        self._links += links(message)

    async def _say(self, step: Say) -> None:
        chat = self._chat(step.at, step.chat or step.who)
        said = await self._stage.say(self._person(step), chat.number, step.text, self._origin(step))
        chat.write(said, step.text)

    async def _edit(self, step: Edit) -> None:
        chat = self._chat(step.at, step.chat or step.who)
        message = chat.rewrite(step.old, step.new)
        if message is None:
            raise self._bad(step.at, f"{step.who} never wrote “{step.old}”")
        await self._stage.edit(self._person(step), chat.number, message, step.new)

    async def _send(self, step: Send) -> None:
        chat = self._chat(step.at, step.chat or step.who)
        files = [(name, self._script.file(name).read_bytes()) for name in step.files]
        files = files or [(f"{step.kind}.bin", b"nothing much")]
        await self._stage.send(self._person(step), chat.number, step.kind, files, step.caption, self._origin(step))

    def _origin(self, step: Say | Send) -> Fields | None:
        told = step.forwarded
        if told is None:
            return None
        author = {"forwarded_name": told.author} if told.hidden else {"forwarded_from": self._whom(step, told.author)}
        return {**author, "forwarded_ago": int(told.ago)}

    async def _share(self, step: Share) -> None:
        chat = self._chat(step.at, step.chat or step.who)
        contact = {"name": step.of, "phone": step.phone} if step.phone else {"of": self._whom(step, step.of)}
        await self._stage.contact(self._person(step), chat.number, contact)

    async def _open(self, step: Open) -> None:
        begins = "me/+" if step.link == "+" else f"?{'startgroup' if step.chat else 'start'}={step.kind}_"
        fitting = [link for link in self._links if begins in link] if step.link in {"", "+"} else [step.link]
        if not fitting:
            raise self._bad(step.at, f"the assistant has written no link of the kind {step.kind} yet")
        where = self._chat(step.at, step.chat).number if step.chat else 0
        await self._stage.open(self._person(step), fitting[-1], where)

    async def _press(self, step: Press) -> None:
        chat, who = self._chat(step.at, step.chat or step.who), self._person(step)
        try:
            message, button = chat.button(step)
        except NoButton as no:
            raise Differs(f"{self._script.path}:{step.at}: {no}") from None
        if "url" in button:
            self._here = step.who
            await self._stage.open(who, button["url"])
        for _ in range(step.times if "callback_data" in button else 0):
            await self._stage.press(who, chat.number, message, button["callback_data"])

    # --- directives ---

    async def _do(self, step: Do) -> None:
        try:
            await getattr(self, f"_do_{step.name}")(*step.words)
        except (TypeError, ValueError, ZoneInfoNotFoundError) as wrong:
            raise self._bad(step.at, f"@ {step.name}: {wrong}") from None

    async def _do_person(self, name: str, language: str = "zh-hans", shown: str = "") -> None:
        number = await self._stage.person(shown or name.capitalize(), language)
        self._people[name] = number
        self._chats[name] = Phone(number, number)
        self._here = self._here or name

    async def _do_group(self, name: str, *members: str) -> None:
        numbers = [self._named(each) for each in members]
        self._chats[name] = Phone(await self._stage.group(name, numbers[0], numbers[1:]), numbers[0])

    async def _do_newgroup(self, name: str, *members: str) -> None:
        numbers = [self._named(each) for each in members]
        self._chats[name] = Phone(await self._stage.new_group(name, numbers[0], numbers[1:]), numbers[0])

    async def _do_remove(self, name: str) -> None:
        await self._stage.remove(self._chats[name].number)

    async def _do_rights(self, name: str, *rights: str) -> None:
        await self._stage.rights(self._chats[name].number, rights)

    async def _do_upgrade(self, name: str) -> None:
        self._chats[name].number = await self._stage.upgrade(self._chats[name].number)

    async def _do_now(self, day: str, clock: str = "10:00", zone: str = "Asia/Shanghai") -> None:
        moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone))
        await self._stage.now(moment.timestamp())

    async def _do_wait(self, seconds: str) -> None:
        await self._stage.wait(float(seconds))

    async def _do_restart(self) -> None:
        await self._stage.restart()

    async def _do_kill(self) -> None:
        await self._stage.kill()

    async def _do_language(self, who: str, language: str) -> None:
        await self._stage.language(self._named(who), language)

    async def _do_block(self, who: str) -> None:
        await self._stage.block(self._named(who), blocked=True)

    async def _do_unblock(self, who: str) -> None:
        await self._stage.block(self._named(who), blocked=False)

    async def _do_hides(self, who: str) -> None:
        await self._stage.hides(self._named(who))

    async def _do_fault(self, method: str, what: str, *more: str) -> None:
        """`sendMessage 429 2s "words it contains" ×3`, or a mode such as `deliver_then_drop` for the number."""
        rule: dict[str, Any] = {"mode": "error", "code": int(what)} if what.isdigit() else {"mode": what}
        for word in more:
            if re.fullmatch(r"\d+s", word):
                rule["retry_after"] = int(word[:-1])
            elif re.fullmatch(r"×\d+", word):
                rule["times"] = int(word[1:])
            else:
                rule["contains"] = word
        await self._stage.fault(method, **{"times": 1, **rule})

    # --- the assistant is heard ---

    def _hear(self, step: Hear) -> None:
        chat = self._chat(step.at, step.chat or self._here)
        toast = "toast" in step.kinds
        message = next((each for each in chat.unheard if ("toast" in each) == toast), None)
        where = f"{self._script.path}:{step.at}"
        if message is None:
            wanted = "\n".join(f"  - {each.text}" for each in step.lines)
            raise Differs(f"{where}: the assistant says nothing {'on the button ' if toast else ''}here\n{wanted}")
        if not fits(step, message):
            line = mismatch(step, message) or Told(step.at, "")
            at = line.at or step.at
            raise Differs(f"{self._script.path}:{at}: the assistant says something else\n{difference(step, message)}")
        chat.unheard.remove(message)

    def _nothing_left(self, at: int) -> None:
        for name, chat in self._chats.items():
            if chat.unheard and self._tell is None:
                message = chat.unheard[0]
                said = difference(Hear(at, "", frozenset(), ()), message)
                kind = "on the button" if "toast" in message else f"to {name}"
                raise Differs(f"{self._script.path}:{at}: before this, the assistant also says {kind}\n{said}")
            chat.unheard.clear()

    # --- names ---

    def _chat(self, at: int, name: str) -> Phone:
        if name not in self._chats:
            raise self._bad(at, f"nobody and no group is called {name}; write: @ person {name}")
        return self._chats[name]

    def _person(self, step: Say | Press | Send | Share | Edit | Open) -> int:
        return self._whom(step, step.who)

    def _whom(self, step: Step, name: str) -> int:
        if name not in self._people:
            raise self._bad(step.at, f"nobody is called {name}; write: @ person {name}")
        return self._people[name]

    def _named(self, name: str) -> int:
        if name not in self._people:
            raise ValueError(f"nobody is called {name}")
        return self._people[name]

    def _bad(self, at: int, why: str) -> BadTranscript:
        return BadTranscript(f"{self._script.path}:{at}: {why}")


_DOING: dict[type, Callable[[Player, Any], Awaitable[None]]] = {
    Say: Player._say,  # noqa: SLF001 - our own, in one table
    Press: Player._press,  # noqa: SLF001
    Send: Player._send,  # noqa: SLF001
    Share: Player._share,  # noqa: SLF001
    Edit: Player._edit,  # noqa: SLF001
    Open: Player._open,  # noqa: SLF001
    Do: Player._do,  # noqa: SLF001
}
