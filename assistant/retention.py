"""What is over is forgotten after its time: a little at each sweep, each thing once, however often one is killed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import structlog

from assistant.casework import case_of, row_of
from assistant.clock import moment
from assistant.domain import privacy
from assistant.domain.privacy import RETENTION
from assistant.forgetting import forget_evidence, forget_person, forget_words
from assistant.ordering import order_of
from assistant.ordering import row_of as order_row
from assistant.store import NOBODY, SOMEBODY_ELSE, Books, Mark, StoreDown

log = structlog.get_logger()
MOST = 20  # cases or orders that one sweep looks at, of each kind


def tidy(books: Books, now: float) -> int:
    """One sweep, to be run in one transaction; how many rows were looked at (0: there is nothing left to do)."""
    done = 0
    for what, forget in (("evidence", forget_evidence), ("cases", _forget_case)):
        found = books.privacy.cases_ended(books.privacy.mark(what), _before(what, now), MOST)
        done += _each(books, what, found, forget)
    books.penalties.forget_risks(_before("risks", now))
    books.privacy.forget_questions(_before("questions", now))
    books.chats.forget_requests(_before("requests", now))
    return done + _orders(books, now) + books.privacy.clear_leaving(_before("leaving", now), MOST)


def _before(what: str, now: float) -> float:
    return now - RETENTION[what].span.total_seconds()


def _each(books: Books, what: str, found: list[Mark], forget: Callable[[Books, int], bool]) -> int:
    """One that cannot be forgotten is told of and left behind: it must not block those after it."""
    for mark in found:
        try:
            with books.savepoint():
                forget(books, mark.id)
        except StoreDown:
            raise
        except Exception:
            log.exception("could not be forgotten", what=what, number=mark.id)
    if found:
        books.privacy.set_mark(what, found[-1])
    return len(found)


def _orders(books: Books, now: float) -> int:
    """Orders are found by when they were made, and some end long after: so from the end one goes back to the start."""
    before = _before("orders", now)
    found = books.privacy.orders_made(books.privacy.mark("orders"), before, MOST)
    if not found:
        books.privacy.set_mark("orders", Mark())
        return 0
    return _each(books, "orders", found, lambda books, number: _forget_order(books, number, before))


def _forget_order(books: Books, number: int, before: float) -> bool:
    row = books.orders.get(number)
    order = order_of(row) if row else None
    ended = privacy.over_since(order) if order else None
    if order is None or ended is None or ended >= moment(before):
        return False
    for nobody in (NOBODY, SOMEBODY_ELSE):
        books.privacy.know_nobody(nobody, before)
    books.privacy.rewrite_order(replace(order_row(privacy.reduced(order, NOBODY, SOMEBODY_ELSE)), hash=""))
    books.privacy.forget_order_people(number)
    return True


def _forget_case(books: Books, number: int) -> bool:
    """State, dates and seals stay; False where the case is still open."""
    row = books.cases.get(number)
    if row is None or row.ended_at is None:
        return False
    forget_words(books, number)
    for person in privacy.people_in(case_of(row)):  # who decided, too
        forget_person(books, number, person)
    held = books.cases.get(number)
    links = books.cases.chain(number)
    books.cases.erase_links(number, [each.n for each in links])
    if held is not None:
        case = case_of(held)
        books.cases.erase_exhibits(number, [each.n for each in case.exhibits])
        books.cases.save(row_of(privacy.summary(case), moment(row.ended_at)), held.version)
    books.privacy.forget_in_case(number)
    return True
