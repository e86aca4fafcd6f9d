"""Conversations outlive deployments: answers are kept, the person is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.dialog.events import Tap
from assistant.dialog.flow import Flow
from assistant.dialog.parsers import name, whole
from assistant.dialog.steps import Ask, Choose, End
from assistant.statechart import path
from tests.dialog.conftest import OTHER, Person, dialogue, large, make_inner, make_sell

WAY = ("thing", "kind", "price", "many", "note", "extra", "chores", "proof", "zone", "review", "sold")


@dataclass(frozen=True)
class SellThing:
    person: int
    thing: str


@dataclass(frozen=True)
class SellItem:
    person: int
    item: str
    price: Any


SURE = [("yes", "sure", "note"), ("fewer", "sure", "many")]


def deployed(anna: Person, flow) -> Person:
    anna.dialogue = dialogue(flow, make_inner(), OTHER)
    return anna


def without(*names: str):
    flow = make_sell()
    return {key: state for key, state in flow.states.items() if key not in names}


def rebuilt(states, way, **more):
    edges = [*path(*way), ("answer", "many", "sure", large), *SURE]
    return Flow("sell", title="Sale", on="sell", states=states, edges=edges, **more)


def test_an_added_step_is_asked_and_the_answers_are_kept(anna: Person):
    anna.to("many")
    states = without() | {"age": Ask("How old?", whole(least=0, most=99), label="Age")}
    deployed(anna, rebuilt(states, (*WAY[:2], "age", *WAY[2:])))
    text = anna.says("3")
    assert "Your answers are kept" in text
    assert "How old?" in text
    answers = anna.desk.active.top.answers
    assert (answers["thing"].value, answers["kind"].value) == ("lamp", "new")
    anna.says("4")
    assert anna.state == "many"


def test_a_removed_step_is_forgotten_and_the_rest_goes_on(anna: Person):
    anna.to("price")
    states = without("price")
    states["sold"] = End("{thing} is on sale.", does=SellThing)
    deployed(anna, rebuilt(states, [each for each in WAY if each != "price"]))
    assert "Your answers are kept" in anna.says("5")
    assert anna.state == "many"


def test_a_renamed_step_keeps_its_answer(anna: Person):
    anna.to("price")
    flow = make_sell()
    states = {("item" if key == "thing" else key): state for key, state in flow.states.items()}
    states["note"] = Ask("A title?", name(most=30), label="Title")
    states["item"] = Ask("What?", name(most=20), label="Thing")
    states["sold"] = End("{item} is on sale.", does=SellItem)
    states["extra"] = Ask("Extra?", name(most=30), label="Extra")
    way = ["item" if each == "thing" else each for each in WAY]
    deployed(anna, rebuilt(states, way, renamed={"thing": "item"}))
    assert "Your answers are kept" in anna.says("5")
    assert anna.desk.active.top.answers["item"].value == "lamp"
    assert anna.state == "price"


def test_an_answer_that_no_longer_fits_is_asked_again(anna: Person):
    anna.to("price")
    states = without() | {"kind": Choose("Which kind?", {"fresh": "Fresh", "old": "Old"}, label="Kind")}
    deployed(anna, rebuilt(states, WAY))
    text = anna.says("5")
    assert "Your answers are kept" in text
    assert anna.state == "kind"
    assert "Keep: new" in anna.buttons or "Fresh" in anna.buttons


def test_a_press_of_an_old_screen_after_the_change_shows_where_we_are(anna: Person):
    anna.to("kind")
    data = anna.data("Old")
    states = without() | {"kind": Choose("Which kind now?", {"new": "New", "old": "Old", "odd": "Odd"}, label="Kind")}
    deployed(anna, rebuilt(states, WAY))
    text = anna.send(Tap(data))
    assert "Your answers are kept" in text
    assert "Which kind now?" in text


def test_a_sub_conversation_under_way_is_kept_in_its_callers_draft(anna: Person):
    anna.to("wait")
    states = without() | {"age": Ask("How old?", whole(least=0, most=99), label="Age")}
    deployed(anna, rebuilt(states, (*WAY[:-2], "age", *WAY[-2:])))
    anna.says("2h")
    assert anna.state == "wait"
    assert anna.desk.active.top.answers["colour"].value == "red"


def test_a_flow_that_is_gone_ends_calmly(anna: Person):
    anna.to("price")
    anna.dialogue = dialogue(OTHER)
    assert "no longer exists" in anna.says("5")
    assert anna.desk.active is None


def test_a_function_migrate_may_turn_old_answers_into_new_ones(anna: Person):
    anna.to("price")
    states = without() | {"many": Ask("How many pieces?", whole(least=1, most=9), label="Number")}

    def swapped(answers):
        return {**answers, "kind": "old" if answers["kind"] == "new" else "new"}

    deployed(anna, rebuilt(states | {"thing": Ask("What now?", name(most=20), label="Thing")}, WAY, migrate=swapped))
    anna.dialogue.flows["sell"].print = "another"
    anna.says("5")
    assert anna.desk.active.top.answers["kind"].value == "old"
    assert anna.desk.active.top.answers["thing"].value == "lamp"
