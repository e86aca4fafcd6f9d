"""Who is told when groups become partners or stop being so: the other owner, and once the jurors of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant.dialog.outcome import Effect, Notice, Reactions
from assistant.dialog.words import Screen, words
from assistant.domain.partners import (
    PartnershipBegan,
    PartnershipDeclined,
    PartnershipEnded,
    PartnershipOffered,
    PartnershipWithdrawn,
)
from assistant.domain.roles import Role
from assistant.i18n import N_
from flows.people.words import person_named, row

Name = Callable[[int], str]
Find = Callable[[int], Any]
Roles = Callable[..., Sequence[Any]]


def began(event: PartnershipBegan, find_number: Find, find_name: Name, find_roles: Roles) -> Iterator[Effect]:
    """To who had offered it; and to each juror once, of however many groups they are one."""
    group, other = find_number(event.group), find_number(event.other)
    if group.owner != event.person:
        text = words(
            N_(
                "✓ {who} has accepted: <b>{group}</b> and <b>{other}</b> are partner groups now. I tell the jurors of both."
            ),
            who=person_named(find_name(event.person), event.person),
            group=group.name,
            other=other.name,
        )
        yield Notice(group.owner, Screen((text,), (_about(group),)))
    told: dict[int, tuple[Any, Any]] = {}
    for own, partner in ((group, other), (other, group)):
        for each in find_roles(own.id, Role.JUROR):
            told.setdefault(each.person, (own, partner))
    for person, (own, partner) in told.items():
        text = words(
            N_(
                "⚖️ <b>{group}</b> now helps out {other} with jurors, and the other way round. So I may ask you for a case there, too. "
                "Any single one may be declined, and you can step back at any time under /groups."
            ),
            group=own.name,
            other=partner.name,
        )
        yield Notice(person, Screen((text,), (row(N_("My groups"), "groups"),)))


def declined(event: PartnershipDeclined, find_number: Find, find_name: Name) -> Iterator[Effect]:
    group = find_number(event.group)
    text = words(
        N_("{who} has declined to be a partner of <b>{group}</b>. Nothing changes."),
        who=person_named(find_name(event.person), event.person),
        group=group.name,
    )
    yield Notice(group.owner, Screen((text,), (_about(group),)))


def ended(event: PartnershipEnded, find_number: Find) -> Iterator[Effect]:
    """To the owner of the other group, unless both are one person's."""
    group, other = find_number(event.group), find_number(event.other)
    if other.owner == event.person:
        return
    text = words(
        N_(
            "{group} is no partner group of <b>{other}</b> any more: its owner has ended that. Cases filed until now still go by it, and "
            "jurors already asked stay."
        ),
        group=group.name,
        other=other.name,
    )
    yield Notice(other.owner, Screen((text,), (_about(other),)))


def nothing() -> tuple[Effect, ...]:
    return ()


def _about(group: Any) -> Any:
    return row(N_("People of the group"), "people", str(group.id))


REACTIONS = Reactions(
    happened={
        PartnershipBegan: began,
        PartnershipDeclined: declined,
        PartnershipEnded: ended,
        PartnershipOffered: nothing,
        PartnershipWithdrawn: nothing,
    }
)
