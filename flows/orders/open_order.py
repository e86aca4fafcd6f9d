"""Offer a deal: what, how much, by when, to whom; the other side reads the same text and agrees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import amount, name, whole
from assistant.dialog.steps import Ask, Choose, End, Offer, Review
from assistant.dialog.words import Lines, Message, words
from assistant.domain.groups import Kind
from assistant.domain.money import Money
from assistant.domain.orders.deals import MOST_HEADS, OfferOrder
from assistant.domain.orders.limits import Limits
from assistant.domain.orders.order import ANSWER_WITHIN
from assistant.domain.orders.terms import MOST_HOW, MOST_WHAT, Side, Terms
from assistant.errors import Refused
from assistant.i18n import N_
from assistant.statechart import path
from flows.library import names_of, sole
from flows.orders import terms as deal
from flows.orders.words import HOWS

NO_GROUP = N_(
    "Deals are made between members of a group. Ask in your group for its member link, open it and confirm the rules; then come back "
    "with /order"
)
NEW_RULES = N_(
    "The rules of <b>{name}</b> have changed in what binds you. Confirm them first: /rules, or the member link of the group."
)
_SIDES = {
    Kind.GOODS: {Side.PAYER: N_("I buy"), Side.PAYEE: N_("I sell")},
    Kind.SERVICES: {Side.PAYER: N_("I am the client"), Side.PAYEE: N_("I provide the service")},
    Kind.TASKS: {Side.PAYER: N_("I post the task"), Side.PAYEE: N_("I do the task")},
}
_PAID = {
    Kind.GOODS: N_("A time such as Friday 18:00, or a span from agreeing on, such as 24 h."),
    Kind.SERVICES: N_("A time such as Friday 18:00, or a span from acceptance on, such as 24 h."),
    Kind.TASKS: N_("A time such as Friday 18:00, or a span from handing in on, such as 24 h."),
}
_DELIVERED = {
    Kind.GOODS: N_("<b>By when is it shipped or handed over?</b>\nA time, or a span from payment on, such as 48 h."),
    Kind.SERVICES: N_("<b>By when is the work done?</b>\nA time such as Friday 18:00, or a span from agreeing on."),
    Kind.TASKS: N_("<b>By when is it handed in?</b>\nA time such as Friday 18:00, or a span from agreeing on."),
}


def admit(member_of: Any, looked_after: Any, deals_in: Any) -> None:
    """Deals are made in a group, between people who have confirmed its rules as they are."""
    if deal.deal_groups(member_of, looked_after, deals_in):
        return
    behind = next((each for each in member_of if each.archived_at is None), None)
    if behind is None:
        raise Refused(NO_GROUP)
    raise Refused(NEW_RULES, name=behind.name)


def choices(member_of: Any, looked_after: Any, deals_in: Any) -> Any:
    return names_of(deal.deal_groups(member_of, looked_after, deals_in))


def only(member_of: Any, looked_after: Any, deals_in: Any) -> str | None:
    return sole(deal.deal_groups(member_of, looked_after, deals_in))


def sides(kind: str) -> dict[str, str]:
    return {str(side): text for side, text in _SIDES[Kind(kind)].items()}


def paid_hint(kind: str) -> Message:
    return Message(_PAID[Kind(kind)])


def delivery_question(kind: str) -> Message:
    return Message(_DELIVERED[Kind(kind)])


def by_name(whom: str) -> bool:
    return whom == "member"


def by_contact(whom: str) -> bool:
    return whom == "contact"


def to_many(whom: str) -> bool:
    return whom == "many"


def one_sided(whom: str) -> bool:
    return whom == "absent"


def is_named(invited: int | None) -> bool:
    return invited is not None


def read_by(whom: str, held: Limits, amount: Money, proposal: Lines) -> Lines:
    """Who reads the deal, and above the cap the parts it is paid in."""
    alone = N_("It is recorded by one side only, under version {rules} of the rules.")
    both = N_("The other side reads exactly this, under version {rules} of the rules.")
    said = words(alone if whom == "absent" else both, rules=held.rules)
    return Lines((said, Message(N_("Paid in parts:")), proposal) if deal.above(amount, held) else (said,))


def other_name(whom: str, absent: str = "") -> str:
    return absent if whom == "absent" else ""


def to_send(bot: str, seed: str, terms: Terms) -> Iterator[Message]:
    """The text that carries the offer to the other side."""
    yield words(
        N_("{what}, {amount}: read the deal and agree to it here\n{link}"),
        what=terms.what,
        amount=terms.amount,
        link=f"https://t.me/{bot}?start=o_{seed}",
    )


flow = Flow(
    "open_order",
    title=N_("New order"),
    on="order",
    asks=("member_of", "looked_after", "find_number", "order_limits", "find_partners", "my_orders", "deals_in"),
    admit=admit,
    derive={
        "group": deal.group_of,
        "kind": deal.kind_of,
        "zone": deal.zone_of,
        "currency": deal.currency_of,
        "held": deal.held,
        "hint": paid_hint,
        "ask_delivery": delivery_question,
        "proposal": deal.proposal,
        "cap": lambda held: held.cap,
        "read_by": read_by,
        "terms": deal.terms,
        "handle": lambda seed: seed,
        "invited": deal.invited,
        "invited_name": deal.invited_name,
        "one_sided": one_sided,
        "other_name": other_name,
        "heads": deal.head_count,
        "hours": lambda: ANSWER_WITHIN,
        "most": lambda: MOST_HEADS,
    },
    states={
        "where": Choose(N_("<b>In which group?</b>"), choices, label=N_("Group"), assume=only),
        "side": Choose(N_("<b>Which side are you on?</b>"), sides, label=N_("Your side")),
        "what": Ask(
            N_("<b>What is it about?</b> A few words, so that both know the very thing."),
            name(most=MOST_WHAT),
            label=N_("What"),
            check=deal.lawful_what,
            why=N_("If something goes wrong later, this line is what counts. “Bike, blue, scratch on the frame” beats “bike”."),
        ),
        "amount": Ask(
            N_("<b>For how much?</b> All in all; per head, if many are to accept."),
            amount(),
            label=N_("Amount"),
            check=deal.within_cap,
        ),
        "parts": Offer(
            N_("That is above the cap of {cap}, so the rules have it paid in parts:\n{proposal}"),
            {"parts": N_("Good, in these parts"), "less": N_("Another amount")},
            why=N_("With parts neither side ever risks the whole."),
        ),
        "pay": Ask(
            N_("<b>By when is it paid?</b>\n{hint}"),
            deal.when(),
            label=N_("Paid"),
            default=deal.usual_pay,
            shows=deal.pay_shown,
        ),
        "delivery": Ask(
            N_("{ask_delivery}"),
            deal.when(),
            label=N_("Delivery"),
            default=deal.usual_delivery,
            propose=deal.days,
            shows=deal.delivery_shown,
        ),
        "how": Ask(
            N_("<b>How does it get there?</b> Tap, or say it in a few words."),
            name(most=MOST_HOW),
            options=HOWS,
            label=N_("How"),
            check=deal.lawful_how,
        ),
        "whom": Choose(
            N_("<b>Who is the other side?</b>"),
            deal.ways,
            label=N_("Offered to"),
            wide=True,
            why=N_("A name or an @name proves nothing: anybody can copy it. A link, a contact and the list of members lead to the account itself."),
        ),
        "member": Choose(
            N_("<b>Who is it?</b> Tap the name. Not there? Go back and send a link."),
            deal.partners,
            label=N_("The other side"),
        ),
        "contact": Ask(
            N_("<b>Share their contact:</b> paper clip → Contact → the person."),
            deal.shared_contact(),
            label=N_("The other side"),
            check=deal.not_me,
            shows=lambda contact: contact["name"],
        ),
        "stranger": Offer(
            N_("They have not confirmed the rules of this group here. I give you a link for them instead; with it they can do that first, and then agree."),
            {"link": N_("Good, a link"), "other": N_("Choose somebody else")},
        ),
        "many": Ask(
            N_("<b>How many may accept?</b> 2 to {most}; each acceptance is an order of its own."),
            whole(least=2, most=MOST_HEADS),
            options={"any": N_("Any number")},
            label=N_("Places"),
            shows=deal.heads_shown,
        ),
        "absent": Ask(
            N_("<b>What are they called?</b>\nI cannot ask them, so this is recorded by one side only, and says so everywhere: it reminds you, but it does not prove that they agreed."),
            name(most=30),
            label=N_("The other side"),
        ),
        "review": Review(
            N_("<b>Is everything right?</b> {read_by}"),
            yes=N_("Yes, put it on record"),
        ),
        "linked": End(
            N_("✓ The offer is made. Send the text above to the other side; the offer stands for {hours}. I tell you when they answer."),
            does=OfferOrder,
            paste=to_send,
            buttons={"orders": N_("My orders")},
        ),
        "told": End(
            N_("✓ {invited_name} has the offer now and can agree with one tap. It stands for {hours}."),
            does=OfferOrder,
            buttons={"orders": N_("My orders")},
        ),
        "recorded": End(
            N_("✓ Recorded, by one side only: {other_name} has agreed to nothing in this record. I remind you of the dates."),
            does=OfferOrder,
            buttons={"orders": N_("My orders")},
        ),
    },
    edges=[
        *path("where", "side", "what", "amount", "pay", "delivery", "how", "whom", "review", "linked"),
        # exceptions: when from     to       only if
        ("answer", "amount", "parts", deal.above),
        ("parts", "parts", "delivery"),
        ("less", "parts", "amount"),
        ("answer", "whom", "member", by_name),
        ("answer", "whom", "contact", by_contact),
        ("answer", "whom", "many", to_many),
        ("answer", "whom", "absent", one_sided),
        *path("member", "review"),
        *path("contact", "review"),
        ("answer", "contact", "stranger", deal.unknown),
        ("link", "stranger", "review"),
        ("other", "stranger", "whom"),
        *path("many", "review"),
        *path("absent", "review"),
        ("answer", "review", "told", is_named),
        ("answer", "review", "recorded", one_sided),
    ],
)  # fmt: skip
