"""The clock of another process, followed over HTTP: what a simulated world and its clients agree on."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import aiohttp
import msgspec
import structlog

T = TypeVar("T")
PULSE = 3.0  # real seconds between signs of life while we are busy
BUSY = -1  # a version that is always superseded
_log = structlog.get_logger()


@dataclass(slots=True)
class _Party:
    """A task that waits by this clock; while `waiting` is false it is busy."""

    waiting: bool = False
    until: float | None = None
    signal: asyncio.Event | None = None


class _Told(msgspec.Struct, frozen=True):
    """What the clock at the URL says."""

    now: float
    rate: float
    version: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """The last thing told and when (monotonic): one object, so that other threads see it whole."""

    told: _Told
    at: float

    def now(self) -> float:
        return self.told.now + self.told.rate * (time.monotonic() - self.at)


_told = msgspec.json.Decoder(_Told)


class FollowedClock:
    """Follows the clock at a URL, and tells it whenever this process is idle and what it waits for.

    GET gives {now, rate, version}; POST …/wait {client, seen, until} is held there until the version grows.
    Idle means: nothing begun is unfinished and every task that ever waited here waits now, with its signal
    unset and its moment still to come. Only then is a wait posted, so whoever moves the clock knows that all
    consequences of the last move (and of every answered request) have happened.
    """

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._client = secrets.token_hex(8)
        self._reading: _Reading | None = None
        self._parties: dict[asyncio.Task[Any], _Party] = {}
        self._begun = 0
        self._stirred = asyncio.Event()  # something changed that may have made us idle, or changed what we wait for
        self._moved: set[asyncio.Future[None]] = set()  # waits that must look at the time again
        self._session: aiohttp.ClientSession | None = None
        self._tasks: tuple[asyncio.Task[None], ...] = ()
        self._lost = False

    def now(self) -> float:
        if self._reading is None:
            raise RuntimeError("start the clock first")
        return self._reading.now()

    async def start(self) -> None:
        """Connect. Raises aiohttp.ClientError when there is no clock at the URL."""
        # Real seconds; the other side holds a wait for 25 of them.
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        try:
            async with self._session.get(self._url) as answer:
                answer.raise_for_status()
                self._take(await answer.read())
        except BaseException:
            await self._session.close()
            raise
        loop = asyncio.get_running_loop()
        self._tasks = (loop.create_task(self._follow()), loop.create_task(self._pulse()))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if self._session is not None:
            await self._session.close()

    def begin(self) -> None:
        self._begun += 1

    def end(self) -> None:
        self._begun -= 1
        self._stirred.set()

    @contextlib.contextmanager
    def busy(self) -> Iterator[None]:
        self.begin()
        try:
            yield
        finally:
            self.end()

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.get_running_loop().create_task(work)
        self._party(task)
        return task

    async def wait(self, until: float | None, signal: asyncio.Event | None = None) -> None:
        party = self._party(asyncio.current_task())
        party.until, party.signal, party.waiting = until, signal, True
        self._stirred.set()
        try:
            while not self._over(party):
                await self._sleep(party)
                self._stirred.set()
        finally:
            party.waiting = False

    def _party(self, task: asyncio.Task[Any] | None) -> _Party:
        if task is None:
            raise RuntimeError("only a task can wait")
        if task not in self._parties:
            self._parties[task] = _Party()
            task.add_done_callback(self._forget)
        return self._parties[task]

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._parties.pop(task, None)
        self._stirred.set()

    def _over(self, party: _Party) -> bool:
        if party.signal is not None and party.signal.is_set():
            return True
        return party.until is not None and party.until <= self.now()

    async def _sleep(self, party: _Party) -> None:
        """Until the signal, a move of the clock, or (where it runs) the moment itself."""
        loop = asyncio.get_running_loop()
        moved: asyncio.Future[None] = loop.create_future()
        self._moved.add(moved)
        waits: set[asyncio.Future[Any]] = {moved}
        if party.signal is not None:
            waits.add(loop.create_task(party.signal.wait()))
        rate = self._reading.told.rate if self._reading else 0.0
        left = (party.until - self.now()) / rate if party.until is not None and rate > 0 else None
        try:
            await asyncio.wait(waits, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._moved.discard(moved)
            for one in waits:
                one.cancel()

    def _take(self, raw: bytes) -> None:
        told = _told.decode(raw)
        if told.version < self._seen() and not self._lost:
            return  # a superseded wait, answered before the move that we know of already
        self._reading = _Reading(told, time.monotonic())
        for moved in self._moved:
            if not moved.done():
                moved.set_result(None)

    def _idle(self) -> bool:
        return not self._begun and all(party.waiting and not self._over(party) for party in self._parties.values())

    def _next(self) -> float | None:
        return min((party.until for party in self._parties.values() if party.until is not None), default=None)

    async def _follow(self) -> None:
        """Post a wait whenever idle; a newer one supersedes the older when what we wait for has changed."""
        posts: list[asyncio.Task[bytes]] = []  # the last is in force, the others are answered at once
        stated: tuple[int, float | None] | None = None
        try:
            while True:
                self._stirred.clear()
                for post in [one for one in posts if one.done()]:
                    stated = None if post is posts[-1] else stated
                    posts.remove(post)
                    self._answered(post)
                state = (self._seen(), self._next())
                # Those whose moment has just come must run first; until then we are not idle.
                if self._parties and state != stated and self._idle():
                    posts.append(asyncio.get_running_loop().create_task(self._post(*state)))
                    posts[-1].add_done_callback(lambda _: self._stirred.set())
                    stated = state
                await self._stirred.wait()
        finally:
            for post in posts:
                post.cancel()

    async def _pulse(self) -> None:
        """While busy, say from time to time that we are: by a wait that knows of nothing, and so is no wait.

        Whoever moves the clock takes a silent process for dead, and slow work may take longer than that.
        """
        while True:
            await asyncio.sleep(PULSE)
            if self._parties and not self._idle():
                with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                    await self._post(BUSY, None)

    def _seen(self) -> int:
        return self._reading.told.version if self._reading else 0

    def _answered(self, post: asyncio.Task[bytes]) -> None:
        failure = post.exception()
        if failure is None:
            self._take(post.result())
        if (failure is not None) != self._lost:
            self._lost = failure is not None
            _log.warning("clock is out of reach" if self._lost else "clock is back", error=type(failure).__name__)

    async def _post(self, seen: int, until: float | None) -> bytes:
        if self._session is None:
            raise RuntimeError("start the clock first")
        body = msgspec.json.encode({"client": self._client, "seen": seen, "until": until})
        try:
            async with self._session.post(
                f"{self._url}/wait", data=body, headers={"Content-Type": "application/json"}
            ) as answer:
                answer.raise_for_status()
                return await answer.read()
        except (aiohttp.ClientError, TimeoutError):
            await asyncio.sleep(0.2)  # real time: this is the one place that has no other
            raise
