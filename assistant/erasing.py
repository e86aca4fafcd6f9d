"""Erasing a person from the books: what stands in the way, and what is done, table by table."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from assistant.casework import case_of, key_of, link_of, row_of
from assistant.clock import moment
from assistant.domain import privacy
from assistant.domain.disputes import forget
from assistant.domain.disputes.case import Case
from assistant.domain.disputes.outcome import Ending
from assistant.domain.orders.agenda import claims_until
from assistant.domain.orders.order import Order
from assistant.domain.privacy import Hinders, Hindrance
from assistant.forgetting import forget_person
from assistant.ordering import order_of
from assistant.ordering import row_of as order_row
from assistant.store import FIRST_ALIAS, Books, CaseRow

ALL = 1_000_000  # of one person's orders or cases: more than anybody has


# --- what stands in the way ---


def hindrances(books: Books, person: int, now: datetime) -> Iterator[Hindrance]:
    """Everything that is still open; nothing that the person does not know of is named."""
    for group in books.groups.of_owner(person):
        if group.archived_at is None:
            yield Hindrance(Hinders.GROUP, group.id, group.name)
    for row in books.orders.of_person(person, ALL):
        order = order_of(row)
        ends = claims_until(order) if order.agreed_at is not None and order.other is not None else None
        if not order.over:
            yield Hindrance(Hinders.ORDER, order.number)
        elif ends is not None and ends > now:
            yield Hindrance(Hinders.WINDOW, order.number, until=ends)
    for held in books.cases.of_person(person, ALL):
        yield from _by_case(held, person, now)


def _by_case(row: CaseRow, person: int, now: datetime) -> Iterator[Hindrance]:
    case = case_of(row)
    if row.ended_at is None:
        if case.claimant == person or (case.respondent == person and case.told):
            yield Hindrance(Hinders.CASE, case.number)
        elif case.respondent == person:  # who was not told of the case yet: their deal is not done with
            yield Hindrance(Hinders.WINDOW, case.deal.order or 0, until=case.next_due())
        elif any(seat.person == person and seat.live for seat in case.seats):
            yield Hindrance(Hinders.SEAT, case.number)
        return
    ends = moment(row.ended_at) + privacy.AFTER_AN_ENDING
    if case.respondent == person and case.ending == Ending.UNREMEDIED and ends > now:
        yield Hindrance(Hinders.ENDING, case.number, until=ends)


# --- what is done ---


def erase_person(books: Books, person: int, now: datetime) -> None:
    """All of it, within the transaction of the turn; a second time changes nothing more."""
    at, alias = now.timestamp(), FIRST_ALIAS + secrets.randbelow(2**52 - 2**21)
    books.privacy.know_nobody(alias, at)
    names = _names(books, person)
    for row in books.orders.of_person(person, ALL):
        _leave_order(books, order_of(row), person, alias)
    for number in books.privacy.named_in_cases(person):
        _leave_case(books, number, person, alias)
    for answers in books.privacy.named_in_safety(person):
        body = privacy.without_names(answers.body, person, alias, names)
        if body != answers.body:
            books.privacy.rewrite_safety(answers.group, answers.n, body)
    for entry in books.penalties.risks_about(key_of(books, person)):
        if entry.contest:
            books.penalties.change_risk(entry.id, contest=None)
    books.privacy.take_out(person, alias, at)
    books.events.append("house", "PersonErased", {}, alias, at)


def _names(books: Books, person: int) -> frozenset[str]:
    """What the books call them."""
    known = books.people.get(person)
    found = {known.name if known else "", *(each.name for each in books.roles.of_person(person))}
    for group in books.groups.of_member(person):
        member = books.groups.member(group.id, person)
        found.add(member.name if member else "")
    return frozenset(found - {""})


def _leave_order(books: Books, order: Order, person: int, alias: int) -> None:
    if _nobody_left(order, person):
        maker, other = (alias if each == person else each for each in (order.maker, order.other or order.invited))
        left = privacy.reduced(order, maker or alias, other or alias)
        books.privacy.rewrite_order(replace(order_row(left), hash=""))
        return
    left = privacy.without_party(order, person, alias)
    # The hash of the terms would tell by trial whose number stood in them.
    sealed = order.terms.hash if left.maker == order.maker else ""
    books.privacy.rewrite_order(replace(order_row(left), hash=sealed))


def _nobody_left(order: Order, person: int) -> bool:
    """Whether, without that person, nobody is left for whom the deal's words are kept."""
    others = {each for each in (order.maker, order.other, order.invited) if each is not None} - {person}
    return all(each >= FIRST_ALIAS for each in others)


def _leave_case(books: Books, number: int, person: int, alias: int) -> None:
    row = books.cases.get(number)
    if row is None or forget_person(books, number, person):
        return
    case = case_of(row)
    if row.ended_at is not None:  # no link is left that names them, the case itself still does
        side = case.side_of(person)
        books.cases.erase_exhibits(number, [each.n for each in case.exhibits if each.side == side])
        books.cases.forget_seats(number, person)
        books.cases.save(row_of(forget.without_person(case, person), moment(row.ended_at)), row.version)
        return
    # Open, and they are only in a list: the place stays, nobody's, and what is kept beside the links goes.
    links = [(link_of(each), each.private or {}) for each in books.cases.chain(number)]
    books.privacy.bare_links(number, forget.about(person, links))
    books.cases.forget_seats(number, person)
    books.cases.save(row_of(_elsewhere(case, person, alias), None), row.version)


def _elsewhere(case: Case, person: int, alias: int) -> Case:
    """The case with a number of nobody wherever that person stood aside from the deal."""

    def swap(found: Any) -> int:
        return alias if found == person else int(found)

    return replace(
        case,
        seats=tuple(replace(each, person=swap(each.person)) for each in case.seats),
        draws=tuple(
            replace(draw, slots=tuple(replace(slot, person=swap(slot.person)) for slot in draw.slots))
            for draw in case.draws
        ),
        declined=tuple(swap(each) for each in case.declined),
        neutrals=tuple(swap(each) for each in case.neutrals),
    )
