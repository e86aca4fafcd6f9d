"""Where each person stands: conversations, their answers, and what is parked. Stored as JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from assistant.dialog.events import Context


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answer: its value, the words it came from, and when and where these were meant.

    A replay after a change of the code reads the words again in that context, so 明天 stays that day.
    """

    value: Any = None
    said: str | None = None
    at: float = 0.0
    locale: str = ""
    zone: str = ""
    currency: str = ""
    message: int | None = None
    how: str = ""  # "" typed or pressed, "skip", "assumed", "job", "run"
    stale: bool = False  # something it depends on was changed: to be asked again, with this as a proposal
    inner: dict[str, Answer] = {}  # the answers of a sub-conversation, to start from when it is edited
    given: dict[str, Any] = {}  # what that sub-conversation was handed


class Frame(msgspec.Struct, frozen=True, omit_defaults=True):
    """A flow under way. A sub-conversation has a frame of its own above its caller's."""

    flow: str
    print: str
    state: str
    answers: dict[str, Answer] = {}
    given: dict[str, Any] = {}
    editing: bool = False


class Session(msgspec.Struct, frozen=True, omit_defaults=True):
    """One conversation. `rev` grows with every accepted step and stands in the buttons."""

    id: str
    frames: tuple[Frame, ...]
    rev: int = 0
    touched: float = 0.0
    tries: int = 0  # wrong answers in a row at this question
    wrong: int | None = None  # the message of the last wrong answer: editing it tries again
    told: str = ""  # the refusal it was answered with: the same one is not said twice running
    job: str | None = None  # slow work the current question waits for
    jobs: dict[str, tuple[str, dict[str, Any]]] = {}  # slow work on files being gathered -> the question, the file
    album: str | None = None  # the album whose first picture was taken

    @property
    def top(self) -> Frame:
        return self.frames[-1]

    def with_top(self, frame: Frame) -> Session:
        return msgspec.structs.replace(self, frames=(*self.frames[:-1], frame))


A_MOMENT = 10.0  # seconds


class Desk(msgspec.Struct, frozen=True, omit_defaults=True):
    """All the conversations of one person: the one being held, and the parked ones, newest first."""

    active: Session | None = None
    parked: tuple[Session, ...] = ()
    ended: tuple[str, float] = ("", 0.0)  # the conversation that ended last, and when
    pressed: tuple[str, float] = ("", 0.0)  # the page's button that led to the present screen, and when
    album: str = ""  # one that came when nothing was asked, and was answered

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The one being held first, then the parked ones."""
        return (self.active, *self.parked) if self.active is not None else self.parked

    def find(self, session: str) -> Session | None:
        return next((each for each in self.sessions if each.id == session), None)

    def without(self, session: str) -> Desk:
        active = None if self.active and self.active.id == session else self.active
        return Desk(active, tuple(each for each in self.parked if each.id != session))

    def park(self) -> Desk:
        return Desk(None, (self.active, *self.parked)) if self.active else self

    def end(self, now: float) -> Desk:
        """The conversation being held is over."""
        return Desk(None, self.parked, (self.active.id, now), album=self.active.album or "") if self.active else self

    def just_ended(self, session: str, now: float) -> bool:
        """Whether it was over a moment ago: a second tap on its last button must not wipe what it came to."""
        return self.ended[0] == session and now - self.ended[1] < A_MOMENT

    def hold(self, session: Session) -> Desk:
        """Make that one the conversation being held; whatever was held is parked."""
        rest = self.without(session.id).park()
        return Desk(session, rest.parked)


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Desk).decode


def dump(desk: Desk) -> bytes:
    return _encode(desk)


def load(body: bytes | None) -> Desk:
    """Raises msgspec.ValidationError where a stored desk is not one (never in ordinary life)."""
    return _decode(body) if body else Desk()


def given_by(value: Any, context: Context, **more: Any) -> Answer:
    """An answer stamped with the context it was given in."""
    return Answer(
        value=value,
        at=context.now.timestamp(),
        locale=context.locale,
        zone=context.zone,
        currency=context.currency,
        message=context.message_id,
        **more,
    )
