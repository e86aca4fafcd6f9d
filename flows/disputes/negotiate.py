"""An offer, or a new one in the place of the last: money, what is done, in one's own words."""

from __future__ import annotations

from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import amount, text
from assistant.dialog.steps import Ask, Choose, End, Review
from assistant.dialog.words import Message
from assistant.domain.disputes.authority import Role
from assistant.domain.disputes.claims import MONEY, WANTS, Want, wants
from assistant.domain.disputes.commands import OfferSettlement
from assistant.domain.disputes.outcome import Side
from assistant.domain.disputes.talks import EMPTY_OFFER, MOST_TERMS, OFFER_AMOUNT
from assistant.domain.disputes.views import PartyView
from assistant.domain.money import Money
from assistant.errors import Refused
from assistant.i18n import N_
from assistant.statechart import path
from flows.disputes.talk import ASKS, DERIVE, for_now, to_case

NONE = "none"
HOW_MUCH = {
    Side.CLAIMANT: N_("how much should they pay you, so that it is settled?"),
    Side.RESPONDENT: N_("how much do you offer to pay them?"),
    Role.MEDIATOR: N_("how much should change hands, as you see it?"),
}


def worth(view: Any) -> Money:
    found: Money = view.deal.amount if isinstance(view, PartyView) else view.deal_amount
    return found


def within(money: Any, view: Any) -> None:
    most = worth(view)
    if isinstance(money, Money) and (money.currency != most.currency or not 0 < money.minor <= most.minor):
        raise Refused(OFFER_AMOUNT, most=most)


def paid(money: Any) -> Money | None:
    return money if isinstance(money, Money) else None


def deeds(view: Any) -> dict[str, str]:
    """What else could put it right, without money."""
    found = {str(each): WANTS[each] for each in wants(view.claim.wrong, view.claim.part) if each not in MONEY}
    found.pop(str(Want.OTHER), None)
    return {**found, NONE: N_("Nothing besides")}


def done(deed: str) -> str:
    return "" if deed == NONE else deed


def something(words: str, money: Any, deed: str) -> None:
    """An offer of nothing is none."""
    if words == NONE and money == NONE and deed == NONE:
        raise Refused(EMPTY_OFFER)


def more(words: str) -> str:
    return "" if words == NONE else words


flow = Flow(
    "negotiate",
    title=N_("An offer"),
    on="negotiate",
    given=("which",),
    asks=ASKS,
    admit=for_now("offer"),
    derive={
        **DERIVE,
        "how_much": lambda view: Message(HOW_MUCH.get(view.role, HOW_MUCH[Role.MEDIATOR])),
        "worth": worth,
        "amount": paid,
        "action": done,
        "text": more,
    },
    states={
        "money": Ask(
            N_("<b>Money:</b> {how_much} At most {worth}."),
            amount(),
            label=N_("Amount"),
            options={NONE: N_("No money")},
            check=within,
            why=N_("Most quarrels end with an amount in between. An offer is no admission: the jurors never see it."),
        ),
        "deed": Choose(N_("<b>And what else is to be done?</b>"), deeds, label=N_("What is done")),
        "words": Ask(
            N_("<b>A few words of your own?</b> By when, how, or just something kind."),
            text(most=MOST_TERMS),
            label=N_("In your words"),
            options={NONE: N_("Without words")},
            check=something,
        ),
        "review": Review(
            N_("<b>Is everything right?</b> If {other} accepts it, the case is settled. It takes the place of any offer before."),
            yes=N_("Make this offer"),
        ),
        "offered": End(N_("✓ Your offer is made, and the other side is told."), does=OfferSettlement, then=to_case),
    },
    edges=[*path("money", "deed", "words", "review", "offered")],
)  # fmt: skip
