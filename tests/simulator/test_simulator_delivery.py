"""The delivery engine, on a clock that only moves when told."""

import asyncio

import pytest
from aiohttp import web
from simkit import START, Sim, started, until, webhook

PRESS = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


async def test_an_update_has_the_real_form_and_headers(sim: Sim):
    (anna,) = await started(sim, "Anna")
    async with webhook(sim, secret_token="abc_-9") as hook:
        await sim.say(anna, "你好")
        await sim.settle()
    assert hook.bodies[0].startswith(f'{{"update_id":{hook.received[0]["update_id"]},\n"message":{{')
    assert hook.headers[0]["Content-Type"] == "application/json"
    assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "abc_-9"
    assert hook.headers[0]["Accept-Encoding"] == "gzip, deflate"
    assert 2_000_001 <= hook.received[0]["update_id"] < 1_000_000_000


async def test_failures_are_retried_at_once_then_after_2_4_8_16_32_then_60_to_120_seconds(sim: Sim):
    (anna,) = await started(sim, "Anna")
    async with webhook(sim) as hook:
        hook.reply = lambda update: 500
        await sim.say(anna, "hello")
        await sim.settle()
        await sim.advance(400)
        waits = [later - sooner for sooner, later in zip(hook.times, hook.times[1:], strict=False)]
        assert waits[:6] == [0, 2, 4, 8, 16, 32]
        assert 60 <= waits[6] <= 64
        assert all(60 <= wait <= 120 for wait in waits[7:])
        info = await sim.call("getWebhookInfo")
        assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
        assert info["last_error_date"] == int(hook.times[-1])
        assert info["pending_update_count"] == 1
        hook.reply = lambda update: 200
        await sim.advance(121)
        info = await sim.call("getWebhookInfo")
        assert info["pending_update_count"] == 0
        assert "last_error_message" in info, "success does not clear it"


@pytest.mark.parametrize("status", [302, 400, 403, 404, 429, 503])
async def test_everything_but_2xx_is_a_failure(sim: Sim, status: int):
    (anna,) = await started(sim, "Anna")
    async with webhook(sim) as hook:
        answers = iter([status, 204])
        hook.reply = lambda update: next(answers)
        await sim.say(anna, "hello")
        await sim.settle()
        assert [entry["status"] for entry in await sim.entries("delivery")] == [status, 204]


async def test_retry_after_is_kept_to_the_letter_and_does_not_double(sim: Sim):
    (anna,) = await started(sim, "Anna")
    async with webhook(sim) as hook:
        answers = iter(["7", "7", "9999", None, None])

        def reply(update: dict) -> web.Response:
            wait = next(answers)
            return web.Response(status=503, headers={"Retry-After": wait} if wait else {})

        hook.reply = reply
        await sim.say(anna, "hello")
        await sim.settle()
        await sim.advance(3650)
        waits = [later - sooner for sooner, later in zip(hook.times, hook.times[1:], strict=False)]
        assert waits[:4] == [7, 7, 3600, 2]
        hook.reply = lambda update: 200


async def test_a_failing_message_holds_up_its_own_chat_only(sim: Sim):
    anna, ben = await started(sim, "Anna", "Ben")
    async with webhook(sim) as hook:
        hook.reply = lambda update: 500 if update["message"]["text"] == "bad" else 200
        for text in ("bad", "second", "third"):
            await sim.say(anna, text)
        await sim.say(ben, "mine")
        await sim.settle()
        assert "mine" in hook.texts()
        assert "second" not in hook.texts()
        hook.reply = lambda update: 200
        await sim.advance(3)
        assert [text for text in hook.texts() if text != "mine"][-3:] == ["bad", "second", "third"]


async def test_one_update_of_a_chat_is_under_way_while_other_chats_go_on(sim: Sim):
    anna, ben = await started(sim, "Anna", "Ben")
    async with webhook(sim) as hook:
        await sim.say(ben, "warm")  # until a first success there is only one connection
        await sim.settle()
        hook.received.clear()
        gate = asyncio.Event()

        async def reply(update: dict) -> int:
            if update["message"]["chat"]["id"] == anna:
                await gate.wait()
            return 200

        hook.reply = reply
        await sim.say(anna, "one")
        await sim.say(anna, "two")
        await sim.say(ben, "three")
        await until(lambda: len(hook.received) == 2)
        assert sorted(hook.texts()) == ["one", "three"]
        gate.set()
        await sim.settle()
        assert sorted(hook.texts()) == ["one", "three", "two"]


