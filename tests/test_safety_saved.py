"""Safety on the books: versions that nothing rewrites, papers that count, and nobody in it who has no business there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from assistant.commands import carry_out
from assistant.dialog.events import Command, Tap
from assistant.dialog.values import freeze
from assistant.domain.rehearsal import Rehearse
from assistant.domain.roles import Role
from assistant.domain.safety import NotePaper, Paper, SetSafety, read
from assistant.errors import Refused
from assistant.papers.impersonation_card import ImpersonationCardSpec
from assistant.papers.scam_card import ScamCardSpec
from assistant.store import Group, Job
from tests.flows.test_set_safety import BEST, PLACES, usual_rules
from tests.test_service import ANNA, BEN, World, body, data

SPECS = {Paper.IMPERSONATION: ImpersonationCardSpec, Paper.SCAM: ScamCardSpec}
DRAWN = {"sha256": "0" * 64, "size": 1, "mime": "image/png", "left_out": []}


@pytest.fixture
def world() -> Iterator[World]:
    """Anna's group with full rules; Ben is around and has nothing to do with it."""
    made = World()
    made.send(Command("start"))
    made.send(Command("start"), BEN, name="Ben")
    group = Group(
        handle="0123456789abcdef",
        owner=ANNA,
        platform="wechat",
        kind="goods",
        name="Old books",
        trade="old books",
        audience="known",
        entry="approval",
        zone="Asia/Shanghai",
        currency="CNY",
    )
    made.books.begin()
    made.books.groups.found(group, freeze(usual_rules(PLACES[0]).body({})), made.clock.now())
    made.books.commit()
    made.owed()
    yield made
    made.books.close()


def settle(world: World, person: int = ANNA) -> list[dict[str, Any]]:
    """Through the walk by what is recommended; what is owed afterwards."""
    said = body(world.send(Command("setsafety"), person))
    while "settled" not in said["text"]:
        said = body(world.send(Tap(recommended(said)), person))
    return world.owed()


def recommended(said: dict[str, Any]) -> str:
    labels = [button["text"] for row in said["reply_markup"]["inline_keyboard"] for button in row]
    return data(said, next(label for start in BEST for label in labels if label.startswith(start)))


def jobs(world: World) -> list[Job]:
    found = world.books.jobs.ready(10)
    for job in found:
        world.books.jobs.start(job.id)
    return found


def work(world: World, job: Job, result: dict[str, Any] | None, code: str = "") -> list[dict[str, Any]]:
    world.books.begin()
    world.service.worked(world.books, job.id, result, code)
    world.books.commit()
    return world.owed()


def test_answers_are_kept_as_a_version_with_their_history(world: World):
    settle(world)
    first = world.books.safety.get(1)
    assert (first.n, read(first.body).team, read(first.body).payee) == (1, (ANNA,), "Anna")
    said = body(world.send(Command("setsafety")))
    world.send(Tap(recommended(said)))
    second = world.books.safety.get(1)
    assert (second.n, second.body) == (2, first.body)
    assert [event.name for event in world.books.events.of("group:1")] == ["SafetySet", "SafetySet"]


def test_the_owner_gets_the_text_both_cards_and_the_way_to_the_jurors(world: World):
    told = settle(world)
    assert {each["chat_id"] for each in told} == {ANNA}
    assert any("【Old books】" in each["text"] and each["entities"][0]["type"] == "pre" for each in told)
    assert data(told[-1], "Jurors and admins") == "c:people 1"
    for job in (found := jobs(world)):
        args = {key: value for key, value in job.args.items() if key != "key"}
        spec = msgspec.convert(args, SPECS[Paper(job.kind)])
        assert spec.link.endswith("?start=g_0123456789abcdef")
        (picture,) = work(world, job, DRAWN)
        assert picture["method"] == "sendPhoto"
    assert {job.kind for job in found} == set(Paper)
    assert world.books.safety.papers(1) == set(Paper)
    assert "▫️ Impersonation" not in body(world.send(Command("safety")))["text"]


def test_a_card_that_fails_is_told_kindly_and_can_be_asked_for_again(world: World):
    settle(world)
    first, second = jobs(world)
    work(world, first, DRAWN)
    (told,) = work(world, second, None, "crashed")
    assert "could not draw" in told["text"]
    assert "⏰ Impersonation card and scam card" in body(world.send(Command("safety")))["text"]
    world.send(Tap(data(told, "Draw the cards again")))
    assert {job.kind for job in jobs(world)} == set(Paper)


def test_what_cannot_be_drawn_is_told_in_the_caption(world: World):
    settle(world)
    first, _ = jobs(world)
    (picture,) = work(world, first, {**DRAWN, "left_out": ["𓀀"]})
    assert "I left out 𓀀" in picture["caption"]


