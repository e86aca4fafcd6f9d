"""Deletes blobs that nobody wants any more: left by a crash, a discarded draft, an erased case.

Rows go first, files after their COMMIT: killed in between, a file is left that no row knows, and the next sweep finds it.
A file whose row is still to come is young, and the worker, which does one thing at a time, looks at its age again.
"""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import suppress
from pathlib import Path

import structlog

from assistant.clock import Clock
from assistant.retention import tidy
from assistant.store import StoreDown, Writer
from assistant.worker import JobFailed, Worker

log = structlog.get_logger()
DAY = 86400.0
HOUR = 3600.0
DESKS = 200  # looked through in one transaction
BLOBS = 500  # judged in one transaction


class Sweeper:
    """Sweeps at the start, and then every hour of real time: a simulated month must not stop at every hour.

    `keep`: seconds that a blob may lie unclaimed, by the clock for those with a row, by the disk's own for the others.
    `young`: seconds, by the disk's clock, in which the row of a file may still be on its way.
    """

    def __init__(  # noqa: PLR0913 - two spans of time that only tests change
        self, writer: Writer, clock: Clock, worker: Worker, folder: Path, *, keep: float = DAY, young: float = HOUR / 4
    ) -> None:
        self._writer, self._clock, self._worker, self._folder = writer, clock, worker, folder
        self._keep, self._young = keep, young
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            try:
                await self.sweep()
            except (StoreDown, JobFailed, OSError) as trouble:
                log.warning("the sweeper waits", why=str(trouble))
            except Exception:
                log.exception("the sweeper stumbled")
            await asyncio.sleep(HOUR)

    async def sweep(self) -> int:
        """Forget what is over, then delete what is no longer wanted; how many files went."""
        while await self._writer.run(lambda books: tidy(books, self._clock.now())):
            pass
        ages = await asyncio.to_thread(self._ages)
        if not ages:
            return 0
        mentioned, gone = await self._mentioned(), 0
        for at in range(0, len(ages), BLOBS):
            names = list(ages)[at : at + BLOBS]
            unknown = set(await self._writer.run(lambda books, names=names: books.files.unknown(names)))  # type: ignore[misc]
            noted = [name for name in names if name not in unknown]
            before = self._clock.now() - self._keep
            dropped = await self._writer.run(
                lambda books, noted=noted, before=before: books.files.release(noted, mentioned, before)  # type: ignore[misc]
            )
            dropped += [name for name in unknown if ages[name] > self._keep]
            if dropped:
                told = await self._worker.run("drop_blobs", {"names": dropped, "young": self._young})
                gone += int(told["dropped"])
        if gone:
            log.info("swept", blobs=gone)
        return gone

    def _ages(self) -> dict[str, float]:
        """Age in seconds of each blob that is not young."""
        now = time.time()
        with os.scandir(self._folder) as entries:
            found = {entry.name: now - entry.stat().st_mtime for entry in entries if len(entry.name) == 64}
        return {name: age for name, age in found.items() if age >= self._young}

    async def _mentioned(self) -> set[str]:
        """What people's unfinished conversations speak of."""
        found: set[str] = set()
        behind: int | None = -(2**63)
        while behind is not None:
            more, behind = await self._writer.run(
                lambda books, behind=behind: books.files.mentioned(behind, DESKS)  # type: ignore[misc]
            )
            found |= more
        return found
