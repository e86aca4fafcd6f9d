"""What all sending and editing methods share: text, reply, keyboard, and the message that comes of it."""

from __future__ import annotations

from typing import Any

from assistant.simulator.failures import bad_request
from assistant.simulator.markup import Markup, read_markup
from assistant.simulator.methods.base import Call
from assistant.simulator.methods.chats import message_in
from assistant.simulator.methods.texts import formatted
from assistant.simulator.people import Chat, Message, keyboard_data

TEXT = 4096
CAPTION = 1024


def text_content(call: Call) -> dict[str, Any]:
    """The parameters text, parse_mode and entities as fields of a message. Raises ApiError."""
    if not call.params.has("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(call, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > TEXT:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption_content(call: Call) -> dict[str, Any]:
    text, entities = formatted(call, "caption", "caption_entities")
    if len(text) > CAPTION:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def reply_target(call: Call, chat: Chat) -> Message | None:
    """The message replied to, by reply_parameters or the older reply_to_message_id. Raises ApiError."""
    try:
        wanted = call.params.data("reply_parameters")
    except ValueError:
        raise bad_request("can't parse reply parameters JSON object") from None
    if isinstance(wanted, dict):
        number, lenient = wanted.get("message_id", 0), wanted.get("allow_sending_without_reply") is True
    else:
        number = call.params.integer("reply_to_message_id")
        lenient = call.params.truth("allow_sending_without_reply")
    if not number:
        return None
    target = message_in(chat, int(number))
    if target is None and not lenient:
        raise bad_request("message to be replied not found")
    return target


def send(call: Call, chat: Chat, content: dict[str, Any], markup: Markup | None = None) -> dict[str, Any]:
    """Post as the bot, with reply and keyboard from the parameters. Raises ApiError."""
    markup = read_markup(call.params) if markup is None else markup
    target = reply_target(call, chat)
    if target is not None:
        content = {"reply_to_message": target.quoted(), **content}
    if markup.inline:
        content = {**content, "reply_markup": markup.inline}
    if call.params.truth("protect_content"):
        content = {**content, "has_protected_content": True}
    return call.world.post(chat, call.bot, content, markup.reply).body


def change(call: Call, message: Message, content: dict[str, Any], old: tuple[str, ...]) -> dict[str, Any]:
    """Replace the fields `old` of a message by `content` and its keyboard by reply_markup. Raises ApiError."""
    markup = read_markup(call.params).inline
    before = {name: message.body[name] for name in (*old, "reply_markup") if name in message.body}
    after = {**content, "reply_markup": markup} if markup else content
    if before == after:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a "
            "current content and reply markup of the message"
        )
    kept = {name: value for name, value in message.body.items() if name not in before}
    message.body = {**kept, "edit_date": int(call.world.clock.now()), **after}
    message.pressable |= keyboard_data(markup)
    message.edited = True
    call.world.changed(message, "edited")
    return message.body
