"""Forgetting in the books: cases without a person, or without their evidence, and chains that still verify."""

from __future__ import annotations

from assistant.casework import case_of, link_of, row_of
from assistant.clock import moment
from assistant.domain.disputes import forget
from assistant.domain.disputes.case import Case
from assistant.domain.disputes.outcome import Side
from assistant.store import Books, CaseRow


def forget_person(books: Books, number: int, person: int) -> bool:
    """Take a person out of a case that is over; False where it is still open, or not theirs."""
    row = books.cases.get(number)
    if row is None or row.ended_at is None:
        return False
    case = case_of(row)
    links = [(link_of(each), each.private or {}) for each in books.cases.chain(number)]
    which = forget.about(person, links)
    if not which:
        return False
    side = case.side_of(person)
    books.cases.erase_links(number, which)
    if side is not None:
        books.cases.erase_exhibits(number, [each.n for each in case.exhibits if each.side == side])
    books.cases.forget_seats(number, person)
    _save(books, row, forget.without_person(case, person))
    return True


def forget_evidence(books: Books, number: int) -> bool:
    """Let go of a closed case's files; False where it is still open, or has none (any more)."""
    row = books.cases.get(number)
    if row is None or row.ended_at is None:
        return False
    case = case_of(row)
    if all(each.erased for each in case.exhibits):
        return False
    books.cases.erase_links(number, forget.of_evidence(link_of(each) for each in books.cases.chain(number)))
    books.cases.erase_exhibits(number, [each.n for each in case.exhibits])
    _save(books, row, forget.without_evidence(case))
    return True


def forget_words(books: Books, number: int) -> bool:
    """After two years: who they were and what they said goes; what was decided, and when, stays."""
    row = books.cases.get(number)
    if row is None or row.ended_at is None:
        return False
    case, gone = case_of(row), False
    for side in Side:
        person = case.claimant if side is Side.CLAIMANT else case.respondent
        gone |= bool(person) and forget_person(books, number, person or 0)
    return gone


def _save(books: Books, row: CaseRow, case: Case) -> None:
    after = row_of(case, moment(row.ended_at) if row.ended_at is not None else None)
    books.cases.save(after, row.version)  # no link was added, so the version stays
