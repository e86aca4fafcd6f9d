"""How fast a bot may speak: token buckets on the world's clock, 429 beyond them.

The figures are those of the official FAQ (30 a second, 1 a second to a chat, 20 a minute to a group); the real
flood control is not published, so the bursts are this simulator's choice and all of it can be changed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from assistant.simulator.failures import ControlError, too_many

_SWEEP = 10_000  # buckets kept before the full ones are thrown away


@dataclass(slots=True)
class _Bucket:
    size: float
    rate: float
    left: float
    at: float

    def level(self, now: float) -> float:
        return min(self.size, self.left + (now - self.at) * self.rate)

    def wait(self, now: float) -> float:
        level = self.level(now)
        return 0.0 if level >= 1 - 1e-9 else (1 - level) / self.rate

    def take(self, now: float) -> None:
        self.left, self.at = self.level(now) - 1, now


@dataclass(slots=True)
class Limits:
    """Messages a second for a bot, a second for a chat (`chat_burst` at once), a minute for a group."""

    on: bool = True
    overall: float = 30.0
    chat: float = 1.0
    chat_burst: float = 5.0
    group: float = 20.0
    _buckets: dict[tuple[int, int | str], _Bucket] = field(default_factory=dict)

    def shown(self) -> dict[str, float | bool]:
        return {
            "on": self.on,
            "overall": self.overall,
            "chat": self.chat,
            "chat_burst": self.chat_burst,
            "group": self.group,
        }

    def change(self, wanted: dict[str, object]) -> None:
        """New figures (positive numbers) or on/off; full buckets again. Raises ControlError."""
        figures: dict[str, float] = {}
        for name, value in wanted.items():
            if name not in self.shown():
                raise ControlError(f"unknown limit: {name}")
            if name == "on":
                continue
            if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
                raise ControlError(f"{name} must be a positive number")
            figures[name] = float(value)
        for name, figure in figures.items():
            setattr(self, name, figure)
        self.on = bool(wanted.get("on", self.on))
        self._buckets.clear()

    def take(self, bot: int, chat: int, now: float) -> None:
        """Spend one message to that chat (a group's id is negative), or raise 429."""
        if not self.on:
            return
        buckets = [
            self._bucket((bot, "all"), self.overall, self.overall, now),
            self._bucket((bot, chat), self.chat_burst, self.chat, now),
        ]
        if chat < 0:
            buckets.append(self._bucket((bot, f"group {chat}"), self.group, self.group / 60, now))
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        for bucket in buckets:
            bucket.take(now)

    def _bucket(self, name: tuple[int, int | str], size: float, rate: float, now: float) -> _Bucket:
        bucket = self._buckets.get(name)
        if bucket is None:
            if len(self._buckets) >= _SWEEP:
                self._buckets = {key: kept for key, kept in self._buckets.items() if kept.level(now) < kept.size}
            bucket = self._buckets[name] = _Bucket(size, rate, size, now)
        return bucket
