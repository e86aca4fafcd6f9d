"""Facts about what the books hold about a person: counted, what hinders erasing it, and all of it to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from assistant.casework import entry_of, key_of
from assistant.clock import moment
from assistant.dialog import session
from assistant.domain.disputes.views import PartyView, Shown
from assistant.domain.orders.order import Order
from assistant.domain.privacy import Area, Hindrance, Trace
from assistant.erasing import hindrances
from assistant.known.cases import FACTS as CASES
from assistant.ordering import order_of
from assistant.store import Books

MANY = 10_000  # of anybody's orders or cases
EXPORT = "export"  # the kind of slow work
_HIDDEN = frozenset({"other", "handle", "options", "buyer", "seller", "salt"})


def _traces(books: Books, person: int) -> dict[Area, Trace]:
    """How many things of each kind the books hold about a person, and since when."""
    parts, risks = _as_party(books, person), books.penalties.risks_about(key_of(books, person))
    drafts = session.load(books.desks.get(person).body).sessions
    orders = [order_of(row) for row in books.orders.of_person(person, MANY)]
    members = [books.groups.member(each.id, person) for each in books.groups.of_member(person)]
    found: dict[Area, list[datetime | None]] = {
        Area.ACCOUNT: [None],
        Area.GROUPS: [moment(each.founded_at) for each in books.groups.of_owner(person)],
        Area.ROLES: [moment(each.since) for each in books.roles.of_person(person)],
        Area.MEMBERSHIPS: [moment(each.since) for each in members if each],
        Area.INVITATIONS: [None] * books.privacy.invited_by(person),
        Area.ORDERS: [each.offered_at for each in orders],
        Area.CASES: [view.filed_at for view in parts],
        Area.EXHIBITS: [each.submitted_at for view in parts for each in _mine(view)],
        Area.SEATS: [moment(at) for at in {case: at for case, _, at in books.privacy.seats(person)}.values()],
        Area.REMINDERS: [moment(each.at) for each in books.reminders.open(person)],
        Area.DRAFTS: [moment(each.touched) for each in drafts],
        Area.REQUESTS: [moment(at) for _, at in books.chats.requests_of(person)],
        Area.RISKS: [moment(each.made_at) for each in risks],
    }
    return {area: Trace(len(dates), min((at for at in dates if at), default=None)) for area, dates in found.items()}


def _as_party(books: Books, person: int) -> list[PartyView]:
    """A person's own cases, as their screens show them: through the one guard."""
    find = CASES["find_case"](books, person)
    views = [find(row.number) for row in books.cases.of_person(person, MANY)]
    return [view for view in views if isinstance(view, PartyView)]


def _mine(view: PartyView) -> list[Shown]:
    return [each for each in view.exhibits if each.mine and not each.erased]


def _hinder(books: Books, person: int) -> Callable[[datetime], tuple[Hindrance, ...]]:
    return lambda now: tuple(hindrances(books, person, now))


def _export(books: Books, person: int) -> Callable[[], dict[str, Any]]:
    """Everything, for the job `export`: {areas, files}. Of others nothing but what the person's screens show."""

    def gather() -> dict[str, Any]:
        parts = _as_party(books, person)
        areas = {
            Area.ACCOUNT: _plain(books.people.get(person)),
            Area.GROUPS: [_group(books, each) for each in books.groups.of_owner(person)],
            Area.ROLES: [_without(each, "person") for each in books.roles.of_person(person)],
            Area.MEMBERSHIPS: [_member(books, each.id, each.name, person) for each in books.groups.of_member(person)],
            Area.ORDERS: [_order(order_of(row), person) for row in books.orders.of_person(person, MANY)],
            Area.CASES: [_bare(_plain(view)) for view in parts],
            # As a juror: that one sat, and when. Not about what.
            Area.SEATS: [
                {"case": case, "state": state, "at": _at(at)} for case, state, at in books.privacy.seats(person)
            ],
            Area.REMINDERS: [_without(each, "person") for each in books.reminders.open(person)],
            Area.DRAFTS: _plain(session.load(books.desks.get(person).body)),
            Area.REQUESTS: [_request(books, number, at) for number, at in books.chats.requests_of(person)],
            Area.RISKS: [_plain(entry_of(each)) for each in books.penalties.risks_about(key_of(books, person))],
        }
        files = [
            {"sha256": each.sha256, "size": each.size, "mime": each.mime, "name": f"YD-{view.number}/exhibit-{each.n}"}
            for view in parts
            for each in _mine(view)
        ]
        return {"areas": {str(area): content for area, content in areas.items()}, "files": files}

    return gather


def _group(books: Books, group: Any) -> dict[str, Any]:
    rules, safety = books.groups.rulebook(group.id), books.safety.get(group.id)
    return {
        **_plain(group),
        "rules": _plain(rules) if rules else None,
        "safety": _plain(safety) if safety else None,
    }


def _member(books: Books, number: int, name: str, person: int) -> dict[str, Any]:
    held = books.groups.member(number, person)
    return {"group_name": name, **(_without(held, "person") if held else {})}


def _request(books: Books, number: int, at: float) -> dict[str, Any]:
    group = books.groups.get(number)
    return {"group_name": group.name if group else "", "asked_at": _at(at)}


def _order(order: Order, person: int) -> dict[str, Any]:
    """As the screen of the order shows it: the other one by name alone."""
    plain = _without(order, "other", "invited", "handle", "leaving_by")
    plain["terms"] = {key: each for key, each in plain["terms"].items() if key != "maker"}
    side = order.side(person)
    return {**plain, "my_side": str(side) if side else None, "offered_by_me": order.maker == person}


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)


def _without(value: Any, *names: str) -> dict[str, Any]:
    return {key: each for key, each in msgspec.to_builtins(value).items() if key not in names}


def _bare(value: Any) -> Any:
    """Without what no screen shows: numbers of people, links, salts."""
    if isinstance(value, dict):
        return {key: _bare(each) for key, each in value.items() if key not in _HIDDEN}
    return [_bare(each) for each in value] if isinstance(value, list | tuple) else value


def _at(seconds: float) -> str:
    return moment(seconds).isoformat()


FACTS: Mapping[str, Callable[[Books, int], Any]] = {
    "my_traces": _traces,
    "what_hinders": _hinder,
    "my_export": _export,
    "exporting": lambda books, person: books.jobs.waiting(EXPORT, person),
}
