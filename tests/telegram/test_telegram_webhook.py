import asyncio
import io
import json

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from assistant.dialog.events import Text
from assistant.speech import Answer
from assistant.store import StoreDown, Writer, open_books
from assistant.telegram.holds import Holds
from assistant.telegram.metrics import Metrics
from assistant.telegram.webhook import MAX_BODY, SECRET_HEADER, Webhook
from tests.telegram.telegram_kit import SECRET, FakeService, ManualClock, riding, settled, until
from tests.telegram.telegram_updates import ANNA, message, press

HEADERS = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}


class House:
    """A webhook behind a real server, and what it told the others."""

    def __init__(self, writer):
        self.service, self.clock, self.holds, self.metrics = FakeService(), ManualClock(), Holds(), Metrics()
        self.acks, self.wakes = [], 0
        self.webhook = Webhook(
            SECRET, writer, self.service, self.clock, self.holds, self.metrics,
            acknowledge=self.acks.append, wake=self.wake, username="yidanbot",
        )  # fmt: skip
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_post("/telegram", self.webhook.handle)
        self.client = TestClient(TestServer(app))

    def wake(self):
        self.wakes += 1

    async def post(self, raw, headers=HEADERS):
        async with self.client.post("/telegram", data=raw, headers=headers) as answer:
            return answer.status, await answer.read(), answer.headers

    def count(self, outcome):
        return self.metrics.updates.labels(outcome)._value.get()


@pytest.fixture
async def house(writer):
    house = House(writer)
    await house.client.start_server()
    yield house
    await house.client.close()
    assert house.clock.begun == 0
    assert house.holds.chats() == set()


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: SECRET + "x"}, {SECRET_HEADER: "é"}])
async def test_without_the_secret_nothing_is_read(house, headers):
    status, body, _ = await house.post(message(text="hi"), headers)
    assert (status, body) == (403, b"")
    assert house.service.turns == []
    assert house.count("forbidden") == 1


