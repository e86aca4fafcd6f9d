"""Walk 3 in words: nothing is said past the catalogues, no button is cut, every screen is within Telegram's limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from assistant import i18n
from assistant.dialog.events import Tap
from assistant.dialog.render import MOST_LABEL
from flows.safety.set_safety import flow
from tests.bot_api import problems
from tests.dialog.conftest import Person
from tests.flows.test_bad_answers import everywhere, held_by
from tests.test_words import Bracketed, brackets, outside

__all__ = ["brackets"]  # a fixture of the words
PLACES = (0, 1, 2, 3, 5, 10)  # both platforms, both audiences, all kinds
NAMES = ("Anna", "Ben", "Riverside Books", "Lamps", "https://t.me/test_bot?start=g_")


@pytest.fixture
def desks() -> list[tuple[int, Any]]:
    """Every question of the walk; found in plain words, before these are put into brackets."""
    return [(at, desk) for at in PLACES for desk in everywhere("set_safety", at).values()]


def screens(anna: Person) -> Iterator[dict[str, Any]]:
    """The question, its reason and its preview."""
    yield from anna.screens
    for press in (":why", ":x.text"):
        for data in [data for data in anna.buttons.values() if data.endswith(press)]:
            anna.send(Tap(data))
            yield from anna.screens


def labels(screen: dict[str, Any]) -> list[str]:
    return [button["text"] for row in screen.get("reply_markup", {}).get("inline_keyboard", ()) for button in row]


def test_no_text_goes_past_the_catalogues(desks: list[tuple[int, Any]], brackets: Bracketed):
    found = set()
    for at, desk in desks:
        for screen in screens(held_by("set_safety", at, desk)):
            for text in (screen["text"], *labels(screen)):
                left = outside(text)
                for name in NAMES:
                    left = left.replace(name, " ")
                found |= {text} if re.search(r"[^\W\d_]", left) else set()
    assert sorted(found) == []
    assert {state.say for state in flow.states.values()} - brackets.asked == {flow.states["settled"].say}


@pytest.mark.parametrize("locale", i18n.locales())
def test_every_screen_is_one_that_telegram_takes_and_no_label_is_cut(desks: list[tuple[int, Any]], locale: str):
    for at, desk in desks:
        anna = held_by("set_safety", at, desk)
        anna.locale = locale
        for screen in [*screens(anna)]:
            assert problems("sendMessage", {"chat_id": 7, **screen}) == []
            assert [text for text in labels(screen) if len(text) > MOST_LABEL or text.endswith("…")] == []
