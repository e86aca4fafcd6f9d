"""Forwards with visible and hidden origin, contacts, sound and film, mentions, and people who have blocked the bot."""

import io

import aiohttp
import pytest
import telegram
from aiogram.types import MessageOriginHiddenUser, MessageOriginUser, Update
from PIL import Image
from simkit import START, Sim, started


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(out, "JPEG")
    return out.getvalue()


async def send(sim: Sim, kind: str, *files: bytes, expect: int = 200, **fields: object) -> list[dict]:
    form = aiohttp.FormData({"kind": kind, **{name: str(value) for name, value in fields.items()}})
    for data in files:
        form.add_field("file", data, filename="a.bin")
    async with sim.http.post(f"{sim.url}/control/send", data=form) as response:
        assert response.status == expect, await response.text()
        return (await response.json()).get("messages", [])


async def updates(sim: Sim) -> tuple[list[Update], list[telegram.Update]]:
    """What the bot received, as two libraries read it; `call` has checked that no field is unknown."""
    raw = await sim.call("getUpdates")
    return [Update.model_validate(each) for each in raw], [telegram.Update.de_json(each, None) for each in raw]


async def test_words_said_elsewhere_are_forwarded_with_their_author(sim: Sim):
    anna, ben = await started(sim, "Anna", "Ben")
    await sim.say(anna, "I shipped it", forwarded_from=ben, forwarded_ago=7200)
    await sim.say(anna, "pay me privately", forwarded_name="Service Desk")
    [first, second], [other, hidden] = await updates(sim)
    assert isinstance(first.message.forward_origin, MessageOriginUser)
    assert (first.message.forward_origin.sender_user.id, first.message.from_user.id) == (ben, anna)
    assert first.message.forward_origin.date.timestamp() == START - 7200
    assert isinstance(second.message.forward_origin, MessageOriginHiddenUser)
    assert second.message.forward_origin.sender_user_name == "Service Desk"
    assert isinstance(other.message.forward_origin, telegram.MessageOriginUser)
    assert isinstance(hidden.message.forward_origin, telegram.MessageOriginHiddenUser)


async def test_who_hides_their_forwards_is_only_a_name(sim: Sim):
    anna, ben = await started(sim, "Anna", "Ben")
    shown = await sim.ask("PATCH", f"people/{ben}", hidden_forwards=True)
    assert shown["hidden_forwards"] is True
    await sim.say(anna, "I shipped it", forwarded_from=ben)
    [[update], _] = await updates(sim)
    assert update.message.forward_origin.model_dump()["sender_user_name"] == "Ben"
    assert str(ben) not in update.message.forward_origin.model_dump_json()


async def test_messages_of_a_group_are_forwarded_and_keep_their_first_origin(sim: Sim):
    anna, ben = await started(sim, "Anna", "Ben")
    group = (await sim.post("groups", owner=anna, title="Books"))["id"]
    await sim.post(f"groups/{group}/members", person=ben)
    said = await sim.say(ben, "yours for *50*, see example.com", chat=group)
    copy = await sim.post("forward", person=anna, from_chat=group, message_ids=[said["message_id"]], bot=sim.bot["id"])
    again = {"person": anna, "from_chat": anna, "message_ids": [copy["messages"][0]["message_id"]]}
    await sim.post("forward", **again, bot=sim.bot["id"])
    [first, second], _ = await updates(sim)
    assert first.message.text == "yours for *50*, see example.com"
    assert [entity.type for entity in first.message.entities] == ["url"]
    assert [each.message.forward_origin.sender_user.id for each in (first, second)] == [ben, ben]
    assert [each.message.from_user.id for each in (first, second)] == [anna, anna]


async def test_what_a_bot_said_is_forwarded_as_its_own_and_without_buttons(sim: Sim):
    [anna] = await started(sim, "Anna")
    keys = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    sent = await sim.call("sendMessage", chat_id=anna, text="Agreed", reply_markup=keys)
    secret = await sim.call("sendMessage", chat_id=anna, text="Mine", protect_content=True)
    copied = {"person": anna, "from_chat": anna, "bot": sim.bot["id"]}
    await sim.post("forward", **copied, message_ids=[sent["message_id"]])
    await sim.post("forward", 403, **copied, message_ids=[secret["message_id"]])
    await sim.post("forward", 404, **copied, message_ids=[999])
    await sim.post("forward", 400, **copied, message_ids=[])
    [[update], _] = await updates(sim)
    assert update.message.forward_origin.sender_user.is_bot
    assert update.message.reply_markup is None


async def test_nobody_forwards_from_a_group_they_are_not_in(sim: Sim):
    anna, ben = await started(sim, "Anna", "Ben")
    group = (await sim.post("groups", owner=anna, title="Books"))["id"]
    said = await sim.say(anna, "secret", chat=group)
    await sim.post("forward", 403, person=ben, from_chat=group, message_ids=[said["message_id"]], bot=sim.bot["id"])


