"""What can be read of a case beside its one screen: accounts in full, evidence with its files, offers, what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.outcome import File, Picture, Shown
from assistant.dialog.words import Button, Lines, Local, Message, Plain, Screen, words
from assistant.domain.disputes import custody, evidence, views
from assistant.domain.disputes.authority import Role
from assistant.domain.disputes.outcome import Side
from assistant.domain.disputes.views import PartyView
from assistant.i18n import N_
from flows.disputes.exhibits import FAMILIES, size
from flows.disputes.exhibits_shown import first_sent
from flows.disputes.screen import Note, terms
from flows.disputes.steps import STEPS
from flows.disputes.words import case_button, number_of, other_of, side_name
from flows.library import zone_of

Find = Callable[..., Any]
MOST_STEPS = 25  # lines of the timeline on one screen
A_ROW = 5  # buttons beside each other
ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif", "application/pdf": ".pdf",
    "text/plain": ".txt", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/x-m4a": ".m4a", "audio/ogg": ".ogg",
    "audio/wav": ".wav", "audio/flac": ".flac", "video/mp4": ".mp4", "video/quicktime": ".mov", "video/webm": ".webm",
}  # fmt: skip


def back(number: int) -> tuple[Button, ...]:
    return (Button(words(N_("‹ Case {number}"), number=number_of(number)), command("cases", str(number))),)


# --- in full ---


def story(view: PartyView, *_: Any) -> Screen:
    """What the claimant told, and what both said afterwards."""
    late = view.claim.late_reason
    head = _headed(view, Side.CLAIMANT, N_("<b>Your account</b>"), N_("<b>What {other} tells</b>"))
    parts: list[Message | Plain] = [head, Plain(view.claim.story)]
    parts += [words(N_("Why it came late: {text}"), text=late)] if late else []
    return Screen(tuple(parts), (back(view.number),))


def reply(view: PartyView, *_: Any) -> Screen:
    """The answer, and the last words of both."""
    parts: list[Message | Plain] = []
    if view.answer is not None:
        head = _headed(view, Side.RESPONDENT, N_("<b>Your answer</b>"), N_("<b>What {other} answers</b>"))
        parts += [head, Plain(view.answer.text)]
    for side, text in view.rebuttals.items():
        parts += [_headed(view, side, N_("<b>Your last word</b>"), N_("<b>Last word of {other}</b>")), Plain(text)]
    return Screen(tuple(parts) or (Message(N_("There is no answer yet.")),), (back(view.number),))


def _headed(view: PartyView, side: str, own: str, theirs: str) -> Message:
    return Message(own) if side == view.side else words(theirs, other=other_of(view))


OFFERS = {
    "open": N_("on the table"),
    "accepted": N_("accepted"),
    "refused": N_("refused"),
    "replaced": N_("replaced by a newer one"),
}


def offers(view: PartyView, group: Any, *_: Any) -> Screen:
    """Every offer, the newest first."""
    lines = [
        words(
            N_("{n}. {who}, {when}: {terms} ({state})"),
            n=each.n,
            who=side_name(view, each.by),
            when=Local(each.at, zone_of(group)),
            terms=terms(each),
            state=Message(OFFERS[each.state]),
        )
        for each in reversed(view.offers)
    ]
    calm = Message(N_("What was offered is no admission: the jurors never see it."))
    return Screen((Message(N_("<b>Offers</b>")), *lines, calm), (back(view.number),))


# --- evidence ---


def papers(
    view: PartyView, group: Any, word: str, person: int, _timeline: Any, notes: Sequence[Note]
) -> Screen | Shown:
    """All evidence, both sides'; `papers3` sends the third, `papers0` all."""
    there = [each for each in view.exhibits if not each.erased]
    wanted = word.removeprefix("papers")
    chosen = [each for each in there if wanted in {"0", str(each.n)}] if wanted else []
    coming = (Message(N_("Coming right below …")),) if chosen else ()
    screen = Screen(
        (*notes, *coming, Message(N_("<b>Evidence</b>")), *_listed(view, zone_of(group))), _buttons(view, there)
    )
    return Shown(screen, effects=tuple(sent(person, each, said(view, each)) for each in chosen)) if chosen else screen


def _listed(view: PartyView, zone: str) -> Iterator[Lines | Message]:
    for mine, who in ((True, Message(N_("Yours:"))), (False, words(N_("{other}:"), other=other_of(view)))):
        lines = [line for each in view.exhibits if each.mine is mine for line in _about(view, each, zone)]
        if lines:
            yield Lines((who, *lines))


