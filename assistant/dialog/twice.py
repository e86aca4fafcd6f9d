"""The same once more: a second tap on the button that led to the present screen, the rest of an album. Pure."""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from assistant.dialog.events import Context, Media, Said, Tap
from assistant.dialog.outcome import Outcome
from assistant.dialog.session import A_MOMENT, Desk
from assistant.dialog.words import Screen


def pressed_again(desk: Desk, tap: Tap, context: Context) -> bool:
    """Whether that very button was pressed a moment ago, and nothing else since: it was obeyed, and all is on the screen."""
    last, at = desk.pressed
    return last == _press(tap, context) and context.now.timestamp() - at < A_MOMENT


def forget_press(desk: Desk) -> Desk:
    """Something else has come."""
    return replace(desk, pressed=("", 0.0)) if desk.pressed[0] else desk


def note_press(outcome: Outcome, tap: Tap, context: Context) -> Outcome:
    """Remember which button led to what is shown now."""
    desk = replace(outcome.desk, pressed=(_press(tap, context), context.now.timestamp()))
    return meant_anew(dataclasses.replace(outcome, desk=desk))


def meant_anew(outcome: Outcome) -> Outcome:
    """A screen that bears the button that led to it: pressed once more, it is meant."""
    data = outcome.desk.pressed[0].partition(" ")[2]
    screens = (each for each in outcome.says if isinstance(each, Screen))
    shown = {button.data for screen in screens for row in screen.rows for button in row}
    return dataclasses.replace(outcome, desk=forget_press(outcome.desk)) if data in shown else outcome


def _press(tap: Tap, context: Context) -> str:
    return f"{context.message_id} {tap.data}"


def rest_of_album(desk: Desk, event: Said) -> bool:
    """Whether its first picture was answered already, when nothing was asked."""
    return isinstance(event, Media) and event.album is not None and event.album == desk.album


def note_album(desk: Desk, event: Said) -> Desk:
    """One answer an album is enough."""
    album = event.album if isinstance(event, Media) and event.album else ""
    return replace(desk, album=album) if album else desk
