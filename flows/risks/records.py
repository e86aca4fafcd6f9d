"""Risk records: made by the owner after a ruling that was not carried out, contested by whom they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.events import Command
from assistant.dialog.flow import Flow, Page
from assistant.dialog.outcome import Shown
from assistant.dialog.parsers import text
from assistant.dialog.steps import Ask, End, Review
from assistant.dialog.words import Lines, Message, Plain, Screen, words
from assistant.domain.disputes.risks import (
    CONTESTED,
    LEAST_WORD,
    LISTED,
    MONTHS,
    MOST_WORD,
    NO_ENTRY,
    NOT_SHARED,
    NOTHING_TO_LIST,
    ContestRisk,
    Entry,
    ListRisk,
    SettleRisk,
)
from assistant.errors import Refused
from assistant.i18n import N_, NN_
from assistant.statechart import path
from flows.disputes.words import number_of
from flows.risks.ask_risk import shares
from flows.risks.words import WHAT_IT_IS, button, lines, settled, waits

Find = Callable[..., Any]
Groups = Sequence[Any]
SURE = "!"


# --- made by the owner ---


def make(
    payload: str, person: int, now: datetime, case_penalty: Find, find_case: Find, find_number: Find, find_safety: Find
) -> Screen | Shown:
    """`12` explains and offers the spans; `12 6` asks once; `12 6 !` makes it."""
    number, months, sure = (*payload.split(), "", "", "")[:3]
    found = case_penalty(int(number), now) if number.isascii() and number.isdigit() and len(number) < 15 else None
    view = find_case(int(number)) if found is not None else None
    if found is None or view is None or not found.left:
        raise Refused(NOTHING_TO_LIST)
    back = button(N_("‹ Back"), "penalty", number)
    if found.listed:
        return Screen((Message(LISTED),), (back,))
    if not shares(find_number(view.group), find_safety):
        return Screen((Message(NOT_SHARED),), (button(N_("Safety"), "safety", view.group), back))
    if months not in {str(each) for each in MONTHS} or sure != SURE:
        return _ask(found, months, back)
    done = ListRisk(person=person, now=now, case=found.case, months=int(months))
    return Shown(
        Screen((Message(N_("✓ Made. They are told, and can object.")),)), done, then=Command("penalty", number)
    )


def _ask(found: Any, months: str, back: Any) -> Screen:
    """For how long; then once whether it is meant."""
    if months not in {str(each) for each in MONTHS}:
        how_long = words(N_("<b>Make a risk record about {name}?</b> For how long?"), name=found.name)
        spans = (
            button(Message(NN_("{count} month", "{count} months"), {"count": each}), "listrisk", f"{found.case} {each}")
            for each in MONTHS
        )
        return Screen((Message(WHAT_IT_IS), how_long), (*spans, back))
    sure = Message(
        NN_(
            "<b>A risk record about {name}, for {count} month?</b> They are told at once and can object; unanswered, it then goes.",
            "<b>A risk record about {name}, for {count} months?</b> They are told at once and can object; unanswered, it then goes.",
        ),
        {"name": found.name, "count": int(months)},
    )
    return Screen((sure,), (button(N_("Yes, make it"), "listrisk", f"{found.case} {months} {SURE}"), back))


# --- those of a group, for whoever looks after it ---


def of_group(payload: str, now: datetime, notes: Sequence[Any], looked_after: Groups, group_risks: Find) -> Screen:
    """/risks: the group's own entries by the number of the case; names stand nowhere."""
    group = next((each for each in looked_after if str(each.id) == payload), None)
    if group is None and len(looked_after) == 1 and not payload:
        group = looked_after[0]
    if group is None:
        rows = tuple(button(Plain(each.name), "risks", each.id) for each in looked_after)
        return Screen(
            (
                *notes,
                Message(N_("<b>Risk records of which group?</b>") if rows else NO_ENTRY),
            ),
            rows,
        )
    entries = [each for each in group_risks(group.id) if not settled(each, now)]
    head = words(N_("<b>Risk records of {name}</b>"), name=group.name)
    told = tuple(lines(entries, now, {group.id: group.zone or "UTC"}))
    body = (Lines(told),) if told else (Message(N_("There are none.")), Message(WHAT_IT_IS))
    rows = tuple(row for each in entries for row in _entry_rows(each, now))
    return Screen((*notes, head, *body), (*rows, button(N_("Ask about somebody"), "risk")))


