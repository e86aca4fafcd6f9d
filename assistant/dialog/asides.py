"""What was forwarded to us without being asked for: shown to us rather than said, and no answer to a question."""

from __future__ import annotations

from assistant.dialog.events import Media, Said, Text
from assistant.dialog.migrate import outdated
from assistant.dialog.moves import Stage
from assistant.dialog.session import Session
from assistant.dialog.steps import Ask, Collect


def is_aside(session: Session | None, event: Said, stage: Stage) -> bool:
    """Whether it is a forward that the current question cannot want: only files and collections are sent on so."""
    if not isinstance(event, Text | Media) or event.origin is None:
        return False
    if session is None:
        return True
    if outdated(stage, session):
        return False  # first told what became of the question
    state = stage.view(session).flow.states[session.top.state]
    wants_it = isinstance(state, Collect) or (isinstance(state, Ask) and bool(state.parse.takes - {"text"}))
    return not wants_it and (isinstance(event, Text) or bool(event.caption.strip()))
