"""Slow work: rows that a turn committed are done by the worker process, and its end comes back as a turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import structlog

from assistant.clock import Clock
from assistant.service import Service
from assistant.store import Job, StoreDown, Writer
from assistant.worker import JobFailed, Worker

log = structlog.get_logger()
AGAIN = 5.0  # seconds until a failing store is tried again


class Jobs:
    """One job at a time, in the order they were asked for."""

    def __init__(
        self, writer: Writer, service: Service, clock: Clock, worker: Worker, wake: Callable[[], None]
    ) -> None:
        self._writer, self._service, self._clock, self._worker, self._wake = writer, service, clock, worker, wake
        self._signal = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def start(self) -> None:
        """What a crash interrupted is begun again; what was tried three times fails."""
        for given_up in await self._writer.run(lambda books: books.jobs.requeue_unfinished()):
            log.warning("job given up", job=given_up.id, kind=given_up.kind)
            await self._end(given_up, None, "crashed")
        self._loop = asyncio.get_running_loop()
        self._task = self._clock.spawn(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def hint(self) -> None:
        """A turn queues a job. Called in the writer's thread; the look that follows comes after its COMMIT."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._signal.set)

    async def _run(self) -> None:
        while True:
            self._signal.clear()
            following: float | None = None
            try:
                while found := await self._writer.run(lambda books: books.jobs.ready(1)):
                    await self._do(found[0])
            except StoreDown:
                log.warning("jobs wait for the store")
                following = self._clock.now() + AGAIN
            await self._clock.wait(following, self._signal)

    async def _do(self, job: Job) -> None:
        if not await self._writer.run(lambda books: books.jobs.start(job.id)):
            return
        args = {key: value for key, value in job.args.items() if key != "key"}
        try:
            await self._end(job, await self._worker.run(job.kind, args), "")
        except JobFailed as failed:
            if failed.code == "stopped":
                return  # we are going down; the row is begun again at the next start
            log.info("job failed", job=job.id, kind=job.kind, code=failed.code)
            await self._end(job, None, failed.code)
        self._wake()

    async def _end(self, job: Job, result: dict[str, Any] | None, code: str) -> None:
        """Write the end down, however long the store may be away; a bug there must not end the loop."""
        while True:
            try:
                return await self._writer.run(lambda books: self._service.worked(books, job.id, result, code))
            except StoreDown:
                await self._clock.wait(self._clock.now() + AGAIN)
            except Exception:
                log.exception("the end of a job failed", job=job.id)
                failed = await self._writer.run(lambda books: books.jobs.fail(job.id, "crashed"))
                log.warning("job dropped", job=job.id, dropped=failed)
                return None
