"""Clauses about money: how, how much, by when."""

from datetime import timedelta

from assistant.domain.clauses import Clause, Matter, Pick, Span, Sum, Variant, Whole
from assistant.domain.groups import Audience, Kind, Platform
from assistant.i18n import N_

DAY, HOUR = timedelta(days=1), timedelta(hours=1)

CASH = {"payment": "cash"}

MONEY = (
    Clause(
        key="payment",
        title=N_("Payment"),
        brief=True,
        matter=Matter.MONEY,
        asked=True,
        full={
            Kind.GOODS: N_("Payment goes by {payment} only, from buyer to seller; never to a third person, never to an account named in private."),
            Kind.SERVICES: N_("Payment goes by {payment} only, from client to provider; never to a third person, never to an account named in private."),
            Kind.TASKS: N_("The poster pays by {payment} only. Workers never pay: no deposit, no advance, no fee."),
        },
        short={
            Kind.GOODS: N_("By {payment} only; never to a third person."),
            Kind.SERVICES: N_("By {payment} only; never to a third person."),
            Kind.TASKS: N_("The poster pays by {payment}; workers never pay."),
        },
        variants=(
            Variant(
                when=CASH,
                full={
                    Kind.GOODS: N_("The buyer pays the seller in cash on meeting, once the thing was looked at; nothing in advance, nothing to a third person."),
                    Kind.SERVICES: N_("The client pays the provider in cash on the spot; nothing in advance, nothing to a third person."),
                    Kind.TASKS: N_("The poster pays in cash on the spot. Workers never pay: no deposit, no advance, no fee."),
                },
                short={
                    Kind.GOODS: N_("Cash on meeting, after looking; nothing in advance."),
                    Kind.SERVICES: N_("Cash on the spot; nothing in advance."),
                    Kind.TASKS: N_("The poster pays in cash on the spot; workers never pay."),
                },
            ),
            Variant(
                when={"payment": "voucher"},
                full={
                    Kind.GOODS: N_("Any way of paying will do that leaves a voucher, from buyer to seller; never to a third person, never to an account named in private."),
                    Kind.SERVICES: N_("Any way of paying will do that leaves a voucher, from client to provider; never to a third person, never to an account named in private."),
                    Kind.TASKS: N_("The poster pays in any way that leaves a voucher. Workers never pay: no deposit, no advance, no fee."),
                },
                short={
                    Kind.GOODS: N_("Any way that leaves a voucher; never to a third person."),
                    Kind.SERVICES: N_("Any way that leaves a voucher; never to a third person."),
                    Kind.TASKS: N_("The poster pays so that a voucher remains; workers never pay."),
                },
            ),
        ),
        why=N_(
            "A payment inside the platform leaves a voucher and can be disputed there. A private transfer or a saved personal code "
            "leaves you with nothing but a name."
        ),
        parameters=(
            Pick(
                key="payment",
                label=N_("Payment"),
                ask=N_("<b>How do people pay each other?</b>"),
                options={
                    "platform": N_("the platform's own group payment"),
                    "code": N_("a merchant's payment code"),
                    "cash": N_("cash on meeting"),
                    "voucher": N_("any way that leaves a voucher"),
                },
                only={"platform": Platform.WECHAT},
                usual={Platform.WECHAT: "platform", Platform.TELEGRAM: "voucher"},
            ),
        ),
    ),
    Clause(
        key="cap",
        title=N_("Single-deal cap"),
        brief=True,
        matter=Matter.MONEY,
        asked=True,
        full=N_("A single deal is at most {cap}. What is worth more is paid in parts, or is not traded here."),
        short=N_("At most {cap} a deal."),
        variants=(Variant(when={"parts": None}, full=N_("A single deal is at most {cap}. What is worth more is not traded here.")),),
        why=N_("The cap is the most that anybody can lose in one go. Raise it when people have known each other for a while."),
        parameters=(
            Sum(
                key="cap",
                label=N_("Single-deal cap"),
                ask=N_("<b>How much may a single deal be worth at most?</b>"),
                least=1,
                most=1_000_000,
                usual={Audience.KNOWN: 1000, Audience.OPEN: 500},
            ),
        ),
    ),
    Clause(
        key="parts",
        title=N_("Payment in parts"),
        brief=True,
        matter=Matter.MONEY,
        needs=("cap",),
        full={
            Kind.GOODS: N_("Above {cap}: {parts} after the recap, the rest once the goods have arrived and were looked at. No part is above the cap."),
            Kind.SERVICES: N_("Above {cap}: {parts} at the start, the rest by stages, each on acceptance. No part is above the cap."),
            Kind.TASKS: N_("Above {cap}: the poster pays {parts} at half time, the rest on acceptance. No part is above the cap."),
        },
        short=N_("Above {cap} in parts, {parts} first."),
        why=N_("With parts neither side ever risks the whole. Half and half is what most people find fair."),
        parameters=(
            Whole(
                key="parts",
                label=N_("First part"),
                ask=N_("{clause}\n\n<b>How many percent is the first part?</b> 10 to 90."),
                least=10,
                most=90,
                usual=50,
                shown=N_("{value}%"),
            ),
        ),
    ),
    Clause(
        key="perhead",
        title=N_("Payments per head"),
        matter=Matter.MONEY,
        platforms=(Platform.WECHAT,),
        kinds=(Kind.GOODS, Kind.SERVICES),
        full=N_(
            "An offer to many is collected per head with the group's own collection; each person's share is a deal of its own, and the "
            "list of who has paid stands in the group."
        ),
        short=N_("Offers to many: collected per head, with an open list."),
        variants=(
            Variant(
                when=CASH,
                full=N_("In an offer to many each pays their own share on meeting; each share is a deal of its own, and the list of who has paid stands in the group."),
                short=N_("Offers to many: each pays their own share, with an open list."),
            ),
        ),
        why=N_("When ten people pay one, an open list saves ten private questions."),
    ),
    Clause(
        key="settle",
        title=N_("Settlement time"),
        brief=True,
        matter=Matter.TIME,
        asked=True,
        mandatory=True,
        full={
            Kind.GOODS: N_("The buyer pays within {settle} of agreeing. After that the seller is free to sell to somebody else."),
            Kind.SERVICES: N_("The client pays within {settle} of acceptance; large jobs in stages."),
            Kind.TASKS: N_("The poster pays within {settle} of handing in."),
        },
        short={
            Kind.GOODS: N_("Pay within {settle} of agreeing."),
            Kind.SERVICES: N_("Pay within {settle} of acceptance."),
            Kind.TASKS: N_("The poster pays within {settle} of handing in."),
        },
        variants=(
            Variant(
                when=CASH,
                full={Kind.GOODS: N_("The buyer pays on handing over. What is still open then is paid within {settle}.")},
                short={Kind.GOODS: N_("Pay on handing over; what is open, within {settle}.")},
            ),
        ),
        why=N_("Most quarrels begin with “later”. One clear time, the same for everybody, ends them before they start."),
        parameters=(
            Span(
                key="settle",
                label=N_("Settlement time"),
                ask=N_("<b>How soon must a deal be paid?</b> Counted from {agreed}."),
                least=timedelta(minutes=10),
                most=30 * DAY,
                usual=DAY,
            ),
        ),
    ),
)  # fmt: skip
