"""Text messages: send, edit, delete; answers to presses; the typing sign."""

from __future__ import annotations

from typing import Any

from assistant.simulator.failures import bad_request
from assistant.simulator.methods.base import Call, Method
from assistant.simulator.methods.chats import chat_named, member_of, message_in, own_message, reachable, writable
from assistant.simulator.methods.sending import caption_content, change, send, text_content
from assistant.simulator.people import Chat, Message
from assistant.simulator.updates import QUERY_LIFE

DELETABLE = 48 * 3600
TOAST = 200
CAPTIONED = ("photo", "document", "video", "audio", "voice", "animation")
_ACTIONS = frozenset(
    """cancel typing upload_photo record_video upload_video record_voice record_audio upload_voice upload_audio
    upload_document choose_sticker find_location pick_up_location record_video_note upload_video_note""".split()  # noqa: SIM905 - a list of words reads best as words
)


def send_message(call: Call) -> dict[str, Any]:
    chat = writable(call)
    return send(call, chat, text_content(call))


def edit_message_text(call: Call) -> dict[str, Any]:
    content = text_content(call)
    message = own_message(call)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return change(call, message, content, ("text", "entities"))


def edit_message_caption(call: Call) -> dict[str, Any]:
    content = caption_content(call)
    message = own_message(call)
    if not any(kind in message.body for kind in CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    return change(call, message, content, ("caption", "caption_entities"))


def edit_message_reply_markup(call: Call) -> dict[str, Any]:
    return change(call, own_message(call), {}, ())


def delete_message(call: Call) -> bool:
    chat = chat_named(call)
    message = message_in(chat, call.params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    _check_deletable(call, chat, message)
    _delete(call, message)
    return True


def delete_messages(call: Call) -> bool:
    chat = chat_named(call)
    try:
        numbers = call.params.data("message_ids")
    except ValueError:
        numbers = None
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad_request("too many message identifiers specified")
    found = [message for number in numbers if (message := message_in(chat, int(number)))]
    for message in found:
        _check_deletable(call, chat, message)
    for message in found:
        _delete(call, message)
    return True


def _check_deletable(call: Call, chat: Chat, message: Message) -> None:
    """In private chats and basic groups for 48 hours; in a group others' messages only as an administrator."""
    if not chat.private and message.sender is not call.bot and member_of(chat, call.bot) != "administrator":
        raise bad_request("message can't be deleted")
    if chat.type != "supergroup" and call.world.clock.now() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")


def _delete(call: Call, message: Message) -> None:
    message.deleted = True
    call.world.changed(message, "deleted")


def answer_callback_query(call: Call) -> bool:
    world, params = call.world, call.params
    query = call.bot.queries.get(params.text("callback_query_id"))
    if len(params.text("text")) > TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    if query is None or query.answered or world.clock.now() - query.asked > QUERY_LIFE:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    query.answered = True
    toast = {
        "n": len(world.toasts) + 1,
        "at": world.clock.now(),
        "person": query.person.id,
        "bot": call.bot.id,
        "chat": query.message.chat.id,
        "message_id": query.message.id,
        "query_id": query.id,
        "text": params.text("text"),
        "alert": params.truth("show_alert"),
        "url": params.text("url"),
    }
    world.toasts.append(toast)
    world.events.publish("toast", toast=toast)
    return True


def send_chat_action(call: Call) -> bool:
    chat = reachable(call)
    action = call.params.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.events.publish("typing", chat=chat.id, bot=call.bot.id, action=action)
    return True


METHODS: dict[str, Method] = {
    "sendmessage": send_message,
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "answercallbackquery": answer_callback_query,
    "sendchataction": send_chat_action,
}
