"""The control API: people's doings, files, polling, live events, and its own description."""

import asyncio
import io
import json
import re
from pathlib import Path

import aiohttp
from PIL import Image
from simkit import TOKEN, Sim

from assistant.simulator.control import chatting, openapi, running, sharing
from assistant.simulator.faults import MODES
from assistant.simulator.methods.registry import METHODS, SPELLING


def photo(side: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "navy").save(out, "JPEG")
    return out.getvalue()


async def send(sim: Sim, expect: int = 200, files: tuple[bytes, ...] = (b"x",), **fields: object) -> dict:
    form = aiohttp.FormData({name: str(value) for name, value in fields.items()}, quote_fields=False)
    for number, data in enumerate(files):
        form.add_field("file", data, filename=f"文件{number}.jpg")
    async with sim.http.post(f"{sim.url}/control/send", data=form) as response:
        assert response.status == expect, await response.text()
        return await response.json()


async def test_people_send_photos_documents_and_albums(sim: Sim):
    anna = await sim.person("Anna")
    await send(sim, person=anna, bot=sim.bot["id"], kind="photo", caption="look @yidan_bot", files=(photo(400),))
    album = await send(sim, person=anna, bot=sim.bot["id"], kind="photo", caption="both", files=(photo(), photo(50)))
    await send(sim, person=anna, bot=sim.bot["id"], kind="document", files=(b"bytes",))
    await send(sim, person=anna, bot=sim.bot["id"], kind="voice", files=(b"bytes",))
    updates = [update["message"] for update in await sim.call("getUpdates")]
    assert [size["width"] for size in updates[0]["photo"]] == [90, 320, 400]
    assert updates[0]["caption_entities"][0]["type"] == "mention"
    assert len({message["media_group_id"] for message in updates[1:3]}) == 1
    assert ["caption" in message for message in updates[1:3]] == [True, False]
    assert updates[3]["document"]["file_name"] == "文件0.jpg"
    file = await sim.call("getFile", file_id=updates[3]["document"]["file_id"])
    async with sim.http.get(f"{sim.url}/file/bot{TOKEN}/{file['file_path']}") as response:
        assert await response.read() == b"bytes"
    async with sim.http.get(f"{sim.url}/file/bot{TOKEN}/photos/../x") as response:
        assert response.status == 404
    shown = album["messages"][0]["photo"][-1]["file_id"]
    async with sim.http.get(f"{sim.url}/control/files/{shown}") as response:
        assert response.content_type == "image/jpeg"


async def test_files_that_are_no_photos_are_refused(sim: Sim):
    anna = await sim.person("Anna")
    assert "IMAGE_PROCESS_FAILED" in (await send(sim, 400, person=anna, kind="photo", files=(b"no",)))["error"]
    wide = io.BytesIO()
    Image.new("1", (9000, 300)).save(wide, "PNG")
    assert "DIMENSIONS" in (await send(sim, 400, person=anna, kind="photo", files=(wide.getvalue(),)))["error"]
    await send(sim, 400, person=anna, kind="photo", files=(photo(),) * 11)
    await send(sim, 400, person=anna, kind="gift")
    await sim.say(anna, "/start")
    assert await sim.refused("sendPhoto", chat_id=anna) == "Bad Request: there is no photo in the request"
    words = "Bad Request: wrong remote file identifier specified: Wrong string length"
    assert await sim.refused("sendPhoto", chat_id=anna, photo="abc") == words
    assert await sim.refused("getFile") == "Bad Request: file_id not specified"
    assert await sim.refused("getFile", file_id="abc") == "Bad Request: invalid file_id"


