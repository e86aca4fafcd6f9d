"""Facts about cases, each filtered by what the person is to the case; whoever is nothing hears of none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from assistant.casework import by_rules, case_of, deal_of, entry_of, key_of, penalty_of, pool_of, rules_of
from assistant.domain.disputes import ending, panel, risks, seeing
from assistant.domain.disputes.authority import Look, Role, may, role_of
from assistant.domain.disputes.case import Case, Deal
from assistant.domain.disputes.panel import Pool
from assistant.domain.disputes.risks import Entry
from assistant.domain.disputes.sanctions import Penalty
from assistant.domain.disputes.views import InvitationView, View
from assistant.domain.disputes.walk import Setting
from assistant.domain.money import Money
from assistant.known.roles import looked_after
from assistant.ordering import name_of, order_of
from assistant.store import Books, CaseRow

MOST = 50  # cases that one list asks for


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a case's timeline: what happened (an event's name), by whom (a role), when."""

    n: int
    at: datetime
    kind: str
    who: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in a case, for telling them; jurors by their slot."""

    claimant: int
    respondent: int | None
    jurors: Mapping[int, int]
    invited: Mapping[int, int]
    mediator: int | None
    owner: int
    admins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PenaltyView:
    """What a penalty rests on, if it is decided now.

    `before`: what the same breach got so far, the latest first; `why_not`: none may follow; `lapses_after`: the ladder's
    time. `left`: the ruling was not carried out, so that a risk record may be made, unless it was (`listed`).
    """

    case: int
    against: int
    name: str
    breach: str
    proposed: str
    before: tuple[Penalty, ...]
    decided: str
    why_not: str | None
    lapses_after: timedelta
    left: bool
    listed: bool


def _at(books: Books, row: CaseRow) -> tuple[Case, Pool]:
    """The case with the people of its group, as far as a role depends on them."""
    case, group = case_of(row), books.groups.get(row.group)
    admins = frozenset(each.person for each in books.roles.of_group(row.group, "admin"))
    return case, Pool(owner=group.owner if group else 0, admins=admins)


def _see(books: Books, row: CaseRow | None, person: int, handle: str = "") -> View | None:
    if row is None or not person:
        return None
    case, pool = _at(books, row)
    names = [name_of(books, case.group, each) for each in case.parties]
    view = seeing.see(case, person, pool, [*names, *_called(books, case)], handle)
    if isinstance(view, InvitationView):
        return replace(view, elsewhere=_helps_out(books, case, person))
    return seeing.with_name(view, case, name_of(books, case.group, case.respondent or 0), names[0])


def _helps_out(books: Books, case: Case, person: int) -> bool:
    """Whether it is as a juror of a partner group alone that somebody is asked."""
    jurors = {each.group for each in books.roles.of_person(person) if each.role == "juror"}
    partners = {each.partner for each in books.partners.of_group(case.group, case.filed_at.timestamp())}
    return case.group not in jurors and bool(jurors & partners)


def _called(books: Books, case: Case) -> Iterator[str]:
    """How else somebody may write of the parties: by number, by @name, as the group knew them, as the claimant put it."""
    for each in case.parties:
        known, member = books.people.get(each), books.groups.member(case.group, each)
        yield from (str(each), (known and known.username) or "", member.name if member else "")
    yield case.respondent_name


def _my_cases(books: Books, person: int) -> tuple[View, ...]:
    """Those that a person has a part in, then those of the groups they look after; open ones first."""
    rows = {row.number: row for row in books.cases.of_person(person, MOST)}
    for group in looked_after(books, person):
        rows |= {row.number: row for row in books.cases.of_group(group.id, MOST) if row.number not in rows}
    seen = [view for row in rows.values() if (view := _see(books, row, person)) is not None]
    return tuple(sorted(seen, key=lambda view: (view.over, not view.my_turn, -view.number)))


def _find_case(books: Books, person: int) -> Callable[[int], View | None]:
    return lambda number: _see(books, books.cases.get(number), person)


def _find_case_link(books: Books, person: int) -> Callable[[str], View | None]:
    return lambda handle: _see(books, books.cases.by_handle(handle), person, handle)


def _case_as(books: Books, _: int) -> Callable[[int, int], View | None]:
    """The case as somebody else sees it: to write them a notice."""
    return lambda number, person: _see(books, books.cases.get(number), person)


def _case_timeline(books: Books, person: int) -> Callable[[int], tuple[Step, ...]]:
    def find(number: int) -> tuple[Step, ...]:
        view = _see(books, books.cases.get(number), person)
        if view is None or view.role not in {Role.CLAIMANT, Role.RESPONDENT}:
            return ()
        return tuple(
            Step(each.n, datetime.fromisoformat(each.at), each.kind, each.who) for each in books.cases.chain(number)
        )

    return find


def _case_cast(books: Books, _: int) -> Callable[[int], Cast | None]:
    def find(number: int) -> Cast | None:
        row = books.cases.get(number)
        if row is None:
            return None
        case, pool = _at(books, row)
        neutral = [seat.person for seat in case.seats if seat.round == 0 and seat.state == "accepted"]
        asked = [seat for seat in case.seats if seat.state == "asked"]
        return Cast(
            claimant=case.claimant,
            respondent=case.respondent,
            jurors={seat.slot: seat.person for seat in case.panel("accepted")},
            invited={seat.slot: seat.person for seat in asked},
            mediator=neutral[-1] if neutral else None,
            owner=pool.owner,
            admins=tuple(sorted(pool.admins)),
        )

    return find


def _case_strikable(books: Books, person: int) -> Callable[[int], dict[int, str]]:
    """Whom a party may leave out of the draw now, with their names."""

    def find(number: int) -> dict[int, str]:
        view, row = _find_case(books, person)(number), books.cases.get(number)
        if view is None or row is None or "strike" not in view.options:
            return {}
        draw = case_of(row).draw
        if draw is None:
            return {}
        left = [slot.person for at, slot in enumerate(draw.slots, 1) if at not in draw.struck.values()]
        return {each: name_of(books, row.group, each) for each in sorted(left)}

    return find


def _case_penalty(books: Books, person: int) -> Callable[[int, datetime], PenaltyView | None]:
    def find(number: int, now: datetime) -> PenaltyView | None:
        row = books.cases.get(number)
        if row is None:
            return None
        case, pool = _at(books, row)
        if (
            not may(Look.PENALTY, role_of(case, person, pool), case.state)
            or case.respondent is None
            or not case.adverse
        ):
            return None
        past = tuple(penalty_of(each) for each in books.penalties.of_group(case.group))
        setting = Setting(past=past, **by_rules(rules_of(books, case.group, case.deal.rules)))
        step, before = ending.proposal(case, setting, now)
        return PenaltyView(
            case=number,
            against=case.respondent,
            name=name_of(books, case.group, case.respondent),
            breach=case.claim.wrong,
            proposed=str(step),
            before=before,
            decided=case.sanction.step if case.sanction else "",
            why_not=ending.may_be_penalised(case),
            lapses_after=setting.ladder.lapse,
            left=risks.left_undone(case),
            listed=any(each.case == number for each in books.penalties.risks_of(case.group)),
        )

    return find


# --- before filing ---


def _case_deal(books: Books, person: int) -> Callable[[int], Deal | None]:
    def find(number: int) -> Deal | None:
        row = books.orders.get(number)
        return deal_of(order_of(row), person) if row else None

    return find


def _case_open(books: Books, person: int) -> Callable[[int], int | None]:
    """The number of the open case on an order of one's own; None: there is none."""

    def find(order: int) -> int | None:
        row = books.orders.get(order)
        if row is None or not order_of(row).side(person):
            return None
        return next((each.number for each in books.cases.of_order(order) if each.ended_at is None), None)

    return find


