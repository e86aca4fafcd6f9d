"""POST /telegram: the secret, the size, the update; 200 only after COMMIT, with the next screen as its body."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from aiohttp import web

from assistant.clock import Clock
from assistant.dialog.events import Incoming
from assistant.speech import Ack, Answer
from assistant.store import Books, StoreDown, Writer
from assistant.telegram.holds import Holds, Ride
from assistant.telegram.incoming import Ignored, NotAnUpdate, Undecodable, decode
from assistant.telegram.metrics import Metrics

_LINGER = 0.1  # real seconds
MAX_BODY = 1024 * 1024  # Telegram's updates are a few KiB
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


class Turns(Protocol):
    """The part of the service that the webhook needs; both run in the writer's thread."""

    def turn(self, books: Books, incoming: Incoming, raw: bytes) -> Answer: ...

    def undecodable(self, books: Books, update_id: int, raw: bytes, why: str) -> Answer: ...


@dataclass
class Webhook:
    """Handles deliveries.

    `acknowledge` starts the answer to a button press, `wake` tells the sender that its books may have changed,
    `owing` asks it whether its last look left anything (if not, nobody waited for the chat that is let go).
    `username` is our own, once known; `retry_after` are the seconds that a 503 asks for.
    """

    secret: str = field(repr=False)
    writer: Writer
    service: Turns
    clock: Clock
    holds: Holds
    metrics: Metrics
    acknowledge: Callable[[Ack], None]
    wake: Callable[[], None]
    owing: Callable[[], bool] = lambda: True
    username: str = ""
    retry_after: int = 3

    def __post_init__(self) -> None:
        self._draining = False
        self._under_way = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @property
    def draining(self) -> bool:
        return self._draining

    async def drain(self, seconds: float) -> None:
        """Take nothing new (503, so Telegram keeps it) and let what was begun end, for so many real seconds."""
        self._draining = True
        # What lies unread on open connections is refused by its name too, not cut off with them.
        await asyncio.sleep(min(_LINGER, seconds))
        with suppress(TimeoutError):  # real ones: a clock that stands still must not keep a process from ending
            await asyncio.wait_for(self._quiet.wait(), seconds)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        # Before the body: whoever does not know the secret costs us a header, and is not worth a line in the log.
        given: str = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), self.secret.encode()):
            return self._refuse(403, "forbidden")
        if self._draining:
            return self._later("draining")
        self._under_way += 1
        self._quiet.clear()
        # Busy until the reply is written: a virtual clock must not jump in the middle of a turn.
        self.clock.begin()
        ride = self.holds.ride()
        try:
            return await self._deliver(request, ride)
        finally:
            # Written, refused, cancelled or the client gone: whatever happened, the chat is let go exactly here.
            if ride.end() and self.owing():
                self.wake()
            self.clock.end()
            self._under_way -= 1
            if not self._under_way:
                self._quiet.set()

    async def _deliver(self, request: web.Request, ride: Ride) -> web.StreamResponse:
        try:
            if (request.content_length or 0) > MAX_BODY:
                return self._refuse(413, "too large")
            raw = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return self._refuse(413, "too large")
        except web.RequestPayloadError:
            return self._refuse(400, "unreadable")  # not what its own headers say
        try:
            incoming = decode(raw, self.username)
        except NotAnUpdate:
            return self._refuse(400, "not an update")
        if isinstance(incoming, Ignored):
            self.metrics.updates.labels("ignored").inc()
            return web.Response()
        try:
            with self.metrics.turn.time():
                answer = await self.writer.run(lambda books: self._turn(books, incoming, raw, ride))
        except StoreDown:
            return self._later("store down")
        self.metrics.updates.labels("undecodable" if isinstance(incoming, Undecodable) else "done").inc()
        # Duplicates too: the first answer to the press may have been lost with its process.
        if answer.ack is not None:
            self.acknowledge(answer.ack)
        if answer.owes:
            self.wake()
        return await _write(request, answer)

    def _turn(self, books: Books, incoming: Incoming | Undecodable, raw: bytes, ride: Ride) -> Answer:
        if isinstance(incoming, Undecodable):
            self.metrics.dead_letters.inc()
            answer = self.service.undecodable(books, incoming.update_id, raw, incoming.why)
        else:
            answer = self.service.turn(books, incoming, raw)
            if answer.again:
                self.metrics.duplicates.inc()
        # In the writer's thread, before COMMIT. The sender reads its rows in this same thread, together with the
        # holds; so whenever it can see rows of this turn, it can see that their chat is held.
        if answer.body is not None and answer.chat is not None:
            ride.hold(answer.chat)
        return answer

    def _refuse(self, status: int, outcome: str) -> web.Response:
        self.metrics.updates.labels(outcome).inc()
        response = web.Response(status=status)
        response.force_close()  # the rest of such a request is not worth reading
        return response

    def _later(self, outcome: str) -> web.Response:
        self.metrics.updates.labels(outcome).inc()
        response = web.Response(status=503, headers={"Retry-After": str(self.retry_after)})
        if self._draining:
            response.force_close()
        return response


async def _write(request: web.Request, answer: Answer) -> web.StreamResponse:
    response = web.Response(body=answer.body, content_type="application/json") if answer.body else web.Response()
    # aiohttp would write it after this handler has returned; here, so that the caller knows when it is out.
    with suppress(ConnectionError):  # the client is gone: it will deliver again and get this answer again
        await response.prepare(request)
        await response.write_eof()
    return response
