"""Deadlines against real time: what a start tells of the time before it."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Mapping
from typing import Any

import pytest

from assistant.clock import WallClock
from assistant.dialog.engine import Dialogue
from assistant.dialog.outcome import Deadline, Effect, Reactions
from assistant.service import Service
from assistant.store import Writer, open_books
from assistant.timers import Timers
from flows import FLOWS, PAGES

HOUR = 3600.0


class House:
    """The timers over books in memory, with reactions of its own."""

    def __init__(self) -> None:
        self.clock, self.books, self.told = WallClock(), open_books(":memory:"), []
        self.writer = Writer(self.books)
        numbers = itertools.count()
        reactions = Reactions(due={"house.away": self._away, "late": self._late})
        service = Service(
            Dialogue(FLOWS, PAGES),
            reactions,
            self.clock,
            fresh=lambda: str(next(numbers)),
            may_ride=lambda chat, now: True,
        )
        self.timers = Timers(self.writer, service, self.clock, lambda: None, heartbeat=60)

    def _away(self, data: Mapping[str, Any], now: Any) -> tuple[Effect, ...]:
        self.told.append(("away", round(data["until"] - data["since"])))
        return (Deadline("late", now.fromtimestamp(now.timestamp() + HOUR, now.tzinfo), "late"),)

    def _late(self) -> tuple[Effect, ...]:
        self.told.append(("late", 0))
        return ()

    async def wake(self) -> None:
        self.timers.start()
        await asyncio.sleep(0.2)
        await self.timers.stop()

    async def close(self) -> None:
        await self.writer.close()
        self.books.close()


@pytest.fixture
async def house():
    made = House()
    yield made
    await made.close()


async def test_a_start_after_silence_tells_how_long_we_were_away_before_any_deadline_fires(house: House):
    now = house.clock.now()
    house.books.heart.beat(now - 5 * HOUR)
    house.books.timers.put("late", now - HOUR, "late", None, {})  # it fell due while we were away
    await house.wake()
    assert house.told == [("away", 5 * HOUR)]  # and the deadline was moved before it could fire
    assert house.books.heart.last() == pytest.approx(house.clock.now(), abs=60)


async def test_a_quick_restart_and_a_new_house_were_not_away(house: House):
    await house.wake()
    house.books.heart.beat(house.clock.now() - 100)
    await house.wake()
    assert house.told == []


async def test_a_deadline_of_nobody_in_particular_is_reacted_to(house: House):
    house.books.timers.put("late", house.clock.now() - HOUR, "late", None, {})
    await house.wake()
    assert house.told == [("late", 0)]
    assert house.books.timers.next() is None


async def test_a_message_that_arrived_sets_the_deadline_it_was_to_prove(house: House):
    books, proof = house.books, {"kind": "late", "data": {"case": 7}}
    owed = books.outbox.queue(5, "sendMessage", b"{}", "notice", 1.0, proof)
    plain = books.outbox.queue(6, "sendMessage", b"{}", "notice", 1.0)
    books.outbox.claim([owed, plain])
    assert books.timers.next() is None
    assert books.outbox.sent(plain, None, 2.0) is False
    assert books.outbox.sent(owed, None, 3.0) is True
    (timer,) = books.timers.due(3.0, 10)
    assert (timer.kind, timer.person, timer.data) == ("late", 5, {"case": 7})
    await house.wake()
    assert house.told == [("late", 0)]


async def test_a_message_that_will_never_arrive_sets_the_deadline_of_its_loss(house: House):
    books = house.books
    told, untold = (
        books.outbox.queue(5, "sendMessage", b"{}", "notice", 1.0, {"kind": "late", "data": {"case": 7}, "lost": lost})
        for lost in ("lost", "")
    )
    assert books.outbox.dead(untold, "blocked", 2.0) is False
    assert books.outbox.dead(told, "blocked", 3.0) is True
    assert books.outbox.dead(told, "blocked", 4.0) is False  # it is over once
    (timer,) = books.timers.due(3.0, 10)
    assert (timer.kind, timer.person, timer.data) == ("lost", 5, {"case": 7})
