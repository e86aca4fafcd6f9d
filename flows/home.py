"""The screen that people come back to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.moves import Stage
from assistant.dialog.pages import resume_row
from assistant.dialog.session import Desk
from assistant.dialog.words import Button, Lines, Message, Plain, Screen, words
from assistant.i18n import N_, NN_
from flows.groups.state import FindQr, Groups, OpenInvitations, due
from flows.people.words import row


def start(
    looked_after: Groups,
    member_of: Groups,
    my_roles: Groups,
    my_orders: Groups,
    due_reminders: Groups,
    desk: Desk,
    stage: Stage,
    notes: tuple[Message, ...],
    now: datetime,
    find_qr: FindQr,
    open_invitations: OpenInvitations,
) -> Screen:
    """/start shows what fits the person: a conversation to go on with, the groups and what is due, or a welcome."""
    rows = [resume_row(stage, each) for each in desk.sessions[:3]]
    rows += [row(N_("What is due"), "reminders")] if due_reminders else []
    rows += [row(N_("My orders"), "orders")] if my_orders else []
    joined = [each for each in member_of if each.archived_at is None]
    body: tuple[Message | Lines, ...] = (Message(WELCOME),)
    if looked_after:
        text = NN_("Welcome back. You look after one group.", "Welcome back. You look after {count} groups.")
        waiting = tuple(_due(looked_after, now, find_qr, open_invitations))[:MOST_DUE]
        body = (Message(text, {"count": len(looked_after)}), *([Lines(waiting)] if waiting else []))
    elif joined:
        names = Lines(tuple(Plain(each.name) for each in joined[:MOST_NAMED]), " · ")
        body = (words(N_("Welcome back. You are a member of: {names}"), names=names),)
        rows.append(row(N_("New order"), "order"))
    rows += [row(N_("My groups"), "groups")] if looked_after or joined or my_roles else []
    rows.append(row(N_("Set up another group") if looked_after else N_("Set up a group"), "newgroup"))
    return Screen((*notes, *body), (*rows, row(N_("I have a problem with a deal"), "dispute"), LANGUAGE))


def _due(looked_after: Groups, now: datetime, find_qr: FindQr, open_invitations: OpenInvitations) -> Iterator[Message]:
    """One line a group that waits for something."""
    for each in looked_after:
        if what := due(each, now, find_qr, open_invitations):
            yield words(N_("⏳ <b>{name}</b>: {what}"), name=each.name, what=what[0])


WELCOME = N_(
    "Hello, I am <b>Yidan</b>. I help small groups in which every deal is settled on the spot: I set the group "
    "up with you, write its rules, and keep swindlers out.\n\nIt takes about a quarter of an hour, and you can stop "
    "at any time."
)
MOST_DUE, MOST_NAMED = 3, 5  # groups told of at the start
LANGUAGE = (Button(Plain("🌐 Language · 语言"), command("language")),)


PAGES = (Page("start", start, on=("start",)),)
