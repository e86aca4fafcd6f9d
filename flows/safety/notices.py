"""After safety was settled: a text for the group, two cards, and what only others can complete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.outcome import Do, Effect, Notice, Picture, Reactions
from assistant.dialog.render import Reader
from assistant.dialog.words import Button, Message, Paste, Screen, words
from assistant.domain.roles import Role
from assistant.domain.safety import ENOUGH_JURORS, CardsWanted, NotePaper, Paper, PaperNoted, SafetySet
from assistant.i18n import N_
from flows.library import member_link
from flows.safety.cards import cards
from flows.safety.text import for_the_group

FindTeam = Callable[[int], Sequence[Any]]


def safety_set(
    event: SafetySet,
    group: Any,
    reader: Reader,
    bot: str,
    find_team: FindTeam,
    find_roles: Callable[[int, str], Sequence[Any]],
) -> Iterator[Effect]:
    """The text to paste, the cards, and the way to the jurors, as long as there are too few."""
    team, link = find_team(event.group), member_link(bot, group.handle)
    told = N_("<b>For the group</b>: post it now and pin it, or put it in the announcement.")
    yield Notice(event.person, Screen((Message(told),)))
    yield Notice(event.person, Paste(for_the_group(event.safety, group, team, link, reader.locale)))
    yield from cards(event.safety, group, team, link, reader)
    if len(find_roles(event.group, Role.JUROR)) < ENOUGH_JURORS:
        yield Notice(event.person, others(event, group))


def others(event: SafetySet, group: Any) -> Screen:
    """What nobody can do alone: jurors and co-admins say yes for themselves. Whom the owner thought of is the owner's to see."""
    nominated = event.safety.jurors if event.person == group.owner else ()
    asks = N_("Jurors and co-admins have to say yes for themselves. Send them their links when it suits you.")
    named = N_(
        "Jurors and co-admins have to say yes for themselves. You thought of {names}: send each of them a link when it suits you."
    )
    text = words(named, names=nominated) if nominated else Message(asks)
    return Screen((text,), ((Button(Message(N_("Jurors and admins")), command("people", str(group.id))),),))


def cards_wanted(event: CardsWanted, group: Any, reader: Reader, bot: str, find_team: FindTeam) -> Iterator[Effect]:
    yield from cards(event.safety, group, find_team(event.group), member_link(bot, group.handle), reader)


def nothing() -> tuple[Effect, ...]:
    return ()


# --- the cards, when they are drawn ---

CAPTIONS = {
    Paper.IMPERSONATION: N_("The impersonation card. Pin it in the group, and post it anew whenever an admin comes or goes."),
    Paper.SCAM: N_("The scam card. Post it now, and again every few weeks: newcomers have not seen it."),
}  # fmt: skip
NAMES = {Paper.IMPERSONATION: "who-is-who.png", Paper.SCAM: "scams.png"}


def drawn(person: int, now: datetime, job: str, result: Mapping[str, Any]) -> Iterator[Effect]:
    """The picture with a word on what to do with it; from now on it counts in the score."""
    paper = Paper(result["kind"])
    text = Message(CAPTIONS[paper])
    if left_out := list(result.get("left_out", ())):
        text = words(
            N_("{text} I left out {characters}, which I cannot draw."), text=text, characters=" ".join(left_out)
        )
    yield Picture(person, str(result["sha256"]), NAMES[paper], text)
    yield Do(NotePaper(person, now, _group(job), paper))


def failed(person: int, job: str) -> tuple[Effect, ...]:
    """Told kindly, with a button that asks again."""
    text = Message(N_("I could not draw one of the cards just now. Nothing is lost; ask for them once more."))
    again = Button(Message(N_("Draw the cards again")), command("safetycards", str(_group(job))))
    return (Notice(person, Screen((text,), ((again,),))),)


def _group(key: str) -> int:
    """The group that a piece of work was for; its key ends in the number."""
    return int(key.rpartition(":")[2])


REACTIONS = Reactions(
    happened={SafetySet: safety_set, CardsWanted: cards_wanted, PaperNoted: nothing},
    worked=dict.fromkeys(Paper, drawn),
    failed=dict.fromkeys(Paper, failed),
)
