"""A member opens the member link: read the short rules, confirm them, be known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import whole
from assistant.dialog.render import Reader
from assistant.dialog.steps import Ask, End, Offer
from assistant.dialog.words import Lines, Plain
from assistant.domain.groups import NO_SUCH_LINK, JoinGroup
from assistant.errors import Refused
from assistant.i18n import N_
from assistant.statechart import path
from flows.rules.text import full_in_force, short_in_force

Find = Callable[[str], Any]


def admit(
    handle: str, person: int, find_group: Find, find_rules: Callable[[int], Any], find_member: Callable[[int], Any]
) -> None:
    """Only a link that leads somewhere opens anything; whoever is in already is told so instead of being asked again."""
    group = find_group(handle)
    if group is None or group.archived_at is not None:
        raise Refused(NO_SUCH_LINK)
    if group.owner == person:
        raise Refused(YOUR_OWN, name=group.name)
    member = find_member(group.id)
    if member is not None and member.rules_version >= find_rules(group.id).n:
        raise Refused(ALREADY, name=group.name)


YOUR_OWN = N_(
    "This is the member link of your own group <b>{name}</b>: you are its owner, so there is nothing to confirm. Pass it on in the "
    "group."
)
ALREADY = N_("You are a member of <b>{name}</b> already and have confirmed its newest rules. Nothing more to do.")


AGREE = N_("I have read them and will keep them")


def name(handle: str, find_group: Find) -> str:
    group = find_group(handle)
    return str(group.name) if group else "…"  # the link was renewed meanwhile; agreeing then says so


def newest(handle: str, find_group: Find, find_rules: Callable[[int], Any]) -> int:
    """The version that is shown, and that counts as confirmed even if another one comes meanwhile."""
    group = find_group(handle)
    return int(find_rules(group.id).n) if group else 0


def rules(handle: str, version: int, find_group: Find, find_rules: Callable[..., Any]) -> Lines:
    """The short rules, in the reader's language."""
    group = find_group(handle)
    return Lines(short_in_force(group, find_rules(group.id, version)) if group else ())


def in_full(
    handle: str, version: int, find_group: Find, find_rules: Callable[..., Any], locale: str, zone: str
) -> tuple[Plain, ...]:
    """All clauses, to read before saying yes."""
    group = find_group(handle)
    return full_in_force(group, find_rules(group.id, version), Reader(locale, zone)) if group else ()


flow = Flow(
    "join_group",
    title=N_("Joining a group"),
    payload="g_",
    given=("handle",),
    derive={"name": name, "rules": rules},
    asks=("find_group", "find_rules", "find_member"),
    admit=admit,
    states={
        "version": Ask("", whole(), assume=newest),  # known at once, and never asked
        "read": Offer(
            N_("<b>{name}</b> trades one deal at a time, each settled on the spot. These rules hold for everybody:\n\n{rules}"),
            {"agree": AGREE, "full": N_("Full text")},
            why=N_("Whoever deals here has confirmed the same rules. If something goes wrong, they are what counts."),
        ),
        "text": Offer(N_("☝️ These are the full rules of <b>{name}</b>."), {"agree": AGREE}, paste=in_full),
        "joined": End(
            N_("✓ Noted: you are a member of <b>{name}</b>. If a deal goes wrong one day, tell me here: /start"),
            does=JoinGroup,
        ),
    },
    edges=[
        *path("version", "read"),
        ("agree", "read", "joined"),
        ("full", "read", "text"),
        ("agree", "text", "joined"),
    ],
)  # fmt: skip
