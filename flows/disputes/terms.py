"""From the answers of /dispute to a case: which deal, what went wrong, until when it may be brought."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from assistant.dialog.events import Contact, Context, Said
from assistant.dialog.parsers import Parser, name
from assistant.dialog.words import Day, Local, Message, Plain, words
from assistant.domain.disputes import claims, filing
from assistant.domain.disputes.case import Deal
from assistant.domain.disputes.claims import MONEY, Part, Want, Wrong
from assistant.domain.groups import Kind
from assistant.domain.lawful import refuse_unlawful
from assistant.domain.money import Money
from assistant.domain.orders.order import Order
from assistant.domain.orders.terms import Side
from assistant.errors import Refused
from assistant.i18n import N_
from flows.disputes.exhibits import gathered, would_help
from flows.library import names_of, sole
from flows.orders.words import SIDES

NEW = "described"  # the option for a deal that is not on record
MOST_DEALS = 12  # deals to choose from, the latest first
PARTS = {Part.BUYER: Side.PAYER, Part.SELLER: Side.PAYEE}
Find = Callable[..., Any]

NO_GROUP = N_(
    "Problems are settled among the members of a group. Open the member link of the group in which you dealt and confirm the rules; then "
    "come back with /dispute"
)


# --- which group, which deal ---


def group_number(where: str) -> int:
    return int(where)


def kind_of_home(home: Any) -> str:
    return str(home.kind)


def deal_groups(member_of: Sequence[Any], looked_after: Sequence[Any]) -> dict[str, Any]:
    """The living groups whose deals a person may have a problem with, by number; those they belong to first."""
    return {str(each.id): each for each in (*member_of, *looked_after) if each.archived_at is None}


def admit(member_of: Any, looked_after: Any) -> None:
    if not deal_groups(member_of, looked_after):
        raise Refused(NO_GROUP)


def choices(member_of: Any, looked_after: Any) -> Any:
    return names_of(deal_groups(member_of, looked_after))


def only(member_of: Any, looked_after: Any, find_order: Find, which: str = "") -> str | None:
    """The group of the order that the button named, or the only one there is."""
    order = find_order(int(which)) if which.isascii() and which.isdigit() and len(which) < 15 else None
    groups = deal_groups(member_of, looked_after)
    if order is not None and str(order.group) in groups:
        return str(order.group)
    return sole(groups)


def my_deals(where: str, my_orders: Sequence[Order], case_deal: Find) -> dict[str, Order]:
    """The deals of that group that a case can be about, the latest first."""
    found = [each for each in my_orders if each.group == int(where) and case_deal(each.number) is not None]
    return {str(each.number): each for each in found[:MOST_DEALS]}


def deals(where: str, my_orders: Sequence[Order], case_deal: Find, person: int) -> dict[str, Plain | str]:
    named: dict[str, Plain | str] = {}
    for key, order in my_deals(where, my_orders, case_deal).items():
        side = order.side(person)
        other = order.name(side.other) if side else ""
        named[key] = Plain(f"{order.terms.what} · {other}" if other else order.terms.what)
    return {**named, NEW: N_("Another deal, not on record here")}


def the_deal(where: str, my_orders: Sequence[Order], case_deal: Find, which: str = "") -> str | None:
    """The one that the button named; without any on record, one to be described."""
    known = my_deals(where, my_orders, case_deal)
    return which if which in known else (None if known else NEW)


def not_open_yet(deal: str, case_open: Find) -> None:
    if deal != NEW and (number := case_open(int(deal))) is not None:
        raise Refused(
            N_("There is an open case on this deal already, number {number}. /cases shows it."), number=number
        )


def is_described(deal: str) -> bool:
    return deal == NEW


def order_number(deal: str) -> int | None:
    return None if deal == NEW else int(deal)


def on_record(deal: str, case_deal: Find) -> Deal | None:
    return None if deal == NEW else case_deal(int(deal))


# --- a deal that is described ---

WHO_EXAMPLE = N_("A name is enough, such as “Chen with the bikes”. Better: share their contact (paper clip → Contact).")


def who() -> Parser:
    """Reads a name, or a shared contact, as {"person": number or None, "name": …}."""
    named = name(most=filing.MOST_NAME)

    def read(said: Said, context: Context) -> dict[str, Any]:
        if isinstance(said, Contact):
            return {"person": said.person, "name": said.name}
        return {"person": None, "name": named(said, context)}

    return Parser(read, WHO_EXAMPLE, {}, frozenset({"text", "contact"}))


def not_me(them: Mapping[str, Any], person: int) -> None:
    if them["person"] == person:
        raise Refused(N_("That is you. Who is the other side?"))


def lawful_thing(thing: str) -> None:
    refuse_unlawful(thing)


def other_name(deal: str, find_order: Find, person: int, them: Mapping[str, Any] | None = None) -> str:
    """Who the other side is: as it was said, or as it stands in the order."""
    if them is not None:
        return str(them["name"])
    order = find_order(int(deal)) if deal != NEW else None
    side = order.side(person) if order is not None else None
    return str(order.name(side.other)) if order is not None and side is not None else ""


def other_person(them: Mapping[str, Any] | None = None) -> int | None:
    return them["person"] if them is not None else None


# --- my part, and what went wrong ---


def parts(kind: str) -> dict[str, str]:
    return {str(part): SIDES[Kind(kind), side] for part, side in PARTS.items()}


def my_part(person: int, made: Deal | None) -> str | None:
    """Read from the order; a described deal is asked for."""
    if made is None:
        return None
    return str(Part.BUYER if made.buyer == person else Part.SELLER)


def wrongs(kind: str, part: str) -> dict[str, str]:
    return {str(each): claims.WRONGS[each] for each in claims.wrongs(kind, part)}


def when_question(wrong: str, part: str) -> Message:
    """What the claims window is counted from, asked as a person would say it."""
    if part == Part.SELLER:
        return Message(N_("<b>Since when should you have been paid?</b>"))
    if wrong == Wrong.NOT_DELIVERED:
        return Message(N_("<b>By when should it have come or been done?</b>"))
    return Message(N_("<b>When did you receive it?</b> The day is enough."))


def begun(part: str, made: Deal | None, now: datetime) -> datetime | None:
    """Known from the order: when it came, or when it should have."""
    if made is None:
        return None
    found = (made.received_at if part == Part.BUYER else None) or made.missed_at
    return found if found is not None and found <= now else None


def by_day(received_at: datetime | None, zone: str, part: str, made: Deal | None, now: datetime) -> bool:
    """Whether the claimant named a day; the order's own record knows the minute."""
    return received_at is not None and begun(part, made, now) is None and isinstance(_when(received_at, zone), Day)


