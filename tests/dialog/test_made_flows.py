"""What flows that are made from data need: choices beside words, previews and warnings in the review, guessed answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from assistant.dialog.events import Tap
from assistant.dialog.flow import Flow
from assistant.dialog.parsers import name, text, whole
from assistant.dialog.steps import Ask, Choose, End, Extra, Review
from assistant.dialog.words import Message, Plain, words
from assistant.facts import apply, known, over, reads
from assistant.statechart import ChartError, path
from tests.dialog.conftest import Person, dialogue


@dataclass(frozen=True)
class Bake:
    person: int
    eggs: Any
    note: str | None
    oven: str | None


def own(eggs: object) -> bool:
    return eggs == "own"


def told(eggs: object, note: str = "") -> object:
    return Plain(f"“{note}”") if eggs == "own" else (Message("no eggs") if eggs == "none" else eggs)


def recipe(eggs: object) -> tuple[Plain, ...]:
    return (Plain(f"Take {eggs}."), Plain("Bake."))


def many(eggs: object) -> list[Message]:
    return [words("⚠️ {eggs} are many.", eggs=eggs)] if isinstance(eggs, int) and eggs > 9 else []


def oven_at_hand(eggs: object) -> str | None:
    return "gas" if eggs == 1 else None


def baking(**changes: Any) -> Flow:
    review = Review(
        "All right?",
        yes="Bake",
        extra={"recipe": Extra("Recipe", recipe, lambda eggs: words("{eggs} it is.", eggs=eggs))},
        warn=many,
    )
    return Flow(
        "bake",
        title="Cake",
        on="bake",
        states={
            "eggs": Ask("How many eggs?", whole(1, 99), label="Eggs", options={"own": "My words", "none": "None"}, shows=told),
            "note": Ask("At {here} for {eggs}?", text(3, 50)),
            "oven": Choose("Which oven?", {"gas": "Gas", "wood": "Wood"}, label="Oven", assume=oven_at_hand, wide=True),
            "review": changes.get("review", review),
            "over": End("Baked.", does=Bake),
        },
        edges=[*path("eggs", "oven", "review", "over"), ("answer", "eggs", "note", own), ("answer", "note", "oven")],
    )  # fmt: skip


@pytest.fixture
def cook() -> Person:
    return Person(dialogue(baking()))


def test_a_fixed_choice_stands_beside_free_words_and_may_be_typed(cook: Person):
    cook.says("/bake")
    assert list(cook.buttons)[:2] == ["My words", "None"]
    assert "✓ Eggs: no eggs" in cook.taps("None")
    cook.taps("‹ Back")
    assert "✓ Eggs: 4" in cook.says("4")
    cook.taps("‹ Back")
    cook.says("my WORDS")
    assert cook.state == "note"
    assert "At note for own?" in cook.text


def test_a_fixed_choice_that_is_not_there_is_refused(cook: Person):
    cook.says("/bake")
    data = cook.data("None").replace("o.none", "o.all")
    assert "no longer in use" in cook.send(Tap(data))


def test_the_same_choice_made_again_in_an_edit_opens_what_it_leads_to(cook: Person):
    cook.says("/bake")
    cook.taps("My words")
    cook.says("three of them")
    cook.taps("Gas")
    assert "Eggs: “three of them”" in cook.text
    cook.taps("✎ Eggs")
    cook.taps("My words")
    assert cook.state == "note"
    assert "Keep: three of them" in cook.buttons
    cook.says("five of them")
    assert cook.state == "review"
    cook.taps("✎ Eggs")
    cook.taps("Keep")
    assert "Eggs: “five of them”" in cook.text


def test_an_assumption_that_knows_nothing_leaves_the_step_to_ask(cook: Person):
    cook.says("/bake")
    cook.says("2")
    assert cook.state == "oven"
    assert cook.text.startswith("Cake · 2/3")
    cook.taps("‹ Back")
    cook.says("1")
    assert cook.state == "review"
    assert "Oven: Gas" in cook.text


def test_what_is_no_longer_on_the_way_is_not_reviewed(cook: Person):
    cook.says("/bake")
    cook.says("1")
    assert "Oven: Gas" in cook.text
    cook.taps("✎ Eggs")
    cook.says("2")
    assert cook.state == "oven"


def test_a_preview_shows_texts_to_paste_and_moves_nothing(cook: Person):
    cook.says("/bake")
    cook.says("1")
    shown = cook.taps("Recipe")
    assert shown.startswith("Take 1.\n---\nBake.\n---\nCake")
    assert "1 it is." in shown
    assert cook.state == "review"
    assert cook.taps("Bake") == "Baked."
    (baked,) = cook.commands
    assert (baked.eggs, baked.oven) == (1, "gas")


def test_a_preview_belongs_to_its_review(cook: Person):
    cook.says("/bake")
    rev = cook.data("None").rsplit(":", 1)[0]
    assert "no longer in use" in cook.send(Tap(f"{rev}:x.recipe"))


def test_a_warning_hinders_nothing(cook: Person):
    cook.says("/bake")
    cook.says("12")
    cook.taps("Wood")
    assert "⚠️ 12 are many." in cook.text
    assert cook.taps("Bake") == "Baked."


@pytest.mark.parametrize(
    "review",
    [
        Review("?", yes="Yes", warn=lambda nothing: []),
        Review("?", yes="Yes", extra={"x": Extra("X", lambda nothing: ())}),
        Review("?", yes="Yes", extra={"x": Extra("X", recipe, lambda nothing: Message("?"))}),
        Review("?", yes="Yes", extra={"not a key": Extra("X", recipe)}),
    ],
)
def test_a_review_that_reads_what_nothing_fills_is_refused_on_import(review: Review):
    with pytest.raises(ChartError):
        baking(review=review)


def test_an_option_key_has_to_fit_a_button():
    with pytest.raises(ChartError):
        Flow("x", title="X", states={"a": Ask("?", name(9), options={"ä": "A"}), "b": End("!")}, edges=path("a", "b"))


def test_a_function_of_a_mapping_says_what_it_reads():
    function = over(sorted, ("a",), ("b",))
    assert reads(function) == {"a", "b"}
    assert not known(function, {"b": 1})
    assert apply(function, {"a": 1, "c": 2}) == ["a"]
    assert apply(function, {"a": 1, "b": 2}) == ["a", "b"]
