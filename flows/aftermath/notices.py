"""After the ruling: what each side is told of the appeal, of what is to be done, and of the end; and when the owner is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.outcome import Effect, Notice, Reactions
from assistant.dialog.words import Button, Lines, Local, Message, Screen, words
from assistant.domain.disputes import events as e
from assistant.domain.disputes import events_panel as p
from assistant.domain.disputes.events import CaseEvent
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.outcome import GROUNDS, Ending, Ground, Side
from assistant.domain.disputes.sanctions import STEPS, Step
from assistant.domain.disputes.views import PartyView, StatusView
from assistant.i18n import N_
from flows.aftermath.after_ruling import ENDINGS, due_words
from flows.disputes.words import brief, case_button, number_of, other_of
from flows.library import zone_of
from flows.panel.notices_draw import opens, parties

Find = Callable[..., Any]
Row = tuple[Button, ...]
STOOD = {
    "time": N_("⚖️ <b>Case {number}: the ruling is final.</b> Nobody has appealed."),
    "last": N_("⚖️ <b>Case {number}: the ruling on the appeal is final.</b>"),
    "no_panel": N_("⚖️ <b>Case {number}: the ruling is final.</b> There are too few other jurors for an appeal."),
    "no_finding": N_("⚖️ <b>Case {number}: the first ruling stands.</b> The new jurors could not settle on anything."),
}
YOURS = N_(
    "Decided: <b>{what}</b>. Please settle it with {other} until {until}. Money goes from you straight to them, never through me or an "
    "admin; keep the receipt."
)
THEIRS = N_(
    "Decided: <b>{what}</b>. {other} has until {until}. It comes straight to you, never through me or an admin. Confirm it only once you "
    "see it in your own account or hold it in your hands."
)
LOOK = N_(
    "Look in your own account or at the thing itself, not at a screenshot. Without a word from you until {due} it counts as done."
)
LOOK_AGAIN = N_(
    "Look once more, and confirm it if it is there. If it is not, you need do nothing: on {due} the case closes, noting that the two of you "
    "do not agree."
)
KEPT = N_(
    "The case file holds everything, to be checked by anybody. Evidence is kept for 90 days and a summary for 24 months; then both go."
)
OUTSIDE = N_(
    "What was decided here takes no right from you: consumer advice (in China: 12315), the platform's arbitration or a court can still help."
)


def step_button(text: str, number: int, word: str, version: int) -> Row:
    """A step of the case as a button that knows the version it belongs to."""
    return case_button(text, number, f"{word} {version}", below=True)


def _said(event: CaseEvent, text: str, view: PartyView, /, **values: Any) -> Message:
    return words(text, number=number_of(event.case), other=other_of(view), **values)


# --- the appeal ---


def appealed(event: p.CaseAppealed, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """To the other side: on what ground, in which words, and until when they may answer."""
    zone = zone_of(find_number(event.group))
    for person, view in parties(event.case, case_as, case_cast):
        if view.side == event.side:
            continue
        ground, due = Message(GROUNDS[Ground(event.ground)]), Local(view.due or event.now, zone)
        head = _said(event, N_("⚖️ <b>Case {number}: {other} appeals.</b> {ground}."), view, ground=ground)
        quoted = words(N_("“{text}”"), text=brief(event.text))
        then = words(
            N_(
                "Until {due} you may say what you think of it. Then other jurors decide afresh; nothing has to be done before."
            ),
            due=due,
        )
        rows = (step_button(N_("Answer the appeal"), event.case, "counter", view.version), opens(event.case))
        yield Notice(person, Screen((Lines((head, quoted)), then), rows))


def appeal_answered(event: p.AppealAnswered, case_as: Find, case_cast: Find) -> Iterator[Effect]:
    """To whoever appealed."""
    for person, view in parties(event.case, case_as, case_cast):
        if view.plea is not None and view.side == view.plea.side:
            text = N_("Case {number}: {other} has answered your appeal. “{text}”")
            yield Notice(person, Screen((_said(event, text, view, text=brief(event.text)),), (opens(event.case),)))


# --- the ruling is final: what is to be done ---


def stood(event: p.RulingStood, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """To both sides, in one message: that it is final, and what follows from it; to the owner, that a step may follow."""
    zone, adverse, known = zone_of(find_number(event.group)), False, False
    for person, view in parties(event.case, case_as, case_cast):
        head = _said(event, STOOD[event.why], view)
        if view.state != State.REMEDY:
            yield Notice(person, Screen((head, *_end(str(Ending.REJECTED), view)), tuple(_end_rows(event.case))))
            continue
        adverse, known = True, not view.on_papers
        until = Local(view.due or event.now, zone)
        mine = view.side == Side.RESPONDENT
        todo = _said(event, YOURS if mine else THEIRS, view, what=due_words(view), until=until)
        yield Notice(person, Screen((head, todo), (*_remedy_rows(view, event.case), opens(event.case))))
    if adverse and known:
        yield from _to_owners(event, case_as, case_cast, find_number, FINAL)


def _remedy_rows(view: PartyView, number: int) -> Iterator[Row]:
    if view.side == Side.RESPONDENT:
        yield step_button(N_("I have done it"), number, "report", view.version)
    else:
        yield step_button(N_("I have it"), number, "confirm", view.version)


def reported(event: p.RemedyReported, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """To whom it was due: look, then say yes or no."""
    zone = zone_of(find_number(event.group))
    for person, view in parties(event.case, case_as, case_cast):
        if view.side != Side.CLAIMANT:
            continue
        head = _said(event, N_("📬 <b>Case {number}: {other} says it is done.</b> {what}"), view, what=due_words(view))
        quoted = (words(N_("“{text}”"), text=brief(event.text)),) if event.text else ()
        first = "contest" in view.options
        look = words(LOOK if first else LOOK_AGAIN, due=Local(view.due or event.now, zone))
        rows = [*_remedy_rows(view, event.case)]
        if first:
            rows.append(step_button(N_("I do not have it"), event.case, "contest", view.version))
        yield Notice(person, Screen((Lines((head, *quoted)), look), (*rows, opens(event.case))))


def denied(event: p.RemedyContested, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """To who reported it: what is missing, and the time they have once more."""
    zone = zone_of(find_number(event.group))
    for person, view in parties(event.case, case_as, case_cast):
        if view.side != Side.RESPONDENT:
            continue
        head = _said(event, N_("📭 <b>Case {number}: {other} does not have it.</b>"), view)
        quoted = words(N_("“{text}”"), text=brief(event.text))
        again = words(
            N_(
                "Decided was: {what}. You have until {until}. Tell me when it is there; if it was there all along, say how it can be found."
            ),
            what=due_words(view),
            until=Local(event.until, zone),
        )
        rows = (*_remedy_rows(view, event.case), opens(event.case))
        yield Notice(person, Screen((Lines((head, quoted)), again), rows))


# --- the end ---


def closed(event: p.CaseClosed, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """To both: how it ended, and what is kept. A rejected claim was told of when the ruling became final."""
    if event.ending == Ending.REJECTED:
        return
    known = False
    for person, view in parties(event.case, case_as, case_cast):
        known = not view.on_papers
        head = _said(event, N_("📂 <b>Case {number} is closed.</b>"), view)
        yield Notice(person, Screen((head, *_end(event.ending, view)), tuple(_end_rows(event.case))))
    if event.ending == Ending.UNREMEDIED and known:
        yield from _to_owners(event, case_as, case_cast, find_number, LEFT)


def _end(ending: str, view: PartyView) -> Iterator[Message]:
    yield Message(ENDINGS[Ending(ending)])
    if ending == Ending.UNREMEDIED and view.side == Side.RESPONDENT and not view.on_papers:
        yield words(
            N_(
                "You can still settle it with {other}. The group may note it, as its rules say; you would be told and could object."
            ),
            other=other_of(view),
        )
    if ending != Ending.REMEDIED and view.side == Side.CLAIMANT:
        yield Message(OUTSIDE)
    yield Message(KEPT)


def _end_rows(number: int) -> Iterator[Row]:
    yield (Button(Message(N_("The case file")), command("casefile", str(number), below=True)),)
    yield opens(number)


# --- for whoever looks after the group ---

FINAL = N_(
    "⚖️ <b>{group}: the ruling in case {number} is final</b>, and something is owed. Whether a step of the rules follows for the person is "
    "up to you; the ruling itself stays as it is."
)
LEFT = N_("⚖️ <b>{group}: what was decided in case {number} has not been done.</b> What may follow is up to you.")


def _to_owners(event: CaseEvent, case_as: Find, case_cast: Find, find_number: Find, text: str) -> Iterator[Effect]:
    """The owner; where the owner is a party, the admins who are none."""
    cast = case_cast(event.case)
    views = {person: case_as(event.case, person) for person in (cast.owner, *cast.admins)}
    neutral = [person for person, view in views.items() if isinstance(view, StatusView)]
    message = words(text, group=find_number(event.group).name, number=number_of(event.case))
    row = (Button(Message(N_("Have a look")), command("penalty", str(event.case), below=True)),)
    for person in neutral[:1] if cast.owner in neutral else neutral:
        yield Notice(person, Screen((message,), (row,)))


def decided(
    event: e.SanctionDecided, case_as: Find, case_cast: Find, find_number: Find, case_penalty: Find
) -> Iterator[Effect]:
    """To whom it concerns: what, why, and when it lapses. To the other: that it was dealt with, no more."""
    penalty = case_penalty(event.case, event.now)
    group = find_number(event.group).name
    for person, view in parties(event.case, case_as, case_cast):
        if view.side == Side.RESPONDENT:
            yield Notice(person, Screen(tuple(_to_whom(event, group, penalty)), (opens(event.case),)))
        else:
            text = N_("Case {number}: {group} has dealt with it by its rules. What was decided for you stays as it is.")
            yield Notice(person, Screen((_said(event, text, view, group=group),), (opens(event.case),)))


def _to_whom(event: e.SanctionDecided, group: str, penalty: Any) -> Iterator[Message | Lines]:
    number, step = number_of(event.case), Message(STEPS[Step(event.step)])
    if event.step == Step.NONE:
        yield words(
            N_("Case {number}: {group} leaves it at the ruling. No step of the rules follows."),
            number=number,
            group=group,
        )
    else:
        yield words(
            N_("<b>{group}: {step}</b>, after the final ruling in case {number}."),
            number=number,
            group=group,
            step=step,
        )
    if event.reason:
        yield words(N_("Why: “{reason}”"), reason=event.reason)
    if event.step not in {Step.NONE, Step.REMOVAL} and penalty is not None:
        yield words(
            N_(
                "It lapses after {span} in which nothing follows; then you start from nothing again. The same holds for everybody."
            ),
            span=penalty.lapses_after,
        )
    if event.step != Step.NONE:
        yield Message(N_("The ruling itself is not touched by this."))


REACTIONS = Reactions(
    happened={
        p.CaseAppealed: appealed,
        p.AppealAnswered: appeal_answered,
        p.RulingStood: stood,
        p.RemedyReported: reported,
        p.RemedyContested: denied,
        p.CaseClosed: closed,
        e.SanctionDecided: decided,
    },
)
