"""What is kept about people, for how long, and what stands in the way of forgetting somebody. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from assistant.domain.disputes.case import Case
from assistant.domain.disputes.forget import without_evidence, without_person
from assistant.domain.orders.order import Order
from assistant.errors import Refused
from assistant.i18n import N_

DAY = timedelta(days=1)
MONTH = 30 * DAY
AFTER_AN_ENDING = 7 * DAY  # in which an owner may still decide what a ruling that nobody followed leads to


@dataclass(frozen=True, slots=True)
class Keep:
    """How long something is kept: `span` after `since`; what happens `then`. For the documents and the sweeps."""

    what: str
    span: timedelta
    since: str
    then: str


RETENTION: Mapping[str, Keep] = {
    "updates": Keep("updates, answers to them, sent messages, finished slow work", 2 * DAY, "they came", "deleted"),
    "letters": Keep("updates that met a bug", MONTH, "they came", "deleted"),
    "drafts": Keep("unfinished conversations", MONTH, "they were last touched", "deleted"),
    "evidence": Keep(
        "evidence of a case: files, copies, captions, and what seals them",
        90 * DAY,
        "the case was closed",
        "erased; the chain keeps a tombstone and still verifies",
    ),
    "cases": Keep(
        "the rest of a case: who, what was said, the ruling's reasons",
        730 * DAY,
        "the case was closed",
        "erased; state, dates and the seals of the chain stay",
    ),
    "orders": Keep(
        "who dealt with whom, about what", 730 * DAY, "the order ended", "erased; amounts stay in the ledger"
    ),
    "questions": Keep("that an owner asked about risk entries", 2 * DAY, "it was asked", "deleted"),
    "risks": Keep("risk entries", timedelta(0), "their own date of expiry, at most 24 months", "deleted"),
    "requests": Keep("requests to join a group in Telegram", MONTH, "they were made", "deleted"),
    "leaving": Keep("the number of somebody who was erased", 2 * DAY, "they asked", "deleted"),
}


class Hinders(StrEnum):
    """Why somebody cannot be forgotten now."""

    GROUP = "group"  # a living group of theirs
    ORDER = "order"  # not over yet
    WINDOW = "window"  # an order that may still be claimed on
    CASE = "case"  # an open case of theirs
    SEAT = "seat"  # a seat on the panel of an open case
    ENDING = "ending"  # a ruling against them that was not followed, just now


@dataclass(frozen=True, slots=True)
class Hindrance:
    """`number` is that of the group, order or case; `name` the group's; `until` when it is over by itself, if known."""

    kind: Hinders
    number: int
    name: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ErasePerson:
    person: int
    now: datetime


@dataclass(frozen=True, slots=True)
class PersonErased:
    """Somebody is known no more. `person` is the number from which they are to hear so, once."""

    person: int
    now: datetime


HINDERED = N_("Something of yours is still open, so I cannot erase you yet. /privacy shows what it is.")


def decide(command: ErasePerson, hindrances: Iterable[Hindrance]) -> list[PersonErased]:
    """Refused as long as anything hinders."""
    if any(True for _ in hindrances):
        raise Refused(HINDERED)
    return [PersonErased(command.person, command.now)]


def over_since(order: Order) -> datetime | None:
    """When an order ended; None: it has not."""
    return (order.ended_at or order.received_at or order.agreed_at or order.offered_at) if order.over else None


def without_party(order: Order, person: int, alias: int) -> Order:
    """The order with a number of nobody in the place of that person, and no name; the other party keeps the rest."""
    if order.maker == person:
        order = replace(order, terms=replace(order.terms, maker=alias), maker_name="")
    if order.other == person:
        order = replace(order, other=alias, other_name="")
    if order.invited == person:
        order = replace(order, invited=alias, other_name="")
    return replace(order, leaving_by=alias) if order.leaving_by == person else order


def reduced(order: Order, maker: int, other: int) -> Order:
    """What stays of an order after its time: amounts and dates, nobody's name, no words."""
    return replace(
        order,
        terms=replace(order.terms, maker=maker, what="", how=""),
        maker_name="",
        other_name="",
        handle=None,
        other=None if order.other is None else other,
        invited=None if order.invited is None else other,
        leaving_by=None,
    )


def without_names(safety: Mapping[str, Any], person: int, alias: int, names: frozenset[str]) -> dict[str, Any]:
    """Answers about safety (as stored) without that person: their number in the team, and any text that is their name."""
    team = list(safety.get("team", ()))
    nicknames = list(safety.get("nicknames", ()))
    for at, each in enumerate(team):
        if each == person:
            team[at] = alias
            nicknames[at : at + 1] = [""] if at < len(nicknames) else []
    changed: dict[str, Any] = {**safety, "team": team, "nicknames": ["" if n in names else n for n in nicknames]}
    if safety.get("payee") in names:
        changed |= {"payee": "", "ends": ""}
    changed["jurors"] = [each for each in safety.get("jurors", ()) if each not in names]
    return {key: changed[key] for key in safety}


def people_in(case: Case) -> tuple[int, ...]:
    """Everybody whose number a case holds."""
    slots = (slot.person for draw in case.draws for slot in draw.slots)
    deal = (case.deal.buyer or 0, case.deal.seller or 0)
    found = {*case.parties, *deal, *(seat.person for seat in case.seats), *slots, *case.declined, *case.neutrals}
    return tuple(sorted(found - {0}))


def summary(case: Case) -> Case:
    """What stays of a case after its time: how it went and when, nobody's number, no words."""
    for person in people_in(case):
        case = without_person(case, person)
    case = without_evidence(case)
    return replace(
        case,
        respondent_name="",
        deal=replace(case.deal, what="", buyer=None, seller=None),
        claim=replace(case.claim, story="", late_reason="", salt=""),
        answer=replace(case.answer, text="") if case.answer else None,
        offers=tuple(replace(each, text="") for each in case.offers),
        rebuttals={},
        draws=tuple(replace(draw, slots=(), nonces={}) for draw in case.draws),
        seats=(),
        declined=(),
        neutrals=(),
        rulings=tuple(replace(each, ballots=()) for each in case.rulings),
        plea=replace(case.plea, text="", answer="") if case.plea else None,
        remedy=replace(case.remedy, report="", contest="") if case.remedy else None,
        sanction=replace(case.sanction, reason="") if case.sanction else None,
    )


class Area(StrEnum):
    """The kinds of things that are kept about a person, in the order in which they are told."""

    ACCOUNT = "account"
    GROUPS = "groups"
    ROLES = "roles"
    MEMBERSHIPS = "memberships"
    INVITATIONS = "invitations"
    ORDERS = "orders"
    CASES = "cases"
    EXHIBITS = "exhibits"
    SEATS = "seats"
    REMINDERS = "reminders"
    DRAFTS = "drafts"
    REQUESTS = "requests"
    RISKS = "risks"


@dataclass(frozen=True, slots=True)
class Trace:
    """How many things of a kind are kept about somebody, and since when (None: that is not kept)."""

    count: int
    since: datetime | None = None
