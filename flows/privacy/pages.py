"""What is kept about a person: shown in plain words, packed to take along, and the way to have it erased."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.events import Command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Effect, File, Notice, Reactions, Shown, Work
from assistant.dialog.render import Reader, plain
from assistant.dialog.words import Button, Day, Lines, Message, Plain, Screen, words
from assistant.domain.privacy import Area, Hinders, Hindrance, PersonErased, Trace
from assistant.i18n import N_, NN_
from flows.disputes.words import number_of
from flows.people.words import row

WORK = "export"
Traces = Mapping[Area, Trace]
FindHindrances = Callable[[datetime], tuple[Hindrance, ...]]

KINDS: Mapping[Area, str | tuple[str, str]] = {
    Area.ACCOUNT: N_("your Telegram number, name and language"),
    Area.GROUPS: NN_("one group of yours", "{count} groups of yours"),
    Area.ROLES: NN_("one role, as admin or juror", "{count} roles, as admin or juror"),
    Area.MEMBERSHIPS: NN_("one membership", "{count} memberships"),
    Area.INVITATIONS: NN_("one invitation that you made", "{count} invitations that you made"),
    Area.ORDERS: NN_("one order", "{count} orders"),
    Area.CASES: NN_("one case of yours", "{count} cases of yours"),
    Area.EXHIBITS: NN_("one piece of evidence from you", "{count} pieces of evidence from you"),
    Area.SEATS: NN_("that you were asked to decide one case", "that you were asked to decide {count} cases"),
    Area.REMINDERS: NN_("one open reminder", "{count} open reminders"),
    Area.DRAFTS: NN_("one unfinished conversation", "{count} unfinished conversations"),
    Area.REQUESTS: NN_("one request to join a group", "{count} requests to join a group"),
    Area.RISKS: NN_("one risk entry about you", "{count} risk entries about you"),
}
_ALWAYS = N_("until you have it erased")
_CASES = N_("24 months after the case is closed")
UNTIL = {
    Area.ORDERS: N_("24 months after the order ends"),
    Area.CASES: _CASES,
    Area.SEATS: _CASES,
    Area.EXHIBITS: N_("90 days after the case is closed"),
    Area.REMINDERS: N_("until they are done"),
    Area.DRAFTS: N_("30 days after the last word"),
    Area.REQUESTS: N_("30 days after you asked, or until you are let in"),
    Area.RISKS: N_("each until its own date, which you see there"),
}


def show(my_traces: Traces) -> Screen:
    """/privacy: by kind how much, since when, and until when."""
    lines = tuple(_kept(area, trace) for area, trace in my_traces.items() if trace.count)
    rest = Message(
        N_(
            "What you send me and what I answer is deleted after 48 hours. I never ask for passwords, identity cards or full "
            "account numbers."
        )
    )
    both = (
        Button(Message(N_("Export")), command("export", below=True)),
        Button(Message(N_("Erase me")), command("erase", below=True)),
    )
    rows = [both, *([row(N_("Risk entries about me"), "myrisks")] if my_traces[Area.RISKS].count else [])]
    return Screen(
        (Message(N_("<b>What I keep about you</b>")), Lines(lines), rest), (*rows, row(N_("To the start"), "start"))
    )


def _kept(area: Area, trace: Trace) -> Message:
    text = KINDS[area]
    what = Message(text, {} if isinstance(text, str) else {"count": trace.count})
    until = Message(UNTIL.get(area, _ALWAYS))
    if trace.since is None:
        return words(N_("• {what} · {until}"), what=what, until=until)
    return words(N_("• {what} · since {since} · {until}"), what=what, since=Day(trace.since.date()), until=until)


# --- taking it along ---


def export(
    exporting: bool,
    my_export: Callable[[], Mapping[str, Any]],
    fresh: str,
    locale: str,
    zone: str,
) -> Screen | Shown:
    """Everything, as one file; packed outside the turn."""
    back = (row(N_("‹ What I keep about you"), "privacy"),)
    if exporting:
        return Screen((Message(N_("I am still packing your data. The file comes here, in a moment.")),), back)
    spec = {**my_export(), "readme": plain(Message(README), Reader(locale, zone))}
    text = Message(N_("I am packing all that I keep about you, with the files you sent. It comes here, in a moment."))
    return Shown(Screen((text,), back), effects=(Work(f"export:{fresh}", WORK, spec),))


README = N_(
    "All that Yidan keeps about you. Each .json file is one kind of thing: account (you, as Telegram says), groups (your own, with "
    "rules and safety), roles, memberships, orders, cases (yours, as your screens show them), seats (where you were asked to decide: "
    "that, and when, not about what), reminders, drafts (unfinished conversations), requests (to join a group), risks (entries about "
    "you). Under files/ are the originals of the evidence that you sent, by case. Times are in UTC."
)


def packed(result: Mapping[str, Any], person: int) -> Iterator[Effect]:
    parts = result["parts"]
    for part, each in enumerate(parts, 1):
        caption = words(N_("What I keep about you, {part} of {parts}"), part=part, parts=len(parts))
        one = Message(N_("What I keep about you"))
        yield File(person, each["sha256"], each["name"], one if len(parts) == 1 else caption)
    if result["missing"]:
        gone = Message(N_("Some of your files could not be found any more, so they are not in it."))
        yield Notice(person, Screen((gone,)))


def unpacked(person: int) -> Iterator[Effect]:
    text = Message(N_("Packing your data did not work this time. Nothing is lost."))
    yield Notice(person, Screen((text,), (row(N_("Try again"), "export"),)))


# --- having it erased ---

MOST = 8  # buttons on one screen
HINDERS = {
    Hinders.GROUP: N_("• <b>{name}</b> is yours: hand it over, or archive it"),
    Hinders.ORDER: N_("• order {number} is still open"),
    Hinders.WINDOW: N_("• order {number}: something wrong with it can still be brought up until {until}"),
    Hinders.CASE: N_("• case {number} is still open"),
    Hinders.SEAT: N_("• case {number} counts on you as a neutral: vote, or decline, first"),
    Hinders.ENDING: N_(
        "• case {number} ended with something left undone: the group may decide about that until {until}"
    ),
}
_UNNAMED = N_("• something about a deal of yours may still come up; ask again in a few days")
_WAYS = {
    Hinders.GROUP: ("group", ""),
    Hinders.ORDER: ("orders", N_("Order {number}")),
    Hinders.WINDOW: ("orders", N_("Order {number}")),
    Hinders.CASE: ("cases", N_("Case {number}")),
    Hinders.SEAT: ("cases", N_("Case {number}")),
    Hinders.ENDING: ("cases", N_("Case {number}")),
}


def erase(what_hinders: FindHindrances, now: datetime) -> Screen | Command:
    """What is in the way, each with its button; where nothing is, the question itself."""
    found = what_hinders(now)
    if not found:
        return Command("eraseme")
    head = N_("<b>I cannot erase you yet.</b> Others still rely on this:")
    said = Lines((Message(head), *(_hinders(each) for each in found[:MOST])))
    ways = {(_WAYS[each.kind][0], each.number): each for each in found[:MOST] if each.number}
    rows = [(Button(_way(each), command(name, str(number))),) for (name, number), each in ways.items()]
    more = (words(N_("… and {count} more"), count=len(found) - MOST),) if len(found) > MOST else ()
    return Screen((said, *more), (*rows, row(N_("‹ What I keep about you"), "privacy")))


def _hinders(each: Hindrance) -> Message:
    if not each.number:
        return Message(_UNNAMED)
    values = {"name": each.name, "number": _number(each), "until": each.until}
    return Message(HINDERS[each.kind], {key: value for key, value in values.items() if value})


def _way(each: Hindrance) -> Message | Plain:
    if each.kind is Hinders.GROUP:
        return Plain(each.name)
    return words(_WAYS[each.kind][1], number=_number(each))


def _number(each: Hindrance) -> Plain:
    return number_of(each.number) if _WAYS[each.kind][0] == "cases" else Plain(str(each.number))


def nothing() -> tuple[Effect, ...]:
    """They were told on the spot, and nobody else is."""
    return ()


PAGES = (
    Page("privacy", show, on=("privacy",)),
    Page("export", export, on=("export",)),
    Page("erase", erase, on=("erase",)),
)
REACTIONS = Reactions(happened={PersonErased: nothing}, worked={WORK: packed}, failed={WORK: unpacked})
