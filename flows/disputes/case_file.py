"""The case file for a party: asked for at a press, made outside the turn, sent as a file that anybody can check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Effect, File, Notice, Reactions, Shown, Work
from assistant.dialog.words import Button, Message, Screen, words
from assistant.domain.disputes import custody
from assistant.domain.disputes.authority import NO_SUCH_CASE
from assistant.domain.disputes.views import PartyView
from assistant.errors import Refused
from assistant.i18n import N_
from flows.disputes.case_file_spec import spec
from flows.disputes.words import case_button, number_of

Find = Callable[..., Any]
WORK = "case_file"
NOT_FOR_YOU = N_("The case file goes to the two it is about, and to nobody else.")


def page(
    payload: str,
    person: int,
    now: datetime,
    locale: str,
    find_case: Find,
    find_number: Find,
    find_rules: Find,
    case_papers: Find,
    case_timeline: Find,
) -> Screen | Shown:
    """Ask for it; a second time only once the first has come."""
    view = find_case(int(payload)) if payload.isascii() and payload.isdigit() and len(payload) < 15 else None
    if view is None:
        raise Refused(NO_SUCH_CASE)
    papers = case_papers(view.number)
    back = case_button(N_("‹ The case"), view.number)
    if not isinstance(view, PartyView) or papers is None:
        return Screen((Message(NOT_FOR_YOU),), (back,))
    text = N_("📂 The case file of {number} is on its way. It takes a moment.")
    told = Screen((words(text, number=number_of(view.number)),), (back,))
    if papers.coming:
        return told
    group = find_number(view.group)
    rules = find_rules(view.group, view.deal.rules)
    made = spec(view, group, papers, case_timeline(view.number), rules, locale, now)
    return Shown(told, effects=(Work(f"{WORK}:{view.number}", WORK, made),))


def sent(person: int, job: str, result: Mapping[str, Any], case_papers: Find) -> Iterator[Effect]:
    """Each part as a file; the first says how to check it, and with which code."""
    number = _number(job)
    papers = case_papers(number)
    if papers is None:
        return
    parts = result["parts"]
    for at, part in enumerate(parts, 1):
        text = words(
            N_(
                'The case file of {number}. Open case.html or case.pdf in it to read.\nTo check it: yidan verify {file} --code "{code}"\n'
                "There are names in it: keep it to yourself, or show it to whoever helps you."
            ),
            number=number_of(number),
            file=part["name"],
            code=custody.short(papers.head),
        )
        more = words(N_("Part {at} of {count} of the case file."), at=at, count=len(parts))
        yield File(person, str(part["sha256"]), str(part["name"]), text if at == 1 else more)


def failed(person: int, job: str, code: str) -> Iterator[Effect]:
    """Told calmly, with the way to ask again."""
    text = (
        N_(
            "I could not make the case file: one of the pieces of evidence has gone by now. Please try once more in a moment."
        )
        if code == "missing"
        else N_("I could not make the case file just now. Nothing of the case is lost; please try once more.")
    )
    again = (Button(Message(N_("Try again")), command("casefile", str(_number(job)))),)
    yield Notice(person, Screen((Message(text),), (again,)))


def _number(job: str) -> int:
    return int(job.rpartition(":")[2])


PAGES = (Page("casefile", page, on=("casefile",)),)
REACTIONS = Reactions(worked={WORK: sent}, failed={WORK: failed})
