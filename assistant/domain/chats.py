"""Groups that live in Telegram: which chat is a group's, what I may do there, what was set up: what is asked for, what happens.

Whoever looks after a group gets a link; opened in a chat, it makes that chat the group's. The link is bound to the
group, works once, for a day, and only for somebody who looks after the group then. What Telegram says comes back as
commands of nobody (person 0): rights seen, a step done or refused, the chat moved or lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from assistant.domain.groups import Standing

LINK_LASTS = timedelta(days=1)


class Right(StrEnum):
    """What an administrator may be allowed to do, as the Bot API calls it: those that I ask for."""

    INFO = "can_change_info"
    LIMITS = "can_restrict_members"
    INVITE = "can_invite_users"
    PIN = "can_pin_messages"


class Step(StrEnum):
    """What I set up in a group's chat."""

    TITLE = "title"
    ABOUT = "about"
    LIMITS = "limits"
    RULES = "rules"
    LINK = "link"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class Setup:
    """A run of setting up: `steps` that have ended, "" or what Telegram said against it."""

    run: int = 0
    begun: datetime | None = None
    plan: tuple[Step, ...] = ()
    steps: Mapping[Step, str] = field(default_factory=dict)

    @property
    def through(self) -> bool:
        return all(step in self.steps for step in self.plan)


@dataclass(frozen=True, slots=True)
class Chat:
    """A group's chat: `rights` None as long as I am no administrator there; `link` is its invite link.

    `message` holds the rules that I posted there, in the version `rules`; 0: none.
    """

    chat: int
    rights: frozenset[Right] | None = None
    setup: Setup = field(default_factory=Setup)
    link: str = ""
    message: int = 0
    rules: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A group, how it stands, and its chat, if it has one."""

    standing: Standing
    platform: str
    chat: Chat | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the books have it, and whether the chat it was opened in is another group's."""

    handle: str
    expires: datetime
    used: bool
    taken: bool = False


# --- what is asked for ---


@dataclass(frozen=True, slots=True)
class OfferChat:
    person: int
    now: datetime
    group: int
    handle: str


@dataclass(frozen=True, slots=True)
class BindChat:
    """Somebody opened the link in a chat."""

    person: int
    now: datetime
    handle: str
    chat: int


@dataclass(frozen=True, slots=True)
class CheckChat:
    person: int
    now: datetime
    group: int


@dataclass(frozen=True, slots=True)
class SetUpChat:
    person: int
    now: datetime
    group: int


@dataclass(frozen=True, slots=True)
class NoteRights:
    """What Telegram says that I may do; None: I am no administrator. `asker` wanted to know; 0: nobody, I looked for myself."""

    now: datetime
    group: int
    chat: int
    asker: int
    rights: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class NoteStep:
    """A step has ended: `why` is what Telegram said against it; `link` what it gave."""

    now: datetime
    group: int
    run: int
    asker: int
    step: Step
    why: str = ""
    link: str = ""
    message: int = 0


@dataclass(frozen=True, slots=True)
class MoveChat:
    """The chat became a supergroup, with another number."""

    now: datetime
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class SeeAgain:
    """Somebody has changed what I may do there."""

    now: datetime
    chat: int


@dataclass(frozen=True, slots=True)
class LoseChat:
    """I was removed from it."""

    now: datetime
    chat: int


# --- what happened ---


@dataclass(frozen=True, slots=True)
class ChatOffered:
    group: int
    person: int
    now: datetime
    handle: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class ChatBound:
    group: int
    person: int
    now: datetime
    chat: int
    handle: str


@dataclass(frozen=True, slots=True)
class ChatChecked:
    group: int
    person: int
    now: datetime
    chat: int


@dataclass(frozen=True, slots=True)
class ChatSetUp:
    """`message`: the rules as they hang there already, to be pinned; 0: they are to be posted. `rules`: their version."""

    group: int
    person: int
    now: datetime
    chat: int
    run: int
    plan: tuple[Step, ...]
    message: int
    rules: int


@dataclass(frozen=True, slots=True)
class RightsSeen:
    """`person` is to hear of it; 0: nobody."""

    group: int
    person: int
    now: datetime
    rights: frozenset[Right] | None


@dataclass(frozen=True, slots=True)
class StepEnded:
    """`person` had asked for it; `through`: it was the last. `message`: what it posted."""

    group: int
    person: int
    now: datetime
    chat: int
    run: int
    step: Step
    why: str
    link: str
    message: int
    through: bool


@dataclass(frozen=True, slots=True)
class ChatMoved:
    group: int
    now: datetime
    before: int
    after: int
    person: int = 0


@dataclass(frozen=True, slots=True)
class ChatLost:
    group: int
    now: datetime
    chat: int
    person: int = 0


Command = OfferChat | BindChat | CheckChat | SetUpChat | NoteRights | NoteStep | MoveChat | SeeAgain | LoseChat
Happened = ChatOffered | ChatBound | ChatChecked | ChatSetUp | RightsSeen | StepEnded | ChatMoved | ChatLost
