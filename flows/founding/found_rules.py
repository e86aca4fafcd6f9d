"""The rules of a group that is not founded yet: walk 2 inside walk 1, over what was answered there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.steps import End
from assistant.domain.clauses import Clause, Place
from assistant.domain.rulebook import Rulebook
from assistant.i18n import N_
from flows.rules.clauses import LIBRARY
from flows.rules.walk import rules_walk


def place(kind: str, platform: str, audience: str, currency: str) -> Place:
    return Place(kind, platform, audience, currency)


def clauses(rules: Rulebook) -> Any:
    """The rules as they are stored, but for their wording."""
    return rules.body({})["clauses"]


def held() -> None:
    """There are no rules yet that would be changed."""


def draft() -> dict[str, Any]:
    """Nor is there anything to begin from."""
    return {}


def make_flow(library: Sequence[Clause] = LIBRARY) -> Flow:
    """Walk 2 without a group on the books: it comes back with the clauses."""
    return rules_walk(
        "found_rules",
        library,
        facts={"place": place, "held": held, "draft": draft, "clauses": clauses},
        head={},
        review=(
            N_(
                "<b>Your rules are complete.</b> Five answers are yours, the rest is what has proved itself. Each line is a clause: "
                "tap one to change it, to put it in your own words or to leave it out, now or at any time later."
            ),
            N_("✓ Good, use these rules"),
        ),
        end=("drafted", End("", gives=("clauses",))),
        given=("kind", "platform", "audience", "entry", "zone", "currency", "name", "trade", "link"),
    )


flow = make_flow()
