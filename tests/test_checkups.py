"""Checks, rounds and look-alikes on the books: written down, told to the owner, open only to whoever looks after the group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.clock import moment
from assistant.commands.carry import carry_out
from assistant.dialog.events import Command, Origin, Tap, Text
from assistant.domain.checkups import CheckMembers, FinishRound, kept
from assistant.domain.groups import MemberJoined
from assistant.domain.lookalikes import Likeness, Trusted
from assistant.domain.roles import Role
from assistant.errors import Refused
from assistant.known import Known
from flows.upkeep.notices import joined
from tests.test_rules_saved import old_group
from tests.test_service import ANNA, BEN, World, body, data

CARA, FAKE = 9, 66


@pytest.fixture
def world() -> Iterator[World]:
    """Anna's group, which Ben helps to run and Cara belongs to."""
    made = World()
    for person, name in ((ANNA, "Anna"), (BEN, "Ben"), (CARA, "Cara"), (FAKE, "Nobody")):
        made.send(Command("start"), person, name=name)
    group = old_group(made)
    made.books.roles.put(1, BEN, Role.ADMIN, "Ben", made.clock.now())
    join(made, CARA, "Cara", group.handle)
    made.owed()
    yield made
    made.books.close()


def join(world: World, person: int, name: str, handle: str = "0123456789abcdef") -> None:
    said = body(world.send(Command("start", f"g_{handle}"), person, name=name))
    world.send(Tap(data(said, "I have read")), person, name=name)


def known(world: World, person: int) -> Known:
    return Known(world.books, person, "yidan_bot", "f" * 16)


def check(world: World, person: int, **more: object) -> CheckMembers:
    fields = {"size": 165, "unnamed": 12, "clones": "none", "dormant": 4, "asked": None, **more}
    return CheckMembers(person, moment(world.clock.now()), 1, **fields)


def test_the_counts_are_kept_and_stand_in_the_history(world: World):
    carry_out(world.books, check(world, BEN, asked="now"))
    assert kept(world.books.groups.get(1).facts) == {"size": 165, "checked": world.clock.now()}
    event = world.books.events.of("group:1")[-1]
    assert (event.name, event.person) == ("MembersChecked", BEN)
    assert event.body == {"size": 165, "unnamed": 12, "dormant": 4, "clones": "none", "asked": "now"}
    carry_out(world.books, FinishRound(ANNA, moment(world.clock.now()), 1, "survey"))
    assert kept(world.books.groups.get(1).facts)["survey"] == world.clock.now()
    assert kept(world.books.groups.get(1).facts)["size"] == 165


@pytest.mark.parametrize("person", [CARA, FAKE])
def test_whoever_does_not_look_after_the_group_changes_nothing(world: World, person: int):
    before = len(world.books.events.of("group:1"))
    for command in (check(world, person), FinishRound(person, moment(world.clock.now()), 1, "inactivity")):
        with pytest.raises(Refused):
            carry_out(world.books, command)
    for name in ("membercheck 1", "inactivity 1", "survey 1"):
        text = body(world.send(Tap(f"c:{name}"), person))["text"]
        assert "look after no group" in text, name
    assert len(world.books.events.of("group:1")) == before
    assert known(world, person)["find_lookalikes"](1) == ()


def test_a_newcomer_with_an_admins_name_is_told_to_the_owner(world: World):
    join(world, FAKE, "Вen")
    (notice,) = [each for each in world.owed() if each["chat_id"] == ANNA]
    for said in ("looks like Ben", f"number {FAKE}", f"number is {BEN}", "the same at a glance"):
        assert said in notice["text"]
    (alike,) = known(world, ANNA)["find_lookalikes"](1)
    assert (alike.person, alike.like.person, alike.how) == (FAKE, BEN, Likeness.DISGUISED)


def test_confirming_once_more_tells_nobody_again(world: World):
    facts = known(world, CARA)
    event = MemberJoined(1, CARA, 1, moment(world.clock.now() + 60))
    fact = {
        "find_name": lambda person: "Ben",
        "find_trusted": facts["find_trusted"],
        "find_member": facts["find_member"],
    }
    group = world.books.groups.get(1)
    assert list(joined(event, group, **fact)) == []
    first = MemberJoined(1, CARA, 1, moment(world.books.groups.member(1, CARA).since))
    assert len(list(joined(first, group, **fact))) == 1


def test_an_ordinary_newcomer_disturbs_nobody(world: World):
    join(world, FAKE, "Bernd")
    assert [each for each in world.owed() if each["chat_id"] == ANNA] == []


def test_the_silent_ones_have_a_week_and_then_the_owner_is_reminded(world: World):
    world.send(Command("inactivity"))
    world.send(Tap(data(world.owed()[-1], "Posted")))
    timer = next(
        each for each in world.books.timers.due(world.clock.now() + 9 * 86400, 50) if each.kind == "group.silent"
    )
    days = (moment(timer.due) - moment(world.clock.now())) / timedelta(days=1)
    assert 6 < days <= 8
    assert moment(timer.due).astimezone(ZoneInfo("America/New_York")).hour == 9


def test_those_who_speak_for_a_group_are_known_by_number_and_every_name(world: World):
    assert known(world, CARA)["find_trusted"](1) == (Trusted(ANNA, "Anna", owner=True), Trusted(BEN, "Ben"))
    assert [group.id for group, _ in known(world, CARA)["my_circle"]] == [1]
    assert known(world, FAKE)["my_circle"] == []


def test_names_in_the_group_count_as_well(world: World):
    safety = {
        "channels": "platform", "payee": "", "ends": "", "team": [ANNA, 404], "nicknames": ["Bookworm", "Gone"], "newcomers": "named",
        "invites": "confirmed", "evidence": "full", "jurors": [], "sharing": "off",
        "cycles": {"rotation": "month", "check": "month", "inactivity": "quarter", "survey": "quarter"},
    }  # fmt: skip
    world.books.safety.put(1, safety, world.clock.now())
    names = [(each.person, each.name) for each in known(world, CARA)["find_trusted"](1)]
    assert names == [(ANNA, "Anna"), (BEN, "Ben"), (ANNA, "Bookworm")]
    said = body(world.send(Text("Hello", Origin("person", FAKE, "Bookw0rm", moment(world.clock.now()))), CARA))
    assert "Impersonation" in said["text"]


def test_what_was_checked_is_not_kept(world: World):
    secret = "pay me instead, says the zebra"
    world.send(Command("check"), CARA)
    world.send(Text(secret), CARA)
    connection = world.books.database.connection
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [str(row) for table in tables for row in connection.execute(f"SELECT * FROM {table}")]
    assert any("Hands off" in row for row in rows), "the answer is, for as long as it may have to be given again"
    assert not any("zebra" in row for row in rows)
