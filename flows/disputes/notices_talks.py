"""While the two parties talk: who is told what, whose turn it is then, and until when; each in their own language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from assistant.dialog.outcome import Effect, Notice, Reactions
from assistant.dialog.words import Lines, Message, Plain, Screen, words
from assistant.domain.disputes import custody
from assistant.domain.disputes import events as e
from assistant.domain.disputes.authority import Role
from assistant.domain.disputes.case import Offer
from assistant.domain.disputes.claims import MONEY
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.outcome import Side, Stance, Void
from assistant.domain.disputes.views import PartyView
from assistant.i18n import N_, NN_
from flows.disputes.screen import terms
from flows.disputes.words import case_button, number_of, other_of, side_name, want_words, whose_turn
from flows.library import zone_of

Find = Callable[..., Any]
Say = Callable[[PartyView], Message | None]


def _tell(event: e.CaseEvent, facts: tuple[Find, Find, Find], say: Say, *, but: int | None = None) -> Iterator[Effect]:
    """Both parties, as far as they may know of the case, or all `but` one: what happened, and how it goes on."""
    case_cast, case_as, find_number = facts
    cast = case_cast(event.case)
    for person in (cast.claimant, cast.respondent):
        if person is None or person == but:
            continue
        view = case_as(event.case, person)
        if isinstance(view, PartyView) and (told := say(view)) is not None:
            yield Notice(person, _notice(view, told, zone_of(find_number(event.group))))


def _notice(view: PartyView, told: Message, zone: str) -> Screen:
    which = words(N_("<b>Case {number}</b> · {what}"), number=number_of(view.number), what=view.deal.what)
    return Screen(
        (Lines((which, told, *whose_turn(view, zone))),), (case_button(N_("Open the case"), view.number, below=True),)
    )


# --- the answer ---


def appeared(event: e.PartyAppeared, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    text = N_("{other} has turned up now. The papers were closed already; they can read the case, and appeal.")
    yield from _tell(
        event, (case_cast, case_as, find_number), lambda view: words(text, other=other_of(view)), but=event.respondent
    )


ANSWERS = {
    Stance.PARTLY: N_(
        "{other} has answered: you are right in part. You two have time to agree; otherwise jurors decide."
    ),
    Stance.CONTEST: N_(
        "{other} has answered and sees it differently. You two have time to agree; otherwise jurors decide."
    ),
}


def answered(event: e.Answered, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    text = ANSWERS[Stance(event.stance)]
    yield from _tell(
        event, (case_cast, case_as, find_number), lambda view: words(text, other=other_of(view)), but=event.person
    )


def more_time(event: e.MoreTimeGiven, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    text = N_("{other} asked for a day more to answer, which everybody may once.")
    yield from _tell(
        event, (case_cast, case_as, find_number), lambda view: words(text, other=other_of(view)), but=event.person
    )


def silent(event: e.StayedSilent, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    def say(view: PartyView) -> Message:
        if view.side == Side.RESPONDENT:
            return Message(
                N_(
                    "Your time to answer is over. That proves nothing against you: you can still add evidence and make an offer."
                )
            )
        return words(
            N_(
                "{other} has not answered in time. The case goes on; add what is still missing. Silence proves nothing by itself."
            ),
            other=other_of(view),
        )

    yield from _tell(event, (case_cast, case_as, find_number), say)


# --- offers ---


def offered(event: e.OfferMade, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    def say(view: PartyView) -> Message:
        who = side_name(view, event.offer.by)
        return words(N_("💬 New offer of {who}: {terms}"), who=who, terms=terms(event.offer))

    yield from _tell(event, (case_cast, case_as, find_number), say, but=event.person)


def refused(event: e.OfferRefused, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    def say(view: PartyView) -> Message | None:
        offer = _offer(view, event.offer)
        own = offer is not None and offer.by == view.side
        text = (
            N_("{other} does not accept your offer. You can make another.")
            if own
            else N_("{other} does not accept the offer.")
        )
        return words(text, other=other_of(view))

    yield from _tell(event, (case_cast, case_as, find_number), say, but=event.person)


def backed(event: e.OfferBacked, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    text = N_("{other} accepts what the mediator proposes. Accept it too, and the case is settled.")
    yield from _tell(
        event, (case_cast, case_as, find_number), lambda view: words(text, other=other_of(view)), but=event.person
    )


def _offer(view: PartyView, n: int) -> Offer | None:
    return next((each for each in view.offers if each.n == n), None)


# --- the ends that they find themselves ---


def settled(event: e.CaseSettled, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    """To the other one: what was agreed, and that it is now for them to do it. Who accepted sees it at once."""

    def say(view: PartyView) -> Message:
        offer = _offer(view, event.offer)
        held = terms(offer) if offer else want_words(event.action, event.amount if event.action in MONEY else None)
        return words(
            N_("🤝 Settled between you: {terms}. The case is closed. Now keep to it, both of you; thank you."),
            terms=held,
        )

    yield from _tell(event, (case_cast, case_as, find_number), say, but=event.person)


def withdrawn(event: e.CaseWithdrawn, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    def say(view: PartyView) -> Message:
        if event.reason:
            return words(
                N_("{other} has taken the case back: “{reason}” It is closed; nothing is left of it for you."),
                other=other_of(view),
                reason=event.reason,
            )
        return words(
            N_("{other} has taken the case back. It is closed; nothing is left of it for you."), other=other_of(view)
        )

    yield from _tell(event, (case_cast, case_as, find_number), say, but=event.person)


VOIDED = {
    Void.UNLAWFUL: N_("The deal was about something that may not be traded, so the case stops without a finding."),
    Void.ERASED: N_("One of the two had all their data erased, so the case stops without a finding."),
}


def voided(event: e.CaseVoided, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    yield from _tell(event, (case_cast, case_as, find_number), lambda _: Message(VOIDED[Void(event.why)]))


# --- how it goes on ---


def ready(event: e.SaidReady, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    """To the other one, as long as they are waited for; when both have said so, the step ends, and that is told."""

    def say(view: PartyView) -> Message | None:
        if event.side not in view.ready:
            return None
        if view.state == State.DRAW:
            return words(
                N_("{other} agrees to draw the jurors now. Say so too, and they are drawn at once."),
                other=other_of(view),
            )
        return words(
            N_("{other} has nothing to add. If you neither, say so in the case: then it goes on at once."),
            other=other_of(view),
        )

    yield from _tell(event, (case_cast, case_as, find_number), say, but=event.person)


def talks_over(event: e.TalksOver, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    text = N_("Next step: evidence. Add what is still missing; an agreement stays possible at any time.")
    yield from _tell(event, (case_cast, case_as, find_number), lambda _: Message(text))


def rebuttal(event: e.RebuttalOpened, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    text = N_("Something new was brought at the end. Look at it; each side may say one last word on it.")
    yield from _tell(event, (case_cast, case_as, find_number), lambda _: Message(text))


def rebutted(event: e.Rebutted, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    text = N_("{other} has said a last word. You can read it in the case.")
    yield from _tell(
        event, (case_cast, case_as, find_number), lambda view: words(text, other=other_of(view)), but=event.person
    )


def shown(event: e.ExhibitSubmitted, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    """Several pieces of one moment are told once; what came with the claim or the answer is told with it."""

    def say(view: PartyView) -> Message | None:
        fresh = [each for each in view.exhibits if not each.mine and each.submitted_at == event.now]
        with_more = event.now == view.filed_at or (view.answer is not None and view.answer.at == event.now)
        if with_more or not fresh or fresh[-1].n != event.exhibit.n:
            return None
        text = NN_("📎 {other} has added evidence: one piece.", "📎 {other} has added evidence: {count} pieces.")
        return Message(text, {"other": other_of(view), "count": len(fresh)})

    yield from _tell(event, (case_cast, case_as, find_number), say, but=event.person)


def frozen(
    event: e.DocketFrozen | e.DocketReopened, case_cast: Find, case_as: Find, find_number: Find
) -> Iterator[Effect]:
    """The root goes to both, so that nobody can change the papers afterwards without being found out."""
    text = N_(
        "🔒 The papers are complete and sealed; nothing is added any more. Seal: <code>{seal}</code>. Keep it if you like: it proves what the jurors saw."
    )
    yield from _tell(
        event, (case_cast, case_as, find_number), lambda _: words(text, seal=Plain(custody.short(event.root)))
    )


def mediator_offers(event: e.OfferRefused, case_cast: Find, case_as: Find) -> Iterator[Effect]:
    """The mediator hears that their proposal was not taken."""
    mediator = case_cast(event.case).mediator
    view = case_as(event.case, mediator) if mediator else None
    offer = _offer(view, event.offer) if view is not None else None
    if offer is not None and offer.by == Role.MEDIATOR:
        text = words(
            N_("<b>Case {number}</b>: your proposal was not accepted. You can make another."),
            number=number_of(event.case),
        )
        yield Notice(mediator, Screen((text,), (case_button(N_("Open the case"), event.case, below=True),)))


REACTIONS = Reactions(
    happened={
        e.PartyAppeared: appeared,
        e.Answered: answered,
        e.MoreTimeGiven: more_time,
        e.StayedSilent: silent,
        e.OfferMade: offered,
        e.OfferRefused: (refused, mediator_offers),
        e.OfferBacked: backed,
        e.CaseSettled: settled,
        e.CaseWithdrawn: withdrawn,
        e.SaidReady: ready,
        e.TalksOver: talks_over,
        e.ExhibitSubmitted: shown,
        e.RebuttalOpened: rebuttal,
        e.Rebutted: rebutted,
        e.DocketFrozen: frozen,
        e.DocketReopened: frozen,
        e.CaseVoided: voided,
    },
)
