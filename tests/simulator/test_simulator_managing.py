"""What a bot with rights does to a group, links that add it, requests to join, and a group that becomes a supergroup."""

import pytest
from simkit import Sim

RIGHTS = "change_info+restrict_members+invite_users+pin_messages"


@pytest.fixture
async def group(sim: Sim) -> int:
    sim.anna, sim.ben = await sim.person("Anna"), await sim.person("Ben")
    made = await sim.post("groups", owner=sim.anna, title="Deals", type="supergroup")
    await sim.post(f"groups/{made['id']}/members", person=sim.ben)
    return made["id"]


async def heard(sim: Sim) -> list[dict]:
    updates = await sim.call("getUpdates", timeout=0, offset=-100)
    if updates:
        await sim.call("getUpdates", timeout=0, offset=updates[-1]["update_id"] + 1)
    return updates


def startgroup(admin: str = "") -> str:
    return "https://t.me/yidan_bot?startgroup=g_abc" + (f"&admin={admin}" if admin else "")


async def test_a_startgroup_link_adds_the_bot_with_the_rights_it_asks_for_and_greets_it(sim: Sim, group: int):
    await sim.post("open", person=sim.anna, chat=group, url=startgroup("change_info+pin_messages"))
    standing, joined, said = await heard(sim)
    new = standing["my_chat_member"]["new_chat_member"]
    assert (new["status"], new["can_change_info"], new["can_pin_messages"]) == ("administrator", True, True)
    assert (new["can_manage_chat"], new["can_invite_users"], new["can_restrict_members"]) == (True, False, False)
    assert joined["message"]["new_chat_members"][0]["username"] == "yidan_bot"
    assert said["message"]["text"] == "/start@yidan_bot g_abc"
    assert (said["message"]["from"]["id"], said["message"]["chat"]["id"]) == (sim.anna, group)


async def test_only_the_owner_adds_with_rights_and_only_members_add_at_all(sim: Sim, group: int):
    await sim.post("open", 403, person=sim.ben, chat=group, url=startgroup(RIGHTS))
    await sim.post("open", 403, person=await sim.person("Cai"), chat=group, url=startgroup())
    await sim.post("open", 400, person=sim.anna, url=startgroup())
    await sim.post("open", 400, person=sim.anna, chat=group, url=startgroup("fly"))
    await sim.post("open", person=sim.ben, chat=group, url=startgroup())
    standing, _, said = await heard(sim)
    assert standing["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert said["message"]["from"]["id"] == sim.ben


async def test_with_its_rights_a_bot_sets_a_group_up(sim: Sim, group: int):
    await sim.post("open", person=sim.anna, chat=group, url=startgroup(RIGHTS))
    assert await sim.call("setChatTitle", chat_id=group, title=" Old  books ") is True
    assert await sim.call("setChatDescription", chat_id=group, description="d" * 300) is True
    assert await sim.call("setChatPermissions", chat_id=group, permissions={"can_send_messages": True}) is True
    sent = await sim.call("sendMessage", chat_id=group, text="Rules")
    assert await sim.call("pinChatMessage", chat_id=group, message_id=sent["message_id"]) is True
    link = await sim.call("createChatInviteLink", chat_id=group, creates_join_request=True, name="x" * 40)
    assert link["invite_link"].startswith("https://t.me/+")
    assert (link["creates_join_request"], len(link["name"])) == (True, 32)
    shown = await sim.call("getChat", chat_id=group)
    assert (shown["title"], len(shown["description"])) == ("Old books", 255)
    assert (shown["permissions"]["can_send_messages"], shown["permissions"]["can_pin_messages"]) == (True, False)
    assert shown["pinned_message"]["text"] == "Rules"
    notes = (await sim.get(f"chats/{group}/messages?person={sim.anna}"))["messages"]
    assert [note.get("new_chat_title") for note in notes if "new_chat_title" in note] == ["Old books"]
    assert [note["pinned_message"]["text"] for note in notes if "pinned_message" in note] == ["Rules"]


async def test_what_was_so_already_is_refused_as_not_modified(sim: Sim, group: int):
    await sim.post("open", person=sim.anna, chat=group, url=startgroup(RIGHTS))
    words = "Bad Request: chat title is not modified"
    assert await sim.refused("setChatTitle", chat_id=group, title="Deals") == words
    assert await sim.refused("setChatTitle", chat_id=group, title=" ") == "Bad Request: title must be non-empty"
    words = "Bad Request: chat description is not modified"
    assert await sim.refused("setChatDescription", chat_id=group) == words
    words = "Bad Request: can't parse permissions JSON object"
    assert await sim.refused("setChatPermissions", chat_id=group, permissions="no") == words
    assert await sim.refused("pinChatMessage", chat_id=group, message_id=99) == "Bad Request: message to pin not found"


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("setChatTitle", {"title": "x"}, "not enough rights to change chat title"),
        ("setChatDescription", {"description": "x"}, "not enough rights to set chat description"),
        ("setChatPermissions", {"permissions": {}}, "not enough rights to change chat permissions"),
        ("pinChatMessage", {"message_id": 1}, "not enough rights to manage pinned messages in the chat"),
        ("createChatInviteLink", {}, "not enough rights to manage chat invite link"),
        ("approveChatJoinRequest", {"user_id": 5}, "not enough rights to manage chat join requests"),
    ],
)
async def test_without_the_right_it_is_refused_in_telegrams_words(sim: Sim, group: int, method, params, words):
    await sim.post(f"groups/{group}/members", bot=sim.bot["id"])
    assert await sim.refused(method, chat_id=group, **params) == f"Bad Request: {words}"
    await sim.post(f"groups/{group}/admins", bot=sim.bot["id"], rights=["can_delete_messages"])
    assert await sim.refused(method, chat_id=group, **params) == f"Bad Request: {words}"


