"""/livez, /readyz and /metrics: what an operator's tools ask."""

from __future__ import annotations

import asyncio
import math
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import web

from assistant.clock import Clock
from assistant.store import Books, StoreDown, Writer
from assistant.telegram.client import Client
from assistant.telegram.failures import CallFailed
from assistant.telegram.metrics import Metrics

OLDEST_OWED = 600.0  # seconds a message may be owed before we call ourselves unwell
LAST_BEAT = 300.0  # seconds since the last heartbeat (timers beat far more often)
_FRESH = 60.0  # seconds for which Telegram's view of our webhook is kept
_PATIENCE = 5.0  # real seconds for the database


class _WebhookInfo(msgspec.Struct):
    url: str = ""
    pending_update_count: int = 0
    last_error_date: float | None = None
    last_error_message: str | None = None


@dataclass
class Health:
    """`draining` says whether we are about to stop; `least_free` are bytes on the disk of `disk`."""

    writer: Writer
    clock: Clock
    client: Client
    metrics: Metrics
    disk: Path
    least_free: int
    draining: Callable[[], bool]

    def __post_init__(self) -> None:
        self._webhook: dict[str, Any] = {}
        self._asked_at: float | None = None

    async def livez(self, request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def readyz(self, request: web.Request) -> web.Response:
        """200 when updates can be taken, else 503; the webhook's state is told but decides nothing.

        (It would feed on itself: Telegram's last error may be our own last 503.)
        """
        checks: dict[str, dict[str, Any]] = {"draining": {"ok": not self.draining()}, "disk": await self._disk()}
        checks |= await self._books()
        ready = all(check["ok"] for check in checks.values())
        body = {"ready": ready, "checks": checks, "webhook": await self._telegram()}
        return web.json_response(body, status=200 if ready else 503)

    async def page(self, request: web.Request) -> web.Response:
        return web.Response(
            body=self.metrics.page(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        )

    async def _disk(self) -> dict[str, Any]:
        try:
            usage = await asyncio.to_thread(shutil.disk_usage, self.disk)
        except OSError as error:
            return {"ok": False, "why": type(error).__name__}
        return {"ok": usage.free >= self.least_free, "free_mb": usage.free // 2**20}

    async def _books(self) -> dict[str, dict[str, Any]]:
        now = self.clock.now()
        try:
            async with asyncio.timeout(_PATIENCE):
                oldest, beat = await self.writer.run(_probe)
        except (StoreDown, TimeoutError) as error:
            return {"database": {"ok": False, "why": type(error).__name__}}
        owed = 0.0 if oldest is None else max(0.0, now - oldest)
        self.metrics.owed.set(owed)
        silent = None if beat is None else now - beat
        return {
            "database": {"ok": True},
            "outbox": {"ok": owed <= OLDEST_OWED, "oldest_seconds": round(owed, 1)},
            "heartbeat": {"ok": silent is None or silent <= LAST_BEAT, "seconds_ago": silent and round(silent, 1)},
        }

    async def _telegram(self) -> dict[str, Any]:
        now = self.clock.now()
        if self._asked_at is None or not 0 <= now - self._asked_at < _FRESH:
            self._asked_at = now
            try:
                info = msgspec.json.decode(await self.client.call("getWebhookInfo"), type=_WebhookInfo)
                self._webhook = msgspec.to_builtins(info)
            except CallFailed as failure:
                self._webhook = {"unknown": failure.description}
        return {**self._webhook, "as_of": self._asked_at}


def _probe(books: Books) -> tuple[float | None, float | None]:
    """Ask, and write: the last heartbeat, later by less than a microsecond.

    SQLite writes no page whose content stays the same, so the very same number would not touch the disk.
    """
    beat = books.heart.last()
    if beat is not None:
        books.heart.beat(math.nextafter(beat, math.inf))
    return books.outbox.oldest(), beat
