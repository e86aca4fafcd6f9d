"""From the answers of /order to the terms of a deal: readings, checks, what the rules propose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from assistant.dialog.events import Contact, Context, Said
from assistant.dialog.parsers import Parser, duration, moment
from assistant.dialog.words import Lines, Local, Message, Plain, words
from assistant.domain.groups import Kind, Platform
from assistant.domain.lawful import refuse_unlawful
from assistant.domain.money import Money
from assistant.domain.orders.limits import Limits, affordable, split
from assistant.domain.orders.limits import above as is_above
from assistant.domain.orders.terms import Basis, Side, Term, Terms
from assistant.errors import Refused
from assistant.i18n import N_, text
from flows import library
from flows.orders.words import by

LEAST, MOST = timedelta(minutes=10), timedelta(days=90)
MOST_NAMES = 60  # buttons of people to choose from
When = datetime | timedelta
WHEN_EXAMPLE = N_("A time such as Friday 18:00, or a span such as 24 h or 3 days.")
NO_CONTACT = N_("That is not a contact. Tap the paper clip, choose Contact, then the person you deal with.")
CONTACT_EXAMPLE = N_("Paper clip → Contact → the person. I keep their Telegram number, never their phone number.")
YOU = N_("That is you. Share the contact of the person you deal with.")


# --- readings ---


def when() -> Parser:
    """Reads a moment to come, or a span of ten minutes to ninety days."""
    span, at = duration(least=LEAST, most=MOST), moment()

    def read(said: Said, context: Context) -> When:
        try:
            found: When = span(said, context)
        except Refused as no:
            if "most" in no.values or "least" in no.values:
                raise
            found = at(said, context)
        return found

    return Parser(read, WHEN_EXAMPLE, {})


def shared_contact() -> Parser:
    """Reads a shared contact as {"person": number or None, "name": …}."""

    def read(said: Said, context: Context) -> dict[str, Any]:
        if not isinstance(said, Contact):
            raise Refused(NO_CONTACT)
        return {"person": said.person, "name": said.name}

    return Parser(read, CONTACT_EXAMPLE, {}, frozenset({"contact"}))


# --- the group ---


def deal_groups(
    member_of: Sequence[Any], looked_after: Sequence[Any], deals_in: Callable[[int], bool]
) -> dict[str, Any]:
    """The living groups a person may deal in, by number; those they belong to first."""
    return {
        str(each.id): each for each in (*member_of, *looked_after) if each.archived_at is None and deals_in(each.id)
    }


def group_of(where: str, find_number: Callable[[int], Any]) -> Any:
    return find_number(int(where))


def kind_of(group: Any) -> str:
    return str(group.kind)


def zone_of(find_number: Callable[[int], Any], where: str = "") -> str:
    """The group's zone: moments are read and shown in it."""
    return library.zone_of(find_number(int(where)) if where else None)


def currency_of(find_number: Callable[[int], Any], where: str = "") -> str:
    group = find_number(int(where)) if where else None
    return str((group.currency if group else None) or "CNY")


def held(group: Any, order_limits: Callable[[int], Limits]) -> Limits:
    return order_limits(group.id)


# --- the deal ---


def lawful_what(what: str) -> None:
    refuse_unlawful(what)


def lawful_how(how: str) -> None:
    refuse_unlawful(how)


def within_cap(amount: Money, held: Limits) -> None:
    affordable(amount, held)


def above(amount: Money, held: Limits) -> bool:
    return is_above(amount, held)


def _term(found: When, since: Basis) -> Term:
    return Term(Basis.FIXED, at=found) if isinstance(found, datetime) else Term(since, found)


def pay_term(held: Limits, pay: When | None) -> Term:
    """By when it is paid; unasked, as the rules have it."""
    return _term(pay, held.pay_since) if pay is not None else held.pay or Term(held.pay_since, timedelta(days=1))


def terms(
    group: Any,
    held: Limits,
    person: int,
    side: str,
    what: str,
    amount: Money,
    delivery: When,
    how: str,
    now: datetime,
    pay: When | None = None,
) -> Terms:
    """What both will agree to."""
    whole = is_above(amount, held)
    ships = _term(delivery, held.deliver_since)
    return Terms(
        group=group.id,
        kind=group.kind,
        maker=person,
        side=Side(side),
        what=what,
        amount=amount,
        parts=split(amount, held, pay_term(held, None if whole else pay), ships, now),
        delivery=ships,
        how=how,
        rules=held.rules,
        window=held.window,
        silence=held.silence,
    )


