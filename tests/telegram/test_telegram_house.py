"""The whole Telegram side as the composition root builds it, against a fake Bot API."""

import asyncio
import contextlib
import json

import aiohttp
import pytest

from assistant.settings import load
from assistant.speech import Answer
from assistant.telegram import CommandTable, build, limits_from
from assistant.telegram.webhook import SECRET_HEADER
from tests.telegram.telegram_kit import SECRET, START, TOKEN, FakeService, refusal, riding, settled, until
from tests.telegram.telegram_updates import message, press

MENU = [
    CommandTable([("new", "新建群"), ("help", "帮助")], "all_private_chats", "zh"),
    CommandTable([("new", "New group")], "all_private_chats"),
]


class House:
    def __init__(self, telegram, service, http):
        self.telegram, self.service, self.http = telegram, service, http

    async def get(self, path):
        async with self.http.get(f"http://127.0.0.1:{self.telegram.port}{path}") as answer:
            return answer.status, await answer.text()

    async def post(self, raw):
        url = f"http://127.0.0.1:{self.telegram.port}/telegram"
        async with self.http.post(url, data=raw, headers={SECRET_HEADER: SECRET}) as answer:
            return answer.status, await answer.read()


@pytest.fixture
async def house(server, writer, clock, tmp_path):
    settings = load(
        token=TOKEN, secret=SECRET, api=str(server.make_url("")), port=0, files=tmp_path, least_free_mb=0,
        public_url="https://example.org", drain_seconds=0.2, api_timeout=0.5,
    )  # fmt: skip
    service = FakeService()
    telegram = build(settings, writer, service, clock, limits_from(settings), commands=MENU)
    await telegram.start()
    async with aiohttp.ClientSession() as http:
        yield House(telegram, service, http)
    await telegram.stop()


async def test_at_start_telegram_is_told_where_and_what(house, api):
    await until(lambda: "setWebhook" in api.methods())
    assert api.methods() == ["getMe", "setMyCommands", "setMyCommands", "setWebhook"]
    assert api.calls[1].params == {
        "commands": [{"command": "new", "description": "新建群"}, {"command": "help", "description": "帮助"}],
        "scope": {"type": "all_private_chats"},
        "language_code": "zh",
    }
    assert api.calls[3].params == {
        "url": "https://example.org/telegram",
        "secret_token": SECRET,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member", "chat_join_request"],
        "max_connections": 40,
    }


async def test_set_up_waits_when_asked_to_and_goes_on_after_a_refusal(house, api, clock):
    api.on("getMe", {"ok": True, "result": {"username": "yidanbot"}})
    api.on("setMyCommands", refusal(400, "Bad Request: BOT_COMMAND_INVALID"))
    api.on("setWebhook", refusal(429, "Too Many Requests", retry_after=1), 502)
    await until(lambda: START + 1 in clock.waits)
    clock.advance(1)
    await until(lambda: START + 3 in clock.waits)
    clock.advance(2)
    await until(lambda: api.methods().count("setWebhook") == 3)
    assert house.telegram.username == "yidanbot"


async def test_a_port_that_is_taken_leaves_nothing_running(house, writer, clock):
    settings = house.telegram.settings.model_copy(update={"port": house.telegram.port})
    second = build(settings, writer, FakeService(), clock, limits_from(settings))
    with pytest.raises(OSError, match="address already in use"):
        await second.start()
    assert second.sender._task.done()


async def test_a_press_goes_all_the_way(house, api, writer):
    def notify(books, incoming):
        books.outbox.queue(777, "sendMessage", b'{"chat_id": 777, "text": "notice"}', "notice", START)

    house.service.answer, house.service.then = riding(), notify
    status, body = await house.post(press())
    assert status == 200
    assert json.loads(body)["method"] == "sendMessage"
    await until(lambda: {"answerCallbackQuery", "sendMessage"} <= set(api.methods()))
    assert api.texts() == ["notice"]


async def test_later_messages_of_the_same_turn_follow_the_ride(house, api):
    def more(books, incoming):
        books.outbox.queue(501, "sendMessage", b'{"chat_id": 501, "text": "poster"}', "notice", START)

    house.service.answer, house.service.then = riding(), more
    assert (await house.post(message(text="hi")))[0] == 200
    await until(lambda: api.texts() == ["poster"])


