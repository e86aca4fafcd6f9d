"""Partner groups at a press: a pair of one owner's groups, several links withdrawn at once, strangers' presses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.dialog.events import Command, Tap
from assistant.domain.roles import Role
from assistant.store import Group
from tests.test_service import ANNA, BEN, World, body, data, found

CARA = 9


@pytest.fixture
def world() -> Iterator[World]:
    """Anna owns groups 1 and 2, both with Cara as a juror; Ben owns 3."""
    made = World()
    made.send(Tap(data(found(made, "★ Best: By invitation"), "✓")))
    for person, name in ((BEN, "Ben"), (CARA, "Cara")):
        made.send(Command("start"), person, name=name)
    for handle, owner, name in (("h2", ANNA, "Second"), ("h3", BEN, "Third")):
        made.books.groups.found(Group(handle, owner, "telegram", "goods", name), {}, 0.0)
    for group in (1, 2):
        made.books.roles.put(group, CARA, Role.JUROR, "Cara", 0.0)
    made.owed()
    yield made
    made.books.close()


def partners(world: World, group: int) -> list[int]:
    return [each.partner for each in world.books.partners.of_group(group)]


def test_two_groups_of_one_owner_are_paired_at_a_tap_and_each_juror_told_once(world: World):
    said = body(world.send(Command("partner", "1")))
    world.send(Tap(data(said, "Second")))
    assert (partners(world, 1), partners(world, 2)) == ([2], [1])
    told = [each["text"] for each in world.owed() if each.get("chat_id") == CARA]
    assert len(told) == 1
    assert "helps out Second" in told[0]


def test_what_is_no_choice_any_more_is_not_offered(world: World):
    world.books.partners.begin(1, 2, 0.0)
    said = str(body(world.send(Command("partner", "1"))))
    assert "A link for another owner" in said
    assert "Second" not in said


def test_all_open_links_are_withdrawn_at_once(world: World):
    for _ in range(2):
        world.send(Tap(data(body(world.send(Command("partner", "1"))), "A link")))
        world.owed()  # or the next answer waits behind the text to paste
    assert len(world.books.partners.open_offers(1)) == 2
    said = body(world.send(Command("partners", "1")))
    world.send(Tap(data(said, "Withdraw the 2 links")))
    assert world.books.partners.open_offers(1) == []


@pytest.mark.parametrize("pressed", ["unpair 1 2 yes", "unpair 2 1 yes", "unoffer 1", "partner 1"])
@pytest.mark.parametrize("who", [BEN, CARA])
def test_nobody_but_the_owner_changes_anything(world: World, pressed: str, who: int):
    world.send(Tap(data(body(world.send(Command("partner", "1"))), "A link")))
    world.books.partners.begin(1, 2, 0.0)
    name, _, payload = pressed.partition(" ")
    said = body(world.send(Command(name, payload), who, name="x"))
    assert "Only the owner" in said["text"]
    assert partners(world, 1) == [2]
    assert len(world.books.partners.open_offers(1)) == 1


@pytest.mark.parametrize("handle", ["", "x", "9" * 50, "🙂"])
def test_a_link_that_is_none_explains_itself(world: World, handle: str):
    said = body(world.send(Command("start", f"p_{handle}"), BEN, name="Ben"))
    assert said["text"]
    assert partners(world, 3) == []
