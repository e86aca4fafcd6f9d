"""What can be done for a group at a tap: steps ticked off, a poster, approval switched on, a new member link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.steps import Step
from assistant.dialog.words import Button, Lines, Message, Screen, words
from assistant.domain.groups import MakePoster, Platform, RenewLink, SwitchApprovalOn, TickStep
from assistant.i18n import N_
from flows.founding.wechat import open_steps
from flows.groups.state import Groups, which
from flows.library import member_link
from flows.people.words import row


def steps(looked_after: Groups, my_groups: Groups, payload: str) -> Screen:
    """The steps in WeChat that were left for later: what to do, and a button for each."""
    mine = which(looked_after, my_groups, payload)
    waiting = open_steps(mine)
    if not waiting:
        return Screen((Message(N_("Nothing is left to do in WeChat.")),), (row(N_("‹ My groups"), "groups"),))
    told = [Lines((words(N_("<b>{title}</b>"), title=_titled(each, mine)), _told(each, mine))) for each in waiting]
    rows = [
        (Button(words(N_("✓ {title}"), title=_titled(each, mine)), command("tick", f"{mine.id} {each.key}")),)
        for each in waiting
    ]
    return Screen((words(N_("<b>{name}</b>: still to do in WeChat"), name=mine.name), *told), tuple(rows))


def _titled(step: Step, group: Any) -> Message:
    return Message(step.title, {"name": group.name})


def _told(step: Step, group: Any) -> Message:
    return Message(step.how, {"name": group.name})


def tick(looked_after: Groups, my_groups: Groups, payload: str, now: datetime, person: int) -> Screen | Shown:
    """One of these steps is done."""
    mine = which(looked_after, my_groups, payload)
    step = next((each for each in open_steps(mine) if payload == f"{mine.id} {each.key}"), None)
    if step is None:
        return steps(looked_after, my_groups, payload)
    left = len(open_steps(mine)) - 1
    said = words(N_("✓ Done: {title}"), title=_titled(step, mine))
    more = row(N_("Show the steps"), "steps", str(mine.id)) if left else row(N_("My groups"), "groups")
    return Shown(Screen((said,), (more,)), TickStep(person, now, mine.id, step.key))


def poster(looked_after: Groups, my_groups: Groups, payload: str, now: datetime, person: int) -> Shown:
    """The poster once more, as things stand."""
    mine = which(looked_after, my_groups, payload)
    text = words(N_("I am drawing the poster of <b>{name}</b>. It comes in a moment."), name=mine.name)
    return Shown(Screen((text,), (row(N_("My groups"), "groups"),)), MakePoster(person, now, mine.id))


def approval(looked_after: Groups, my_groups: Groups, payload: str, now: datetime, person: int) -> Shown:
    """The owner says that the QR window is closed."""
    mine = which(looked_after, my_groups, payload)
    text = words(
        N_(
            "✓ Noted: newcomers of <b>{name}</b> now need your yes. The QR code no longer works, and needs no renewing."
        ),
        name=mine.name,
    )
    return Shown(Screen((text,), (row(N_("My groups"), "groups"),)), SwitchApprovalOn(person, now, mine.id))


def newlink(
    looked_after: Groups, my_groups: Groups, payload: str, now: datetime, person: int, fresh: str, bot: str
) -> Screen | Shown:
    """A new member link; asks once, for the old one dies."""
    mine = which(looked_after, my_groups, payload)
    if not payload.endswith(" yes"):
        text = words(
            N_(
                "The old link of <b>{name}</b> will then lead nowhere, in the announcement and on posters too. Make a new one?"
            ),
            name=mine.name,
        )
        rows = (
            row(N_("Yes, a new link"), "newlink", f"{mine.id} yes"),
            row(N_("No, leave it"), "group", str(mine.id)),
        )
        return Screen((text,), rows)
    text = words(N_("✓ The new member link of <b>{name}</b>:\n{link}"), name=mine.name, link=member_link(bot, fresh))
    poster_row = [row(N_("New poster"), "poster", str(mine.id))] if mine.platform == Platform.WECHAT else []
    papers = (row(N_("New announcement"), "announcement", str(mine.id)), *poster_row)
    return Shown(Screen((text,), (*papers, row(N_("My groups"), "groups"))), RenewLink(person, now, mine.id, fresh))


PAGES = (
    Page("steps", steps, on=("steps",)),
    Page("tick", tick, on=("tick",)),
    Page("poster", poster, on=("poster",)),
    Page("approval", approval, on=("approval",)),
    Page("newlink", newlink, on=("newlink",)),
)
