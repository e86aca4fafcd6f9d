"""What the real server refuses, in its own words."""

import aiohttp
import pytest
from simkit import START, TOKEN, Sim, simulator

OLD = "query is too old and response timeout expired or query ID is invalid"
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


@pytest.fixture
async def anna(sim: Sim) -> int:
    person = await sim.person("Anna")
    await sim.say(person, "/start")
    return person


def button(**fields: object) -> dict:
    return {"inline_keyboard": [[fields]]}


TEXTS = [
    ({"text": ""}, "message text is empty"),
    ({"text": " \n "}, "text must be non-empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "字" * 11_000}, "text is too long"),
    ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
    ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ({"text": "x", "reply_markup": []}, "object expected as reply markup"),
    ({"text": "x", "reply_markup": {"keyboard": ["a"]}}, 'field "keyboard" must be an Array of Arrays'),
    (
        {"text": "x", "reply_markup": button(text="a")},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"text": "x", "reply_markup": button(text="a", callback_data="")},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"text": "x", "reply_markup": button(callback_data="a")},
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    (
        {"text": "x", "reply_markup": button(text=" ", callback_data="a")},
        "inline keyboard button text must be non-empty",
    ),
    ({"text": "x", "reply_markup": button(text="a", callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
    (
        {"text": "x", "reply_markup": button(text="a", url="localhost")},
        "inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL",
    ),
    (
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a" * 200, "callback_data": "b"}]] * 60}},
        "reply markup is too long",
    ),
    (
        {"text": "hello", "entities": [{"type": "bold", "offset": 0, "length": 9}]},
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
    ),
    (
        {"text": "hello", "entities": [{"type": "bold", "offset": 100, "length": 1}]},
        "entity begins after the end of the text at UTF-16 offset 100",
    ),
    (
        {"text": "a😀b", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
        "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 1",
    ),
    (
        {"text": "hello", "entities": [{"type": "shiny", "offset": 0, "length": 1}]},
        "can't parse MessageEntity: Unsupported type specified",
    ),
]


@pytest.mark.parametrize(("params", "words"), TEXTS)
async def test_texts_that_are_refused(sim: Sim, anna: int, params: dict, words: str):
    assert await sim.refused("sendMessage", chat_id=anna, **params) == f"Bad Request: {words}"


async def test_what_just_fits_is_sent(sim: Sim, anna: int):
    sent = await sim.call(
        "sendMessage", chat_id=anna, text="😀" * 4096, reply_markup=button(text="a", callback_data="x" * 64)
    )
    assert len(sent["text"]) == 4096
    sent = await sim.call("sendMessage", chat_id=str(anna), text="<b></b>" * 100 + "y" * 4096, parse_mode="HTML")
    assert len(sent["text"]) == 4096


@pytest.mark.parametrize(
    ("chat", "words"),
    [
        ("", "Bad Request: chat_id is empty"),
        (12345, "Bad Request: chat not found"),
        ("@nobody", "Bad Request: chat not found"),
        (-4000, "Bad Request: chat not found"),
        (700000001, "Forbidden: bot can't send messages to bots"),
    ],
)
async def test_chats_that_cannot_be_written_to(sim: Sim, chat: object, words: str):
    assert await sim.refused("sendMessage", chat_id=chat, text="x") == words


async def test_people_who_never_wrote_or_have_blocked_the_bot_cannot_be_written_to(sim: Sim, anna: int):
    ben = await sim.person("Ben")
    words = "Forbidden: bot can't initiate conversation with a user"
    assert await sim.refused("sendMessage", chat_id=ben, text="x") == words
    await sim.post(f"people/{anna}/block", bot=sim.bot["id"], blocked=True)
    assert await sim.refused("sendMessage", chat_id=anna, text="x") == "Forbidden: bot was blocked by the user"
    await sim.say(anna, "I am back")
    await sim.call("sendMessage", chat_id=anna, text="x")
    updates = await sim.call("getUpdates")
    kinds = [update["my_chat_member"]["new_chat_member"]["status"] for update in updates if "my_chat_member" in update]
    assert kinds == ["kicked", "member"]


async def test_edits_that_are_refused(sim: Sim, anna: int):
    sent = await sim.call("sendMessage", chat_id=anna, text="x", reply_markup=button(text="a", callback_data="b"))
    mine = {"chat_id": anna, "message_id": sent["message_id"]}
    keyboard = button(text="a", callback_data="b")
    assert await sim.refused("editMessageText", **mine, text="x", reply_markup=keyboard) == f"Bad Request: {SAME}"
    assert await sim.refused("editMessageReplyMarkup", **mine, reply_markup=keyboard) == f"Bad Request: {SAME}"
    for method, params, words in (
        ("editMessageText", {"chat_id": anna, "message_id": 999, "text": "y"}, "message to edit not found"),
        ("editMessageText", {"chat_id": anna, "text": "y"}, "message identifier is not specified"),
        ("editMessageText", {"chat_id": anna, "message_id": 1, "text": "y"}, "message can't be edited"),
        ("editMessageCaption", {**mine, "caption": "y"}, "there is no caption in the message to edit"),
        ("deleteMessage", {"chat_id": anna, "message_id": 999}, "message to delete not found"),
    ):
        assert await sim.refused(method, **params) == f"Bad Request: {words}"
    edited = await sim.call("editMessageText", **mine, text="y")
    assert "reply_markup" not in edited
    assert edited["edit_date"] == START
    assert await sim.call("deleteMessage", **mine) is True
    assert await sim.refused("deleteMessage", **mine) == "Bad Request: message to delete not found"
    assert await sim.refused("editMessageText", **mine, text="z") == "Bad Request: message to edit not found"


async def test_messages_can_be_deleted_for_48_hours(sim: Sim, anna: int):
    sent = await sim.call("sendMessage", chat_id=anna, text="x")
    await sim.advance(48 * 3600 + 1)
    words = "Bad Request: message can't be deleted for everyone"
    assert await sim.refused("deleteMessage", chat_id=anna, message_id=sent["message_id"]) == words


async def test_a_press_is_answered_once_and_in_time(sim: Sim, anna: int):
    sent = await sim.call("sendMessage", chat_id=anna, text="x", reply_markup=button(text="a", callback_data="b"))

    async def press() -> str:
        pressed = await sim.post("press", person=anna, chat=anna, message_id=sent["message_id"], data="b")
        return pressed["query_id"]

    first = await press()
    assert await sim.refused("answerCallbackQuery", callback_query_id=first, text="x" * 201) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )
    assert await sim.call("answerCallbackQuery", callback_query_id=first, text="x" * 200) is True
    assert await sim.refused("answerCallbackQuery", callback_query_id=first) == f"Bad Request: {OLD}"
    assert await sim.refused("answerCallbackQuery", callback_query_id="17") == f"Bad Request: {OLD}"
    second = await press()
    await sim.advance(151)
    assert await sim.refused("answerCallbackQuery", callback_query_id=second) == f"Bad Request: {OLD}"


async def test_tokens_methods_and_paths(sim: Sim):
    assert await sim.raw("getMe", token="nonsense") == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized: invalid token specified"},
    )
    assert (await sim.raw("getMe", token="700000001:other"))[1]["description"] == "Unauthorized"
    assert await sim.refused("noSuchMethod") == "Not Found: method not found"
    async with sim.http.get(f"{sim.url}/bot{TOKEN}") as response:
        assert (await response.json())["description"] == "Not Found"


async def test_open_doors_make_a_bot_of_any_well_formed_token():
    async with simulator(open_doors=True) as sim:
        status, body = await sim.raw("getMe", token="5:abc")
        assert (status, body["result"]["id"]) == (200, 5)
        assert (await sim.raw("getMe", token="5:abd"))[0] == 401


@pytest.mark.parametrize("style", ["query", "form", "multipart", "json"])
async def test_parameters_come_in_every_style(sim: Sim, anna: int, style: str):
    params = {"chat_id": str(anna), "text": "你好 & more", "protect_content": "Yes"}
    url = f"{sim.url}/bot{TOKEN}/SENDmessage"
    form = aiohttp.FormData(params, default_to_multipart=True)
    styles = {
        "query": {"params": params},
        "form": {"data": params},
        "multipart": {"data": form},
        "json": {"json": params},
    }
    method = "GET" if style == "query" else "POST"
    async with sim.http.request(method, url, **styles[style]) as response:
        body = await response.json()
    assert body["result"]["text"] == "你好 & more"
    assert body["result"]["has_protected_content"] is True


async def test_integers_are_clamped_and_booleans_lenient(sim: Sim, anna: int):
    for number in range(5):
        await sim.say(anna, str(number))
    assert len(await sim.call("getUpdates", limit=0)) == 1
    sim.world.spin_guard = 60  # real seconds: the same offset again so soon gets a single update
    assert len(await sim.call("getUpdates", limit="1000", offset="0 and more", timeout="-5")) == 1
    sim.world.spin_guard = 0
    assert len(await sim.call("getUpdates", limit="1000")) == 6
    await sim.call("setWebhook", url="http://127.0.0.1:9/", max_connections=5000)
    assert (await sim.call("getWebhookInfo"))["max_connections"] == 100
