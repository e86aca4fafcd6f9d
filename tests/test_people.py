"""Roles on the books: who was invited, what a yes writes down, what a stranger's presses do not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.clock import moment
from assistant.commands import carry_out
from assistant.dialog.events import Command, Tap, Text
from assistant.domain.role_making import USED
from assistant.domain.roles import AnswerInvitation, Role
from assistant.errors import Refused
from tests.test_service import ANNA, BEN, World, body, data, found

CARA, DAVE, EVE = 9, 10, 11
NAMES = {ANNA: "Anna", BEN: "Ben", CARA: "Cara", DAVE: "Dave"}


@pytest.fixture
def world() -> Iterator[World]:
    """Anna's group; Ben is its admin, Cara a juror; Dave is known, and nobody in particular."""
    made = World()
    made.send(Tap(data(found(made, "★ Best: By invitation"), "✓")))
    made.send(Command("start"), DAVE, name="Dave")
    accept(made, BEN, invite(made, Role.ADMIN))
    accept(made, CARA, invite(made, Role.JUROR))
    made.owed()
    yield made
    made.books.close()


def invite(world: World, role: Role, by: int = ANNA) -> str:
    """The handle of a new invitation."""
    world.send(Command("invite", f"1 {role}"), by, name=NAMES[by])
    world.send(Text("Somebody"), by, name=NAMES[by])
    return world.books.invitations.open(1, role)[-1].handle


def accept(world: World, who: int, handle: str, yes: str = "I accept") -> dict:
    said = body(world.send(Command("start", f"v_{handle}"), who, name=NAMES[who]))
    return body(world.send(Tap(data(said, yes)), who, name=NAMES[who]))


def roles(world: World) -> set[tuple[int, str, str]]:
    return {(each.person, each.role, each.name) for each in world.books.roles.of_group(1)}


def history(world: World) -> list[str]:
    return [each.name for each in world.books.events.of("group:1")]


def test_a_yes_is_written_down_with_the_persons_own_name(world: World):
    assert roles(world) == {(BEN, "admin", "Ben"), (CARA, "juror", "Cara")}
    assert history(world)[-4:] == ["RoleInvited", "InvitationAnswered"] * 2
    assert world.books.events.of("group:1")[-1].body["role"] == "juror"


def test_a_no_is_written_down_and_told_to_whoever_asked(world: World):
    handle = invite(world, Role.JUROR, by=BEN)
    accept(world, DAVE, handle, "No, thanks")
    kept = world.books.invitations.get(handle)
    assert (kept.answer, kept.used_by) == ("declined", DAVE)
    (told,) = [each for each in world.owed() if each["chat_id"] == BEN and "declined" in each["text"]]
    assert "Dave (ID 10)" in told["text"]
    assert roles(world) == {(BEN, "admin", "Ben"), (CARA, "juror", "Cara")}


def test_two_who_open_the_same_link_are_not_both_taken(world: World):
    handle = invite(world, Role.JUROR)
    first = body(world.send(Command("start", f"v_{handle}"), DAVE, name="Dave"))
    second = body(world.send(Command("start", f"v_{handle}"), EVE, name="Eve"))
    world.send(Tap(data(first, "I accept")), DAVE, name="Dave")
    said = body(world.send(Tap(data(second, "I accept")), EVE, name="Eve"))
    assert "already answered" in said["text"]
    assert {each.person for each in world.books.roles.of_group(1, "juror")} == {CARA, DAVE}


def test_the_books_themselves_refuse_a_second_answer(world: World):
    handle, now = invite(world, Role.JUROR), moment(world.clock.now())
    world.books.invitations.answer(handle, CARA, "declined", world.clock.now())
    with pytest.raises(Refused) as no:
        carry_out(world.books, AnswerInvitation(DAVE, now, handle, accept=True))
    assert no.value.message == USED


