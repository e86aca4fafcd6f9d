"""What is counted, in a registry of our own; counters may be raised from any thread."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """Names start with `yidan_`; labels are short fixed words, never people's."""

    def __init__(self) -> None:
        registry = CollectorRegistry()
        self._registry = registry
        self.updates = Counter("yidan_updates", "Requests to the webhook by outcome", ["outcome"], registry=registry)
        self.duplicates = Counter("yidan_duplicates", "Updates delivered again", registry=registry)
        self.dead_letters = Counter(
            "yidan_dead_letters", "Updates set aside as unreadable or as bugs", registry=registry
        )
        self.outbox = Counter(
            "yidan_outbox", "Messages of the outbox by what became of them", ["state"], registry=registry
        )
        self.acks = Counter("yidan_acks", "Answers to button presses by outcome", ["outcome"], registry=registry)
        self.floods = Counter("yidan_429", "Times Telegram asked us to wait", registry=registry)
        self.owed = Gauge("yidan_outbox_oldest_seconds", "Age of the oldest message still owed", registry=registry)
        self.turn = Histogram(
            "yidan_turn_seconds",
            "From a decoded update to its COMMIT",
            buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
            registry=registry,
        )

    def page(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self._registry)
