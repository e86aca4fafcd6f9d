"""A rehearsal: real rules, real screens, made-up people; marked throughout, and it leaves nothing behind but its day."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant import i18n
from assistant.commands import carry_out
from assistant.dialog.events import Command, Event, Tap
from assistant.dialog.render import MOST_TEXT
from assistant.dialog.values import freeze
from assistant.domain.clauses import Place
from assistant.domain.disputes import drawing
from assistant.domain.groups import Audience, Kind, Platform
from assistant.domain.money import Money
from assistant.domain.rehearsal import Rehearse
from assistant.domain.roles import Role
from assistant.domain.rulebook import Chosen, Rulebook
from assistant.errors import Refused
from assistant.store import Group
from assistant.store import Rulebook as Row
from flows.rehearsal import court as courts
from flows.rehearsal.stories import REASONS, STORIES, THINKS
from flows.rehearsal.walk import flow
from tests.dialog.conftest import Person, dialogue
from tests.flows.test_set_safety import usual_rules
from tests.test_service import ANNA, BEN, World, body

LOCALES = list(i18n.locales())
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MARK = "🎭 Rehearsal: nobody is told, nothing is kept"
VOTES = ("upheld", "partly", "rejected", "undecided")
TALKS = (("contest",), ("sorry", "counter"))
CARA, DORA = 9, 10


def place(kind: str = Kind.GOODS) -> Place:
    return Place(kind, Platform.WECHAT, Audience.KNOWN)


def owner(
    kind: str = Kind.GOODS, rules: Rulebook | None = None, *, locale: str = "en", jurors: int = 0, **more: Any
) -> Person:
    """Who looks after one group with these rules (the usual ones, if none are given)."""
    facts = {
        "platform": Platform.WECHAT,
        "audience": Audience.KNOWN,
        "zone": "Asia/Shanghai",
        "currency": "CNY",
        **more,
    }
    group = Group(handle="0" * 16, owner=7, kind=kind, name="Riverside", id=1, **facts)
    book = usual_rules(place(kind), cap=Money(1000_00, "CNY")) if rules is None else rules
    books = {
        "looked_after": [group],
        "find_number": lambda number: group,
        "find_rules": lambda number, n=None: Row(1, 3, 0.0, freeze(book.body({}))),
        "find_roles": lambda number, role=None: [object()] * jurors,
    }
    return Person(dialogue(flow), locale=locale, books=books)


def press(person: Person, action: str) -> str:
    """The button with that action of the conversation, whatever it is called."""
    found = [data for data in person.buttons.values() if data.endswith(f":{action}")]
    assert len(found) == 1, f"{action}: {list(person.buttons.items())}"
    return person.send(Tap(found[0]))


def play(person: Person, story: str, *talk: str, vote: str = "upheld") -> Iterator[str]:
    """Every screen of a rehearsal, one a tap."""
    yield person.says("/rehearse")
    for option in (story, *talk):
        yield press(person, f"o.{option}")
    if talk[-1] == "accept":
        yield press(person, "b.end")
        return
    for button in ("freeze", "draw", "sit"):
        yield press(person, f"b.{button}")
    yield press(person, f"o.{vote}")
    if vote == "partly":
        yield press(person, "p.0")
    yield press(person, "p.0")
    for button in ("next", "end"):
        yield press(person, f"b.{button}")


# --- every way through ---


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("kind", "story"), [(kind, key) for kind, tales in STORIES.items() for key in tales])
def test_every_way_leads_through_in_a_dozen_taps_with_the_mark_on_every_screen(kind: Kind, story: str, locale: str):
    mark = i18n.text(MARK, locale)
    ways = [(("sorry", "accept"), "upheld"), *itertools.product(TALKS, VOTES)]
    for talk, vote in ways:
        anna = owner(kind, locale=locale)
        screens = list(play(anna, story, *talk, vote=vote))
        assert len(screens) <= 13
        assert all(mark in screen for screen in screens[:-1])
        assert screens[-1].startswith("🎭")
        assert all(len(screen) <= MOST_TEXT for screen in screens)
        assert not any("{" in screen for screen in screens)
        (done,) = anna.commands
        assert done == Rehearse(7, anna.now, 1)
        assert anna.desk.active is None


@pytest.mark.parametrize("locale", LOCALES)
def test_all_that_made_up_people_say_is_long_enough_for_the_domain_in_every_language(locale: str):
    said = [
        text for tales in STORIES.values() for each in tales.values() for text in (each.story, each.denies, each.admits)
    ]
    said += [*THINKS.values(), *REASONS.values()]
    assert min(len(i18n.text(each, locale)) for each in said) >= 20


def test_what_is_asked_in_between_bears_the_mark_too():
    anna = owner()
    screens = list(itertools.islice(play(anna, "broken", "contest"), 6))
    assert "How do you decide?" in screens[-1]
    for _ in range(2):
        assert MARK in press(anna, "why")
    assert MARK in anna.says("no idea what to do")
    assert MARK in press(anna, "o.partly")
    assert MARK in anna.says("a lot")
    assert MARK in anna.says("5000")  # more than was asked for
    assert MARK in press(anna, "p.0")
    assert MARK in anna.says("too short")
    assert MARK in anna.says("Both did something wrong here.")
    assert MARK in press(anna, "back")
    assert MARK in press(anna, "keep")
    assert MARK in press(anna, "cancel")
    assert MARK in press(anna, "stay")


def test_only_the_conversation_itself_has_buttons():
    """A real screen's buttons would open a real case."""
    anna = owner()
    for _ in play(anna, "broken", "sorry", "counter"):
        acts = {data for data in anna.buttons.values() if data.startswith("c:")}
        assert acts == set()


