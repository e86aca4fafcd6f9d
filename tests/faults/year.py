"""More than a year in the lives of owners who do, put off or ignore what they are reminded of; with restarts,
kills, downtime and clocks put back. Everything they were told, and everything they did, is kept for the oracle."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from assistant.dialog.engine import Dialogue
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.words import Plain, Screen
from assistant.domain.groups import FoundGroup, RenewLink, RenewQr, SwitchApprovalOn, TickStep
from assistant.domain.safety import Cycles, Safety, SetSafety
from assistant.service import Service
from assistant.store import open_books
from assistant.telegram.incoming import decode
from flows import FLOWS, PAGES, REACTIONS
from tests.stage import PureStage
from tests.transcript.town import BOT

ZONES = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Asia/Shanghai",
)
OWNERS = ("Anna", "小林", "Ben")
HOUR, DAY = 3600.0, 86400.0
WEEK_OF_CODE = 7 * DAY
START = datetime(2026, 10, 20, 3, 17, tzinfo=UTC).timestamp()


@dataclass(frozen=True)
class Told:
    """A reminder that reached its person, and how they answered."""

    at: float
    person: int
    group: int
    kind: str
    number: int


@dataclass(frozen=True)
class Did:
    """What was done to a group: "renew", "approval", "link", "tick", "safety"; or to a reminder: "done", "later"."""

    at: float
    what: str
    group: int
    value: Any = None
    kind: str = ""


@dataclass
class Life:
    """One group: as it was founded."""

    number: int
    owner: int
    zone: str
    founded: float
    taken: float | None
    closes: float | None
    entry: str
    steps: bool
    rotation: str


@dataclass
class Story:
    lives: list[Life] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    did: list[Did] = field(default_factory=list)
    downs: list[tuple[float, float]] = field(default_factory=list)
    restarts: int = 0
    kills: int = 0
    put_back: int = 0


def calm(moment: float) -> bool:
    """Far from every nine o'clock: what happens within the minutes of telling has no one right answer."""
    for zone in set(ZONES):
        wall = datetime.fromtimestamp(moment, ZoneInfo(zone))
        minutes = wall.hour * 60 + wall.minute
        if 530 <= minutes <= 560 or 1240 <= minutes <= 1275:
            return False
    return True


