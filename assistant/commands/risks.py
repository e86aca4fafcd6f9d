"""Risk entries made, contested, settled and asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from assistant.casework import case_of, entry_of, key_of, pool_of
from assistant.domain import safety
from assistant.domain.disputes import risks
from assistant.domain.disputes.authority import NO_SUCH_CASE
from assistant.domain.disputes.case import Case
from assistant.domain.disputes.panel import Pool
from assistant.errors import Refused
from assistant.store import Books, RiskRow

DAY = timedelta(days=1)


def _case(books: Books, number: int, now: Any) -> tuple[Case | None, Pool]:
    row = books.cases.get(number)
    group = books.groups.get(row.group) if row else None
    if row is None or group is None:
        return None, Pool()
    case = case_of(row)
    return case, pool_of(books, group, case.parties, now, case)


def _list(books: Books, command: risks.ListRisk) -> list[Any]:
    case, pool = _case(books, command.case, command.now)
    listed = case is not None and any(each.case == case.number for each in books.penalties.risks_of(case.group))
    event = risks.list_risk(command, case, pool, sharing=case is not None and _shares(books, case.group), listed=listed)
    row = RiskRow(event.case, event.group, key_of(books, event.about), event.now.timestamp(), event.until.timestamp())
    return [_remember(books, replace(event, entry=books.penalties.add_risk(row)))]


def _shares(books: Books, group: int) -> bool:
    row = books.safety.get(group)
    return row is not None and safety.read(row.body).sharing == safety.Sharing.ON


def _contest(books: Books, command: risks.ContestRisk) -> list[Any]:
    row = books.penalties.risk(command.entry)
    mine = row is not None and row.key == key_of(books, command.person)
    event = risks.contest(command, entry_of(row) if row else None, mine=mine)
    books.penalties.change_risk(event.entry, contested_at=event.now.timestamp(), contest=event.text)
    return [_remember(books, event)]


def _settle(books: Books, command: risks.SettleRisk) -> list[Any]:
    row = books.penalties.risk(command.entry)
    case, pool = _case(books, row.case, command.now) if row else (None, Pool())
    event = risks.settle(command, entry_of(row) if row else None, case, pool)
    books.penalties.change_risk(event.entry, settled_at=event.now.timestamp(), kept=event.keep)
    return [_remember(books, event)]


def _ask(books: Books, command: risks.AskRisk) -> list[Any]:
    group = books.groups.get(command.group)
    if group is None or group.archived_at is not None:
        raise Refused(NO_SUCH_CASE)
    pool = pool_of(books, group, (), command.now)
    about = [entry_of(row) for row in books.penalties.risks_about(key_of(books, command.about))]
    shared = [each for each in about if each.group == group.id or _shares(books, each.group)]
    asked = books.penalties.asked_since(command.person, (command.now - DAY).timestamp())
    event = risks.answer(command, shared if _shares(books, group.id) else (), pool, asked)
    books.penalties.asked(command.person, command.group, command.now.timestamp())
    return [event]


def _remember(books: Books, event: Any) -> Any:
    books.events.append(
        f"group:{event.group}", type(event).__name__, {"entry": event.entry}, event.person, event.now.timestamp()
    )
    return event


CARRIES: Mapping[type, Callable[[Books, Any], list[Any]]] = {
    risks.ListRisk: _list,
    risks.ContestRisk: _contest,
    risks.SettleRisk: _settle,
    risks.AskRisk: _ask,
}
