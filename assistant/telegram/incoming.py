"""Telegram's updates become dialogue events: pure, and no JSON with an update_id makes it raise."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from assistant.dialog.events import (
    AsksToJoin,
    Command,
    Contact,
    Edited,
    Incoming,
    Media,
    Membership,
    Moved,
    Origin,
    Other,
    Said,
    Tap,
    Text,
)
from assistant.telegram.types import (
    LAST_ID,
    CallbackQuery,
    Chat,
    Envelope,
    File,
    JoinRequest,
    MemberUpdated,
    Message,
    Source,
    User,
)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "chat_join_request")


class NotAnUpdate(ValueError):  # noqa: N818 - says what the body is, not what went wrong
    """No JSON object with an `update_id`: not from Telegram."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Nothing for us; `why` is a short fixed phrase (it labels a metric)."""

    update_id: int
    why: str


@dataclass(frozen=True, slots=True)
class Undecodable:
    """An update whose content does not have the shape the Bot API promises."""

    update_id: int
    why: str


_envelope = msgspec.json.Decoder(Envelope)
_message = msgspec.json.Decoder(Message)
_query = msgspec.json.Decoder(CallbackQuery)
_member = msgspec.json.Decoder(MemberUpdated)
_request = msgspec.json.Decoder(JoinRequest)
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)
_LEADING_ID = re.compile(rb'\s*\{\s*"update_id"\s*:\s*(\d{1,18})\s*[,}]')
# What may stand beside the content of a message; the content is the first field that is none of these.
_AROUND = frozenset(
    """message_id message_thread_id direct_messages_topic from sender_chat sender_boost_count sender_business_bot
    sender_tag date guest_query_id business_connection_id chat forward_origin is_topic_message is_automatic_forward
    reply_to_message external_reply quote reply_to_story reply_to_checklist_task_id via_bot edit_date
    has_protected_content is_from_offline is_paid_post media_group_id author_signature paid_star_count
    link_preview_options effect_id caption caption_entities entities show_caption_above_media has_media_spoiler
    reply_markup""".split()  # noqa: SIM905 - fifty quotes would hide the names
)
# Notes of the app about the chat, which nobody meant as an answer.
_NOTES = frozenset(
    """pinned_message message_auto_delete_timer_changed write_access_allowed chat_background_set
    connected_website boost_added gift unique_gift""".split()  # noqa: SIM905 - as above
)


# An animation comes with a `document` for old apps, so it is looked for before that.
_FILES = ("animation", "document", "video", "voice", "audio", "video_note")


def decode(raw: bytes, us: str = "") -> Incoming | Ignored | Undecodable:
    """Read an update's body; `us` is our username (commands for other bots are ignored).

    Raises NotAnUpdate for anything that is no JSON object with an `update_id`.
    """
    try:
        envelope = _envelope.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _second_look(raw, str(error))
    try:
        return _content(envelope, us)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Undecodable(envelope.update_id, str(error))


def _second_look(raw: bytes, why: str) -> Undecodable:
    """Is it an update after all? The standard parser takes what msgspec does not (half a surrogate pair)."""
    try:
        body = json.loads(raw)
        number = body.get("update_id") if isinstance(body, dict) else None
    except RecursionError:
        # Telegram names the id first.
        found = _LEADING_ID.match(raw)
        number = int(found[1]) if found else None
    except ValueError:
        number = None
    if type(number) is not int or not 0 <= number <= LAST_ID:
        raise NotAnUpdate(why)
    return Undecodable(number, why)


def _content(envelope: Envelope, us: str) -> Incoming | Ignored:
    if bytes(envelope.callback_query):
        return _press(envelope.update_id, _query.decode(envelope.callback_query))
    if bytes(envelope.message):
        return _said(envelope.update_id, envelope.message, us, edited=False)
    if bytes(envelope.edited_message):
        return _said(envelope.update_id, envelope.edited_message, us, edited=True)
    if bytes(envelope.my_chat_member):
        return _standing(envelope.update_id, _member.decode(envelope.my_chat_member))
    if bytes(envelope.chat_join_request):
        asks = _request.decode(envelope.chat_join_request)
        return _from(asks.sender, asks.chat, envelope.update_id, AsksToJoin(asks.user_chat_id), None)
    return Ignored(envelope.update_id, "other kind of update")


