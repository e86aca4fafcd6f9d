"""Pays the outbox: in order and one at a time per chat, within the limits, each row claimed before its call."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec
import structlog

from assistant.clock import Clock
from assistant.speech import Ack
from assistant.store import Books, Owed, StoreDown, Writer
from assistant.telegram.client import Client
from assistant.telegram.failures import CallFailed, CannotEdit, Migrated, RetryAfter, TokenRefused, Unknown
from assistant.telegram.holds import Holds
from assistant.telegram.limits import Limits
from assistant.telegram.metrics import Metrics
from assistant.telegram.verdict import Again, Dead, Sent, Unsure, Verdict, judge

_log = structlog.get_logger()
_PAUSE = 1.0  # seconds of the clock until a failing store is asked again


@dataclass(slots=True)
class _Claimed:
    """What one look into the outbox gave: rows to send now, and when to look again (`again`: at once)."""

    rows: list[Owed] = field(default_factory=list)
    denied: dict[int, float] = field(default_factory=dict)
    until: float | None = None
    again: bool = False


@dataclass
class Sender:
    """`most` calls may be under way at the same time. Created on the event loop that it runs on.

    `on_proof` hears in the writer's thread that a message's arrival, or its loss, has set a deadline.
    """

    client: Client
    writer: Writer
    clock: Clock
    limits: Limits
    holds: Holds
    metrics: Metrics
    most: int = 32
    on_proof: Callable[[float], None] = lambda due: None

    def __post_init__(self) -> None:
        self._signal = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()
        self._under_way: dict[int, asyncio.Task[None]] = {}  # by chat
        self._acks: set[asyncio.Task[None]] = set()
        self._later: dict[int, float] = {}  # chats that may not be spoken to before that moment
        self._unsure: dict[int, int] = {}  # rows whose result was unknown, and how often
        self._moved: dict[int, int] = {}  # groups that became supergroups; learnt anew after a restart
        self._owing = True
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Look after what an earlier process left half-sent, then begin."""
        left = await self.writer.run(lambda books: books.outbox.recover())
        if left:
            _log.warning("messages with an unknown result from before the start", count=left)
        self._task = self.clock.spawn(self._run())

    async def stop(self, seconds: float) -> None:
        """Claim nothing more; let what is under way end, for so many real seconds."""
        self._stopping.set()
        self.wake()
        if self._task is not None:
            await self._task
        tasks = {*self._under_way.values(), *self._acks}
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:  # their rows stay "sending": unknown at the next start, as they are
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def wake(self) -> None:
        """Say that the outbox may hold something new, or a chat was let go. From any thread, and cheap."""
        if threading.get_ident() == self._thread:
            self._signal.set()
        else:
            self._loop.call_soon_threadsafe(self._signal.set)

    def owing(self) -> bool:
        """Whether the last look into the outbox left anything there. From any thread."""
        return self._owing

    def acknowledge(self, ack: Ack) -> None:
        """Answer a button press now: outside chat order and buckets, tried once (it is worthless later)."""
        task = self.clock.spawn(self._acknowledge(ack))
        self._acks.add(task)
        task.add_done_callback(self._acks.discard)

    async def _acknowledge(self, ack: Ack) -> None:
        params: dict[str, Any] = {"callback_query_id": ack.query_id}
        if ack.text:
            params |= {"text": ack.text, "show_alert": ack.alert}
        try:
            await self.client.call("answerCallbackQuery", params)
            self.metrics.acks.labels("done").inc()
        except CallFailed as failure:
            self.metrics.acks.labels("failed").inc()
            _log.info("a button press went unanswered", why=failure.description)

    async def _run(self) -> None:
        while not self._stopping.is_set():
            self._signal.clear()
            now = self.clock.now()
            self._later = {chat: at for chat, at in self._later.items() if at > now}
            try:
                claimed = await self._claim()
            except StoreDown:
                await self.clock.wait(now + _PAUSE, self._stopping)
                continue
            except Exception:  # noqa: BLE001 - a bug must not end all sending for ever
                _log.exception("the sender stumbled")
                await self.clock.wait(now + _PAUSE, self._stopping)
                continue
            self._later |= claimed.denied
            for row in claimed.rows:
                self._under_way[row.chat] = self.clock.spawn(self._deliver(row))
            if not claimed.again:
                moments = [*self._later.values(), *([claimed.until] if claimed.until is not None else [])]
                await self.clock.wait(min(moments, default=None), self._signal)

    async def _claim(self) -> _Claimed:
        room, now = self.most - len(self._under_way), self.clock.now()
        if room <= 0:
            return _Claimed()
        if (free := self.limits.overall(now)) > now:
            return _Claimed(until=free)  # nobody may be spoken to: no need to ask who is owed
        busy = {*self._under_way, *self._later}
        return await self.writer.run(lambda books: self._look(books, busy, room))

    def _look(self, books: Books, busy: set[int], room: int) -> _Claimed:
        """In the writer's thread: take what may be sent now, and mark it as being sent."""
        now = self.clock.now()
        self._owing = True  # before the holds are read: a chat let go from now on must wake us
        # The holds are read by the writer's thread itself: see Webhook._turn.
        found = books.outbox.ready(now, room, busy | self.holds.chats())
        claimed = _Claimed()
        for row in found:
            if _refuses(books, row):
                self._give_up(books, row, "blocked")
                claimed.again = True
            elif self.limits.take(row.chat, now):
                claimed.rows.append(row)
            else:
                claimed.denied[row.chat] = self.limits.when(row.chat, now)
        books.outbox.claim([row.id for row in claimed.rows])
        # Chats that must wait may have hidden others that need not.
        if len(found) == room and claimed.denied and self.limits.overall(now) <= now:
            claimed.again = True
        next_at = books.outbox.next_at()
        self._owing = next_at is not None
        # A moment that has passed belongs to a chat that is held or being spoken to: its end will wake us.
        claimed.until = next_at if next_at is not None and next_at > now else None
        return claimed

    def _give_up(self, books: Books, row: Owed, why: str) -> None:
        """In the writer's thread: it is never sent; whoever waits to hear of that does so."""
        now = self.clock.now()
        if books.outbox.dead(row.id, why, now):
            self.on_proof(now)

    async def _deliver(self, row: Owed) -> None:
        try:
            await self._record(row, await self._attempt(row))
        finally:
            del self._under_way[row.chat]
            self._signal.set()

    async def _attempt(self, row: Owed) -> Verdict:
        try:
            return Sent(await self._call(row))
        except CallFailed as failure:
            return self._judge(row, failure)
        except Exception as bug:  # noqa: BLE001 - a row with a bug must not block its chat for ever
            _log.exception("a message cannot be sent", row=row.id, method=row.method)
            return Dead(f"a bug: {type(bug).__name__}")

    async def _call(self, row: Owed) -> bytes:
        params = row.params
        if row.chat in self._moved:
            params = msgspec.json.encode({**msgspec.json.decode(params), "chat_id": self._moved[row.chat]})
        try:
            return await self.client.call(row.method, params)
        except CannotEdit:
            if row.method != "editMessageText":
                raise
        # A screen whose message is gone comes as a new one.
        screen = msgspec.json.decode(params)
        screen.pop("message_id", None)
        return await self.client.call("sendMessage", screen)

    def _judge(self, row: Owed, failure: CallFailed) -> Verdict:
        now = self.clock.now()
        if isinstance(failure, Unknown):
            self._unsure[row.id] = self._unsure.get(row.id, 0) + 1
        elif isinstance(failure, RetryAfter):
            self.metrics.floods.inc()
            self.limits.pause(row.chat, now + failure.seconds, now)
        elif isinstance(failure, Migrated):
            self._moved[row.chat] = failure.chat
        elif isinstance(failure, TokenRefused):
            _log.error("Telegram refuses the token", why=failure.description)
        return judge(row, failure, unsure=self._unsure.get(row.id, 0), now=now)

    async def _record(self, row: Owed, verdict: Verdict) -> None:
        """Write down what became of it; the chat goes on only after that."""
        while True:
            try:
                state = await self.writer.run(lambda books: self._write(books, row, verdict))
                break
            except StoreDown:
                if self._stopping.is_set():
                    return
                await self.clock.wait(self.clock.now() + _PAUSE, self._stopping)
        self.metrics.outbox.labels(state).inc()
        if state == "queued":
            self._later[row.chat] = verdict.at or 0.0 if isinstance(verdict, Again | Unsure) else 0.0
            return
        self._unsure.pop(row.id, None)
        if isinstance(verdict, Dead):
            _log.warning("a message is given up", row=row.id, method=row.method, why=verdict.why)

    def _write(self, books: Books, row: Owed, verdict: Verdict) -> str:
        """In the writer's thread: give the state that the row has now."""
        match verdict:
            case Sent(result):
                now = self.clock.now()
                if books.outbox.sent(row.id, result, now):
                    self.on_proof(now)
                return "sent"
            case Again(at):
                books.outbox.retry(row.id, at)
                return "queued"
            case Unsure(at) if at is not None:
                return "queued" if books.outbox.unknown(row.id, at) else "unknown"
            case Unsure():
                if books.outbox.unknown(row.id):  # its policy would repeat it, but it has been often enough
                    self._give_up(books, row, "unknown result, too often")
                return "unknown"
            case Dead(why, blocked):
                self._give_up(books, row, why)
                if blocked and row.chat > 0:
                    books.people.block(row.chat, self.clock.now())
                return "dead"


def _refuses(books: Books, row: Owed) -> bool:
    """Whether the person has blocked us since this was queued."""
    person = books.people.get(row.chat) if row.chat > 0 else None
    return person is not None and person.blocked_at is not None and row.queued_at <= person.blocked_at
