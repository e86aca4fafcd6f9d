"""What follows for a person after a final ruling, by the group's own ladder; the owner decides, the ruling stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.events import Command
from assistant.dialog.flow import Flow, Page
from assistant.dialog.outcome import Shown
from assistant.dialog.parsers import text
from assistant.dialog.steps import Ask, Choose, End, Review
from assistant.dialog.words import Button, Day, Lines, Message, Plain, Screen, words
from assistant.domain.disputes.authority import NO_SUCH_CASE
from assistant.domain.disputes.commands import DecideSanction
from assistant.domain.disputes.ending import MOST_REPORT
from assistant.domain.disputes.sanctions import DECIDED, LEAST_REASON, STEPS, Penalty, Step
from assistant.errors import Ended, Refused
from assistant.i18n import N_
from assistant.statechart import path
from flows.disputes.talk import case_number
from flows.disputes.words import case_button, number_of, wrong_word

Find = Callable[..., Any]
MOST_BEFORE = 5  # earlier decisions on one screen
TAKE, SURE = "take", "!"
NOTHING = N_("There is nothing to decide in this case: no final ruling asks anything of anybody, or it is not for you.")


def rows(found: Any) -> Iterator[tuple[Button, ...]]:
    """The way from a case's state to what may follow for the person; nothing where nobody has to do anything."""
    if found is not None:
        yield (Button(Message(N_("What follows for the person")), command("penalty", str(found.case))),)


def _penalty(which: str, case_penalty: Find, now: datetime) -> Any:
    number = which.partition(" ")[0]
    found = case_penalty(int(number), now) if number.isascii() and number.isdigit() and len(number) < 15 else None
    if found is None:
        raise Refused(NOTHING)
    return found


def page(
    payload: str, person: int, now: datetime, fresh: str, notes: Sequence[Any], case_penalty: Find, find_case: Find
) -> Screen | Shown:
    """One case: the breach, the step that the ladder proposes, what the same breach got before; `take` does it, asked once."""
    found = _penalty(payload, case_penalty, now)
    _, what, step, sure = (*payload.split(), "", "", "", "")[:4]
    if what != TAKE or found.decided or found.why_not is not None:
        return _screen(found, notes, find_case(found.case))
    if step != found.proposed:
        return _screen(found, (Message(N_("The ladder proposes something else by now.")),), find_case(found.case))
    if sure != SURE:
        return _ask(found)
    done = DecideSanction(person=person, now=now, case=found.case, token=fresh, step=step)
    return Shown(Screen((Message(DONE),)), done, then=Command("penalty", str(found.case)))


DONE = N_("✓ Decided. The person is told what and why, the other side only that it was dealt with.")
BY_HAND = N_("Carry it out in the group yourself, and calmly: they know of it.")


def _screen(found: Any, notes: Sequence[Any], view: Any) -> Screen:
    head = words(
        N_(
            "<b>After case {number}: {name}</b>\nThe jurors found: {breach}. This is about what follows, never about the ruling."
        ),
        number=number_of(found.case),
        name=found.name,
        breach=wrong_word(found.breach),
    )
    zone_rows = (case_button(N_("‹ The case"), found.case),) if view is not None else ()
    if found.decided:
        done = words(N_("Decided: <b>{step}</b>."), step=Message(STEPS[Step(found.decided)]))
        by_hand = (Message(BY_HAND),) if found.decided not in {Step.NONE, Step.REMINDER} else ()
        return Screen((*notes, head, Lines((done, *by_hand))), (*_risk_rows(found), *zone_rows))
    if found.why_not is not None:
        return Screen((*notes, head, Message(found.why_not)), zone_rows)
    ladder = (
        words(N_("Next on the ladder of your rules: <b>{step}</b>."), step=Message(STEPS[Step(found.proposed)]))
        if found.proposed != Step.NONE
        else Message(N_("The rules of that deal name no ladder, so nothing is proposed."))
    )
    take = words(N_("Take it: {step}"), step=Message(STEPS[Step(found.proposed)]))
    ways = (
        (Button(take, command("penalty", f"{found.case} {TAKE} {found.proposed}")),),
        (Button(Message(N_("Something else, with a reason")), command("otherstep", str(found.case))),),
    )
    return Screen((*notes, head, Lines((ladder, *_before(found)))), (*ways, *_risk_rows(found), *zone_rows))


def _risk_rows(found: Any) -> Iterator[tuple[Button, ...]]:
    if found.left and not found.listed:
        yield (Button(Message(N_("Risk record …")), command("listrisk", str(found.case))),)


def _before(found: Any) -> Iterator[Message]:
    """The consistency check: what the same breach got so far."""
    before: Sequence[Penalty] = found.before
    if not before:
        yield Message(N_("The same breach has not come up in this group before."))
        return
    yield Message(N_("The same breach got before:"))
    for each in before[:MOST_BEFORE]:
        line = words(N_("▫️ {day}: {step}"), day=Day(each.at.date()), step=Message(STEPS[Step(each.step)]))
        yield words(N_("{line}, off the ladder for a reason"), line=line) if each.deviates else line


def _ask(found: Any) -> Screen:
    question = words(
        N_("<b>For {name}: {step}?</b> They are told at once, with the number of the case. It cannot be taken back."),
        step=Message(STEPS[Step(found.proposed)]),
        name=found.name,
    )
    yes = (Button(Message(N_("Yes, decide so")), command("penalty", f"{found.case} {TAKE} {found.proposed} {SURE}")),)
    no = (Button(Message(N_("No, not now")), command("penalty", str(found.case))),)
    return Screen((question,), (yes, no))


# --- something else than the ladder says ---


def admit(case_penalty: Find, now: datetime, which: str = "") -> None:
    if not (which.isascii() and which.isdigit() and len(which) < 15):
        raise Refused(NO_SUCH_CASE)
    found = _penalty(which, case_penalty, now)
    if found.why_not is not None:
        raise Ended(found.why_not)
    if found.decided:
        raise Ended(DECIDED)


def others(case: int, case_penalty: Find, now: datetime) -> Mapping[str, str]:
    """Every step but the one that the ladder proposes."""
    found = case_penalty(case, now)
    return {str(step): label for step, label in STEPS.items() if found is None or step != found.proposed}


def to_penalty(case: int) -> Command:
    return Command("penalty", str(case))


flow = Flow(
    "decide_sanction",
    title=N_("Another step"),
    on="otherstep",
    given=("which",),
    asks=("case_penalty",),
    admit=admit,
    derive={
        "case": case_number,
        "name": lambda case, case_penalty, now: Plain(found.name if (found := case_penalty(case, now)) else ""),
        "token": lambda fresh: fresh,
        "least": lambda: LEAST_REASON,
        "version": lambda: None,  # the guard looks at the case as it is
    },
    states={
        "step": Choose(N_("<b>What shall follow for {name}?</b>"), others, label=N_("Step"), wide=True),
        "reason": Ask(
            N_(
                "<b>Why not what the ladder says?</b> At least {least} characters. {name} reads it, and it stands beside this decision "
                "whenever the same comes up again."
            ),
            text(least=LEAST_REASON, most=MOST_REPORT),
            label=N_("Why"),
            why=N_(
                "The ladder is the same for everybody. Who leaves it owes the group a reason, or it looks like favour."
            ),
        ),
        "review": Review(
            N_("<b>Is everything right?</b> {name} is told at once, and it cannot be taken back."), yes=N_("Decide so")
        ),
        "decided": End(DONE, does=DecideSanction, then=to_penalty),
    },
    edges=[*path("step", "reason", "review", "decided")],
)
PAGES = (Page("penalty", page, on=("penalty",)),)
