"""Rules on the books: versions that nothing rewrites, a history, and members who confirm anew.

The group is an old one, founded with the short draft of an earlier release; its rules are written in full here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from assistant.dialog.events import Command, Tap, Text
from assistant.dialog.values import freeze, thaw
from assistant.domain.rulebook import is_full
from assistant.store import Group
from tests.test_service import ANNA, BEN, World, body, data

CARA = 9


@pytest.fixture
def world() -> Iterator[World]:
    """Anna's group, which Ben and Cara have joined."""
    made = World()
    made.send(Command("start"))
    group = old_group(made)
    for person in (BEN, CARA):
        said = body(made.send(Command("start", f"g_{group.handle}"), person))
        made.send(Tap(data(said, "I have read")), person)
    made.owed()
    yield made
    made.books.close()


def old_group(world: World) -> Group:
    """Anna's group as the first release stored it: of its rules only settlement time and claims window."""
    day = timedelta(days=1)
    group = Group(
        handle="0123456789abcdef",
        owner=ANNA,
        platform="wechat",
        kind="goods",
        name="Old books, paid at once",
        trade="old books",
        audience="known",
        entry="approval",
        zone="America/New_York",
        currency="USD",
    )
    world.books.begin()
    number = world.books.groups.found(group, freeze({"settle": day, "window": day}), world.clock.now())
    world.books.commit()
    return world.books.groups.get(number)


def write(world: World) -> dict:
    said = body(world.send(Command("writerules")))
    for _ in range(5):
        label = "Skip" if "Skip" in str(said) else "★"
        said = body(world.send(Tap(data(said, label))))
    return said


def save(world: World, said: dict) -> list[dict]:
    world.send(Tap(data(said, "✓ Save")))
    return world.owed()


def test_a_new_version_stands_beside_the_old_one_with_its_history(world: World):
    before = world.books.groups.rulebook(1, 1)
    save(world, write(world))
    assert world.books.groups.rulebook(1, 1) == before
    newest = world.books.groups.rulebook(1)
    assert (newest.n, is_full(newest.body), set(thaw(newest.body)["texts"])) == (2, True, {"en", "zh_CN"})
    event = world.books.events.of("group:1")[-1]
    assert (event.name, event.body["version"], event.body["confirm_again"]) == ("RulesSaved", 2, True)


def test_the_owner_gets_the_texts_and_each_member_a_notice(world: World):
    owed = save(world, write(world))
    to_anna = [each["text"] for each in owed if each["chat_id"] == ANNA]
    assert any(text.startswith("【Old books, paid at once】\n") and len(text) <= 500 for text in to_anna)
    assert len(to_anna) == 3, to_anna  # how long it is, the announcement, who confirms anew: no flood
    assert "2 members have to confirm anew" in to_anna[-1]
    assert not any("Go on" in str(each) for each in owed)
    assert sorted(each["chat_id"] for each in owed if each["chat_id"] != ANNA) == [BEN, CARA]


def test_a_member_sees_the_difference_and_confirms(world: World):
    notice = next(each for each in save(world, write(world)) if each["chat_id"] == BEN)
    said = body(world.send(Tap(data(notice, "See what")), BEN))
    assert "＋ Penalties: reminder → 24 h" in said["text"]
    said = body(world.send(Tap(data(said, "I confirm")), BEN))
    assert "confirmed version 2" in said["text"]
    assert world.books.groups.member(1, BEN).rules_version == 2
    assert world.books.groups.member(1, CARA).rules_version == 1
    assert world.books.events.of("group:1")[-1].name == "RulesConfirmed"
    again = len(world.books.events.of("group:1"))
    world.send(Tap("c:agree 1 2"), BEN)
    assert len(world.books.events.of("group:1")) == again


def test_an_old_button_confirms_nothing_but_shows_what_is_newest(world: World):
    notice = next(each for each in save(world, write(world)) if each["chat_id"] == BEN)
    old = data(body(world.send(Tap(data(notice, "See what")), BEN)), "I confirm")
    said = body(world.send(Command("writerules")))
    world.send(Tap(data(said, "✎ Claims window")))
    save(world, body(world.send(Text("3 days"))))
    said = body(world.send(Tap(old), BEN))
    assert "version 3" in str(said)
    assert world.books.groups.member(1, BEN).rules_version == 1


