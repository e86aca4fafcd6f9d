"""Opening an invitation: who asks, for which group, what it means, until when; then yes or no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.steps import Choose, End
from assistant.dialog.words import Lines, Local, Message, words
from assistant.domain.groups import Standing
from assistant.domain.role_making import examine
from assistant.domain.roles import AnswerInvitation, Invited, Role
from assistant.i18n import N_
from flows.library import zone_of
from flows.people.words import DUTIES, NAMELESS

Find = Callable[[str], Invited | None]
FindStanding = Callable[[int], Standing | None]

OFFERS = {
    Role.ADMIN: N_(
        "{by} asks you to be an <b>admin of {group}</b>.\n\nYou would look after the group together: its rules, its QR code and "
        "member link, its jurors. Handing it over, archiving it and choosing admins stay with the owner."
    ),
    Role.JUROR: N_("{by} asks you to be a <b>neutral juror of {group}</b>."),
    Role.OWNER: N_(
        "{by} wants to hand <b>{group}</b> over to you.\n\nYou would be its owner here: reminders come to you, and only you choose "
        "its admins, archive it or hand it on. {by} stays on as admin."
    ),
}


def admit(handle: str, find_invited: Find, find_standing: FindStanding, person: int, now: datetime) -> None:
    """Only an invitation that can still be answered opens anything; others explain themselves."""
    invited = find_invited(handle)
    examine(invited, find_standing(invited.group) if invited else None, person, now)


def invited(handle: str, find_invited: Find) -> Invited | None:
    return find_invited(handle)


def group(invited: Any, find_standing: FindStanding) -> str:
    standing = find_standing(invited.group)
    return standing.name if standing else "…"


def by(invited: Any, find_name: Callable[[int], str]) -> Any:
    return find_name(invited.by) or Message(NAMELESS)


def until(invited: Any, find_number: Callable[[int], Any]) -> Local:
    return Local(invited.expires, zone_of(find_number(invited.group)))


def offer(invited: Any, group: str, by: Any, find_standing: FindStanding, person: int) -> Lines:
    """What is offered, and what a yes ends: whoever looks after a group is no neutral in it."""
    standing = find_standing(invited.group)
    said = [words(OFFERS[invited.role], group=group, by=by)]
    if invited.role is Role.JUROR:
        said.append(Message(DUTIES))
    if standing is not None and invited.role is not Role.JUROR and person in standing.jurors:
        said.append(words(N_("So far you are a juror of {group}; a yes ends that."), group=group))
    return Lines(tuple(said), "\n\n")


def accept(reply: str) -> bool:
    return reply == "yes"


def refuses(reply: str) -> bool:
    return reply == "no"


def as_juror(invited: Any) -> bool:
    return bool(invited.role is Role.JUROR)


def as_owner(invited: Any) -> bool:
    return bool(invited.role is Role.OWNER)


flow = Flow(
    "accept_role",
    title=N_("Invitation"),
    payload="v_",
    given=("handle",),
    derive={
        "invited": invited,
        "group": group,
        "by": by,
        "until": until,
        "offer": offer,
        "accept": accept,
    },
    asks=("find_invited", "find_standing", "find_number", "find_name"),
    admit=admit,
    states={
        "reply": Choose(
            N_("{offer}\n\nThe invitation is good until {until}."),
            {"yes": N_("I accept"), "no": N_("No, thanks")},
            why=N_("Nobody is entered anywhere without having said yes. Whoever asked you is told how you answer."),
        ),
        "admin": End(
            N_("✓ You look after <b>{group}</b> from now on. Everything about it is under /groups."),
            does=AnswerInvitation,
            buttons={"groups": N_("My groups")},
        ),
        "juror": End(
            N_(
                "✓ Thank you: you are a juror of <b>{group}</b>. I write to you when a case needs you. Any single case may be declined "
                "without a reason, and under /groups you can step back at any time."
            ),
            does=AnswerInvitation,
            buttons={"groups": N_("My groups")},
        ),
        "owner": End(
            N_("✓ <b>{group}</b> is yours from now on, and {by} stays on as admin. Everything about it is under /groups."),
            does=AnswerInvitation,
            buttons={"groups": N_("My groups")},
        ),
        "declined": End(
            N_("Noted: you declined. {by} is told so, kindly, and nothing else happens."),
            does=AnswerInvitation,
        ),
    },
    edges=[
        ("answer", "reply", "admin"),
        ("answer", "reply", "declined", refuses),
        ("answer", "reply", "juror", as_juror),
        ("answer", "reply", "owner", as_owner),
    ],
)  # fmt: skip
