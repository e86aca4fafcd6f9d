"""The groups a person has to do with, and each one's own page: how it stands first, then what can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.words import Button, Lines, Message, Plain, Screen, words
from assistant.domain.groups import Entry, Platform
from assistant.domain.role_making import OWNER_ONLY
from assistant.domain.roles import ReviveGroup, Role
from assistant.errors import Refused
from assistant.i18n import N_
from flows.founding.wechat import open_steps
from flows.groups.state import FindQr, Groups, OpenInvitations, at_a_glance, due, which
from flows.library import member_link
from flows.people.words import row
from flows.risks.ask_risk import shares

FindRules = Callable[[int], Any]
Count = Callable[[int], int]
MOST_TOLD = 8  # groups whose state is told in the list; of more, only the buttons


def groups(
    looked_after: Groups,
    my_groups: Groups,
    member_of: Groups,
    my_roles: Groups,
    now: datetime,
    find_number: Callable[[int], Any],
    find_members: Count,
    find_rules: FindRules,
    find_qr: FindQr,
    open_invitations: OpenInvitations,
) -> Screen:
    """/groups: how each of one's groups stands; then those one only belongs to."""
    told = [
        Lines(
            (
                words(N_("<b>{name}</b>"), name=each.name),
                at_a_glance(find_members(each.id), find_rules(each.id)),
                *(words(N_("⏳ {what}"), what=what) for what in due(each, now, find_qr, open_invitations)[:1]),
            )
        )
        for each in looked_after[:MOST_TOLD]
    ]
    mine = ((Button(Plain(each.name), command("group", str(each.id))),) for each in looked_after)
    rows = (*mine, *_elsewhere(looked_after, member_of, my_roles, find_number), *_archived_row(my_groups))
    if not rows:
        return Screen((Message(N_("You have no group here yet.")),), (row(N_("Set up a group"), "newgroup"),))
    again = N_("Set up another group") if looked_after else N_("Set up a group")
    return Screen((Message(N_("<b>Your groups</b>")), *told), (*rows, row(again, "newgroup")))


def _elsewhere(
    looked_after: Groups, member_of: Groups, my_roles: Groups, find_number: Callable[[int], Any]
) -> Iterator[tuple[Button, ...]]:
    """Groups in which one is a juror, or a member and no more."""
    mine = {each.id for each in looked_after}
    for role in my_roles:
        group = find_number(role.group)
        if role.role == Role.JUROR and group.archived_at is None:
            yield (Button(words(N_("Juror of {name}"), name=group.name), command("duty", str(group.id))),)
    for each in member_of:
        if each.id not in mine and each.archived_at is None:
            yield (Button(words(N_("Rules of {name}"), name=each.name), command("rules", str(each.id))),)


def group(
    looked_after: Groups,
    my_groups: Groups,
    payload: str,
    person: int,
    now: datetime,
    bot: str,
    find_rules: FindRules,
    find_qr: FindQr,
    find_members: Count,
    open_invitations: OpenInvitations,
    find_safety: Callable[[int], Any],
) -> Screen:
    """One group: how it stands, and what can be done."""
    mine = which(looked_after, my_groups, payload)
    state = [words(N_("<b>{name}</b>"), name=mine.name), at_a_glance(find_members(mine.id), find_rules(mine.id))]
    if mine.owner != person:
        state.append(Message(N_("You help to run it as admin.")))
    state += [words(N_("⏳ {what}"), what=each) for each in due(mine, now, find_qr, open_invitations)]
    link = words(N_("Member link:\n{link}"), link=member_link(bot, mine.handle))
    return Screen((Lines(tuple(state)), link), tuple(_ways(mine, risks=shares(mine, find_safety))))


def _ways(group: Any, *, risks: bool) -> Iterator[tuple[Button, ...]]:
    """What is due first, then the chapters of a group, two a row. `risks`: it takes part in risk records."""
    number, wechat = str(group.id), group.platform == Platform.WECHAT
    if wechat and open_steps(group):
        yield row(N_("Show the steps"), "steps", number)
    if wechat and group.entry == Entry.QR:
        yield row(N_("New QR code"), "renew", number)
        yield row(N_("Invitation approval is on now"), "approval", number)
    yield (*row(N_("Rules"), "rules", number), *row(N_("Safety"), "safety", number))
    yield (*row(N_("People"), "people", number), *row(N_("Orders"), "orders", f"g{number}"))
    yield (
        *row(N_("Look through the members"), "membercheck", number),
        *(row(N_("Risk records"), "risks", number) if risks else ()),
    )
    papers = row(N_("Poster"), "poster", number) if wechat else row(N_("Group in Telegram"), "telegram", number)
    yield (*papers, *row(N_("New member link"), "newlink", number))
    yield row(N_("‹ My groups"), "groups")


# --- archived ones ---


def _archived_row(my_groups: Groups) -> Iterator[tuple[Button, ...]]:
    if any(each.archived_at is not None for each in my_groups):
        yield row(N_("Archived groups"), "archived")


def archived(my_groups: Groups) -> Screen:
    """The owner's archived groups, each with the way back."""
    found = [each for each in my_groups if each.archived_at is not None]
    if not found:
        return Screen((Message(N_("You have no archived group.")),), (row(N_("‹ My groups"), "groups"),))
    text = Message(N_("<b>Archived groups</b>\nNothing of them was deleted. Tap one to take it up again."))
    rows = tuple((Button(words(N_("↺ {name}"), name=each.name), command("revive", str(each.id))),) for each in found)
    return Screen((text,), (*rows, row(N_("‹ My groups"), "groups")))


def revive(my_groups: Groups, payload: str, now: datetime, person: int) -> Shown:
    """An archived group comes back as it was; only its QR code will be out of date."""
    found = next((each for each in my_groups if str(each.id) == payload), None)
    if found is None:
        raise Refused(OWNER_ONLY)
    text = words(
        N_("✓ <b>{name}</b> is back: member link, rules and people as they were. Reminders begin again."),
        name=found.name,
    )
    return Shown(Screen((text,), (row(N_("Open the group"), "group", payload),)), ReviveGroup(person, now, found.id))


PAGES = (
    Page("groups", groups, on=("groups",)),
    Page("group", group, on=("group",)),
    Page("archived", archived, on=("archived",)),
    Page("revive", revive, on=("revive",)),
)