def _entry_rows(entry: Entry, now: datetime) -> Iterator[Any]:
    if waits(entry, now):
        yield button(N_("Read the objection"), "settlerisk", entry.number)
    else:
        yield button(N_("Take it back …"), "settlerisk", entry.number)


def settle(payload: str, person: int, now: datetime, looked_after: Groups, group_risks: Find) -> Screen | Shown:
    """`4` shows an entry; `4 keep` and `4 drop` decide."""
    number, _, what = payload.partition(" ")
    found = next((each for group in looked_after for each in group_risks(group.id) if str(each.number) == number), None)
    if found is None:
        raise Refused(NO_ENTRY)
    back = button(N_("‹ Risk records"), "risks", found.group)
    if what in {"keep", "drop"}:
        done = SettleRisk(person=person, now=now, entry=found.number, keep=what == "keep")
        said = N_("✓ Confirmed. They are told.") if what == "keep" else N_("✓ Taken back. They are told.")
        return Shown(Screen((Message(said),)), done, then=Command("risks", str(found.group)))
    if settled(found, now):
        return Screen((Message(N_("This risk record does not count any more.")),), (back,))
    drop = button(N_("Take it back"), "settlerisk", f"{number} drop")
    if not waits(found, now):
        ask = words(N_("<b>Take the risk record of case {number} back?</b>"), number=number_of(found.case))
        return Screen((ask,), (drop, back))
    ask = words(
        N_("<b>The objection to the risk record of case {number}:</b>\n“{text}”"),
        number=number_of(found.case),
        text=found.contest,
    )
    note = Message(
        N_(
            "Has it been settled meanwhile, or is something wrong? Then take it back. Unanswered, it goes by itself after a week."
        )
    )
    return Screen((ask, note), (button(N_("It stays"), "settlerisk", f"{number} keep"), drop, back))


# --- those about oneself ---


def mine(now: datetime, my_risks: Sequence[Entry], find_number: Find) -> Screen:
    """/myrisks: what is noted about the reader, until when, and the way to object."""
    entries = [each for each in my_risks if not settled(each, now)]
    if not entries:
        return Screen((Message(N_("Nothing is noted about you.")),))
    zones = {each.group: (found.zone if (found := find_number(each.group)) else None) or "UTC" for each in entries}
    rows = tuple(
        button(words(N_("I object: case {number}"), number=number_of(each.case)), "object", each.number)
        for each in entries
        if each.contested_at is None
    )
    head = Message(N_("<b>Risk records about you</b>"))
    return Screen((head, Lines(tuple(lines(entries, now, zones))), Message(WHAT_IT_IS)), rows)


def admit_objection(my_risks: Sequence[Entry], now: datetime, which: str = "") -> None:
    found = next((each for each in my_risks if str(each.number) == which), None)
    if found is None or settled(found, now):
        raise Refused(NO_ENTRY)
    if found.contested_at is not None:
        raise Refused(CONTESTED)


def entry_number(which: str) -> int:
    return int(which)


contest = Flow(
    "contest_risk",
    title=N_("An objection"),
    on="object",
    given=("which",),
    asks=("my_risks",),
    admit=admit_objection,
    derive={"entry": entry_number, "least": lambda: LEAST_WORD},
    states={
        "text": Ask(
            N_(
                "<b>What is wrong with it?</b> At least {least} characters, such as that it was settled meanwhile, and when. Whoever looks "
                "after the group reads it."
            ),
            text(least=LEAST_WORD, most=MOST_WORD),
            label=N_("Your objection"),
            why=N_("From now on it does not count, unless the group confirms it within a week. You can object once."),
        ),
        "review": Review(N_("<b>Is everything right?</b> You can object once."), yes=N_("Object")),
        "sent": End(
            N_("✓ Your objection is with the group. Until it is answered, the record does not count."), does=ContestRisk
        ),
    },
    edges=[*path("text", "review", "sent")],
)


FLOWS = (contest,)
PAGES = (
    Page("listrisk", make, on=("listrisk",)),
    Page("risks", of_group, on=("risks",)),
    Page("settlerisk", settle, on=("settlerisk",)),
    Page("myrisks", mine, on=("myrisks",)),
)
