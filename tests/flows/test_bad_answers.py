"""Any text, any file, any button at every question of walks 2 and 3: never stuck, never lost, a way out at the third."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.dialog.buttons import own, read
from assistant.dialog.events import Command, Event, Media, Other, Tap, Text
from assistant.dialog.session import Desk
from assistant.dialog.steps import End
from flows.rules.write_rules import flow as rules
from flows.safety.set_safety import flow as safety
from tests.dialog.conftest import Person
from tests.flows import test_rules, test_set_safety

OPENED_BY = {"set_safety": "/setsafety", "write_rules": "/writerules"}
FLOWS = {"set_safety": safety, "write_rules": rules}
NEVER_ASKED = {"write_rules": {"base"}, "set_safety": set[str]()}
ASIDE = ("Cancel", "‹ Back", "Why?", "👁", "Help", "Keep", "✓ Save")  # these lead to no new question
WALKS = [(name, at) for name in FLOWS for at in (0, 2, 5)]  # WeChat, Telegram; known, open; goods, services


def somebody(name: str, at: int) -> Person:
    """Who may hold that walk."""
    first = _somebody(name, at)
    return Person(first.dialogue, books=first.books)


@cache
def _somebody(name: str, at: int) -> Person:
    """With two groups to choose from."""
    if name == "set_safety":
        anna = test_set_safety.owner(test_set_safety.PLACES[at])
        second = test_set_safety.the_group(test_set_safety.PLACES[at], id=2, name="Lamps")
    else:
        anna = test_rules.owner(test_rules.PLACES[2 * at])
        second = test_rules.a_group(test_rules.PLACES[2 * at], id=2, name="Lamps")
    (first,) = anna.books["looked_after"]
    anna.books |= {"looked_after": [first, second], "find_number": {1: first, 2: second}.__getitem__}
    return anna


def held_by(name: str, at: int, desk: Desk) -> Person:
    anna = somebody(name, at)
    anna.desk = desk
    anna.send(going_on(desk))
    return anna


def going_on(desk: Desk) -> Tap:
    """The button that shows where one is, and moves nothing."""
    session = desk.active or desk.parked[0]
    return Tap(own(session, "go"))


@cache
def everywhere(name: str, at: int) -> Mapping[str, Desk]:
    """Every question of the walk that can be reached, and the desk on which it is being asked."""
    anna = somebody(name, at)
    anna.says(OPENED_BY[name])
    found, waiting = {}, [anna.desk]
    while waiting:
        desk = waiting.pop()
        if desk.active is None or desk.active.top.state in found:
            continue
        found[desk.active.top.state] = desk
        for label, data in reversed(held_by(name, at, desk).buttons.items()):
            if not label.startswith(ASIDE):
                ben = somebody(name, at)
                ben.desk = desk
                ben.send(Tap(data))
                waiting.append(ben.desk)
    return found


def is_lost(before: Desk, event: Event, after: Desk) -> bool:
    """A conversation ends only by its own Save, or by the button that says it is forgotten."""
    if {each.id for each in before.sessions} <= {each.id for each in after.sessions}:
        return False
    pressed = read(event.data) if isinstance(event, Tap) else None
    return getattr(pressed, "action", "") not in {"yes", "drop", "cancel"}


@pytest.mark.parametrize("name", FLOWS)
def test_every_question_of_the_walk_is_reached(name: str):
    asked = {key for key, state in FLOWS[name].states.items() if not isinstance(state, End)} - NEVER_ASKED[name]
    reached = set().union(*(everywhere(name, at) for at in range(0, 12, 3)))
    assert asked - reached == set()


@pytest.mark.parametrize(("name", "at"), WALKS)
def test_at_every_question_the_third_refusal_offers_a_way_out_and_nothing_is_lost(name: str, at: int):
    for state, desk in everywhere(name, at).items():
        anna = held_by(name, at, desk)
        first, second, third = (
            anna.send(each) for each in (Other("sticker"), Other("sticker"), Media("voice", "f", "u"))
        )
        assert first != second, state
        assert "No hurry." in third, (state, third)
        assert "Help with this step" in anna.buttons, state
        assert anna.desk.active.top.answers == desk.active.top.answers, state
        assert anna.state == state


BUTTONS = st.integers(0, 60)
said = st.one_of(
    st.text(max_size=60).map(Text),
    st.sampled_from(["", " ", "0", "-1", "¥99999999999", "24h", "一天半", "1", "3", "/", "\u200b", "🎉" * 50, "x" * 5000, "a\nb\nc", "own", "-", "ok"]).map(Text),
    st.builds(Media, st.sampled_from(["photo", "document", "voice", "video", "audio"]), st.just("f"), st.text("abc", min_size=1, max_size=3), album=st.sampled_from([None, "1"])),
    st.sampled_from(["sticker", "location", "dice", "poll", "contact"]).map(Other),
    st.text(max_size=64).map(Tap),
    st.builds("s:{}:{}:{}".format, st.text("0123456789abcdef", max_size=8), st.text("0123z", max_size=2), st.text(max_size=20)).map(Tap),
    st.sampled_from(["start", "help", "nonsense", "language"]).map(Command),
)  # fmt: skip


@pytest.mark.parametrize(("name", "at"), WALKS[:2] + WALKS[3:5])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(where=st.randoms(use_true_random=False), events=st.lists(st.one_of(said, BUTTONS), min_size=1, max_size=12))
def test_whatever_is_said_or_pressed_is_answered_and_the_walk_can_be_ended(name: str, at: int, where: Any, events: Any):
    places = everywhere(name, at)
    anna = held_by(name, at, places[where.choice(sorted(places))])
    for each in events:
        event = each if not isinstance(each, int) else _pressed(anna, each)
        before = anna.desk
        text = anna.send(event)
        assert text or (isinstance(event, Media) and event.album), event
        assert not is_lost(before, event, anna.desk), event
        if text and isinstance(event, Text | Media | Other) and anna.desk.active and anna.desk.active.tries > 2:
            assert "Help with this step" in anna.buttons
    ended(anna, name)


def _pressed(anna: Person, at: int) -> Tap:
    """One of the buttons on the screen."""
    data = list(anna.buttons.values()) or ["nothing"]
    return Tap(data[at % len(data)])


def ended(anna: Person, name: str) -> None:
    """From wherever they are, what is recommended leads to the end."""
    if anna.commands:
        return
    if not anna.desk.sessions:  # cancelled: from the start, then
        anna.says(OPENED_BY[name])
    anna.send(going_on(anna.desk))
    best: Callable[[Person], Any] = test_set_safety.recommended if name == "set_safety" else goes_on
    for _ in range(60):
        if anna.commands:
            return
        best(anna) if anna.state != "choice" else anna.taps(choice(anna))
    raise AssertionError(f"stuck at {anna.state}: {anna.text}")


def choice(anna: Person) -> str:
    return next(label for label in anna.buttons if label not in ASIDE)


def goes_on(anna: Person) -> None:
    """What an edited clause may come to without a recommendation: it is kept, usual, worded, or left as it was."""
    if test_rules.recommended(anna):
        return
    label = next((each for way in WAYS for each in anna.buttons if each.startswith(way)), "")
    if label.startswith("‹") and (anna.state or "").endswith("_own"):
        anna.says("As we have always done it here.")
    else:
        anna.taps(label)


WAYS = ("Keep", "The usual", "In the usual", "‹ Back")
