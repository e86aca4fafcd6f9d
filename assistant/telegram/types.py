"""The parts of Telegram's updates that we read; fields we do not name are passed over.

Source: the Bot API's own field names. Ids are bounded to what the store can hold (64 bits, signed).
"""

from __future__ import annotations

from typing import Annotated

import msgspec

LAST_ID = 2**62
Id = Annotated[int, msgspec.Meta(ge=-LAST_ID, le=LAST_ID)]


class User(msgspec.Struct, frozen=True):
    id: Id
    first_name: str = ""
    last_name: str = ""
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Chat(msgspec.Struct, frozen=True):
    """`type` is private, group, supergroup or channel."""

    id: Id
    type: str
    title: str | None = None


class File(msgspec.Struct, frozen=True):
    """A photo size or any other file: what they have in common."""

    file_id: str
    file_unique_id: str
    file_size: int | None = None
    file_name: str | None = None
    mime_type: str | None = None
    width: int = 0
    height: int = 0


class Sharing(msgspec.Struct, frozen=True):
    """Somebody's contact; the telephone number is not read, so that it can be kept nowhere."""

    first_name: str = ""
    last_name: str = ""
    user_id: Id | None = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Source(msgspec.Struct, frozen=True):
    """MessageOrigin in all its forms: user, hidden_user, chat (`sender_chat`), channel (`chat`)."""

    type: str
    date: Annotated[int, msgspec.Meta(ge=0, le=2**37)] = 0  # seconds; beyond that no calendar has a day
    sender_user: User | None = None
    sender_user_name: str = ""
    sender_chat: Chat | None = None
    chat: Chat | None = None


class Message(msgspec.Struct, frozen=True):
    """What was said."""

    message_id: Id
    chat: Chat
    sender: User | None = msgspec.field(default=None, name="from")
    sender_chat: Chat | None = None
    text: str | None = None
    caption: str = ""
    media_group_id: str | None = None
    forward_origin: Source | None = None
    migrate_to_chat_id: Id | None = None
    migrate_from_chat_id: Id | None = None
    contact: Sharing | None = None
    animation: File | None = None
    photo: list[File] | None = None
    document: File | None = None
    video: File | None = None
    voice: File | None = None
    audio: File | None = None
    video_note: File | None = None


class Place(msgspec.Struct, frozen=True):
    """Where a pressed button stands; all that is left of a message too old to be shown again."""

    message_id: Id
    chat: Chat


class CallbackQuery(msgspec.Struct, frozen=True):
    id: str
    sender: User = msgspec.field(name="from")
    message: Place | None = None
    data: str = ""


class Member(msgspec.Struct, frozen=True):
    status: str


class MemberUpdated(msgspec.Struct, frozen=True):
    chat: Chat
    sender: User = msgspec.field(name="from")
    new_chat_member: Member


class JoinRequest(msgspec.Struct, frozen=True):
    """`user_chat_id`: where whoever asks may be written to for five minutes."""

    chat: Chat
    user_chat_id: Id
    sender: User = msgspec.field(name="from")


class Envelope(msgspec.Struct, frozen=True):
    """An update with its content still sealed, so that a strange content cannot hide the `update_id`."""

    update_id: Annotated[int, msgspec.Meta(ge=0, le=LAST_ID)]
    message: msgspec.Raw = msgspec.Raw()
    edited_message: msgspec.Raw = msgspec.Raw()
    callback_query: msgspec.Raw = msgspec.Raw()
    my_chat_member: msgspec.Raw = msgspec.Raw()
    chat_join_request: msgspec.Raw = msgspec.Raw()
