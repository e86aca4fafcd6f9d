"""The scam check: a message that seems odd, pasted or forwarded; what smells in it, and who it really came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.events import Context, Media, Origin, Said, Text
from assistant.dialog.flow import Flow, Page
from assistant.dialog.moves import Stage
from assistant.dialog.pages import resume_row
from assistant.dialog.parsers.base import Parser
from assistant.dialog.session import Desk
from assistant.dialog.steps import Ask, End
from assistant.dialog.words import Button, Lines, Message, Plain, Screen, words
from assistant.domain.lookalikes import LookAlike, Trusted, look_alike
from assistant.domain.scams import SMELLS, Finding, Verdict, sniff, verdict
from assistant.domain.smells import BAD
from assistant.errors import Refused
from assistant.i18n import N_, NN_

Circle = Sequence[tuple[Any, Sequence[Trusted]]]  # the groups one has to do with, and who speaks for each
Paragraph = Message | Lines
MOST_TOLD = 4  # findings explained; more would not be read

ONLY_WORDS = N_(
    "I can only check words. Copy them out of the picture or the voice message, or write down what was said."
)
EXAMPLE = N_("Paste it as it came, or forward it: then I also compare who sent it.")
NO_WORDS = N_("There are no words in it. Send me what the stranger wrote.")


def _read(said: Said, context: Context) -> dict[str, Any]:
    """The words of a message and where it came from."""
    text = said.text if isinstance(said, Text) else said.caption if isinstance(said, Media) else ""
    origin = said.origin if isinstance(said, Text | Media) else None
    if not text.strip() and (origin is None or isinstance(said, Media)):
        raise Refused(NO_WORDS if isinstance(said, Text) else ONLY_WORDS)
    return {"text": text, "origin": origin}


SUSPICIOUS = Parser(
    _read,
    EXAMPLE,
    {},
    frozenset({"text", "photo", "document", "video", "voice", "audio", "video_note", "animation"}),
)

HEADS = {
    Verdict.BAD: N_("⛔ <b>Hands off. This is how swindlers write.</b>"),
    Verdict.DOUBTFUL: N_("⚠️ <b>Careful: some of this is what swindlers say.</b>"),
    Verdict.WEAK: N_("🔎 <b>Nothing clear, only something to look at.</b>"),
    Verdict.NOTHING: N_(
        "🔎 <b>I find none of the usual tricks. That proves nothing</b>: I only know words, not people."
    ),
}
TAILS = {
    Verdict.BAD: N_(
        "<b>Now:</b> answer nothing, pay nothing, open nothing. Keep the messages and show them to the group's owner. Paid already? "
        "Call your bank and the police at once."
    ),
    Verdict.DOUBTFUL: N_("<b>Now:</b> ask in the group, in front of everybody, before you pay or send anything."),
}
ANYHOW = (
    N_("<b>Check anyhow:</b>"),
    N_("• Is it really that person? Open the profile, compare the number; a name and a picture are quickly copied."),
    N_("• Does the money go to the one you deal with, in a way that the rules name?"),
    N_("• Would it also be all right tomorrow, and with the owner reading along?"),
)
WHO = ANYHOW[1]  # needs no asking where the number was compared
MARKS = {
    BAD: N_("🔴 <b>{title}</b>: “{quote}”"),
    2: N_("🟠 <b>{title}</b>: “{quote}”"),
    1: N_("🟡 <b>{title}</b>: “{quote}”"),
}


def report(text: str, origin: Origin | None, circle: Circle, person: int) -> tuple[Paragraph, ...]:
    """What the check says of a message: who sent it, what smells, what to do."""
    found = sniff(text)
    sender = tuple(_sender(origin, circle, person, bad=bool(found))) if origin else ()
    posing = origin is not None and _posing(origin, circle) is not None
    judged = Verdict.BAD if posing and found else verdict(found)
    if judged in TAILS:
        return (Message(HEADS[judged]), *sender, *_findings(found), Message(TAILS[judged]))
    if posing:
        return (*sender, Message(TAILS[Verdict.BAD]))
    known = origin is not None and _genuine(origin, circle) is not None
    checks = Lines(tuple(Message(each) for each in ANYHOW if each != WHO or not known))
    return (Message(HEADS[judged]), *sender, *_findings(found), checks)


def _findings(found: Sequence[Finding]) -> Iterator[Paragraph]:
    for each in found[:MOST_TOLD]:
        smell = each.smell
        yield Lines(
            (
                words(MARKS[smell.weight], title=Message(smell.title), quote=each.quote),
                words(N_("{why} {do}"), why=Message(smell.why), do=Message(smell.do)),
            )
        )
    if (more := len(found) - MOST_TOLD) > 0:
        yield Message(NN_("And one thing more smells.", "And {count} things more smell."), {"count": more})


# --- who it came from ---


def _genuine(origin: Origin, circle: Circle) -> tuple[Any, Trusted] | None:
    """The group and who it is there, where the number is that of somebody who speaks for it."""
    if origin.kind != "person":
        return None
    return next(((group, each) for group, team in circle for each in team if each.person == origin.person), None)


def _posing(origin: Origin, circle: Circle) -> tuple[Any, LookAlike] | None:
    """The group and the one it seems to come from, where it does not."""
    if _genuine(origin, circle) is not None:
        return None
    found = ((group, look_alike(origin.person, origin.name, known)) for group, known in circle)
    return next(((group, alike) for group, alike in found if alike is not None), None)


def _sender(origin: Origin, circle: Circle, person: int, *, bad: bool) -> Iterator[Paragraph]:
    if origin.kind == "person" and origin.person == person:
        return
    name, number = origin.name, Plain(str(origin.person))
    if (posing := _posing(origin, circle)) is not None:
        group, alike = posing
        facts = {"name": name, "like": alike.like.name, "role": _role(alike.like), "group": group.name}
        if origin.kind == "person":
            right = Plain(str(alike.like.person))
            yield words(IMPOSTOR, number=number, right=right, **facts)
        else:
            yield words(HIDDEN, **facts)
        return
    if (known := _genuine(origin, circle)) is not None:
        yield words(GENUINE, name=name, number=number, role=_role(known[1]), group=known[0].name)
        if bad:
            yield Message(STOLEN)
    elif origin.kind == "person":
        yield words(STRANGER, name=name, number=number)
    elif origin.kind == "hidden":
        yield words(UNKNOWN, name=name)
    else:
        yield words(NOBODY, name=name)


def _role(trusted: Trusted) -> Message:
    return Message(N_("owner") if trusted.owner else N_("admin"))


IMPOSTOR = N_(
    "⛔ <b>Impersonation.</b> “{name}” looks like {like}, {role} of {group}, but is another account: number {number} instead of "
    "{right}. Believe nothing it says, and tell {like}."
)
HIDDEN = N_(
    "⚠️ <b>“{name}” looks like {like}</b>, {role} of {group}, but hides the account, so nobody can tell. Ask {like} in the group."
)
GENUINE = N_("👤 From {name}, {role} of {group}: the number {number} is right.")
STOLEN = N_("Accounts get stolen, though. With words like these, call them before you do anything.")
STRANGER = N_("👤 From “{name}”, number {number}: nobody who speaks for a group of yours.")
UNKNOWN = N_("👤 From “{name}”, who hides the account. A name proves nothing.")
NOBODY = N_("👤 Sent in the name of a channel or group, “{name}”: behind it may be anybody.")


# --- asked for: /check ---


def result(message: Mapping[str, Any], my_circle: Circle, person: int) -> Lines:
    return Lines(report(message["text"], message["origin"], my_circle, person), "\n\n")


flow = Flow(
    "check_message",
    title=N_("Scam check"),
    on="check",
    derive={"result": result},
    asks=("my_circle",),
    states={
        "message": Ask(
            N_("<b>Which message seems odd to you?</b> Forward it to me, or paste its words here. It is not kept."),
            SUSPICIOUS,
            why=N_(
                "Swindlers nearly always use the same few tricks. I look for them, and when you forward I compare the sender with "
                "those who speak for your groups."
            ),
        ),
        "told": End(
            N_("{result}"),
            buttons={"check": N_("Check another message"), "smells": N_("What swindlers say")},
        ),
    },
    edges=[("answer", "message", "told")],
)


# --- unasked: something was forwarded ---


def forwarded(said: Text | Media, my_circle: Circle, person: int, desk: Desk, stage: Stage) -> Screen:
    """A forwarded message that no question asked for."""
    rows: list[tuple[Button, ...]] = [(Button(Message(N_("What swindlers say")), command("smells", below=True)),)]
    if desk.active is None and desk.parked:
        rows.append(resume_row(stage, desk.parked[0]))
    try:
        read = _read(said, stage.context)
    except Refused as no:
        return Screen((Message(no.message),), tuple(rows))
    return Screen(report(read["text"], read["origin"], my_circle, person), tuple(rows))


def smells() -> Screen:
    """The tricks with an example each, the worst first."""
    tricks = (each for each in SMELLS if each.weight == BAD)
    told = [
        words(N_("• <b>{title}</b>: {says}"), title=Message(each.title), says=Message(each.says)) for each in tricks
    ]
    text = Message(N_("<b>What swindlers say</b>\nForward me anything like it, and I tell you what is behind it."))
    row = (Button(Message(N_("Check a message")), command("check", below=True)),)
    return Screen((text, Lines(tuple(told))), (row,))


PAGES = (
    Page("forwarded", forwarded, overlay=True, forwards=True),
    Page("smells", smells, on=("smells",), overlay=True),
)