def _press(update_id: int, query: CallbackQuery) -> Incoming | Ignored:
    # Also without a message or data: every press gets an answer, so the turn must see it.
    where = query.message
    return Incoming(
        person=query.sender.id,
        chat=where.chat.id if where else query.sender.id,
        event=Tap(query.data),
        update_id=update_id,
        private=where is None or where.chat.type == "private",
        message_id=where.message_id if where else None,
        query_id=query.id,
        name=query.sender.name,
        username=query.sender.username,
        language=query.sender.language_code,
    )


def _said(update_id: int, raw: msgspec.Raw, us: str, *, edited: bool) -> Incoming | Ignored:
    message = _message.decode(raw)
    if (moved := _moved(message)) is not None:
        return Incoming(0, message.chat.id, moved, update_id, private=False)
    sender, private = message.sender, message.chat.type == "private"
    # Money and verdicts need a named person: a channel or "some administrator" is none.
    if message.chat.type == "channel" or message.sender_chat is not None or sender is None:
        return Ignored(update_id, "no named sender")
    if sender.is_bot:
        return Ignored(update_id, "from a bot")
    event: Said | Command
    # A forwarded message is shown to us, not said to us: its text stays text.
    if message.text is not None and message.forward_origin is None and (found := _COMMAND.fullmatch(message.text)):
        if not _meant(found[2], us, private):
            return Ignored(update_id, "command for another bot")
        event = Command(found[1].lower(), (found[3] or "").strip())
    else:
        event = _plain(message, raw)
    if not private and (edited or not isinstance(event, Command)):
        return Ignored(update_id, "talk in a group")
    if isinstance(event, Other) and event.kind in _NOTES:
        return Ignored(update_id, "note of the app")
    return _from(sender, message.chat, update_id, Edited(event) if edited else event, message.message_id)


def _moved(message: Message) -> Moved | None:
    """Told by Telegram twice, in the old chat and in the new one; whoever it was, it is a fact."""
    if message.migrate_to_chat_id is not None:
        return Moved(message.chat.id, message.migrate_to_chat_id)
    if message.migrate_from_chat_id is not None:
        return Moved(message.migrate_from_chat_id, message.chat.id)
    return None


def _meant(mention: str | None, us: str, private: bool) -> bool:
    if mention is None:
        return True
    return mention.lower() == us.lower() if us else private


def _plain(message: Message, raw: msgspec.Raw) -> Said:
    if message.text is not None:
        return Text(message.text, _origin(message.forward_origin))
    if message.photo:
        largest = max(message.photo, key=lambda one: (one.width * one.height, one.file_size or 0))
        return _media("photo", largest, message)
    for kind in _FILES:
        file: File | None = getattr(message, kind)
        if file is not None:
            return _media(kind, file, message)
    if message.contact is not None:
        return Contact(message.contact.user_id, message.contact.name)
    kinds = [kind for kind in _fields.decode(raw) if kind not in _AROUND]
    return Other("venue" if "venue" in kinds else next(iter(kinds), "nothing"))  # a venue also bears its location


def _media(kind: str, file: File, message: Message) -> Media:
    return Media(
        kind=kind,
        file_id=file.file_id,
        unique_id=file.file_unique_id,
        size=file.file_size,
        name=file.file_name,
        mime=file.mime_type,
        caption=message.caption,
        album=message.media_group_id,
        origin=_origin(message.forward_origin),
    )


def _origin(source: Source | None) -> Origin | None:
    """Who said it first. A form we do not know tells a date at least: it counts as hidden."""
    if source is None:
        return None
    at = datetime.fromtimestamp(source.date, UTC)
    if source.type == "user" and source.sender_user is not None:
        return Origin("person", source.sender_user.id, source.sender_user.name, at)
    chat = source.sender_chat if source.type == "chat" else source.chat if source.type == "channel" else None
    if chat is not None:
        return Origin(source.type, chat.id, chat.title or "", at)
    return Origin("hidden", None, source.sender_user_name, at)


def _standing(update_id: int, change: MemberUpdated) -> Incoming | Ignored:
    # Unlike a message this counts whoever did it: the bot's own standing is a fact.
    if change.chat.type == "channel":
        return Ignored(update_id, "a channel")
    return _from(change.sender, change.chat, update_id, Membership(change.new_chat_member.status), None)


def _from(
    who: User, chat: Chat, update_id: int, event: Said | Command | Edited | Membership | AsksToJoin, message: int | None
) -> Incoming:
    return Incoming(
        person=who.id,
        chat=chat.id,
        event=event,
        update_id=update_id,
        private=chat.type == "private",
        message_id=message,
        name=who.name,
        username=who.username,
        language=who.language_code,
    )
