"""Groups in their simplest form: members, privacy, mentions, the bot added and removed."""

import pytest
from simkit import Sim


@pytest.fixture
async def group(sim: Sim) -> int:
    sim.anna, sim.ben = await sim.person("Anna"), await sim.person("Ben", username="ben_b")
    made = await sim.post("groups", owner=sim.anna, title="Deals")
    await sim.post(f"groups/{made['id']}/members", person=sim.ben)
    return made["id"]


async def heard(sim: Sim) -> list[dict]:
    updates = await sim.call("getUpdates", timeout=0, offset=-100)
    if updates:
        await sim.call("getUpdates", timeout=0, offset=updates[-1]["update_id"] + 1)
    return updates


async def test_a_bot_that_is_added_hears_of_its_standing_and_of_itself(sim: Sim, group: int):
    await sim.post(f"groups/{group}/members", bot=sim.bot["id"], by=sim.anna)
    standing, joined = await heard(sim)
    assert standing["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert standing["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert joined["message"]["new_chat_members"][0]["username"] == "yidan_bot"
    assert joined["message"]["chat"] == {"id": group, "title": "Deals", "type": "group"}
    await sim.ask("DELETE", f"groups/{group}/members/{sim.bot['id']}")
    left, standing = await heard(sim)
    assert left["message"]["left_chat_member"]["id"] == sim.bot["id"]
    assert standing["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    words = "Forbidden: bot was kicked from the group chat"
    assert await sim.refused("sendMessage", chat_id=group, text="x") == words


async def test_with_privacy_a_bot_reads_commands_mentions_and_replies_to_it(sim: Sim, group: int):
    await sim.post(f"groups/{group}/members", bot=sim.bot["id"])
    await heard(sim)
    mine = await sim.call("sendMessage", chat_id=group, text="hello all")
    for text in ("among us", "/rules", "/rules@yidan_bot", "/rules@other_bot", "ask @yidan_bot", "@ben_b hi"):
        await sim.say(sim.ben, text, chat=group)
    await sim.say(sim.ben, "to you", chat=group, reply_to=mine["message_id"])
    texts = [update["message"]["text"] for update in await heard(sim)]
    assert texts == ["/rules", "/rules@yidan_bot", "ask @yidan_bot", "to you"]


async def test_an_administrator_reads_everything_and_may_delete(sim: Sim, group: int):
    await sim.post(f"groups/{group}/members", bot=sim.bot["id"])
    said = await sim.say(sim.ben, "among us", chat=group)
    target = {"chat_id": group, "message_id": said["message_id"]}
    assert await sim.refused("deleteMessage", **target) == "Bad Request: message can't be deleted"
    await sim.post(f"groups/{group}/admins", bot=sim.bot["id"])
    await heard(sim)
    await sim.say(sim.ben, "still among us", chat=group)
    assert (await heard(sim))[0]["message"]["text"] == "still among us"
    assert await sim.call("deleteMessage", **target) is True


async def test_members_can_be_asked_for(sim: Sim, group: int):
    await sim.post(f"groups/{group}/members", bot=sim.bot["id"])
    assert (await sim.call("getChat", chat_id=group))["title"] == "Deals"
    assert await sim.call("getChatMemberCount", chat_id=group) == 3
    assert (await sim.call("getChatMember", chat_id=group, user_id=sim.ben))["status"] == "member"
    outsider = await sim.person("Cai")
    assert (await sim.call("getChatMember", chat_id=group, user_id=outsider))["status"] == "left"
    await sim.post(f"groups/{group}/admins", bot=sim.bot["id"])
    admins = await sim.call("getChatAdministrators", chat_id=group)
    assert [admin["status"] for admin in admins] == ["creator", "administrator"]
    assert await sim.call("leaveChat", chat_id=group) is True
    assert await sim.refused("getChat", chat_id=group) == "Forbidden: bot is not a member of the group chat"


async def test_chat_member_updates_come_only_when_asked_for(sim: Sim, group: int):
    await sim.post(f"groups/{group}/members", bot=sim.bot["id"])
    await sim.post(f"groups/{group}/admins", bot=sim.bot["id"])
    await sim.post(f"groups/{group}/members", person=await sim.person("Cai"))
    assert not any("chat_member" in update for update in await heard(sim))
    await sim.call("getUpdates", allowed_updates=["chat_member"])
    await sim.post(f"groups/{group}/members", person=await sim.person("Dan"))
    assert [update["chat_member"]["new_chat_member"]["user"]["first_name"] for update in await heard(sim)] == ["Dan"]


async def test_those_outside_cannot_write(sim: Sim, group: int):
    outsider = await sim.person("Cai")
    await sim.post("say", 403, person=outsider, chat=group, text="x")
    listed = await sim.get(f"people/{sim.ben}/chats")
    assert (listed[0]["type"], listed[0]["title"]) == ("group", "Deals")
    assert [chat["type"] for chat in await sim.get(f"people/{outsider}/chats")] == ["private"]
