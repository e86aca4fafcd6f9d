"""Who is speaking, and what is known about where and in which language they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from assistant import i18n
from assistant.clock import moment
from assistant.dialog.events import Context, Incoming, Membership
from assistant.dialog.outcome import Outcome
from assistant.dialog.session import Desk
from assistant.dialog.words import Screen
from assistant.domain.places import guess
from assistant.domain.privacy import PersonErased
from assistant.store import Books, Person

SEEN_EVERY = 86400.0  # seconds; how exactly "last seen" is kept


def know(books: Books, incoming: Incoming, person: Person | None, now: float) -> Person | None:
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


def context_of(person: Person, incoming: Incoming | None, now: float, default: str) -> Context:
    """When, where and in whose language: what they chose, else what their Telegram says, else `default`."""
    locale = i18n.choose(person.locale, person.language) if person.language or person.locale else default
    zone, currency = guess(person.language or person.locale)
    message = incoming.message_id if incoming else None
    return Context(moment(now), locale, person.zone or zone, person.currency or currency, message)


def parted(outcome: Outcome, events: Iterable[Any]) -> Outcome:
    """Whoever was erased by this turn leaves nothing to go on with: no conversation, no button, no timer."""
    if not any(isinstance(each, PersonErased) for each in events):
        return outcome
    says = tuple(Screen(each.paragraphs) if isinstance(each, Screen) else each for each in outcome.says)
    return replace(outcome, desk=Desk(), says=says, deadlines=())
