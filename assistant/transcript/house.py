"""The assistant as a process of its own, told by the environment alone where Telegram and the time are."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import aiohttp

COMMAND = (sys.executable, "-m", "assistant", "serve")
TOKEN = "700000001:simulated-only"  # noqa: S105 - opens nothing but the simulator
SECRET = "only-for-the-simulated-world"  # noqa: S105 - as above
_PATIENCE = 30.0  # real seconds to come up, and to go down


class CannotStart(Exception):  # noqa: N818 - says what happened
    """The assistant did not come up; the message says where its own words are."""


def free_port() -> int:
    """A port nobody listens at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(simulator: str, folder: Path, port: int) -> dict[str, str]:
    """The assistant's settings for playing against the simulator at that address; all it keeps lies in `folder`."""
    return {
        "YIDAN_TOKEN": TOKEN,
        "YIDAN_SECRET": SECRET,
        "YIDAN_API": simulator,
        "YIDAN_CLOCK": f"{simulator}/control/clock",
        "YIDAN_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "YIDAN_HOST": "127.0.0.1",
        "YIDAN_PORT": str(port),
        "YIDAN_DATABASE": str(folder / "yidan.db"),
        "YIDAN_FILES": str(folder / "files"),
        # The clock stands still while people talk: no limit would ever be lifted.
        "YIDAN_RATE_OVERALL": "0",
        "YIDAN_RATE_CHAT": "0",
        "YIDAN_RATE_GROUP": "0",
    }


class ServerProcess:
    """`settings` are environment variables; what the process says goes to `log`."""

    def __init__(self, settings: Mapping[str, str], log: Path, command: Sequence[str] = COMMAND) -> None:
        self._settings, self._log, self._command = settings, log, command
        self._child: Process | None = None

    async def start(self) -> None:
        """Returns when the assistant listens. Raises CannotStart."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("YIDAN_")}
        with self._log.open("ab") as log:
            self._child = await asyncio.create_subprocess_exec(
                *self._command, env={**inherited, **self._settings}, stdout=log, stderr=log
            )
        url, end = f"{self._settings['YIDAN_PUBLIC_URL']}/livez", time.monotonic() + _PATIENCE
        async with aiohttp.ClientSession() as http:
            while self._child.returncode is None and time.monotonic() < end:
                with suppress(aiohttp.ClientError):
                    async with http.get(url) as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.03)
        await self.kill()
        raise CannotStart(f"the assistant did not start:\n{self._log.read_text(errors='replace')[-2000:]}")

    async def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def _end(self, how: signal.Signals) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(ProcessLookupError):
            child.send_signal(how)
        try:
            await asyncio.wait_for(child.wait(), _PATIENCE)
        except TimeoutError:
            child.kill()
            await child.wait()
