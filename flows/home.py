"""The screen that people come back to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.moves import Stage
from assistant.dialog.pages import going_on
from assistant.dialog.session import Desk
from assistant.dialog.words import Button, Lines, Message, Plain, Screen, words
from assistant.domain.disputes.views import View
from assistant.i18n import N_, NN_
from flows.disputes.waiting import pressing, told, ways
from flows.groups.state import FindQr, Groups, OpenInvitations, due
from flows.people.words import row

Find = Callable[..., Any]


def start(
    looked_after: Groups,
    member_of: Groups,
    my_roles: Groups,
    my_orders: Groups,
    my_cases: Sequence[View],
    due_reminders: Groups,
    desk: Desk,
    stage: Stage,
    notes: tuple[Message, ...],
    now: datetime,
    find_qr: FindQr,
    open_invitations: OpenInvitations,
    find_number: Find,
) -> Screen:
    """/start shows what fits the person: cases that wait, a conversation to go on with, groups and what is due, or a welcome."""
    cases = pressing(my_cases)
    rows = [*ways(cases), *(way for each in desk.sessions[:3] for way in going_on(stage, each))]
    rows += [row(N_("What is due"), "reminders")] if due_reminders else []
    rows += [row(N_("My orders"), "orders")] if my_orders else []
    rows += [row(N_("My cases"), "cases")] if my_cases else []
    joined = [each for each in member_of if each.archived_at is None]
    body: tuple[Message | Lines, ...] = () if cases else (Message(WELCOME),)
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
    return Screen(
        (*notes, *told(cases, find_number), *body),
        (*rows, row(N_("I have a problem with a deal"), "dispute"), LANGUAGE),
    )


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
