"""With the simulated Telegram instead of a fake one: webhook, riding reply, press, outbox, and the followed clock."""

import json
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from assistant.clock import open_clock
from assistant.dialog.events import Tap
from assistant.settings import load
from assistant.simulator import Limits as WorldLimits
from assistant.simulator import World, serve
from assistant.speech import Ack, Answer
from assistant.store import Writer, open_books
from assistant.telegram import build, limits_from
from tests.telegram.telegram_kit import SECRET, TOKEN

START = 1_800_000_000.0


class Echo:
    """Answers what is said on the ride, and owes three notes after it; a press edits its own message."""

    def __init__(self, clock):
        self.clock = clock

    def turn(self, books, incoming, raw):
        if isinstance(incoming.event, Tap):
            body = {
                "method": "editMessageText",
                "chat_id": incoming.chat,
                "message_id": incoming.message_id,
                "text": "pressed",
            }
            return Answer(json.dumps(body).encode(), incoming.chat, Ack(incoming.query_id, "ok"))
        for number in range(3):
            text = json.dumps({"chat_id": incoming.chat, "text": f"note {number}"}).encode()
            books.outbox.queue(incoming.chat, "sendMessage", text, "notice", self.clock.now())
        keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
        body = {"method": "sendMessage", "chat_id": incoming.chat, "text": "screen", "reply_markup": keyboard}
        return Answer(json.dumps(body).encode(), incoming.chat)

    def undecodable(self, books, update_id, raw, why):
        return Answer()


class Sim:
    def __init__(self, running, http):
        self.running, self.http = running, http

    async def post(self, path, **body):
        async with self.http.post(f"{self.running.url}/control/{path}", json=body) as answer:
            said = await answer.json()
            assert answer.status == 200, said
            return said

    async def get(self, path):
        async with self.http.get(f"{self.running.url}/control/{path}") as answer:
            return await answer.json()

    async def texts(self, person):
        messages = (await self.get(f"chats/{person}/messages?person={person}"))["messages"]
        return [one["text"] for one in messages if one["from"]["is_bot"]]


@asynccontextmanager
async def assistant(url, tmp_path):
    settings = load(
        token=TOKEN, secret=SECRET, api=url, clock=f"{url}/control/clock", files=tmp_path, port=(port := unused_port()),
        public_url=f"http://127.0.0.1:{port}", drain_seconds=1, rate_chat=0.5, rate_chat_burst=1,
    )  # fmt: skip
    books = open_books(":memory:")
    writer, clock = Writer(books), open_clock(settings.clock)
    await clock.start()
    telegram = build(settings, writer, Echo(clock), clock, limits_from(settings))
    await telegram.start()
    try:
        yield telegram
    finally:
        await telegram.stop()
        await clock.close()
        await writer.close()
        books.close()


@pytest.fixture
async def sim(tmp_path):
    world = World(virtual=True, start=START, open_doors=True, limits=WorldLimits(on=False), quiet=0.02)
    running = await serve("127.0.0.1", 0, world=world)
    async with aiohttp.ClientSession() as http, assistant(running.url, tmp_path):
        sim = Sim(running, http)
        await sim.post("settle", patience=0)
        yield sim
    await running.stop()


async def test_a_screen_rides_and_notes_follow_at_the_limits_pace(sim):
    anna = (await sim.post("people", name="Anna"))["id"]
    await sim.post("say", person=anna, text="hello")
    await sim.post("settle", patience=0)
    assert await sim.texts(anna) == ["screen", "note 0"]
    before = (await sim.get("clock"))["now"]
    await sim.post("settle", patience=60)
    assert await sim.texts(anna) == ["screen", "note 0", "note 1", "note 2"]
    assert (await sim.get("clock"))["now"] == pytest.approx(before + 4, abs=0.01)


async def test_a_press_turns_its_message_and_is_answered(sim):
    anna = (await sim.post("people", name="Anna"))["id"]
    await sim.post("say", person=anna, text="hello")
    await sim.post("settle")
    messages = (await sim.get(f"chats/{anna}/messages?person={anna}"))["messages"]
    screen = next(one for one in messages if one.get("text") == "screen")
    await sim.post("press", person=anna, chat=anna, message_id=screen["message_id"], data="go")
    await sim.post("settle", patience=0)
    assert (await sim.texts(anna))[0] == "pressed"
    entries = (await sim.get("journal"))["entries"]
    acks = [one for one in entries if one["type"] == "call" and one["method"].lower() == "answercallbackquery"]
    assert [one["ok"] for one in acks] == [True]


async def test_a_flood_is_waited_out_in_the_worlds_time(sim):
    anna = (await sim.post("people", name="Anna"))["id"]
    await sim.post("faults", method="sendMessage", code=429, retry_after=90, times=1, contains="note 0")
    await sim.post("say", person=anna, text="hello")
    await sim.post("settle", patience=300)
    assert await sim.texts(anna) == ["screen", "note 0", "note 1", "note 2"]
    assert (await sim.get("clock"))["now"] >= START + 90


async def test_twenty_people_at_once_are_all_served(sim):
    people = [(await sim.post("people", name=f"P{number}"))["id"] for number in range(20)]
    for person in people:
        await sim.post("say", person=person, text="hello")
    await sim.post("settle", patience=120)
    for person in people:
        assert await sim.texts(person) == ["screen", "note 0", "note 1", "note 2"]


async def test_a_line_that_breaks_costs_at_most_a_copy(sim):
    anna = (await sim.post("people", name="Anna"))["id"]
    await sim.post("faults", method="sendMessage", mode="deliver_then_drop", times=1, contains="note 1")
    await sim.post("faults", method="sendMessage", mode="drop_before", times=1, contains="note 2")
    await sim.post("say", person=anna, text="hello")
    await sim.post("settle", patience=120)
    assert await sim.texts(anna) == ["screen", "note 0", "note 1", "note 1", "note 2"]


async def test_a_person_who_blocked_us_stops_nothing(sim):
    anna, bob = [(await sim.post("people", name=name))["id"] for name in ("Anna", "Bob")]
    await sim.post("faults", method="sendMessage", code=403, times=1, contains="note 0", person=anna)
    for person in (anna, bob):
        await sim.post("say", person=person, text="hello")
    await sim.post("settle", patience=120)
    assert await sim.texts(bob) == ["screen", "note 0", "note 1", "note 2"]
    assert "note 0" not in await sim.texts(anna)
