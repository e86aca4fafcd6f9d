"""The assistant as the operating system sees it: a process that is started, killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import unused_port

from assistant.simulator import Limits, Running, World
from assistant.simulator import serve as simulate

TOKEN = "1000001:a-token-for-tests-only"
SECRET = "a_secret_for_tests_only"
# What `python -m assistant serve` is after its imports, time after time: a fork costs no second start of Python.
NURSERY = """
import os, runpy, sys, assistant.app
for _ in sys.stdin:
    if not (child := os.fork()):
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        runpy.run_module("assistant", run_name="__main__", alter_sys=True)
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@dataclass
class Process:
    """`yidan serve` with settings by environment, in a process of its own that can be started again and again."""

    folder: Path
    api: str
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=unused_port)
    pid: int = 0
    _nursery: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.folder / "yidan.db"

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"

    def _environment(self) -> dict[str, str]:
        own = {
            "TOKEN": TOKEN,
            "SECRET": SECRET,
            "API": self.api,
            "CLOCK": f"{self.api}/control/clock",
            "DATABASE": str(self.database),
            "FILES": str(self.folder / "files"),
            "PORT": str(self.port),
            "PUBLIC_URL": self.url,
            "RATE_OVERALL": "0",
            "RATE_CHAT": "0",
            "LOG_LEVEL": "info",
            "LOG_FORMAT": "json",
            "RETRY_AFTER": "1",
            **self.settings,
        }
        return os.environ | {f"YIDAN_{name}": value for name, value in own.items()}

    async def open(self) -> None:
        """Do the imports."""
        with self.log.open("ab") as log:
            self._nursery = await asyncio.create_subprocess_exec(
                sys.executable, "-c", NURSERY, "serve",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=log,
                env=self._environment(), cwd=self.folder,
            )  # fmt: skip

    async def start(self) -> None:
        """Begin to serve; it listens a little later."""
        assert self._nursery is not None
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(b"go\n")
        self.pid = int(await self._heard())

    async def _heard(self) -> bytes:
        assert self._nursery is not None
        assert self._nursery.stdout is not None
        line = await asyncio.wait_for(self._nursery.stdout.readline(), 60)
        assert line, self.log.read_text()
        return line

    async def listening(self, patience: float = 30.0) -> None:
        """Return when it answers. Real seconds."""
        async with asyncio.timeout(patience), aiohttp.ClientSession() as http:
            while True:
                try:
                    async with http.get(f"{self.url}/livez"):
                        return
                except aiohttp.ClientError:
                    await asyncio.sleep(0.02)

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to go (SIGTERM); its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: int) -> int:
        os.kill(self.pid, number)
        code = int(await self._heard())
        self.pid = 0
        return code

    async def close(self) -> None:
        assert self._nursery is not None
        assert self._nursery.stdin is not None
        if self.pid:
            await self.kill()
        self._nursery.stdin.close()
        await asyncio.wait_for(self._nursery.wait(), 30)

    def errors(self) -> list[str]:
        """What its log says went wrong."""
        lines = self.log.read_text().splitlines()
        return [
            line for line in lines if '"level": "error"' in line or '"level":"error"' in line or "Traceback" in line
        ]


async def eventually(true: Callable[[], bool], seconds: float) -> None:
    """Return when that holds; fail when it does not within so many real seconds."""
    for _ in range(int(seconds * 20)):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came true")


@asynccontextmanager
async def telegram(rate: float = 1.0, **options: Any) -> AsyncIterator[Running]:
    """A simulated Telegram without rate limits, whose time runs `rate` times as fast as ours."""
    running = await simulate(world=World(limits=Limits(on=False), **options))
    running.world.clock.set_rate(rate)
    running.world.add_bot(TOKEN, "yidan_bot", "Yidan")
    try:
        yield running
    finally:
        await running.stop()


@asynccontextmanager
async def process(folder: Path, api: str, **settings: str) -> AsyncIterator[Process]:
    """One that is ended whatever happens; it does not run yet."""
    made = Process(folder, api, {name.upper(): value for name, value in settings.items()})
    await made.open()
    try:
        yield made
    finally:
        await made.close()