def proposal(amount: Money, held: Limits, now: datetime, zone: str) -> Lines:
    """The parts that the rules propose above the cap, one a line."""
    return Lines(tuple(_proposed(amount, held, now, zone)))


def _proposed(amount: Money, held: Limits, now: datetime, zone: str) -> Iterator[Message]:
    parts = split(amount, held, pay_term(held, None), Term(Basis.AGREED), now)
    for at, part in enumerate(parts, start=1):
        half = at == 1 and held.kind == Kind.TASKS
        due = Message(N_("at half time")) if half else by(part.due, held.kind, zone)
        yield words(N_("Part {at}: {amount}, {by}"), at=at, amount=part.amount, by=due)


def when_words(found: When, since: Basis, kind: str, zone: str) -> Message | Local:
    return by(_term(found, since), kind, zone)


def pay_shown(pay: When, held: Limits, zone: str) -> Message | Local:
    return when_words(pay, held.pay_since, held.kind, zone)


def delivery_shown(delivery: When, held: Limits, zone: str) -> Message | Local:
    return when_words(delivery, held.deliver_since, held.kind, zone)


def usual_pay(held: Limits) -> timedelta | None:
    return held.settle


def usual_delivery(held: Limits) -> timedelta | None:
    return held.delivery.span if held.delivery is not None else None


DAYS = (N_("tomorrow 18:00"), N_("in 3 days"), N_("in a week"))


def days(kind: str, locale: str) -> tuple[str, ...]:
    """Work has a day of its own: some to choose from."""
    return () if kind == Kind.GOODS else tuple(text(each, locale) for each in DAYS)


# --- to whom ---


def ways(group: Any, find_partners: Callable[[int], Mapping[int, str]]) -> dict[str, str]:
    """How the other party is found, as things are in this group."""
    found = {"link": N_("One person, by a link I send")}
    if find_partners(group.id):
        found["member"] = N_("Somebody from the list of members")
    found |= {"contact": N_("I share their Telegram contact"), "many": N_("Many people: per head")}
    if group.platform == Platform.WECHAT:
        found["absent"] = N_("They are not on Telegram")
    return found


def partners(
    group: Any, find_partners: Callable[[int], Mapping[int, str]], my_orders: Sequence[Any]
) -> dict[str, Plain]:
    """People by number; whom one has dealt with first. The same name twice is told apart by the account's last digits."""
    people = find_partners(group.id)
    dealt = [each.other if each.maker not in people else each.maker for each in my_orders]
    order = [each for each in dict.fromkeys((*dealt, *people)) if each in people][:MOST_NAMES]
    names = list(people.values())
    return {
        str(each): Plain(people[each] if names.count(people[each]) == 1 else f"{people[each]} ·{each % 10_000:04d}")
        for each in order
    }


def not_me(contact: Mapping[str, Any], person: int) -> None:
    if contact["person"] == person:
        raise Refused(YOU)


def unknown(contact: Mapping[str, Any], group: Any, find_partners: Callable[[int], Mapping[int, str]]) -> bool:
    return contact["person"] not in find_partners(group.id)


def invited(
    whom: str,
    group: Any,
    find_partners: Callable[[int], Mapping[int, str]],
    member: str | None = None,
    contact: Mapping[str, Any] | None = None,
) -> int | None:
    """Whom it is offered to by name; None: to whoever has the link."""
    if whom == "member" and member is not None:
        return int(member)
    if whom == "contact" and contact is not None and not unknown(contact, group, find_partners):
        return int(contact["person"])
    return None


def invited_name(group: Any, find_partners: Callable[[int], Mapping[int, str]], invited: int | None) -> str:
    return find_partners(group.id).get(invited, "") if invited is not None else ""


def head_count(whom: str, many: int | str = 1) -> int:
    """How many may accept; 0 is any number."""
    return (0 if isinstance(many, str) else many) if whom == "many" else 1


def heads_shown(many: int | str) -> int | Message:
    return Message(N_("any number")) if isinstance(many, str) else many
