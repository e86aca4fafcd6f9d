"""The simulated world: the root that holds clock, people, bots, chats, journal and rules together."""

from __future__ import annotations

import itertools
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.simulator.clock import Clock
from assistant.simulator.failures import ApiError, ControlError
from assistant.simulator.faults import Faults
from assistant.simulator.journal import Events, Journal
from assistant.simulator.limits import Limits
from assistant.simulator.media import Files
from assistant.simulator.people import Bot, Chat, Member, Message, Person, keyboard_data

_TOKEN = re.compile(r"[0-9]{1,16}:[A-Za-z0-9_-]{1,80}")
_FIRST_PERSON = 500_000_001
_FIRST_GROUP = 4_000_000_001
_FIRST_SUPERGROUP = 1_002_000_000_001


class World:
    """`virtual` time stands still between jumps; `open_doors` makes a bot of any well-formed token.

    `start` is the first moment (epoch seconds), `quiet` the real seconds of silence after which a bot without a
    clock client counts as idle, `read_timeout` the real seconds a webhook may take, `spin_guard` those for which
    a bot that polls the same offset again is made to wait.
    """

    def __init__(  # noqa: PLR0913 - a world's settings, each by name and optional
        self,
        *,
        virtual: bool = False,
        start: float | None = None,
        open_doors: bool = False,
        limits: Limits | None = None,
        seed: int | None = None,
        quiet: float = 0.15,
        read_timeout: float = 60.0,
        spin_guard: float = 3.0,
    ) -> None:
        self.clock = Clock(base=time.time() if start is None else start, rate=0.0 if virtual else 1.0)
        self.open_doors = open_doors
        self.limits = limits or Limits()
        self.chance = random.Random(seed)  # noqa: S311 - jitter and first ids, nothing secret
        self.quiet = quiet
        self.read_timeout = read_timeout
        self.spin_guard = spin_guard
        self.events = Events()
        self.journal = Journal(self.clock.now, self.events)
        self.faults = Faults()
        self.files = Files()
        self.page = Path(__file__).parent / "page"
        self.people: dict[int, Person] = {}
        self.bots: dict[int, Bot] = {}
        self.groups: dict[int, Chat] = {}
        self._usernames: dict[str, Person | Bot] = {}  # lower case
        self.toasts: list[dict[str, Any]] = []
        self.working = 0  # calls being served and deliveries under way
        self.activity = 0  # grows with everything that happens
        self.busy_at = 0.0  # real moment of the last activity
        self.arrived: Callable[[Bot], None] = _nobody  # told of every queued update
        self._numbers = itertools.count(1)
        self._revisions = itertools.count(1)

    # --- people and bots --------------------------------------------------------------------------------

    def add_person(
        self, name: str, language: str = "zh-hans", username: str | None = None, number: int | None = None
    ) -> Person:
        if number is None:
            number = next(n for n in itertools.count(_FIRST_PERSON + len(self.people)) if n not in self.people)
        if number <= 0 or number in self.people or number in self.bots:
            raise ControlError(f"the id {number} cannot be had")
        self._check_username(username)
        person = self.people[number] = Person(number, name, language)
        self._name(person, username)
        self.events.publish("person", person=person.id)
        return person

    def change_person(self, person: Person, *, name: str | None, language: str | None, username: str | None) -> None:
        if username is not None and username != person.username:
            self._check_username(username or None)
            self._name(person, username or None)
        person.name = name or person.name
        person.language = person.language if language is None else language
        self.events.publish("person", person=person.id)

    def add_bot(self, token: str, username: str | None = None, name: str | None = None) -> Bot:
        """A bot for that token; the same token again renames the bot it belongs to."""
        if not _TOKEN.fullmatch(token):
            raise ControlError("not a token: digits, a colon, letters")
        number = int(token.split(":", 1)[0])
        bot = self.bots.get(number)
        if bot is None:
            self._check_username(username)
            first = self.chance.randrange(2_000_001, 1_000_000_000)
            bot = self.bots[number] = Bot(number, token, name or "Bot", "", first)
            self._name(bot, username or f"sim{number}_bot")
        else:
            bot.token, bot.name = token, name or bot.name
            if username and username.lower() != bot.username.lower():
                self._check_username(username)
                self._name(bot, username)
        self.events.publish("bot", bot=bot.id)
        return bot

    def bot_by_token(self, token: str) -> Bot:
        """The bot that may use this token. Raises 401."""
        if not _TOKEN.fullmatch(token):
            raise ApiError(401, "invalid token specified")
        bot = self.bots.get(int(token.split(":", 1)[0]))
        if bot is None and self.open_doors:
            return self.add_bot(token)
        if bot is None or bot.token != token:
            raise ApiError(401)
        return bot

    def person(self, number: Any) -> Person:
        person = self.people.get(number) if isinstance(number, int) else None
        if person is None:
            raise ControlError("no such person", 404)
        return person

    def bot(self, number: Any = None) -> Bot:
        """That bot (an id or a @username); without one, the only bot there is."""
        if number is None:
            if len(self.bots) == 1:
                return next(iter(self.bots.values()))
            raise ControlError("which bot? give its id")
        if isinstance(number, str):
            found = self.by_username(number)
            if isinstance(found, Bot):
                return found
        bot = self.bots.get(number) if isinstance(number, int) else None
        if bot is None:
            raise ControlError("no such bot", 404)
        return bot

    def by_username(self, username: str) -> Person | Bot | None:
        return self._usernames.get(username.removeprefix("@").lower())

    def _name(self, who: Person | Bot, username: str | None) -> None:
        if who.username:
            self._usernames.pop(who.username.lower(), None)
        if isinstance(who, Person) or username:
            who.username = username
        if username:
            self._usernames[username.lower()] = who

    def _check_username(self, username: str | None) -> None:
        if username is not None and self.by_username(username):
            raise ControlError(f"@{username} is taken")

    # --- chats and messages -----------------------------------------------------------------------------

    def private_chat(self, person: Person, bot: Bot) -> Chat:
        chat = bot.private_chats.get(person.id)
        if chat is None:
            chat = Chat(person.id, "private", person=person, bot=bot)
            bot.private_chats[person.id] = chat
        return chat

    def met(self, bot: Bot, person: Person) -> bool:
        """Whether the bot has heard of that person's account: from a message, or in a group of both."""
        chat = bot.private_chats.get(person.id)
        shared = (bot.id in group.members and person.id in group.members for group in self.groups.values())
        return (chat is not None and chat.started) or any(shared)

    def add_group(self, owner: Person, title: str, kind: str = "group") -> Chat:
        if kind not in ("group", "supergroup"):
            raise ControlError("a group is a group or a supergroup")
        first = _FIRST_GROUP if kind == "group" else _FIRST_SUPERGROUP
        group = Chat(-(first + len(self.groups)), kind, title)
        group.members[owner.id] = Member(owner, "creator")
        self.groups[group.id] = group
        self.events.publish("chat", chat=group.id)
        return group

    def group(self, number: Any) -> Chat:
        group = self.groups.get(number) if isinstance(number, int) else None
        if group is None:
            raise ControlError("no such group", 404)
        return group

    def post(
        self, chat: Chat, sender: Person | Bot, content: dict[str, Any], keyboard: dict[str, Any] | None = None
    ) -> Message:
        """A new message: `content` is what stands in it beside its number, sender, chat and date."""
        counter = chat.bot if chat.bot is not None else chat
        counter.last_message += 1
        body = {
            "message_id": counter.last_message,
            "from": sender.user(),
            "chat": chat.shown(),
            "date": int(self.clock.now()),
            **content,
        }
        message = Message(chat, counter.last_message, sender, body, keyboard=keyboard)
        message.pressable = keyboard_data(body.get("reply_markup"))
        chat.messages[message.id] = message
        self.changed(message, "message")
        return message

    def changed(self, message: Message, event: str) -> None:
        """Note a new revision of a message and tell the onlookers."""
        message.revision = next(self._revisions)
        message.chat.changes.append((message.revision, message.id))
        self.touch()
        bot = message.chat.bot.id if message.chat.bot else None
        self.events.publish(event, chat=message.chat.id, bot=bot, message=message.seen())

    def number(self) -> int:
        """A number not given before (queries, albums)."""
        return next(self._numbers)

    # --- activity ---------------------------------------------------------------------------------------

    def touch(self) -> None:
        self.activity += 1
        self.busy_at = time.monotonic()

    def begin(self) -> None:
        self.working += 1
        self.touch()

    def end(self) -> None:
        self.working -= 1
        self.touch()

    async def rest(self, seconds: float) -> None:
        """Let simulated time pass within a call or delivery, which meanwhile does not count as under way."""
        self.end()
        try:
            await self.clock.sleep(seconds)
        finally:
            self.begin()


def _nobody(bot: Bot) -> None:
    """Until the server runs nobody waits for updates."""
