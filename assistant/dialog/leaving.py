"""Asking once more: before answers are lost, or where a step wants one more yes. Pure words, no transport."""

from __future__ import annotations

from assistant.dialog.buttons import command, own
from assistant.dialog.screens import header
from assistant.dialog.session import Session
from assistant.dialog.view import Spoken, View
from assistant.dialog.words import Button, Message, Screen
from assistant.i18n import N_, NN_


def given_up(session: Session) -> int:
    """How many answers a person would lose by stopping."""
    return sum(1 for frame in session.frames for each in frame.answers.values() if each.how != "assumed")


def leaving(session: Session, view: View, count: int) -> Screen:
    """Cancel asks once, if answers would be lost."""
    question = Message(
        NN_(
            "Stop here? Your answer would be gone. You can also leave it for later.",
            "Stop here? Your {count} answers would be gone. You can also leave it for later.",
        ),
        {"count": count},
    )
    return Screen(
        (header(session, view), question),
        (
            (Button(Message(N_("Go on")), own(session, "stay")),),
            (Button(Message(N_("Leave it for later")), command("start")),),
            (Button(Message(N_("Stop and forget it")), own(session, "drop")),),
        ),
    )


def sure(session: Session, view: View, question: str, action: str) -> Screen:
    """A step that wants one more yes."""
    return Screen(
        (header(session, view), Message(question, Spoken(view))),
        (
            (Button(Message(N_("Yes, go on")), own(session, action)),),
            (Button(Message(N_("No, back to the question")), own(session, "stay")),),
        ),
    )


def dropped() -> Screen:
    return Screen(
        (Message(N_("Stopped. Nothing was changed.")),), ((Button(Message(N_("To the start")), command("start")),),)
    )