# --- it is a real case ---


@pytest.mark.parametrize(
    ("talk", "vote", "outcome"),
    [
        (("contest",), "upheld", "right in part: CN¥100 of CN¥200"),
        (("contest",), "rejected", "the claim is rejected"),
        (("contest",), "undecided", "the claim is rejected"),
        (("sorry", "counter"), "upheld", "the claim is right: CN¥200"),
        (("sorry", "counter"), "rejected", "right in part: CN¥100 of CN¥200"),
    ],
)
def test_the_vote_counts_as_one_of_three(talk: tuple[str, ...], vote: str, outcome: str):
    screens = list(play(owner(), "broken", *talk, vote=vote))
    assert outcome in screens[-3]
    remedy = "nobody has to do anything" if "rejected" in outcome else "Tom has to pay"
    assert remedy in screens[-2]


def test_an_own_amount_and_own_words_go_into_the_count():
    anna = owner()
    for _ in itertools.islice(play(anna, "broken", "contest"), 6):
        pass
    press(anna, "o.partly")
    anna.says("40")
    ruling = anna.says("A scratch is not worth half of it.")
    assert "right in part: CN¥40 of CN¥200" in ruling  # the middle one of 0, 40 and 100
    assert "“A scratch is not worth half of it.”" in ruling


def test_the_same_answers_give_the_same_draw_whenever_and_in_whatever_language():
    anna = owner()
    *_, sealed = itertools.islice(play(anna, "broken", "contest"), 4)
    drawn = press(anna, "b.draw")
    anna.now += timedelta(days=3)
    anna.locale = "zh_CN"
    before = press(anna, "back")
    again = press(anna, "b.draw")
    order = next(line for line in drawn.splitlines() if "The order" in line).split(": ")[1]
    assert order in again
    seal = sealed.split("sealed as ")[1][:14]
    assert seal in before
    assert seal in again


def test_the_order_follows_from_the_sealed_number_and_another_rehearsal_has_another():
    def draw(seed: str) -> Any:
        court = courts.filed(STORIES[Kind.GOODS]["broken"], "goods", "CNY", (1, Rulebook()), seed, NOW, "en")
        for step in (courts.contested, courts.gathered, courts.frozen, courts.drawn):
            court = step(court)
        return court.it.draw

    one, other = draw("a"), draw("b")
    assert one.order == tuple(at + 1 for at in drawing.selection(drawing.key_of(one.nonce, {}), len(one.tags)))
    assert drawing.nonce_hash(one.nonce) == one.nonce_hash
    assert one.commitment != other.commitment


# --- by the group's own rules ---


def last_but_one(anna: Person, story: str = "broken") -> str:
    return list(play(anna, story, "sorry", "counter"))[-2]


