"""Everything on this machine: a simulated Telegram with its chat page, and the assistant beside it."""

from __future__ import annotations

import asyncio
import secrets
import socket
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from assistant.app import Assistant
from assistant.settings import load
from assistant.simulator import Limits, World, serve
from assistant.transcript.player import Player
from assistant.transcript.reading import read
from assistant.transcript.script import Script, Step
from assistant.transcript.wire import WireStage

TOKEN = "1000001:demo-token-for-this-machine-only"  # noqa: S105 - good nowhere else
HOST = "127.0.0.1"
NO_RATES = {"rate_overall": 0, "rate_chat": 0, "rate_group": 0}
PEOPLE = (("小林", "zh-hans"), ("Anna", "en"))
TOWN = "town.chat"  # what has happened before a visitor comes
AGO = 3 * 3600.0  # seconds before now at which it begins
_HERE = Path(__file__).resolve().parent
_FIXTURES = (_HERE.parent / "fixtures", _HERE / "_fixtures")  # a checkout, an installed wheel


@dataclass(frozen=True, slots=True)
class Place:
    """Where the demo keeps its things, and where the page is."""

    url: str
    database: Path
    files: Path


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def transcript(name: str) -> Script:
    """One of the transcripts that come with the program."""
    return read(next(place for place in _FIXTURES if place.is_dir()) / "transcripts" / name)


class _Running:
    """The assistant is there already; who plays a transcript neither starts nor stops it."""

    async def start(self) -> None:
        """Nothing to start."""

    async def stop(self) -> None:
        """Nothing to stop."""

    async def kill(self) -> None:
        raise NotImplementedError


def _unheard(who: str, message: Mapping[str, Any]) -> None:
    """Nobody is looking."""


async def play(
    script: Script,
    url: str,
    tell: Callable[[str, Mapping[str, Any]], None] = _unheard,
    watch: Callable[[Step], None] = lambda step: None,
) -> None:
    """Play a transcript in the world at `url`; nothing is compared."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as http:
        await Player(script, WireStage(http, url, _Running()), tell, watch).play()


@asynccontextmanager
async def running(
    port: int = 0,
    database: Path | None = None,
    *,
    virtual: bool = False,
    people: Sequence[tuple[str, str]] = PEOPLE,
    town: bool = False,
) -> AsyncIterator[Place]:
    """Simulator and assistant, started and stopped in the right order. Without `database`, a fresh one.

    With `town` there are more people, and something has happened among them already.
    """
    folder = database.parent if database else Path(tempfile.mkdtemp(prefix="yidan-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    database = database or folder / "yidan.db"
    # Where time stands still nobody waits for a second to pass: no limits there.
    still = virtual or town
    world = World(virtual=still, start=time.time() - AGO if town else None, limits=Limits(on=not still))
    telegram = await serve(HOST, port, world=world)
    place = Place(telegram.url, database, folder / "files")
    try:
        await _post(telegram.url, "bots", {"token": TOKEN, "username": "yidan_bot", "name": "一单 Yidan"})
        first = people[:1] if town else people  # the page opens with a newcomer and somebody who has a past
        await _arrive(telegram.url, first)
        if town:
            async with _assistant(place, **NO_RATES):
                await play(transcript(TOWN), telegram.url)
                world.clock.jump(time.time())
                world.clock.set_rate(1)
            world.limits.on = True
            await _arrive(telegram.url, people[1:])
        async with _assistant(place, **(NO_RATES if virtual else {})):
            yield place
    finally:
        await telegram.stop()


@asynccontextmanager
async def _assistant(place: Place, **more: Any) -> AsyncIterator[None]:
    inward = free_port()
    settings = load(
        token=TOKEN,
        secret=secrets.token_urlsafe(24),
        api=place.url,
        clock=f"{place.url}/control/clock",
        database=str(place.database),
        files=place.files,
        host=HOST,
        port=inward,
        public_url=f"http://{HOST}:{inward}",
        log_level="warning",
        **more,
    )
    assistant = Assistant(settings)
    await assistant.start()
    try:
        await _announced(place.url, inward)
        yield
    finally:
        await assistant.stop()


async def _announced(url: str, port: int) -> None:
    """Wait until the assistant has told the simulated Telegram where it is (a moment after its start)."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(20):
        while True:
            async with session.get(f"{url}/control/world") as answer:
                if any(f":{port}/" in bot["webhook_url"] for bot in (await answer.json())["bots"]):
                    return
            await asyncio.sleep(0.02)


async def _arrive(url: str, people: Sequence[tuple[str, str]]) -> None:
    """Somebody to be, by name and language."""
    for name, language in people:
        await _post(url, "people", {"name": name, "language": language})


async def _post(url: str, what: str, body: Mapping[str, str]) -> None:
    async with aiohttp.ClientSession() as session, session.post(f"{url}/control/{what}", json=body) as answer:
        answer.raise_for_status()