async def test_an_album_forwarded_whole_stays_an_album(sim: Sim):
    [anna] = await started(sim, "Anna")
    album = await send(sim, "photo", photo(), photo(), person=anna)
    numbers = [each["message_id"] for each in album]
    await sim.post("forward", person=anna, from_chat=anna, message_ids=numbers, bot=sim.bot["id"])
    await sim.post("forward", person=anna, from_chat=anna, message_ids=numbers[:1], bot=sim.bot["id"])
    received, _ = await updates(sim)
    groups = [each.message.media_group_id for each in received]
    assert groups[0] == groups[1] != groups[2] == groups[3]
    assert groups[4] is None
    assert [each.message.forward_origin is None for each in received] == [True, True, False, False, False]


async def test_a_contact_is_an_account_or_only_a_number(sim: Sim):
    anna, ben = await started(sim, "Anna", "Ben")
    await sim.post("contact", person=anna, of=ben)
    await sim.post("contact", person=anna, name="Old Wang", phone="+8613800138000")
    await sim.post("contact", 400, person=anna)
    await sim.post("contact", 400, person=anna, name="x", phone="words")
    [first, second], [other, _] = await updates(sim)
    assert (first.message.contact.user_id, first.message.contact.first_name) == (ben, "Ben")
    assert (second.message.contact.user_id, second.message.contact.phone_number) == (None, "+8613800138000")
    assert other.message.contact.user_id == ben


@pytest.mark.parametrize("kind", ["voice", "video", "audio", "video_note", "animation", "document"])
async def test_every_kind_of_file_is_sent_and_forwarded(sim: Sim, kind: str):
    [anna] = await started(sim, "Anna")
    await send(sim, kind, b"bytes", person=anna, caption="listen", forwarded_name="Ben", forwarded_ago=60)
    [[update], [other]] = await updates(sim)
    assert getattr(update.message, kind).file_size == 5
    assert getattr(other.message, kind).file_unique_id
    assert update.message.caption == (None if kind == "video_note" else "listen")
    assert update.message.forward_origin.date.timestamp() == START - 60


async def test_photos_and_videos_share_an_album_others_keep_to_themselves(sim: Sim):
    [anna] = await started(sim, "Anna")
    await send(sim, "photo,video,photo", photo(), b"film", photo(), person=anna, caption="all three")
    await send(sim, "document", b"1", b"2", person=anna)
    await send(sim, "photo,document", photo(), b"x", person=anna, expect=400)
    await send(sim, "voice", b"1", b"2", person=anna, expect=400)
    await send(sim, "photo,video", photo(), person=anna, expect=400)
    received, _ = await updates(sim)
    assert [bool(each.message.photo) for each in received[:3]] == [True, False, True]
    assert len({each.message.media_group_id for each in received[:3]}) == 1
    assert [each.message.caption for each in received[:3]] == ["all three", None, None]
    assert len({each.message.media_group_id for each in received[3:]}) == 1


async def test_a_bot_mentions_in_a_group_whom_it_has_met(sim: Sim):
    anna, ben = [await sim.person(name) for name in ("Anna", "Ben")]
    group = (await sim.post("groups", owner=anna, title="Books"))["id"]
    await sim.post(f"groups/{group}/members", bot=sim.bot["id"])
    mention = {
        "type": "text_mention",
        "offset": 0,
        "length": 2,
        "user": {"id": ben, "is_bot": False, "first_name": "B"},
    }
    stranger = await sim.call("sendMessage", chat_id=group, text="小本, read this", entities=[mention])
    assert "entities" not in stranger
    await sim.post(f"groups/{group}/members", person=ben)
    sent = await sim.call("sendMessage", chat_id=group, text="小本, read this", entities=[mention])
    assert sent["entities"][0]["user"]["first_name"] == "Ben"
    by_link = await sim.call(
        "sendMessage", chat_id=group, text=f'<a href="tg://user?id={ben}">Ben</a>', parse_mode="HTML"
    )
    assert by_link["entities"][0]["type"] == "text_mention"
    wrong = await sim.refused("sendMessage", chat_id=group, text="x y", entities=[{**mention, "user": 5}])
    assert wrong == 'Bad Request: can\'t parse MessageEntity: Field "user" must be of type Object'


async def test_who_has_blocked_the_bot_gets_nothing_and_is_still_mentioned(sim: Sim):
    anna, ben = await started(sim, "Anna", "Ben")
    sent = await sim.call("sendMessage", chat_id=ben, text="before")
    group = (await sim.post("groups", owner=anna, title="Books"))["id"]
    for member in ({"bot": sim.bot["id"]}, {"person": ben}):
        await sim.post(f"groups/{group}/members", **member)
    await sim.post(f"people/{ben}/block", blocked=True)
    words = "Forbidden: bot was blocked by the user"
    assert await sim.refused("sendMessage", chat_id=ben, text="x") == words
    assert await sim.refused("sendChatAction", chat_id=ben, action="typing") == words
    assert await sim.refused("editMessageText", chat_id=ben, message_id=sent["message_id"], text="y") == words
    mention = {"type": "text_mention", "offset": 0, "length": 3, "user": {"id": ben}}
    assert (await sim.call("sendMessage", chat_id=group, text="Ben!", entities=[mention]))["entities"]
    await sim.say(ben, "back again")
    assert await sim.call("sendMessage", chat_id=ben, text="welcome")
