"""The server's side of the worker: one child process, one job at a time."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Any

import msgspec

from assistant.worker.failure import JobFailed

WORKER = (sys.executable, "-m", "assistant.worker")
_LONGEST_LINE = 1 << 20  # bytes
_FAREWELL = 2.0  # seconds to end by itself


class Worker:
    """Hands jobs to a child and restarts it when it died or hung.

    Time limits are real seconds and not the clock port's: the child is a real process even in a simulated world.
    """

    def __init__(
        self,
        blobs: Path,
        api: str,
        token: str,
        *,
        timeout: float = 30.0,
        command: tuple[str, ...] = WORKER,
    ) -> None:
        self._hello = {"blobs": str(blobs.absolute()), "api": api, "token": token}
        self._timeout = timeout
        self._command = command
        self._child: Process | None = None
        self._turn = asyncio.Lock()
        self._ids = itertools.count(1)
        self._stopped = False

    @property
    def pid(self) -> int | None:
        """The running child's, if there is one."""
        return self._child.pid if self._child and self._child.returncode is None else None

    async def start(self) -> None:
        """Start the child, so that the first job need not wait for it."""
        async with self._turn:
            self._stopped = False
            await self._ready()

    async def run(self, kind: str, args: dict[str, Any]) -> dict[str, Any]:
        """Do one job; others wait their turn. Raises JobFailed."""
        async with self._turn:
            if self._stopped:
                raise JobFailed("stopped")
            try:
                async with asyncio.timeout(self._timeout):
                    child = await self._ready()
                    answer = await self._ask(child, kind, args)
            except TimeoutError:
                await self._end()
                raise JobFailed("timeout") from None
            except (OSError, ValueError, EOFError, msgspec.MsgspecError):
                await self._end()
                raise JobFailed("crashed") from None
            except asyncio.CancelledError:
                await self._end()  # its late answer must not be taken for the next job's
                raise
        if "failed" in answer:
            raise JobFailed(answer["failed"])
        result: dict[str, Any] = answer["result"]
        return result

    async def stop(self) -> None:
        """Wait for the running job, then end the child; jobs that still wait their turn fail with "stopped"."""
        self._stopped = True
        async with self._turn:
            child = self._child
            if child and child.stdin:
                child.stdin.close()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(child.wait(), _FAREWELL)
            await self._end()

    async def _ready(self) -> Process:
        if self._child and self._child.returncode is None:
            return self._child
        await self._end()
        # A session of its own: Ctrl-C in a terminal is for the server, which then ends the child in order.
        self._child = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, limit=_LONGEST_LINE, start_new_session=True
        )
        await self._write(self._child, self._hello)
        return self._child

    async def _ask(self, child: Process, kind: str, args: dict[str, Any]) -> dict[str, Any]:
        number = next(self._ids)
        await self._write(child, {"id": number, "kind": kind, "args": args})
        assert child.stdout
        line = await child.stdout.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        answer: dict[str, Any] = msgspec.json.decode(line)
        if answer["id"] != number:
            raise EOFError
        return answer

    async def _write(self, child: Process, line: dict[str, Any]) -> None:
        assert child.stdin
        child.stdin.write(msgspec.json.encode(line) + b"\n")
        await child.stdin.drain()

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
        await child.wait()
        assert child.stdin
        assert child.stdout
        await child.stdout.read()  # to its end: an unread pipe would stay open
        child.stdin.close()
        with contextlib.suppress(OSError):
            await child.stdin.wait_closed()
