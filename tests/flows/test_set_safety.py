"""Walk 3: the shortest way to a complete score, answers taken over, the text for the group, every screen in bounds."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Any

import pytest

from assistant import i18n
from assistant.dialog.events import Tap
from assistant.dialog.render import MOST_TEXT
from assistant.dialog.values import freeze
from assistant.domain.clauses import Place, bounds
from assistant.domain.groups import Audience, Kind, Platform
from assistant.domain.rulebook import Chosen, Rulebook
from assistant.domain.safety import (
    LONGEST_NAME,
    MOST_PEOPLE,
    Channel,
    Cycles,
    Newcomers,
    Paper,
    Safety,
    SetSafety,
)
from assistant.domain.safety_score import Footing, Status, score
from assistant.store import Group, SafetyRow
from assistant.store import Rulebook as Row
from flows.rules.clauses import LIBRARY
from flows.safety import questions
from flows.safety.set_safety import flow
from flows.safety.text import for_the_group
from tests.dialog.conftest import Person, dialogue

PLACES = [Place(*each) for each in itertools.product(Kind, Platform, Audience)]
LOCALES = list(i18n.locales())
LONG_NAME = "二手书一单一结交易群🎉" * 3


@dataclass(frozen=True)
class Mate:
    person: int
    name: str


OWNER = Mate(500_000_001, "Anna")
TOPICS = [*(each for each in vars(questions).values() if isinstance(each, questions.Topic)), *questions.SINGLE_CYCLES]
LINK = "https://t.me/yidan_bot?start=g_0123456789abcdef"
TEAM = (OWNER, Mate(500_000_002, "Ben"))


def the_group(place: Place, **more: Any) -> Group:
    return Group(
        **{
            "handle": "0" * 16,
            "owner": OWNER.person,
            "name": "Riverside Books",
            "id": 1,
            "platform": place.platform,
            "kind": place.kind,
            "audience": place.audience,
            "currency": "CNY",
            "entry": "approval",
            "payee": "soon",
            **more,
        }
    )


def usual_rules(place: Place, **values: Any) -> Rulebook:
    """Every clause with its usual values, as walk 2 leaves them where nothing is changed."""
    chosen = []
    for clause in (each for each in LIBRARY if each.applies(place)):
        held = {each.key: values.get(each.key, bounds(each, place)[0]) for each in clause.parameters}
        chosen.append(Chosen(clause.key, str(clause.matter), held))
    return Rulebook(tuple(chosen))


def owner(place: Place, held: Safety | None = None, *, team: Any = TEAM, **more: Any) -> Person:
    """Somebody who looks after one group with full rules, and may have settled its safety before."""
    group, rules = the_group(place, **more), usual_rules(place)
    row = SafetyRow(1, 1, 0.0, held.body()) if held else None
    books = {
        "looked_after": [group],
        "find_number": lambda number: group,
        "find_rules": lambda number, n=None: Row(1, 1, 0.0, freeze(rules.body({}))),
        "find_safety": lambda number: row,
        "find_team": lambda number: team,
    }
    return Person(dialogue(flow), books=books)


BEST = ("★", "Skip", "Leave these out", "Later", "That is everybody", "Good, go on", "Keep", "✓ Save")


def recommended(person: Person) -> None:
    """Tap what is recommended: the best one, the default, or what goes on without it."""
    label = next((label for start in BEST for label in person.buttons if label.startswith(start)), None)
    assert label is not None, person.text
    person.taps(label)


def to_review(person: Person) -> Person:
    person.says("/setsafety")
    while person.state != "review":
        recommended(person)
    return person


def footing(safety: Safety, team: Any = TEAM) -> Footing:
    """All else in place: what is left hangs on the answers, and on others."""
    ids = tuple(mate.person for mate in team)
    return Footing(
        safety=safety,
        full_rules=True,
        disputes=True,
        limits=True,
        steps=0,
        team=ids,
        papers=frozenset(Paper),
        rehearsed=True,
    )


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.kind}-{place.platform}-{place.audience}")
def test_who_taps_only_what_is_recommended_has_all_that_hangs_on_them_after_at_most_fifteen_answers(place: Place):
    anna, taps = owner(place), 1  # the button that opens the walk
    anna.says("/setsafety")
    while not anna.commands:
        recommended(anna)
        taps += 1
    assert taps <= 15
    (done,) = anna.commands
    assert isinstance(done, SetSafety)
    assert (done.group, done.person) == (1, 7)
    lacking = [item.key for item in score(footing(done.safety)) if item.alone and item.status != Status.DONE]
    assert lacking == []
    assert done.safety.cycles == Cycles()
    assert done.safety.channels != Channel.PERSONAL
    assert {item.key for item in score(footing(done.safety)) if item.status != Status.DONE} == {"jurors"}


@pytest.mark.parametrize("place", PLACES[:4], ids=lambda place: f"{place.kind}-{place.platform}-{place.audience}")
def test_the_recommended_payment_is_that_of_the_rules(place: Place):
    for payment, channel in {"platform": "platform", "code": "merchant", "cash": "cash", "voucher": "voucher"}.items():
        anna = owner(place)
        rules = usual_rules(place, payment=payment)
        anna.books["find_rules"] = lambda number, rules=rules: Row(1, 1, 0.0, freeze(rules.body({})))
        to_review(anna)
        assert "⚠️" not in anna.text
        anna.taps("✓ Save")
        assert anna.commands[0].safety.channels == channel


def test_who_sells_nothing_is_recommended_to_have_no_payee():
    anna = to_review(owner(PLACES[0], payee="none"))
    anna.taps("✓ Save")
    assert (anna.commands[0].safety.payee, anna.commands[0].safety.ends) == ("", "")


def settled(place: Place, **changes: Any) -> Safety:
    anna = to_review(owner(place))
    anna.taps("✓ Save")
    found: Safety = anna.commands[0].safety
    return replace(found, **changes)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.kind}-{place.platform}-{place.audience}")
def test_a_walk_held_again_begins_at_the_review_with_the_answers_given(place: Place):
    nicknames = ("小满", "老周") if place.platform == Platform.WECHAT else ()
    held = settled(
        place,
        channels="merchant",
        payee="林小满",
        ends="99",
        nicknames=nicknames,
        newcomers="rules",
        invites="anyone",
        evidence="vouchers",
        jurors=("A", "B", "C"),
        sharing="on",
        cycles=Cycles("quarter", "off", "off", "quarter"),
    )
    anna = owner(place, held)
    anna.says("/setsafety")
    assert anna.state == "review", anna.text
    anna.taps("✓ Save")
    assert anna.commands[0].safety == held


def answers(person: Person) -> set[str]:
    """The lines of the review."""
    return {
        line for line in person.text.split("\n\n")[-1 if "⚠️" not in person.text else -2].split("\n") if ": " in line
    }


def test_each_answer_can_be_changed_from_the_review_and_only_that_one():
    anna = to_review(owner(PLACES[0]))
    before = answers(anna)
    changed = set()
    for label, answer, shown in (
        ("✎ Payment", "That, and merchant", "Payment: That, and merchant codes for regular sellers"),
        ("✎ Name at payment", None, "Name at payment: 林小满"),
        ("✎ Account ends in", None, "Account ends in: …77"),
        ("✎ Newcomers", "Confirm the rules", "Newcomers: Confirm the rules"),
        ("✎ Survey", "No survey", "Survey: No survey"),
    ):
        anna.taps(label)
        given = {"✎ Name at payment": "林小满", "✎ Account ends in": "**77"}.get(label)
        if answer is None:
            anna.says(given)
        else:
            exact = [each for each in anna.buttons if each.removeprefix("★ Best: ").startswith(answer)]
            anna.send(Tap(anna.buttons[exact[-1]]))
        assert anna.state == "review", anna.text
        changed.add(shown)
        assert answers(anna) - before == changed


def test_without_a_payee_nothing_is_asked_of_the_account():
    anna = to_review(owner(PLACES[0]))
    anna.taps("✎ Official payee")
    anna.taps("Nobody collects")
    assert anna.state == "review"
    assert "Name at payment" not in anna.text
    anna.taps("✎ Official payee")
    anna.taps("★")
    assert (anna.state, "Name at payment: Anna" in anna.text) == ("review", True)


def test_cycles_can_be_chosen_one_by_one():
    anna = owner(PLACES[0])
    anna.says("/setsafety")
    while anna.state != "cycles":
        recommended(anna)
    anna.taps("Let me choose")
    anna.taps("Every quarter")
    anna.taps("No reminder")
    anna.taps("No")
    assert anna.state == "survey"
    anna.taps("No survey")
    anna.taps("✓ Save")
    assert anna.commands[0].safety.cycles == Cycles("quarter", "off", "off", "off")


def test_whoever_came_since_is_asked_for_and_nothing_else():
    held = settled(PLACES[0], nicknames=("小满", "老周"))
    anna = owner(PLACES[0], held, team=(*TEAM, Mate(9, "Cem")))
    anna.says("/setsafety")
    assert anna.state == "nicknames"
    assert "3. Cem · 9" in anna.text
    anna.says("小满\n老周\n老陈")
    assert anna.state == "review"
    anna.taps("✓ Save")
    assert anna.commands[0].safety.nicknames == ("小满", "老周", "老陈")
    assert anna.commands[0].safety.team == (OWNER.person, 500_000_002, 9)
    telegram = PLACES[2]
    ben = owner(telegram, settled(telegram), team=(OWNER,))
    ben.says("/setsafety")
    assert ben.state == "people"


def test_a_new_owner_is_asked_who_is_paid_from_now_on():
    held = settled(PLACES[2], payee="Anna K.", ends="77")
    ben = owner(PLACES[2], held, team=(Mate(500_000_002, "Ben"), OWNER))
    ben.says("/setsafety")
    assert ben.state == "payee"
    ben.taps("★")
    assert "Skip: take Ben" in ben.buttons
    ben.taps("Skip")
    ben.taps("Leave these out")
    ben.taps("That is everybody")
    assert ben.state == "review"
    ben.taps("✓ Save")
    assert (ben.commands[0].safety.payee, ben.commands[0].safety.ends) == ("Ben", "")


def test_names_are_read_one_a_line_or_with_commas_each_once():
    anna = owner(PLACES[0])
    anna.says("/setsafety")
    while anna.state != "jurors":
        recommended(anna)
    assert "3 at least" in anna.says("李雷、韩梅梅，李雷")
    assert "20 at most" in anna.says("\n".join(f"n{n}" for n in range(MOST_PEOPLE + 1)))
    assert f"{LONGEST_NAME} fit" in anna.says("a\nb\n" + "x" * (LONGEST_NAME + 1))
    anna.says("1. 李雷\n2) 韩梅梅\n- Zhang Wei, 李雷")
    assert anna.state == "sharing"
    while not anna.commands:
        recommended(anna)
    assert anna.commands[0].safety.jurors == ("李雷", "韩梅梅", "Zhang Wei")


@pytest.mark.parametrize("said", ["6222 0212 3456 7890 123", "1", "+-", "my whole account"])
def test_a_whole_account_number_is_not_taken(said: str):
    anna = owner(PLACES[0])
    anna.says("/setsafety")
    while anna.state != "ends":
        recommended(anna)
    assert "Never send me the whole number" in anna.says(said)
    anna.says("… 3456")
    assert anna.state != "ends"


@pytest.mark.parametrize(
    ("answers", "warning"),
    [
        ({"✎ Payment": "Saved personal codes"}, "swapped picture"),
        ({"✎ Payment": "Only in cash"}, "say something else about payment"),
        ({"✎ Newcomers": "Nothing", "✎ Who may invite": "Everybody"}, "Nobody looks at newcomers"),
    ],
)
def test_what_leaves_a_door_open_is_told_and_hinders_nothing(answers: dict[str, str], warning: str):
    anna = to_review(owner(PLACES[0]))
    assert "⚠️" not in anna.text
    for label, answer in answers.items():
        anna.taps(label)
        anna.taps(answer)
    assert warning in anna.text
    anna.taps("✓ Save")
    assert anna.commands


def test_only_who_looks_after_a_group_settles_its_safety():
    anna = owner(PLACES[0])
    assert "Only the owner and the admins" in anna.says("/setsafety 2")
    anna.books["looked_after"] = []
    assert "look after no group" in anna.says("/setsafety")


def test_who_looks_after_several_is_asked_which():
    anna = owner(PLACES[0])
    two = [the_group(PLACES[0], name="Books"), the_group(PLACES[0], name="Lamps", id=2)]
    anna.books |= {"looked_after": two, "find_number": lambda number: two[number - 1]}
    assert "For which group?" in anna.says("/setsafety")
    anna.taps("Lamps")
    while not anna.commands:
        recommended(anna)
    assert anna.commands[0].group == 2


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("place", PLACES[:4], ids=lambda place: f"{place.platform}-{place.audience}")
def test_every_screen_keeps_to_the_limits(place: Place, locale: str):
    many = tuple(Mate(10**10 + n, "长" * 30 + str(n)) for n in range(MOST_PEOPLE))
    held = settled(
        place,
        payee="款" * LONGEST_NAME,
        ends="123456",
        team=tuple(mate.person for mate in many),
        nicknames=tuple("名" * 38 + str(n) for n in range(MOST_PEOPLE)) if place.platform == Platform.WECHAT else (),
        jurors=tuple("裁" * 38 + str(n) for n in range(MOST_PEOPLE)),
    )
    anna = owner(place, held, team=many, name=LONG_NAME[:32])
    anna.locale = locale
    anna.says("/setsafety")
    assert anna.state == "review"
    for at in range(len([data for data in anna.buttons.values() if ":e." in data])):
        anna.send(Tap([data for data in anna.buttons.values() if ":e." in data][at]))
        assert all(len(screen["text"]) < MOST_TEXT - 500 for screen in anna.screens), anna.text
        anna.send(Tap(next(data for data in anna.buttons.values() if data.endswith(":why"))))
        anna.send(Tap(next(data for data in anna.buttons.values() if data.endswith(":back"))))
        assert anna.state == "review"
    anna.send(Tap(next(data for data in anna.buttons.values() if data.endswith(":x.text"))))
    assert all(len(screen["text"]) <= MOST_TEXT for screen in anna.screens)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.kind}-{place.platform}-{place.audience}")
def test_the_text_for_the_group_names_payee_people_and_nothing_unfilled(place: Place, locale: str):
    group = the_group(place)
    for channels, newcomers in itertools.product(Channel, Newcomers):
        safety = settled(place, channels=channels, newcomers=newcomers, payee="林小满", ends="3456")
        said = for_the_group(safety, group, TEAM, LINK, locale).text
        assert "林小满" in said
        assert "3456" in said
        assert "Anna" in said
        assert LINK in said
        assert ("500000001" in said) is (place.platform == Platform.TELEGRAM)
        assert "{" not in said
        assert len(said) <= 900
    assert "林小满" not in for_the_group(settled(place, payee="", ends=""), group, TEAM, LINK, locale).text


def test_every_topic_is_a_field_with_these_values_and_a_reason():
    held = settled(PLACES[0])
    for topic in TOPICS:
        assert topic.why
        for key in topic.options:
            if topic.key in {"payee", "cycles"}:
                continue
            name = topic.key
            if hasattr(held, name):
                assert getattr(replace(held, **{name: key}), name) == key
            else:
                assert getattr(replace(held.cycles, **{name: key}), name) == key


def test_an_answer_typed_in_words_is_understood():
    anna = owner(PLACES[0])
    anna.says("/setsafety")
    anna.says("Only in cash, on meeting")
    assert "✓ Payment: Only in cash, on meeting" in anna.text
