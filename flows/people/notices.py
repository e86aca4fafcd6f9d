"""Who is told when somebody takes or loses a role, when a group changes hands, is archived or taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant.dialog.outcome import Effect, Notice, Reactions
from assistant.dialog.words import Message, Screen, words
from assistant.domain.groups import Platform
from assistant.domain.roles import (
    GroupArchived,
    GroupRevived,
    InvitationAnswered,
    InvitationWithdrawn,
    OwnerChanged,
    Role,
    RoleDropped,
    RoleInvited,
    Why,
)
from assistant.i18n import N_
from flows.people.words import person_named, role_name, row

Name = Callable[[int], str]
NEWS = {
    (Role.ADMIN, True): N_(
        "✓ {who} has accepted your invitation “{name}” and now looks after <b>{group}</b> with you."
    ),
    (Role.ADMIN, False): N_("{who} has declined your invitation “{name}”: no admin of <b>{group}</b> this time."),
    (Role.JUROR, True): N_("✓ {who} has accepted your invitation “{name}” and is now a juror of <b>{group}</b>."),
    (Role.JUROR, False): N_("{who} has declined your invitation “{name}”: no juror of <b>{group}</b> this time."),
    (Role.OWNER, False): N_("{who} has declined your invitation “{name}”. <b>{group}</b> stays yours."),
}


def answered(event: InvitationAnswered, group: Any, find_name: Name) -> Iterator[Effect]:
    """Whoever invited hears of the answer; a hand-over that was accepted is told once, below."""
    news = NEWS.get((event.role, event.accepted))
    if news is None:
        return
    who = person_named(find_name(event.person), event.person)
    yield Notice(event.by, _about(words(news, who=who, name=event.name, group=group.name), group))


def dropped(event: RoleDropped, group: Any, find_name: Name) -> Iterator[Effect]:
    """Who was removed is told so; who stepped back, the owner is."""
    if event.why is Why.REMOVED:
        text = words(
            N_("You are no longer {role} of <b>{group}</b>: its owner has ended that."),
            group=group.name,
            role=role_name(event.role),
        )
        yield Notice(event.who, Screen((text,)))
    if event.why is Why.LEFT:
        who = person_named(find_name(event.who), event.who)
        text = words(
            N_("{who} has stepped back as {role} of <b>{group}</b>."),
            who=who,
            group=group.name,
            role=role_name(event.role),
        )
        yield Notice(group.owner, _about(text, group))


def handed_over(event: OwnerChanged, group: Any, find_name: Name) -> Iterator[Effect]:
    """The old owner; the new one reads it at the end of their own conversation."""
    who = person_named(find_name(event.person), event.person)
    text = words(
        N_(
            "✓ <b>{group}</b> now belongs to {who}. You stay on as its admin; reminders go to the new owner. In WeChat itself "
            "the group changes hands by ··· → Manage Group → Transfer Ownership."
        )
        if group.platform == Platform.WECHAT
        else N_("✓ <b>{group}</b> now belongs to {who}. You stay on as its admin; reminders go to the new owner."),
        group=group.name,
        who=who,
    )
    yield Notice(event.before, _about(text, group))


def archived(
    event: GroupArchived, find_number: Callable[[int], Any], find_roles: Callable[..., Sequence[Any]]
) -> Iterator[Effect]:
    """Its admins, who will miss it in their list."""
    group = find_number(event.group)
    for each in find_roles(event.group, Role.ADMIN):
        text = words(N_("<b>{group}</b> was archived by its owner. Nothing of it is deleted."), group=group.name)
        yield Notice(each.person, Screen((text,), (row(N_("My groups"), "groups"),)))


def nothing() -> tuple[Effect, ...]:
    return ()


def _about(text: Message, group: Any) -> Screen:
    return Screen((text,), (row(N_("People of the group"), "people", str(group.id)),))


REACTIONS = Reactions(
    happened={
        RoleInvited: nothing,
        InvitationAnswered: answered,
        InvitationWithdrawn: nothing,
        RoleDropped: dropped,
        OwnerChanged: handed_over,
        GroupArchived: archived,
        GroupRevived: nothing,
    }
)
