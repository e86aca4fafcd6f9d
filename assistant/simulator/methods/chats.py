"""Finding the chat and the message that a call means, and who may do what there."""

from __future__ import annotations

import re

from assistant.simulator.failures import ApiError, bad_request, forbidden
from assistant.simulator.methods.base import Call
from assistant.simulator.people import Bot, Chat, Message

_NUMBER = re.compile(r"-?[0-9]{1,18}")


def chat_named(call: Call, name: str = "chat_id") -> Chat:
    """The chat of that parameter, as far as the bot knows it. Raises ApiError."""
    wanted = call.params.text(name).strip()
    if not wanted:
        raise bad_request(f"{name} is empty")
    if not _NUMBER.fullmatch(wanted):
        raise bad_request("chat not found")
    number = int(wanted)
    if number < 0:
        return _group(call, number)
    chat = call.bot.private_chats.get(number)
    if number in call.world.people and call.bot.doors.get(number, 0.0) > call.world.clock.now():
        return call.world.private_chat(call.world.people[number], call.bot)
    if chat is None or not chat.started:
        if number in call.world.people:
            raise forbidden("bot can't initiate conversation with a user")
        if number in call.world.bots:
            raise forbidden("bot can't send messages to bots")
        raise bad_request("chat not found")
    return chat


def _group(call: Call, number: int) -> Chat:
    group = call.world.groups.get(number)
    member = group.members.get(call.bot.id) if group else None
    if group is None or member is None:
        raise bad_request("chat not found")
    if group.became:
        raise ApiError(400, "group chat was upgraded to a supergroup chat", migrate_to=group.became)
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {group.type} chat")
    if member.status == "left":
        raise forbidden(f"bot is not a member of the {group.type} chat")
    return group


def reachable(call: Call) -> Chat:
    """The chat to be seen in: the bot is not blocked. Raises ApiError."""
    chat = chat_named(call)
    if chat.person is not None and call.bot.id in chat.person.blocked:
        raise forbidden("bot was blocked by the user")
    return chat


def writable(call: Call) -> Chat:
    """The chat to write to: the bot is not blocked, and within its rates. Raises ApiError."""
    chat = reachable(call)
    call.world.limits.take(call.bot.id, chat.id, call.world.clock.now())
    return chat


def own_message(call: Call) -> Message:
    """The message to edit. Raises ApiError."""
    if not call.params.has("message_id"):
        if call.params.has("inline_message_id"):
            raise bad_request("MESSAGE_ID_INVALID")
        raise bad_request("message identifier is not specified")
    chat = writable(call)
    message = message_in(chat, call.params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not call.bot:
        raise bad_request("message can't be edited")
    return message


def message_in(chat: Chat, number: int) -> Message | None:
    message = chat.messages.get(number)
    return None if message is None or message.deleted else message


def member_of(chat: Chat, bot: Bot) -> str:
    """The bot's status in a group."""
    member = chat.members.get(bot.id)
    if member is None:
        raise ApiError(400, "chat not found")
    return member.status
