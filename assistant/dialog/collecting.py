"""Moves of a question with many answers: one more is said, sent, or has been looked at. Pure."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from assistant.dialog import gathering, reading, screens
from assistant.dialog.events import JobDone, JobFailed, Media, Text
from assistant.dialog.moves import FAILURES, Moved, Stage, onward, show, stumble
from assistant.dialog.outcome import Work
from assistant.dialog.session import Session
from assistant.dialog.steps import Collect
from assistant.dialog.values import thaw
from assistant.dialog.words import Message
from assistant.errors import Refused
from assistant.facts import Layered, apply


def gather(stage: Stage, session: Session, found: reading.Read) -> Moved:
    """One more of many; the question stays open until Done."""
    view = stage.view(session)
    if gathering.has(session, view, found.value):
        return show(stage, session, (Message(gathering.KNOWN),))
    try:
        gathering.room(session, view)
        session = gathering.with_item(session, view, view.frame.state, found.value)
    except Refused as no:
        return stumble(stage, session, no)
    return show(stage, onward(stage, session))


def wait_for_one(stage: Stage, session: Session, found: reading.Wait, key: str) -> Moved:
    """One file of several; of an album only the first is said to have come."""
    view, media = stage.view(session), found.media
    album = media.album if isinstance(media, Media) else None
    told = album is not None and album == session.album
    if gathering.has(session, view, media):
        return show(stage, session, (Message(gathering.KNOWN),))
    try:
        gathering.room(session, view)
    except Refused as no:  # once an album
        return Moved(session) if told and session.told == no.message else stumble(stage, session, no)
    session = gathering.begun(replace(session, album=album), view.frame.state, key, media)
    session = replace(session, tries=0, touched=stage.context.now.timestamp())
    said = () if told else (screens.patience(session, view),)
    return Moved(session, said, work=Work(key, found.work, _args(media)))


def _args(media: Media | Text) -> dict[str, Any]:
    if isinstance(media, Text):
        return {"text": media.text}
    return {"file_id": media.file_id, "size": media.size, "name": media.name}


def looked_at(stage: Stage, session: Session, event: JobDone | JobFailed) -> Moved:
    """One file of several has been looked at: the screen comes when the last one has."""
    key, media = session.jobs[event.job]
    session = gathering.ended(session, event.job)
    view = stage.view(session)
    state = view.flow.states.get(key)
    if not isinstance(state, Collect) or state.verdict is None:
        return Moved(session)
    try:
        if isinstance(event, JobFailed):
            raise Refused(state.failures.get(event.code, FAILURES.get(event.code, FAILURES["crashed"])))  # noqa: TRY301
        value = apply(state.verdict, Layered({"result": dict(event.result), "media": thaw(media)}, view))
        if gathering.among(value, gathering.items(view, key)):
            raise Refused(gathering.KNOWN)  # noqa: TRY301 - the same file under another name
        session = gathering.with_item(session, view, key, value)
    except Refused as no:
        return stumble(stage, session, no) if view.frame.state == key else Moved(session)
    if view.frame.state != key:
        return Moved(session)  # another question is being asked: its buttons must stay good
    session = onward(stage, session)
    return Moved(session) if gathering.looking(session, key) else show(stage, session)