async def test_people_edit_reply_and_follow_links(sim: Sim):
    anna = await sim.person("Anna")
    said = await sim.say(anna, "helo")
    await sim.post("edit", person=anna, chat=anna, message_id=said["message_id"], text="hello")
    link = {"inline_keyboard": [[{"text": "Site", "url": "t.me/yidan_bot?start=x"}]]}
    sent = await sim.call(
        "sendMessage", chat_id=anna, text="see", reply_markup=link, reply_parameters={"message_id": said["message_id"]}
    )
    assert sent["reply_to_message"]["text"] == "hello"
    await sim.say(anna, "answer", reply_to=sent["message_id"])
    pressed = await sim.post("press", person=anna, chat=anna, message_id=sent["message_id"], row=0, col=0)
    opened = await sim.post("open", person=anna, **pressed)
    assert opened["message"]["text"] == "/start x"
    updates = await sim.call("getUpdates")
    assert updates[1]["edited_message"]["text"] == "hello"
    assert updates[2]["message"]["reply_to_message"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "Site"
    await sim.post("open", 404, person=anna, url="https://t.me/nobody_bot?start=x")
    await sim.post("press", 404, person=anna, chat=anna, message_id=sent["message_id"], label="Nothing")


async def test_a_button_that_was_there_before_may_still_be_pressed_any_other_not(sim: Sim):
    anna = await sim.person("Anna")
    await sim.say(anna, "/start")
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    sent = await sim.call("sendMessage", chat_id=anna, text="x", reply_markup=markup)
    place = {"person": anna, "chat": anna, "message_id": sent["message_id"]}
    await sim.call("editMessageText", chat_id=anna, message_id=sent["message_id"], text="y")
    await sim.post("press", **place, data="go")
    await sim.post("press", 404, **place, data="forged")
    await sim.call("deleteMessage", chat_id=anna, message_id=sent["message_id"])
    await sim.post("press", **place, data="go")
    updates = await sim.call("getUpdates")
    assert [update["callback_query"]["message"]["date"] > 0 for update in updates[1:]] == [True, False]


async def test_messages_are_read_from_a_revision_on(sim: Sim):
    anna = await sim.person("Anna")
    await sim.say(anna, "one")
    first = await sim.get(f"chats/{anna}/messages?person={anna}")
    sent = await sim.call("sendMessage", chat_id=anna, text="two")
    await sim.call("editMessageText", chat_id=anna, message_id=sent["message_id"], text="three")
    new = await sim.get(f"chats/{anna}/messages?person={anna}&after={first['cursor']}")
    assert [(message["text"], message["edited"]) for message in new["messages"]] == [("three", True)]
    await sim.call("deleteMessage", chat_id=anna, message_id=sent["message_id"])
    last = await sim.get(f"chats/{anna}/messages?person={anna}&after={new['cursor']}")
    assert [message["deleted"] for message in last["messages"]] == [True]


async def test_several_bots_and_people_keep_apart(sim: Sim):
    other = await sim.post("bots", token="800000001:b", username="other_bot", name="Other")
    anna, ben = await sim.person("Anna"), await sim.person("Ben")
    await sim.say(anna, "to yidan", bot=sim.bot["id"])
    await sim.say(anna, "to other", bot="other_bot")
    await sim.say(ben, "to other", bot=other["id"])
    assert [update["message"]["text"] for update in await sim.call("getUpdates")] == ["to yidan"]
    world = await sim.get("world")
    assert [bot["pending"] for bot in world["bots"]] == [1, 2]
    assert "b" not in {bot["token_hint"] for bot in world["bots"]}
    shown = await sim.get(f"chats/{anna}/messages?person={anna}&bot={other['id']}")
    assert [message["text"] for message in shown["messages"]] == ["to other"]
    await sim.post("people", 400, name="Cai", id=anna)
    await sim.ask("PATCH", f"people/{anna}", name="Anna B", username="anna_b")
    assert (await sim.get("world"))["people"][0]["username"] == "anna_b"


async def test_events_tell_of_everything_as_it_happens(sim: Sim):
    anna = await sim.person("Anna")
    seen: list[dict] = []

    async def watch() -> None:
        async with sim.http.get(f"{sim.url}/control/events") as response:
            async for line in response.content:
                seen.extend([json.loads(line[6:])] if line.startswith(b"data: ") else [])

    watching = asyncio.ensure_future(watch())
    await asyncio.sleep(0.03)
    await sim.say(anna, "hello")
    await sim.call("sendChatAction", chat_id=anna, action="typing")
    await sim.advance(10)
    await asyncio.sleep(0.03)
    watching.cancel()
    kinds = {event["event"] for event in seen}
    assert {"message", "typing", "journal", "clock"} <= kinds
    assert next(event for event in seen if event["event"] == "message")["message"]["text"] == "hello"


async def test_the_journal_has_calls_without_tokens(sim: Sim):
    await sim.refused("sendMessage", text="x")
    entry = (await sim.entries("call"))[-1]
    assert (entry["method"], entry["ok"], entry["error"]) == ("sendMessage", False, "Bad Request: chat_id is empty")
    cursor = (await sim.get("journal"))["cursor"]
    await sim.call("getMe")
    later = await sim.get(f"journal?after={cursor}")
    assert [entry["method"] for entry in later["entries"]] == ["getMe"]
    assert TOKEN not in json.dumps(await sim.get("journal"))


async def test_other_peoples_web_pages_are_refused(sim: Sim):
    headers = {"Origin": "https://elsewhere.example"}
    async with sim.http.post(f"{sim.url}/control/people", json={"name": "X"}, headers=headers) as response:
        assert response.status == 403
    rebound = {"Origin": "http://evil.example", "Host": "evil.example"}
    async with sim.http.post(f"{sim.url}/control/people", json={"name": "X"}, headers=rebound) as response:
        assert response.status == 403
    async with sim.http.post(f"{sim.url}/control/people", json={"name": "X"}, headers={"Origin": sim.url}) as response:
        assert response.status == 200
    async with sim.http.get(f"{sim.url}/../../pyproject.toml") as response:
        assert response.status == 404
    async with sim.http.get(f"{sim.url}/%2e%2e/world.py") as response:
        assert response.status == 404


async def test_broken_requests_are_refused_in_words(sim: Sim):
    async with sim.http.post(f"{sim.url}/control/say", data=b"{") as response:
        assert (response.status, await response.json()) == (400, {"error": "the body is not JSON"})
    await sim.post("say", 400, person="x", text="hello")
    await sim.post("say", 404, person=1, text="hello")
    await sim.post("clock", 400)
    await sim.post("clock", 400, advance=-1)
    await sim.get("nothing/here", 404)


async def test_the_page_and_the_documentation_are_there(sim: Sim):
    async with sim.http.get(f"{sim.url}/") as response:
        assert (response.status, response.content_type) == (200, "text/html")
    words = set(re.findall(r"\w+", (Path(__file__).parents[2] / "docs/simulator.md").read_text().lower()))
    assert set(METHODS) <= words
    assert set(MODES) <= words


async def test_every_route_is_described(sim: Sim):
    routes = [*chatting.ROUTES, *sharing.ROUTES, *running.ROUTES, *openapi.ROUTES]
    assert {(method, openapi.plain(path)) for method, path, _ in routes} == set(openapi.OPERATIONS)
    document = await sim.get("openapi.json")
    assert document["paths"]["/control/say"]["post"]["requestBody"]["content"]["application/json"]["schema"]["required"]


def test_every_method_is_spelt_as_the_documentation_has_it():
    assert set(SPELLING) == set(METHODS)
