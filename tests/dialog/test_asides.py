"""What is forwarded unasked is looked at; a question that collects or wants a file takes it as its answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.dialog.engine import Dialogue
from assistant.dialog.events import Media, Origin, Text
from assistant.dialog.flow import Flow, Page
from assistant.dialog.pages import PAGES
from assistant.dialog.parsers import media
from assistant.dialog.steps import Ask, End
from assistant.dialog.words import Message, Plain, Screen
from assistant.statechart import path
from tests.dialog.conftest import OTHER, PAGE, START, Person, make_inner, make_sell

ORIGIN = Origin("person", 5, "Ben", START)
WORDS = Text("Pay me", ORIGIN)
PICTURE = Media("photo", "f", "u", caption="Pay me", origin=ORIGIN)
SHOW = Flow(
    "show",
    title="Show",
    on="show",
    states={"picture": Ask("A picture?", media("photo", "document"), label="Picture"), "over": End("Over.")},
    edges=path("picture", "over"),
)


def looked(said: Text | Media, notes: tuple = ()) -> Screen:
    words = said.text if isinstance(said, Text) else said.caption
    return Screen((Message("Looked at: {words}", {"words": Plain(words)}),))


@pytest.fixture
def anna() -> Person:
    pages = (PAGE, Page("forwarded", looked, overlay=True, forwards=True), *PAGES)
    return Person(Dialogue((make_sell(), make_inner(), OTHER, SHOW), pages))


@pytest.mark.parametrize("event", [WORDS, PICTURE, replace(WORDS, origin=Origin("hidden", None, "Ben", START))])
def test_with_nothing_under_way_it_is_looked_at(anna: Person, event: Text | Media):
    assert anna.send(event) == "Looked at: Pay me"
    assert anna.desk.sessions == ()


@pytest.mark.parametrize("state", ["thing", "kind", "price", "chores", "review"])
@pytest.mark.parametrize("event", [WORDS, PICTURE])
def test_in_the_middle_of_a_question_too_and_the_question_stands(anna: Person, state: str, event: Text | Media):
    anna.to(state)
    before, asked = anna.desk, anna.says("/help").split("\n")[-1]
    said = anna.send(event)
    assert said.startswith("Looked at: Pay me\n---\n")
    assert said.endswith(asked)
    assert anna.desk == before
    assert anna.buttons, "the question's own buttons are there to go on with"


def test_what_collects_takes_it(anna: Person):
    anna.to("proof")
    said = anna.send(PICTURE)
    assert "Looked at" not in said
    assert "Received so far: 1" in said


def test_what_wants_a_file_takes_it(anna: Person):
    anna.says("/show")
    assert anna.send(PICTURE).endswith("Over.")
    anna.says("/show")
    assert "Looked at" not in anna.send(WORDS)


def test_what_is_said_in_ones_own_name_is_an_answer(anna: Person):
    anna.says("/sell")
    anna.send(Text("lamp"))
    assert anna.state == "kind"
    assert "Looked at" not in anna.send(replace(PICTURE, origin=None))


def test_a_forwarded_picture_without_words_is_a_wrong_answer_like_any_other(anna: Person):
    anna.says("/sell")
    assert "Looked at" not in anna.send(replace(PICTURE, caption=""))
    assert anna.desk.active.tries == 1


def test_without_such_a_page_nothing_changes(anna: Person):
    anna.dialogue = Dialogue((make_sell(), make_inner(), OTHER), (PAGE, *PAGES))
    anna.says("/sell")
    anna.send(WORDS)
    assert anna.state == "kind"
