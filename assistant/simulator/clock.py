"""The world's time: it runs with the wall or stands still between jumps, and others may follow it.

Everything that waits in the simulated world (retries, polls, expiry) waits on timers of this clock.
"""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

HEARTBEAT = 25.0  # real seconds a waiting client is held at most
SILENT = 10.0  # real seconds without a word from a busy client until nobody waits for it
FORGOTTEN = 40.0  # real seconds without a word from a client until it no longer counts


@dataclass(slots=True)
class Timer:
    when: float
    action: Callable[[], None] | None
    background: bool
    clock: Clock = field(repr=False)

    def cancel(self) -> None:
        if self.action is not None:
            self.action = None
            self.clock.forget()


@dataclass(slots=True)
class _Client:
    """A process that follows this clock: while `held` is set it is idle until `until`."""

    seen: int
    until: float | None
    held: asyncio.Future[None] | None
    heard: float


@dataclass(slots=True)
class Clock:
    """`rate` 1.0 runs with the wall, 0.0 stands still between jumps; times are epoch seconds."""

    base: float = field(default_factory=time.time)
    rate: float = 1.0
    version: int = 0
    _since: float = field(default_factory=time.monotonic)
    _timers: list[tuple[float, int, Timer]] = field(default_factory=list)
    _dead: int = 0
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _handle: asyncio.Handle | None = None
    _clients: dict[str, _Client] = field(default_factory=dict)
    _posted: asyncio.Event = field(default_factory=asyncio.Event)

    def now(self) -> float:
        if not self.rate:
            return self.base
        return self.base + self.rate * (time.monotonic() - self._since)

    def state(self) -> dict[str, float]:
        return {"now": self.now(), "rate": self.rate, "version": self.version}

    # --- timers -----------------------------------------------------------------------------------------

    def call_at(self, when: float, action: Callable[[], None], *, background: bool = False) -> Timer:
        """Run `action` on the event loop when that moment has come. A background timer is no reason to jump."""
        timer = Timer(when, action, background, self)
        heapq.heappush(self._timers, (when, next(self._numbers), timer))
        if self._timers[0][2] is timer:
            self._arm()
        return timer

    def forget(self) -> None:
        """A timer was cancelled; now and then the dead ones are swept out, so that they cost no search."""
        self._dead += 1
        if self._dead > 64 and 2 * self._dead > len(self._timers):
            self._timers = [entry for entry in self._timers if entry[2].action]
            heapq.heapify(self._timers)
            self._dead = 0

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        timer = self.call_at(self.now() + seconds, lambda: _resolve(future))
        try:
            await future
        finally:
            timer.cancel()

    def next_due(self) -> float | None:
        """The next moment at which something wants to happen: a timer here, or a waiting client's wish."""
        self._prune()
        moments = [when for when, _, timer in self._timers if timer.action and not timer.background]
        moments += [client.until for client in self._living() if client.held and client.until is not None]
        return min(moments, default=None)

    def _prune(self) -> None:
        while self._timers and self._timers[0][2].action is None:
            heapq.heappop(self._timers)
            self._dead -= 1

    def _arm(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        self._prune()
        if not self._timers:
            return
        wait = self._timers[0][0] - self.now()
        loop = asyncio.get_running_loop()
        if wait <= 0:
            self._handle = loop.call_soon(self._fire)
        elif self.rate:
            self._handle = loop.call_later(wait / self.rate, self._fire)

    def _fire(self) -> None:
        self._handle = None
        now = self.now()
        while self._timers and self._timers[0][0] <= now:
            timer = heapq.heappop(self._timers)[2]
            action, timer.action = timer.action, None
            if action:
                action()
            else:
                self._dead -= 1
        self._arm()

    # --- jumps ------------------------------------------------------------------------------------------

    def jump(self, to: float) -> None:
        """Move to a moment not before now; what became due fires at once, and clients hear of it."""
        self.base, self._since = max(to, self.now()), time.monotonic()
        self._changed()

    def set_rate(self, rate: float) -> None:
        self.base, self._since = self.now(), time.monotonic()
        self.rate = rate
        self._changed()

    def _changed(self) -> None:
        self.bump()
        self._fire()

    def bump(self) -> None:
        self.version += 1
        for client in self._clients.values():
            if client.held and client.seen < self.version:
                _resolve(client.held)
                client.held = None

    # --- clients ----------------------------------------------------------------------------------------

    async def wait(self, name: str, seen: int, until: float | None) -> None:
        """Hold a client that is idle, has seen that version and next wants to act at `until`."""
        before = self._clients.get(name)
        if before and before.held:
            _resolve(before.held)
        held: asyncio.Future[None] | None = None
        if seen >= self.version:
            held = asyncio.get_running_loop().create_future()
        client = self._clients[name] = _Client(seen, until, held, time.monotonic())
        self._posted.set()
        if held is None:
            return
        try:
            await asyncio.wait_for(asyncio.shield(held), HEARTBEAT)
        except TimeoutError:
            pass
        except asyncio.CancelledError:
            if self._clients.get(name) is client:  # its connection broke: the process is gone
                del self._clients[name]
                self._posted.set()
            raise
        finally:
            client.heard = time.monotonic()
            if client.held is held:
                client.held = None
            held.cancel()

    def followed(self) -> bool:
        """Whether any process follows this clock."""
        return bool(self._living())

    async def barrier(self, limit: float, timeout: float = math.inf) -> None:
        """Return when every client has said that it is idle and has seen all that happened before this call.

        A client silent for `limit` real seconds counts as dead; one that goes on saying that it is busy is waited for,
        for `timeout` real seconds.
        """
        if not self._living():
            return
        self.bump()
        goal, began = self.version, time.monotonic()
        while busy := [client for client in self._living() if not client.held or client.seen < goal]:
            dead = min(max(client.heard, began) for client in busy) + limit
            left = min(dead, began + timeout) - time.monotonic()
            if left <= 0 and time.monotonic() >= began + timeout:
                return
            if left <= 0:
                self._bury(max(began, time.monotonic() - limit))
                continue
            self._posted.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._posted.wait(), left)

    def _bury(self, since: float) -> None:
        """Whoever is not held and was not heard after that moment is dead."""
        self._clients = {name: each for name, each in self._clients.items() if each.held or each.heard > since}

    def _living(self) -> list[_Client]:
        oldest = time.monotonic() - FORGOTTEN
        return [client for client in self._clients.values() if client.held or client.heard > oldest]

    def release(self) -> None:
        """Let every held client go."""
        for client in self._clients.values():
            if client.held:
                _resolve(client.held)
        self._clients.clear()

    def close(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        self._timers.clear()
        self.release()


def _resolve(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
