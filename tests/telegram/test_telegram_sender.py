import asyncio
import json

from assistant.speech import Ack
from assistant.telegram.limits import Limits, Rate
from tests.telegram.telegram_kit import START, hang_up, never, reaches, refusal, settled, until


async def test_what_is_owed_is_sent_in_order_and_its_result_kept(sender, owe, api, writer, state):
    await sender.start()
    ids = await owe("one", "two", "three")
    await reaches(state, ["sent"] * 3, *ids)
    assert api.texts() == ["one", "two", "three"]
    assert json.loads((await writer.run(lambda books: books.outbox.get(ids[0]))).result) == {"message_id": 1}


async def test_one_is_under_way_per_chat_but_chats_do_not_wait_for_each_other(sender, owe, api):
    api.gate = asyncio.Event()
    await sender.start()
    for chat in (1, 2, 3):
        await owe("a", "b", chat=chat)
    await until(lambda: len(api.calls) == 3)
    await settled()
    assert sorted(call.params["chat_id"] for call in api.calls) == [1, 2, 3]
    api.gate.set()
    await until(lambda: len(api.calls) == 6)
    assert api.most_at_once == 3


async def test_a_row_is_marked_as_being_sent_before_its_call(sender, owe, api, state):
    api.gate = asyncio.Event()
    await sender.start()
    ids = await owe("one")
    await until(lambda: api.calls)
    assert await state(*ids) == ["sending"]
    api.gate.set()


async def test_never_more_calls_at_once_than_allowed(sender, owe, api):
    sender.most = 3
    api.gate = asyncio.Event()
    await sender.start()
    for chat in range(1, 9):
        await owe("x", chat=chat)
    await settled()
    assert len(api.calls) == 3
    api.gate.set()
    await until(lambda: len(api.calls) == 8)
    assert api.most_at_once == 3


async def test_a_held_chat_waits_until_it_is_let_go(sender, owe, api, holds):
    ride = holds.ride()
    ride.hold(501)
    await sender.start()
    await owe("later")
    await owe("now", chat=502)
    await until(lambda: api.texts() == ["now"])
    await settled()
    assert api.texts() == ["now"]
    ride.end()
    sender.wake()
    await until(lambda: api.texts() == ["now", "later"])


async def test_without_a_token_in_the_bucket_it_waits_for_the_clock(sender, owe, api, clock):
    sender.limits = Limits(chat=Rate(1.0, 2))
    await sender.start()
    await owe("1", "2", "3", "4")
    await until(lambda: len(api.calls) == 2)
    await until(lambda: clock.waits[-1] == START + 1)
    clock.advance(1)
    await until(lambda: len(api.calls) == 3)
    await settled()
    assert len(api.calls) == 3


async def test_chats_that_must_wait_do_not_starve_the_others(sender, owe, api):
    sender.most = 2
    sender.limits = Limits(overall=Rate(0, 1), chat=Rate(0, 1), group=Rate(3.0, 1))
    for chat in (-1, -2, -3, -4):
        sender.limits.take(chat, START)
        await owe("group", chat=chat)
    await owe("person", chat=77)
    await sender.start()
    await until(lambda: api.texts() == ["person"])


async def test_what_an_earlier_process_left_is_looked_after_first(sender, owe, api, writer, state):
    ids = [*await owe("notice"), *await owe("paper", policy="once", chat=502)]
    await writer.run(lambda books: books.outbox.claim(ids))
    await sender.start()
    await reaches(state, ["sent", "unknown"], *ids)
    assert api.texts() == ["notice"]


async def test_stopping_lets_a_call_end(sender, owe, api, state):
    api.gate = asyncio.Event()
    await sender.start()
    ids = await owe("one", "two")
    await until(lambda: api.calls)
    asyncio.get_running_loop().call_later(0.02, api.gate.set)
    await sender.stop(2)
    assert await state(*ids) == ["sent", "queued"]


async def test_stopping_does_not_wait_for_ever(sender, owe, api, state):
    api.on("sendMessage", never)
    await sender.start()
    ids = await owe("one")
    await until(lambda: api.calls)
    await sender.stop(0.01)
    assert await state(*ids) == ["sending"]


async def test_a_press_is_answered_outside_of_order_and_limits(sender, owe, api, holds):
    sender.limits.pause(501, START + 1000, START)
    holds.ride().hold(501)
    await sender.start()
    await owe("waits")
    sender.acknowledge(Ack("q1", "Saved", alert=True))
    sender.acknowledge(Ack("q2"))
    await until(lambda: len(api.calls) == 2)
    assert sorted((call.params for call in api.calls), key=lambda each: each["callback_query_id"]) == [
        {"callback_query_id": "q1", "text": "Saved", "show_alert": True},
        {"callback_query_id": "q2"},
    ]


async def test_an_answer_to_a_press_that_fails_is_dropped(sender, api):
    api.on("answerCallbackQuery", refusal(400, "Bad Request: query is too old"), hang_up)
    sender.acknowledge(Ack("q1"))
    sender.acknowledge(Ack("q2"))
    await until(lambda: sender.metrics.acks.labels("failed")._value.get() == 2)
    assert len(api.calls) == 2


async def test_it_can_be_woken_from_another_thread(sender, writer, api):
    await sender.start()
    await settled(2)

    def work(books):
        books.outbox.queue(1, "sendMessage", b'{"chat_id": 1, "text": "x"}', "notice", START)

    await writer.run(work)
    await asyncio.to_thread(sender.wake)
    await until(lambda: api.texts() == ["x"])
