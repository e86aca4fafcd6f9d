"""The rules, clause by clause (walk 2): five questions, then the review as a hub, then version n."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import whole
from assistant.dialog.render import Reader
from assistant.dialog.steps import Ask, Choose, End, Extra, Review, State
from assistant.dialog.values import thaw
from assistant.dialog.words import Message, Plain, words
from assistant.domain.clauses import Clause, Place
from assistant.domain.groups import NOT_YOURS
from assistant.domain.rulebook import Rulebook, clashes, is_full, read
from assistant.domain.rulemaking import SaveRules
from assistant.errors import Refused
from assistant.facts import over
from assistant.i18n import N_, NN_, locales
from assistant.statechart import Row
from flows.announcement import MOST
from flows.clauses import LIBRARY
from flows.library import group_name, group_number, member_link, names_of, sole
from flows.rule_answers import chosen, here_words
from flows.rule_states import Node, nodes
from flows.rules_text import Wording, pages, place_of


def live(my_groups: Sequence[Any]) -> dict[str, Any]:
    return {str(each.id): each for each in my_groups if each.archived_at is None}


def admit(my_groups: Sequence[Any], which: str = "") -> None:
    """Only an owner writes rules, and only for a group of theirs."""
    if not live(my_groups):
        raise Refused(N_("You have no group of your own here yet. Found one first, then come back for its rules."))
    if which and which not in live(my_groups):
        raise Refused(NOT_YOURS)


def choices(my_groups: Sequence[Any]) -> dict[str, Plain]:
    return names_of(live(my_groups))


def only_one(my_groups: Sequence[Any], which: str = "") -> str | None:
    """The group that the button named, or the only one there is."""
    return which or sole(live(my_groups))


Find = Callable[[int], Any]


def place(choice: str, find_number: Find) -> Place:
    return place_of(find_number(int(choice)))


def entry(choice: str, find_number: Find) -> str:
    return find_number(int(choice)).entry or ""


def currency(find_number: Find, choice: str | None = None) -> str:
    """What amounts are read in; before the group is known it does not matter."""
    return (find_number(int(choice)).currency if choice else None) or "CNY"


def newest(choice: str, find_rules: Find) -> int:
    """The version in force when the walk began: what is saved is written from that one."""
    row = find_rules(int(choice))
    return row.n if row else 0


def draft(choice: str, base: int, find_rules: Callable[..., Any]) -> Mapping[str, Any]:
    """The stored rules it is written from; the short draft of the founding has only two values."""
    row = find_rules(int(choice), base)
    return thaw(row.body) if row else {}


def held(draft: Mapping[str, Any]) -> Rulebook | None:
    """The rules in force, once they are full ones."""
    return read(draft) if is_full(draft) else None


def version(base: int) -> int:
    return base + 1


def warnings(rules: Rulebook, place: Place, entry: str) -> list[Message]:
    return [words(N_("⚠️ {clash}"), clash=Message(each.message, each.values)) for each in clashes(rules, place, entry)]


def derived(wording: Wording, keys: Sequence[str]) -> dict[str, Any]:
    """The facts that come from the answers and the books."""

    def rules(facts: Mapping[str, Any]) -> Rulebook:
        return chosen(wording.library, facts)

    def texts(rules: Rulebook, place: Place, zone: str) -> dict[str, str]:
        return {each: wording.full_text(rules, place, Reader(each, zone)) for each in locales()}

    return {
        "group": group_number,
        "name": group_name,
        "place": place,
        "entry": entry,
        "currency": currency,
        "draft": draft,
        "held": held,
        "version": version,
        "texts": texts,
        "rules": over(rules, ("place",), keys),
        "clause": over(here_words(wording), ("here", "place"), ("was", *keys)),
    }


def extras(wording: Wording) -> dict[str, Extra]:
    """The live previews: the rules as they would be pasted, with their lengths."""

    def full(rules: Rulebook, place: Place, locale: str, zone: str) -> tuple[Plain, ...]:
        return pages(wording.full_text(rules, place, Reader(locale, zone)))

    def full_note(rules: Rulebook, place: Place, locale: str, zone: str) -> Message:
        count = len(wording.full_text(rules, place, Reader(locale, zone)))
        parts = Message(NN_("in one message", "in {count} messages"), {"count": len(full(rules, place, locale, zone))})
        return words(N_("☝️ Full rules: {count} characters, {parts}."), count=count, parts=parts)

    def brief(
        rules: Rulebook, place: Place, choice: str, find_number: Find, bot: str, locale: str, zone: str
    ) -> tuple[Plain, ...]:
        group = find_number(int(choice))
        link = member_link(bot, group.handle)
        return (Plain(wording.announcement(rules, place, group, link, Reader(locale, zone))),)

    def brief_note(
        rules: Rulebook, place: Place, choice: str, find_number: Find, bot: str, locale: str, zone: str
    ) -> Message:
        (text,) = brief(rules, place, choice, find_number, bot, locale, zone)
        return words(N_("☝️ Announcement: {count} of {most} characters."), count=len(text.text), most=MOST)

    return {
        "full": Extra(N_("👁 Full text"), full, full_note),
        "brief": Extra(N_("👁 Announcement"), brief, brief_note),
    }


def edges(way: Sequence[Node]) -> list[Row]:
    """From each state to the next that is asked: those that may be passed over are guarded."""
    made: list[Row] = []
    for at, node in enumerate(way):
        for following in way[at + 1 :]:
            made.append(("answer", node.key, following.key, following.guard))
            if following.guard is None:
                break
    return made


def make_flow(library: Sequence[Clause] = LIBRARY) -> Flow:
    """Walk 2 over a library of clauses."""
    wording, asked = Wording(library), nodes(library)
    states: dict[str, State] = {
        "choice": Choose(N_("<b>For which group?</b>"), choices, label=N_("Group"), assume=only_one),
        "base": Ask("", whole(), assume=newest),  # known at once, and never asked
        **{node.key: node.state for node in asked if node.state is not None},
        "review": Review(
            N_(
                "<b>Rules of {name}: is everything right?</b> Each line is a clause. Tap one to change it, to put it in your own "
                "words or to leave it out."
            ),
            yes=N_("✓ Save as the new version"),
            extra=extras(wording),
            warn=warnings,
        ),
        "saved": End(
            N_(
                "✓ <b>Version {version} of the rules of {name}</b> is saved. It holds for every deal from now on; deals already agreed "
                "keep theirs. The texts to paste follow."
            ),
            does=SaveRules,
            buttons={"rules": N_("Rules")},
        ),
    }
    return Flow(
        "write_rules",
        title=N_("Rules"),
        on="writerules",
        given=("which",),
        derive=derived(wording, [node.key for node in asked]),
        asks=("my_groups", "find_number", "find_rules"),
        admit=admit,
        states=states,
        edges=edges([Node("choice"), Node("base"), *asked, Node("review"), Node("saved")]),
    )


flow = make_flow()
