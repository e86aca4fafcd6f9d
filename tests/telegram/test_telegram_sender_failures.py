import asyncio
import random

import pytest
from aiohttp import web

from assistant.store import Person, StoreDown
from assistant.telegram.limits import Limits, Rate
from tests.telegram.telegram_kit import START, hang_up, never, reaches, refusal, settled, until


class Stubborn:
    """A writer whose store is down for a while."""

    def __init__(self, writer, down):
        self.writer, self.down = writer, down

    async def run(self, work):
        if self.down:
            self.down -= 1
            raise StoreDown("disk full")
        return await self.writer.run(work)


async def test_after_a_429_the_chat_waits_as_long_as_asked(sender, owe, api, clock, state):
    api.on("sendMessage", refusal(429, "Too Many Requests: retry after 7", retry_after=7))
    await sender.start()
    ids = await owe("one", "two")
    await until(lambda: clock.waits and clock.waits[-1] == START + 7)
    clock.advance(6.5)
    await settled()
    assert len(api.calls) == 1
    clock.advance(0.5)
    await reaches(state, ["sent", "sent"], *ids)
    assert api.texts() == ["one", "one", "two"]
    assert sender.metrics.floods._value.get() == 1


@pytest.mark.parametrize("trouble", [hang_up, never, 502])
async def test_an_unknown_result_is_repeated_where_a_copy_does_no_harm(sender, owe, api, clock, state, trouble):
    api.on("sendMessage", trouble)
    await sender.start()
    ids = await owe("notice")
    await until(lambda: clock.waits and clock.waits[-1] == START + 1)
    clock.advance(1)
    await reaches(state, ["sent"], *ids)
    assert api.texts() == ["notice", "notice"]


async def test_an_unknown_result_is_final_where_it_must_be_said_once(sender, owe, api, state):
    api.on("sendMessage", hang_up)
    await sender.start()
    ids = [*await owe("paper", policy="once"), *await owe("next")]
    await reaches(state, ["unknown", "sent"], *ids)
    assert api.texts() == ["paper", "next"]


async def test_copies_of_a_notice_have_an_end(sender, owe, api, clock, state):
    api.on("sendMessage", *[hang_up] * 20)
    await sender.start()
    ids = await owe("notice")
    for _ in range(12):
        await settled(4)
        clock.advance(100)
    await reaches(state, ["dead"], *ids)
    assert len(api.calls) == 4


async def test_what_never_left_is_tried_again_but_not_for_ever(sender, owe, server, clock, state):
    await server.close()
    await sender.start()
    ids = await owe("one", policy="once")
    for _ in range(8):
        await settled(3)
        clock.advance(60)
    assert await state(*ids) == ["queued"]
    await until(lambda: not sender._under_way)
    clock.advance(4 * 86400)
    await reaches(state, ["dead"], *ids)


async def test_a_person_who_blocked_us_is_noted_and_their_messages_are_dropped(sender, owe, api, writer, state):
    person = Person(501, "Anna", None, None, None, None, None, None, START)
    await writer.run(lambda books: books.people.put(person))
    api.on("sendMessage", refusal(403, "Forbidden: bot was blocked by the user"))
    ids = await owe("one", "two", "three")
    await sender.start()
    await reaches(state, ["dead"] * 3, *ids)
    assert len(api.calls) == 1
    assert (await writer.run(lambda books: books.people.get(501))).blocked_at == START


@pytest.mark.parametrize("known", [True, False], ids=["already known", "told by Telegram"])
async def test_whoever_waits_to_hear_that_a_message_is_lost_hears_it_at_once(sender, api, writer, state, known):
    person = Person(501, "Anna", None, None, None, None, None, START if known else None, START)
    await writer.run(lambda books: books.people.put(person))
    api.on("sendMessage", refusal(403, "Forbidden: bot was blocked by the user"))
    proof, heard = {"kind": "arrived", "data": {"case": 7}, "lost": "lost"}, []
    sender.on_proof = heard.append
    owed = await writer.run(
        lambda books: books.outbox.queue(501, "sendMessage", b'{"chat_id":501}', "notice", START, proof)
    )
    await sender.start()
    await reaches(state, ["dead"], owed)
    (timer,) = await writer.run(lambda books: books.timers.due(START, 9))
    assert (timer.kind, timer.person, timer.data) == ("lost", 501, {"case": 7})
    assert heard == [START]
    assert len(api.calls) == (0 if known else 1)


async def test_a_group_that_moved_is_followed(sender, owe, api, state):
    moved = refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1005)
    api.on("sendMessage", moved)
    await sender.start()
    ids = await owe("one", "two", chat=-5)
    await reaches(state, ["sent", "sent"], *ids)
    assert [call.params["chat_id"] for call in api.calls] == [-5, -1005, -1005]


