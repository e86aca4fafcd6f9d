"""Risk records: whom they are about is told at once; who looks after the group hears of objections, who asks of the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant.dialog.outcome import Do, Effect, Notice, Reactions
from assistant.dialog.words import Lines, Message, Screen, words
from assistant.domain.disputes import risks as r
from assistant.domain.disputes.views import StatusView
from assistant.domain.groups import MemberJoined
from assistant.i18n import N_
from flows.disputes.words import case_button, number_of
from flows.risks.ask_risk import shares
from flows.risks.words import WHAT_IT_IS, button, day_of

Find = Callable[..., Any]
ANSWERS = {
    r.Hint.REVIEW: N_(
        "🔎 <b>Look closer.</b> There is a risk record about this person: a ruling was not carried out. Ask them about it, look at their "
        "first deals, agree on small steps. It is no reason to shut anybody out."
    ),
    r.Hint.CLEAR: N_("🔎 <b>Nothing known.</b> That proves nothing: most groups do not take part."),
}


def listed(event: r.RiskListed, find_number: Find) -> Iterator[Effect]:
    """To whom it is about, at once."""
    group = find_number(event.group)
    head = words(
        N_(
            "<b>A risk record about you</b>, made by {group} until {until}, since what was decided in case {number} was not done."
        ),
        group=group.name,
        until=day_of(event.until, group.zone or "UTC"),
        number=number_of(event.case),
    )
    wrong = Message(
        N_("Is that wrong, or settled meanwhile? Then object: it does not count until the group has confirmed it.")
    )
    rows = (
        button(N_("I object"), "object", event.entry, below=True),
        case_button(N_("Open the case"), event.case, below=True),
    )
    yield Notice(event.about, Screen((head, Message(WHAT_IT_IS), wrong), rows))


def contested(
    event: r.RiskContested, my_risks: Sequence[r.Entry], case_cast: Find, case_as: Find, find_number: Find
) -> Iterator[Effect]:
    """To the owner; where the owner was a party of that case, to the admins who were none."""
    entry = next(each for each in my_risks if each.number == event.entry)
    cast = case_cast(entry.case)
    neutral = [person for person in (cast.owner, *cast.admins) if isinstance(case_as(entry.case, person), StatusView)]
    head = words(
        N_("<b>{group}: an objection</b> to the risk record of case {number}."),
        group=find_number(event.group).name,
        number=number_of(entry.case),
    )
    quoted = words(N_("“{text}”"), text=event.text)
    note = Message(N_("It does not count until you confirm it. Without an answer within a week it goes."))
    row = button(N_("Answer it"), "settlerisk", event.entry, below=True)
    for person in neutral[:1] if cast.owner in neutral else neutral:
        yield Notice(person, Screen((Lines((head, quoted)), note), (row,)))


def settled(event: r.RiskSettled, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """To whom it is about."""
    about = case_cast(event.case).respondent
    if about is None:
        return
    text = (
        N_("{group} has read your objection and keeps the risk record of case {number}. /myrisks shows until when.")
        if event.keep
        else N_("{group} has taken the risk record of case {number} back. It does not count any more.")
    )
    told = words(text, group=find_number(event.group).name, number=number_of(event.case))
    yield Notice(about, Screen((told,)))


def joined(event: MemberJoined, group: Any, find_safety: Find, find_member: Find) -> Iterator[Effect]:
    """Where the group takes part, the question is asked for its owner about each newcomer."""
    if shares(group, find_safety) and find_member(group.id).since >= event.now.timestamp():
        yield Do(r.AskRisk(person=group.owner, now=event.now, group=group.id, about=event.person))


def answered(event: r.RiskAnswered, person: int, find_number: Find, find_name: Find) -> Iterator[Effect]:
    """To whoever asked, and nobody else; of a newcomer the owner hears only where there is something to hear."""
    answer = Message(ANSWERS[r.Hint(event.answer)])
    if person == event.person:
        yield Notice(event.person, Screen((answer,)))
    elif event.answer == r.Hint.REVIEW:
        head = words(
            N_("<b>{group}</b>: {name} has just joined."),
            group=find_number(event.group).name,
            name=find_name(event.about),
        )
        yield Notice(event.person, Screen((head, answer)))


REACTIONS = Reactions(
    happened={
        r.RiskListed: listed,
        r.RiskContested: contested,
        r.RiskSettled: settled,
        r.RiskAnswered: answered,
        MemberJoined: joined,
    },
)
