"""Rules as values: kept and read back, compared, in force, and what does not go together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialog.values import freeze, thaw
from assistant.domain.clauses import Matter, Place
from assistant.domain.groups import Standing
from assistant.domain.money import Money
from assistant.domain.rulebook import (
    LATE,
    LONG_WINDOW,
    PARTS,
    QR,
    SLOW,
    TOOTHLESS,
    Change,
    Chosen,
    Rulebook,
    Version,
    Way,
    clashes,
    difference,
    in_force,
    is_full,
    must_confirm_again,
    read,
)
from assistant.domain.rulemaking import (
    LACKING,
    MEANWHILE,
    NEWER,
    NO_MEMBER,
    NOTHING_NEW,
    ConfirmRules,
    RulesConfirmed,
    SaveRules,
    decide,
)
from assistant.errors import Refused

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
GOODS = Place("goods", "wechat", "open")


def settle(span: timedelta = DAY) -> Chosen:
    return Chosen("settle", Matter.TIME, {"settle": span})


def window(span: timedelta = DAY) -> Chosen:
    return Chosen("window", Matter.TIME, {"window": span})


def book(*more: Chosen, first: Chosen | None = None) -> Rulebook:
    return Rulebook((first or settle(), Chosen("truth"), Chosen("disputes", Matter.TIME, {"disputes": DAY}), *more))


values = st.one_of(
    st.timedeltas(min_value=HOUR, max_value=60 * DAY).map(lambda span: timedelta(seconds=int(span.total_seconds()))),
    st.builds(Money, st.integers(1, 10**9), st.sampled_from(["CNY", "USD"])),
    st.integers(0, 99),
    st.sampled_from(["platform", "cash"]),
)
clauses = st.builds(
    Chosen,
    st.sampled_from(["settle", "window", "cap", "privacy", "own"]),
    st.sampled_from([str(each) for each in Matter]),
    st.dictionaries(st.sampled_from(["a", "b"]), values, max_size=2),
    st.sampled_from(["", "Our own words, all of them."]),
)
books = st.lists(clauses, unique_by=lambda each: each.key, max_size=5).map(lambda each: Rulebook(tuple(each)))


@given(books)
def test_a_stored_rulebook_reads_back_as_it_was(rules: Rulebook):
    body = thaw(freeze(rules.body({"en": "1. Words"})))
    assert is_full(body)
    assert read(body) == rules
    assert body["texts"] == {"en": "1. Words"}


@given(books)
def test_nothing_differs_from_itself(rules: Rulebook):
    assert difference(rules, rules) == ()
    assert not must_confirm_again(())


@given(books, books)
def test_a_difference_names_each_clause_that_differs_and_no_other(old: Rulebook, new: Rulebook):
    named = {change.clause for change in difference(old, new)}
    both = {each.key for each in old.clauses} & {each.key for each in new.clauses}
    only_one = ({each.key for each in old.clauses} | {each.key for each in new.clauses}) - both
    assert only_one <= named
    assert not {key for key in both if old.get(key) == new.get(key)} & named


@given(books, books)
def test_what_was_added_is_left_out_the_other_way_round(old: Rulebook, new: Rulebook):
    there = {change.clause for change in difference(old, new) if change.way == Way.ADDED}
    assert there == {change.clause for change in difference(new, old) if change.way == Way.LEFT_OUT}


def test_the_short_draft_reads_as_its_three_clauses_and_the_window():
    draft = read({"settle": 2 * HOUR, "window": DAY})
    assert [each.key for each in draft.clauses] == ["settle", "window", "truth", "disputes"]
    assert draft.value("settle") == 2 * HOUR
    assert not is_full({"settle": DAY})


@pytest.mark.parametrize(
    ("old", "new", "expected", "again"),
    [
        (book(), book(first=settle(HOUR)), [Change(Way.CHANGED, "settle", True, "settle", DAY, HOUR)], True),
        (book(), book(Chosen("privacy")), [Change(Way.ADDED, "privacy", False)], False),
        (book(Chosen("privacy")), book(), [Change(Way.LEFT_OUT, "privacy", False)], False),
        (book(), book(Chosen("penalties", Matter.PENALTY)), [Change(Way.ADDED, "penalties", True)], True),
        (book(Chosen("cap", Matter.MONEY, {"cap": 1})), book(), [Change(Way.LEFT_OUT, "cap", True)], True),
        (book(Chosen("privacy")), book(Chosen("privacy", own="Say nothing.")), [Change(Way.REWORDED, "privacy", False)], False),
        (book(), book(first=Chosen("settle", Matter.TIME, own="On the spot.")), [Change(Way.REWORDED, "settle", True)], True),
        (book(), Rulebook(tuple(reversed(book().clauses))), [], False),
    ],
)  # fmt: skip
def test_what_changed_and_who_confirms_again(old, new, expected, again):
    found = difference(old, new)
    assert list(found) == expected
    assert must_confirm_again(found) is again


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=9), st.integers(-10, 1100))
def test_in_force_is_the_newest_version_made_by_then(gaps: list[int], at: int):
    moments = [sum(gaps[: end + 1]) for end in range(len(gaps))]
    versions = [Version(n, NOW + timedelta(hours=hours)) for n, hours in enumerate(moments, 1)]
    found = in_force(versions, NOW + timedelta(hours=at))
    made = [each for each in versions if each.since <= NOW + timedelta(hours=at)]
    assert found == (made[-1] if made else None)


CAP, IN_PARTS = Chosen("cap", Matter.MONEY, {"cap": 1}), Chosen("parts", Matter.MONEY, {"parts": 50})


@pytest.mark.parametrize(
    ("rules", "kind", "entry", "messages"),
    [
        (book(window(), CAP, IN_PARTS), "goods", "qr", []),
        (book(IN_PARTS), "goods", "qr", [PARTS]),
        (book(Chosen("eligible", values={"eligible": "approved"})), "goods", "qr", [QR]),
        (book(Chosen("eligible", values={"eligible": "approved"})), "goods", "approval", []),
        (book(window(8 * DAY)), "goods", "approval", [LONG_WINDOW]),
        (book(window(4 * DAY)), "goods", "approval", []),
        (book(window(4 * DAY)), "tasks", "approval", [LONG_WINDOW]),
        (book(window(), first=settle(2 * DAY)), "services", "approval", [SLOW]),
        (book(window(), first=settle(2 * DAY)), "goods", "approval", []),
        (book(Chosen("conduct")), "goods", "approval", [TOOTHLESS]),
        (book(Chosen("ship", Matter.TIME, {"ship": 8 * DAY})), "goods", "approval", [LATE]),
        (book(Chosen("ship", Matter.TIME, {"ship": 8 * DAY})), "services", "approval", []),
    ],
)
def test_what_does_not_go_together_is_told(rules, kind, entry, messages):
    assert [each.message for each in clashes(rules, Place(kind, "wechat", "open"), entry)] == messages


# --- saving and confirming ---

STANDING = Standing(5, owner=7, name="Books", entry="qr", rules=2)


def save(rules: Rulebook, person: int = 7, base: int = 2) -> SaveRules:
    return SaveRules(person, NOW, 5, base, rules, {})


def test_a_new_version_follows_the_one_in_force():
    (saved,) = decide(save(book(first=settle(HOUR))), STANDING, book(), member=False)
    assert (saved.version, saved.confirm_again, len(saved.difference)) == (3, True, 1)


@pytest.mark.parametrize(
    ("command", "member", "message"),
    [
        (save(book(window())), False, None),
        (save(book()), False, NOTHING_NEW),
        (save(book(window()), base=1), False, MEANWHILE),
        (save(book(window()), person=8), False, "Only the owner and the admins of this group can do that."),
        (save(Rulebook((settle(),))), False, LACKING),
        (ConfirmRules(8, NOW, 5, 2), True, None),
        (ConfirmRules(8, NOW, 5, 2), False, NO_MEMBER),
        (ConfirmRules(8, NOW, 5, 1), True, NEWER),
    ],
)
def test_what_is_refused(command, member, message):
    if message is None:
        assert decide(command, STANDING, book(), member=member)
        return
    with pytest.raises(Refused) as no:
        decide(command, STANDING, book(), member=member)
    assert no.value.message == message


def test_a_group_that_is_gone_has_no_rules():
    with pytest.raises(Refused):
        decide(save(book(window())), None, None, member=False)


def test_a_member_confirms_the_version_in_force():
    assert decide(ConfirmRules(8, NOW, 5, 2), STANDING, book(), member=True) == (RulesConfirmed(5, 8, NOW, 2),)