def test_only_the_wording_changed_and_nobody_is_disturbed(world: World):
    save(world, write(world))
    said = body(world.send(Command("writerules")))
    said = body(world.send(Tap(data(said, "✎ Privacy"))))
    world.send(Tap(data(said, "In my own")))
    owed = save(world, body(world.send(Text("Keep addresses to yourselves."))))
    assert {each["chat_id"] for each in owed} == {ANNA}
    assert world.books.groups.rulebook(1).n == 3
    assert world.books.events.of("group:1")[-1].body["confirm_again"] is False


def test_a_stranger_sees_and_confirms_nothing(world: World):
    for name in ("rules 1", "fullrules 1", "shortrules 1", "announcement 1", "newrules 1", "agree 1 1", "writerules 1"):
        answer = body(world.send(Tap(f"c:{name}"), 99))
        assert "Old books" not in answer["text"], name
    assert world.books.groups.member(1, 99) is None


def test_two_walks_cannot_save_over_each_other(world: World):
    said = write(world)
    world.books.begin()
    world.books.groups.add_rulebook(1, world.books.groups.rulebook(1).body, world.clock.now())
    world.books.commit()
    answer = body(world.send(Tap(data(said, "✓ Save"))))
    assert "changed in the meantime" in answer["text"]
    assert world.books.groups.rulebook(1).n == 2


def test_the_owner_of_an_old_group_is_offered_the_full_rules(world: World):
    said = body(world.send(Command("rules")))
    assert "So far there is the short draft" in said["text"]
    said = body(world.send(Tap(data(said, "Write the full rules"))))
    assert "How do people pay each other?" in said["text"]
    pasted = body(world.send(Tap("c:announcement 1")))
    assert "1. Settlement: pay within 1 day of agreeing" in pasted["text"]
    assert [row.n for row in (world.books.groups.rulebook(1),)] == [1]


def test_a_member_is_told_that_a_version_waits_and_may_confirm_below_its_text(world: World):
    assert "You have confirmed version 1." in body(world.send(Command("rules"), BEN))["text"]
    save(world, write(world))
    said = body(world.send(Command("rules"), BEN))
    assert "Version 2 waits for your yes; so far you have confirmed version 1." in said["text"]
    world.send(Tap(data(said, "Full text")), BEN)
    below = world.owed()[-1]
    said = body(world.send(Tap(data(below, "I confirm version 2")), BEN))
    assert "confirmed version 2" in said["text"]
    assert "waits" not in body(world.send(Command("rules"), BEN))["text"]


def test_who_joins_by_an_old_screen_has_confirmed_what_it_showed(world: World):
    dora = 10
    group = world.books.groups.get(1)
    shown = body(world.send(Command("start", f"g_{group.handle}"), dora))
    save(world, write(world))
    world.send(Tap(data(shown, "I have read")), dora)
    assert world.books.groups.member(1, dora).rules_version == 1
    (told,) = [each for each in world.owed() if each["chat_id"] == dora]
    assert "have changed (version 2)" in told["text"]
    late = body(world.send(Command("start", f"g_{group.handle}"), 11))
    world.send(Tap(data(late, "I have read")), 11)
    assert world.books.groups.member(1, 11).rules_version == 2
    assert not [each for each in world.owed() if each["chat_id"] == 11]


def test_a_newcomer_may_read_every_clause_before_saying_yes(world: World):
    save(world, write(world))
    group = world.books.groups.get(1)
    shown = body(world.send(Command("start", f"g_{group.handle}"), 12))
    assert "more clauses: see the full rules." in shown["text"]
    whole = body(world.send(Tap(data(shown, "Full text")), 12))
    assert "Changes of these rules: New rules are announced" in whole["text"]
    (below,) = world.owed()
    world.send(Tap(data(below, "I have read")), 12)
    assert world.books.groups.member(1, 12).rules_version == 2
