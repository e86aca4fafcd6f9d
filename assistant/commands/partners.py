"""Offers of a partnership made, answered and withdrawn; partnerships begun and ended."""

from __future__ import annotations

from typing import Any, get_args

from assistant.domain import partners
from assistant.domain.partners import (
    AnswerPartnership,
    Happened,
    PairGroups,
    PartnershipBegan,
    PartnershipDeclined,
    PartnershipEnded,
    PartnershipOffered,
    PartnershipWithdrawn,
    WithdrawPartnership,
)
from assistant.domain.roles import Reply
from assistant.errors import Refused
from assistant.standing import offered, sides
from assistant.store import Books


def _partners(books: Books, command: partners.Command) -> list[Happened]:
    offer = offered(books, command.handle) if isinstance(command, AnswerPartnership | WithdrawPartnership) else None
    first = (offer.group if offer else 0) if isinstance(command, AnswerPartnership) else command.group
    about = (first, command.other) if isinstance(command, PairGroups) else (first,)
    known = sides(books, command.person, *about)
    return [_write(books, event) for event in partners.decide(command, known, offer)]


def _write(books: Books, event: Happened) -> Happened:
    now = event.now.timestamp()
    match event:
        case PartnershipOffered():
            books.partners.offer(event.handle, event.group, now, event.expires.timestamp())
        case PartnershipDeclined():
            _close(books, event, Reply.DECLINED, None)
        case PartnershipWithdrawn():
            _close(books, event, Reply.WITHDRAWN, None)
        case PartnershipBegan():
            if event.handle:
                _close(books, event, Reply.ACCEPTED, event.other)
            books.partners.begin(event.group, event.other, now)
        case PartnershipEnded():
            books.partners.end(event.group, event.other, now)
    books.events.append(f"group:{event.group}", type(event).__name__, _kept(event), event.person, now)
    if isinstance(event, PartnershipBegan | PartnershipEnded):
        kept = {"other": event.group}
        books.events.append(f"group:{event.other}", type(event).__name__, kept, event.person, now)
    return event


def _close(
    books: Books, event: PartnershipDeclined | PartnershipWithdrawn | PartnershipBegan, reply: Reply, other: int | None
) -> None:
    if not books.partners.answer(event.handle, reply, other, event.now.timestamp()):
        raise Refused(partners.USED)


def _kept(event: Happened) -> dict[str, Any]:
    """What the history keeps beside who and when."""
    if isinstance(event, PartnershipBegan | PartnershipEnded):
        return {"other": event.other}
    return {"handle": event.handle}


CARRIES = dict.fromkeys(get_args(partners.Command), _partners)
