"""Notices of what a panel or a mediation comes to: to both sides, to those who decided, and to the owner that it is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.outcome import Deadline, Effect, Notice, Reactions
from assistant.dialog.values import thaw
from assistant.dialog.words import Button, Lines, Local, Message, Screen, words
from assistant.domain.disputes import custody
from assistant.domain.disputes import events as e
from assistant.domain.disputes import events_panel as p
from assistant.domain.disputes.case import Opened
from assistant.domain.disputes.events import CaseEvent
from assistant.domain.disputes.views import PartyView
from assistant.domain.rulebook import is_full, read
from assistant.i18n import N_
from flows.disputes.words import number_of
from flows.panel.notices_draw import opens, parties
from flows.panel.ruling import reasons
from flows.panel.ruling_words import counted, outcome_words

Find = Callable[..., Any]
ROOM = 1500  # characters for the reasons in a notice; the page has more
WHY_MEDIATION = {
    "too_few": N_("There are too few neutral jurors in this group for a panel."),
    "owner": N_("The owner or an admin is one of the two, so nobody of this group should decide."),
    "nobody_left": N_("Too few of those who were drawn could take a seat."),
}
ABOVE = {
    "law": N_("Beyond the group, consumer advice (in China: 12315) or a court can help."),
    "platform": N_("Beyond the group, the platform's arbitration can help, as the rules say."),
    "both": N_("Beyond the group, the platform's arbitration, consumer advice (in China: 12315) or a court can help."),
}


# --- a vote ---


def voted(event: p.BallotCast) -> Iterator[Effect]:
    """To the juror alone: the receipt."""
    text = words(
        N_("🔒 Receipt, case {number}: your vote is sealed as <code>{seal}</code>. The ruling shows this seal again."),
        number=number_of(event.case),
        seal=custody.short(event.commitment),
    )
    yield Notice(event.person, Screen((text,)))


def ruled(event: p.CaseRuled, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """To both sides: what was decided, why, and what comes next. To the jurors: what came of their votes."""
    yield Deadline(f"vote:{event.case}")
    zone = find_number(event.group).zone or "UTC"
    claim = None
    for person, view in parties(event.case, case_as, case_cast):
        claim = view.claim
        head = _head(event, claim)
        rows = [_button(N_("The ruling and its reasons"), "ruling", event.case)]
        if "appeal" in view.options:
            rows.append(_button(N_("Appeal"), "appeal", event.case))
        told = Screen((head, *reasons(event.ballots, ROOM), *_next(event, view, zone)), (*rows, opens(event.case)))
        yield Notice(person, told)
    thanks = Message(N_("Thank you for deciding. This is closed for you now."))
    for person in case_cast(event.case).jurors.values() if claim is not None else ():
        yield Notice(person, Screen((_head(event, claim), *reasons(event.ballots, ROOM), thanks)))


def _head(event: p.CaseRuled, claim: Any) -> Lines:
    head = words(
        N_("⚖️ <b>Case {number} is decided: {outcome}.</b>"),
        number=number_of(event.case),
        outcome=outcome_words(event.tally, claim.want, claim.amount),
    )
    return Lines((head, counted(event.ballots)))


def _next(event: p.CaseRuled, view: PartyView, zone: str) -> Iterator[Message]:
    """Where the ruling is final at once, that and what follows come in a message of their own."""
    if event.appeal and view.due is not None:
        yield words(
            N_("Either side may appeal once, until {due}, on stated grounds. Nothing has to be done before."),
            due=Local(view.due, zone),
        )


# --- no finding, mediation ---


def nothing_found(
    event: p.NothingFound, case_as: Find, case_cast: Find, find_number: Find, find_rules: Find
) -> Iterator[Effect]:
    yield Deadline(f"vote:{event.case}")
    group = find_number(event.group)
    head = words(
        N_(
            "⚖️ <b>Case {number} ends without a finding.</b> Too few of the jurors saw enough to decide by. That says nothing about who is right."
        ),
        number=number_of(event.case),
    )
    for person, view in parties(event.case, case_as, case_cast):
        rows = (opens(event.case),)
        yield Notice(person, Screen((head, *_votes(event.ballots), above(group, view, find_rules)), rows))
    thanks = Message(N_("Thank you for your time all the same."))
    for person in case_cast(event.case).jurors.values():
        yield Notice(person, Screen((head, thanks)))


def _votes(ballots: Sequence[Opened]) -> Iterator[Message]:
    if ballots:
        yield counted(ballots)
    yield from reasons(ballots, ROOM)


def above(group: Any, view: PartyView, find_rules: Find) -> Message:
    """Where one can turn beyond the group, as its rules name it."""
    row = find_rules(group.id, view.deal.rules)
    body = thaw(row.body) if row else {}
    named = read(body).value("above") if is_full(body) else None
    return Message(ABOVE[str(named)] if str(named) in ABOVE else ABOVE["law"])


def mediation(event: p.MediationBegan, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """To both sides: no panel, and what there is instead."""
    zone = find_number(event.group).zone or "UTC"
    helped = (
        N_(
            "Instead somebody neutral is asked to help you two to agree. Nobody rules, and nothing is decided against you."
        )
        if event.neutrals
        else N_("Nobody neutral can be asked either, so it is up to you two. Nothing is decided against you.")
    )
    for person, view in parties(event.case, case_as, case_cast):
        head = words(
            N_("🤝 <b>Case {number}: mediation.</b> {why}"),
            number=number_of(event.case),
            why=Message(WHY_MEDIATION[event.why]),
        )
        due = next((each.due for each in view.deadlines if each.name == "mediation"), event.now)
        until = words(N_("There is time for that until {due}."), due=Local(due, zone))
        yield Notice(person, Screen((head, Lines((Message(helped), until))), (opens(event.case),)))


def talks_ended(
    event: p.TalksEnded, case_as: Find, case_cast: Find, find_number: Find, find_rules: Find
) -> Iterator[Effect]:
    group, cast = find_number(event.group), case_cast(event.case)
    head = words(
        N_(
            "🤝 <b>Case {number}: the mediation has ended without an agreement.</b> That says nothing about who is right."
        ),
        number=number_of(event.case),
    )
    for person, view in parties(event.case, case_as, case_cast):
        yield Notice(person, Screen((head, above(group, view, find_rules)), (opens(event.case),)))
    if cast.mediator is not None:
        thanks = Message(N_("Thank you for trying. This is closed for you now."))
        yield Notice(cast.mediator, Screen((Lines((head, thanks)),)))


# --- it ended otherwise, while others were at work for it ---

ENDED = {
    e.CaseSettled: N_("Case {number}: the two have agreed, so there is nothing to decide any more. Thank you."),
    e.CaseWithdrawn: N_("Case {number} was taken back, so there is nothing to decide any more. Thank you."),
    e.CaseVoided: N_("Case {number} was stopped, so there is nothing to decide any more. Thank you."),
}


def called_off(event: CaseEvent, case_as: Find, case_cast: Find) -> Iterator[Effect]:
    """To those who were asked, seated or mediating; not to jurors whose ruling is out already."""
    cast = case_cast(event.case)
    view = case_as(event.case, cast.claimant)
    ruled_ = isinstance(view, PartyView) and len(view.rulings) >= view.round
    yield Deadline(f"vote:{event.case}")
    people = (
        [] if ruled_ else [*cast.jurors.values(), *cast.invited.values(), *([cast.mediator] if cast.mediator else [])]
    )
    for person in dict.fromkeys(people):
        yield Notice(person, Screen((words(ENDED[type(event)], number=number_of(event.case)),)))


def _button(label: str, name: str, number: int) -> tuple[Button, ...]:
    return (Button(Message(label), command(name, str(number), below=True)),)


REACTIONS = Reactions(
    happened={
        p.BallotCast: voted,
        p.CaseRuled: ruled,
        p.NothingFound: nothing_found,
        p.MediationBegan: mediation,
        p.TalksEnded: talks_ended,
        **dict.fromkeys(ENDED, called_off),
    },
)
