"""Walk 2 inside walk 1: what an edit asks again, ways in and out, and drafts of the release before."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from assistant import i18n
from assistant.dialog.engine import Dialogue
from assistant.dialog.pages import PAGES
from assistant.dialog.session import Answer, Desk, Frame, Session
from assistant.domain.groups import FoundGroup, Kind, Platform
from assistant.domain.rulebook import MANDATORY, read
from flows.founding import found_group, found_rules
from flows.library import CURRENCIES
from flows.rules.announcement import MOST
from tests.dialog.conftest import PAGE as HOME
from tests.dialog.conftest import START, Person

DIALOGUE = Dialogue([found_group.flow, found_rules.flow], [HOME, *PAGES])
FIVE = ("★", "Skip", "Skip", "Skip", "★")
KINDS = {Kind.GOODS: "Trade goods", Kind.SERVICES: "Book services", Kind.TASKS: "Hand out tasks"}


def at_the_rules(kind: str = Kind.GOODS, platform: str = "WeChat", audience: str = "Anyone", **more: Any) -> Person:
    """An owner who is asked the first question about the rules."""
    anna = Person(DIALOGUE, **more)
    anna.says("/newgroup")
    for label in (platform, KINDS[Kind(kind)]):
        anna.taps(label)
    anna.says("books")
    anna.taps(audience)
    anna.says("50")
    anna.taps("I sell nothing")
    anna.says("Riverside Books")
    anna.taps("★")
    assert anna.state == "payment"
    return anna


def answered(anna: Person, *labels: str) -> Person:
    for label in labels or FIVE:
        anna.taps(label)
    return anna


def at_the_review(**more: Any) -> Person:
    anna = answered(at_the_rules(**more))
    anna.taps("✓ Good")
    while anna.state == "steps":
        anna.taps("Done")
    if anna.state == "plan":
        anna.taps("All right")
    assert (anna.state, len(anna.desk.active.frames)) == ("review", 1)
    return anna


def founded(anna: Person) -> FoundGroup:
    anna.taps("✓ Create")
    (command,) = anna.commands
    return command


@pytest.mark.parametrize(
    ("kind", "platform", "audience"), [*itertools.product(Kind, ("WeChat", "Telegram"), ("Anyone", "People who know"))]
)
def test_five_recommended_answers_and_a_yes_give_full_rules(kind: str, platform: str, audience: str):
    anna = answered(at_the_rules(kind, platform, audience))
    assert (anna.state, len(anna.desk.active.frames)) == ("review", 2)
    anna.taps("✓ Good")
    while anna.state != "review":
        anna.taps("Done" if anna.state == "steps" else "All right")
    command = founded(anna)
    book = read(command.rules)
    assert all(book.get(key) for key in MANDATORY)
    assert len(book.clauses) > 15
    assert set(command.texts) == set(i18n.locales())
    assert all(f"{len(book.clauses)}. " in text for text in command.texts.values())
    assert command.platform == {"WeChat": Platform.WECHAT, "Telegram": Platform.TELEGRAM}[platform]


def test_the_announcement_stands_above_the_first_step_outside():
    for platform in ("WeChat", "Telegram"):
        anna = answered(at_the_rules(platform=platform))
        anna.taps("✓ Good")
        pasted, screen = (each["text"] for each in anna.screens)
        assert pasted.startswith("【Riverside Books】\n")
        assert len(pasted) <= MOST
        assert "ready to paste" in screen


def test_nothing_that_lets_people_in_is_reached_without_the_rules():
    edges = [edge for edge in found_group.flow.chart.edges if edge.source != "rules"]
    reached, grown = {found_group.flow.chart.start}, True
    while grown:
        more = {edge.dest for edge in edges if edge.source in reached} - reached
        reached, grown = reached | more, bool(more)
    assert reached.isdisjoint({"steps", "qr", "plan", "review", "founded"})


def test_the_announcement_can_be_had_again_at_its_step():
    anna = answered(at_the_rules())
    anna.taps("✓ Good")
    anna.taps("Done")
    assert "Show the text again" not in anna.buttons
    anna.taps("Done")
    again = anna.taps("Show the text again")
    assert again.startswith("【Riverside Books】\n")
    assert anna.state == "steps"


def test_done_may_be_typed_at_a_step():
    anna = answered(at_the_rules())
    anna.taps("✓ Good")
    assert "👉 Give it its name" in anna.says("done")
    assert "👉 Post the announcement" in anna.says("好了")
    assert "👉 Pin how" in anna.says("Later")
    assert "the buttons do it" in anna.says("what now?")
    marks = anna.desk.active.top.answers["steps"].value
    assert marks == {"found": "done", "name": "done", "announce": "later"}


# --- edits from the review of walk 1 ---


def test_another_name_keeps_the_rules_and_is_announced_anew():
    anna = at_the_review()
    rules = anna.desk.active.top.answers["rules"]
    anna.taps("✎ Name")
    anna.says("Our books")
    pasted, screen = (each["text"] for each in anna.screens)
    assert pasted.startswith("【Our books】\n")
    assert "👉 Give it its name: Our books" in screen
    assert anna.desk.active.top.answers["rules"] == rules
    answered(anna, "Done", "Done")
    assert founded(anna).name == "Our books"


def test_another_kind_asks_again_only_what_it_changes():
    anna = at_the_rules()
    anna.taps("★")
    anna.says("300")
    anna.says("5 hours")
    answered(anna, "Skip", "★", "✓ Good")
    while anna.state == "steps":
        anna.taps("Done")
    anna.taps("✎ Kind")
    anna.taps("Book services")
    while anna.state == "name":  # its proposals follow the kind
        anna.taps("Keep")
    assert anna.state == "window", anna.text  # its usual value is another one now
    assert "Skip: take 3 days" in anna.buttons
    anna.taps("Skip")
    assert anna.state == "review"
    anna.taps("✓ Good")
    while anna.state == "steps":
        anna.taps("Done")
    book = read(founded(anna).rules)
    assert (book.value("cap").units, book.value("settle"), book.value("window")) == (
        300,
        timedelta(hours=5),
        timedelta(days=3),
    )
    assert book.get("perhead") is not None


def test_another_currency_asks_for_the_cap_anew():
    anna = at_the_rules()
    anna.taps("★")
    anna.says("800")
    answered(anna, "Skip", "Skip", "★", "✓ Good")
    while anna.state == "steps":
        anna.taps("Done")
    anna.taps("✎ Currency")
    anna.taps(i18n.text(CURRENCIES["USD"], "en"))
    assert anna.state == "cap", anna.text
    anna.says("90")
    assert "Single-deal cap: $90" in anna.text
    anna.taps("✓ Good")
    while anna.state == "steps":
        anna.taps("Done")
    assert read(founded(anna).rules).value("cap").currency == "USD"


def test_a_way_to_pay_that_telegram_lacks_is_not_offered_there_and_asked_anew():
    assert "the platform's own group payment" not in at_the_rules(platform="Telegram").buttons
    anna = at_the_review()
    anna.taps("✎ Place")
    anna.taps("Telegram")
    while len(anna.desk.active.frames) == 1:
        anna.taps("Keep")
    assert anna.state == "payment"
    anna.taps("★ Best: any way that leaves a voucher")
    anna.taps("✓ Good")
    assert anna.state == "plan"
    anna.taps("All right")
    book = read(founded(anna).rules)
    assert book.value("payment") == "voucher"
    assert book.get("perhead") is None


def test_the_rules_are_opened_from_the_review_at_their_hub():
    anna = at_the_review()
    anna.taps("✎ Rules")
    assert (anna.state, len(anna.desk.active.frames)) == ("review", 2)
    anna.taps("✎ Privacy")
    anna.taps("Leave it out")
    assert "Privacy: left out" in anna.text
    anna.taps("✓ Good")
    assert anna.state == "steps"  # the announcement hangs on the rules: to be posted again
    anna.taps("Done")
    assert read(founded(anna).rules).get("privacy") is None


def test_back_from_the_hub_leaves_the_rules_as_they_were():
    anna = at_the_review()
    anna.taps("✎ Rules")
    anna.taps("✎ Privacy")
    anna.taps("Leave it out")
    anna.taps("‹ Back")
    assert (anna.state, len(anna.desk.active.frames)) == ("review", 1)
    assert read(founded(anna).rules).get("privacy") is not None


def test_back_from_the_steps_leads_into_the_hub_and_further_back_to_the_questions():
    anna = answered(at_the_rules())
    anna.taps("✓ Good")
    anna.taps("‹ Back")
    assert (anna.state, len(anna.desk.active.frames)) == ("review", 2)
    anna.taps("‹ Back")
    assert anna.state == "penalties"
    anna.taps("Keep")
    anna.taps("✓ Good")
    assert anna.state == "steps"


def test_what_contradicts_itself_is_told_in_the_review_of_walk_1_too():
    anna = answered(at_the_rules())
    anna.taps("✎ Who may deal")
    anna.taps("members whom the owner")
    assert "⚠️" not in anna.text
    anna.taps("✓ Good")
    while anna.state == "steps":
        anna.taps("Done")
    anna.taps("✎ Way in")
    anna.taps("By QR")
    anna.taps("Skip")
    while anna.state == "steps":
        anna.taps("Done")
    anna.taps("Later")
    assert "⚠️ Only approved members may deal" in anna.text


# --- out of it, and back ---


def test_cancel_asks_once_and_offers_to_leave_it_for_later():
    anna = at_the_rules()
    for said in (anna.says("/cancel"), anna.taps("Go on") and anna.taps("Cancel")):
        assert "would be gone" in said
        assert {"Go on", "Leave it for later", "Stop and forget it"} == set(anna.buttons)
    anna.taps("Leave it for later")
    assert anna.desk.active is None
    assert len(anna.desk.parked) == 1
    anna.says("/newgroup")
    anna.taps("▶ Go on")
    assert anna.state == "payment"
    anna.says("/cancel")
    anna.taps("Stop and forget")
    assert anna.desk.sessions == ()


def test_parked_in_the_middle_it_goes_on_where_it_was():
    anna = at_the_rules()
    answered(anna, "★", "Skip")
    anna.says("/start")
    anna.says("/newgroup")
    anna.taps("▶ Go on")
    assert anna.state == "settle"
    answered(anna, "Skip", "Skip", "★")
    assert anna.state == "review"


def test_the_language_changes_in_the_middle():
    anna = answered(at_the_rules(), "★", "Skip")
    anna.says("/language zh_CN")
    assert anna.last.language == "zh_CN"
    anna.locale = "zh_CN"
    assert "付清" in anna.text
    answered(anna, "跳过", "跳过", "★", "✓ 好")
    pasted, _ = (each["text"] for each in anna.screens)
    assert pasted.startswith("【Riverside Books】\n欢迎")


# --- drafts of the release before, which asked two questions in a flow that is gone ---


def old_answers() -> dict[str, Answer]:
    said = {"platform": "wechat", "kind": "goods", "trade": "books", "audience": "open", "size": 50, "payee": "none"}
    typed = {"trade": "books", "size": "50", "name": "Riverside Books"}
    made = {**said, "name": "Riverside Books", "entry": "approval"}
    return {
        key: Answer(value, typed.get(key), START.timestamp(), "en", "Asia/Shanghai", "CNY")
        for key, value in made.items()
    }


def span(hours: int, said: str) -> Answer:
    value = {"$": "span", "seconds": hours * 3600.0}
    return Answer(value, said, START.timestamp(), "en", "Asia/Shanghai", "CNY")


def under_way(*frames: Frame) -> Person:
    return Person(DIALOGUE, Desk(Session("0" * 8, frames, 9, START.timestamp())))


OUTER = Frame("found_group", "old", "rules", old_answers(), {"seed": "0" * 16})
GIVEN = {"kind": "goods", "trade": "books", "name": "Riverside Books", "link": "https://t.me/test_bot?start=g_0"}


def test_a_draft_inside_the_flow_that_is_gone_keeps_its_answers():
    inner = Frame("draft_rules", "old", "window", {"settle": span(5, "5 hours")}, GIVEN)
    anna = under_way(OUTER, inner)
    assert "Your answers are kept" in anna.says("2 days")
    assert (anna.state, anna.desk.active.top.flow) == ("payment", "found_rules")
    answered(anna, "★", "Skip")
    assert anna.state == "window"
    anna.says("2 days")
    anna.taps("★")
    anna.taps("✓ Good")
    while anna.state == "steps":
        anna.taps("Done")
    book = read(founded(anna).rules)
    assert (book.value("settle"), book.value("window")) == (timedelta(hours=5), timedelta(days=2))


@pytest.mark.parametrize("state", ["steps", "review"])
def test_a_draft_beyond_the_short_rules_goes_on_with_the_questions_it_never_had(state: str):
    inner = {"settle": span(5, "5 hours"), "window": span(48, "2 days"), "look": Answer("ok")}
    value = {key: each.value for key, each in inner.items() if key != "look"}
    marks = {"found": "done", "name": "done"} | dict.fromkeys(("announce", "pin", "approve"), "done")
    steps = Answer(marks if state == "review" else {"found": "done"}, stale=state == "steps")
    answers = {**old_answers(), "rules": Answer(value, how="run", inner=inner), "steps": steps}
    anna = under_way(replace(OUTER, state=state, answers=answers))
    assert "Your answers are kept" in anna.says("hello")
    assert anna.state == "payment"
    answered(anna, "★", "Skip", "★")
    assert anna.state == "review"
    pasted = anna.taps("✓ Good")
    assert pasted.startswith("【Riverside Books】")
    assert "✅ Start the group" in anna.text
    assert "✅ Post the announcement" not in anna.text
    while anna.state == "steps":
        anna.taps("Done")
    book = read(founded(anna).rules)
    assert (book.value("settle"), book.value("window")) == (timedelta(hours=5), timedelta(days=2))