def _about(view: PartyView, shown: views.Shown, zone: str) -> Iterator[Message]:
    """A piece of evidence in one or two lines: what, how big, where from, its fingerprint; what was met before."""
    if shown.erased:
        yield words(N_("{n}. erased; its seal stays in the case"), n=shown.n)
        return
    yield words(
        N_("{n}. {family}, {size}, {grade}, {when}, fingerprint <code>{print}</code>"),
        n=shown.n,
        family=Message(FAMILIES[shown.family]),
        size=size(shown.size),
        grade=Message(evidence.GRADES[evidence.Grade(shown.grade)]),
        when=Local(shown.submitted_at, zone),
        print=custody.short(shown.sha256),
    )
    author = Message(N_("you")) if shown.origin_part == view.part else other_of(view)
    if shown.origin_at and (first := first_sent(shown, author, Local(shown.origin_at, zone))):
        yield first
    if shown.seen_before:
        yield Message(N_("⚠️ The very same file was used in another case, too."))
    elif shown.alike_before:
        yield Message(N_("⚠️ Looks like a picture that was used in another case."))
    if shown.late_reason:
        yield words(N_("Came late: {text}"), text=shown.late_reason)


def _buttons(view: PartyView, there: Sequence[views.Shown]) -> tuple[tuple[Button, ...], ...]:
    each = [
        Button(words(N_("Show {n}"), n=one.n), command("cases", f"{view.number} papers{one.n}", below=True))
        for one in there
    ]
    rows = [tuple(each[at : at + A_ROW]) for at in range(0, len(each), A_ROW)]
    if len(there) > 1:
        rows.append(case_button(N_("Show all"), view.number, "papers0", below=True))
    return (*rows, back(view.number))


def said(view: PartyView, shown: views.Shown) -> Message:
    """What stands under a file: its number, whose it is, and what its sender wrote."""
    whose = Message(N_("you")) if shown.mine else other_of(view)
    number = number_of(view.number)
    if shown.caption:
        return words(
            N_("{number}, evidence {n} of {whose}: “{caption}”"),
            number=number,
            n=shown.n,
            whose=whose,
            caption=shown.caption,
        )
    return words(N_("{number}, evidence {n} of {whose}"), number=number, n=shown.n, whose=whose)


def sent(person: int, shown: views.Shown, caption: Message) -> File | Picture:
    """The file of an exhibit on its way to a reader: of a picture the copy, which bears neither place nor device."""
    if shown.copy:
        return Picture(person, shown.copy, f"evidence-{shown.n}.jpg", caption)
    return File(person, shown.sha256, f"evidence-{shown.n}{ENDINGS.get(shown.mime, '')}", caption)


# --- what happened ---


def steps(view: PartyView, group: Any, _word: str, _person: int, case_timeline: Find, *_: Any) -> Screen:
    """One line a step, the newest first; the same thing done several times in a row is one line."""
    told = [each for each in case_timeline(view.number) if each.kind in STEPS]
    runs = [list(run) for _, run in groupby(told, key=lambda each: (each.kind, each.who))]
    lines = [_step(view, run[-1], len(run), zone_of(group)) for run in reversed(runs[-MOST_STEPS:])]
    older = (Message(N_("… and what came before")),) if len(runs) > MOST_STEPS else ()
    return Screen((Message(N_("<b>The steps so far</b>")), Lines((*lines, *older))), (back(view.number),))


def _step(view: PartyView, step: Any, count: int, zone: str) -> Message:
    what: Message = Message(STEPS[step.kind])
    if count > 1:
        what = words(N_("{what} ×{count}"), what=what, count=count)
    who = _who(view, step.who)
    when = Local(step.at, zone)
    return (
        words(N_("{when} · {what} ({who})"), when=when, what=what, who=who)
        if who
        else words(N_("{when} · {what}"), when=when, what=what)
    )


def _who(view: PartyView, who: str) -> Message | Plain | None:
    if who in set(Side) or who == Role.MEDIATOR:
        return side_name(view, who)
    juror, _, slot = who.partition(" ")
    return words(N_("juror {slot}"), slot=Plain(slot)) if juror == Role.JUROR else None


PAPERS: Mapping[str, Callable[..., Screen | Shown]] = {
    "story": story,
    "reply": reply,
    "offers": offers,
    "papers": papers,
    "steps": steps,
}