@pytest.mark.parametrize(
    ("penalties", "steps"),
    [
        ("ladder", "a reminder → 24 h without offers → 7 days without offers → removal from the group"),
        ("gentle", "a reminder → a reminder → 7 days without offers → removal from the group"),
        ("strict", "24 h without offers → 7 days without offers → removal from the group"),
    ],
)
def test_penalties_are_those_of_the_groups_ladder(penalties: str, steps: str):
    after = last_but_one(owner(rules=usual_rules(place(), penalties=penalties)))
    assert f"Penalties by your rules: {steps}." in after
    assert f"Here I would propose to you: {steps.split(' → ', maxsplit=1)[0]}." in after


def test_without_a_ladder_none_is_made_up():
    book = usual_rules(place())
    bare = Rulebook(tuple(each for each in book.clauses if each.key != "penalties"))
    assert "no ladder of penalties" in last_but_one(owner(rules=bare))
    own = Rulebook((*bare.clauses, Chosen("penalties", "penalty", own="Whoever cheats brings cake.")))
    assert "no ladder of penalties" in last_but_one(owner(rules=own))


def test_clocks_claims_window_and_jurors_are_the_groups():
    book = usual_rules(place(), disputes=timedelta(hours=36), window=timedelta(days=3))
    after = last_but_one(owner(rules=book, jurors=5))
    assert "1 day 12 hours to answer" in after
    assert "within 3 days of receipt" in after
    assert "yours has 5" in after


def test_amounts_stay_below_the_cap_and_in_the_groups_currency():
    book = usual_rules(place(), cap=Money(1_000_00, "EUR"))
    screens = list(play(owner(rules=book, currency="EUR"), "broken", "contest"))
    assert "€400" in screens[5]
    assert "€200" in screens[5]
    assert "3 jurors" in screens[3]  # never the large panel


@pytest.mark.parametrize(("currency", "cap"), [("JPY", 1), ("CNY", 1), ("CNY", 3), ("JPY", 10_000_000), ("KWD", 7)])
def test_odd_caps_and_currencies_work_too(currency: str, cap: int):
    book = usual_rules(place(), cap=Money(cap, currency))
    for talk, vote in (*itertools.product(TALKS, ("upheld", "rejected")), (("sorry", "accept"), "")):
        anna = owner(rules=book, currency=currency)
        list(play(anna, "broken", *talk, vote=vote))
        assert len(anna.commands) == 1


def test_a_group_with_its_first_short_rules_may_rehearse():
    anna = owner(rules=Rulebook())
    assert "no ladder" in last_but_one(anna)


# --- who may, and what is left of it ---


@pytest.fixture
def world() -> Iterator[World]:
    """Anna's group; Ben its admin, Cara a juror; Dora has nothing to do with it."""
    made = World()
    for person in (ANNA, BEN, CARA, DORA):
        made.send(Command("start"), person)
    made.books.begin()
    group = Group(
        handle="0123456789abcdef", owner=ANNA, platform="wechat", kind="goods", name="Old books", trade="old books",
        audience="known", entry="approval", zone="Asia/Shanghai", currency="CNY",
    )  # fmt: skip
    made.books.groups.found(group, freeze(usual_rules(place()).body({})), made.clock.now())
    made.books.roles.put(1, BEN, Role.ADMIN, "Ben", made.clock.now())
    made.books.roles.put(1, CARA, Role.JUROR, "Cara", made.clock.now())
    made.books.commit()
    made.owed()
    yield made
    made.books.close()


def tables(world: World) -> dict[str, list[Any]]:
    run = world.books.database.connection.execute
    names = [name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: sorted(map(repr, run(f"SELECT * FROM {name}"))) for name in names}


def through(world: World, person: int, *actions: str) -> dict[str, Any]:
    said = body(world.send(Command("rehearse"), person))
    for action in actions:
        said = tap(world, person, said, action)
    return said


def tap(world: World, person: int, said: dict[str, Any], action: str) -> dict[str, Any]:
    found = [each["callback_data"] for row in said["reply_markup"]["inline_keyboard"] for each in row]
    return body(world.send(Tap(next(data for data in found if data.endswith(f":{action}"))), person))


