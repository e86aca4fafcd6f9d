"""Letting the world come to rest, and walking it through time one due moment after the other."""

from __future__ import annotations

import asyncio
import time

from assistant.simulator.clock import SILENT
from assistant.simulator.world import World

_GLANCE = 0.002  # real seconds between looks at work under way


async def settle(world: World, patience: float = 120.0, timeout: float = 20.0) -> bool:
    """Return when nothing is under way.

    A clock that stands still jumps to what is due within `patience` seconds of the moment this began; `timeout` is
    in real seconds, after it this returns False.
    """
    end = time.monotonic() + timeout
    horizon = world.clock.now() + patience
    while time.monotonic() < end:
        await _quiet(world, end)
        seen = world.activity
        await world.clock.barrier(SILENT, max(0.05, end - time.monotonic()))
        if time.monotonic() >= end:
            break
        if world.activity != seen or world.working:
            continue
        due = world.clock.next_due()
        if due is None or due > horizon or world.clock.rate:
            return True
        jump(world, due)
    return False


async def advance(world: World, to: float, timeout: float = 60.0) -> None:
    """Walk to that moment through every due one on the way, coming to rest at each."""
    end = time.monotonic() + timeout
    await settle(world, 0.0, timeout)
    while time.monotonic() < end:
        due = world.clock.next_due()
        if due is None or due >= to:
            break
        jump(world, due)
        await settle(world, 0.0, max(0.1, end - time.monotonic()))
    jump(world, to)
    await settle(world, 0.0, max(0.1, end - time.monotonic()))


def jump(world: World, to: float) -> None:
    before = world.clock.now()
    world.clock.jump(to)
    if world.clock.now() > before:
        world.journal.write("clock", moved=world.clock.now() - before)
    world.events.publish("clock", clock=world.clock.state())


async def _quiet(world: World, end: float) -> None:
    """Nothing under way; and where a bot does not follow the clock, silence for a while."""
    await asyncio.sleep(0)
    while time.monotonic() < end:
        left = world.busy_at + _silence(world) - time.monotonic()
        if not world.working and left <= 0:
            return
        await asyncio.sleep(_GLANCE if world.working else max(_GLANCE, left))


def _silence(world: World) -> float:
    """Bots that poll, or any bot when nobody follows the clock, are idle only after real silence."""
    if any(bot.polled and not bot.webhook.url for bot in world.bots.values()):
        return world.quiet
    reachable = any(bot.webhook.url for bot in world.bots.values())
    return world.quiet if reachable and not world.clock.followed() else 0.0
