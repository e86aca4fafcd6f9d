"""The composition root: builds every part once and hands it over; the only importer of flows."""

from __future__ import annotations

import gc
import secrets
from collections.abc import Callable
from pathlib import Path

from assistant import i18n
from assistant.clock import open_clock
from assistant.dialog.engine import Dialogue
from assistant.i18n import N_
from assistant.jobs import Jobs
from assistant.service import Service
from assistant.settings import Settings
from assistant.store import Writer, open_books
from assistant.sweeper import Sweeper
from assistant.telegram import CommandTable, build, limits_from
from assistant.timers import Timers
from assistant.worker import WORKER, Worker
from flows import FLOWS, PAGES, REACTIONS

MENU = {
    "start": N_("Where you are, and what I can do"),
    "newgroup": N_("Set up a group"),
    "groups": N_("Your groups"),
    "rules": N_("Rules of a group: read, write, change"),
    "safety": N_("Safety of a group: its score, and what to mend"),
    "rehearse": N_("Rehearse a dispute with made-up people"),
    "check": N_("A message seems odd: is it a swindle?"),
    "membercheck": N_("Look through the members of a group"),
    "renew": N_("A new QR code for a group"),
    "order": N_("Put a deal on record"),
    "orders": N_("Your orders: who owes what"),
    "dispute": N_("A problem with a deal"),
    "cases": N_("Your cases: whose turn it is"),
    "language": N_("Language · 语言"),
    "privacy": N_("What I keep about you"),
    "help": N_("Help for the step you are in"),
    "cancel": N_("Stop what we are in the middle of"),
}
IN_GROUPS = ("newgroup", "groups", "help")


def menu() -> list[CommandTable]:
    """The command menus, per language and scope; the default language also serves everybody else."""
    tables = []
    for locale in i18n.locales():
        for language in {"", locale.split("_")[0]} if locale == i18n.DEFAULT else {locale.split("_")[0]}:
            rows = [(name, i18n.text(text, locale)) for name, text in MENU.items()]
            short = [row for row in rows if row[0] in IN_GROUPS]
            tables.append(CommandTable(rows, "all_private_chats", language))
            tables.append(CommandTable(short, "all_group_chats", language))
            tables.append(CommandTable(short, "all_chat_administrators", language))
    return tables


class Assistant:
    """The whole assistant in one process. `start` and `stop` belong together, on one event loop."""

    def __init__(
        self,
        settings: Settings,
        worker: tuple[str, ...] = WORKER,
        fresh: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        """`worker`: the command line that starts the worker process; `fresh` makes random tokens, sixteen hex digits."""
        self.settings = settings
        self.clock = open_clock(settings.clock)
        self.books = open_books(settings.database)
        self.writer = Writer(self.books)
        limits = limits_from(settings)
        self.dialogue = Dialogue(FLOWS, PAGES)
        self.service = Service(
            self.dialogue,
            REACTIONS,
            self.clock,
            fresh=fresh,
            may_ride=limits.take,
            default_locale=settings.locale,
        )
        self.telegram = build(settings, self.writer, self.service, self.clock, limits, commands=menu())
        self.service.bot = lambda: self.telegram.username
        files = Path(settings.files)
        files.mkdir(parents=True, exist_ok=True)
        self.worker = Worker(files, settings.api, settings.token.get_secret_value(), command=worker)
        self.timers = Timers(self.writer, self.service, self.clock, self.telegram.wake, settings.heartbeat)
        self.jobs = Jobs(self.writer, self.service, self.clock, self.worker, self.telegram.wake)
        self.sweeper = Sweeper(self.writer, self.clock, self.worker, files)
        self.service.on_timer, self.service.on_job = self.timers.hint, self.jobs.hint
        self.telegram.sender.on_proof = self.timers.hint
        self.service.on_bug = self.telegram.metrics.dead_letters.inc

    async def start(self) -> None:
        await self.clock.start()
        await self.worker.start()
        await self.jobs.start()
        self.timers.start()
        self.sweeper.start()
        await self.telegram.start()
        gc.collect()
        gc.set_threshold(50_000, 20, 20)  # a turn makes much and keeps little: collect less often
        gc.freeze()  # what was built to stay need not be looked at again; it cuts the tail of latencies

    async def stop(self) -> None:
        """Let what was begun end, then close the books: nothing is lost."""
        await self.telegram.stop()
        await self.sweeper.stop()
        await self.timers.stop()
        await self.jobs.stop()
        await self.worker.stop()
        await self.writer.close()
        self.books.close()
        await self.clock.close()
