"""The members' check and the rounds: short when all is well, whole when it is not, for whoever looks after the group."""

from __future__ import annotations

import itertools
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import i18n
from assistant.dialog.engine import Dialogue
from assistant.dialog.events import Media, Text
from assistant.dialog.pages import PAGES as MANNERS
from assistant.domain.checkups import CheckMembers, FinishRound, Round
from assistant.domain.lookalikes import Likeness, LookAlike, Trusted
from assistant.domain.safety import Cycles
from assistant.store import Group, SafetyRow
from flows.upkeep import check_members, rounds
from flows.upkeep.member_words import MOST_LISTED
from tests.dialog.conftest import PAGE, Person

FOUNDED = datetime(2026, 9, 22, 4, 0, tzinfo=UTC)
ANNA = Trusted(7, "Anna", owner=True)


def settled(**cycles: str) -> Any:
    """What the owner settled about safety, as far as this goes."""
    return SafetyRow(1, 1, 0.0, {"cycles": asdict(Cycles(**cycles))})


def a_group(**more: Any) -> Group:
    fields = {"handle": "0" * 16, "owner": 7, "platform": "wechat", "kind": "goods", "name": "Riverside Books", "id": 1}
    return Group(**{**fields, "zone": "Asia/Shanghai", "founded_at": FOUNDED.timestamp(), **more})


def somebody(*groups: Group, locale: str = "en", alike: tuple[LookAlike, ...] = (), safety: Any = None) -> Person:
    flows = (check_members.flow, rounds.inactivity, rounds.survey)
    books = {
        "looked_after": list(groups),
        "find_number": {group.id: group for group in groups}.__getitem__,
        "find_lookalikes": lambda group: alike,
        "find_safety": lambda group: safety,
    }
    return Person(Dialogue(flows, (PAGE, *MANNERS)), locale=locale, books=books)


def test_a_quiet_month_takes_five_taps():
    anna = somebody(a_group(facts={"checkups": {"size": 62}}), safety=settled())
    anna.says("/membercheck")
    for label in ("62", "0", "Nobody", "0", "✓ Note"):
        anna.taps(label)
    (command,) = anna.commands
    assert isinstance(command, CheckMembers)
    assert (command.group, command.size, command.unnamed, command.clones) == (1, 62, 0, "none")
    assert (command.dormant, command.asked) == (0, None)
    assert "62 members" in anna.text
    assert "Nothing odd" in anna.text


@pytest.mark.parametrize(
    ("cycles", "says"),
    [
        (settled(), "Next time on December 22, 2026"),
        (settled(check="off"), "is up to you: /membercheck"),
        (None, "is up to you"),
    ],
)
def test_the_next_date_is_the_one_that_was_settled(cycles: Any, says: str):
    anna = somebody(a_group(), safety=cycles)
    for said in ("/membercheck", "62", "0"):
        anna.says(said)
    for label in ("Nobody", "0", "✓ Note"):
        anna.taps(label)
    assert says in anna.text


@pytest.mark.parametrize(
    ("size", "state", "platform", "says"),
    [
        (149, "unnamed", "wechat", ""),
        (150, "plan", "wechat", "plan a second group"),
        (180, "close", "wechat", "Invitation approval"),
        (180, "close", "telegram", "by request only"),
        (200, "full", "wechat", "nobody in by QR code"),
        (200, "full", "telegram", "Telegram would take more"),
    ],
)
def test_a_size_is_told_what_it_means(size: int, state: str, platform: str, says: str):
    anna = somebody(a_group(platform=platform))
    anna.says("/membercheck")
    anna.says(str(size))
    assert anna.state == state
    assert says.casefold() in anna.text.casefold()
    assert (len(anna.screens) == 2) == (state != "unnamed"), "a text to paste comes with it"


def test_a_full_group_ends_with_the_way_to_the_next():
    anna = somebody(a_group())
    anna.says("/membercheck")
    anna.says("203")
    for label in ("Good", "0", "Nobody", "0", "✓ Note"):
        anna.taps(label)
    assert "Set up another group" in anna.buttons


