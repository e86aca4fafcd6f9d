"""The delivery engine: one bot's updates on their way to its webhook, as telegram-bot-api's WebhookActor does it.

Every update has a queue key. One update a key is under way at a time, strictly in order; while it fails, those
behind it wait. Different keys run side by side up to max_connections.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from assistant.simulator.clock import Timer
from assistant.simulator.people import Bot, Update
from assistant.simulator.posting import Outcome
from assistant.simulator.world import World

GONE_FOR = 23 * 3600.0  # a webhook that says 410 for longer than this is removed
Post = Callable[[Bot, Update, int], Awaitable[Outcome]]


@dataclass(slots=True, eq=False)
class _Lane:
    """The updates of one key; the first is the one that is tried."""

    key: int
    waiting: deque[Update] = field(default_factory=deque)
    delay: float = 1.0
    failures: int = 0  # of the head


class Courier:
    """Works from the setting of a webhook until its removal; `post` makes one attempt, `gone` removes the webhook."""

    def __init__(self, world: World, bot: Bot, post: Post, gone: Callable[[], None]) -> None:
        self._world = world
        self._bot = bot
        self._post = post
        self._gone = gone
        self._lanes: dict[int, _Lane] = {}
        self._ready: list[tuple[float, int, _Lane]] = []
        self._numbers = itertools.count()
        self._loaded = next(iter(bot.updates), bot.next_update) - 1  # id of the newest update taken into a lane
        self._flying: set[asyncio.Task[None]] = set()
        self._connections = 0
        self._opened: deque[float] = deque()
        self._last_success = -1e18
        self._gone_since: float | None = None
        self._timer: Timer | None = None
        self._open = True

    def close(self) -> list[asyncio.Task[None]]:
        """Stop; hands back the attempts that were under way, cancelled."""
        self._open = False
        self._disarm()
        for task in self._flying:
            task.cancel()
        return list(self._flying)

    def pump(self) -> None:
        """Start every attempt that may start now, and arrange to be called for the next."""
        if not self._open:
            return
        self._disarm()
        self._load()
        now = self._world.clock.now()
        while self._ready and self._ready[0][0] <= now:
            if len(self._flying) >= self._connections and not self._connect(now):
                return
            lane = heapq.heappop(self._ready)[2]
            head = lane.waiting[0]
            if head.id not in self._bot.updates:  # dropped by setWebhook or deleteWebhook
                self._advance(lane)
                continue
            task = asyncio.get_running_loop().create_task(self._attempt(lane, head))
            self._flying.add(task)
        if self._ready and self._ready[0][0] > now:
            self._arm(self._ready[0][0])

    # --- lanes ------------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Take updates in order of their ids while fewer than 2 × max_connections keys are open."""
        now = self._world.clock.now()
        limit = 2 * self._bot.webhook.max_connections
        newest = self._bot.next_update - 1
        while self._loaded < newest and len(self._lanes) < limit:
            self._loaded += 1
            update = self._bot.updates.get(self._loaded)
            if update is None:
                continue
            if update.expires < now:
                del self._bot.updates[update.id]
                continue
            lane = self._lanes.get(update.key)
            if lane is None:
                lane = self._lanes[update.key] = _Lane(update.key)
                self._queue(lane, now)
            lane.waiting.append(update)

    def _queue(self, lane: _Lane, when: float) -> None:
        heapq.heappush(self._ready, (when, next(self._numbers), lane))

    def _advance(self, lane: _Lane) -> None:
        """The head is done with, delivered or dropped: the next of that key."""
        self._bot.updates.pop(lane.waiting.popleft().id, None)
        lane.delay, lane.failures = 1.0, 0
        if lane.waiting:
            self._queue(lane, self._world.clock.now())
        else:
            del self._lanes[lane.key]
            self._load()

    # --- attempts ---------------------------------------------------------------------------------------

    async def _attempt(self, lane: _Lane, update: Update) -> None:
        task = asyncio.current_task()
        try:
            outcome = await self._post(self._bot, update, lane.failures + 1)
        finally:
            if task is not None:
                self._flying.discard(task)
        if not self._open:
            return
        if outcome.broken:
            self._connections -= 1
        if outcome.delivered:
            self._last_success = self._world.clock.now()
            self._gone_since = None
            if outcome.again:
                self._queue(lane, self._world.clock.now())
            else:
                self._advance(lane)
        else:
            self._failed(lane, update, outcome)
        self.pump()

    def _failed(self, lane: _Lane, update: Update, outcome: Outcome) -> None:
        now = self._world.clock.now()
        self._bot.webhook.last_error_date = int(now)
        self._bot.webhook.last_error_message = outcome.error
        if outcome.status == 410:
            self._gone_since = now if self._gone_since is None else self._gone_since
            if now - self._gone_since > GONE_FOR:
                self._gone()
                return
        elif outcome.status:
            self._gone_since = None
        delay = self._backoff(lane, outcome)
        if now + delay > update.expires:
            self._advance(lane)
        else:
            self._queue(lane, now + delay)

    def _backoff(self, lane: _Lane, outcome: Outcome) -> float:
        """Retry-After to the letter; else at once, then 2, 4, 8, 16, 32, then 60 to 120 seconds."""
        lane.failures += 1
        if outcome.retry_after or lane.failures == 1:
            return outcome.retry_after
        lane.delay = min(float(self._world.chance.randint(60, 120)), lane.delay * 2)
        return lane.delay

    # --- connections ------------------------------------------------------------------------------------

    def _connect(self, now: float) -> bool:
        """Open one more connection, if the pace allows it; else come back when it does."""
        wanted = min(len(self._lanes), self._bot.webhook.max_connections)
        pace, span = 10, 0.5
        if self._last_success + 10 < now:
            wanted, pace, span = min(wanted, 1), 1, 2.0
        if self._connections >= wanted:
            return False
        while self._opened and self._opened[0] <= now - span:
            self._opened.popleft()
        if len(self._opened) >= pace:
            self._arm(self._opened[-pace] + span)
            return False
        self._opened.append(now)
        self._connections += 1
        return True

    def _arm(self, when: float) -> None:
        self._timer = self._world.clock.call_at(when, self.pump)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