def test_a_card_drawn_after_its_admin_was_dropped_is_sent_but_no_longer_noted(world: World):
    world.books.begin()
    world.books.roles.put(1, BEN, Role.ADMIN, "Ben", world.clock.now())
    world.books.commit()
    settle(world, BEN)
    first, second = jobs(world)
    work(world, first, DRAWN)
    world.books.begin()
    world.books.roles.drop(1, BEN, Role.ADMIN)
    world.books.commit()
    assert len(work(world, second, DRAWN)) == 1
    assert world.books.safety.papers(1) == {first.kind}


@pytest.mark.parametrize("command", ["setsafety 1", "safety 1", "safetycards 1", "safetytext 1", "setsafety! 1"])
def test_a_stranger_gets_nothing_by_any_button(world: World, command: str):
    settle(world)
    jobs(world)
    said = body(world.send(Tap(f"c:{command}"), BEN))
    assert "Old books" not in str(said)
    assert jobs(world) == []
    assert world.books.safety.get(1).n == 1


def test_the_domain_refuses_a_stranger_whatever_screen_it_came_from(world: World):
    settle(world)
    now, safety = datetime.now(UTC), read(world.books.safety.get(1).body)
    for command in (
        SetSafety(BEN, now, 1, dataclasses.replace(safety, payee="Ben")),
        NotePaper(BEN, now, 1, "scam_card"),
    ):
        with pytest.raises(Refused):
            carry_out(world.books, command)
    assert world.books.safety.get(1).n == 1
    assert world.books.safety.papers(1) == frozenset()


def test_an_owner_dropped_in_mid_walk_saves_nothing(world: World):
    """The right is looked at when it is used, not when the walk began."""
    said = body(world.send(Command("setsafety")))
    while "everything right" not in said["text"]:
        said = body(world.send(Tap(recommended(said))))
    world.books.begin()
    world.books.groups.update(1, world.books.groups.get(1).version, owner=BEN)
    world.books.commit()
    said = body(world.send(Tap(data(said, "✓ Save"))))
    assert "Only the owner and the admins" in said["text"]
    assert world.books.safety.get(1) is None


def test_cards_and_text_before_the_answers_say_what_is_missing(world: World):
    for command in ("safetycards 1", "safetytext 1"):
        assert "need a few answers" in body(world.send(Tap(f"c:{command}")))["text"]
    assert jobs(world) == []


def test_a_group_with_a_code_shows_how_it_stands(world: World):
    world.books.begin()
    world.books.groups.update(1, 1, entry="qr")
    world.books.commit()
    assert "▫️ A QR code that works" in body(world.send(Command("safety")))["text"]
    for left, mark in ((5 * 86400, "✅"), (3600, "⏰"), (-1, "▫️")):
        world.books.begin()
        now = world.clock.now()
        world.books.groups.put_qr(1, "0" * 64, "x", now - left, now + left)
        world.books.commit()
        assert f"{mark} A QR code that works" in body(world.send(Command("safety")))["text"]
        world.clock.time += 1


def test_with_everything_the_score_is_whole(world: World):
    settle(world)
    world.books.begin()
    for number, role in ((BEN, Role.ADMIN), *((each, Role.JUROR) for each in (11, 12, 13))):
        if number != BEN:
            world.books.people.put(dataclasses.replace(world.books.people.get(BEN), id=number))
        world.books.roles.put(1, number, role, f"P{number}", world.clock.now())
    world.books.commit()
    assert "⏰ A roster" in body(world.send(Command("safety")))["text"]
    settle(world)
    for job in jobs(world):
        work(world, job, DRAWN)
    world.books.begin()
    carry_out(world.books, Rehearse(ANNA, datetime.now(UTC), 1))
    world.books.commit()
    text = body(world.send(Command("safety")))["text"]
    assert "Everything is in place" in text
    assert "▫️" not in text


def test_who_looks_after_several_groups_chooses_one(world: World):
    world.books.begin()
    first = world.books.groups.get(1)
    second = dataclasses.replace(first, handle="fedcba9876543210", name="Lamps")
    world.books.groups.found(second, freeze({}), world.clock.now())
    world.books.commit()
    said = body(world.send(Command("safety")))
    assert "Safety of which group?" in said["text"]
    shown = body(world.send(Tap(data(said, "Lamps"))))
    assert "Safety of Lamps" in shown["text"]
    assert "▫️ Full rules" in shown["text"]
    assert "✅ Full rules" in body(world.send(Tap(data(said, "Old books"))))["text"]
    assert "Only the owner" in body(world.send(Command("safety", "99")))["text"]
