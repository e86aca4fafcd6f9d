"""The load generator: owners walk in a closed loop, or at a given pace, over raw keep-alive connections."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterator

from bench.walk import STEPS, Call, Owner, read_call
from bench.wire import post, take

AGAIN = 0.05  # seconds until a refused update is delivered once more


class Load:
    """Plays all owners to their end. An owner has one update in flight at a time, as in a private chat.

    With `rate` (updates a second) latencies count from the moment an update was due, so a server that stalls
    cannot hide the ones that had to wait.
    """

    def __init__(
        self, owners: list[Owner], first_update: int, secret: str, *, lines: int = 64, rate: float = 0
    ) -> None:
        self.owners = {owner.number: owner for owner in owners}
        self.total = len(owners) * len(STEPS)
        self.latencies: list[float] = []  # seconds, one for each update
        self.refused = 0
        self.seconds = 0.0
        self.secret, self.rate = secret, rate
        self.numbers = itertools.count(first_update)
        self._slots = itertools.count()
        self._waiting: Iterator[Owner] = iter(owners)
        self._by_owner: dict[int, _Line] = {}
        self._lines = min(lines, len(owners))

    async def run(self, port: int) -> None:
        """Connect first, then start the clock. Raises TimeoutError when nothing comes for 30 seconds."""
        loop = asyncio.get_running_loop()
        lines = [(await loop.create_connection(lambda: _Line(self), "127.0.0.1", port))[1] for _ in range(self._lines)]
        self._live, self._over = len(lines), loop.create_future()
        self.started = time.perf_counter()
        for line in lines:
            line.next_owner()
        seen = -1
        while not self._over.done():
            await asyncio.wait([self._over], timeout=30)
            if len(self.latencies) == seen and not self._over.done():
                raise TimeoutError(f"stuck after {seen} of {self.total} updates")
            seen = len(self.latencies)
        self.seconds = time.perf_counter() - self.started
        for line in lines:
            line.close()

    def listen(self, call: Call) -> None:
        """A message that came to the stub instead of riding on an answer."""
        owner = self.owners.get(call.chat_id)
        if owner is not None:
            owner.hear(call)
            if (line := self._by_owner.get(owner.number)) is not None:
                line.go_on()

    def next_owner(self, line: _Line) -> Owner | None:
        owner = next(self._waiting, None)
        if owner is None:
            self._live -= 1
            if not self._live:
                self._over.set_result(None)
            return None
        self._by_owner[owner.number] = line
        return owner

    def due(self) -> float | None:
        """When the next update is to be sent, at a given pace."""
        return self.started + next(self._slots) / self.rate if self.rate else None


class _Line(asyncio.Protocol):
    """A connection, and the owner who speaks over it."""

    def __init__(self, load: Load) -> None:
        self._load, self._buffer = load, b""
        self._owner: Owner | None = None
        self._in_flight = b""
        self._idle = True  # no update is in flight or scheduled
        self._closing = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def close(self) -> None:
        self._closing = True
        self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._closing:
            raise ConnectionError("the server hung up")

    def next_owner(self) -> None:
        self._owner = self._load.next_owner(self)
        if self._owner is not None:
            self.go_on()

    def go_on(self) -> None:
        """Send the owner's next update, if nothing is in flight and its button is there."""
        if not self._idle or self._owner is None:
            return
        number = next(self._load.numbers)
        body = self._owner.update(number)
        if body is None:
            return
        self._idle = False
        self._in_flight = post("/telegram", self._load.secret, body)
        due = self._load.due()
        if due is None:
            self._since = time.perf_counter()
            self._send()
            return
        self._since = due
        asyncio.get_running_loop().call_later(max(0.0, due - time.perf_counter()), self._send)

    def _send(self) -> None:
        self._transport.write(self._in_flight)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        found = take(self._buffer)
        if found is None:
            return
        head, body, self._buffer = found
        if head[9:12] != b"200":
            self._load.refused += 1
            asyncio.get_running_loop().call_later(AGAIN, self._send)
            return
        self._load.latencies.append(time.perf_counter() - self._since)
        owner = self._owner
        assert owner is not None
        if body:
            owner.hear(read_call(body))
        owner.step += 1
        self._idle = True
        if owner.done:
            self.next_owner()
        else:
            self.go_on()
