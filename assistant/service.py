"""The turn: one event in, one answer out, inside one transaction. The only place that joins all floors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import structlog

from assistant import i18n
from assistant.clock import Clock, moment
from assistant.commands import carry_out
from assistant.dialog import session
from assistant.dialog.engine import Dialogue
from assistant.dialog.events import Command, Context, Due, Event, Incoming, JobDone, JobFailed, Membership, Tap
from assistant.dialog.outcome import Deadline, Effect, File, Notice, Outcome, Picture, Reactions, Work
from assistant.dialog.pages import in_group, trouble
from assistant.dialog.render import Reader, plain, say
from assistant.dialog.session import Desk
from assistant.domain.places import guess
from assistant.errors import Refused
from assistant.facts import apply, reads
from assistant.known import Known
from assistant.speech import Ack, Answer, MayRide, Speech
from assistant.store import Books, Person, Stored, StoreDown, Timer
from assistant.store import File as Blob

log = structlog.get_logger()
TOAST = 200  # characters of an answerCallbackQuery (Bot API)
SEEN_EVERY = 86400.0  # seconds; how exactly "last seen" is kept


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
        self._dialogue, self._reactions, self._clock = dialogue, reactions, clock
        self._fresh, self._may_ride, self._default = fresh, may_ride, default_locale
        self.bot = bot  # our own username, once known
        self.on_timer: Callable[[float], None] = lambda due: None  # a timer is being set
        self.on_job: Callable[[], None] = lambda: None  # a job is being queued
        self.on_bug: Callable[[], None] = lambda: None  # an update is being buried

    # --- the three ways in ---

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
        """The worker has put a blob on disk; now it gets its row."""
        sha256, unique = str(result["sha256"]), result.get("unique_id") or None
        books.files.put(Blob(sha256, int(result["size"]), str(result["mime"]), unique, sha256, self._clock.now()))

    # --- one event ---

    def _handle(self, books: Books, incoming: Incoming) -> Answer:
        now = self._clock.now()
        if not incoming.private:
            return self._quietly(books, incoming, now)
        person, row = books.people_and_desk(incoming.person)
        person = self._know(books, incoming, person, now)
        if person is None:
            return self._settle(books, incoming, NOTHING, 0, now)
        context = self._context(person, incoming, now)
        facts = Known(books, person.id, self.bot(), self._fresh())
        desk = session.load(row.body)
        speech = Speech(books, incoming, now, row.said, self._may_ride)
        outcome = self._decide(books, desk, incoming.event, context, facts)
        events, outcome = self._carry_out(books, desk, outcome, context, facts)
        if outcome.language is not None:
            person = replace(person, locale=outcome.language)
            books.people.put(person)
        reader = Reader(outcome.language or context.locale, context.zone)
        if person.blocked_at is None:
            for each in outcome.says:
                speech.answer(say(each, reader))
        self._effects(books, incoming, [*outcome.deadlines, *([outcome.work] if outcome.work else [])], speech, now)
        if events:  # what is told about them ends with "go on" only where there still is something to go on with
            books.desks.put(person.id, row.said, session.dump(outcome.desk))
        for event in events:
            self._react(books, incoming, speech, self._reactions.happened[type(event)], {"event": event}, now)
        self._react_to_time_and_work(books, incoming, speech, now)
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
                return carry_out(books, outcome.command), outcome
        except Refused as no:
            return [], self._dialogue.refused(desk, no, context, facts)

    # --- what follows ---

    def _react_to_time_and_work(self, books: Books, incoming: Incoming, speech: Speech, now: float) -> None:
        match incoming.event:
            case Due(kind=kind, data=data) if kind in self._reactions.due:
                self._react(books, incoming, speech, self._reactions.due[kind], {"data": data}, now)
            case JobDone(result=result) if result.get("kind") in self._reactions.worked:
                function = self._reactions.worked[result["kind"]]
                self._react(books, incoming, speech, function, {"result": result}, now)
            case JobFailed(code=code, kind=kind) if kind in self._reactions.failed:
                self._react(books, incoming, speech, self._reactions.failed[kind], {"code": code}, now)

    def _react(  # noqa: PLR0913, PLR0917 - private, and each is needed
        self, books: Books, incoming: Incoming, speech: Speech, function: Any, facts: dict[str, Any], now: float
    ) -> None:
        person = books.people.get(incoming.person)
        number = facts.get("data", {}).get("group") or getattr(facts.get("event"), "group", None)
        context = self._context(person, incoming, now) if person else None
        facts |= {"now": moment(now), "person": incoming.person, "bot": self.bot(), "find_rules": books.groups.rulebook}
        facts |= {"find_qr": books.groups.qr, "roster": books.groups.members}
        if "group" in reads(function):
            facts["group"] = books.groups.get(number) if number else None
            if facts["group"] is None or facts["group"].archived_at is not None:
                return
        if context is not None:
            zone = getattr(facts.get("group"), "zone", None) or context.zone
            facts["reader"] = Reader(context.locale, zone)
        self._effects(books, incoming, apply(function, facts), speech, now)

    def _effects(self, books: Books, incoming: Incoming, effects: Any, speech: Speech, now: float) -> None:
        for effect in effects:
            self._effect(books, incoming, effect, speech, now)

    def _effect(self, books: Books, incoming: Incoming, effect: Effect, speech: Speech, now: float) -> None:
        match effect:
            case Deadline(due=None):
                books.timers.drop(effect.key)
            case Deadline(due=when) if when is not None:
                books.timers.put(effect.key, when.timestamp(), effect.kind, incoming.person, effect.data)
                self.on_timer(when.timestamp())
            case Work():
                books.jobs.queue(effect.kind, {**effect.args, "key": effect.key}, incoming.person, now)
                self.on_job()
            case Notice() | Picture() | File():
                self._tell(books, effect, speech, now)

    def _tell(self, books: Books, effect: Notice | Picture | File, speech: Speech, now: float) -> None:
        """A notice, rendered now, in its reader's language; it never changes the reader's conversation."""
        person, row = books.people_and_desk(effect.person)
        if person is None or person.blocked_at is not None:
            return
        context = self._context(person, None, now)
        reader = Reader(context.locale, context.zone)
        if isinstance(effect, Picture | File):
            kind, method = ("photo", "sendPhoto") if isinstance(effect, Picture) else ("document", "sendDocument")
            blob = {"blob": effect.sha256, "name": effect.name}
            speech.tell(person.id, method, {kind: blob, "caption": plain(effect.caption, reader)})
            return
        facts = Known(books, person.id, self.bot(), "")
        screen = self._dialogue.notice(session.load(row.body), effect.say, context, facts)
        speech.tell(person.id, "sendMessage", say(screen, reader))

    # --- who and where ---

    def _know(self, books: Books, incoming: Incoming, person: Person | None, now: float) -> Person | None:
        """The person as the books now have them; written only when something changed."""
        if isinstance(incoming.event, Membership):
            if person is not None:
                blocked = now if incoming.event.status in {"kicked", "left"} else None
                books.people.block(person.id, blocked)
                return replace(person, blocked_at=blocked)
            return None
        if incoming.update_id is None:  # time or slow work, not the person, is speaking
            return person
        known = person or Person(incoming.person, "", None, None, None, None, None, None, 0.0)
        seen = known.seen_at if now - known.seen_at < SEEN_EVERY else now
        told = replace(
            known,
            name=incoming.name,
            username=incoming.username,
            language=incoming.language,
            blocked_at=None,
            seen_at=seen,
        )
        if told != person:
            books.people.put(told)
        return told

    def _context(self, person: Person, incoming: Incoming | None, now: float) -> Context:
        locale = i18n.choose(person.locale, person.language) if person.language or person.locale else self._default
        zone, currency = guess(person.language or person.locale)
        message = incoming.message_id if incoming and not isinstance(incoming.event, Tap) else None
        return Context(moment(now), locale, person.zone or zone, person.currency or currency, message)

    # --- groups, duplicates, bugs ---

    def _quietly(self, books: Books, incoming: Incoming, now: float) -> Answer:
        """In a group the assistant only answers commands, with a button into the private chat."""
        ours = isinstance(incoming.event, Command) and incoming.event.name in self._dialogue.commands
        screen = in_group(incoming.event, self.bot()) if ours else None
        if screen is not None:
            reader = Reader(i18n.choose(None, incoming.language), "UTC")
            Speech(books, incoming, now, 0, self._may_ride).answer(say(screen, reader))
        ack = Ack(incoming.query_id) if incoming.query_id else None
        return self._settle(books, incoming, Answer(None, incoming.chat, ack), 0, now)

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