def test_much_to_do_is_asked_step_by_step_and_counted():
    anna = somebody(a_group(facts={"checkups": {"size": 170}}))
    anna.says("/membercheck")
    anna.says("165")
    anna.taps("Good")
    assert "can't be 166" in anna.says("166")
    assert "My Alias in Group" in anna.says("12")
    assert anna.state == "naming"
    for label in ("Done", "Later", "Done"):
        anna.taps(label)
    anna.taps("I am not sure")
    assert "answer “here” within a week" in anna.says("4")
    anna.taps("Posted")
    anna.taps("✓ Note")
    (command,) = anna.commands
    assert (command.unnamed, command.clones, command.dormant, command.asked) == (12, "unsure", 4, "now")
    for said in ("165 members, 5 fewer than last time", "12 without", "compare the account", "4 silent"):
        assert said in anna.text


@pytest.mark.parametrize("locale", i18n.locales())
def test_many_look_alikes_still_fit_a_message(locale: str):
    alike = tuple(
        LookAlike(5_000_000_000 + at, "Аnna" * 16, Trusted(7, "Anna" * 16, owner=True), how)
        for at, how in itertools.islice(zip(itertools.count(), itertools.cycle(Likeness)), 40)
    )
    anna = somebody(a_group(), alike=alike, locale=locale)
    for said in ("/membercheck", "62", "0"):
        anna.says(said)
    assert anna.text.count("5000000") == MOST_LISTED
    assert str(len(alike) - MOST_LISTED) in anna.text
    assert len(anna.text) < 4096


@pytest.mark.parametrize("command", ["membercheck", "inactivity", "survey"])
def test_who_looks_after_nothing_or_something_else_is_told_so(command: str):
    assert "look after no group" in somebody().says(f"/{command}")
    anna = somebody(a_group())
    assert "Only the owner and the admins" in anna.says(f"/{command} 2")
    assert anna.desk.sessions == ()


@pytest.mark.parametrize("command", ["membercheck", "inactivity", "survey"])
def test_of_several_groups_one_is_chosen_or_named(command: str):
    anna = somebody(a_group(), a_group(id=2, name="Lamps"))
    anna.says(f"/{command}")
    assert {"Riverside Books", "Lamps"} <= anna.buttons.keys()
    anna.taps("Lamps")
    assert anna.state != "choice"
    ben = somebody(a_group(), a_group(id=2, name="Lamps"))
    assert "choice" not in str(ben.says(f"/{command} 2"))
    assert ben.state != "choice"


@pytest.mark.parametrize("platform", ["wechat", "telegram"])
@pytest.mark.parametrize("locale", i18n.locales())
@pytest.mark.parametrize(("command", "kind"), [("inactivity", Round.INACTIVITY), ("survey", Round.SURVEY)])
def test_a_round_gives_its_text_and_is_done_when_posted(command: str, kind: Round, locale: str, platform: str):
    anna = somebody(a_group(platform=platform), locale=locale, safety=settled())
    anna.says(f"/{command}")
    paste = anna.screens[0]
    assert paste["entities"][0]["type"] == "pre"
    assert "Riverside Books" in paste["text"]
    assert len(paste["text"]) <= 500
    anna.taps({"en": "Posted", "zh_CN": "发好了"}[locale])
    (done,) = anna.commands
    assert isinstance(done, FinishRound)
    assert (done.group, done.kind) == (1, kind)
    assert "2026" in anna.text


ANYTHING = st.text(max_size=40).map(Text) | st.just(Media("photo", "f", "u"))


@settings(max_examples=60)
@given(st.lists(ANYTHING | st.sampled_from(["0", "3", "62", "165", "203"]).map(Text) | st.integers(0, 9), max_size=25))
def test_whatever_is_said_or_pressed_it_is_never_stuck(events: list):
    anna = somebody(a_group(), alike=(LookAlike(9, "Аnna", ANNA, Likeness.DISGUISED),))
    anna.says("/membercheck")
    for event in events:
        if isinstance(event, int):
            labels = [each for each, data in anna.buttons.items() if data]
            if labels:
                anna.taps(labels[event % len(labels)])
        else:
            anna.send(event)
        if anna.desk.active is None and not anna.desk.parked:
            anna.says("/membercheck")
        assert anna.text
        assert anna.buttons or anna.desk.active is None
    for command in anna.commands:
        assert command.unnamed <= command.size
        assert (command.dormant or 0) <= command.size
