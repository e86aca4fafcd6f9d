"""A question that gathers files: each is looked at outside the turn, and nothing is lost or counted twice."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

import pytest

from assistant.dialog.events import JobDone, JobFailed, Tap, Text
from assistant.dialog.flow import Flow
from assistant.dialog.parsers import media, name
from assistant.dialog.parsers.base import Parser
from assistant.dialog.steps import Ask, Collect, End, Review
from assistant.dialog.words import Message, words
from assistant.errors import Refused
from assistant.statechart import path
from tests.dialog.conftest import OTHER, Person, dialogue

LIMIT = 100  # bytes altogether


@dataclass(frozen=True)
class Keep:
    proof: Any


def item(result: dict[str, Any], media: Any) -> dict[str, Any]:
    if result["mime"] == "text/html":
        raise Refused("That kind of file I do not take.")
    return {"sha256": result["sha256"], "size": result["size"], "unique_id": getattr(media, "unique_id", "")}


def within(proof: tuple[Any, ...]) -> None:
    if sum(each["size"] for each in proof) > LIMIT:
        raise Refused("Together that is too much.")


def missing(proof: tuple[Any, ...]) -> tuple[Message, ...]:
    return () if proof else (Message("Still missing: a voucher."),)


FLOW_EDGES = path("what", "proof", "review", "filed")
FLOW = Flow(
    "case",
    title="Case",
    on="case",
    states={
        "what": Ask("What happened?", name(most=30), label="What"),
        "proof": Collect(
            "Show me.",
            media("photo", "document"),
            label="Proof",
            most=10,
            confirm_none="Nothing at all?",
            work="keep",
            verdict=item,
            check=within,
            failures={"empty": "There is nothing in that file."},
            item=lambda item: words("{size} bytes", size=item["size"]),
            note=missing,
        ),
        "review": Review("All right?", yes="File"),
        "filed": End("Filed.", does=Keep),
    },
    edges=FLOW_EDGES,
)


@pytest.fixture
def lin() -> Person:
    person = Person(dialogue(FLOW, OTHER))
    person.says("/case")
    person.says("broken")
    return person


def sent(lin: Person, unique: str, album: str | None = None) -> str:
    """Send a file; the key of the work that looks at it."""
    lin.shows(unique, album)
    assert lin.last is not None
    assert lin.last.work is not None
    assert lin.last.work.kind == "keep"
    return lin.last.work.key


def looked(lin: Person, job: str, content: str, size: int = 5, mime: str = "image/png") -> str:
    return lin.send(JobDone(job, {"sha256": content, "size": size, "mime": mime, "kind": "keep"}))


def test_an_album_of_ten_is_announced_once_looked_at_in_any_order_and_shown_once(lin: Person):
    jobs, said = [], []
    for at in range(10):
        jobs.append(sent(lin, f"u{at}", album="g"))
        said.append(lin.text)
    assert [bool(each) for each in said] == [True] + [False] * 9
    order = list(enumerate(jobs))
    random.Random(7).shuffle(order)
    told = [looked(lin, job, f"sha{at}") for at, job in order]
    assert [bool(each) for each in told] == [False] * 9 + [True]
    assert "Received so far: 10" in lin.text
    assert "10. 5 bytes" in lin.text
    assert "10 at most" in lin.shows("u11")
    lin.taps("Done")
    lin.taps("File")
    assert {each["sha256"] for each in lin.commands[-1].proof} == {f"sha{at}" for at in range(10)}


def test_the_same_file_counts_once_while_it_is_looked_at_and_after(lin: Person):
    job = sent(lin, "a")
    assert "already have" in lin.shows("a")
    looked(lin, job, "sha")
    assert "already have" in lin.shows("a")
    looked(lin, sent(lin, "b"), "other")
    assert looked(lin, job, "sha") == ""  # the end of the work told twice
    assert len(lin.desk.active.top.answers["proof"].value) == 2


def test_pressing_done_too_early_is_told_kindly_and_changes_nothing(lin: Person):
    job = sent(lin, "a")
    lin.send(Text("hello"))  # the question's screen, with its buttons
    assert "still being looked at" in lin.taps("Done")
    assert lin.state == "proof"
    looked(lin, job, "one")
    lin.taps("Done")
    assert lin.state == "review"


def test_a_bad_file_is_told_why_and_the_good_ones_stay(lin: Person):
    good, empty, page = sent(lin, "a"), sent(lin, "b"), sent(lin, "c")
    looked(lin, good, "one")
    assert "There is nothing in that file." in lin.send(JobFailed(empty, "empty", "keep"))
    assert "I do not take" in looked(lin, page, "x", mime="text/html")
    assert "Received so far: 1" in lin.text


def test_what_is_too_much_together_is_refused_and_the_rest_kept(lin: Person):
    looked(lin, sent(lin, "a"), "one", size=80)
    assert "too much" in looked(lin, sent(lin, "b"), "two", size=30)
    assert "Received so far: 1" in lin.text
    assert "Received so far: 2" in looked(lin, sent(lin, "c"), "three", size=20)


def test_the_last_one_can_be_taken_back_and_the_note_follows(lin: Person):
    looked(lin, sent(lin, "a"), "one")
    assert "Still missing" not in lin.text
    assert "Still missing: a voucher." in lin.taps("Take the last one back")
    assert "Nothing at all?" in lin.taps("Done")


def test_a_result_that_comes_after_going_back_is_kept_for_the_question_it_belongs_to(lin: Person):
    job = sent(lin, "a")
    lin.send(Text("x"))
    lin.taps("‹ Back")
    keep = lin.data("Keep")
    assert looked(lin, job, "one") == ""
    lin.send(Tap(keep))
    assert lin.state == "proof"
    assert "Received so far: 1" in lin.text


def test_work_of_a_parked_conversation_is_kept_and_told_once(lin: Person):
    first, second = sent(lin, "a"), sent(lin, "b")
    lin.says("/other")
    assert looked(lin, first, "one") == ""
    assert "I have looked at" in looked(lin, second, "two")
    assert lin.state == "word"
    (case,) = lin.desk.parked
    assert len(case.top.answers["proof"].value) == 2


def words_too() -> Parser:
    return Parser(lambda said, context: said, "", {}, frozenset({"text", "photo"}))


def test_words_are_looked_at_and_kept_like_a_file():
    asks = replace(FLOW.states["proof"], parse=words_too())
    flow = Flow("case", title="Case", on="case", states={**FLOW.states, "proof": asks}, edges=FLOW_EDGES)
    lin = Person(dialogue(flow, OTHER))
    lin.says("/case")
    lin.says("broken")
    lin.says("I will send it tomorrow")
    assert lin.last is not None
    assert lin.last.work.args == {"text": "I will send it tomorrow"}
    job = lin.last.work.key
    assert "already have" in lin.says("I will send it tomorrow")
    lin.send(JobDone(job, {"sha256": "s", "size": 23, "mime": "text/plain", "kind": "keep"}))
    assert "Received so far: 1" in lin.text
