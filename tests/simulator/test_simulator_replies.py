"""Beside retries: methods in a webhook's answer, faults of deliveries, what is queued at all."""

import pytest
from aiohttp import web
from simkit import Sim, simulator, started, webhook

PRESS = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


async def test_deliver_then_drop_delivers_the_same_update_twice(sim: Sim):
    (anna,) = await started(sim, "Anna")
    async with webhook(sim) as hook:
        await sim.post("faults", kind="message", mode="deliver_then_drop")
        await sim.say(anna, "hello")
        await sim.settle(patience=10)
        assert hook.texts() == ["hello", "hello"]
        assert hook.received[0]["update_id"] == hook.received[1]["update_id"]


async def test_faults_of_deliveries(sim: Sim):
    (anna,) = await started(sim, "Anna")
    async with webhook(sim) as hook:
        for mode, texts in {
            "drop_before": 1,
            "error": 1,
            "duplicate_update": 2,
            "hang": 1,
            "latency": 1,
        }.items():
            hook.received.clear()
            await sim.post("faults", kind="*", mode=mode, contains=mode, seconds=3, code=500)
            await sim.say(anna, mode)
            await sim.settle(patience=100)
            assert hook.texts() == [mode] * texts, mode
        assert [fault["struck"] for fault in (await sim.get("faults"))["faults"]] == [1] * 5
        await sim.ask("DELETE", "faults")
        assert (await sim.get("faults"))["faults"] == []


@pytest.mark.parametrize("form", ["json", "form", "multipart"])
async def test_a_method_in_the_reply_is_executed(sim: Sim, form: str):
    (anna,) = await started(sim, "Anna")
    async with webhook(sim) as hook:

        def reply(update: dict) -> web.Response:
            if form == "json":
                return web.json_response({"method": "SendMessage", "chat_id": anna, "text": "你好"})
            if form == "form":
                body = f"method=sendMessage&chat_id={anna}&text=%E4%BD%A0%E5%A5%BD"
                return web.Response(text=body, content_type="application/x-www-form-urlencoded")
            fields = {"method": "sendDocument", "chat_id": str(anna), "document": "attach://a", "caption": "你好"}
            parts = [f'--B\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
            file = '--B\r\nContent-Disposition: form-data; name="a"; filename="a.txt"\r\n\r\nline\r\n--\r\n--B--\r\n'
            headers = {"Content-Type": 'multipart/form-data; boundary="B"'}
            return web.Response(body=("".join(parts) + file).encode(), headers=headers)

        hook.reply = reply
        await sim.say(anna, "go")
        await sim.settle()
        last = (await sim.messages(anna))[-1]
        assert last.get("text", last.get("caption")) == "你好"
        call = (await sim.entries("call"))[-1]
        assert (call["via"], call["ok"]) == ("webhook_reply", True)
        if form == "multipart":
            assert last["document"]["file_size"] == len("line\r\n--")


@pytest.mark.parametrize("method", ["getMe", "setWebhook", "deleteWebhook", "close", "logOut", "noSuchThing"])
async def test_some_methods_in_a_reply_are_ignored_and_errors_do_not_matter(sim: Sim, method: str):
    (anna,) = await started(sim, "Anna")
    async with webhook(sim) as hook:
        hook.reply = lambda update: {"method": method, "url": ""}
        await sim.say(anna, "go")
        await sim.settle()
        info = await sim.call("getWebhookInfo")
        assert info["url"] == hook.url
        assert info["pending_update_count"] == 0
        assert "last_error_message" not in info


async def test_updates_are_filtered_when_they_come_about(sim: Sim):
    (anna,) = await started(sim, "Anna")
    shown = await sim.call("sendMessage", chat_id=anna, text="?", reply_markup=PRESS)
    async with webhook(sim, allowed_updates=["callback_query", "no_such_type"]) as hook:
        await sim.say(anna, "unheard")
        await sim.post("press", person=anna, chat=anna, message_id=shown["message_id"], data="go")
        await sim.settle()
        assert [set(update) - {"update_id"} for update in hook.received] == [{"callback_query"}]
        assert (await sim.call("getWebhookInfo"))["allowed_updates"] == ["callback_query"]
        await sim.call("setWebhook", url=hook.url)
        await sim.say(anna, "still unheard")
        await sim.call("setWebhook", url=hook.url, allowed_updates=[])
        await sim.say(anna, "heard")
        await sim.settle()
        assert hook.texts() == ["heard"]


async def test_what_waited_before_the_webhook_is_delivered_in_order(sim: Sim):
    anna = await sim.person("Anna")
    for number in range(5):
        await sim.say(anna, str(number))
    async with webhook(sim) as hook:
        await sim.settle()
        assert hook.texts() == list("01234")
        numbers = [update["update_id"] for update in hook.received]
        assert numbers == list(range(numbers[0], numbers[0] + 5))


async def test_many_updates_are_carried_quickly():
    async with simulator() as sim:
        people = [sim.world.add_person(f"P{number}") for number in range(40)]
        async with webhook(sim) as hook:
            for number in range(10):
                for person in people:
                    await sim.say(person.id, f"{number}")
            await sim.settle(patience=5)
            assert len(hook.received) == 400
