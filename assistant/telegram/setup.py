"""Tells Telegram where we are and which commands we know. Doing it again changes nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import structlog

from assistant.clock import Clock
from assistant.telegram.client import Client
from assistant.telegram.failures import CallFailed, Refusal, RetryAfter
from assistant.telegram.incoming import ALLOWED_UPDATES
from assistant.telegram.verdict import backoff

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class CommandTable:
    """The menu of one scope in one language: (command, description) in order.

    `scope` is a BotCommandScope type ("default", "all_private_chats", "all_group_chats" …), `language` an
    ISO 639-1 code as the API wants it ("zh", "en"; empty: everyone else).
    """

    commands: Sequence[tuple[str, str]]
    scope: str = "default"
    language: str = ""

    def params(self) -> dict[str, Any]:
        return {
            "commands": [{"command": name, "description": text} for name, text in self.commands],
            "scope": {"type": self.scope},
            "language_code": self.language,
        }


@dataclass(frozen=True)
class Setup:
    client: Client
    clock: Clock

    async def username(self) -> str:
        """Ask for our own name, as often as it takes. Raises Refusal."""
        me = msgspec.json.decode(await self._politely("getMe", {}))
        return str(me.get("username", ""))

    async def webhook(self, url: str, secret: str, max_connections: int) -> None:
        """Have updates delivered to that URL. It stays set when we stop: Telegram keeps them for us meanwhile."""
        await self._politely(
            "setWebhook",
            {
                "url": url,
                "secret_token": secret,
                "allowed_updates": list(ALLOWED_UPDATES),
                "max_connections": max_connections,
            },
        )

    async def commands(self, tables: Sequence[CommandTable]) -> None:
        for table in tables:
            await self._politely("setMyCommands", table.params())

    async def _politely(self, method: str, params: Mapping[str, Any]) -> bytes:
        attempt = 0
        while True:
            attempt += 1
            try:
                return await self.client.call(method, params)
            except Refusal:
                raise  # asking again will not help
            except CallFailed as failure:
                pause = failure.seconds if isinstance(failure, RetryAfter) else backoff(attempt)
                _log.warning("set-up waits", method=method, why=failure.description, seconds=pause)
            await self.clock.wait(self.clock.now() + pause)


async def attempt(name: str, step: Callable[[], Awaitable[None]]) -> None:
    """Do one step of the set-up; a refusal is logged, for the bot may well work as it was set up before."""
    try:
        await step()
    except CallFailed as failure:
        _log.error("set-up failed", step=name, why=failure.description)
