"""Time is a port: what follows the wall here follows the simulator in tests and in the demo."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """`now` may be called from any thread; `wait` only on the event loop."""

    def now(self) -> float:
        """Seconds since the epoch, UTC."""
        ...

    async def wait(self, until: float | None, signal: asyncio.Event | None = None) -> None:
        """Sleep until that moment or until `signal` is set, whichever is first (None: only the signal)."""
        ...


class WallClock:
    """The machine's own time."""

    def now(self) -> float:
        return time.time()

    async def wait(self, until: float | None, signal: asyncio.Event | None = None) -> None:
        signal = signal or asyncio.Event()
        timeout = None if until is None else max(0.0, until - self.now())
        try:
            await asyncio.wait_for(signal.wait(), timeout)
        except TimeoutError:
            return


def moment(seconds: float) -> datetime:
    """Epoch seconds as an aware datetime in UTC, the form the pure core reads."""
    return datetime.fromtimestamp(seconds, UTC)
