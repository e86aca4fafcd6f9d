"""getUpdates: one long poll a bot, held until something arrives, its time is up, or another call ends it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from assistant.simulator.failures import ApiError
from assistant.simulator.people import Bot, Update
from assistant.simulator.world import World

LONGEST = 50
LARGEST_ANSWER = 4 * 2**20
_OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(slots=True)
class _Poll:
    held: asyncio.Future[str]  # resolved with "" to look again, else with why it ends


@dataclass(slots=True)
class Polls:
    world: World
    _held: dict[int, _Poll] = field(default_factory=dict)
    _last: dict[int, tuple[int, float]] = field(default_factory=dict)
    _conflict: dict[int, float] = field(default_factory=dict)

    def wake(self, bot: Bot) -> None:
        poll = self._held.get(bot.id)
        if poll and not poll.held.done():
            poll.held.set_result("")

    def interrupt(self, bot: Bot, why: str) -> None:
        poll = self._held.pop(bot.id, None)
        if poll and not poll.held.done():
            poll.held.set_result(why)

    async def get(self, bot: Bot, offset: int, limit: int, timeout: int) -> list[Update]:
        """The updates from `offset` on; those before it are forgotten. Raises 409."""
        if bot.webhook.url:
            raise ApiError(
                409,
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
            )
        await self._one_at_a_time(bot)
        bot.polled = True
        limit, wait = self._paced(bot, offset, limit, timeout)
        found = take(bot, offset, limit, self.world.clock.now())
        if found or not wait:
            return found
        until = self.world.clock.now() + wait
        end = time.monotonic() + wait
        while not found:
            if not await self._hold(bot, until, end):
                return []
            found = take(bot, offset, limit, self.world.clock.now())
        return found

    async def _hold(self, bot: Bot, until: float, end: float) -> bool:
        """Wait for an arrival (true) or the end of the poll, in simulated or real time, whichever is first."""
        loop = asyncio.get_running_loop()
        poll = self._held[bot.id] = _Poll(loop.create_future())

        def over() -> None:
            if not poll.held.done():
                poll.held.set_result("over")

        timer = self.world.clock.call_at(until, over, background=True)
        handle = loop.call_later(max(0.0, end - time.monotonic()), over)
        self.world.end()  # a held poll is not work under way
        try:
            why = await poll.held
        finally:
            self.world.begin()
            timer.cancel()
            handle.cancel()
            if self._held.get(bot.id) is poll:
                del self._held[bot.id]
        if why not in ("", "over"):
            raise ApiError(409, why)
        return why == ""

    async def _one_at_a_time(self, bot: Bot) -> None:
        if bot.id not in self._held:
            return
        self.interrupt(bot, _OTHER)
        guard = self.world.spin_guard
        if time.monotonic() < self._conflict.get(bot.id, -guard) + guard:
            await asyncio.sleep(guard)  # two instances fighting must not spin
        self._conflict[bot.id] = time.monotonic()

    def _paced(self, bot: Bot, offset: int, limit: int, timeout: float) -> tuple[int, float]:
        """The server's own protection against bots that spin; it is about real load, so it reads the wall's clock."""
        real = time.monotonic()
        last, at = self._last.get(bot.id, (offset - 1, 0.0))
        self._last[bot.id] = (offset, real)
        guard = self.world.spin_guard
        if last == offset and timeout < guard and real < at + guard:
            timeout = guard
        if last == offset and real < at + guard / 6:
            limit = 1
        return limit, timeout

    def close(self) -> None:
        for poll in self._held.values():
            if not poll.held.done():
                poll.held.set_result("over")
        self._held.clear()


def take(bot: Bot, offset: int, limit: int, now: float) -> list[Update]:
    """Forget what lies before `offset` (negative: all but the last N) or has expired; up to 4 MiB of the rest."""
    updates = bot.updates
    if offset < 0:
        while len(updates) > -offset:
            updates.popitem(last=False)
    elif offset <= bot.next_update + 10:  # farther past the end counts as "from the head"
        while updates and next(iter(updates)) < offset:
            updates.popitem(last=False)
    found: list[Update] = []
    expired: list[int] = []
    size = 0
    for update in updates.values():
        if update.expires < now:
            expired.append(update.id)
            continue
        size += len(update.payload) * 2
        if len(found) >= limit or (found and size > LARGEST_ANSWER):
            break
        found.append(update)
    for number in expired:
        del updates[number]
    return found