def test_a_hand_over_changes_the_owner_and_ends_other_offers_of_the_group(world: World):
    other, handle = invite(world, Role.OWNER), invite(world, Role.OWNER)
    version = world.books.groups.get(1).version
    accept(world, BEN, handle)
    group = world.books.groups.get(1)
    assert (group.owner, group.version) == (BEN, version + 1)
    assert roles(world) == {(ANNA, "admin", "Anna"), (CARA, "juror", "Cara")}
    assert world.books.invitations.get(other).answer == "withdrawn"
    assert history(world)[-3:] == ["InvitationAnswered", "RoleDropped", "OwnerChanged"]
    assert any("now belongs to Ben" in each["text"] for each in world.owed() if each["chat_id"] == ANNA)
    assert "Only the owner" in body(world.send(Tap("c:archive 1 yes"), ANNA))["text"]


def test_reminders_of_a_group_end_with_it_and_begin_again(world: World):
    def timers() -> set[str]:
        return {each.key for each in world.books.timers.due(1e12, 99) if each.key.startswith("group:1:")}

    before = timers()
    assert before
    world.send(Tap("c:archive 1 yes"))
    assert timers() == set()
    assert world.books.groups.get(1).archived_at == world.clock.now()
    world.send(Tap("c:revive 1"))
    assert timers()
    assert world.books.groups.get(1).archived_at is None
    assert history(world)[-2:] == ["GroupArchived", "GroupRevived"]


FORGED = {
    DAVE: [
        "archive 1 yes", "revive 1", "drop 1 admin 8 yes", "drop 1 juror 9 yes", "leave 1 admin yes", "leave 1 juror yes",
        "newlink 1 yes", "poster 1", "approval 1", "tick 1 pin", "invite 1 admin", "invite 1 juror", "invite 1 owner",
    ],
    CARA: [
        "archive 1 yes", "revive 1", "drop 1 admin 8 yes", "leave 1 admin yes", "newlink 1 yes", "poster 1", "approval 1",
        "tick 1 pin", "invite 1 admin", "invite 1 juror", "invite 1 owner",
    ],
    BEN: ["archive 1 yes", "revive 1", "drop 1 juror 9 yes", "leave 1 juror yes", "invite 1 admin", "invite 1 owner"],
}  # fmt: skip


@pytest.mark.parametrize(("who", "pressed"), [(who, each) for who, some in FORGED.items() for each in some])
def test_a_forged_press_is_answered_and_changes_nothing(world: World, who: int, pressed: str):
    before = (history(world), roles(world), world.books.groups.get(1))
    said = body(world.send(Tap(f"c:{pressed}"), who, name=NAMES[who]))
    assert said["text"]
    body(world.send(Text("Mallory"), who, name=NAMES[who]))
    assert (history(world), roles(world), world.books.groups.get(1)) == before
    assert not any(world.books.invitations.open(1, role) for role in Role)


@pytest.mark.parametrize("pressed", ["unsend 1 {handle}", "withdraw 1"])
def test_nobody_withdraws_what_is_not_theirs(world: World, pressed: str):
    handle = invite(world, Role.ADMIN)
    for who in (BEN, CARA, DAVE):
        world.send(Tap(f"c:{pressed.format(handle=handle)}"), who, name=NAMES[who])
    assert world.books.invitations.get(handle).answer is None


@pytest.mark.parametrize(
    "payload", ["", "1", "x admin", "1 king", "99 admin", "1 admin more", "-1 juror", "١ juror", "9" * 30 + " admin"]
)
def test_an_invite_that_no_button_of_ours_carries_is_told_so(world: World, payload: str):
    said = body(world.send(Command("invite", payload)))
    assert "What do you call them" not in said["text"]
    assert not any(world.books.invitations.open(1, role) for role in Role)


@pytest.mark.parametrize(
    "name",
    [
        *("people", "group", "withdraw", "remove", "drop", "leave", "duty", "unsend", "archive", "revive"),
        *("partner", "partners", "unpair", "unoffer"),
    ],
)
@pytest.mark.parametrize("payload", ["", "x", "1 2 3 4", "9" * 30, "1 admin", "1 admin x", "🙂"])
def test_whatever_is_typed_behind_a_command_gets_an_answer(world: World, name: str, payload: str):
    before = history(world)
    assert body(world.send(Command(name, payload)))["text"]
    assert not world.books.letters.recent(1)
    assert history(world) == before
