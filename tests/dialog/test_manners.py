"""What every conversation does, whatever it is about (PRODUCT: manners)."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from assistant.dialog.events import Due, Media, Other, Tap
from assistant.dialog.flow import Flow
from assistant.dialog.parsers import name
from assistant.dialog.steps import Ask, Choose, End, Review, Step, Tick
from assistant.domain.money import Money
from assistant.statechart import path
from tests.dialog.conftest import START, Person, dialogue


def test_a_question_says_where_we_are_and_offers_the_way_out(anna: Person):
    text = anna.says("/sell")
    assert text.startswith("Sale · 1/9\n\nWhat?")
    assert list(anna.buttons) == ["Why?", "Cancel"]
    anna.says("lamp")
    assert list(anna.buttons) == ["New", "Old", "‹ Back", "Cancel"]


def test_what_was_understood_is_echoed_with_the_next_question(anna: Person):
    anna.to("price")
    assert "✓ Price: CN¥1,200" in anna.says("1200")


def test_why_shows_the_reason_and_the_question_stays(anna: Person):
    anna.says("/sell")
    text = anna.taps("Why?")
    assert "💡 Because." in text
    assert "What?" in text
    assert anna.state == "thing"


def test_back_asks_the_earlier_question_with_its_answer_to_keep(anna: Person):
    anna.to("many")
    anna.taps("‹ Back")
    assert anna.state == "price"
    assert "Keep: CN¥5" in anna.buttons
    anna.taps("‹ Back")
    assert anna.state == "kind"
    anna.taps("Keep: New")
    assert anna.state == "price"
    anna.taps("Keep: CN¥5")
    assert anna.state == "many"


def test_back_from_a_sub_conversation_returns_to_the_callers_question(anna: Person):
    anna.to("colour")
    assert "6/9 › Extra · 1/2" in anna.text
    anna.taps("‹ Back")
    assert anna.state == "note"
    anna.taps("Keep")
    anna.says("blue")
    anna.says("3h")
    assert anna.state == "chores"


def test_skip_takes_the_default_that_is_shown(anna: Person):
    anna.to("many")
    assert "Skip: take 1" in anna.buttons
    assert "✓ Number: 1" in anna.taps("Skip")


def test_cancel_asks_once_if_answers_would_be_lost(anna: Person):
    anna.to("price")
    assert "Your 2 answers would be gone" in anna.taps("Cancel")
    assert "How much?" in anna.taps("Go on")
    anna.taps("Cancel")
    assert anna.taps("Stop and forget it") == "Stopped. Nothing was changed."
    assert anna.desk.active is None
    assert anna.commands == []


def test_cancel_without_answers_ends_at_once(anna: Person):
    anna.says("/sell")
    assert anna.taps("Cancel") == "Stopped. Nothing was changed."


def test_the_review_shows_every_answer_and_the_command_gets_them_all(anna: Person):
    anna.to("review")
    for line in (
        "Thing: lamp",
        "Kind: New",
        "Price: CN¥5",
        "Number: 1",
        "Extra: ready",
        "Photos: 1 received",
        "Where: Japan",
    ):
        assert line in anna.text
    assert anna.taps("Sell") == "lamp is on sale."
    (sold,) = anna.commands
    assert (sold.person, sold.thing, sold.kind, sold.price) == (7, "lamp", "new", Money(500, "CNY"))
    assert sold.extra == {"colour": "red", "wait": timedelta(hours=2)}
    assert sold.chores == {"wash": "done", "wrap": "done"}


def test_an_edit_from_the_review_goes_back_to_the_review(anna: Person):
    anna.to("review")
    anna.taps("✎ Price")
    assert anna.state == "price"
    assert "Price: CN¥70" in anna.says("70")
    assert anna.state == "review"


def test_an_edit_left_without_a_change_changes_nothing(anna: Person):
    anna.to("review")
    before = anna.text
    anna.taps("✎ Price")
    assert anna.taps("‹ Back") == before


def test_an_edit_asks_again_only_what_depends_on_it(anna: Person):
    anna.to("review")
    anna.taps("✎ Thing")
    anna.says("chair")
    assert anna.state == "note"  # its proposals read the thing
    assert "chair one" in anna.buttons
    anna.taps("Keep: lamp one")
    assert anna.state == "review"
    anna.taps("✎ Kind")
    anna.taps("Old")
    assert "Chores: 1 of 1 done" in anna.text  # a step fell away, and nothing new is to be done
    anna.taps("✎ Kind")
    anna.taps("New")
    assert "👉 Wrap it" in anna.text


def test_an_edit_that_opens_another_way_asks_what_is_new_there(anna: Person):
    anna.to("review")
    anna.taps("✎ Number")
    anna.says("50")
    assert anna.state == "sure"
    anna.taps("Yes")
    assert anna.state == "review"


def test_a_way_back_on_an_offer_reopens_the_question(anna: Person):
    anna.to("many")
    anna.says("50")
    anna.taps("Fewer")
    assert anna.state == "many"
    anna.says("3")
    assert anna.state == "note"


def test_editing_a_sub_conversation_starts_from_its_answers(anna: Person):
    anna.to("review")
    anna.taps("✎ Extra")
    assert "Colour of lamp?" in anna.text
    assert "Keep: red" in anna.buttons


def test_wrong_answers_are_helped_in_three_stages_and_never_twice_in_the_same_words(anna: Person):
    anna.to("many")
    texts = [anna.says("lots") for _ in range(6)]
    assert all(one != other for one, other in pairwise(texts))
    assert "Help with this step" in anna.buttons
    assert anna.state == "many"
    assert (anna.says("4") and anna.state) == "note"


@pytest.mark.parametrize("event", [Other("sticker"), Media("voice", "f", "u"), Media("photo", "f", "u")])
def test_a_wrong_kind_of_message_is_told_kindly_and_loses_nothing(anna: Person, event):
    anna.to("price")
    text = anna.send(event)
    assert "I can only read words here" in text
    assert anna.state == "price"
    assert anna.desk.active.top.answers["thing"].value == "lamp"


def test_a_choice_may_be_typed_by_its_words_or_number(anna: Person):
    anna.to("kind")
    anna.says("old")
    assert anna.desk.active.top.answers["kind"].value == "old"
    anna.taps("‹ Back")
    anna.says("1")
    assert anna.desk.active.top.answers["kind"].value == "new"


def test_another_command_parks_and_start_offers_to_go_on(anna: Person):
    anna.to("price")
    anna.says("/other")
    assert anna.state == "word"
    assert "▶ Go on: Sale (3/9)" in (anna.says("hello"), anna.buttons)[1]
    anna.taps("▶ Go on")
    assert anna.state == "price"


def test_text_after_parking_is_not_taken_for_an_answer(anna: Person):
    anna.to("thing")
    anna.says("/start")
    assert "waiting" in anna.says("lamp")
    assert anna.desk.active is None
    assert anna.desk.parked[0].top.answers == {}


def test_opening_the_same_conversation_twice_offers_to_go_on_or_start_afresh(anna: Person):
    anna.to("price")
    assert "You had already begun: Sale (3/9)." in anna.says("/sell")
    go_on = anna.data("▶ Go on")
    anna.taps("Start afresh")
    assert anna.state == "thing"
    anna.send(Tap(go_on))
    assert "over" in anna.toast


def test_a_double_tap_counts_once_and_shows_where_we_are(anna: Person):
    anna.to("kind")
    data = anna.data("Old")
    anna.send(Tap(data))
    text = anna.send(Tap(data))
    assert anna.state == "price"
    assert "How much?" in text
    assert anna.toast == "That was already answered. Here is where we are."


@pytest.mark.parametrize("data", ["", "s:", "s:x:y", "s:none:0:o.old", "s:none:zz!:x", "nonsense", "s:a:b:c:d:e", "c:"])
def test_a_press_of_anything_at_all_gets_an_answer(anna: Person, data):
    anna.to("price")
    anna.send(Tap(data))
    assert anna.text
    assert anna.desk.find(anna.desk.active.id if anna.desk.active else anna.desk.parked[0].id)


def test_every_action_name_is_refused_politely_where_it_does_not_belong(anna: Person):
    anna.to("price")
    stem = anna.data("‹ Back").rsplit(":", 1)[0]
    for action in ("o.old", "p.0", "p.x", "t.done.wash", "e.many", "skip", "keep", "done", "yes", "b.yes", "zzz", "e."):
        anna.send(Tap(f"{stem}:{action}"))
        assert anna.state == "price", action
        assert "How much?" in anna.text, action


def test_language_shows_the_same_question_in_the_new_language(anna: Person):
    anna.to("price")
    anna.says("/language")
    before = anna.desk.active
    anna.send(Tap("c:language zh_CN"))
    assert anna.last.language == "zh_CN"
    assert "How much?" in anna.text  # the test flow itself has no catalogue
    assert anna.desk.active == before


def test_help_answers_for_the_step_one_is_in(anna: Person):
    anna.says("/sell")
    text = anna.says("/help")
    assert "💡 Because." in text
    assert "What?" in text
    assert anna.state == "thing"


def test_cancel_command_asks_for_the_running_conversation(anna: Person):
    anna.to("price")
    anna.says("/cancel")
    anna.taps("Stop and forget it")
    assert anna.desk.active is None


def test_albums_count_each_picture_once_in_any_order(anna: Person):
    anna.to("proof")
    for unique in ("a", "b", "a", "c", "b"):
        anna.shows(unique, album="g")
    assert "I already have that one." in anna.text
    assert "Received so far: 3" in anna.text
    assert "3 at most" in anna.shows("d", album="g")
    anna.taps("Done")
    assert "Photos: 3 received" in anna.text


def test_done_with_nothing_wants_one_more_yes(anna: Person):
    anna.to("proof")
    assert "None at all?" in anna.taps("Done")
    anna.taps("No, back")
    anna.taps("Done")
    anna.taps("Yes, go on")
    assert anna.state == "review"


def test_an_edited_message_replaces_its_answer_even_later(anna: Person):
    anna.says("/sell")
    anna.says("lamp")
    message = anna.said_at
    anna.taps("New")
    text = anna.edits(message, "desk")
    assert "✓ Thing: desk" in text
    assert anna.state == "price"
    assert anna.desk.active.top.answers["thing"].value == "desk"


def test_an_invalid_edit_keeps_the_earlier_answer(anna: Person):
    anna.says("/sell")
    anna.says("lamp")
    message = anna.said_at
    text = anna.edits(message, "x" * 50)
    assert "I kept your earlier answer." in text
    assert anna.desk.active.top.answers["thing"].value == "lamp"


def test_editing_a_refused_answer_tries_again(anna: Person):
    anna.to("many")
    anna.says("lots")
    anna.edits(anna.said_at, "7")
    assert anna.state == "note"


def test_an_edit_of_anything_else_changes_nothing(anna: Person):
    anna.to("price")
    assert "nothing was changed" in anna.edits(9999, "7")
    anna.says("/start")
    assert "settled" in anna.edits(9999, "late")


def test_steps_tell_how_and_another_way_and_may_wait(anna: Person):
    anna.to("chores")
    assert "With water." in anna.taps("How?")
    assert "With soap." in anna.taps("I don't see that option")
    anna.taps("Later")
    assert "🕓 Wash it" in anna.text
    anna.taps("Done")
    anna.shows("p") and anna.taps("Done")
    assert "Chores: 1 of 2 done" in anna.text
    anna.taps("✎ Chores")
    assert "👉 Wash it" in anna.text
    anna.taps("Done")
    assert "Chores: 2 of 2 done" in anna.text


def test_a_waiting_conversation_is_reminded_then_parked_then_gone(anna: Person):
    anna.to("price")
    (deadline,) = anna.last.deadlines
    assert (deadline.kind, deadline.due) == ("session.remind", START + timedelta(hours=24))
    for kind, days in (("session.remind", 7), ("session.park", 30)):
        anna.send(Due(deadline.key, kind, deadline.data))
        (deadline,) = anna.last.deadlines
        assert deadline.due == START + timedelta(days=days)
    assert anna.desk.active is None
    assert len(anna.desk.parked) == 1
    assert "30 days" in anna.send(Due(deadline.key, "session.forget", deadline.data))
    assert anna.desk.parked == ()


def test_the_reminder_says_where_we_stopped_and_goes_on(anna: Person):
    anna.to("price")
    (deadline,) = anna.last.deadlines
    assert "You stopped at Sale (3/9)" in anna.send(Due(deadline.key, deadline.kind, deadline.data))
    assert "How much?" in anna.taps("▶ Go on")


def test_a_parked_conversation_resumes_from_its_own_old_button(anna: Person):
    anna.to("kind")
    data = anna.data("Old")
    anna.says("/other")
    anna.send(Tap(data))
    assert anna.state == "price"
    assert [each.frames[0].flow for each in anna.desk.parked] == ["other"]


def test_where_nothing_can_be_assumed_the_question_is_asked():
    states = {
        "which": Choose("Which one?", {"a": "A", "b": "B"}, label="Which", assume=lambda guess=None: guess),
        "over": End("Over."),
    }
    ben = Person(
        dialogue(Flow("pick", title="Pick", on="pick", asks=("guess",), states=states, edges=path("which", "over")))
    )
    assert "Which one?" in ben.says("/pick")
    ben.books["guess"] = "b"
    assert "Over." in ben.says("/pick!")


def test_a_new_answer_that_leaves_others_open_never_breaks_what_reads_them():
    """The steps read the name, whose proposals read the kind: changing the kind opens both again."""
    step = Step("put", "Put {name}", "So.", "Or so.", about=("name",))
    states = {
        "kind": Choose("Which kind?", {"a": "A", "b": "B"}, label="Kind"),
        "name": Ask("A name?", name(most=20), label="Name", propose=lambda kind: (f"{kind} one",)),
        "steps": Tick("Do.", lambda name, kind: (step,), label="Steps"),
        "review": Review("Right?", yes="Yes"),
        "over": End("Over."),
    }
    edges = path("kind", "name", "steps", "review", "over")
    ben = Person(dialogue(Flow("chain", title="Chain", on="chain", states=states, edges=edges)))
    ben.says("/chain")
    for label in ("A", "a one", "Done", "✎ Kind", "B"):
        ben.taps(label)
    assert "A name?" in ben.text
    ben.taps("b one")
    assert "👉 Put b one" in ben.text


def test_a_second_tap_on_the_last_button_leaves_the_result_as_it_is(anna: Person):
    anna.to("review")
    last = anna.data("Sell")
    assert "is on sale" in anna.send(Tap(last))
    assert anna.send(Tap(last)) == ""
    assert anna.toast == "That is done already."
    assert len(anna.commands) == 1
    anna.now += timedelta(minutes=5)
    assert "Home." in anna.send(Tap(last))  # much later it is an old button like any other
