"""From a happening to a queued update: who gets it, its type, its queue key and how long it is worth delivering.

Keys and expiry follow telegram-bot-api's Client.cpp: messages queue by chat, presses by person, so a press may
overtake a message of the same person.
"""

from __future__ import annotations

import json
from typing import Any

from assistant.simulator.people import Bot, Chat, Message, Person, Query, Update
from assistant.simulator.world import World

DAY = 86_400.0
QUERY_LIFE = 150.0
DOOR = 300.0  # seconds for which one who asked to join may be written to
CAPACITY = 100_000  # updates a bot's queue holds; beyond it new ones are lost
KINDS = frozenset(
    """message edited_message channel_post edited_channel_post business_connection business_message
    edited_business_message deleted_business_messages message_reaction message_reaction_count inline_query
    chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll poll_answer
    my_chat_member chat_member chat_join_request chat_boost removed_chat_boost managed_bot guest_message""".split()  # noqa: SIM905 - a list of words reads best as words
)
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_STEP = 2**33  # keeps the key ranges of the update types apart


def message_new(world: World, message: Message) -> None:
    """Tell the bots that may read it of a person's message (or a service message)."""
    for bot in message.chat.bots():
        if bot is not message.sender and may_read(bot, message):
            _queue(world, bot, "message", message.chat.id, message.body, message.date + DAY)


def message_edited(world: World, message: Message) -> None:
    for bot in message.chat.bots():
        if bot is not message.sender and may_read(bot, message):
            until = world.clock.now() + DAY
            _queue(world, bot, "edited_message", message.chat.id, message.body, until)


def pressed(world: World, bot: Bot, query: Query) -> None:
    message = query.message
    body = message.body
    if message.deleted:
        body = {"message_id": message.id, "chat": message.chat.shown(), "date": 0}
    payload = {
        "id": query.id,
        "from": query.person.user(),
        "message": body,
        "chat_instance": str(abs(message.chat.id) * 4_294_967_291 + bot.id),
        "data": query.data,
    }
    _queue(world, bot, "callback_query", query.person.id + 3 * _STEP, payload, query.asked + QUERY_LIFE)


def bot_standing(world: World, bot: Bot, chat: Chat, by: Person, change: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """The bot's own place in a chat changed (my_chat_member), from one ChatMember to another."""
    payload = _change(world, chat, by, change)
    _queue(world, bot, "my_chat_member", chat.id + 5 * _STEP, payload, world.clock.now() + DAY)


def member_standing(
    world: World, bot: Bot, chat: Chat, by: Person, change: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    payload = _change(world, chat, by, change)
    _queue(world, bot, "chat_member", change[1]["user"]["id"] + 6 * _STEP, payload, world.clock.now() + DAY)


def asked_to_join(world: World, group: Chat, person: Person, link: dict[str, Any]) -> None:
    """Told to the bots that may invite; they may write to that person for five minutes."""
    now = world.clock.now()
    payload = {
        "chat": group.shown(),
        "from": person.user(),
        "user_chat_id": person.id,
        "date": int(now),
        "invite_link": link,
    }
    for bot in group.bots():
        member = group.members[bot.id]
        if member.status == "administrator" and (member.rights is None or "can_invite_users" in member.rights):
            bot.doors[person.id] = now + DOOR
            _queue(world, bot, "chat_join_request", person.id + 6 * _STEP, payload, now + DAY)


def _change(world: World, chat: Chat, by: Person, change: tuple[dict[str, Any], dict[str, Any]]) -> dict[str, Any]:
    old, new = change
    return {
        "chat": chat.shown(),
        "from": by.user(),
        "date": int(world.clock.now()),
        "old_chat_member": old,
        "new_chat_member": new,
    }


def may_read(bot: Bot, message: Message) -> bool:
    """Privacy mode: in a group a plain member bot reads commands meant for it, mentions and replies to it."""
    chat = message.chat
    if chat.private or bot.reads_all or chat.members[bot.id].status == "administrator":
        return True
    body = message.body
    if not ({"text", "caption"} & body.keys()) and _is_service(body):
        return True
    if body.get("reply_to_message", {}).get("from", {}).get("id") == bot.id:
        return True
    return _addressed(bot, body.get("text") or body.get("caption") or "", body)


def _is_service(body: dict[str, Any]) -> bool:
    return any(
        name in body
        for name in (
            "new_chat_members",
            "left_chat_member",
            "group_chat_created",
            "new_chat_title",
            "migrate_to_chat_id",
            "migrate_from_chat_id",
        )
    )


def _addressed(bot: Bot, text: str, body: dict[str, Any]) -> bool:
    raw = text.encode("utf-16-le")
    name = bot.username.lower()
    for entity in [*body.get("entities", ()), *body.get("caption_entities", ())]:
        start = 2 * entity["offset"]
        said = raw[start : start + 2 * entity["length"]].decode("utf-16-le", "replace").lower()
        if entity["type"] == "bot_command" and said.partition("@")[2] in ("", name):
            return True
        if entity["type"] == "mention" and said == f"@{name}":
            return True
        if entity["type"] == "text_mention" and entity["user"]["id"] == bot.id:
            return True
    return False


def _queue(  # noqa: PLR0913, PLR0917 - the plain facts of an update
    world: World, bot: Bot, kind: str, key: int, payload: dict[str, Any], expires: float
) -> None:
    wanted = kind not in NOT_BY_DEFAULT if bot.allowed is None else kind in bot.allowed
    if not wanted or len(bot.updates) >= CAPACITY:
        return
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    update = Update(bot.next_update, kind, key, text, expires)
    bot.next_update += 1
    bot.updates[update.id] = update
    world.touch()
    world.arrived(bot)
