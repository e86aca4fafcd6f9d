"""Everything on this machine: a simulated Telegram with its chat page, and the assistant beside it."""

from __future__ import annotations

import asyncio
import secrets
import socket
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from assistant.app import Assistant
from assistant.settings import load
from assistant.simulator import Limits, World, serve

TOKEN = "1000001:demo-token-for-this-machine-only"  # noqa: S105 - good nowhere else
HOST = "127.0.0.1"
NO_RATES = {"rate_overall": 0, "rate_chat": 0, "rate_group": 0}
PEOPLE = (("小林", "zh-hans"), ("Anna", "en"))


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


@asynccontextmanager
async def running(
    port: int = 0,
    database: Path | None = None,
    *,
    virtual: bool = False,
    people: Sequence[tuple[str, str]] = PEOPLE,
) -> AsyncIterator[Place]:
    """Simulator and assistant, started and stopped in the right order. Without `database`, a fresh one."""
    folder = database.parent if database else Path(tempfile.mkdtemp(prefix="yidan-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    database = database or folder / "yidan.db"
    # Where time stands still nobody waits for a second to pass: no limits there.
    world = World(virtual=virtual, limits=Limits(on=not virtual))
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
