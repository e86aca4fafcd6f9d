"""What every method of the Bot API is given, and what it may answer beside plain JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from assistant.simulator.parameters import Parameters
from assistant.simulator.people import Bot
from assistant.simulator.polling import Polls
from assistant.simulator.webhooks import Webhooks
from assistant.simulator.world import World


@dataclass(frozen=True, slots=True)
class Call:
    world: World
    bot: Bot
    params: Parameters
    webhooks: Webhooks
    polls: Polls


@dataclass(frozen=True, slots=True)
class Described:
    """A result with a description beside it."""

    result: Any
    description: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A result that is JSON text already."""

    text: str
    summary: str


Method = Callable[[Call], Any | Awaitable[Any]]
