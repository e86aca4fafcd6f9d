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
PATIENCE = 120.0  # seconds of the world that a message may be held back by the rate limits
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
    *,
    patience: float = 0,
) -> None:
    """Play a transcript in the world at `url`; nothing is compared. `patience`: see WireStage."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as http:
        await Player(script, WireStage(http, url, _Running(), patience), tell, watch).play()


async def populate(url: str) -> None:
    """A small town, so that there is something to look at: a group, members, a deal, a case under way.

    The world's time stands still meanwhile and jumps; afterwards it runs with the wall.
    """
    await play(transcript(TOWN), url, patience=PATIENCE)
    async with aiohttp.ClientSession() as http:
        for body in ({"to": time.time()}, {"rate": 1}):
            async with http.post(f"{url}/control/clock", json=body) as answer:
                answer.raise_for_status()


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

    With `town` there are people, and something has happened already (see `populate`).
    """
    folder = database.parent if database else Path(tempfile.mkdtemp(prefix="yidan-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    database = database or folder / "yidan.db"
    # Where time stands still nobody waits for a second to pass: no limits there.
    still = virtual or town
    world = World(virtual=still, start=time.time() - AGO if town else None, limits=Limits(on=not virtual))
    telegram = await serve(HOST, port, world=world)
    try:
        await _populate(telegram.url, people)
        inward = free_port()
        settings = load(
            token=TOKEN,
            secret=secrets.token_urlsafe(24),
            api=telegram.url,
            clock=f"{telegram.url}/control/clock",
            database=str(database),
            files=folder / "files",
            host=HOST,
            port=inward,
            public_url=f"http://{HOST}:{inward}",
            log_level="warning",
            **(NO_RATES if virtual else {}),
        )
        assistant = Assistant(settings)
        await assistant.start()
        try:
            await _announced(telegram.url)
            if town:
                await populate(telegram.url)
            yield Place(telegram.url, database, settings.files)
        finally:
            await assistant.stop()
    finally:
        await telegram.stop()


async def _announced(url: str) -> None:
    """Wait until the assistant has told the simulated Telegram where it is (a moment after its start)."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(20):
        while True:
            async with session.get(f"{url}/control/world") as answer:
                if any(bot["webhook_url"] for bot in (await answer.json())["bots"]):
                    return
            await asyncio.sleep(0.02)


async def _populate(url: str, people: Sequence[tuple[str, str]]) -> None:
    """The bot under its name, and somebody to be, in both languages."""
    bodies = [("bots", {"token": TOKEN, "username": "yidan_bot", "name": "一单 Yidan"})]
    bodies += [("people", {"name": name, "language": language}) for name, language in people]
    async with aiohttp.ClientSession() as session:
        for kind, body in bodies:
            async with session.post(f"{url}/control/{kind}", json=body) as answer:
                answer.raise_for_status()
