"""Help in three stages, when an answer does not fit: what was wrong, other words, a way out."""

from __future__ import annotations

from assistant.dialog.session import Session
from assistant.dialog.steps import Ask
from assistant.dialog.view import View
from assistant.dialog.words import Message, words
from assistant.errors import Refused, Unfit
from assistant.i18n import N_


def refusal(session: Session, view: View, no: Refused) -> tuple[Message, ...]:
    """The notes above the question for the n-th wrong answer in a row; never the same twice running.

    First what was wrong; the same mistake again is told in other words; from the third on, a way out.
    """
    reason = Message(no.message, no.values)
    if session.told != no.message:
        return (reason,) if session.tries < 3 else (reason, WAY_OUT)
    if session.tries % 2:
        return (reason, WAY_OUT)
    if isinstance(no, Unfit):
        return (SAME,)
    state = view.flow.states[view.frame.state]
    return (words(state.parse.example, **state.parse.values),) if isinstance(state, Ask) else (TAP,)


SAME = Message(N_("That does not work here either, for the same reason."))
TAP = Message(N_("The buttons below show everything that fits here."))
WAY_OUT = Message(N_("No hurry. The buttons below also help you on."))