async def test_an_edit_that_changes_nothing_is_done(sender, owe, api, state):
    api.on("editMessageText", refusal(400, "Bad Request: message is not modified: …"))
    await sender.start()
    ids = await owe("same", method="editMessageText", policy="edit", message_id=3)
    await reaches(state, ["sent"], *ids)


async def test_a_screen_whose_message_is_gone_comes_as_a_new_one(sender, owe, api, state):
    api.on("editMessageText", refusal(400, "Bad Request: message to edit not found"))
    await sender.start()
    ids = await owe("screen", method="editMessageText", policy="edit", message_id=3, reply_markup={})
    await reaches(state, ["sent"], *ids)
    assert api.methods() == ["editMessageText", "sendMessage"]
    assert api.calls[1].params == {"chat_id": 501, "text": "screen", "reply_markup": {}}


async def test_a_refused_message_is_dead_and_the_chat_goes_on(sender, owe, api, state):
    api.on("sendMessage", refusal(400, "Bad Request: message text is empty"))
    await sender.start()
    ids = await owe("", "next")
    await reaches(state, ["dead", "sent"], *ids)


async def test_a_refused_token_loses_nothing(sender, owe, api, clock, state):
    api.on("sendMessage", refusal(401, "Unauthorized"))
    await sender.start()
    ids = await owe("one")
    await until(lambda: clock.waits and clock.waits[-1] == START + 60)
    clock.advance(60)
    await reaches(state, ["sent"], *ids)


async def test_parameters_that_are_no_json_do_not_block_the_chat(sender, writer, api, state, owe):
    bad = await writer.run(lambda books: books.outbox.queue(501, "sendPhoto", b'{"blob"', "notice", START))
    ids = await owe("next")
    await sender.start()
    await reaches(state, ["dead", "sent"], bad, *ids)


async def test_a_failing_store_is_asked_again(sender, owe, api, clock, writer, state):
    ids = await owe("one", "two")
    await sender.start()
    await reaches(state, ["sent", "sent"], *ids)
    sender.writer = Stubborn(writer, down=2)
    ids = await owe("three")
    for _ in range(2):
        await until(lambda: clock.waits[-1] == clock.now() + 1)
        clock.advance(1)
    await reaches(state, ["sent"], *ids)


async def test_a_result_is_kept_even_if_the_store_is_down_for_a_while(sender, owe, api, clock, writer, state):
    api.gate = asyncio.Event()
    await sender.start()
    ids = await owe("one", "two", policy="once")
    await until(lambda: api.calls)
    await settled(2)
    sender.writer = Stubborn(writer, down=1)
    api.gate.set()
    await until(lambda: START + 1 in clock.waits)
    assert await state(*ids) == ["sending", "queued"]
    clock.advance(1)
    await reaches(state, ["sent", "sent"], *ids)
    assert api.texts() == ["one", "two"]


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_goes_wrong_order_is_kept_and_once_is_once(sender, owe, api, clock, writer, state, seed):
    """Random faults of every kind over several chats; then everything is finished, and nothing was doubled."""
    chance, arrived = random.Random(seed), []

    async def answer(request):
        call = api.calls[-1]
        text = call.params["text"]
        fault = chance.choice(["ok", "ok", "ok", "lost", "late", 429, 400])
        if fault in {"ok", "late"}:
            arrived.append(text)
        if fault in {"lost", "late"}:
            request.transport.abort()
            return web.Response()
        body = {"ok": True, "result": {}} if fault == "ok" else refusal(fault, "Bad Request: no", retry_after=3)
        return web.json_response(body, status=200 if fault == "ok" else fault)

    api.on("sendMessage", *[answer] * 2000)
    sender.limits = Limits(overall=Rate(0.01, 10), chat=Rate(0.5, 2), group=Rate(3, 2))
    rows = []
    for number in range(60):
        chat, policy = chance.choice([1, 2, 3, -4]), chance.choice(["notice", "once"])
        rows += [(chat, policy, f"{number:02}", (await owe(f"{number:02}", chat=chat, policy=policy))[0])]
    await sender.start()
    for _ in range(600):
        await settled(1)
        clock.advance(1)
        if all(one in {"sent", "unknown", "dead"} for one in await state(*[row[3] for row in rows])):
            break
    states = await state(*[row[3] for row in rows])
    assert set(states) <= {"sent", "unknown", "dead"}
    for (chat, policy, text, _), ended in zip(rows, states, strict=True):
        assert arrived.count(text) <= (1 if policy == "once" else 4), (chat, text)
        assert arrived.count(text) >= (ended == "sent")
    for chat in (1, 2, 3, -4):
        mine = [text for text in arrived if text in {row[2] for row in rows if row[0] == chat}]
        assert mine == sorted(mine)
