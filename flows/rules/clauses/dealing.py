"""Clauses about who deals, and how a deal comes about."""

from assistant.domain.clauses import Clause, Pick
from assistant.domain.groups import Audience, Kind
from assistant.i18n import N_

DEALING = (
    Clause(
        key="eligible",
        title=N_("Who may deal"),
        full=N_("Only {eligible} may deal here, and each must have confirmed these rules. Newcomers begin with small deals."),
        short=N_("Only {eligible} may deal; newcomers begin small."),
        why=N_("A swindler needs a group in which nobody knows who is who. One line about who may deal takes that away."),
        parameters=(
            Pick(
                key="eligible",
                label=N_("Who may deal"),
                ask=N_("{clause}\n\n<b>Who may deal in your group?</b>"),
                options={
                    "card": N_("members with name and trade on the group card"),
                    "vouched": N_("members whom another member vouches for"),
                    "approved": N_("members whom the owner has approved"),
                },
                usual={Audience.KNOWN: "vouched", Audience.OPEN: "card"},
            ),
        ),
    ),
    Clause(
        key="listing",
        title=N_("Offers"),
        full={
            Kind.GOODS: N_("An offer shows real photos of the very thing, its price, condition and every defect."),
            Kind.SERVICES: N_("An offer says what is included, how many changes are free, when it is done and what it costs."),
            Kind.TASKS: N_("A task says what is to be done, what proves it, by when and for how much."),
        },
        short={
            Kind.GOODS: N_("Real photos, price, condition and defects."),
            Kind.SERVICES: N_("Say what is included, when it is done, what it costs."),
            Kind.TASKS: N_("Say what, with which proof, by when, for how much."),
        },
        why=N_("What was never said cannot be claimed later. A full offer settles most quarrels before they begin."),
    ),
    Clause(
        key="recap",
        title=N_("Recap before paying"),
        full=N_("Before any money moves, one side sums the deal up (what, amount, when, how), and the other answers “confirmed”."),
        short=N_("Sum the deal up and have it confirmed before paying."),
        why=N_("Two lines in the chat are the best evidence there is, and they show a misunderstanding while it is still free."),
    ),
    Clause(
        key="double",
        title=N_("One thing, one deal"),
        full={
            Kind.GOODS: N_("What is promised to one buyer is not sold to another. Whoever sells twice pays back at once and in full."),
            Kind.SERVICES: N_("A booked time is not given away again. Whoever overbooks offers the nearest time or pays back in full."),
            Kind.TASKS: N_("A task goes to whoever was accepted first. Nobody takes more than they can hand in, and nobody takes one unasked."),
        },
        short={
            Kind.GOODS: N_("No selling the same thing twice."),
            Kind.SERVICES: N_("No overbooking."),
            Kind.TASKS: N_("First accepted, first served; no grabbing unasked."),
        },
        why=N_("Nothing costs a group more trust than a promise that was given twice."),
    ),
    Clause(
        key="truth",
        title=N_("No false advertising"),
        brief=True,
        mandatory=True,
        full={
            Kind.GOODS: N_("Photos, price, origin and condition are true; defects are named. Otherwise the buyer returns it at the seller's cost."),
            Kind.SERVICES: N_("What is promised about quality, time and price holds. Otherwise it is done again free of charge or paid back."),
            Kind.TASKS: N_("Task, pay and date are as announced; nothing is added afterwards. Otherwise the announced pay is due in full."),
        },
        short={
            Kind.GOODS: N_("Real photos, real price, defects named."),
            Kind.SERVICES: N_("Scope, time and price are as promised."),
            Kind.TASKS: N_("Work, date and pay are as announced."),
        },
        why=N_("One of the three clauses no group can do without: whoever is deceived once does not come back."),
    ),
)  # fmt: skip
