"""What a bot may ask about chats and their members."""

from __future__ import annotations

from typing import Any

from assistant.simulator.failures import bad_request
from assistant.simulator.methods.base import Call, Method
from assistant.simulator.methods.chats import chat_named
from assistant.simulator.parameters import INT64
from assistant.simulator.people import Bot, Chat
from assistant.simulator.standing import chat_member, leave

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(call: Call) -> dict[str, Any]:
    chat = chat_named(call)
    return {
        **chat.shown(),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
        **({"description": chat.description} if chat.description else {}),
        **({"permissions": chat.permissions} if chat.permissions else {}),
        **({"pinned_message": chat.messages[chat.pinned].body} if chat.pinned else {}),
    }


def get_chat_member(call: Call) -> dict[str, Any]:
    chat = _group(call)
    number = call.params.integer("user_id", most=INT64)
    if number <= 0:
        raise bad_request("invalid user_id specified")
    member = chat.members.get(number)
    if member is not None:
        return chat_member(member.who, member.status, member.rights)
    person = call.world.people.get(number)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return chat_member(person, "left")


def get_chat_administrators(call: Call) -> list[dict[str, Any]]:
    """Other bots are left out, as the real server does it."""
    return [
        chat_member(member.who, member.status, member.rights)
        for member in _group(call).members.values()
        if member.status in ("creator", "administrator") and (not isinstance(member.who, Bot) or member.who is call.bot)
    ]


def get_chat_member_count(call: Call) -> int:
    chat = chat_named(call)
    return 2 if chat.private else sum(chat.has(number) for number in chat.members)


def leave_chat(call: Call) -> bool:
    leave(call.world, _group(call), call.bot)
    return True


def _group(call: Call) -> Chat:
    chat = chat_named(call)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return chat


METHODS: dict[str, Method] = {
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "getchatmembercount": get_chat_member_count,
    "leavechat": leave_chat,
}