async def test_the_secret_is_asked_for_before_the_body(house):
    reader, writer = await asyncio.open_connection("127.0.0.1", house.client.server.port)
    writer.write(b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n")  # and no body ever
    async with asyncio.timeout(2):
        assert b"403" in await reader.readline()
    writer.close()
    await writer.wait_closed()


async def test_a_body_of_more_than_a_mebibyte_is_too_large(house):
    assert (await house.post(io.BytesIO(b" " * (MAX_BODY + 1))))[0] == 413


@pytest.mark.parametrize("raw", [b"", b"hello", b"[]", b'{"message": {}}'])
async def test_what_is_no_update_is_a_bad_request(house, raw):
    assert (await house.post(raw))[0] == 400


async def test_the_reply_rides_on_the_200(house):
    house.service.answer = riding()
    status, body, headers = await house.post(message(text="hi"))
    assert status == 200
    assert json.loads(body) == {"method": "sendMessage", "chat_id": 501, "text": "next"}
    assert headers["Content-Type"] == "application/json"
    assert house.service.turns[0].event == Text("hi")


async def test_a_silent_turn_gets_an_empty_200(house):
    assert (await house.post(message(text="hi")))[:2] == (200, b"")
    assert house.wakes == 1


async def test_a_press_is_acknowledged_after_its_turn(house):
    house.service.answer = riding()
    await house.post(press())
    assert house.acks == [riding().ack]


async def test_an_ignored_update_never_reaches_the_store(house, writer):
    await writer.close()
    assert (await house.post(message(text="hi", sender={**ANNA, "is_bot": True})))[0] == 200
    assert house.count("ignored") == 1


async def test_an_undecodable_update_is_buried_and_done(house, writer):
    assert (await house.post(b'{"update_id": 9, "message": 5}'))[0] == 200
    assert house.service.buried[0][0] == 9
    (letter,) = await writer.run(lambda books: books.letters.recent(5))
    assert letter.raw == b'{"update_id": 9, "message": 5}'


async def test_a_failing_store_asks_telegram_to_come_again(house):
    def fail(books, incoming):
        raise StoreDown("disk full")

    house.service.answer, house.service.then = riding(), fail
    status, _, headers = await house.post(message(text="hi"))
    assert (status, headers["Retry-After"]) == (503, "3")
    assert house.acks == []


async def test_a_draining_server_finishes_what_it_began_and_takes_no_more(house, writer):
    gate = asyncio.Event()
    loop = asyncio.get_running_loop()
    house.service.then = lambda books, incoming: asyncio.run_coroutine_threadsafe(gate.wait(), loop).result()
    first = asyncio.ensure_future(house.post(message(text="hi")))
    await until(lambda: house.service.turns)
    drain = asyncio.ensure_future(house.webhook.drain(5))
    await settled()
    assert not drain.done()
    status, _, headers = await house.post(message(8, text="hi"))
    assert (status, "Retry-After" in headers) == (503, True)
    gate.set()
    assert (await first)[0] == 200
    await drain


async def test_a_drain_does_not_wait_for_ever(house):
    gate = asyncio.Event()
    loop = asyncio.get_running_loop()
    house.service.then = lambda books, incoming: asyncio.run_coroutine_threadsafe(gate.wait(), loop).result()
    first = asyncio.ensure_future(house.post(message(text="hi")))
    await until(lambda: house.service.turns)
    await house.webhook.drain(0.02)
    gate.set()
    await first


async def test_the_chat_is_held_before_the_commit_and_let_go_after_the_reply(house, writer):
    seen = []
    house.service.answer = riding()
    first = asyncio.ensure_future(house.post(message(text="hi")))
    await until(lambda: house.service.turns)
    seen.append(await writer.run(lambda books: 501 in house.holds.chats() or first.done() or house.wakes))
    await first
    assert all(seen)
    await until(lambda: not house.holds.chats())
    assert house.wakes == 2  # once for the COMMIT, once for the chat let go


async def test_a_client_that_leaves_in_the_middle_leaves_no_hold(house):
    gate = asyncio.Event()
    loop = asyncio.get_running_loop()
    house.service.answer = riding()
    house.service.then = lambda books, incoming: asyncio.run_coroutine_threadsafe(gate.wait(), loop).result()
    _, writer = await asyncio.open_connection("127.0.0.1", house.client.server.port)
    raw = message(text="hi")
    writer.write(
        f"POST /telegram HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: {len(raw)}\r\n\r\n".encode()
        + raw
    )
    await until(lambda: house.service.turns)
    writer.transport.abort()
    await settled()
    gate.set()
    await until(lambda: house.clock.begun == 0)
    assert house.holds.chats() == set()


async def test_a_request_cancelled_before_its_turn_holds_nothing():
    books = open_books(":memory:")
    writer = Writer(books)
    house = House(writer)
    house.service.answer = riding()
    gate = asyncio.Event()
    loop = asyncio.get_running_loop()
    before = asyncio.ensure_future(writer.run(lambda _: asyncio.run_coroutine_threadsafe(gate.wait(), loop).result()))
    await settled(2)
    ride = house.holds.ride()
    turn = asyncio.ensure_future(writer.run(lambda books: house.webhook._turn(books, decode_hi(), b"", ride)))
    await settled(2)
    turn.cancel()
    assert not ride.end()
    gate.set()
    await before
    await writer.close()
    await house.client.close()
    books.close()
    assert house.service.turns
    assert house.holds.chats() == set()


def decode_hi():
    from assistant.telegram.incoming import decode

    return decode(message(text="hi"))


async def test_two_replies_to_one_chat_both_hold_it(house):
    first, second = house.holds.ride(), house.holds.ride()
    first.hold(501)
    second.hold(501)
    assert first.end()
    assert house.holds.chats() == {501}
    assert second.end()
    assert not second.end()


async def test_a_bug_of_ours_still_lets_the_chat_go(house):
    def stumble(books, incoming):
        raise RuntimeError("a bug that the service let through")

    house.service.then, house.service.answer = stumble, Answer()
    assert (await house.post(message(text="hi")))[0] == 500
