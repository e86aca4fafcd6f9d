"""Walk 2: the clause library within all limits, the shortest way to rules, and a library that grows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assistant import i18n
from assistant.dialog.engine import Dialogue
from assistant.dialog.events import Tap, Text
from assistant.dialog.render import MOST_TEXT, Reader, plain, say
from assistant.dialog.values import freeze, thaw
from assistant.dialog.words import Paste, Screen
from assistant.domain.clauses import Clause, Matter, Pick, Place, Span, Sum, bounds
from assistant.domain.groups import Audience, Kind, Platform
from assistant.domain.rulebook import MANDATORY, Chosen, Rulebook, Way, clashes, difference, is_full, read
from assistant.domain.rulemaking import SaveRules
from assistant.facts import apply
from assistant.store import Group
from assistant.store import Rulebook as Row
from flows.library import CURRENCIES, member_link
from flows.people.join_group import flow as joining
from flows.rules.announcement import MOST
from flows.rules.clauses import LIBRARY
from flows.rules.states import LEAST_OWN, MOST_OWN
from flows.rules.text import PAGE, WORDING, Wording, full_in_force, pages, place_of, short_in_force, three
from flows.rules.write_rules import make_flow
from tests.dialog.conftest import PAGE as HOME
from tests.dialog.conftest import Person, dialogue

PLACES = [Place(*each) for each in itertools.product(Kind, Platform, Audience, ["CNY", "USD"])]
READERS = [Reader(locale, "Asia/Shanghai") for locale in i18n.locales()]
LONGEST_NAME, LONGEST_TRADE = "二手书一单一结交易群🎉" * 3, "二手书和旧杂志" * 3
LINK = member_link("yidan_assistant_bot", "0" * 16)
OWN = "用自己的话写。" * 43  # 301 characters, cut to the most there may be


def a_group(place: Place, **more: Any) -> Group:
    fields = {"handle": "0" * 16, "owner": 7, "name": LONGEST_NAME[:32], "trade": LONGEST_TRADE[:20], "id": 1}
    return Group(platform=place.platform, kind=place.kind, audience=place.audience, currency=place.currency, entry="approval", **{**fields, **more})  # fmt: skip


def at_their_bounds(clause: Clause, place: Place) -> Iterator[dict[str, Any]]:
    """Every combination of least, usual and greatest values."""
    for values in itertools.product(*(bounds(each, place) for each in clause.parameters)):
        yield {parameter.key: value for parameter, value in zip(clause.parameters, values, strict=True)}


def whole_book(place: Place, at: int, own: str = "") -> Rulebook:
    """Every clause that applies, with its least (0), usual (1) or greatest (2) values, or in own words."""
    return Rulebook(
        tuple(
            Chosen(
                clause.key, str(clause.matter), {} if own else list(at_their_bounds(clause, place))[[0, 0, -1][at]], own
            )
            for clause in LIBRARY
            if clause.applies(place)
        )
    )


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.locale)
@pytest.mark.parametrize("clause", LIBRARY, ids=lambda clause: clause.key)
def test_every_clause_of_every_group_in_every_language_reads_well_at_its_bounds(clause: Clause, reader: Reader):
    others = {key: value for other in LIBRARY for key, value in next(at_their_bounds(other, PLACES[0])).items()}
    for place in PLACES:
        if not clause.applies(place):
            continue
        beside = [{}, *(variant.when for variant in clause.variants)]
        for values, more in itertools.product(at_their_bounds(clause, place), beside):
            given = {**others, **values, **more}
            full, short = (plain(WORDING.clause(clause, given, place, short=each), reader) for each in (False, True))
            assert 10 <= len(full) <= 400, full
            assert 4 <= len(short) <= 160, short
            for text in (full, short):
                assert "{" not in text, text
                assert "}" not in text, text
                assert text[-1] in ".。", text


@pytest.mark.parametrize(
    "place", PLACES, ids=lambda place: f"{place.kind}-{place.platform}-{place.audience}-{place.currency}"
)
def test_whole_rules_keep_to_the_limits_of_messages_and_announcement(place: Place):
    group = a_group(place)
    for reader, at, own in itertools.product(READERS, (0, 1, 2), ("", OWN[:MOST_OWN])):
        book = whole_book(place, at, own)
        announced = WORDING.announcement(book, place, group.name, group.trade, LINK, reader)
        assert len(announced) <= MOST, announced
        assert LINK in announced
        assert all(f"{n}. " in announced for n in (1, 2, 3))
        row = Row(1, 2, 0.0, freeze(book.body({each.locale: WORDING.full_text(book, place, each) for each in READERS})))
        for page in full_in_force(group, row, reader):
            assert len(say(Paste(page), reader)["text"]) <= MOST_TEXT
        facts = {
            "handle": group.handle,
            "find_group": lambda handle: group,
            "find_rules": lambda number, n, row=row: row,
        }
        facts |= {"version": 2}
        read_by_newcomers = apply(joining.derive["rules"], facts)
        assert len(plain(read_by_newcomers, reader)) < MOST_TEXT - 300
        poster = [plain(line, reader) for line in three(group, thaw(row.body))]
        assert [line[:3] for line in poster] == ["1. ", "2. ", "3. "]
        assert all(len(line) <= 110 for line in poster), poster


def test_the_usual_rules_contradict_themselves_nowhere():
    for place in PLACES:
        usual = Rulebook(tuple(Chosen(clause.key, str(clause.matter), {each.key: bounds(each, place)[1] if not isinstance(each, Pick) else next(iter(each.options)) for each in clause.parameters}) for clause in LIBRARY if clause.applies(place)))  # fmt: skip
        assert clashes(usual, place, "approval") == ()


def test_the_library_is_sound():
    keys = [parameter.key for clause in LIBRARY for parameter in clause.parameters]
    assert len(keys) == len(set(keys))
    assert len({clause.key for clause in LIBRARY}) == len(LIBRARY) >= 21
    assert {clause.key for clause in LIBRARY if clause.mandatory} == set(MANDATORY)
    assert {clause.key for clause in LIBRARY if clause.asked} == {"settle", "window", "cap", "payment", "penalties"}
    for clause in LIBRARY:
        assert set(clause.needs) <= {each.key for each in LIBRARY}
        for place in (place for place in PLACES if clause.applies(place)):
            for parameter in clause.parameters:
                found = bounds(parameter, place)
                if isinstance(parameter, Sum):
                    found = tuple(each.minor for each in found)
                assert isinstance(parameter, Pick) or found[0] <= found[1] <= found[2]


def test_usual_sums_are_round_in_every_currency():
    (cap,) = (clause.parameters[0] for clause in LIBRARY if clause.key == "cap")
    for currency in CURRENCIES:
        least, usual, most = bounds(cap, Place("goods", "wechat", "open", currency))
        assert usual.currency == currency
        assert least.minor <= usual.minor <= most.minor
        assert usual.units % 10 == 0


def test_long_texts_break_between_lines():
    lines = [f"{n}. " + "x" * 297 for n in range(40)]
    made = pages("\n".join(lines), "Head")
    assert all(len(each.text) <= PAGE for each in made)
    assert "\n".join(each.text for each in made) == "\n".join(["Head", *lines])


def test_a_text_in_force_stays_as_it_was_worded_whatever_becomes_of_the_library():
    place = PLACES[0]
    row = Row(1, 2, 0.0, freeze(whole_book(place, 1).body({"en": "1. As it was."})))
    reader = next(each for each in READERS if each.locale == "en")
    (page,) = full_in_force(a_group(place), row, reader)
    assert page.text.endswith("1. As it was.")


def test_a_short_draft_keeps_its_three_rules():
    row = Row(1, 1, 0.0, freeze({"settle": timedelta(hours=2), "window": timedelta(days=1)}))
    lines = [plain(line, READERS[-1]) for line in short_in_force(a_group(PLACES[0]), row)]
    assert len(lines) == 3
    assert lines == [plain(line, READERS[-1]) for line in three(a_group(PLACES[0]), thaw(row.body))]


def test_a_change_in_words_names_what_it_was_and_what_it_is():
    place = PLACES[0]
    before, after = whole_book(place, 0), whole_book(place, 2)
    changes = difference(before, after)
    assert {each.way for each in changes} == {Way.CHANGED}
    for reader in READERS:
        text = plain(WORDING.changes(changes, after, place), reader)
        assert len(text) < MOST_TEXT
        assert "{" not in text
    gone = difference(Rulebook((Chosen("bygone", Matter.MONEY, {"bygone": 1}),)), Rulebook((Chosen("bygone", Matter.MONEY, {"bygone": 2}),)))  # fmt: skip
    assert "bygone" in plain(WORDING.changes(gone, after, place), READERS[-1])


# --- the walk ---


def owner(place: Place, body: dict[str, Any] | None = None, flow: Any = None) -> Person:
    """An owner whose group has the short draft, or the rules given."""
    group = a_group(place, name="Riverside Books", trade="books")
    row = Row(1, 1, 0.0, freeze(body or {"settle": timedelta(days=1), "window": timedelta(days=1)}))
    books = {"looked_after": [group], "find_number": lambda number: group, "find_rules": lambda number, n=None: row}
    talk = Dialogue([flow], [HOME]) if flow else dialogue_with_rules()
    return Person(talk, books=books)


def dialogue_with_rules() -> Dialogue:
    return dialogue(make_flow())


def recommended(person: Person) -> bool:
    """Tap what is recommended: the best one, or the default."""
    best = next((label for label in person.buttons if label.startswith(("★", "Skip", "✓ Save"))), None)
    if best is None:
        return False
    person.taps(best)
    return True


@pytest.mark.parametrize(
    "place", PLACES, ids=lambda place: f"{place.kind}-{place.platform}-{place.audience}-{place.currency}"
)
def test_who_taps_only_what_is_recommended_has_valid_rules_after_at_most_eight_answers(place: Place):
    anna, taps = owner(place), 1  # the button that opens the walk
    anna.says("/writerules")
    while not anna.commands:
        assert recommended(anna), anna.text
        taps += 1
    assert taps <= 8
    (saved,) = anna.commands
    assert isinstance(saved, SaveRules)
    assert (saved.group, saved.base) == (1, 1)
    assert all(saved.rules.get(key) for key in MANDATORY)
    assert clashes(saved.rules, place, "approval") == ()
    assert is_full(saved.rules.body(saved.texts))
    assert set(saved.texts) == set(i18n.locales())


def test_rules_written_again_begin_at_the_review_with_what_is_in_force():
    for place, own in itertools.product(PLACES[:4], ("", OWN[:MOST_OWN])):
        book = whole_book(place, 2, own)
        anna = owner(place, book.body({}))
        anna.says("/writerules")
        assert anna.state == "review", anna.text
        anna.taps("✓ Save")
        (saved,) = anna.commands
        assert saved.rules == book


def test_every_screen_of_the_walk_keeps_to_the_limits():
    place = PLACES[0]
    for reader, own in itertools.product(READERS, ("", OWN[:MOST_OWN])):
        anna = owner(place, whole_book(place, 2, own).body({}))
        anna.locale = reader.locale
        anna.says("/writerules")
        review = dict(anna.buttons)
        assert len(review) <= 100
        edits = [data for data in review.values() if ":e." in data]
        for at in range(len(edits)):
            rev = list(anna.buttons.values())
            anna.send(Tap([data for data in rev if ":e." in data][at]))
            assert anna.state != "review"
            for screen in anna.screens:
                assert len(screen["text"]) < MOST_TEXT
            back = next(data for data in anna.buttons.values() if data.endswith(":back"))
            anna.send(Tap(back))
            assert anna.state == "review"
        for extra in (":x.full", ":x.brief"):
            anna.send(Tap(next(data for data in anna.buttons.values() if data.endswith(extra))))
            assert all(len(screen["text"]) <= MOST_TEXT for screen in anna.screens)


def test_own_words_have_their_bounds_and_the_gate():
    anna = owner(PLACES[0])
    anna.says("/writerules")
    anna.taps("In my own words")
    assert "at least 10" in anna.says("x" * (LEAST_OWN - 1))
    assert "300 fit" in anna.says("x" * (MOST_OWN + 1))
    assert "can't help" in anna.says("Everybody does brushing here.")
    anna.says("x" * MOST_OWN)
    assert anna.state == "cap"


def test_own_words_are_one_paragraph():
    anna = owner(PLACES[0])
    anna.says("/writerules")
    anna.taps("In my own words")
    anna.says("Pay at once.\n\n2. And nothing else.")
    while not anna.commands:
        recommended(anna)
    assert anna.commands[0].rules.get("payment").own == "Pay at once. 2. And nothing else."


def test_what_is_forbidden_may_be_named_where_it_is_forbidden():
    anna = owner(PLACES[0])
    anna.says("/writerules")
    while anna.state != "review":
        recommended(anna)
    anna.taps("✎ Not traded here")
    anna.taps("In my own words")
    anna.says("No weed, no guns, no brushing of any kind.")
    assert anna.state == "review"


@pytest.mark.parametrize("clause", LIBRARY, ids=lambda clause: clause.key)
def test_only_what_is_mandatory_cannot_be_left_out(clause: Clause):
    anna = owner(PLACES[0])
    anna.says("/writerules")
    while anna.state != "review":
        recommended(anna)
    if not clause.applies(PLACES[0]):
        return
    label = clause.parameters[0].label if clause.parameters else clause.title
    anna.taps(f"✎ {label}")
    assert ("Leave it out" in anna.buttons) is not clause.mandatory
    if not clause.mandatory:
        anna.taps("Leave it out")
        anna.taps("✓ Save")
        assert anna.commands[0].rules.get(clause.key) is None


def test_amounts_are_in_the_money_of_the_group():
    anna = owner(replace(PLACES[0], currency="USD"))
    anna.says("/writerules")
    recommended(anna)
    assert "US dollar" in anna.says("500 yuan")
    assert anna.says("80").count("$80")


def test_nobody_writes_rules_for_a_group_that_is_not_theirs():
    anna = owner(PLACES[0])
    assert "Only the owner" in anna.says("/writerules 2")
    anna.books["looked_after"] = []
    assert "no group of your own" in anna.says("/writerules")


def test_an_owner_of_several_groups_is_asked_which():
    anna = owner(PLACES[0])
    two = [a_group(PLACES[0], name="Books"), a_group(PLACES[0], name="Lamps", id=2)]
    anna.books |= {"looked_after": two, "find_number": lambda number: two[number - 1]}
    assert "For which group?" in anna.says("/writerules")
    assert "How do people pay" in anna.taps("Lamps")
    assert "1/7" not in anna.text


def test_a_walk_under_way_outlives_a_library_that_has_grown():
    anna = owner(PLACES[0])
    anna.says("/writerules")
    recommended(anna)
    anna.says("200")
    anna.says("5 hours")
    anna.dialogue = Dialogue([make_flow((*LIBRARY, replace(LIBRARY[1], key="pets", title="Pets")))], [HOME])
    assert "I was improved" in anna.says("1 day")
    assert anna.state == "window"
    while not anna.commands:
        recommended(anna)
    (saved,) = anna.commands
    assert (saved.rules.value("cap").units, saved.rules.value("settle")) == (200, timedelta(hours=5))
    assert saved.rules.get("pets") is not None


def test_adding_a_clause_is_adding_one_entry():
    pets = Clause(
        key="pets",
        title="Pets",
        full={Kind.GOODS: "Pets are looked at for {pets}.", Kind.SERVICES: "Pets wait for {pets}.", Kind.TASKS: "Pets, {pets}."},
        short="Pets: {pets}.",
        why="They cannot speak for themselves.",
        matter=Matter.TIME,
        parameters=(
            Span(key="pets", label="Pets", ask="{clause}\n\nHow long?", usual=timedelta(hours=1), least=timedelta(minutes=1), most=timedelta(days=1)),
        ),
    )  # fmt: skip
    library = (*LIBRARY, pets)
    anna = owner(PLACES[0], flow=make_flow(library))
    anna.says("/writerules")
    while anna.state != "review":
        recommended(anna)
    assert "Pets: 1 hour" in anna.text
    anna.taps("✎ Pets")
    assert "Pets are looked at for 1 hour." in anna.text
    assert "They cannot speak" in anna.taps("Why?")
    anna.send(Text("2 hours"))
    assert "Pets are looked at for 2 hours." in anna.taps("👁 Full text")
    anna.taps("✓ Save")
    (saved,) = anna.commands
    assert saved.rules.get("pets") == Chosen("pets", Matter.TIME, {"pets": timedelta(hours=2)})
    longer = Rulebook(
        (*saved.rules.clauses[:-1], replace(saved.rules.clauses[-1], values={"pets": timedelta(hours=3)}))
    )
    changes = difference(read(saved.rules.body({})), longer)
    said = plain(Wording(library).changes(changes, longer, PLACES[0]), READERS[-1])
    assert said == "• Pets: from 2 hours to 3 hours"
    new = difference(Rulebook(saved.rules.clauses[:-1]), longer)
    assert plain(Wording(library).changes(new, longer, PLACES[0]), READERS[-1]) == "＋ Pets: Pets: 3 hours."


def test_rules_of_an_older_library_are_changed_without_what_came_since():
    """A clause that came with a new release is not slipped into a group's rules."""
    place = PLACES[0]
    book = Rulebook(tuple(each for each in whole_book(place, 1).clauses if each.key != "privacy"))
    anna = owner(place, book.body({}))
    anna.says("/writerules")
    assert "Privacy: left out" in anna.text


