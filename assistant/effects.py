"""What follows from what happened: deadlines set, slow work queued, people told, further commands carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import structlog

from assistant.acquaintance import context_of
from assistant.clock import moment
from assistant.commands import carry_out
from assistant.dialog import session
from assistant.dialog.engine import Dialogue
from assistant.dialog.events import Due, Incoming, JobDone, JobFailed
from assistant.dialog.outcome import Call, Deadline, Do, Effect, File, Notice, Picture, Reactions, Work
from assistant.dialog.render import Reader, plain, say
from assistant.errors import Refused
from assistant.facts import Layered, apply, reads
from assistant.known import Known
from assistant.speech import Speech
from assistant.store import Books

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Turn:
    """The one turn that everything below belongs to."""

    books: Books
    incoming: Incoming
    speech: Speech
    now: float


class Effects:
    """`bot` gives our username, `fresh` makes random tokens; `on_timer` and `on_job` hear of what is being set."""

    def __init__(  # noqa: PLR0913 - the service hands everything over by name
        self,
        dialogue: Dialogue,
        reactions: Reactions,
        *,
        bot: Callable[[], str],
        fresh: Callable[[], str],
        default_locale: str,
        on_timer: Callable[[float], None],
        on_job: Callable[[], None],
    ) -> None:
        self._dialogue, self._reactions, self._default = dialogue, reactions, default_locale
        self._bot, self._fresh, self._on_timer, self._on_job = bot, fresh, on_timer, on_job

    def happened(self, turn: Turn, events: Iterable[Any]) -> None:
        for event in events:
            for function in self._reactions.to_event(event):
                self._react(turn, function, {"event": event})

    def time_and_work(self, turn: Turn) -> None:
        """What a deadline that has come or slow work that has ended brings about, besides its conversation."""
        facts: dict[str, Any]
        match turn.incoming.event:
            case Due(kind=kind, data=data):
                self._in_time(turn, kind, data)
                return
            case JobDone(result=result, job=job):
                functions, facts = self._reactions.to_work(str(result.get("kind"))), {"result": result, "job": job}
            case JobFailed(code=code, kind=kind, job=job):
                functions, facts = self._reactions.to_failure(kind), {"code": code, "job": job}
            case _:
                return
        for function in functions:
            self._react(turn, function, facts)

    def _in_time(self, turn: Turn, kind: str, data: Mapping[str, Any]) -> None:
        for function in self._reactions.to_time(kind):
            self._react(turn, function, {"data": data})

    def run(self, turn: Turn, effects: Iterable[Effect]) -> None:
        for effect in effects:
            self._run(turn, effect)

    def _react(self, turn: Turn, function: Any, about: dict[str, Any]) -> None:
        books, person = turn.books, turn.incoming.person
        facts = Layered(about | {"now": moment(turn.now)}, Known(books, person, self._bot(), self._fresh()))
        number = about.get("data", {}).get("group") or getattr(about.get("event"), "group", None)
        group = books.groups.get(number) if number and reads(function) & {"group", "reader"} else None
        if "group" in reads(function):
            if group is None or group.archived_at is not None:
                return
            facts["group"] = group
        if "reader" in reads(function):
            known = books.people.get(person)
            context = context_of(known, turn.incoming, turn.now, self._default) if known else None
            zone = (group.zone if group else None) or (context.zone if context else "UTC")
            facts["reader"] = Reader(context.locale if context else self._default, zone)
        self.run(turn, apply(function, facts))

    def _run(self, turn: Turn, effect: Effect) -> None:
        books, incoming = turn.books, turn.incoming
        match effect:
            case Deadline(due=None):
                books.timers.drop(effect.key)
            case Deadline(due=when) if when is not None:
                books.timers.put(effect.key, when.timestamp(), effect.kind, incoming.person, effect.data)
                self._on_timer(when.timestamp())
            case Work():
                books.jobs.queue(effect.kind, {**effect.args, "key": effect.key}, incoming.person, turn.now)
                self._on_job()
            case Do():
                self._do(turn, effect)
            case Notice() | Picture() | File():
                self._tell(turn, effect)
            case Call():
                proof = {**asdict(effect.proof), "answered": True} if effect.proof else None
                turn.speech.call(effect.chat, effect.method, effect.fields, effect.policy, proof)

    def _do(self, turn: Turn, effect: Do) -> None:
        """A command that follows by itself. The domain's no is final and nobody's fault: nothing changes."""
        try:
            with turn.books.savepoint():
                events = carry_out(turn.books, effect.command)
        except Refused as no:
            log.info("not carried out", command=type(effect.command).__name__, why=no.message)
            return
        self.happened(turn, events)

    def _tell(self, turn: Turn, effect: Notice | Picture | File) -> None:
        """A notice, rendered now, in its reader's language; it never changes the reader's conversation."""
        books = turn.books
        person, row = books.people_and_desk(effect.person)
        if person is None or person.blocked_at is not None:
            if isinstance(effect, Notice) and effect.proof is not None:
                self._in_time(turn, effect.proof.lost, effect.proof.data)
            return
        context = context_of(person, None, turn.now, self._default)
        reader = Reader(context.locale, context.zone)
        if isinstance(effect, Picture | File):
            kind, method = ("photo", "sendPhoto") if isinstance(effect, Picture) else ("document", "sendDocument")
            blob = {"blob": effect.sha256, "name": effect.name}
            turn.speech.tell(person.id, method, {kind: blob, "caption": plain(effect.caption, reader)})
            return
        facts = Known(books, person.id, self._bot(), "")
        screen = self._dialogue.notice(session.load(row.body), effect.say, context, facts)
        proof = {"kind": proof.kind, "data": proof.data, "lost": proof.lost} if (proof := effect.proof) else None
        turn.speech.tell(person.id, "sendMessage", say(screen, reader), proof)
