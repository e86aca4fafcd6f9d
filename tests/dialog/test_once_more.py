"""The same once more: a button pressed twice, an album, an answer that comes when nothing is asked, Keep."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.dialog.engine import Dialogue
from assistant.dialog.events import Media, Origin, Tap
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.pages import PAGES
from assistant.dialog.words import Button, Message, Screen
from tests.dialog.conftest import PAGE, START, Person, make_inner, make_sell

BUY = Button(Message("Buy"), "c:shop buy 1")
REFRESH = Button(Message("Once more"), "c:shop")


def shop(payload: str) -> Screen | Shown:
    """Each purchase changes the button, as the pages of cases and orders do."""
    if payload == "buy 1":
        return Shown(Screen((Message("Bought."),)), command="bought")
    return Screen((Message("The shop."),), ((BUY,), (REFRESH,)))


@pytest.fixture
def anna() -> Person:
    return Person(Dialogue((make_sell(), make_inner()), (PAGE, Page("shop", shop, on=("shop",)), *PAGES)))


def test_a_second_tap_on_the_button_of_a_page_does_nothing_twice_and_says_nothing(anna: Person):
    anna.says("/shop")
    assert anna.taps("Buy") == "Bought."
    anna.send(Tap("c:shop buy 1"))
    assert (anna.last.says, anna.toast, anna.commands) == ((), "", ["bought"])


@pytest.mark.parametrize("between", ["/shop", "hello?", "a while", "another button"])
def test_an_old_button_is_looked_at_again_once_anything_came_between(anna: Person, between: str):
    anna.says("/shop")
    anna.taps("Buy")
    if between == "a while":
        anna.now += timedelta(seconds=11)
    elif between == "another button":
        anna.send(Tap("c:shop"))
    else:
        anna.says(between)
    anna.send(Tap("c:shop buy 1"))
    assert anna.commands == ["bought", "bought"]  # here the page itself has to know what is over


def test_a_button_that_stays_where_it_was_may_be_pressed_again(anna: Person):
    anna.says("/shop")
    assert anna.taps("Once more") == anna.taps("Once more") != ""


def test_an_answer_that_comes_while_the_conversation_waits_is_not_lost_in_silence(anna: Person):
    anna.to("proof")
    anna.says("/start")
    assert "I have not taken that" in anna.shows("p7")
    assert "I have not taken that" in anna.says("another")
    assert anna.desk.parked[0].top.state == "proof"


def test_of_an_album_that_nothing_asked_for_only_the_first_picture_is_answered(anna: Person):
    anna.to("proof")
    anna.says("/start")
    assert "I have not taken that" in anna.shows("p0", album="a")
    assert [anna.shows(f"p{at}", album="a") for at in range(1, 10)] == [""] * 9
    assert anna.shows("q0", album="b")
    assert anna.says("hello?")


def test_an_edited_message_replaces_its_answer_in_a_conversation_that_waits(anna: Person):
    anna.says("/sell")
    anna.says("lamp")
    message = anna.said_at
    anna.taps("New")
    anna.says("/start")
    assert "✓ Thing: desk" in anna.edits(message, "desk")
    assert (anna.state, anna.desk.active.top.answers["thing"].value) == ("price", "desk")


def test_an_assumed_answer_opened_from_the_review_can_be_kept_with_one_tap(anna: Person):
    anna.to("review")
    anna.taps("✎ Where")
    anna.taps("Keep: Japan")
    assert anna.state == "review"
    assert anna.desk.active.top.answers["zone"].value == "Asia/Tokyo"


def test_the_rest_of_an_album_that_ended_a_conversation_is_not_answered(anna: Person):
    anna.to("price")
    anna.send(Media("photo", "f", "u", album="z"))
    anna.says("/cancel")
    anna.taps("Stop and forget it")
    assert anna.send(Media("photo", "g", "v", album="z")) == ""


def test_an_edited_message_replaces_its_answer_in_the_conversation_that_called_this_one(anna: Person):
    anna.to("price")
    anna.says("5")
    message = anna.said_at
    anna.taps("Skip")
    anna.taps("lamp one")
    anna.says("red")
    assert anna.state == "wait"
    assert "✓ Price" in anna.edits(message, "6")
    assert "I kept your earlier answer." in anna.edits(message, "nothing")
    assert (anna.state, anna.desk.active.frames[0].answers["price"].said) == ("wait", "6")
    assert anna.desk.active.top.answers["colour"].value == "red"


def test_an_edit_of_what_was_answered_in_a_part_that_is_over_says_where_to_change_it(anna: Person):
    anna.to("colour")
    anna.says("red")
    message = anna.said_at
    anna.says("2h")
    assert "You can change it in the review" in anna.edits(message, "blue")


def test_of_a_forwarded_album_only_the_first_is_looked_at():
    looked = Page("check", lambda said: Screen((Message("Looked at."),)), forwards=True)
    ben = Person(Dialogue((make_sell(), make_inner()), (PAGE, looked, *PAGES)))
    origin = Origin("hidden", None, "Wang", START)
    answers = [ben.send(Media("photo", f"f{at}", f"u{at}", album="a", origin=origin)) for at in range(5)]
    assert answers == ["Looked at.", "", "", "", ""]