def _case_window(books: Books, _: int) -> Callable[..., timedelta | None]:
    """The claims window by that version of a group's rules (None: the one in force)."""

    def find(group: int, version: int | None = None) -> timedelta | None:
        window = by_rules(rules_of(books, group, version))["window"]
        return window if isinstance(window, timedelta) else None

    return find


def _case_plan(books: Books, person: int) -> Callable[..., panel.Plan]:
    """What the pool of a group would bear now for a case between this person and `other` (None: not known).

    `amount` of money asked for: for large ones five decide, where they can.
    """

    def find(group: int, other: int | None, now: datetime, amount: Money | None = None) -> panel.Plan:
        found = books.groups.get(group)
        parties = [each for each in (person, other) if each]
        if found is None:
            return panel.plan(0)
        large = panel.is_large(amount, by_rules(rules_of(books, group, None))["cap"])
        free = panel.eligible(pool_of(books, found, parties, now), parties)
        return replace(panel.plan(len(free.people), large=large), helped=free.helped)

    return find


# --- risk entries ---


def _my_risks(books: Books, person: int) -> tuple[Entry, ...]:
    return tuple(entry_of(row) for row in books.penalties.risks_about(key_of(books, person)))


def _group_risks(books: Books, person: int) -> Callable[[int], tuple[Entry, ...]]:
    def find(group: int) -> tuple[Entry, ...]:
        if not any(each.id == group for each in looked_after(books, person)):
            return ()
        return tuple(entry_of(row) for row in books.penalties.risks_of(group))

    return find


def _open_cases(books: Books, person: int) -> tuple[int, ...]:
    """The numbers of all that run, for the house itself (person 0); people see theirs in `my_cases`."""
    return () if person else tuple(books.cases.open())


FACTS: Mapping[str, Callable[[Books, int], Any]] = {
    "my_cases": _my_cases,
    "find_case": _find_case,
    "find_case_link": _find_case_link,
    "case_as": _case_as,
    "case_timeline": _case_timeline,
    "case_cast": _case_cast,
    "open_cases": _open_cases,
    "case_strikable": _case_strikable,
    "case_penalty": _case_penalty,
    "case_deal": _case_deal,
    "case_open": _case_open,
    "case_window": _case_window,
    "case_plan": _case_plan,
    "my_risks": _my_risks,
    "group_risks": _group_risks,
}
