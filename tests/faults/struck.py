"""A transcript played over HTTP while the assistant is killed again and again, just as somebody does something."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from assistant.simulator import Limits, World, serve
from assistant.transcript import START, Player, parse
from assistant.transcript.house import TOKEN, environment, free_port
from assistant.transcript.script import Open, Press, Say, Send
from assistant.transcript.wire import WireStage
from tests.faults.process import Process

FIXTURES = (
    Path(__file__).parent.parent.parent / "fixtures" / "transcripts" / "any.chat"
)  # pictures and openings lie there
WORK = 0.12  # real seconds in which most of what follows a message is done; a file takes longer


class Forked(Process):
    """The process as a house for transcripts."""

    async def start(self) -> None:
        await super().start()
        await self.listening()

    async def stop(self) -> int:
        return await super().stop() if self.pid else 0


class Struck(WireStage):
    """Some of the deeds are followed by a kill: `strikes` says how many kills fall among the next so many deeds.

    `at` counts the kills by what was being done.
    """

    def __init__(self, http: aiohttp.ClientSession, url: str, house: Forked, chance: random.Random) -> None:
        super().__init__(http, url, house)
        self._chance, self._kills, self._deeds = chance, 0, 0
        self._phase, self.at = "", Counter[str]()

    def strikes(self, phase: str, kills: int, deeds: int) -> None:
        self._phase, self._kills, self._deeds = phase, kills, deeds

    async def _post(self, path: str, body: Any) -> Any:
        if path not in {"say", "press", "open"} or not self._falls():
            return await super()._post(path, body)
        return (await asyncio.gather(super()._post(path, body), self._blow(WORK)))[0]

    async def send(self, *args: Any, **more: Any) -> None:
        if not self._falls():
            await super().send(*args, **more)
            return
        await asyncio.gather(super().send(*args, **more), self._blow(4 * WORK))

    def _falls(self) -> bool:
        self._deeds -= 1
        return self._kills > 0 and self._chance.random() * (self._deeds + 1) < self._kills

    async def _blow(self, within: float) -> None:
        """Killed, started again, and now and then killed while it starts; then Telegram tries again."""
        await asyncio.sleep(self._chance.random() * within)
        await self._kill()
        if self._kills and self._chance.random() < 0.2:
            await Process.start(self._house)  # type: ignore[arg-type]
            await asyncio.sleep(self._chance.random() * 0.15)
            await self._kill()
        await self.begin()

    async def _kill(self) -> None:
        await self._house.kill()
        self._kills -= 1
        self.at[self._phase] += 1

    async def _rest(self) -> None:
        """What failed is delivered again some seconds later."""
        if not self._at_rest:
            await super()._post("settle", {"patience": 30})
            self._at_rest = True


@asynccontextmanager
async def stage(folder: Path, chance: random.Random) -> AsyncIterator[Struck]:
    """A world, and the assistant in a process, with its files in `folder`, which is there; it is killed when `strikes` says so."""
    running = await serve(world=World(virtual=True, start=START, limits=Limits(on=False), seed=chance.getrandbits(32)))
    running.world.add_bot(TOKEN, "yidan_bot", "Yidan")
    port = free_port()
    settings = {name.removeprefix("YIDAN_"): value for name, value in environment(running.url, folder, port).items()}
    house = Forked(folder, running.url, settings, port)
    await house.open()
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as http:
            struck = Struck(http, running.url, house, chance)
            await struck.begin()
            yield struck
    finally:
        await house.close()
        await running.stop()


async def play(stage: Struck, player: Player, text: str, phase: str = "more", kills: int = 0) -> None:
    """Some more of the same story, with so many kills somewhere in it."""
    script = player._script = parse(f"{phase}\n\n{text}", FIXTURES)
    deeds = sum(step.times if isinstance(step, Press) else isinstance(step, (Say, Send, Open)) for step in script.steps)
    stage.strikes(phase, kills, deeds)
    await player.play()
    stage.strikes("", 0, 0)
