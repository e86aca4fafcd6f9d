"""The steps of founding a group in WeChat, which only the owner can do there."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.dialog.steps import Step
from assistant.dialog.words import Plain
from assistant.domain.groups import Entry
from assistant.i18n import N_

# Menu paths as public descriptions have them for WeChat 8.0 on iPhone and Android. Menus move: each step
# therefore has another way, and says when its path was looked up.
CHECKED = date(2026, 11, 22)


def the_name(name: str) -> str:
    return name


def the_announcement(announced: Plain) -> tuple[Plain, ...]:
    return (announced,)


FOUND = Step(
    "found",
    N_("Start the group with two contacts"),
    N_(
        "In WeChat: ＋ at the top right → Start Group Chat → pick two friends → Done. They may leave again afterwards; "
        "<b>you</b> must stay, for the group's QR code dies when the one who shared it leaves."
    ),
    N_("Instead: open a chat with one friend → ··· → ＋, and pick a second one. WeChat makes a group of it."),
    checked=CHECKED,
)
NAME = Step(
    "name",
    N_("Give it its name: {name}"),
    N_("In the group: ··· → Group Name → paste {name} → Save."),
    N_("If the line is grey, you are not the group's owner: whoever started the group owns it. Start it yourself."),
    copy=the_name,
    about=("name",),
    checked=CHECKED,
)
ANNOUNCE = Step(
    "announce",
    N_("Post the announcement"),
    N_(
        "In the group: ··· → Group Notice → Edit → paste the announcement → Publish. Everyone is told once. You find the text under /rules later, too."
    ),
    N_("If there is no Group Notice: send the announcement as an ordinary message, and go on."),
    paste=the_announcement,
    about=("name", "trade", "rules"),
    checked=CHECKED,
)
PIN = Step(
    "pin",
    N_("Pin how a deal works"),
    N_("Long-press the announcement in the group → To-Do (or Pin). It then stands at the top of the group."),
    N_(
        "Your WeChat may lack it. The announcement itself stays at the top until each member has read it; that will do."
    ),
    checked=CHECKED,
)
APPROVE = Step(
    "approve",
    N_("Switch invitation approval on"),
    N_("In the group: ··· → Manage Group → Invitation Approval, on. From now on nobody comes in without your yes."),
    N_("Only the owner sees it, in some versions only once three are in. Look again after the next newcomer."),
    checked=CHECKED,
)
OPEN = Step(
    "open",
    N_("Leave invitation approval off for now"),
    N_(
        "In the group: ··· → Manage Group → Invitation Approval, off: otherwise the QR code does not work. I remind you when the window closes."
    ),
    N_("If there is no such switch, it is off. Just go on."),
    checked=CHECKED,
)
SAVE = Step(
    "save",
    N_("Save the group's QR code"),
    N_("In the group: ··· → Group QR Code → Save. It works for 7 days from now; a printed one does not live longer."),
    N_(
        "If it says that only invitations work, approval is still on: switch it off in Manage Group first. A screenshot does as well."
    ),
    checked=CHECKED,
)


def steps_for(entry: str, name: str, trade: str = "", rules: object = None) -> tuple[Step, ...]:
    """The steps in their order: announcement and rules stand before anyone is let in.

    They also hang on what the name and the announcement say: when that changes, it is to be posted again.
    """
    way_in = (OPEN, SAVE) if entry == Entry.QR else (APPROVE,)
    return (FOUND, NAME, ANNOUNCE, PIN, *way_in)


def open_steps(group: Any) -> list[Step]:
    """The steps of a group that wait."""
    marks = group.facts.get("steps", {})
    return [step for step in steps_for(group.entry, group.name) if marks.get(step.key) == "later"]