WHOLE = ("o.broken", "o.contest", "b.freeze", "b.draw", "b.sit", "o.upheld", "p.0", "b.next", "b.end")


def test_nothing_is_left_in_the_books_but_its_day(world: World):
    before = tables(world)
    said = through(world, ANNA, *WHOLE)
    after = tables(world)
    assert "The rehearsal is over" in said["text"]
    assert "Still missing in Old books" in said["text"]
    changed = {name for name in before if before[name] != after[name]}
    # the group's facts and its history; beside that what every conversation moves: what came in, where Anna is
    assert changed - {"sqlite_sequence"} == {"trade_group", "event", "inbox", "desk", "person"} & changed
    assert {"trade_group", "event"} <= changed
    group = world.books.groups.get(1)
    assert group is not None
    assert group.facts == {"rehearsed": world.clock.now()}
    assert replace(group, facts={}, version=1) == replace(before_group(world), version=1)
    fresh = [row for row in after["event"] if row not in before["event"]]
    assert len(fresh) == 1
    assert "Rehearsed" in fresh[0]
    assert world.owed() == []  # nobody is written to


def before_group(world: World) -> Group:
    found = world.books.groups.get(1)
    assert found is not None
    return replace(found, facts={})


def test_a_rehearsal_under_way_or_given_up_leaves_no_case_either(world: World):
    before = tables(world)
    said = through(world, ANNA, *WHOLE[:-1])
    told = tables(world)
    assert {name for name in before if before[name] != told[name]} <= {
        "inbox",
        "desk",
        "person",
        "timer",
        "sqlite_sequence",
    }
    body(world.send(Command("cancel"), ANNA))
    assert "rehearsed" not in world.books.groups.get(1).facts
    assert said["text"].startswith(MARK)


def test_the_score_shows_the_day_and_a_second_time_counts_anew(world: World):
    assert "▫️ A dispute rehearsed once" in body(world.send(Command("safety")))["text"]
    through(world, ANNA, *WHOLE)
    assert "✅ A dispute rehearsed, on November 18, 2026" in body(world.send(Command("safety")))["text"]
    world.clock.time += 40 * 86400
    through(world, BEN, "o.described", "o.sorry", "o.accept", "b.end")
    assert "✅ A dispute rehearsed, on December 28, 2026" in body(world.send(Command("safety")))["text"]


@pytest.mark.parametrize("person", [CARA, DORA])
@pytest.mark.parametrize("event", [Command("rehearse"), Command("rehearse", "1"), Command("rehearsed", "1")])
def test_nobody_else_may(world: World, person: int, event: Event):
    said = body(world.send(event, person))
    assert "🎭" not in said["text"]
    assert "Old books" not in said["text"]


def test_the_domain_refuses_whatever_screen_it_came_from(world: World):
    now = datetime.fromtimestamp(world.clock.now(), UTC)
    for person, group in ((CARA, 1), (DORA, 1), (ANNA, 2)):
        with pytest.raises(Refused):
            carry_out(world.books, Rehearse(person, now, group))
    assert "rehearsed" not in world.books.groups.get(1).facts


def test_an_admin_dropped_in_the_middle_notes_nothing(world: World):
    said = through(world, BEN, *WHOLE[:-1])
    world.books.begin()
    world.books.roles.drop(1, BEN, Role.ADMIN)
    world.books.commit()
    told = tap(world, BEN, said, WHOLE[-1])
    assert "over" not in told["text"]
    assert "rehearsed" not in world.books.groups.get(1).facts


def test_with_two_groups_one_is_chosen_and_its_rules_hold(world: World):
    world.books.begin()
    second = replace(before_group(world), id=0, handle="fedcba9876543210", name="Odd jobs", kind="tasks", facts={})
    world.books.groups.found(second, freeze(usual_rules(place(Kind.TASKS)).body({})), world.clock.now())
    world.books.commit()
    said = body(world.send(Command("rehearse")))
    assert "which group" in said["text"]
    assert "Finished work is rejected" in str(tap(world, ANNA, said, "o.2"))
    again = body(world.send(Tap("c:rehearse! 1")))
    assert "A lamp arrives broken" in str(again)