class YearStage(PureStage):
    """Books on disk that are opened again at every restart; a page that carries out any command at once."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._prepared: dict[str, Any] = {}
        page = Page("command", lambda payload: Shown(Screen((Plain("ok"),)), self._prepared[payload]), ("command",))
        self._dialogue = Dialogue(FLOWS, (*PAGES, page))
        super().__init__()
        self.books.close()
        self._path, self._chance = str(folder / "yidan.db"), chance
        self.books = open_books(self._path)
        self.clock.time = START
        self.story = Story()
        self._by_time = False

    def _service(self) -> Service:
        numbers = itertools.count(random.getrandbits(48))  # no handle may come again after a restart
        return Service(
            self._dialogue,
            REACTIONS,
            self.clock,
            fresh=lambda: f"{next(numbers):016x}",
            may_ride=lambda chat, now: True,
            bot=lambda: BOT,
        )

    def _work(self, kind: str, args: dict[str, Any]) -> tuple[dict[str, Any] | None, str]:
        return {"sha256": "0" * 64, "size": 1, "mime": "image/png", "left_out": []}, ""

    def reopen(self) -> None:
        """Everything but the file is lost."""
        self.books.close()
        self.books = open_books(self._path)
        self.service = self._service()
        self.story.restarts += 1

    # --- what is done ---

    async def carry_out(self, command: Any) -> None:
        key = str(len(self._prepared))
        self._prepared[key] = command
        await self.say(command.person, command.person, f"/command {key}")

    def _take(self, raw: bytes, *, dropped: bool = False) -> None:
        """Now and then we are killed before COMMIT: nothing was answered, so Telegram delivers again."""
        if self._chance.random() < 0.03:
            self.books.begin()
            self.service.turn(self.books, decode(raw, BOT), raw)  # type: ignore[arg-type]
            self.books.rollback()
            self.story.kills += 1
            self.reopen()
        super()._take(raw, dropped=dropped)

    # --- what is told ---

    def _apply(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        message = super()._apply(method, params)
        if self._by_time and method == "sendMessage":
            for number in reminders_in(message):
                row = self.books.reminders.get(number)
                assert row is not None
                told = Told(self.clock.now(), row.person, row.group, row.kind, number)
                self.story.told.append(told)
                self.heard_of(told, message)
        return message

    heard_of: Callable[[Told, dict[str, Any]], None] = staticmethod(lambda told, message: None)

    # --- time ---

    def fire(self) -> None:
        """Whatever is due now."""
        self._by_time = True
        while timers := self.books.timers.due(self.clock.now(), 50):
            if self._chance.random() < 0.05:  # killed in the middle of it
                self.books.begin()
                self.service.due(self.books, timers[0])
                self.books.rollback()
                self.story.kills += 1
                self.reopen()
            self.books.begin()
            self.service.due(self.books, timers[0])
            self.books.commit()
            self._rest()
        self._by_time = False

    def until(self, moment: float) -> None:
        """Time passes, through every due moment on the way."""
        while (due := self.books.timers.next()) is not None and due <= moment:
            self.clock.time = max(self.clock.time, due)
            self.fire()
        self.clock.time = max(self.clock.time, moment)


def reminders_in(message: dict[str, Any]) -> list[int]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    found = [button.get("callback_data", "").split(" ") for row in rows for button in row]
    return [int(words[1]) for words in found if words[0] in {"c:reminder", "c:reminded"}]


@dataclass(order=True)
class Plan:
    at: float
    order: int
    do: Any = field(compare=False)


class Year:
    """Owners and their groups, and the accidents that befall the house."""

    def __init__(self, folder: Path, seed: int, days: int) -> None:
        self.chance = random.Random(seed)
        self.stage = YearStage(folder, self.chance)
        self.story, self.days = self.stage.story, days
        self._plans: list[Plan] = []
        self._orders = itertools.count()
        self._ready = 0.0  # when what fell due while we were down has been told
        self.stage.heard_of = self._heard  # type: ignore[method-assign]

    def close(self) -> None:
        self.stage.close()

    async def live(self) -> Story:
        people = [await self.stage.person(name, "zh-hans" if name == "小林" else "en") for name in OWNERS]
        for person in people:
            await self.stage.say(person, person, "/start")
        for at, zone in enumerate(ZONES):
            self._plan(self._some_day(0, 20), self._founding(people[at % len(people)], zone))
        for _ in range(self.days // 12):
            self._plan(self._some_day(0, self.days), self._accident)
        end = START + self.days * DAY
        while self._plans and min(self._plans).at <= end:
            plan = min(self._plans)
            due = self.stage.books.timers.next()
            if due is not None and due <= plan.at:  # whoever is told something may plan to do it sooner
                self.stage.until(due)
                continue
            self._plans.remove(plan)
            if plan.at < self._ready:  # we were down: people do it when we are back
                self._plan(self._calm(self._ready), plan.do)
                continue
            self.stage.until(plan.at)
            await plan.do()
        self.stage.until(end)
        return self.story

    # --- when ---

    def _plan(self, at: float, do: Any) -> None:
        self._plans.append(Plan(at, next(self._orders), do))

    def _calm(self, moment: float) -> float:
        while not calm(moment):
            moment += 60
        return moment

    def _some_day(self, first: float, last: float) -> float:
        return self._calm(START + self.chance.uniform(first, last) * DAY)

    def _soon(self, most: float) -> float:
        return self._calm(self.stage.clock.now() + self.chance.uniform(0.02, most) * DAY)

    # --- accidents ---

    async def _accident(self) -> None:
        stage, now = self.stage, self.stage.clock.now()
        kind = self.chance.choice(("restart", "down", "back"))
        if kind == "restart":
            stage.reopen()
        elif kind == "down":
            back = self._calm(now + self.chance.choice((0.01, 0.2, 0.6, 1.3, 3.9)) * DAY)
            self.story.downs.append((now, back))
            self._ready = back + 600
            stage.clock.time = back
            stage.reopen()
            stage.fire()
        else:  # the clock is put back; until it is where it was, nobody does anything
            stage.clock.time = now - self.chance.choice((90, HOUR, 5 * HOUR, 30 * HOUR))
            self.story.put_back += 1
            stage.reopen()
            stage.fire()
            stage.until(now)

    # --- groups ---

    def _founding(self, owner: int, zone: str) -> Any:
        async def found() -> None:
            now = self.stage.clock.now()
            entry = self.chance.choice(("qr", "qr", "approval"))
            taken = now - self.chance.uniform(0, 0.3) * DAY if entry == "qr" and self.chance.random() < 0.6 else None
            closes = now + self.chance.uniform(3, 200) * DAY if entry == "qr" else None
            steps, rotation = self.chance.random() < 0.6, self.chance.choice(("month", "quarter"))
            asked = FoundGroup(
                person=owner, now=_utc(now), handle=f"{len(self.story.lives):016x}", locale="en", platform="wechat",
                kind="goods", trade="books", audience="open", size=80, split=None, payee="separate",
                name=f"Group {len(self.story.lives)}", entry=entry, closes=_utc(closes) if closes else None,
                rules={"settle": timedelta(days=1), "window": timedelta(days=1)}, texts={},
                steps={"found": "done", "pin": "later" if steps else "done"}, qr=_code(taken) if taken else None,
                rotation=rotation, zone=zone, currency="CNY",
            )  # fmt: skip
            await self.stage.carry_out(asked)
            number = self.stage.books.groups.of_owner(owner)[-1].id
            life = Life(number, owner, zone, now, taken, closes, entry, steps, rotation)
            self.story.lives.append(life)
            for what in ("safety", "link", "safety", "link", "safety"):
                self._plan(self._some_day(21, self.days), self._deed(life, what))
            if entry == "qr":
                self._plan(self._some_day(60, 2 * self.days), self._deed(life, "approval"))
                if taken is None:
                    self._plan(self._soon(12), self._deed(life, "renew"))

        return found

    def _deed(self, life: Life, what: str) -> Any:
        async def do() -> None:
            if what in {"renew", "approval"} and any(
                each.group == life.number and each.what == "approval" for each in self.story.did
            ):
                return
            now = self.stage.clock.now()
            value = self._choice(what)
            await self.stage.carry_out(self._command(life, what, _utc(now), value))
            self.story.did.append(Did(now, what, life.number, value))

        return do

    def _choice(self, what: str) -> Any:
        if what != "safety":
            return None
        pick = self.chance.choice
        rest = [pick(("quarter", "off")) for _ in range(2)]
        return {
            "rotation": pick(("month", "quarter")),
            "member_check": pick(("month", "off")),
            **dict(zip(("inactivity", "survey"), rest, strict=True)),
        }

    def _command(self, life: Life, what: str, now: datetime, value: Any) -> Any:
        match what:
            case "renew":
                return RenewQr(life.owner, now, life.number, _code(now.timestamp()))
            case "approval":
                return SwitchApprovalOn(life.owner, now, life.number)
            case "link":
                return RenewLink(life.owner, now, life.number, f"{self.chance.getrandbits(60):016x}")
            case "tick":
                return TickStep(life.owner, now, life.number, "pin")
        cycles = Cycles(value["rotation"], value["member_check"], value["inactivity"], value["survey"])
        return SetSafety(life.owner, now, life.number, safety(life.owner, cycles))

    # --- reminders ---

    def _heard(self, told: Told, message: dict[str, Any]) -> None:
        """The owner reads it, and does something about it, or not."""
        kind = self.chance.random()
        if kind < 0.35:
            return
        life = next(each for each in self.story.lives if each.number == told.group)
        helps = {
            "qr": "renew",
            "qr_dead": "renew",
            "no_qr": "renew",
            "close": "approval",
            "steps": "tick",
            "rotate": "link",
        }
        if kind < 0.65 and told.kind in helps:
            what = "renew" if helps[told.kind] == "approval" and self.chance.random() < 0.9 else helps[told.kind]
            self._plan(self._soon(2.5), self._deed(life, what))
        else:
            answer = "done" if kind < 0.8 else self.chance.choice("137")
            most = (
                2.5 if self.chance.random() < 0.7 else 33
            )  # some come back to it when the next one is there, or nearly
            self._plan(self._soon(most), self._press(told, message, answer))

    def _press(self, told: Told, message: dict[str, Any], answer: str) -> Any:
        async def press() -> None:
            stage, chat = self.stage, told.person
            number, here = str(told.number), message["message_id"]
            data = _button(stage._chats[chat][here], number)
            path = ["reminder", "reminded"] if answer == "done" else ["reminder", "later", "snooze"]
            for name in path if data == "c:reminder" else path[1:]:
                words = f"c:{name} {number}" + (f" {answer}" if name == "snooze" else "")
                shown = stage._chats[chat][here]
                if words not in buttons(shown):
                    return  # it is over, as the screen says
                await stage.press(chat, chat, here, words)
            at = stage.clock.now()
            self.story.did.append(
                Did(at, "done" if answer == "done" else "later", told.group, (told, answer), told.kind)
            )

        return press


def buttons(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button.get("callback_data", "") for row in rows for button in row]


def _button(message: dict[str, Any], number: str) -> str:
    found = [data for data in buttons(message) if data in {f"c:reminder {number}", f"c:reminded {number}"}]
    return found[0].split(" ")[0] if found else ""


def _utc(moment: float) -> datetime:
    return datetime.fromtimestamp(moment, UTC)


def _code(taken: float) -> dict[str, Any]:
    return {"sha256": "0" * 64, "text": f"https://weixin.qq.com/g/{taken:.0f}", "taken": _utc(taken)}


def safety(owner: int, cycles: Cycles) -> Safety:
    return Safety(
        channels="platform", payee="", ends="", team=(owner,), nicknames=("Anna",), newcomers="rules",
        invites="admins", evidence="vouchers", jurors=(), sharing="off", cycles=cycles,
    )  # fmt: skip


def moments(story: Story) -> Iterator[float]:
    yield from (each.at for each in story.told)