@pytest.mark.parametrize("ending", ["read", "gone"])
async def test_nothing_overtakes_a_reply_that_is_still_being_written(house, api, ending):
    def more(books, incoming):
        books.outbox.queue(501, "sendMessage", b'{"chat_id": 501, "text": "poster"}', "notice", START)
        house.telegram.wake()  # too early, before the COMMIT: nothing comes of it

    # Far more than the sockets can hold, so that it is out only when the other side has read it.
    house.service.answer, house.service.then = riding(text="x" * 30_000_000), more
    reader, writer = await asyncio.open_connection("127.0.0.1", house.telegram.port)
    raw = message(text="hi")
    head = f"POST /telegram HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: {len(raw)}\r\n\r\n"
    writer.write(head.encode() + raw)
    assert b"200" in await reader.readline()
    await settled()
    assert api.texts() == []
    assert house.telegram.sender.holds.chats() == {501}
    if ending == "gone":
        writer.transport.abort()
    else:
        with contextlib.suppress(TimeoutError):  # all is read, and the connection stays open
            while len(await asyncio.wait_for(reader.read(2**20), 1)) and not api.texts():
                pass
    await until(lambda: api.texts() == ["poster"])
    assert house.telegram.sender.holds.chats() == set()
    writer.close()


async def test_a_house_in_order_is_ready(house, api, writer):
    await writer.run(lambda books: books.heart.beat(START))
    assert await house.get("/livez") == (200, '{"alive": true}')
    status, text = await house.get("/readyz")
    body = json.loads(text)
    assert (status, body["ready"]) == (200, True)
    assert set(body["checks"]) == {"draining", "disk", "database", "outbox", "heartbeat"}


async def test_telegrams_view_of_us_is_told_and_kept_for_a_minute(house, api, clock):
    info = {
        "url": "https://example.org/telegram",
        "pending_update_count": 7,
        "last_error_message": "Read timeout expired",
    }
    api.on("getWebhookInfo", {"ok": True, "result": info}, refusal(500, "Internal Server Error"))
    for _ in range(3):
        status, text = await house.get("/readyz")
        assert (status, json.loads(text)["webhook"]["pending_update_count"]) == (200, 7)
    clock.advance(61)
    status, text = await house.get("/readyz")
    assert (status, json.loads(text)["webhook"]["unknown"]) == (200, "Internal Server Error")
    assert api.methods().count("getWebhookInfo") == 2


async def test_old_debts_and_a_silent_heart_are_not_ready(house, writer, clock):
    await house.telegram.sender.stop(0)
    await writer.run(lambda books: books.outbox.queue(1, "sendMessage", b"{}", "notice", START))
    await writer.run(lambda books: books.heart.beat(START))
    clock.advance(601)
    status, text = await house.get("/readyz")
    checks = json.loads(text)["checks"]
    assert (status, checks["outbox"]["ok"], checks["heartbeat"]["ok"]) == (503, False, False)
    assert "yidan_outbox_oldest_seconds 601.0" in (await house.get("/metrics"))[1]


async def test_a_store_that_is_gone_is_not_ready(house, writer):
    await writer.close()
    status, text = await house.get("/readyz")
    assert (status, json.loads(text)["checks"]["database"]["ok"]) == (503, False)
    assert (await house.post(message(text="hi")))[0] == 503


async def test_metrics_count_what_happened(house):
    await house.post(message(text="hi"))
    await house.post(b"nonsense")
    status, text = await house.get("/metrics")
    assert status == 200
    assert 'yidan_updates_total{outcome="done"} 1.0' in text
    assert 'yidan_updates_total{outcome="not an update"} 1.0' in text
    assert "yidan_turn_seconds_count 1.0" in text


async def test_an_update_seen_before_is_counted(house):
    house.service.answer = Answer(again=True)
    await house.post(message(7, text="hi"))
    assert "yidan_duplicates_total 1.0" in (await house.get("/metrics"))[1]


async def test_stopping_finishes_the_turn_and_its_messages(house, api, writer):
    gate, loop = asyncio.Event(), asyncio.get_running_loop()

    def slow(books, incoming):
        asyncio.run_coroutine_threadsafe(gate.wait(), loop).result()
        books.outbox.queue(777, "sendMessage", b'{"chat_id": 777, "text": "notice"}', "notice", START)

    house.service.answer, house.service.then = riding(), slow
    post = asyncio.ensure_future(house.post(message(text="hi")))
    await until(lambda: house.service.turns)
    stop = asyncio.ensure_future(house.telegram.stop())
    await settled(2)
    assert (await house.post(message(8, text="hi")))[0] == 503
    gate.set()
    assert (await post)[0] == 200
    await stop
    assert len(house.service.turns) == 1
