"""The Telegram side in one piece: built once by the composition root, started and drained in order."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog
from aiohttp import web

from assistant.clock import Clock
from assistant.settings import Settings
from assistant.store import Writer
from assistant.telegram.client import Client
from assistant.telegram.health import Health
from assistant.telegram.holds import Holds
from assistant.telegram.limits import Limits, Rate
from assistant.telegram.metrics import Metrics
from assistant.telegram.sender import Sender
from assistant.telegram.setup import CommandTable, Setup, attempt
from assistant.telegram.webhook import MAX_BODY, Turns, Webhook

_log = structlog.get_logger()


@dataclass
class Telegram:
    """`app` may get further routes before `start`."""

    app: web.Application
    client: Client
    sender: Sender
    webhook: Webhook
    metrics: Metrics
    clock: Clock
    settings: Settings
    commands: Sequence[CommandTable]

    def __post_init__(self) -> None:
        self._runner = web.AppRunner(self.app, access_log=None, handle_signals=False, shutdown_timeout=1.0)
        self._setting_up: asyncio.Task[None] | None = None
        self.port = self.settings.port

    async def start(self) -> None:
        """Pay first, then listen, then tell Telegram where; the clock and the writer run already.

        Raises OSError when the port is taken; nothing is left running then.
        """
        try:
            await self.client.start()
            await self.sender.start()
            await self._runner.setup()
            await web.TCPSite(self._runner, self.settings.host, self.settings.port).start()
        except BaseException:
            await self.stop()
            raise
        self.port = self._runner.addresses[0][1]
        # In its own time: without Telegram we can still take what it delivers.
        self._setting_up = self.clock.spawn(self._set_up())

    async def stop(self) -> None:
        """Refuse politely, end the turns, close the door, end the calls. The writer is closed after this."""
        if self._setting_up is not None:
            self._setting_up.cancel()
            with suppress(asyncio.CancelledError):
                await self._setting_up
        await self.webhook.drain(self.settings.drain_seconds)
        await self._runner.cleanup()
        await self.sender.stop(self.settings.drain_seconds)
        await self.client.close()

    @property
    def username(self) -> str:
        """Our own, without the @; empty until Telegram has told us."""
        return self.webhook.username

    def wake(self) -> None:
        """Call after any COMMIT that queued a message (the webhook does it for its own turns)."""
        self.sender.wake()

    async def _set_up(self) -> None:
        setup, settings = Setup(self.client, self.clock), self.settings

        async def name() -> None:
            self.webhook.username = await setup.username()

        async def place() -> None:
            if settings.webhook_url is not None:
                await setup.webhook(settings.webhook_url, settings.secret.get_secret_value(), settings.max_connections)

        await attempt("name", name)
        await attempt("commands", lambda: setup.commands(self.commands))
        await attempt("webhook", place)
        _log.info("set up", username=self.webhook.username, webhook=settings.public_url is not None)


def limits_from(settings: Settings) -> Limits:
    """The three buckets as set; a rate of 0 lifts its limit."""

    def every(rate: float, seconds: float) -> float:
        return seconds / rate if rate else 0.0

    return Limits(
        overall=Rate(every(settings.rate_overall, 1), max(1, int(settings.rate_overall))),
        chat=Rate(every(settings.rate_chat, 1), settings.rate_chat_burst),
        group=Rate(every(settings.rate_group, 60), max(1, int(settings.rate_group))),
    )


def build(  # noqa: PLR0913 - the composition root hands every part over by name
    settings: Settings,
    writer: Writer,
    service: Turns,
    clock: Clock,
    limits: Limits,
    *,
    metrics: Metrics | None = None,
    commands: Sequence[CommandTable] = (),
) -> Telegram:
    """Put the parts together, on the event loop they will run on.

    `limits` are the ones that the service asks before a reply rides. The blobs are those in `settings.files`.
    """
    metrics = metrics or Metrics()
    holds = Holds()
    folder = Path(settings.files)
    client = Client(
        settings.api, settings.token.get_secret_value(), lambda sha256: folder / sha256, timeout=settings.api_timeout
    )
    sender = Sender(client, writer, clock, limits, holds, metrics, most=settings.calls_at_once)
    webhook = Webhook(
        settings.secret.get_secret_value(),
        writer,
        service,
        clock,
        holds,
        metrics,
        acknowledge=sender.acknowledge,
        wake=sender.wake,
        owing=sender.owing,
        retry_after=settings.retry_after,
    )
    health = Health(
        writer, clock, client, metrics, folder, settings.least_free_mb * 2**20, draining=lambda: webhook.draining
    )
    return Telegram(_routes(webhook, health), client, sender, webhook, metrics, clock, settings, commands)


def _routes(webhook: Webhook, health: Health) -> web.Application:
    app = web.Application(client_max_size=MAX_BODY)
    app.router.add_post("/telegram", webhook.handle)
    app.router.add_get("/livez", health.livez)
    app.router.add_get("/readyz", health.readyz)
    app.router.add_get("/metrics", health.page)
    return app
