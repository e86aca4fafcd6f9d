"""The rules, clause by clause (walk 2): five questions, then the review as a hub, then version n."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import whole
from assistant.dialog.steps import Ask, Choose, End, Function
from assistant.dialog.values import thaw
from assistant.dialog.words import Plain
from assistant.domain.clauses import Clause, Place
from assistant.domain.groups import NOT_YOURS
from assistant.domain.rulebook import Rulebook, is_full, read
from assistant.domain.rulemaking import SaveRules
from assistant.errors import Refused
from assistant.i18n import N_
from flows.library import group_name, group_number, member_link, names_of, sole
from flows.rules.clauses import LIBRARY
from flows.rules.text import place_of
from flows.rules.walk import rules_walk


def live(looked_after: Sequence[Any]) -> dict[str, Any]:
    return {str(each.id): each for each in looked_after if each.archived_at is None}


def admit(looked_after: Sequence[Any], which: str = "") -> None:
    """Only an owner writes rules, and only for a group of theirs."""
    if not live(looked_after):
        raise Refused(N_("You have no group of your own here yet. Found one first, then come back for its rules."))
    if which and which not in live(looked_after):
        raise Refused(NOT_YOURS)


def choices(looked_after: Sequence[Any]) -> dict[str, Plain]:
    return names_of(live(looked_after))


def only_one(looked_after: Sequence[Any], which: str = "") -> str | None:
    """The group that the button named, or the only one there is."""
    return which or sole(live(looked_after))


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


def trade(choice: str, find_number: Find) -> str:
    return find_number(int(choice)).trade or ""


def link(choice: str, find_number: Find, bot: str) -> str:
    return member_link(bot, find_number(int(choice)).handle)


FACTS: Mapping[str, Function] = {
    "group": group_number,
    "name": group_name,
    "trade": trade,
    "link": link,
    "place": place,
    "entry": entry,
    "currency": currency,
    "draft": draft,
    "held": held,
    "version": version,
}


def make_flow(library: Sequence[Clause] = LIBRARY) -> Flow:
    """Walk 2 over a library of clauses."""
    ask = N_(
        "<b>Rules of {name}: is everything right?</b> Each line is a clause. Tap one to change it, to put it in your own "
        "words or to leave it out."
    )
    saved = End(
        N_(
            "✓ <b>Version {version} of the rules of {name}</b> is saved. It holds for every deal from now on; deals already agreed "
            "keep theirs. The announcement to paste follows; full and short rules are under “Rules”."
        ),
        does=SaveRules,
        buttons={"rules": N_("Rules")},
    )
    return rules_walk(
        "write_rules",
        library,
        facts=FACTS,
        head={
            "choice": Choose(N_("<b>For which group?</b>"), choices, label=N_("Group"), assume=only_one),
            "base": Ask("", whole(), assume=newest),  # known at once, and never asked
        },
        review=(ask, N_("✓ Save as the new version")),
        end=("saved", saved),
        on="writerules",
        given=("which",),
        asks=("looked_after", "find_number", "find_rules"),
        admit=admit,
    )


flow = make_flow()
