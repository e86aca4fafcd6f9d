"""After a move: the conversation is put back on its desk, and what that comes to. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from assistant.dialog import conversation, moves
from assistant.dialog.events import Command, JobDone, JobFailed, Said
from assistant.dialog.migrate import outdated
from assistant.dialog.moves import Moved, Stage
from assistant.dialog.outcome import Outcome
from assistant.dialog.pages import resume_row
from assistant.dialog.session import Desk, Session
from assistant.dialog.waiting import deadlines
from assistant.dialog.words import Message, Screen
from assistant.i18n import N_

UNUSED = N_("That message was not one of your answers, so nothing was changed.")
EARLIER = N_("That answer belongs to an earlier part. You can change it in the review, before anything is done.")
TOO_LATE = Screen((Message(N_("I saw your edit, but that answer is already settled. /groups is where to change it.")),))


def settled(stage: Stage, before: Desk, desk: Desk, moved: Moved) -> Outcome:
    """Put the moved conversation back on the desk; when it is over, offer what is parked."""
    after = Desk(moved.session, desk.parked) if moved.session else desk.end(stage.context.now.timestamp())
    says = moved.says
    if moved.session is None and desk.parked and says and isinstance(says[-1], Screen):
        last = says[-1]
        row = resume_row(stage, desk.parked[0])
        says = (*says[:-1], Screen(last.paragraphs, (*last.rows, row)))
    times = deadlines(before, after, stage.context.now)
    return Outcome(after, says, moved.toast, moved.command, moved.work, times, then=moved.then)


def edited(stage: Stage, desk: Desk, event: Said | Command) -> Outcome:
    """An edited message replaces the answer it gave, in a parked conversation too, which it takes up again."""
    if isinstance(event, Command):
        return Outcome(desk, (TOO_LATE,))
    today = [each for each in desk.sessions if not outdated(stage, each)]
    for session in today:
        moved = conversation.edit(stage, session, event)
        if moved is not None:
            return settled(stage, desk, desk.hold(session), moved)
    active = next((each for each in today if each is desk.active), None)
    if active is None:
        return Outcome(desk, (TOO_LATE,))
    earlier = any(conversation.gave(frame.answers, stage.context.message_id) for frame in active.frames)
    return settled(stage, desk, desk, moves.show(stage, active, (Message(EARLIER if earlier else UNUSED),)))


def finished(stage: Stage, desk: Desk, job: str, event: JobDone | JobFailed) -> Outcome:
    """Slow work has ended: the conversation that waits for it goes on."""
    session = next((each for each in desk.sessions if each.job == job or job in each.jobs), None)
    if session is None or outdated(stage, session):
        return Outcome(desk)
    moved = conversation.finish_work(stage, session, event)
    return settled(stage, desk, desk, moved) if desk.active is session else _aside(stage, desk, session, moved)


def _aside(stage: Stage, desk: Desk, session: Session, moved: Moved) -> Outcome:
    """Work of a parked conversation: the result is kept or done, and told without taking the floor."""
    changed = (moved.session if each is session else each for each in desk.parked)
    after = replace(desk, parked=tuple(each for each in changed if each is not None))
    times = deadlines(desk, after, stage.context.now)
    if moved.session is None:
        return Outcome(after, moved.says, command=moved.command, deadlines=times)
    if not moved.says:  # more of the same conversation is still being looked at
        return Outcome(after, deadlines=times)
    told = Screen((Message(N_("I have looked at your picture.")),), (resume_row(stage, moved.session),))
    return Outcome(after, (told,), deadlines=times)
