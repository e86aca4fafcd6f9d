"""The clock that processes follow, and a world that comes to rest."""

import asyncio
import time

import pytest
from simkit import START, Sim, simulator, until, webhook

from assistant.simulator.clock import Clock


class Follower:
    """A process that follows the clock: it acts every `step` seconds and notes when."""

    def __init__(self, sim: Sim, step: float, name: str = "f1", work: float = 0.0) -> None:
        self.sim, self.step, self.name, self.work = sim, step, name, work
        self.acted: list[float] = []

    async def run(self) -> None:
        state = await self.sim.get("clock")
        due = state["now"] + self.step
        while True:
            if state["now"] >= due:
                await asyncio.sleep(self.work)
                self.acted.append(state["now"] - START)
                due += self.step
            state = await self.sim.post("clock/wait", client=self.name, seen=state["version"], until=due)


@pytest.fixture
async def follower(sim: Sim):
    made = Follower(sim, 10, work=0.02)
    task = asyncio.ensure_future(made.run())
    await until(sim.world.clock.followed)
    yield made
    task.cancel()


async def test_a_virtual_clock_stands_still_and_a_real_one_runs():
    async with simulator() as sim:
        assert await sim.get("clock") == {"now": START, "rate": 0.0, "version": 0}
        await asyncio.sleep(0.02)
        assert (await sim.get("clock"))["now"] == START
        await sim.post("clock", rate=1)
        await asyncio.sleep(0.02)
        assert START + 0.02 <= (await sim.get("clock"))["now"] < START + 10
        await sim.post("clock", advance=100)
        assert (await sim.get("clock"))["now"] >= START + 100
        await sim.post("clock", 400, to=START)


async def test_an_advance_stops_at_every_moment_a_follower_wants(sim: Sim, follower: Follower):
    await sim.advance(35)
    assert follower.acted == [10, 20, 30]
    assert (await sim.get("clock"))["now"] == START + 35


async def test_settling_jumps_only_as_far_as_its_patience(sim: Sim, follower: Follower):
    await sim.settle(patience=5)
    assert (await sim.get("clock"))["now"] == START
    await sim.settle(patience=25)
    assert (await sim.get("clock"))["now"] == START + 20
    assert follower.acted == [10, 20]


async def test_the_barrier_waits_for_a_busy_follower(sim: Sim):
    slow = Follower(sim, 10, work=0.2)
    task = asyncio.ensure_future(slow.run())
    await until(sim.world.clock.followed)
    began = time.monotonic()
    await sim.advance(10)
    assert slow.acted == [10]
    assert time.monotonic() - began >= 0.2
    task.cancel()


async def test_slow_work_is_waited_for_as_long_as_the_follower_says_that_it_lives(sim: Sim):
    clock = sim.world.clock
    await sim.post("clock/wait", client="slow", seen=-1, until=None)

    async def work() -> None:
        for _ in range(12):
            await asyncio.sleep(0.05)
            await sim.post("clock/wait", client="slow", seen=-1, until=None)
        await sim.post("clock/wait", client="slow", seen=clock.version, until=None)

    began, task = time.monotonic(), asyncio.ensure_future(work())
    await clock.barrier(limit=0.3)
    assert time.monotonic() - began >= 0.6
    assert clock.followed()
    task.cancel()


async def test_whoever_says_nothing_any_more_is_waited_for_no_longer(sim: Sim):
    await sim.post("clock/wait", client="dead", seen=-1, until=None)
    alive = asyncio.ensure_future(Follower(sim, 10).run())
    await asyncio.sleep(0.05)
    began = time.monotonic()
    await sim.world.clock.barrier(limit=0.1)
    assert 0.1 <= time.monotonic() - began < 1
    assert sim.world.clock.followed()
    alive.cancel()


async def test_settling_says_whether_it_came_to_rest(sim: Sim):
    assert (await sim.settle())["rested"]
    await sim.post("clock/wait", client="busy", seen=-1, until=None)
    assert not (await sim.settle(timeout=0.1))["rested"]


async def test_a_newer_wait_of_the_same_client_ends_the_older(sim: Sim):
    first = asyncio.ensure_future(sim.post("clock/wait", client="a", seen=0, until=None))
    await asyncio.sleep(0.02)
    second = asyncio.ensure_future(sim.post("clock/wait", client="a", seen=0, until=START + 5))
    await asyncio.wait_for(first, 1)
    assert not second.done()
    sim.world.clock.jump(START + 5)
    assert (await asyncio.wait_for(second, 1))["now"] == START + 5


async def test_a_follower_whose_connection_breaks_is_forgotten(sim: Sim):
    waiting = asyncio.ensure_future(sim.post("clock/wait", client="a", seen=0, until=None))
    await until(sim.world.clock.followed)
    waiting.cancel()
    await until(lambda: not sim.world.clock.followed())


async def test_settle_covers_all_retries_within_its_patience(sim: Sim):
    anna = await sim.person("Anna")
    async with webhook(sim) as hook:
        answers = iter([500, 500, 500, 200])
        hook.reply = lambda update: next(answers)
        await sim.say(anna, "hello")
        settled = await sim.settle(patience=120)
        assert settled["now"] == START + 6
        assert settled["journal"] == len((await sim.get("journal"))["entries"])


async def test_settle_gives_up_after_its_timeout(sim: Sim):
    anna = await sim.person("Anna")
    async with webhook(sim) as hook:
        gate = asyncio.Event()
        hook.reply = lambda update: asyncio.ensure_future(gate.wait())
        await sim.say(anna, "hello")
        began = time.monotonic()
        await sim.settle(timeout=0.1)
        assert time.monotonic() - began < 1
        gate.set()


async def test_a_world_can_be_served_on_its_own_and_stops_cleanly_with_held_requests():
    async with simulator() as sim:
        held = [
            asyncio.ensure_future(sim.raw("getUpdates", {"timeout": 50})),
            asyncio.ensure_future(sim.post("clock/wait", client="a", seen=0, until=None)),
            asyncio.ensure_future(sim.get("events")),
        ]
        await asyncio.sleep(0.03)
        began = time.monotonic()
    assert time.monotonic() - began < 1
    await asyncio.gather(*held, return_exceptions=True)


async def test_a_running_clock_retries_in_its_own_time(sim: Sim):
    anna = await sim.person("Anna")
    await sim.post("clock", rate=200)
    async with webhook(sim) as hook:
        answers = iter([500, 500, 200])
        hook.reply = lambda update: next(answers)
        await sim.say(anna, "hello")
        await until(lambda: len(hook.received) == 3)
        assert hook.times[2] - hook.times[1] >= 2


async def test_timers_that_were_cancelled_leave_nothing_behind():
    clock = Clock(base=START, rate=0.0)
    fired: list[int] = []
    kept = clock.call_at(START + 5, lambda: fired.append(1))
    for _ in range(1000):
        clock.call_at(START + 60, lambda: fired.append(2)).cancel()
    assert len(clock._timers) < 200
    assert clock.next_due() == START + 5
    clock.jump(START + 100)
    assert fired == [1]
    kept.cancel()
    assert clock.next_due() is None
    clock.close()