def test_places_are_read_from_groups():
    assert place_of(a_group(PLACES[1])) == PLACES[1]
    assert isinstance(say(Screen((WORDING.changes((), Rulebook(), PLACES[0]),)), READERS[0]), dict)


# --- clauses that look at each other ---


def worded(book: Rulebook, place: Place, *, short: bool = False) -> dict[str, str]:
    return {clause.key: plain(text, READERS[0]) for clause, text in WORDING.said(book, place, short=short)}


def with_answers(place: Place, **values: Any) -> Rulebook:
    """The usual rules but for some values; None leaves a clause out."""
    made = []
    for each in whole_book(place, 1).clauses:
        if each.key not in values:
            made.append(each)
        elif values[each.key] is not None:
            made.append(replace(each, values={**each.values, each.key: values[each.key]}))
    return Rulebook(tuple(made))


@pytest.mark.parametrize("place", [place for place in PLACES if place.kind == Kind.GOODS], ids=str)
def test_cash_on_meeting_speaks_of_no_parcel_and_no_voucher(place: Place):
    cash = with_answers(place, payment="cash")
    for reader, short in itertools.product(READERS, (False, True)):
        text = " ".join(plain(each, reader) for _, each in WORDING.said(cash, place, short=short)).casefold()
        for word in ("tracking", "parcel", "unpacking", "postage", "voucher", "group's own collection"):
            assert word not in text, text
        for word in ("单号", "快递", "包裹", "拆包", "邮费", "凭证", "群收款"):
            assert word not in text, text
    assert "on handing over" in worded(cash, place)["settle"] or READERS[0].locale != "en"


