"""Help in three stages, when an answer does not fit: what was wrong, other words, a way out."""

from __future__ import annotations

from assistant.dialog.session import Session
from assistant.dialog.steps import Ask
from assistant.dialog.view import View
from assistant.dialog.words import Message, words
from assistant.errors import Refused
from assistant.i18n import N_


def refusal(session: Session, view: View, no: Refused) -> tuple[Message, ...]:
    """The notes above the question for the n-th wrong answer in a row; never the same twice running."""
    reason = Message(no.message, no.values)
    state = view.flow.states[view.frame.state]
    example = words(state.parse.example, **state.parse.values) if isinstance(state, Ask) else None
    if session.tries <= 1:
        return (reason,)
    if session.tries % 2 == 0:
        return (reason, words(N_("For instance: {example}"), example=example) if example else TAP)
    return (reason, WAY_OUT)


TAP = Message(N_("The buttons below show everything that fits here."))
WAY_OUT = Message(N_("No hurry. The buttons below also help you on: take a proposal, go back, or ask for help."))
