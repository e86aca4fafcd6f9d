import asyncio
import threading

import aiohttp
import pytest
from aiohttp.test_utils import TestServer, unused_port

from assistant import followed_clock
from assistant.clock import FollowedClock, WallClock, moment, open_clock
from tests.clock_world import START, Loop, World


@pytest.fixture
async def world():
    return World()


@pytest.fixture
async def server(world):
    server = TestServer(world.app())
    await server.start_server()
    yield server
    await server.close()


@pytest.fixture
async def clock(server):
    clock = FollowedClock(str(server.make_url("/control/clock")))
    await clock.start()
    yield clock
    await clock.close()


async def soon(true):
    for _ in range(400):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came true")


async def a_while():
    for _ in range(5):
        await asyncio.sleep(0.005)


@pytest.fixture
async def party(clock):
    made = []

    def make(until=None):
        made.append(Loop(clock, until))
        return made[-1]

    yield make
    for one in made:
        await one.stop()


async def test_it_shows_the_time_of_the_other_side(clock, world):
    assert clock.now() == START
    results = []
    thread = threading.Thread(target=lambda: results.append(clock.now()))
    thread.start()
    thread.join()
    assert results == [START]


async def test_nobody_waiting_posts_nothing(clock, world):
    await a_while()
    assert world.posts == []


async def test_when_idle_it_says_what_it_waits_for(clock, world, party):
    party(START + 50)
    party(START + 20)
    party()
    await soon(world.idle)
    assert (world.posts[-1]["seen"], world.posts[-1]["until"]) == (1, START + 20)
    assert len({post["client"] for post in world.posts}) == 1


async def test_a_jump_wakes_whose_time_has_come_and_no_others(clock, world, party):
    early, late = party(START + 20), party(START + 50)
    await soon(world.idle)
    world.move(20)
    await soon(lambda: early.woken == 1)
    await soon(world.idle)
    assert late.woken == 0
    assert clock.now() == START + 20
    assert (world.posts[-1]["seen"], world.posts[-1]["until"]) == (2, START + 50)


async def test_a_woken_party_is_busy_until_it_waits_again(clock, world, party):
    one = party(START + 20)
    one.hold.clear()
    await soon(world.idle)
    world.move(20)
    await soon(lambda: one.woken == 1)
    await a_while()
    assert not world.idle()
    one.hold.set()
    await soon(world.idle)


async def test_begun_work_is_busy_until_its_end(clock, world, party):
    party()
    await soon(world.idle)
    clock.begin()
    with clock.busy():
        world.move()
        await a_while()
    await a_while()
    assert not world.idle()
    clock.end()
    await soon(world.idle)


async def test_a_signal_set_before_a_reply_counts_as_busy(clock, world, party):
    """What a turn does: begin, set the sender's signal, end. The world must not see us idle in between."""
    one = party()
    one.hold.clear()
    await soon(world.idle)
    clock.begin()
    one.signal.set()
    clock.end()
    world.move()  # the barrier comes before the party had its turn on the loop
    await soon(lambda: one.woken == 1)
    await a_while()
    assert not world.idle()
    one.hold.set()
    await soon(world.idle)


async def test_a_spawned_task_is_busy_until_it_ends(clock, world, party):
    party()
    gate = asyncio.Event()
    await soon(world.idle)
    task = clock.spawn(gate.wait())
    world.move()
    await a_while()
    assert not world.idle()
    gate.set()
    await task
    await soon(world.idle)


async def test_an_earlier_wish_supersedes_the_later(clock, world, party):
    one = party(START + 50)
    await soon(world.idle)
    one.until = START + 5
    one.signal.set()
    await soon(lambda: world.posts[-1]["until"] == START + 5)
    world.move(5)
    await soon(lambda: one.woken == 2)


async def test_a_running_clock_wakes_by_itself(world, server):
    world.rate = 100.0
    clock = FollowedClock(str(server.make_url("/control/clock")))
    await clock.start()
    begin = clock.now()
    await clock.spawn(clock.wait(begin + 2.0))
    assert begin + 2.0 <= clock.now() < begin + 60
    await clock.close()


async def test_while_busy_it_says_from_time_to_time_that_it_lives(monkeypatch, world, server):
    monkeypatch.setattr(followed_clock, "PULSE", 0.01)
    clock = FollowedClock(str(server.make_url("/control/clock")))
    await clock.start()
    task = clock.spawn(clock.wait(START + 5))
    await soon(world.idle)
    heard = len(world.posts)
    await a_while()
    assert len(world.posts) == heard  # idle: the wait that is held says it all
    with clock.busy():
        await soon(lambda: len([each for each in world.posts if each["seen"] == -1]) > 2)
    task.cancel()
    await clock.close()


async def test_a_change_of_rate_reaches_those_who_wait(clock, world, party):
    one = party(START + 2)
    await soon(world.idle)
    world.move(rate=200.0)
    await soon(lambda: one.woken == 1)


async def test_a_moment_in_the_past_is_no_wait(clock):
    await clock.spawn(clock.wait(START - 1))
    signal = asyncio.Event()
    signal.set()
    await clock.spawn(clock.wait(None, signal))


async def test_every_barrier_is_answered_under_load(clock, world, party):
    parties = [party() for _ in range(5)]
    await soon(world.idle)
    for round_ in range(40):
        with clock.busy():
            parties[round_ % 5].signal.set()
        world.move(1)
        await soon(world.idle)
        assert sum(one.woken for one in parties) == round_ + 1


async def test_a_world_that_goes_away_and_returns_is_found_again(clock, world, party):
    one = party(START + 5)
    await soon(world.idle)
    world.gone = True
    world.move(5)
    await a_while()
    assert one.woken == 0
    world.gone = False
    await soon(lambda: one.woken == 1)


async def test_without_a_world_it_does_not_start():
    clock = FollowedClock(f"http://127.0.0.1:{unused_port()}/control/clock")
    with pytest.raises(aiohttp.ClientError):
        await clock.start()
    with pytest.raises(RuntimeError):
        clock.now()


async def test_the_wall_clock_waits_for_a_moment_or_a_signal():
    clock = open_clock(None)
    assert isinstance(clock, WallClock)
    await clock.start()
    signal = asyncio.Event()
    await clock.wait(clock.now() + 0.01, signal)
    await clock.wait(clock.now() - 1)
    signal.set()
    await clock.wait(None, signal)
    with clock.busy():
        clock.begin()
        clock.end()
    assert await clock.spawn(asyncio.sleep(0, "done")) == "done"
    await clock.close()


def test_a_url_opens_a_followed_clock():
    assert isinstance(open_clock("http://127.0.0.1:1/control/clock"), FollowedClock)


def test_a_moment_is_aware():
    assert moment(0).isoformat() == "1970-01-01T00:00:00+00:00"
