"""Time is a port: what follows the wall here follows the simulator in tests and in the demo."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from assistant.followed_clock import FollowedClock

T = TypeVar("T")
_STRETCH = 30.0  # seconds


class Clock(Protocol):
    """`now` may be called from any thread; everything else only on the event loop.

    A clock may jump once nobody is busy any more. A task is busy from `spawn`, or from the return of its `wait`,
    until it waits again or ends; other work is busy between `begin` and `end`, or inside `busy`. So a task that
    has waited once should be a loop of its own, not one that goes on to await something else for ever.
    """

    def now(self) -> float:
        """Seconds since the epoch, UTC."""
        ...

    async def wait(self, until: float | None, signal: asyncio.Event | None = None) -> None:
        """Sleep until that moment or until `signal` is set, whichever is first (None: only the signal)."""
        ...

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Start a task that is busy from its first moment on."""
        ...

    def begin(self) -> None:
        """Say that something is being done; each `begin` has its `end`."""
        ...

    def end(self) -> None: ...

    def busy(self) -> contextlib.AbstractContextManager[None]:
        """Do both around a block."""
        ...

    async def start(self) -> None: ...

    async def close(self) -> None: ...


class WallClock:
    """The machine's own time."""

    def now(self) -> float:
        return time.time()

    async def wait(self, until: float | None, signal: asyncio.Event | None = None) -> None:
        signal = signal or asyncio.Event()
        # In stretches: after a suspended night or a correction of the wall clock the moment is still met.
        while not signal.is_set() and (until is None or until > self.now()):
            left = None if until is None else min(_STRETCH, until - self.now())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(signal.wait(), left)

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        return asyncio.get_running_loop().create_task(work)

    def begin(self) -> None:
        """Nothing: the wall waits for nobody."""

    def end(self) -> None:
        """Nothing, as above."""

    def busy(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext()

    async def start(self) -> None:
        """Nothing to connect to."""

    async def close(self) -> None:
        """Nothing to let go."""


def open_clock(url: str | None) -> Clock:
    """Make the clock at that URL, or the wall's; `start` it before its first use."""
    return FollowedClock(url) if url else WallClock()


def moment(seconds: float) -> datetime:
    """Epoch seconds as an aware datetime in UTC, the form the pure core reads."""
    return datetime.fromtimestamp(seconds, UTC)
