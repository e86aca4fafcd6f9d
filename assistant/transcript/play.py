"""`yidan play`: transcripts against a fresh assistant over real HTTP, one after the other."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from assistant.simulator import Limits, World, serve
from assistant.transcript.house import COMMAND, TOKEN, CannotStart, ServerProcess, environment, free_port
from assistant.transcript.player import START, Differs, Player
from assistant.transcript.reading import read
from assistant.transcript.script import BadTranscript, Script
from assistant.transcript.wire import House, Refused, WireStage

BOT = "yidan_bot"
Build = Callable[[str, Path], House]  # from the simulator's address and an empty folder
FAILURES = (Differs, BadTranscript, CannotStart, Refused, OSError, UnicodeDecodeError)


def as_process(command: Sequence[str] = COMMAND) -> Build:
    """The assistant as a process of its own."""

    def build(simulator: str, folder: Path) -> House:
        return ServerProcess(environment(simulator, folder, free_port()), folder / "assistant.log", command)

    return build


@asynccontextmanager
async def opened(build: Build) -> AsyncIterator[WireStage]:
    """A stage with a world and an assistant of its own."""
    world = World(virtual=True, start=START, limits=Limits(on=False), seed=1)
    world.add_bot(TOKEN, BOT, "Yidan")
    running = await serve("127.0.0.1", 0, world=world)
    try:
        with tempfile.TemporaryDirectory() as folder:
            house = build(running.url, Path(folder))
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as http:
                stage = WireStage(http, running.url, house)
                try:
                    await stage.begin()
                    yield stage
                finally:
                    await house.stop()
    finally:
        await running.stop()


async def perform(script: Script, build: Build) -> None:
    """Play one transcript in a world of its own. Raises Differs, BadTranscript, CannotStart or Refused."""
    async with opened(build) as stage:
        await Player(script, stage).play()


async def play(files: Sequence[Path], build: Build | None = None, tell: Callable[[str], None] = print) -> int:
    """Play each file; 0 when all go as written, else 1. `tell` is given a line a file, in order, and the differences."""
    at_once = asyncio.Semaphore(max(2, os.cpu_count() or 1))

    async def one(path: Path) -> str | Exception:
        async with at_once:
            try:
                script = read(path)
                await perform(script, build or as_process())
            except FAILURES as failure:
                return failure
            return script.title

    differing = 0
    async with asyncio.TaskGroup() as group:
        plays = [(path, group.create_task(one(path))) for path in files]
        for path, task in plays:
            outcome = await task
            if isinstance(outcome, Exception):
                differing += 1
                tell(f"✗ {path.name}\n{outcome}")
            else:
                tell(f"✓ {path.name}  {outcome}")
    if differing:
        tell(f"{differing} of {len(files)} went another way.")
    return 1 if differing else 0


def run(paths: list[Path]) -> int:
    """For the command line: the exit code."""
    return asyncio.run(play(paths))
