"""What is done about people at a tap: removing, stepping back, withdrawing an invitation, archiving. Each asks once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.words import Lines, Message, Screen, words
from assistant.domain.role_making import NOBODY, OWNER_ONLY
from assistant.domain.roles import ArchiveGroup, DropRole, Role, WithdrawInvitation
from assistant.errors import Refused
from assistant.i18n import N_
from flows.groups.state import Groups, which
from flows.people.words import DUTIES, person_named, role_name, row

Find = Callable[..., Sequence[Any]]
YES = "yes"
NOT_HELD = N_("You do not have that role any more.")


def _owned(looked_after: Groups, my_groups: Groups, payload: str, person: int) -> Any:
    group = which(looked_after, my_groups, payload)
    if group.owner != person:
        raise Refused(OWNER_ONLY)
    return group


def _held(payload: str, found: Sequence[Any], lacking: str) -> Any:
    """The role that a button names behind its group: its kind, and whose it is where that is said."""
    role, _, who = " ".join(payload.split()[1:3]).partition(" ")
    held = next((each for each in found if each.role == role and who in {"", str(each.person)}), None)
    if held is None:
        raise Refused(lacking)
    return held


def drop(
    looked_after: Groups, my_groups: Groups, payload: str, now: datetime, person: int, find_roles: Find
) -> Screen | Shown:
    """The owner removes an admin or a juror."""
    group = _owned(looked_after, my_groups, payload, person)
    held = _held(payload, find_roles(group.id), NOBODY)
    who, number = person_named(held.name, held.person), str(group.id)
    values = {"who": who, "role": role_name(held.role), "group": group.name}
    if not payload.endswith(f" {YES}"):
        text = Message(N_("Shall {who} no longer be {role} of <b>{group}</b>? They are told so."), values)
        yes = row(N_("Yes, remove"), "drop", f"{number} {held.role} {held.person} {YES}")
        return Screen((text,), (yes, row(N_("No, leave it as it is"), "people", number)))
    text = Message(N_("✓ {who} is no longer {role} of <b>{group}</b>."), values)
    screen = Screen((text,), (row(N_("‹ People"), "people", number),))
    return Shown(screen, DropRole(person, now, group.id, Role(held.role), held.person))


def leave(
    my_roles: Groups, payload: str, now: datetime, person: int, find_number: Callable[[int], Any]
) -> Screen | Shown:
    """An admin or a juror lays the role down."""
    number = payload.partition(" ")[0]
    mine = [each for each in my_roles if str(each.group) == number]
    held = _held(payload.removesuffix(YES).strip(), mine, NOT_HELD)
    values = {"group": find_number(held.group).name, "role": role_name(held.role)}
    if not payload.endswith(f" {YES}"):
        text = Message(N_("Step back as {role} of <b>{group}</b>? The owner is told so."), values)
        back = row(N_("No, leave it as it is"), "groups")
        return Screen((text,), (row(N_("Yes, step back"), "leave", f"{number} {held.role} {YES}"), back))
    text = Message(N_("✓ You have stepped back as {role} of <b>{group}</b>. Thank you for your help."), values)
    screen = Screen((text,), (row(N_("To the start"), "start"),))
    return Shown(screen, DropRole(person, now, held.group, Role(held.role), person))


def duty(my_roles: Groups, payload: str, find_number: Callable[[int], Any]) -> Screen:
    """To a juror: what that means, and the way to step back."""
    found = next((each for each in my_roles if str(each.group) == payload and each.role == Role.JUROR), None)
    if found is None:
        raise Refused(NOT_HELD)
    name = words(N_("<b>Juror of {name}</b>"), name=find_number(found.group).name)
    rows = (row(N_("Step back as juror"), "leave", f"{payload} {Role.JUROR}"), row(N_("‹ My groups"), "groups"))
    return Screen((Lines((name, Message(DUTIES))),), rows)


def unsend(
    looked_after: Groups,
    my_groups: Groups,
    payload: str,
    now: datetime,
    person: int,
    find_invitation: Callable[[str], Any],
) -> Shown:
    """An invitation no longer holds. Its name stood on the button, and a new one is made in a moment: so no question."""
    group = which(looked_after, my_groups, payload)
    found = find_invitation(payload.partition(" ")[2])
    if found is None or found.group != group.id:
        raise Refused(N_("I do not know that invitation."))
    text = words(N_("✓ Withdrawn: the link for {name} leads nowhere any more."), name=found.name)
    screen = Screen((text,), (row(N_("‹ People"), "people", str(group.id)),))
    return Shown(screen, WithdrawInvitation(person, now, group.id, found.handle))


def archive(looked_after: Groups, my_groups: Groups, payload: str, now: datetime, person: int) -> Screen | Shown:
    """The group rests: asks once, and says what ends and what stays."""
    group = _owned(looked_after, my_groups, payload, person)
    number = str(group.id)
    if not payload.endswith(f" {YES}"):
        text = words(
            N_(
                "<b>Archive {name}?</b>\nThen the member link leads nowhere, reminders end, and no new deals can be made here.\n"
                "Nothing is deleted: rules, people and history stay, and you can take the group up again under /groups."
            ),
            name=group.name,
        )
        yes = row(N_("Yes, archive it"), "archive", f"{number} {YES}")
        return Screen((text,), (yes, row(N_("No, leave it as it is"), "group", number)))
    text = words(N_("✓ <b>{name}</b> is archived. Under /groups you can take it up again."), name=group.name)
    return Shown(Screen((text,), (row(N_("My groups"), "groups"),)), ArchiveGroup(person, now, group.id))


PAGES = (
    Page("drop", drop, on=("drop",)),
    Page("leave", leave, on=("leave",)),
    Page("duty", duty, on=("duty",)),
    Page("unsend", unsend, on=("unsend",)),
    Page("archive", archive, on=("archive",)),
)
