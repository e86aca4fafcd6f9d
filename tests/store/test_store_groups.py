from __future__ import annotations

from dataclasses import replace

import pytest
from store_samples import NOW, group, know

from assistant.store import Conflict, GroupQr, LoggedEvent, Member, Rulebook

RULES = {"clauses": ["先款后货", "一单一结"], "cap": 50000}


@pytest.fixture
def founded(books):
    know(books, 1, 2, 3)
    return books.groups.found(group(), RULES, NOW)


def test_a_group_begins_with_version_one_and_its_first_rulebook(books):
    know(books, 1)
    asked = group(
        trade="books", audience="students", size="200", entry="open", zone="Asia/Shanghai", currency="CNY",
        payee="老王", link="https://x", facts={"cap": 5, "深": [1, {"a": None}]},
    )  # fmt: skip
    number = books.groups.found(asked, RULES, NOW)
    assert books.groups.get(number) == replace(asked, id=number, founded_at=NOW, version=1)
    assert books.groups.rulebook(number) == Rulebook(number, 1, NOW, RULES)


def test_a_group_is_found_by_handle_owner_and_member(books, founded):
    other = books.groups.found(group("h2", owner=2), {}, NOW)
    books.groups.join(other, 1, "A", 1, NOW)
    assert books.groups.by_handle("h2").id == other
    assert books.groups.by_handle("h3") is None
    assert [g.id for g in books.groups.of_owner(1)] == [founded]
    assert [g.id for g in books.groups.of_member(1)] == [other]
    assert books.groups.of_owner(3) == books.groups.of_member(3) == []
    assert books.groups.get(99) is None


def test_a_handle_is_given_once_and_a_refused_group_leaves_nothing(books, founded):
    with pytest.raises(Conflict):
        books.groups.found(group("h1", owner=2), RULES, NOW)
    assert books.groups.of_owner(2) == []


def test_an_owner_must_be_known(books):
    with pytest.raises(Conflict):
        books.groups.found(group(owner=99), RULES, NOW)


def test_a_change_needs_the_version_it_was_decided_on(books, founded):
    assert books.groups.update(founded, 1, name="旧书", facts={"a": 1}, archived_at=NOW) is True
    assert books.groups.update(founded, 1, name="lost") is False
    kept = books.groups.get(founded)
    assert (kept.name, kept.facts, kept.archived_at, kept.version) == ("旧书", {"a": 1}, NOW, 2)
    assert books.groups.update(99, 1, name="x") is False


@pytest.mark.parametrize("field", ["id", "version", "handle", "founded_at", "colour"])
def test_some_fields_cannot_be_changed(books, founded, field):
    with pytest.raises(TypeError):
        books.groups.update(founded, 1, **{field: 5})
    assert books.groups.get(founded).version == 1


def test_a_renewed_handle_ends_the_old_link(books, founded):
    assert books.groups.renew_handle(founded, "h9") is True
    assert books.groups.by_handle("h1") is None
    assert books.groups.by_handle("h9").version == 2
    assert books.groups.renew_handle(99, "h10") is False


def test_rulebooks_are_numbered_and_stay(books, founded):
    assert books.groups.add_rulebook(founded, {"n": 2}, NOW + 1) == 2
    assert books.groups.add_rulebook(founded, {"n": 3}, NOW + 2) == 3
    assert books.groups.rulebook(founded) == Rulebook(founded, 3, NOW + 2, {"n": 3})
    assert books.groups.rulebook(founded, 1) == Rulebook(founded, 1, NOW, RULES)
    assert books.groups.rulebook(founded, 4) is None
    assert books.groups.rulebook(99) is None


def test_a_rulebook_needs_a_group(books):
    with pytest.raises(Conflict):
        books.groups.add_rulebook(99, {}, NOW)


def test_joining_again_changes_nothing(books, founded):
    assert books.groups.join(founded, 2, "贝", 1, NOW) is True
    assert books.groups.join(founded, 2, "贝", 1, NOW + 50) is False
    assert books.groups.members(founded) == [Member(founded, 2, NOW, 1, NOW, "贝")]
    assert books.groups.member(founded, 2) == Member(founded, 2, NOW, 1, NOW, "贝")
    assert books.groups.member(founded, 3) is None


def test_confirming_newer_rules_keeps_the_day_of_joining(books, founded):
    books.groups.join(founded, 2, "贝", 1, NOW)
    books.groups.add_rulebook(founded, {}, NOW + 1)
    books.groups.join(founded, 2, "贝贝", 2, NOW + 2)
    assert books.groups.members(founded) == [Member(founded, 2, NOW, 2, NOW + 2, "贝贝")]
    books.groups.join(founded, 2, "贝贝", 1, NOW + 3)
    assert books.groups.member(founded, 2).rules_version == 2


def test_nobody_confirms_rules_that_are_not_there(books, founded):
    with pytest.raises(Conflict):
        books.groups.join(founded, 2, "贝", 2, NOW)


def test_members_come_in_the_order_they_joined(books, founded):
    for person, at in ((3, NOW), (1, NOW + 2), (2, NOW + 1)):
        books.groups.join(founded, person, "x", 1, at)
    assert [member.person for member in books.groups.members(founded)] == [3, 2, 1]


def test_the_qr_taken_last_counts(books, founded):
    assert books.groups.qr(founded) is None
    books.groups.put_qr(founded, "s2", "weixin://2", NOW + 5, NOW + 500)
    books.groups.put_qr(founded, "s1", "weixin://1", NOW, None)
    assert books.groups.qr(founded) == GroupQr(founded, "s2", "weixin://2", NOW + 5, NOW + 500)
    books.groups.put_qr(founded, "s3", "weixin://3", NOW + 5, None)
    assert books.groups.qr(founded).sha256 == "s3"


def test_history_is_read_by_subject_in_order(books):
    first = books.events.append("group:1", "founded", {"by": "安娜"}, 7, NOW)
    books.events.append("group:11", "founded", {}, 7, NOW)
    last = books.events.append("group:1", "archived", {}, None, NOW - 5)
    assert books.events.of("group:1") == [
        LoggedEvent(first, NOW, 7, "group:1", "founded", {"by": "安娜"}),
        LoggedEvent(last, NOW - 5, None, "group:1", "archived", {}),
    ]
    assert books.events.of("group:2") == []
