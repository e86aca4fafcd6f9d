"""What becomes of a conversation that nobody goes on with: reminded, parked, gone. Stored deadlines."""

from __future__ import annotations

from datetime import datetime, timedelta

from assistant.dialog.events import Due
from assistant.dialog.moves import Stage
from assistant.dialog.outcome import Deadline, Outcome
from assistant.dialog.pages import going_on, where
from assistant.dialog.session import Desk, Session
from assistant.dialog.words import Screen, words
from assistant.i18n import N_

REMIND, PARK, FORGET = timedelta(hours=24), timedelta(days=7), timedelta(days=30)


def deadlines(before: Desk, after: Desk, now: datetime) -> tuple[Deadline, ...]:
    """The timers that a step changes: a conversation that moved waits anew, one that is over not at all."""
    found = [Deadline(_key(each.id)) for each in before.sessions if after.find(each.id) is None]
    if after.active is not None and after.active is not before.active:
        found.append(Deadline(_key(after.active.id), now + REMIND, "session.remind", {"session": after.active.id}))
    return tuple(found)


def due(desk: Desk, event: Due, stage: Stage) -> Outcome:
    """A waiting conversation's deadline has come."""
    session = desk.find(str(event.data.get("session", "")))
    if session is None:
        return Outcome(desk)
    touched = datetime.fromtimestamp(session.touched, stage.context.now.tzinfo)
    match event.kind:
        case "session.remind":
            later = Deadline(event.key, touched + PARK, "session.park", event.data)
            return Outcome(desk, _reminder(stage, session), deadlines=(later,))
        case "session.park":
            later = Deadline(event.key, touched + FORGET, "session.forget", event.data)
            parked = desk.park() if desk.active is session else desk
            return Outcome(parked, deadlines=(later,))
        case "session.forget":
            return Outcome(desk.without(session.id), (_farewell(stage, session),))
    return Outcome(desk)


def _reminder(stage: Stage, session: Session) -> tuple[Screen, ...]:
    """None where its ground has gone: it is kept for whoever goes on writing, who is then told why."""
    if not (rows := going_on(stage, session)):
        return ()
    text = words(N_("You stopped at {where}. Whenever it suits you, we go on from there."), where=where(stage, session))
    return (Screen((text,), rows),)


def _farewell(stage: Stage, session: Session) -> Screen:
    text = N_("{where} has waited for 30 days, so I deleted the draft. You can start again at any time.")
    return Screen((words(text, where=where(stage, session)),))


def _key(session: str) -> str:
    return f"session:{session}"
