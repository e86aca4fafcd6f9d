"""The words for people and roles that several screens share."""

from __future__ import annotations

from assistant.dialog.buttons import command
from assistant.dialog.words import Button, Message, words
from assistant.domain.roles import Role
from assistant.i18n import N_

ROLES = {Role.ADMIN: N_("admin"), Role.JUROR: N_("juror"), Role.OWNER: N_("new owner")}
NAMELESS = N_("somebody without a name")
DUTIES = N_(
    "A juror looks at a quarrel in the group with two others: five minutes on one screen, then one tap and a sentence why. "
    "Your name is shown to neither side. You may decline any single case without a reason, and step back at any time."
)


def role_name(role: str) -> Message:
    return Message(ROLES[Role(role)])


def person_named(name: str, number: int) -> Message:
    """A person as they are told apart: names can be copied, numbers cannot."""
    shown = name or Message(NAMELESS)
    return words(N_("{name} (ID <code>{number}</code>)"), name=shown, number=str(number))


def row(text: str, name: str, payload: str = "") -> tuple[Button, ...]:
    """One button that acts like a typed command."""
    return (Button(Message(text), command(name, payload)),)
