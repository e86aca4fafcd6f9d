"""Inviting somebody: what one calls them, then a text to paste with a link that works once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import name as named
from assistant.dialog.steps import Ask, End
from assistant.dialog.words import Message, words
from assistant.domain.groups import NOT_YOURS, Standing
from assistant.domain.role_making import OWNER_ONLY, may_invite
from assistant.domain.roles import OFFER_LASTS, InviteRole, Reply, Role
from assistant.domain.safety import read as read_safety
from assistant.errors import Refused
from assistant.i18n import N_

FindStanding = Callable[[int], Standing | None]

INTROS = {
    Role.ADMIN: N_(
        "<b>An admin for {group}</b>\nThey can do what you do for the group, except choose admins, hand it over or archive it."
    ),
    Role.JUROR: N_(
        "<b>A juror for {group}</b>\nSomebody calm whom both sides would trust, and who does not run the group. With three you can "
        "settle quarrels, with five each side may ask for one other juror, eight allow an appeal."
    ),
    Role.OWNER: N_(
        "<b>Hand {group} over</b>\nThe other one becomes its owner as soon as they say yes; you stay on as admin. Until then "
        "nothing changes."
    ),
}
TEXTS = {
    Role.ADMIN: N_(
        "{name}, would you look after “{group}” with me, as an admin? Here you can see what that means, and say yes or no:\n{link}\n"
        "The link is for you alone and works once, until {until}."
    ),
    Role.JUROR: N_(
        "{name}, would you be a neutral juror for “{group}”? If a deal goes wrong, three jurors look at it: about five minutes each, and "
        "you may always decline. Here you can see what that means, and say yes or no:\n{link}\n"
        "The link is for you alone and works once, until {until}."
    ),
    Role.OWNER: N_(
        "{name}, I would like to hand “{group}” over to you. Here you can see what that means, and say yes or no:\n{link}\n"
        "The link is for you alone and works once, until {until}."
    ),
}
LONGEST, MOST_NAMED = 30, 8  # characters of a name; names on buttons
MOST_DIGITS = 15  # of a group's number; more do not fit the books
ANEW = N_("Open /groups, tap the group and then People: from there I know whom to invite for what.")


def invitation_link(bot: str, handle: str) -> str:
    return f"https://t.me/{bot}?start=v_{handle}"


def read(asked: str) -> tuple[int, Role]:
    """The group and the role that a button names; Refused where it is no button of ours."""
    number, _, role = asked.partition(" ")
    if not (number.isascii() and number.isdecimal()) or len(number) > MOST_DIGITS or role not in set(Role):
        raise Refused(ANEW)
    return int(number), Role(role)


def admit(find_standing: FindStanding, person: int, asked: str = "") -> None:
    """Only who may offer that role for that group."""
    number, role = read(asked)
    standing = find_standing(number)
    if standing is None or standing.archived or not may_invite(standing, person, role):
        raise Refused(NOT_YOURS if role is Role.JUROR else OWNER_ONLY)


def group(asked: str) -> int:
    return read(asked)[0]


def role(asked: str) -> Role:
    return read(asked)[1]


def title(group: int, find_number: Callable[[int], Any]) -> str:
    return str(find_number(group).name)


def intro(role: Role, title: str) -> Message:
    return words(INTROS[role], group=title)


def until(now: datetime) -> datetime:
    return now + OFFER_LASTS


def link(bot: str, handle: str) -> str:
    return invitation_link(bot, handle)


def to_send(role: Role, title: str, name: str, link: str, until: datetime) -> tuple[Message, ...]:
    return (words(TEXTS[role], group=title, name=name, link=link, until=until),)


def handle(seed: str) -> str:
    return seed


def nominated(
    group: int,
    role: Role,
    person: int,
    now: datetime,
    find_number: Callable[[int], Any],
    find_safety: Callable[[int], Any],
    invitations_since: Callable[..., Sequence[Any]],
) -> tuple[str, ...]:
    """Whom the owner thought of as jurors when settling the safety: the names are the owner's to see, and not typed twice.

    Not who has said yes or no, nor who still has a link that works.
    """
    settled = find_safety(group) if role is Role.JUROR and find_number(group).owner == person else None
    if settled is None:
        return ()
    made = invitations_since(group, Role.JUROR, 0.0)
    asked = {each.name.casefold() for each in made if _counts(each, now)}
    left = (each for each in read_safety(settled.body).jurors if each.casefold() not in asked and len(each) <= LONGEST)
    return tuple(left)[:MOST_NAMED]


def _counts(invitation: Any, now: datetime) -> bool:
    if invitation.answer is None:
        return bool(invitation.expires_at > now.timestamp())
    return bool(invitation.answer != Reply.WITHDRAWN)


flow = Flow(
    "invite_role",
    title=N_("Inviting somebody"),
    on="invite",
    given=("asked",),
    derive={
        "group": group,
        "role": role,
        "title": title,
        "intro": intro,
        "until": until,
        "link": link,
        "handle": handle,
    },
    asks=("find_standing", "find_number", "find_safety", "invitations_since"),
    admit=admit,
    states={
        "name": Ask(
            N_("{intro}\n\nWhat do you call them? You will see by that name whose answer has come."),
            named(most=LONGEST),
            propose=nominated,
            label=N_("Meant for"),
            why=N_("Links look alike. With the name I can tell you later who has said yes and who has not answered yet."),
        ),
        "invited": End(
            N_(
                "☝️ Tap the text to copy it and send it to <b>{name}</b>, to nobody else: whoever opens the link first answers it. "
                "I tell you what they say. You can withdraw it under /groups → People."
            ),
            does=InviteRole,
            paste=to_send,
            buttons={"groups": N_("My groups")},
        ),
    },
    edges=[("answer", "name", "invited")],
)  # fmt: skip
