"""How often Telegram may be spoken to: three kinds of buckets, and pauses after a 429."""

from __future__ import annotations

import threading
from dataclasses import dataclass

_WIDE = 3  # so many chats told to wait within a second mean that the pause is about all of them


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` messages at once, then one more every `every` seconds; 0 lifts the limit."""

    every: float
    burst: int


OVERALL = Rate(1 / 30, 30)  # Telegram's FAQ: 30 a second over all, 1 a second in a chat, 20 a minute in a group
CHAT = Rate(1.0, 5)
GROUP = Rate(60 / 20, 20)


class _Buckets:
    """Buckets of one rate. Of each only the moment is kept when it will be full again; full ones are forgotten."""

    def __init__(self, rate: Rate) -> None:
        self._every = rate.every
        self._slack = rate.every * (rate.burst - 1)
        self._full: dict[int, float] = {}  # in order of their last use

    def __len__(self) -> int:
        return len(self._full)

    def when(self, key: int, now: float) -> float:
        return self._full_at(key, now) - self._slack

    def take(self, key: int, now: float) -> None:
        if not self._every:
            return
        full = max(self._full_at(key, now), now)
        self._full.pop(key, None)
        self._full[key] = full + self._every
        self._forget(now)

    def _full_at(self, key: int, now: float) -> float:
        full, latest = self._full.get(key, now), now + self._slack + self._every
        if full <= latest:
            return full
        self._full[key] = latest  # the clock has jumped back; no bucket is emptier than empty
        return latest

    def _forget(self, now: float) -> None:
        for _ in range(2):  # two out for one in: it stays small without ever stopping to clean
            oldest = next(iter(self._full))
            if self._full[oldest] > now:
                return
            del self._full[oldest]


class Limits:
    """Buckets over all, for each chat and for each group (chats below zero); safe from any thread.

    Times are seconds of the clock port.
    """

    def __init__(self, overall: Rate = OVERALL, chat: Rate = CHAT, group: Rate = GROUP) -> None:
        self._lock = threading.Lock()
        self._overall = _Buckets(overall)
        self._chats = _Buckets(chat)
        self._groups = _Buckets(group)
        self._paused: dict[int, float] = {}
        self._all_paused = 0.0
        self._told: dict[int, float] = {}  # who was told to wait within the last second

    def __len__(self) -> int:
        """How many buckets and pauses are remembered."""
        buckets = len(self._overall) + len(self._chats) + len(self._groups)
        return buckets + len(self._paused) + len(self._told)

    def take(self, chat: int, now: float) -> bool:
        """Take a token from every bucket concerned, or none at all."""
        with self._lock:
            if self._when(chat, now) > now:
                return False
            self._overall.take(0, now)
            self._chats.take(chat, now)
            if chat < 0:
                self._groups.take(chat, now)
            return True

    def when(self, chat: int, now: float) -> float:
        """Say the first moment at which `take` could succeed, as things stand (not before now)."""
        with self._lock:
            return max(now, self._when(chat, now))

    def overall(self, now: float) -> float:
        """Say the same for a chat that nobody has spoken to: what holds everyone back."""
        with self._lock:
            return max(now, self._overall.when(0, now), self._all_paused)

    def pause(self, chat: int, until: float, now: float) -> None:
        """Note a 429 for this chat. Telegram does not say whose limit it was: several at once are everyone's."""
        with self._lock:
            self._paused = {one: end for one, end in self._paused.items() if end > now}
            self._paused[chat] = max(until, self._paused.get(chat, 0.0))
            self._told = {one: at for one, at in self._told.items() if abs(now - at) < 1.0} | {chat: now}
            if len(self._told) >= _WIDE:
                self._all_paused = max(self._all_paused, until)

    def _when(self, chat: int, now: float) -> float:
        moments = [self._overall.when(0, now), self._chats.when(chat, now), self._all_paused]
        if chat < 0:
            moments.append(self._groups.when(chat, now))
        if chat in self._paused:
            moments.append(self._paused[chat])
        return max(moments)
