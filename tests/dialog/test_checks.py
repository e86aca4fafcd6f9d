"""A wrong flow fails when it is written, with a sentence that says what to mend."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import name
from assistant.dialog.steps import Ask, Choose, End, Offer
from assistant.statechart import ChartError, path
from flows import FLOWS


@dataclass(frozen=True)
class Command:
    person: int
    word: str
    price: int


def made(states: dict, edges: list, **more) -> Flow:
    return Flow("wrong", title="Wrong", states=states, edges=edges, **more)


ASK, END = Ask("A word?", name(most=20)), End("Over.")


@pytest.mark.parametrize(
    ("states", "edges", "more", "complaint"),
    [
        ({"word": ASK, "over": END}, path("word", "ovr"), {}, "unknown state 'ovr'"),
        ({"word": ASK, "lost": ASK, "over": END}, path("word", "over"), {}, "nothing leads to"),
        ({"word": ASK, "trap": ASK, "over": END}, [*path("word", "over"), ("x", "word", "trap")], {}, "no way out of"),
        ({"word": ASK, "over": END}, [*path("word", "over"), ("answer", "word", "word")], {}, "two plain ways on"),
        ({"word": ASK, "over": END}, [*path("word", "over"), ("x", "over", "word")], {}, "leaves the final state"),
        ({"word": Offer("?", {"a": "A", "b": "B"}), "over": END}, [("a", "word", "over")], {}, "no edge for ['b']"),
        ({"word": Choose("?", {"k" * 60: "A"}), "over": END}, path("word", "over"), {}, "does not fit a button"),
        ({"word": Choose("?", {"schlüssel": "A"}), "over": END}, path("word", "over"), {}, "does not fit a button"),
        ({"word": ASK, "over": End("Over.", does=Command)}, path("word", "over"), {}, "nothing fills ['price']"),
        ({"word": Ask("{price}?", name(most=9)), "over": END}, path("word", "over"), {}, "shows ['price']"),
        ({"word": Ask("?", name(most=9), default=lambda prise: 1), "over": END}, path("word", "over"), {}, "reads ['prise']"),
        ({"word": ASK, "over": END}, path("word", "over"), {"derive": {"x": lambda y: y}}, "reads ['y']"),
        ({"word": ASK, "over": END}, [("answer", "word", "over", lambda z: z), *path("word", "over")], {}, "reads ['z']"),
    ],
)  # fmt: skip
def test_a_wrong_chart_is_refused_on_import(states, edges, more, complaint):
    with pytest.raises(ChartError) as caught:
        made(states, edges, **more)
    assert complaint in str(caught.value)


def test_a_guarded_row_wins_wherever_it_stands():
    flow = made(
        {"word": ASK, "long": ASK, "over": END},
        [*path("word", "over"), ("answer", "word", "long", lambda word: len(word) > 3), ("answer", "long", "over")],
    )
    assert flow.chart.fire("word", "answer", {"word": "word"}) == "long"
    assert flow.chart.fire("word", "answer", {"word": "no"}) == "over"
    assert flow.chart.fire("word", "nothing", {}) is None


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_the_forecast_and_the_machine_agree_on_every_edge(flow: Flow):
    facts: dict = {}
    for edge in flow.chart.edges:
        assert flow.chart.peek(edge.source, edge.when, facts) == flow.chart.fire(edge.source, edge.when, facts)