def test_a_cap_without_parts_promises_no_parts():
    for place, reader in itertools.product(PLACES, READERS):
        for parts in (None, 50):
            book = with_answers(place, parts=parts)
            (cap,) = (plain(text, reader) for clause, text in WORDING.said(book, place) if clause.key == "cap")
            assert ("parts" in cap or "分段" in cap) is (parts is not None), cap


def test_parts_say_nothing_where_the_cap_is_in_own_words():
    place = PLACES[0]
    own = replace(whole_book(place, 1).get("cap"), values={}, own="Ask the owner above two hundred.")
    book = Rulebook(tuple(own if each.key == "cap" else each for each in whole_book(place, 1).clauses))
    assert "parts" not in worded(book, place)


def test_short_rules_are_a_dozen_lines_that_name_the_rest():
    for place, at, reader in itertools.product(PLACES, (0, 1, 2), READERS):
        *lines, last = (plain(each, reader) for each in WORDING.short(whole_book(place, at), place))
        assert len(lines) <= 12
        rest = len(list(WORDING.said(whole_book(place, at), place))) - len(lines)
        assert str(rest) in last
        assert not last[0].isdigit()
    keys = {clause.key for clause in LIBRARY if clause.brief}
    assert keys >= {*MANDATORY, "payment", "cap", "window", "penalties"}


