"""Setting and removing webhooks, with the URL rules of the real server in its --local mode."""

from __future__ import annotations

import asyncio
import re
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from yarl import URL

from assistant.simulator.delivery import Courier
from assistant.simulator.failures import bad_request, too_many
from assistant.simulator.people import Bot, Webhook
from assistant.simulator.posting import Postman
from assistant.simulator.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(slots=True)
class Wish:
    """What setWebhook asks for; `allowed` None leaves the list of updates as it is."""

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    drop_pending: bool = False


@dataclass(slots=True)
class Webhooks:
    world: World
    postman: Postman
    _couriers: dict[int, Courier] = field(default_factory=dict)
    _last_set: dict[int, tuple[float, float]] = field(default_factory=dict)
    _ending: set[asyncio.Task[None]] = field(default_factory=set)

    def wake(self, bot: Bot) -> None:
        courier = self._couriers.get(bot.id)
        if courier is not None:
            courier.pump()

    async def set(self, bot: Bot, wish: Wish) -> str:
        """Do it and say what was done. Raises ApiError."""
        if wish.url:
            self._pace(bot)
            _check(wish)
        old = bot.webhook
        same = (old.url, old.secret, old.max_connections) == (wish.url, wish.secret, wish.max_connections)
        if same or not (wish.url or old.url):
            self._drop_pending(bot, wish)
            return f"Webhook is already {'set' if wish.url else 'deleted'}"
        if wish.url:
            await self._verify(wish.url)
        self._stop(bot)
        self._drop_pending(bot, wish)
        bot.webhook = Webhook(wish.url, wish.secret, wish.max_connections, wish.ip_address)
        self.world.journal.write("note", bot=bot.id, text=f"webhook: {wish.url or 'none'}")
        self.world.events.publish("bot", bot=bot.id)
        if not wish.url:
            return "Webhook was deleted"
        self._couriers[bot.id] = Courier(self.world, bot, self.postman.post, lambda: self._remove(bot))
        self.wake(bot)
        return "Webhook was set"

    def _pace(self, bot: Bot) -> None:
        """One setWebhook a second, by the world's clock and by the wall's (a clock that stands still locks nobody out)."""
        now, real = self.world.clock.now(), time.monotonic()
        before = self._last_set.get(bot.id)
        if self.world.limits.on and before and now < before[0] + 1 and real < before[1] + 1:
            raise too_many(1)
        self._last_set[bot.id] = (now, real)

    async def _verify(self, url: str) -> None:
        """The host must have an address; that it does not listen yet is no reason to refuse."""
        target = URL(url)
        try:
            await asyncio.get_running_loop().getaddrinfo(target.host or "", target.port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise bad_request(f"bad webhook: Failed to resolve host: {error.strerror or 'unknown'}") from None

    def _drop_pending(self, bot: Bot, wish: Wish) -> None:
        if wish.drop_pending:
            bot.updates.clear()

    def _remove(self, bot: Bot) -> None:
        self._stop(bot)
        bot.webhook = Webhook()
        self.world.journal.write("note", bot=bot.id, text="webhook removed: 410 for more than 23 hours")

    def _stop(self, bot: Bot) -> None:
        courier = self._couriers.pop(bot.id, None)
        if courier is not None:
            for task in courier.close():
                if task is asyncio.current_task():
                    continue
                self._ending.add(task)
                task.add_done_callback(self._ending.discard)

    async def close(self) -> None:
        for bot in list(self.world.bots.values()):
            self._stop(bot)
        await _gone(self._ending)
        await self.postman.close()


async def _gone(tasks: Iterable[asyncio.Task[None]]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)


def _check(wish: Wish) -> None:
    if len(wish.secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(wish.secret):
        raise bad_request("secret token contains unallowed characters")
    if "://" not in wish.url:
        wish.url = f"https://{wish.url}"
    try:
        url = URL(wish.url)
        port = url.port
    except ValueError:
        url, port = URL(), None
    if url.scheme not in ("http", "https") or not url.host or not port:
        raise bad_request("invalid webhook URL specified")
