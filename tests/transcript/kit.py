"""A stage on which the assistant says what it is told to, and short ways to play on it."""

import asyncio
import itertools
from pathlib import Path

from assistant.transcript import Player, parse

WHERE = Path("a.chat")


def steps_of(text):
    return parse(f"A title\n{text}", WHERE).steps


class Puppet:
    """`answers` maps what was done last to the messages that come of it; `done` lists what was asked of it."""

    def __init__(self, answers=()):
        self.answers, self.done = dict(answers), []
        self._people, self._numbers, self._due = itertools.count(1), itertools.count(100), []

    def _do(self, *what):
        self.done.append(what)
        self._due += [{"message_id": next(self._numbers), **each} for each in self.answers.get(str(what[-1]), ())]

    async def person(self, name, language):
        return next(self._people)

    async def group(self, title, owner, members):
        self._do("group", title, owner, *members)
        return -1

    async def say(self, who, chat, text, forwarded=None):
        self._do("say", who, chat, *([forwarded] if forwarded else []), text)
        return len(self.done)

    async def edit(self, who, chat, message, text):
        self._do("edit", who, message, text)

    async def press(self, who, chat, message, data):
        self._do("press", who, message, data)

    async def send(self, who, chat, kind, files, caption, forwarded=None):
        self._do("send", who, kind, *([forwarded] if forwarded else []), caption)

    async def contact(self, who, chat, contact):
        self._do("contact", who, contact)

    async def hides(self, who):
        self._do("hides", who)

    async def open(self, who, link, chat=0):
        self._do("open", who, link, *([chat] if chat else []))

    async def new_group(self, title, owner, members):
        self._do("new_group", title, owner, *members)
        return -1

    async def remove(self, chat):
        self._do("remove", chat)

    async def rights(self, chat, rights):
        self._do("rights", chat, *rights)

    async def upgrade(self, chat):
        self._do("upgrade", chat)
        return chat - 1

    async def language(self, who, language):
        self._do("language", who, language)

    async def block(self, who, *, blocked):
        self._do("block", who, blocked)

    async def now(self, moment):
        self._do("now", moment)

    async def wait(self, seconds):
        self._do("wait", seconds)

    async def restart(self):
        self._do("restart")

    async def kill(self):
        self._do("kill")

    async def fault(self, method, **rule):
        self._do("fault", method, rule)

    async def heard(self, chat, who):
        if chat != self.done[-1][1] if self.done and self.done[-1][0] == "say" else chat != 1:
            return []
        due, self._due = self._due, []
        return due


def screen(text, *labels, **more):
    return {
        "text": text,
        "reply_markup": {"inline_keyboard": [[{"text": each, "callback_data": f"{text}/{each}"} for each in labels]]},
        **more,
    }


def played(text, answers=()):
    puppet = Puppet(answers)
    asyncio.run(Player(parse(f"A title\n@ person anna\n{text}", WHERE), puppet).play())
    return puppet.done