def test_own_penalties_keep_the_sentence_about_lapsing():
    anna = owner(PLACES[0])
    anna.says("/writerules")
    while anna.state != "penalties":
        recommended(anna)
    assert "This sentence stays after yours: A step lapses after 30 days" in anna.taps("In my own words")
    anna.says("First a word in private, then a week without offers.")
    assert anna.state == "review"
    assert "Penalties lapse after: 30 days" in anna.text
    anna.taps("✎ Penalties lapse after")
    anna.says("60 days")
    said = anna.taps("👁 Full text")
    assert "a week without offers. A step lapses after 60 days without another." in said
    anna.taps("✓ Save")
    (saved,) = anna.commands
    assert saved.rules.get("penalties").values == {"lapse": timedelta(days=60)}


def test_a_difference_tells_what_new_words_say():
    place = PLACES[0]
    before = with_answers(place, privacy=None)
    own = replace(before.get("recap"), own="Say it twice, then pay.", values={})
    after = Rulebook(tuple(own if each.key == "recap" else each for each in whole_book(place, 1).clauses))
    english = next(reader for reader in READERS if reader.locale == "en")
    lines = plain(WORDING.changes(difference(before, after), after, place), english).split("\n")
    assert lines == [
        "• Recap before paying, in other words: Say it twice, then pay.",
        "＋ Privacy: Addresses only to the other party; no spreading of data.",
    ]
