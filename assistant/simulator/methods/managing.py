"""What a bot with rights may do to a group: title, description, permissions, pins, invite links, requests to join.

Wording of refusals: td's DialogManager, ChatManager, DialogInviteLinkManager and MessagesManager; HIDE_REQUESTER_MISSING and
USER_ALREADY_PARTICIPANT come from the closed servers.
"""

from __future__ import annotations

import string
from typing import Any

from assistant.simulator import standing, updates
from assistant.simulator.failures import bad_request
from assistant.simulator.methods.base import Call, Method
from assistant.simulator.methods.chats import chat_named, message_in
from assistant.simulator.parameters import INT64
from assistant.simulator.people import Chat, Person

TITLE, DESCRIPTION, LINK_NAME = 128, 255, 32
_LETTERS = string.ascii_letters + string.digits
_MAY = (
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos"),
    *("can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages"),
    *("can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"),
)


def _allowed(call: Call, right: str, why: str, private: str) -> Chat:
    """The group of the call, where the bot has that right. Raises ApiError."""
    chat = chat_named(call)
    if chat.private:
        raise bad_request(private)
    if not standing.may(chat, call.bot, right):
        raise bad_request(why)
    return chat


def set_title(call: Call) -> bool:
    why, private = "not enough rights to change chat title", "can't change private chat title"
    chat = _allowed(call, "can_change_info", why, private)
    title = " ".join(call.params.text("title").split())[:TITLE]
    if not title:
        raise bad_request("title must be non-empty")
    if title == chat.title:
        raise bad_request("chat title is not modified")
    chat.title = title
    updates.message_new(call.world, call.world.post(chat, call.bot, {"new_chat_title": title}))
    call.world.events.publish("chat", chat=chat.id)
    return True


def set_description(call: Call) -> bool:
    why, private = "not enough rights to set chat description", "can't change private chat description"
    chat = _allowed(call, "can_change_info", why, private)
    description = call.params.text("description").strip()[:DESCRIPTION]
    if description == chat.description:
        raise bad_request("chat description is not modified")
    chat.description = description
    return True


def set_permissions(call: Call) -> bool:
    why, private = "not enough rights to change chat permissions", "can't change private chat permissions"
    try:
        wanted = call.params.data("permissions")
    except ValueError:
        wanted = None
    if not isinstance(wanted, dict):
        raise bad_request("can't parse permissions JSON object")
    chat = _allowed(call, "can_restrict_members", why, private)
    chat.permissions = {name: wanted.get(name) is True for name in _MAY}
    return True


def pin(call: Call) -> bool:
    chat = chat_named(call)
    if not chat.private and not standing.may(chat, call.bot, "can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    message = message_in(chat, call.params.integer("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    if chat.pinned != message.id:
        chat.pinned = message.id
        updates.message_new(call.world, call.world.post(chat, call.bot, {"pinned_message": message.quoted()}))
    return True


def create_link(call: Call) -> dict[str, Any]:
    why, private = "not enough rights to manage chat invite link", "can't invite members to a private chat"
    chat = _allowed(call, "can_invite_users", why, private)
    asks, most = call.params.truth("creates_join_request"), call.params.integer("member_limit")
    if asks and most:
        raise bad_request("member limit can't be specified for links requiring administrator approval")
    link: dict[str, Any] = {
        "invite_link": "https://t.me/+" + "".join(call.world.chance.choices(_LETTERS, k=16)),
        "creator": call.bot.user(),
        "creates_join_request": asks,
        "is_primary": False,
        "is_revoked": False,
    }
    if name := call.params.text("name").strip()[:LINK_NAME]:
        link["name"] = name
    chat.links[link["invite_link"]] = link
    return link


def approve(call: Call) -> bool:
    chat, person = _asking(call)
    del chat.asking[person.id]
    standing.join(call.world, chat, person, standing.owner_of(chat))
    return True


def decline(call: Call) -> bool:
    chat, person = _asking(call)
    del chat.asking[person.id]
    return True


def _asking(call: Call) -> tuple[Chat, Person]:
    why, private = "not enough rights to manage chat join requests", "the chat can't have join requests"
    chat = _allowed(call, "can_invite_users", why, private)
    number = call.params.integer("user_id", most=INT64)
    if chat.has(number):
        raise bad_request("USER_ALREADY_PARTICIPANT")
    if number not in chat.asking:
        raise bad_request("HIDE_REQUESTER_MISSING")
    return chat, chat.asking[number]


METHODS: dict[str, Method] = {
    "setchattitle": set_title,
    "setchatdescription": set_description,
    "setchatpermissions": set_permissions,
    "pinchatmessage": pin,
    "createchatinvitelink": create_link,
    "approvechatjoinrequest": approve,
    "declinechatjoinrequest": decline,
}
