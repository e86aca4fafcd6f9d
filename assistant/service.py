"""The turn: one event in, one answer out, inside one transaction. The only place that joins all floors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import structlog

from assistant import i18n
from assistant.acquaintance import context_of, know, parted
from assistant.clock import Clock, moment
from assistant.commands import carry_out
from assistant.dialog import session
from assistant.dialog.engine import Dialogue
from assistant.dialog.events import Command, Context, Due, Event, Incoming, JobDone, JobFailed, Membership
from assistant.dialog.outcome import Outcome, Reactions
from assistant.dialog.pages import in_group, trouble
from assistant.dialog.render import Reader, plain, say
from assistant.dialog.session import Desk
from assistant.dialog.words import Message, Screen
from assistant.effects import Effects, Turn
from assistant.errors import Refused
from assistant.group_events import command_in
from assistant.known import Known
from assistant.speech import Ack, Answer, MayRide, Speech
from assistant.store import Books, Person, Stored, StoreDown, Timer
from assistant.store import File as Blob

log = structlog.get_logger()
TOAST = 200  # characters of an answerCallbackQuery (Bot API)


NOTHING = Answer()


class Service:
    """Runs in the writer's thread. `fresh` makes random tokens, `may_ride` asks the rate limits."""

    def __init__(  # noqa: PLR0913 - the composition root hands everything over by name
        self,
        dialogue: Dialogue,
        reactions: Reactions,
        clock: Clock,
        *,
        fresh: Callable[[], str],
        may_ride: MayRide,
        bot: Callable[[], str] = str,
        default_locale: str = i18n.DEFAULT,
    ) -> None:
        self._dialogue, self._clock = dialogue, clock
        self._fresh, self._may_ride, self._default = fresh, may_ride, default_locale
        self.bot = bot  # our own username, once known
        self.on_timer: Callable[[float], None] = lambda due: None  # a timer is being set
        self.on_job: Callable[[], None] = lambda: None  # a job is being queued
        self.on_bug: Callable[[], None] = lambda: None  # an update is being buried
        self._effects = Effects(
            dialogue,
            reactions,
            bot=lambda: self.bot(),  # noqa: PLW0108 - these three are set later
            fresh=fresh,
            default_locale=default_locale,
            on_timer=lambda due: self.on_timer(due),  # noqa: PLW0108
            on_job=lambda: self.on_job(),  # noqa: PLW0108
        )

    # --- the ways in ---

    def turn(self, books: Books, incoming: Incoming, raw: bytes) -> Answer:
        """One update of Telegram. Never raises for a bug: the update is buried, the person told calmly."""
        stored = books.inbox.seen(incoming.update_id) if incoming.update_id is not None else None
        try:
            with books.savepoint():
                return self._handle(books, incoming) if stored is None else self._once_more(books, incoming, stored)
        except StoreDown:
            raise
        except Exception as bug:
            log.exception("turn failed", update_id=incoming.update_id)
            return self._bury(books, incoming, raw, bug) if stored is None else Answer(again=True)

    def undecodable(self, books: Books, update_id: int, raw: bytes, why: str) -> Answer:
        """An authentic update that cannot be read: kept for a human, never asked for again."""
        if books.inbox.seen(update_id) is None:
            now = self._clock.now()
            books.letters.bury(update_id, raw, why, now)
            books.inbox.record(update_id, 0, now, 0, None, None)
        return NOTHING

    def due(self, books: Books, timer: Timer) -> None:
        """A stored deadline has come; it goes in the same transaction in which it is answered."""
        books.timers.drop(timer.key)
        person = timer.person or 0
        self._handle(books, Incoming(person, person, Due(timer.key, timer.kind, timer.data)))

    def away(self, books: Books, since: float, until: float) -> None:
        """We were down from `since` until `until` (epoch seconds): what runs against people's time is told."""
        self._handle(books, Incoming(0, 0, Due("house", "house.away", {"since": since, "until": until})))

    def worked(self, books: Books, number: str, result: dict[str, Any] | None, code: str = "") -> None:
        """Slow work has ended (with a result, or a code). Saying so twice changes nothing."""
        job = books.jobs.get(number)
        ended = books.jobs.finish(number, result) if result is not None else books.jobs.fail(number, code)
        if job is None or not ended:
            return
        if result is not None and "sha256" in result:
            self._keep(books, result)
        key, person = str(job.args["key"]), job.person or 0
        event: Event = JobFailed(key, code, job.kind) if result is None else JobDone(key, {**result, "kind": job.kind})
        self._handle(books, Incoming(person, person, event))

    def _keep(self, books: Books, result: dict[str, Any]) -> None:
        """The worker has put a blob on disk, perhaps with a copy to look at; now each gets its row."""
        for blob, unique in ((result, result.get("unique_id") or None), (result.get("copy") or {}, None)):
            if blob:
                sha256 = str(blob["sha256"])
                books.files.put(Blob(sha256, int(blob["size"]), str(blob["mime"]), unique, sha256, self._clock.now()))

    # --- one event ---

    def _handle(self, books: Books, incoming: Incoming) -> Answer:
        now = self._clock.now()
        if not incoming.private:
            return self._quietly(books, incoming, now)
        person, row = books.people_and_desk(incoming.person)
        speech = Speech(books, incoming, now, row.said, self._may_ride)
        turn = Turn(books, incoming, speech, now)
        person = know(books, incoming, person, now)
        if person is None:
            self._effects.time_and_work(turn)  # a deadline of nobody in particular
            return self._settle(books, incoming, NOTHING, 0, now)
        context = self._context(person, incoming, now)
        facts = Known(books, person.id, self.bot(), self._fresh())
        desk = session.load(row.body)
        outcome = self._decide(books, desk, incoming.event, context, facts)
        events, outcome = self._carry_out(books, desk, outcome, context, facts)
        if outcome.language is not None:
            person = replace(person, locale=outcome.language)
            books.people.put(person)
        reader = Reader(outcome.language or context.locale, context.zone)
        if person.blocked_at is None:
            for each in outcome.says:
                speech.answer(say(each, reader))
        self._effects.run(turn, [*outcome.deadlines, *outcome.effects, *([outcome.work] if outcome.work else [])])
        if events:  # what is told about them ends with "go on" only where there still is something to go on with
            books.desks.put(person.id, row.said, session.dump(outcome.desk))
        self._effects.happened(turn, events)
        self._effects.time_and_work(turn)
        if outcome.desk is not desk or speech.said != row.said:
            books.desks.put(person.id, speech.said, session.dump(outcome.desk))
        toast = plain(outcome.toast, reader)[:TOAST] if outcome.toast else ""
        ack = Ack(incoming.query_id, toast) if incoming.query_id else None
        return self._settle(books, incoming, Answer(speech.body, incoming.chat, ack, speech.owes), speech.said, now)

    def _decide(self, books: Books, desk: Desk, event: Event, context: Context, facts: Known) -> Outcome:
        if isinstance(event, Membership) or (isinstance(event, Due) and not event.kind.startswith("session.")):
            return Outcome(desk)
        return self._dialogue.handle(desk, event, context, facts)

    def _carry_out(
        self, books: Books, desk: Desk, outcome: Outcome, context: Context, facts: Known
    ) -> tuple[list[Any], Outcome]:
        if outcome.command is None:
            return [], outcome
        try:
            with books.savepoint():
                events = carry_out(books, outcome.command)
        except Refused as no:
            return [], self._dialogue.refused(desk, outcome, no, context, facts)
        fresh = Known(books, facts["person"], self.bot(), self._fresh())
        return events, parted(self._dialogue.carried_out(outcome, context, fresh), events)

    def _context(self, person: Person, incoming: Incoming | None, now: float) -> Context:
        return context_of(person, incoming, now, self._default)

    # --- groups, duplicates, bugs ---

    def _quietly(self, books: Books, incoming: Incoming, now: float) -> Answer:
        """In a group the assistant only answers commands, with a button into the private chat."""
        command = command_in(incoming, moment(now))
        if command is not None:
            return self._in_chat(books, incoming, command, now)
        ours = isinstance(incoming.event, Command) and incoming.event.name in self._dialogue.commands
        screen = in_group(incoming.event, self.bot()) if ours else None
        if screen is not None:
            reader = Reader(i18n.choose(None, incoming.language), "UTC")
            Speech(books, incoming, now, 0, self._may_ride).answer(say(screen, reader))
        ack = Ack(incoming.query_id) if incoming.query_id else None
        return self._settle(books, incoming, Answer(None, incoming.chat, ack), 0, now)

    def _in_chat(self, books: Books, incoming: Incoming, command: Any, now: float) -> Answer:
        """Something about the chat itself: whoever did it in words is told there if it cannot be."""
        speech = Speech(books, incoming, now, 0, self._may_ride)
        try:
            with books.savepoint():
                events = carry_out(books, command)
        except Refused as no:
            events, reader = [], Reader(i18n.choose(None, incoming.language), "UTC")
            speech.answer(say(Screen((Message(no.message, no.values),)), reader))
        self._effects.happened(Turn(books, incoming, speech, now), events)
        return self._settle(books, incoming, Answer(None, incoming.chat), 0, now)

    def _settle(self, books: Books, incoming: Incoming, answer: Answer, said: int, now: float) -> Answer:
        """Write down that the update was answered, and how."""
        if incoming.update_id is not None:
            ack = answer.ack.text if answer.ack else None
            books.inbox.record(incoming.update_id, incoming.person, now, said, answer.body, ack)
        return answer

    def _once_more(self, books: Books, incoming: Incoming, stored: Stored) -> Answer:
        """A redelivered update: the stored answer, unless something newer was said; nothing changes."""
        ack = Ack(incoming.query_id, stored.ack or "") if incoming.query_id else None
        if stored.answer is None or not incoming.private:
            return Answer(None, incoming.chat, ack, again=True)
        person, row = books.people_and_desk(incoming.person)
        if row.said == stored.said or person is None:
            return Answer(stored.answer, incoming.chat, ack, owes=False, again=True)
        now = self._clock.now()
        context, facts = self._context(person, incoming, now), Known(books, person.id, self.bot(), self._fresh())
        outcome = self._dialogue.now(session.load(row.body), context, facts)
        speech = Speech(books, incoming, now, row.said, self._may_ride)
        for each in outcome.says:
            speech.answer(say(each, Reader(context.locale, context.zone)))
        return Answer(speech.body, incoming.chat, ack, again=True)

    def _bury(self, books: Books, incoming: Incoming, raw: bytes, bug: Exception) -> Answer:
        """A bug: keep the update for a human, tell the person calmly, change nothing."""
        now = self._clock.now()
        self.on_bug()
        books.letters.bury(incoming.update_id, raw, f"{type(bug).__name__}: {bug}", now)
        ack = Ack(incoming.query_id) if incoming.query_id else None
        if not incoming.private:
            return self._settle(books, incoming, Answer(None, incoming.chat, ack), 0, now)
        said = books.desks.get(incoming.person).said
        speech = Speech(books, replace(incoming, message_id=None), now, said, self._may_ride)
        reader = Reader(i18n.choose(None, incoming.language), "UTC")
        speech.answer(say(trouble(), reader))
        return self._settle(books, incoming, Answer(speech.body, incoming.chat, ack), said, now)
