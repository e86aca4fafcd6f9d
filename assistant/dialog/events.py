"""What may reach a conversation, free of any transport."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a forwarded message comes from, as Telegram tells it; nobody can check more than that.

    `kind`: "person" (visible: `person` is their numeric id), "hidden" (a person who shows a name only), "chat" (a
    group speaking for itself) or "channel"; for these two `person` is the chat's id, for "hidden" None. `at`: when
    it was first sent (aware, UTC).
    """

    kind: str
    person: int | None
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Text:
    """Typed words; with an `origin` they were shown to us rather than said to us."""

    text: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """`/newgroup` or `/start abc`: `name` without the slash and the @bot, `payload` the rest of the line."""

    name: str
    payload: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """A press of an inline button; `data` is its callback_data, trusted for nothing."""

    data: str


@dataclass(frozen=True, slots=True)
class Media:
    """A file: photo (its largest size), document, video, voice, audio, video_note or animation."""

    kind: str
    file_id: str
    unique_id: str
    size: int | None = None
    name: str | None = None
    mime: str | None = None
    caption: str = ""
    album: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared contact: the numeric id of its Telegram account, None where it has none. Its number is never read."""

    person: int | None
    name: str
    kind: ClassVar[str] = "contact"


@dataclass(frozen=True, slots=True)
class Other:
    """Anything else a person can send (sticker, location, poll …), by its Bot API field name."""

    kind: str


@dataclass(frozen=True, slots=True)
class Edited:
    """The person edited an earlier message (`Incoming.message_id`) into this."""

    event: Text | Command | Media | Contact | Other


@dataclass(frozen=True, slots=True)
class JobDone:
    """Slow work asked for by a turn has ended well."""

    job: str
    result: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JobFailed:
    """Slow work has ended badly; `code` says why (see worker/)."""

    job: str
    code: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A stored deadline has come: the timer's key, its kind and what was stored with it."""

    key: str
    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Membership:
    """The bot's own standing in a chat changed (my_chat_member): member, administrator, left, kicked …"""

    status: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup: the chat `before` is the chat `after` from now on."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class AsksToJoin:
    """Somebody asks to join a group's chat; for five minutes they can be written to at `reach`."""

    reach: int


Said = Text | Media | Contact | Other
Event = Said | Command | Tap | Edited | JobDone | JobFailed | Due | Membership | Moved | AsksToJoin


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update on its way in: who, where, and what.

    `person` is the numeric id of the sender, `chat` where it happened (equal in a private chat).
    `message_id` is the message said, edited, or (for a Tap) the one that bears the button.
    `query_id` is the callback query to answer. Only updates of Telegram have an `update_id`.
    """

    person: int
    chat: int
    event: Event
    update_id: int | None = None
    private: bool = True
    message_id: int | None = None
    query_id: str | None = None
    name: str = ""
    username: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a pure step may know beyond the words: when, where, in whose language.

    `now` is aware (UTC), `zone` an IANA name, `locale` one of ours ("zh_CN", "en"), `currency` ISO 4217.
    """

    now: datetime
    locale: str = "zh_CN"
    zone: str = "Asia/Shanghai"
    currency: str = "CNY"
    message_id: int | None = None
