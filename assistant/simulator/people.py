"""Who and what there is in the world: people, bots, chats, messages."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, eq=False)
class Person:
    id: int
    name: str
    language: str = "zh-hans"
    username: str | None = None
    blocked: set[int] = field(default_factory=set)  # bots this person has blocked
    hidden_forwards: bool = False  # forwards of their messages show a name, not the account

    def user(self) -> dict[str, Any]:
        """The Bot API's User object."""
        shown: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.name}
        if self.username:
            shown["username"] = self.username
        if self.language:
            shown["language_code"] = self.language
        return shown


@dataclass(slots=True)
class Webhook:
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    last_error_date: int | None = None
    last_error_message: str = ""


@dataclass(slots=True, eq=False)
class Update:
    """One queued update; `payload` is the JSON text of its content as it was when the update came about."""

    id: int
    kind: str
    key: int
    payload: str
    expires: float

    def text(self) -> str:
        return f'{{"update_id":{self.id},\n"{self.kind}":{self.payload}}}'


@dataclass(slots=True, eq=False)
class Query:
    """A press of a button that waits for its answer."""

    id: str
    person: Person
    message: Message
    data: str
    asked: float
    answered: bool = False


@dataclass(slots=True, eq=False)
class Bot:
    id: int
    token: str = field(repr=False)
    name: str
    username: str
    next_update: int
    private_chats: dict[int, Chat] = field(default_factory=dict)  # by person
    reads_all: bool = False  # privacy mode switched off
    updates: OrderedDict[int, Update] = field(default_factory=OrderedDict)
    allowed: frozenset[str] | None = None  # None: the default set
    webhook: Webhook = field(default_factory=Webhook)
    commands: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)  # by scope and language
    queries: dict[str, Query] = field(default_factory=dict)
    last_message: int = 0  # one count for all private chats, as for a real account
    polled: bool = False
    doors: dict[int, float] = field(
        default_factory=dict
    )  # by person: until when one who asked to join may be written to

    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def hint(self) -> str:
        """The token's recognisable, useless part."""
        return f"{self.id}:…{self.token[-4:]}"


@dataclass(slots=True)
class Member:
    who: Person | Bot
    status: str  # creator, administrator, member, left, kicked
    rights: frozenset[str] | None = None  # of an administrator; None: all but that of appointing others


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat of one person with one bot, or a group."""

    id: int
    type: str
    title: str = ""
    person: Person | None = None
    bot: Bot | None = None
    started: bool = False  # the person has written to the bot
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    changes: list[tuple[int, int]] = field(default_factory=list)  # (revision, message), oldest first
    last_message: int = 0
    description: str = ""
    permissions: dict[str, bool] = field(default_factory=dict)  # of plain members, as a bot has set them
    links: dict[str, dict[str, Any]] = field(default_factory=dict)  # invite links, as the Bot API shows them
    pinned: int = 0
    asking: dict[int, Person] = field(default_factory=dict)  # people who asked to join
    became: int = 0  # the supergroup that this group was upgraded to

    @property
    def private(self) -> bool:
        return self.type == "private"

    def shown(self) -> dict[str, Any]:
        """The Bot API's Chat object."""
        if self.person is not None:
            chat = {"id": self.id, "first_name": self.person.name, "type": "private"}
            return {**chat, "username": self.person.username} if self.person.username else chat
        return {"id": self.id, "title": self.title, "type": self.type}

    def has(self, who: int) -> bool:
        member = self.members.get(who)
        return member is not None and member.status not in ("left", "kicked") and not self.became

    def bots(self) -> list[Bot]:
        if self.bot is not None:
            return [self.bot]
        return [
            member.who for member in self.members.values() if isinstance(member.who, Bot) and self.has(member.who.id)
        ]

    def people(self) -> list[Person]:
        if self.person is not None:
            return [self.person]
        present = (member.who for member in self.members.values() if self.has(member.who.id))
        return [who for who in present if isinstance(who, Person)]


@dataclass(slots=True, eq=False)
class Message:
    """`body` is the Bot API's Message; what only apps see stands beside it."""

    chat: Chat
    id: int
    sender: Person | Bot
    body: dict[str, Any]
    revision: int = 0
    edited: bool = False
    deleted: bool = False
    keyboard: dict[str, Any] | None = None  # a reply keyboard, its removal, or a forced reply
    pressable: set[str] = field(default_factory=set)  # callback data of every keyboard it ever had

    @property
    def date(self) -> int:
        return int(self.body["date"])

    def seen(self) -> dict[str, Any]:
        """As the apps see it (control API)."""
        extra: dict[str, Any] = {"revision": self.revision, "edited": self.edited, "deleted": self.deleted}
        if self.keyboard is not None:
            extra["reply_keyboard"] = self.keyboard
        return {**self.body, **extra}

    def quoted(self) -> dict[str, Any]:
        """As it stands inside a reply: without what it replied to itself."""
        return {name: value for name, value in self.body.items() if name != "reply_to_message"}


def keyboard_data(markup: dict[str, Any] | None) -> set[str]:
    """The callback data of all buttons of an inline keyboard."""
    rows = (markup or {}).get("inline_keyboard", [])
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}