async def test_a_press_overtakes_a_message_of_the_same_person(sim: Sim):
    (anna,) = await started(sim, "Anna")
    shown = await sim.call("sendMessage", chat_id=anna, text="?", reply_markup=PRESS)
    async with webhook(sim) as hook:
        hook.reply = lambda update: 500 if "message" in update else 200
        await sim.say(anna, "stuck")
        await sim.post("press", person=anna, chat=anna, message_id=shown["message_id"], data="go")
        await sim.settle()
        assert any("callback_query" in update for update in hook.received)
        assert (await sim.call("getWebhookInfo"))["pending_update_count"] == 1
        keys = {entry["kind"]: entry["key"] for entry in await sim.entries("delivery")}
        assert keys == {"message": anna, "callback_query": anna + 3 * 2**33}
        hook.reply = lambda update: 200


async def test_a_press_is_dropped_when_its_next_try_would_come_after_150_seconds(sim: Sim):
    (anna,) = await started(sim, "Anna")
    shown = await sim.call("sendMessage", chat_id=anna, text="?", reply_markup=PRESS)
    async with webhook(sim) as hook:
        hook.reply = lambda update: 500
        await sim.post("press", person=anna, chat=anna, message_id=shown["message_id"], row=0, col=0)
        await sim.settle()
        await sim.advance(600)
        assert hook.times[-1] - START <= 150
        assert len(hook.times) == 8
        assert (await sim.call("getWebhookInfo"))["pending_update_count"] == 0


async def test_a_message_is_retried_for_a_day_and_then_dropped(sim: Sim):
    (anna,) = await started(sim, "Anna")
    async with webhook(sim) as hook:
        hook.reply = lambda update: web.Response(status=500, headers={"Retry-After": "3600"})
        await sim.say(anna, "hello")
        await sim.settle()
        await sim.advance(26 * 3600)
        assert hook.times[-1] - START == 24 * 3600
        assert len(hook.times) == 25
        assert (await sim.call("getWebhookInfo"))["pending_update_count"] == 0


async def test_410_removes_the_webhook_only_after_23_unbroken_hours(sim: Sim):
    (anna,) = await started(sim, "Anna")
    async with webhook(sim) as hook:
        hook.reply = lambda update: web.Response(status=410, headers={"Retry-After": "3600"})
        await sim.say(anna, "hello")
        await sim.settle()
        await sim.advance(22 * 3600)
        hook.reply = lambda update: web.Response(status=500, headers={"Retry-After": "1800"})
        await sim.advance(3600)
        assert (await sim.call("getWebhookInfo"))["url"]
        hook.reply = lambda update: web.Response(status=410, headers={"Retry-After": "3600"})
        await sim.advance(1000)
        await sim.say(anna, "again")
        await sim.settle()
        await sim.advance(23 * 3600)
        assert (await sim.call("getWebhookInfo"))["url"]
        await sim.say(anna, "once more")
        await sim.advance(2 * 3600)
        assert not (await sim.call("getWebhookInfo"))["url"]


async def test_connections_grow_by_ten_in_half_a_second_up_to_max_connections(sim: Sim):
    people = await started(sim, *(f"P{number}" for number in range(16)))
    async with webhook(sim, max_connections=12) as hook:
        await sim.say(people[0], "warm")
        await sim.settle()
        hook.received.clear()
        gate = asyncio.Event()
        hook.reply = lambda update: asyncio.ensure_future(gate.wait())
        for person in people:
            await sim.say(person, "hello")
        await until(lambda: len(hook.received) >= 10)
        await asyncio.sleep(0.02)
        assert len(hook.received) == 10, "the first connection counts among the ten"
        sim.world.clock.jump(sim.world.clock.now() + 0.5)
        await until(lambda: len(hook.received) >= 12)
        await asyncio.sleep(0.02)
        assert len(hook.received) == 12
        gate.set()
        await sim.settle()
        assert len(hook.received) == 16


async def test_a_webhook_that_does_not_listen_is_retried_with_a_new_connection_every_two_seconds(sim: Sim):
    (anna,) = await started(sim, "Anna")
    await sim.call("setWebhook", url="http://127.0.0.1:9/hook")
    await sim.say(anna, "hello")
    await sim.settle()
    await sim.advance(3)
    tries = [entry["at"] - START for entry in await sim.entries("delivery")]
    assert tries == [0, 2]
    assert (await sim.call("getWebhookInfo"))["last_error_message"] == "Can't connect to the webhook"


async def test_a_silent_webhook_fails_after_60_simulated_seconds(sim: Sim):
    (anna,) = await started(sim, "Anna")
    async with webhook(sim) as hook:
        gate = asyncio.Event()
        hook.reply = lambda update: asyncio.ensure_future(gate.wait())
        await sim.say(anna, "hello")
        await until(lambda: bool(hook.received))
        hook.reply = lambda update: 200
        sim.world.clock.jump(sim.world.clock.now() + 60)
        await sim.settle()
        assert (await sim.call("getWebhookInfo"))["last_error_message"] == "Read timeout expired"
        assert hook.texts() == ["hello", "hello"]
        gate.set()
