"""Reminders over the whole turn: told together in the morning, each once, to whom it belongs; nothing lost on the way."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from assistant import i18n
from assistant.dialog.engine import Dialogue
from assistant.dialog.events import Incoming, Membership
from assistant.dialog.render import MOST_LABEL, Reader, plain
from assistant.dialog.session import load
from assistant.dialog.words import Day, Message
from assistant.domain.checkups import CheckMembers
from assistant.domain.groups import FoundGroup, RenewLink
from assistant.domain.roles import ArchiveGroup, OwnerChanged, ReviveGroup, Role
from assistant.domain.safety import Cycles, SetSafety
from assistant.effects import Turn
from assistant.speech import Speech
from flows import FLOWS, PAGES, REACTIONS
from flows.upkeep.calendar import CALENDAR
from tests.faults.year import HOUR, YearStage, buttons, reminders_in, safety

BERLIN, SHANGHAI = "Europe/Berlin", "Asia/Shanghai"


class Lucky(random.Random):
    """No accident happens."""

    def random(self) -> float:
        return 1.0


class Scene:
    """One stage, its people by name, and what they were sent."""

    def __init__(self, folder: Any) -> None:
        self.stage = YearStage(folder, Lucky())
        self.stage.heard_of = lambda told, message: self.told.append((told.kind, told.person))  # type: ignore[method-assign]
        self.told: list[tuple[str, int]] = []

    async def person(self, name: str) -> int:
        person = await self.stage.person(name, "en")
        await self.stage.say(person, person, "/start")
        return person

    async def found(self, owner: int, zone: str = SHANGHAI, **more: Any) -> int:
        asked = {
            "person": owner, "now": self.now, "handle": f"{random.getrandbits(60):016x}", "locale": "en", "platform": "wechat",
            "kind": "goods", "trade": "books", "audience": "open", "size": 80, "split": None, "payee": "separate",
            "name": "Riverside Books", "entry": "approval", "closes": None, "texts": {}, "qr": None, "rotation": None,
            "rules": {"settle": timedelta(days=1), "window": timedelta(days=1)}, "steps": {}, "zone": zone, "currency": "CNY",
        }  # fmt: skip
        await self.stage.carry_out(FoundGroup(**(asked | more)))
        return self.stage.books.groups.of_owner(owner)[-1].id

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.stage.clock.now(), UTC)

    def at(self, *wall: int, zone: str = SHANGHAI) -> None:
        self.stage.until(datetime(*wall, tzinfo=ZoneInfo(zone)).timestamp())  # type: ignore[misc, arg-type]

    def heard(self) -> list[str]:
        """The kinds that were told since one last listened."""
        told, self.told[:] = [kind for kind, _ in self.told], []
        return told

    async def press(self, person: int, data: str, message: int | None = None) -> str:
        """Press a button of the newest message; the text it turns into."""
        chat = self.stage._chats[person]
        here = message or max(chat)
        await self.stage.press(person, person, here, data)
        return str(chat[here]["text"])

    def newest(self, person: int) -> dict[str, Any]:
        chat = self.stage._chats[person]
        return chat[max(chat)]


@pytest.fixture
def scene(tmp_path):
    scene = Scene(tmp_path)
    scene.at(2026, 11, 22, 10, 0)
    yield scene
    scene.stage.close()


LATER = {"steps": {"pin": "later"}}


# --- the table ---


@pytest.mark.parametrize("kind", CALENDAR)
@pytest.mark.parametrize("locale", i18n.locales())
def test_every_reminder_has_words_that_fit_and_buttons_that_lead_somewhere(kind, locale):
    entry, reader = CALENDAR[kind], Reader(locale, SHANGHAI)
    values = {
        "name": "🎉" * 32,
        "day": Day(datetime(2026, 12, 31, tzinfo=UTC).date()),
        "count": 199,
        "least": 3,
        "what": "x",
    }
    assert "🎉" in plain(Message(entry.text, values), reader)
    assert len(plain(Message(entry.short, values), reader)) <= MOST_LABEL
    assert plain(Message(entry.done, values), reader)
    assert {name for _, name in entry.buttons} <= Dialogue(FLOWS, PAGES).commands
    assert f"group.{kind}" in REACTIONS.due


# --- together, in the morning ---


async def test_all_that_is_due_comes_in_one_message_in_the_morning(scene):
    anna = await scene.person("Anna")
    await scene.found(anna, **LATER)
    await scene.found(anna, entry="qr", name="Hilltop Books", **LATER)
    scene.at(2026, 11, 23, 8, 59)
    assert scene.heard() == []
    scene.at(2026, 11, 23, 9, 2)
    assert sorted(scene.heard()) == ["no_qr", "steps", "steps"]
    assert "3 things" in scene.newest(anna)["text"]
    scene.at(2026, 11, 25, 23)
    assert scene.heard() == []


async def test_each_group_keeps_the_hours_of_its_own_zone(scene):
    anna = await scene.person("Anna")
    await scene.found(anna, **LATER)
    await scene.found(anna, BERLIN, **LATER)
    scene.at(2026, 11, 23, 9, 2)
    assert scene.heard() == ["steps"]
    scene.at(2026, 11, 23, 9, 2, zone=BERLIN)
    assert scene.heard() == ["steps"]


async def test_what_waits_for_one_zones_morning_keeps_nothing_back_in_another(scene):
    """Down for two days: in Shanghai it is night by then, in Berlin it is not."""
    anna = await scene.person("Anna")
    await scene.found(anna, **LATER)
    await scene.found(anna, BERLIN, **LATER)
    scene.stage.clock.time = datetime(2026, 11, 24, 15, tzinfo=ZoneInfo(BERLIN)).timestamp()
    scene.at(2026, 11, 24, 15, 5, zone=BERLIN)
    assert scene.heard() == ["steps"]
    scene.at(2026, 11, 25, 9, 5)
    assert scene.heard() == ["steps"]


async def test_after_days_of_being_down_all_is_told_once_and_together(scene):
    anna = await scene.person("Anna")
    await scene.found(anna, entry="qr", closes=scene.now + timedelta(days=2), **LATER)
    scene.stage.clock.time += 4 * 24 * HOUR + 600
    scene.stage.reopen()
    scene.stage.until(scene.stage.clock.now() + 300)
    assert sorted(scene.heard()) == ["close", "no_qr", "steps"]
    assert len(reminders_in(scene.newest(anna))) == 3


# --- timers of the release before ---


async def test_timers_of_the_release_before_still_work(scene):
    anna = await scene.person("Anna")
    group = await scene.found(anna, entry="qr", closes=scene.now + timedelta(days=9), rotation="month", qr=code(scene))
    timers = scene.stage.books.timers
    timers.drop_prefix(f"group:{group}:")
    night = datetime(2026, 11, 28, 3, tzinfo=ZoneInfo(SHANGHAI)).timestamp()
    for kind in ("qr", "close", "steps", "no_qr", "rotate"):
        timers.put(f"group:{group}:{kind}", night, f"group.{kind}", anna, {"group": group})
    scene.at(2026, 11, 28, 8)
    assert scene.heard() == []
    scene.at(2026, 11, 28, 9, 5)
    assert sorted(scene.heard()) == ["close", "qr", "rotate"]  # nothing was left open, and there is a code
    scene.at(2026, 11, 30, 9, 5)
    assert scene.heard() == ["qr_dead"]
    scene.at(2026, 12, 22, 9, 5)
    assert "rotate" in scene.heard()


def code(scene: Scene) -> dict[str, Any]:
    return {"sha256": "0" * 64, "text": "https://weixin.qq.com/g/a", "taken": scene.now}


# --- clocks ---


async def test_a_clock_put_back_repeats_nothing_even_where_the_rounds_are_chosen_again(scene):
    anna = await scene.person("Anna")
    group = await scene.found(anna, rotation="month")
    scene.at(2026, 12, 22, 9, 5)
    assert sorted(scene.heard()) == ["jurors", "rotate"]
    scene.stage.clock.time -= 30 * HOUR
    scene.stage.reopen()
    await scene.stage.carry_out(SetSafety(anna, scene.now, group, safety(anna, Cycles("month", "off", "off", "off"))))
    scene.at(2027, 1, 21, 23)
    assert scene.heard() == []
    scene.at(2027, 1, 22, 9, 5)
    assert sorted(scene.heard()) == ["jurors", "rotate"]


async def test_rounds_that_are_switched_off_are_over_and_come_again_when_switched_on(scene):
    anna = await scene.person("Anna")
    group = await scene.found(anna, rotation="month")
    scene.at(2026, 12, 1, 12)
    await scene.stage.carry_out(
        SetSafety(anna, scene.now, group, safety(anna, Cycles("quarter", "month", "off", "quarter")))
    )
    scene.at(2026, 12, 22, 9, 5)
    assert sorted(scene.heard()) == ["jurors", "member_check"]
    scene.at(2027, 2, 22, 9, 5)
    assert sorted(set(scene.heard())) == ["jurors", "member_check", "rotate", "survey"]
    await scene.stage.carry_out(SetSafety(anna, scene.now, group, safety(anna, Cycles("quarter", "off", "off", "off"))))
    assert {row.kind for row in scene.stage.books.reminders.open(anna)} == {"jurors", "rotate"}
    scene.at(2027, 5, 22, 9, 5)
    assert set(scene.heard()) == {"jurors", "rotate"}


# --- whose it is ---


async def test_nobody_else_can_look_at_it_or_end_it(scene):
    anna, eve = await scene.person("Anna"), await scene.person("Eve")
    await scene.found(anna, **LATER)
    scene.at(2026, 11, 23, 9, 5)
    number = reminders_in(scene.newest(anna))[0]
    for words in ("reminder", "reminded", "later", "snooze"):
        await scene.stage.say(eve, eve, f"/{words} {number} 3")
        assert "not yours" in scene.newest(eve)["text"]
        await scene.stage.say(eve, eve, f"/{words} ٣{number}")
        assert "not yours" in scene.newest(eve)["text"]
    assert scene.stage.books.reminders.get(number).closed_at is None


async def test_with_a_new_owner_they_are_the_new_owners_who_hears_of_them_in_the_morning(scene):
    anna, ben = await scene.person("Anna"), await scene.person("Ben")
    group = await scene.found(anna, **LATER)
    scene.at(2026, 11, 23, 23)
    scene.heard()
    number = reminders_in(scene.newest(anna))[0]
    hand_over(scene, group, anna, ben)
    scene.at(2026, 11, 24, 8)
    assert scene.told == []
    assert "not yours" in await scene.press(anna, f"c:reminded {number}")
    scene.at(2026, 11, 24, 9, 5)
    assert scene.told == [("steps", ben)]
    assert "done" in await scene.press(ben, f"c:reminded {number}")


def hand_over(scene: Scene, group: int, before: int, after: int) -> None:
    """As when the invitation is accepted, the rest of which is tested elsewhere."""
    books = scene.stage.books
    books.groups.update(group, books.groups.get(group).version, owner=after)
    react(scene, OwnerChanged(group, after, scene.now, before), after)


def react(scene: Scene, event: Any, person: int) -> None:
    stage, now = scene.stage, scene.stage.clock.now()
    incoming = Incoming(person, person, Membership("member"))
    with stage.books.savepoint():
        speech = Speech(stage.books, incoming, now, 0, lambda chat, at: False)
        stage.service._effects.happened(Turn(stage.books, incoming, speech, now), [event])


async def test_of_an_archived_group_nobody_is_reminded(scene):
    anna = await scene.person("Anna")
    group = await scene.found(anna, rotation="month", **LATER)
    scene.at(2026, 11, 23, 9, 5)
    number = reminders_in(scene.newest(anna))[0]
    scene.heard()
    message = max(scene.stage._chats[anna])
    await scene.stage.carry_out(ArchiveGroup(anna, scene.now, group))
    assert scene.stage.books.reminders.open(anna) == []
    assert "settled itself" in await scene.press(anna, f"c:reminder {number}", message)
    scene.at(2027, 6, 1, 12)
    assert scene.heard() == []
    assert scene.stage.books.timers.next() is None


async def test_taken_up_again_a_group_is_reminded_of_again(scene):
    anna = await scene.person("Anna")
    group = await scene.found(anna, entry="qr", rotation="month", qr=code(scene), **LATER)
    await scene.stage.carry_out(ArchiveGroup(anna, scene.now, group))
    scene.at(2026, 11, 25, 12)
    await scene.stage.carry_out(ReviveGroup(anna, scene.now, group))
    scene.at(2026, 11, 26, 9, 5)
    assert scene.heard() == ["steps"]
    scene.at(2026, 11, 30, 9, 5)
    assert scene.heard() == ["qr", "qr_dead"]
    scene.at(2026, 12, 22, 9, 5)
    assert sorted(scene.heard()) == ["jurors", "rotate"]


async def test_who_blocked_us_misses_it_but_finds_it_when_back(scene):
    anna = await scene.person("Anna")
    await scene.found(anna, **LATER)
    await scene.stage.block(anna, blocked=True)
    scene.at(2026, 11, 23, 9, 5)
    assert scene.heard() == []
    await scene.stage.block(anna, blocked=False)
    await scene.stage.say(anna, anna, "/reminders")
    assert "left for later" in scene.newest(anna)["text"]


# --- done, and what does it by itself ---


async def test_doing_it_ends_it(scene):
    anna = await scene.person("Anna")
    group = await scene.found(anna, rotation="month")
    scene.at(2026, 12, 22, 9, 5)
    assert "rotate" in scene.heard()
    await scene.stage.carry_out(RenewLink(anna, scene.now, group, "f" * 16))
    assert [row.kind for row in scene.stage.books.reminders.open(anna)] == ["jurors"]


async def test_done_says_when_it_comes_again(scene):
    anna = await scene.person("Anna")
    await scene.found(anna)
    scene.at(2026, 12, 22, 9, 5)
    assert scene.heard() == ["jurors"]
    said = await scene.press(anna, f"c:reminded {reminders_in(scene.newest(anna))[0]}")
    assert "Next time on January 22, 2027" in said


async def test_with_three_jurors_nobody_is_asked_for_more(scene):
    anna = await scene.person("Anna")
    group = await scene.found(anna)
    for name in ("Ben", "Cleo", "Dora"):
        scene.stage.books.roles.put(group, await scene.person(name), Role.JUROR, name, scene.stage.clock.now())
    scene.at(2027, 3, 1, 12)
    assert scene.heard() == []


async def test_a_group_that_grows_is_asked_about_its_split_a_week_later_once_a_threshold(scene):
    anna = await scene.person("Anna")
    group = await scene.found(anna)
    for size in (149, 151, 160):
        scene.stage.until(scene.stage.clock.now() + 60)
        await scene.stage.carry_out(CheckMembers(anna, scene.now, group, size, 0, "none", 0, None))
    scene.at(2026, 11, 29, 9, 5)
    assert scene.heard() == []  # the second count above it was a look at the same matter
    await scene.stage.carry_out(CheckMembers(anna, scene.now, group, 185, 0, "none", 0, None))
    assert scene.heard() == []
    scene.at(2026, 12, 6, 9, 5)
    assert scene.heard() == ["size"]
    assert "185" in scene.newest(anna)["text"]


# --- in the middle of something else ---


async def test_a_reminder_disturbs_no_conversation_and_neither_does_putting_it_off(scene):
    anna = await scene.person("Anna")
    await scene.found(anna, **LATER)
    scene.at(2026, 11, 23, 9, 0)
    await scene.stage.say(anna, anna, "/newgroup")
    under_way = load(scene.stage.books.desks.get(anna).body).sessions
    scene.at(2026, 11, 23, 9, 5)
    number = reminders_in(scene.newest(anna))[0]
    for data in (f"c:later {number}", f"c:snooze {number} 1"):
        await scene.press(anna, data)
        assert any(each.startswith("s:") and each.endswith(":go") for each in buttons(scene.newest(anna)))
    assert load(scene.stage.books.desks.get(anna).body).sessions == under_way != ()


async def test_presses_that_nothing_ever_offered_get_an_answer(scene):
    anna = await scene.person("Anna")
    await scene.found(anna, **LATER)
    scene.at(2026, 11, 23, 9, 5)
    number = reminders_in(scene.newest(anna))[0]
    for data in (
        "c:reminder",
        "c:reminder x",
        "c:later 999999",
        f"c:snooze {number} 99",
        f"c:snooze {number}",
        "c:reminded " + "9" * 40,
    ):
        assert await scene.press(anna, data)
    assert scene.stage.books.reminders.get(number).closed_at is None
    assert not scene.stage.books.reminders.get(number).snoozed
