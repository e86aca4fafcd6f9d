"""The walk through the rules, over a library of clauses: shared by whoever writes rules for a group.

Whence the group is known, and what becomes of the rules, is the business of the flow that uses it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.render import Reader
from assistant.dialog.steps import End, Extra, Function, Review, State
from assistant.dialog.words import Message, Plain, words
from assistant.domain.clauses import Clause, Place
from assistant.domain.groups import Kind
from assistant.domain.rulebook import Rulebook, clashes
from assistant.facts import over
from assistant.i18n import N_, NN_, locales
from assistant.statechart import Row
from flows.rules.announcement import MOST
from flows.rules.answers import chosen, here_words
from flows.rules.states import Node, nodes
from flows.rules.text import Wording, pages


def rules_walk(
    name: str,
    library: Sequence[Clause],
    facts: Mapping[str, Function],
    head: Mapping[str, State],
    review: tuple[str, str],
    end: tuple[str, End],
    **more: Any,
) -> Flow:
    """The questions of a library and their review as a hub.

    `facts` has to derive (or `given` to hold) what is read here: `place` (a Place), `held` (the Rulebook that is
    changed, or None), `draft` (values by name, to begin from), `entry`, `name`, `trade` and `link` of the group.
    `head` are the states before, `review` what the hub says and its yes, `end` the last state by its name.
    """
    wording, asked = Wording(library), nodes(library)
    (say, yes), (last, state) = review, end
    return Flow(
        name,
        title=N_("Rules"),
        derive={**facts, **_derived(wording, [node.key for node in asked])},
        states={
            **head,
            **{node.key: node.state for node in asked if node.state is not None},
            "review": Review(say, yes=yes, extra=_extras(wording), warn=warnings),
            last: state,
        },
        edges=_edges([*map(Node, head), *asked, Node("review"), Node(last)]),
        **more,
    )


def warnings(rules: Rulebook, place: Place, entry: str) -> list[Message]:
    """What does not go together, for a review."""
    return [words(N_("⚠️ {clash}"), clash=Message(each.message, each.values)) for each in clashes(rules, place, entry)]


AGREED = {Kind.GOODS: N_("agreeing"), Kind.SERVICES: N_("acceptance"), Kind.TASKS: N_("handing in")}
RECEIVED = {Kind.GOODS: N_("receipt"), Kind.SERVICES: N_("acceptance"), Kind.TASKS: N_("handing in")}


def agreed(place: Place, payment: str = "") -> Message:
    """From when the time to pay is counted."""
    return Message(N_("handing over") if (place.kind, payment) == (Kind.GOODS, "cash") else AGREED[Kind(place.kind)])


def received(place: Place) -> Message:
    """From when the claims window is counted."""
    return Message(RECEIVED[Kind(place.kind)])


def in_all_languages(wording: Wording, rules: Rulebook, place: Place, zone: str) -> dict[str, str]:
    """The full rules by language, as they are kept with a version."""
    return {each: wording.full_text(rules, place, Reader(each, zone)) for each in locales()}


def _derived(wording: Wording, keys: Sequence[str]) -> dict[str, Any]:
    """The facts that come from the answers."""

    def rules(facts: Mapping[str, Any]) -> Rulebook:
        return chosen(wording.library, facts)

    def texts(rules: Rulebook, place: Place, zone: str) -> dict[str, str]:
        return in_all_languages(wording, rules, place, zone)

    return {
        "agreed": agreed,
        "received": received,
        "texts": texts,
        "rules": over(rules, ("place",), keys),
        "clause": over(here_words(wording), ("here", "place"), ("was", *keys)),
    }


def _extras(wording: Wording) -> dict[str, Extra]:
    """The live previews: the rules as they would be pasted, with their lengths."""

    def full(rules: Rulebook, place: Place, locale: str, zone: str) -> tuple[Plain, ...]:
        return pages(wording.full_text(rules, place, Reader(locale, zone)))

    def full_note(rules: Rulebook, place: Place, locale: str, zone: str) -> Message:
        count = len(wording.full_text(rules, place, Reader(locale, zone)))
        parts = Message(NN_("in one message", "in {count} messages"), {"count": len(full(rules, place, locale, zone))})
        return words(N_("☝️ Full rules: {count} characters, {parts}."), count=count, parts=parts)

    def brief(
        rules: Rulebook, place: Place, name: str, trade: str, link: str, locale: str, zone: str
    ) -> tuple[Plain, ...]:
        return (Plain(wording.announcement(rules, place, name, trade, link, Reader(locale, zone))),)

    def brief_note(rules: Rulebook, place: Place, name: str, trade: str, link: str, locale: str, zone: str) -> Message:
        (text,) = brief(rules, place, name, trade, link, locale, zone)
        return words(N_("☝️ Announcement: {count} of {most} characters."), count=len(text.text), most=MOST)

    return {
        "full": Extra(N_("👁 Full text"), full, full_note),
        "brief": Extra(N_("👁 Announcement"), brief, brief_note),
    }


def _edges(way: Sequence[Node]) -> list[Row]:
    """From each state to the next that is asked: those that may be passed over are guarded."""
    made: list[Row] = []
    for at, node in enumerate(way):
        for following in way[at + 1 :]:
            made.append(("answer", node.key, following.key, following.guard))
            if following.guard is None:
                break
    return made
