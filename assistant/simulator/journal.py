"""What happened, in order: calls, deliveries, jumps of the clock, notes; and the live events for onlookers."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

KEPT = 200_000  # entries; a longer run forgets its beginning
BACKLOG = 5_000  # events a slow onlooker may lag behind before it is let go


class Events:
    """Fan-out to onlookers; one that cannot keep up is disconnected rather than slowing the world."""

    def __init__(self) -> None:
        self._onlookers: set[asyncio.Queue[dict[str, Any] | None]] = set()

    def publish(self, kind: str, /, **data: Any) -> None:
        if not self._onlookers:
            return
        event = {"event": kind, **data}
        for queue in list(self._onlookers):
            if queue.qsize() >= BACKLOG:
                self._onlookers.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(event)

    def join(self) -> asyncio.Queue[dict[str, Any] | None]:
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._onlookers.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[dict[str, Any] | None]) -> None:
        self._onlookers.discard(queue)

    def close(self) -> None:
        for queue in self._onlookers:
            queue.put_nowait(None)
        self._onlookers.clear()


class Journal:
    def __init__(self, now: Callable[[], float], events: Events) -> None:
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._now = now
        self._events = events
        self.count = 0

    def write(self, kind: str, /, **data: Any) -> dict[str, Any]:
        self.count += 1
        entry = {"n": self.count, "at": self._now(), "type": kind, **data}
        self._entries.append(entry)
        self._events.publish("journal", entry=entry)
        return entry

    def after(self, number: int) -> list[dict[str, Any]]:
        """Entries numbered above `number`, oldest first."""
        missing = self.count - max(number, self.count - len(self._entries))
        return [self._entries[index] for index in range(-missing, 0)]
