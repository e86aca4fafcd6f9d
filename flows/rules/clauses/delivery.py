"""Clauses about handing over, receiving, and putting right."""

from datetime import timedelta

from assistant.domain.clauses import Clause, Matter, Span, Variant
from assistant.domain.groups import Kind
from assistant.i18n import N_
from flows.rules.clauses.money import CASH

DAY, HOUR = timedelta(days=1), timedelta(hours=1)

DELIVERY = (
    Clause(
        key="ship",
        title=N_("Delivery"),
        brief=True,
        matter=Matter.TIME,
        full={
            Kind.GOODS: N_("The seller ships within {ship} of payment and sends the tracking number. No number counts as not shipped."),
            Kind.SERVICES: N_("The work is delivered on the agreed day. Whoever will be late says so at least {ship} before."),
            Kind.TASKS: N_("The work is handed in on time, with its proof. Whoever cannot, hands the task back at least {ship} before."),
        },
        short={
            Kind.GOODS: N_("Ship within {ship}, with a tracking number."),
            Kind.SERVICES: N_("Late? Say so {ship} before."),
            Kind.TASKS: N_("Hand in with proof; hand back {ship} before at latest."),
        },
        variants=(
            Variant(
                when=CASH,
                full={Kind.GOODS: N_("The two meet within {ship} of agreeing, where other people are around. Whoever cannot come says so beforehand.")},
                short={Kind.GOODS: N_("Meet within {ship}, where people are around.")},
            ),
        ),
        why=N_("A day that was named is kept more often than “soon”, and a number or a file shows that it was."),
        parameters=(
            Span(
                key="ship",
                label=N_("Delivery"),
                ask=N_("{clause}\n\n<b>Which time shall stand there?</b>"),
                least=timedelta(minutes=30),
                most=14 * DAY,
                usual={Kind.GOODS: 48 * HOUR, Kind.SERVICES: 2 * HOUR, Kind.TASKS: 2 * HOUR},
            ),
        ),
    ),
    Clause(
        key="receipt",
        title=N_("Confirmation of receipt"),
        brief=True,
        matter=Matter.TIME,
        full={
            Kind.GOODS: N_("The buyer opens the parcel in front of a camera and confirms receipt. Without an answer for {silence}, after one reminder, it counts as received."),
            Kind.SERVICES: N_("The client looks at the work and accepts it. Without an answer for {silence}, after one reminder, it counts as accepted."),
            Kind.TASKS: N_("The poster checks what was handed in and accepts it. Without an answer for {silence}, after one reminder, it counts as accepted."),
        },
        short={
            Kind.GOODS: N_("Film the unpacking; silence for {silence} counts as received."),
            Kind.SERVICES: N_("Silence for {silence} counts as accepted."),
            Kind.TASKS: N_("Silence for {silence} counts as accepted."),
        },
        variants=(
            Variant(
                when=CASH,
                full={Kind.GOODS: N_("The buyer looks at the thing on the spot, before paying. Whoever pays and takes it along has received it.")},
                short={Kind.GOODS: N_("Look first, then pay; taken along counts as received.")},
            ),
        ),
        why=N_("Without an end nobody knows when a deal is over. The film protects both sides."),
    ),
    Clause(
        key="window",
        title=N_("Claims window"),
        brief=True,
        matter=Matter.TIME,
        asked=True,
        full={
            Kind.GOODS: N_("Problems can be brought to the group within {window} of receipt; what never came, from the missed day on. Rights that the law gives remain."),
            Kind.SERVICES: N_("Problems can be brought to the group within {window} of acceptance; what was never done, from the missed day on. Rights that the law gives remain."),
            Kind.TASKS: N_("The poster reviews within {window} of handing in and names what is missing; the group mediates no later. Rights that the law gives remain."),
        },
        short={
            Kind.GOODS: N_("Bring problems within {window} of receipt."),
            Kind.SERVICES: N_("Bring problems within {window} of acceptance."),
            Kind.TASKS: N_("Review within {window} of handing in."),
        },
        why=N_("It is the time in which the group itself mediates. It cannot cut the rights that the law gives, and the text says so."),
        parameters=(
            Span(
                key="window",
                label=N_("Claims window"),
                ask=N_("<b>How long can a problem be brought to the group?</b> Counted from {received}."),
                least=HOUR,
                most=60 * DAY,
                usual={Kind.GOODS: DAY, Kind.SERVICES: 3 * DAY, Kind.TASKS: 3 * DAY},
            ),
        ),
    ),
    Clause(
        key="redress",
        title=N_("Putting it right"),
        brief=True,
        matter=Matter.TIME,
        full={
            Kind.GOODS: N_("Not as described: return and full refund, or keep it for a partial refund that both agree on. It is done within {redress}; the side at fault pays the postage."),
            Kind.SERVICES: N_("Not as agreed: it is done again once, free of charge, within {redress}; then a partial refund, measured by what is usable."),
            Kind.TASKS: N_("Not as asked: it may be done again once within {redress}; then what is usable is paid in part."),
        },
        short={
            Kind.GOODS: N_("Not as described: return or partial refund within {redress}."),
            Kind.SERVICES: N_("Not as agreed: redone once within {redress}, then a partial refund."),
            Kind.TASKS: N_("Not as asked: one more try within {redress}, then paid in part."),
        },
        variants=(
            Variant(
                when=CASH,
                full={Kind.GOODS: N_("Not as described: return and full refund, or keep it for a partial refund that both agree on, within {redress}, hand to hand.")},
            ),
        ),
        why=N_("People forgive a mistake that is put right quickly. A fixed way saves the haggling."),
        parameters=(
            Span(
                key="redress",
                label=N_("Putting it right"),
                ask=N_("{clause}\n\n<b>Within which time?</b>"),
                least=HOUR,
                most=30 * DAY,
                usual={Kind.GOODS: 72 * HOUR, Kind.SERVICES: 72 * HOUR, Kind.TASKS: DAY},
            ),
        ),
    ),
)  # fmt: skip
