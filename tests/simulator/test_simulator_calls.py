"""Calls that are held, cut off or disturbed."""

import asyncio

import aiohttp
from simkit import Sim


async def test_polls_are_held_answered_and_ended(sim: Sim):
    anna = await sim.person("Anna")
    poll = asyncio.ensure_future(sim.raw("getUpdates", {"timeout": 30}))
    await asyncio.sleep(0.1)
    assert sim.world.working == 0, "a held poll is not work"
    await sim.say(anna, "hello")
    assert (await poll)[1]["result"][0]["message"]["text"] == "hello"
    offset = (await sim.call("getUpdates", offset=-1))[0]["update_id"] + 1

    first = asyncio.ensure_future(sim.raw("getUpdates", {"timeout": 30, "offset": offset}))
    await asyncio.sleep(0.1)
    second = asyncio.ensure_future(sim.raw("getUpdates", {"timeout": 30, "offset": offset + 1}))
    assert (await first)[1]["description"].startswith("Conflict: terminated by other getUpdates request; make sure")
    await asyncio.sleep(0.1)
    await sim.call("setWebhook", url="http://127.0.0.1:9/")
    assert (await second)[1]["description"] == "Conflict: terminated by setWebhook request"
    assert (await sim.refused("getUpdates")).startswith(
        "Conflict: can't use getUpdates method while webhook is active;"
    )


async def test_a_poll_ends_with_simulated_time(sim: Sim):
    poll = asyncio.ensure_future(sim.raw("getUpdates", {"timeout": 50}))
    await asyncio.sleep(0.1)
    await sim.advance(50)
    assert (await poll)[1]["result"] == []


async def test_faults_of_calls(sim: Sim):
    anna = await sim.person("Anna")
    await sim.say(anna, "/start")
    params = {"chat_id": anna, "text": "hello"}
    await sim.post("faults", method="sendMessage", code=429, retry_after=9, contains="hello")
    assert (await sim.call("sendMessage", chat_id=anna, text="other"))["text"] == "other"
    status, body = await sim.raw("sendMessage", params)
    assert (status, body["parameters"]) == (429, {"retry_after": 9})
    assert body["description"] == "Too Many Requests: retry after 9"
    await sim.post(
        "faults", method="sendMessage", code=400, description="group chat was upgraded", migrate_to_chat_id=-5
    )
    assert (await sim.raw("sendMessage", params))[1]["parameters"] == {"migrate_to_chat_id": -5}
    for mode, texts in (("drop_before", 0), ("deliver_then_drop", 1)):
        before = len(await sim.messages(anna))
        await sim.post("faults", method="*", mode=mode, person=anna)
        try:
            await sim.raw("sendMessage", params)
        except aiohttp.ClientError:
            assert len(await sim.messages(anna)) == before + texts
        else:
            raise AssertionError(mode)
    await sim.post("faults", method="sendMessage", mode="latency", seconds=5)
    late = asyncio.ensure_future(sim.raw("sendMessage", params))
    await asyncio.sleep(0.1)
    assert not late.done()
    await sim.advance(5)
    assert (await late)[0] == 200
    await sim.post("faults", 400, mode="magic", method="*")
    await sim.post("faults", 400, mode="error")
