"""One attempt to deliver an update to a webhook, and what its answer means."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import aiohttp

from assistant.simulator.failures import ApiError
from assistant.simulator.faults import Fault
from assistant.simulator.parameters import Parameters, read
from assistant.simulator.people import Bot, Update, Webhook
from assistant.simulator.world import World

TIMEOUT = 60.0  # seconds of simulated time
LARGEST_ANSWER = 64 * 2**20
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
Execute = Callable[[Bot, str, Parameters, str], Awaitable[Any]]
_NEVER = frozenset({"setwebhook", "deletewebhook", "close", "logout"})
_SECONDS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`broken`: the connection did not survive; `again`: delivered, and to be delivered once more (a fault)."""

    delivered: bool
    status: int = 0
    error: str = ""
    retry_after: float = 0.0
    broken: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    reason: str
    content_type: str
    retry_after: str
    body: bytes


class Postman:
    """Posts updates over one HTTP session; `execute` runs the method a webhook names in its answer."""

    def __init__(self, world: World, execute: Execute) -> None:
        self._world = world
        self._execute = execute
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def post(self, bot: Bot, update: Update, attempt: int) -> Outcome:
        world = self._world
        world.begin()
        started = time.monotonic()
        try:
            fault = self._fault(update)
            outcome = await self._struck(bot, update, fault) if fault else await self._send(bot, update)
        finally:
            world.end()
        world.journal.write(
            "delivery",
            bot=bot.id,
            update_id=update.id,
            kind=update.kind,
            key=update.key,
            attempt=attempt,
            status=outcome.status or None,
            error=outcome.error,
            ms=round((time.monotonic() - started) * 1000, 2),
            **({"fault": fault.mode} if fault else {}),
        )
        return outcome

    def _fault(self, update: Update) -> Fault | None:
        if not self._world.faults.any():
            return None
        person = json.loads(update.payload).get("from", {}).get("id", "")
        return self._world.faults.for_delivery(update.kind, update.payload, str(person))

    async def _struck(self, bot: Bot, update: Update, fault: Fault) -> Outcome:
        if fault.mode == "error":
            return _refused(fault.code, _reason(fault.code), fault.retry_after)
        if fault.mode == "drop_before":
            return Outcome(delivered=False, error="Connection closed", broken=True)
        if fault.mode == "hang":
            await self._world.rest(TIMEOUT)
            return Outcome(delivered=False, error="Read timeout expired", broken=True)
        if fault.mode == "latency":
            await self._world.rest(fault.seconds)
            return await self._send(bot, update)
        outcome = await self._send(bot, update, lost=fault.mode == "deliver_then_drop")
        if fault.mode == "deliver_then_drop":
            return Outcome(delivered=False, error="Connection closed", broken=True)
        return replace(outcome, again=outcome.delivered)

    async def _send(self, bot: Bot, update: Update, *, lost: bool = False) -> Outcome:
        try:
            answer = await self._exchange(bot.webhook, update)
        except TimeoutError:
            return Outcome(delivered=False, error="Read timeout expired", broken=True)
        except aiohttp.ClientConnectorError:
            return Outcome(delivered=False, error="Can't connect to the webhook", broken=True)
        except (aiohttp.ClientError, ConnectionError):
            return Outcome(delivered=False, error="Connection closed", broken=True)
        if not 200 <= answer.status < 300:
            after = int(answer.retry_after) if _SECONDS.fullmatch(answer.retry_after) else None
            return _refused(answer.status, answer.reason, after)
        if answer.body and not lost:
            await self._obey(bot, answer)
        return Outcome(delivered=True, status=answer.status)

    async def _exchange(self, hook: Webhook, update: Update) -> _Answer:
        """Post and read the answer within 60 seconds, simulated or real, whichever end first."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, ssl=False),
                timeout=aiohttp.ClientTimeout(total=None),
                headers={"User-Agent": "", "Accept-Encoding": "gzip, deflate", "Content-Type": "application/json"},
                skip_auto_headers=("User-Agent",),
            )
        headers = {SECRET: hook.secret} if hook.secret else None
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(self._world.read_timeout) as limit:
            expiry = self._world.clock.call_at(
                self._world.clock.now() + TIMEOUT, lambda: limit.reschedule(loop.time()), background=True
            )
            try:
                request = self._session.post(
                    hook.url, data=update.text().encode(), headers=headers, allow_redirects=False
                )
                async with request as response:
                    return _Answer(
                        response.status,
                        response.reason or "",
                        response.headers.get("Content-Type", ""),
                        response.headers.get("Retry-After", ""),
                        await _bounded(response),
                    )
            finally:
                expiry.cancel()

    async def _obey(self, bot: Bot, answer: _Answer) -> None:
        """Run the method the answer names; its result is nobody's."""
        try:
            parameters = read(answer.content_type, answer.body)
        except ApiError:
            return
        method = parameters.text("method").lower()
        parameters.values.pop("method", None)
        if not method or method.startswith("get") or method in _NEVER:
            return
        try:
            await self._execute(bot, method, parameters, "webhook_reply")
        except ApiError:
            return  # the journal has it


async def _bounded(response: aiohttp.ClientResponse) -> bytes:
    body = await response.content.read(LARGEST_ANSWER)
    while chunk := await response.content.read(LARGEST_ANSWER - len(body)):
        body += chunk
    return body


def _refused(status: int, reason: str, retry_after: int | None) -> Outcome:
    wait = float(max(0, min(3600, retry_after or 0)))
    error = f"Wrong response from the webhook: {status} {reason}".rstrip()
    return Outcome(delivered=False, status=status, error=error, retry_after=wait)


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
