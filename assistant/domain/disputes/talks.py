"""The two parties: answer, offers, withdrawal; and the mediator's offers."""

from __future__ import annotations

from assistant.domain.disputes import commands as c
from assistant.domain.disputes import events as e
from assistant.domain.disputes.case import Case, Offer
from assistant.domain.disputes.claims import Want
from assistant.domain.disputes.filing import add_exhibit
from assistant.domain.disputes.outcome import Side, Stance
from assistant.domain.disputes.walk import Walk, said
from assistant.errors import Refused
from assistant.i18n import N_

LEAST_ANSWER, MOST_ANSWER = 20, 2000  # characters
MOST_TERMS = 500
MOST_OFFERS = 20  # a case: after that nobody moves


def respond(walk: Walk, command: c.Respond) -> None:
    """To agree settles the case as claimed; anything else opens the negotiation."""
    claim = walk.case.claim
    if command.stance not in set(Stance):
        raise Refused(NO_STANCE)
    if command.stance == Stance.AGREE:
        walk.tell(e.CaseSettled, offer=0, amount=claim.money, action=claim.want)
        return
    text = said(command.text, LEAST_ANSWER, MOST_ANSWER, SHORT_ANSWER, LONG_ANSWER)
    walk.tell(e.Answered, stance=str(command.stance), text=text)
    for raw in command.exhibits:
        add_exhibit(walk, raw, Side.RESPONDENT)


def ask_more_time(walk: Walk, _: c.AskMoreTime) -> None:
    deadline = walk.case.deadline("answer")
    if walk.case.more_time or deadline is None:
        raise Refused(ONCE)
    walk.tell(e.MoreTimeGiven, until=deadline.due + walk.case.clocks.more)


def offer(walk: Walk, command: c.OfferSettlement) -> None:
    """An offer takes the place of the one before: only one lies on the table."""
    case = walk.case
    if len(case.offers) >= MOST_OFFERS:
        raise Refused(ENOUGH_OFFERS)
    if command.amount is None and not command.action and not command.text.strip():
        raise Refused(EMPTY_OFFER)
    if command.action and command.action not in set(Want):
        raise Refused(EMPTY_OFFER)
    most, amount = case.deal.amount, command.amount
    if amount is not None and (amount.currency != most.currency or not 0 < amount.minor <= most.minor):
        raise Refused(OFFER_AMOUNT, most=most)
    by = case.side_of(command.person) or MEDIATOR
    text = said(command.text, 0, MOST_TERMS, LONG_ANSWER, LONG_ANSWER)
    fresh = Offer(len(case.offers) + 1, str(by), amount, str(command.action), text, command.now)
    walk.tell(e.OfferMade, offer=fresh)


def accept(walk: Walk, command: c.AcceptOffer) -> None:
    """Settled at once; an offer of the mediator needs both sides."""
    found, side = _on_the_table(walk.case, command.offer), _side(walk.case, command.person)
    if found.by == MEDIATOR and side.other not in found.accepted_by:
        if side in found.accepted_by:
            raise Refused(WAITING)
        walk.tell(e.OfferBacked, offer=found.n, side=str(side))
        return
    walk.tell(e.CaseSettled, offer=found.n, amount=found.amount, action=found.action)


def refuse(walk: Walk, command: c.RefuseOffer) -> None:
    _on_the_table(walk.case, command.offer)
    _side(walk.case, command.person, own_too=True)
    walk.tell(e.OfferRefused, offer=command.offer)


def _on_the_table(case: Case, n: int) -> Offer:
    found = case.offer(n)
    if found is None or found.state != "open":
        raise Refused(NO_OFFER)
    return found


def _side(case: Case, person: int, *, own_too: bool = False) -> Side:
    """The side of the person who answers the open offer; nobody accepts their own."""
    side, latest = case.side_of(person), case.offers[-1]
    if side is None or (latest.by == side and not own_too):
        raise Refused(OWN_OFFER)
    return side


def withdraw(walk: Walk, command: c.Withdraw) -> None:
    walk.tell(e.CaseWithdrawn, reason=said(command.reason, 0, MOST_TERMS, LONG_ANSWER, LONG_ANSWER))


MEDIATOR = "mediator"
NO_STANCE = N_("Please choose one of the three answers.")
SHORT_ANSWER = N_("Please say a little more: at least {least} characters.")
LONG_ANSWER = N_("That is too long: at most {most} characters.")
ONCE = N_("More time can be had once, and you have had it.")
ENOUGH_OFFERS = N_(
    "There have been many offers by now, so no more can be made. Accept the last one, or let the case go on."
)
EMPTY_OFFER = N_("Please say what you offer: an amount, or what will be done.")
OFFER_AMOUNT = N_("An offer can be at most what the deal was about: {most}.")
NO_OFFER = N_("This offer is no longer on the table. Please look at the newest one.")
OWN_OFFER = N_("This is your own offer; the other side has to answer it.")
WAITING = N_("You have accepted this already. The other side has yet to answer.")