async def test_other_rights_are_a_change_that_the_bot_hears_of(sim: Sim, group: int):
    await sim.post("open", person=sim.anna, chat=group, url=startgroup(RIGHTS))
    await heard(sim)
    for _ in range(2):
        await sim.post(f"groups/{group}/admins", bot=sim.bot["id"], rights=["can_pin_messages"])
    (change,) = await heard(sim)
    old, new = (change["my_chat_member"][f"{each}_chat_member"]["can_change_info"] for each in ("old", "new"))
    assert (old, new) == (True, False)
    mine = [each for each in await sim.call("getChatAdministrators", chat_id=group) if each["user"]["is_bot"]]
    assert [each["can_pin_messages"] for each in mine] == [True]
    await sim.post(f"groups/{group}/admins", 400, bot=sim.bot["id"], rights=["can_fly"])


async def test_who_asks_to_join_may_be_written_to_for_five_minutes_and_let_in(sim: Sim, group: int):
    await sim.post("open", person=sim.anna, chat=group, url=startgroup(RIGHTS))
    link = await sim.call("createChatInviteLink", chat_id=group, creates_join_request=True)
    await heard(sim)
    cai, dan = await sim.person("Cai"), await sim.person("Dan")
    for person in (cai, dan):
        await sim.post("open", person=person, url=link["invite_link"])
    asked = [update["chat_join_request"] for update in await heard(sim)]
    assert [(each["from"]["id"], each["user_chat_id"]) for each in asked] == [(cai, cai), (dan, dan)]
    assert asked[0]["invite_link"] == link
    assert (await sim.call("sendMessage", chat_id=cai, text="The rules"))["chat"]["id"] == cai
    assert await sim.call("approveChatJoinRequest", chat_id=group, user_id=cai) is True
    assert await sim.call("declineChatJoinRequest", chat_id=group, user_id=dan) is True
    assert (await sim.call("getChatMember", chat_id=group, user_id=cai))["status"] == "member"
    words = "Bad Request: USER_ALREADY_PARTICIPANT"
    assert await sim.refused("approveChatJoinRequest", chat_id=group, user_id=cai) == words
    words = "Bad Request: HIDE_REQUESTER_MISSING"
    assert await sim.refused("approveChatJoinRequest", chat_id=group, user_id=dan) == words
    await sim.post("clock", advance=301)
    words = "Forbidden: bot can't initiate conversation with a user"
    assert await sim.refused("sendMessage", chat_id=dan, text="The rules") == words


async def test_an_open_link_lets_in_at_once(sim: Sim, group: int):
    await sim.post("open", person=sim.anna, chat=group, url=startgroup(RIGHTS))
    link = await sim.call("createChatInviteLink", chat_id=group)
    cai = await sim.person("Cai")
    await sim.post("open", person=cai, url=link["invite_link"])
    assert (await sim.call("getChatMember", chat_id=group, user_id=cai))["status"] == "member"
    await sim.post("open", 404, person=cai, url="https://t.me/+nothing")
    await sim.post("open", 400, person=cai, url=link["invite_link"])


async def test_an_upgraded_group_has_another_id_and_says_so(sim: Sim):
    anna = await sim.person("Anna")
    old = (await sim.post("groups", owner=anna, title="Deals"))["id"]
    await sim.post("open", person=anna, chat=old, url=startgroup(RIGHTS))
    await heard(sim)
    new = (await sim.post(f"groups/{old}/upgrade"))["id"]
    place, *told = await heard(sim)
    assert place["my_chat_member"]["chat"]["id"] == new
    assert place["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    before, after = [update["message"] for update in told]
    assert (before["chat"]["id"], before["migrate_to_chat_id"]) == (old, new)
    assert (after["chat"]["id"], after["chat"]["type"], after["migrate_from_chat_id"]) == (new, "supergroup", old)
    _, answer = await sim.raw("sendMessage", {"chat_id": old, "text": "x"})
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": new}
    assert (await sim.call("sendMessage", chat_id=new, text="x"))["chat"]["title"] == "Deals"
    await sim.post("say", 403, person=anna, chat=old, text="x")
    await sim.post(f"groups/{old}/upgrade", 400)