def window_end(
    group: int,
    received_at: datetime,
    by_day: bool,
    case_window: Find,
    made: Deal | None,
    deal: str = NEW,
) -> datetime | None:
    span: timedelta | None = case_window(group, made.rules if made is not None and deal != NEW else None)
    return filing.window_ends(received_at, span, by_day=by_day)


def is_late(ends: datetime | None, opened_at: datetime, now: datetime) -> bool:
    return ends is not None and filing.filed_as_of(opened_at, now) > ends


def until(ends: datetime | None, zone: str) -> Local | Plain:
    return Local(ends, zone) if ends is not None else Plain("")


def agreed_on(dealt_at: datetime, zone: str) -> Day | Local:
    return _when(dealt_at, zone)


def since(received_at: datetime, zone: str) -> Day | Local:
    return _when(received_at, zone)


def _when(at: datetime, zone: str) -> Day | Local:
    """Where the group lives; who named a day is shown a day."""
    there = at.astimezone(ZoneInfo(zone))
    return Day(there.date()) if (there.hour, there.minute) == (0, 0) else Local(at, zone)


# --- what is wanted ---


def wants(wrong: str, part: str) -> dict[str, str]:
    return {str(each): claims.WANTS[each] for each in claims.wants(wrong, part)}


def about_money(want: str) -> bool:
    return want in MONEY


def whole_amount(made: Deal | None, deal_amount: Money | None = None) -> Money | None:
    """What the deal was about."""
    return made.amount if made is not None else deal_amount


def usual_amount(want: str, worth: Money | None) -> Money | None:
    """All of it, unless a part is wanted."""
    return None if want == Want.PARTIAL_REFUND else worth


def within_the_deal(amount: Money, worth: Money | None) -> None:
    if worth is None:
        return
    if amount.currency != worth.currency or not 0 < amount.minor <= worth.minor:
        raise Refused(filing.TOO_MUCH, most=worth)


# --- evidence, and the last look ---


def still_missing(kind: str, wrong: str, exhibits: Sequence[Mapping[str, Any]]) -> Sequence[Any]:
    return would_help(claims.missing(claims.checklist(kind, wrong), gathered(exhibits)))


def nothing_to_show(exhibits: Sequence[Any] = ()) -> bool:
    return not exhibits


def talk_first(talk: str) -> bool:
    return talk == "talk"


def beforehand(group: int, case_plan: Find, now: datetime, other_number: int | None) -> Iterator[Message]:
    """Told before anything is filed: who would decide, and what a ruling can and cannot do."""
    plan = case_plan(group, other_number, now)
    if plan.possible:
        yield words(
            N_("⚖️ If you two do not agree, {seats} neutral jurors decide, drawn by lot; not the owner.")
            if plan.helped
            else N_(
                "⚖️ If you two do not agree, {seats} neutral jurors of the group decide, drawn by lot; not the owner."
            ),
            seats=plan.seats,
        )
        if plan.helped:
            yield Message(
                N_("Some or all of them come from a partner group, since this one has too few for this case.")
            )
    else:
        yield Message(
            N_(
                "⚖️ This group has too few neutral jurors for a ruling on this case. If you two do not agree, a neutral person mediates, and "
                "what cannot be settled stays open: then the platform or the law is the way."
            )
        )
    yield Message(
        N_("I hold no money and can force nobody. What a ruling has is the group's word, and your record of the case.")
    )


def other_number(deal: str, person: int, made: Deal | None, them: Mapping[str, Any] | None = None) -> int | None:
    """The other side's account, where it is known."""
    if made is not None and deal != NEW:
        return made.seller if made.buyer == person else made.buyer
    return other_person(them)
