"""What owners should have been told in a year, worked out from what happened by going through the days one by one.

It shares no code with the assistant: a day is asked whether anything falls on it, and that is all.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.faults.year import DAY, Did, Life, Story

WEEK = 7 * DAY
ROUNDS = ("rotate", "member_check", "inactivity", "survey", "jurors")
SLACK = 240.0  # seconds in which things are gathered into one message


@dataclass(frozen=True)
class Due:
    """It should have been told at about that moment."""

    at: float
    group: int
    kind: str
    why: str


def nine(day: date, zone: str) -> float:
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo(zone)).timestamp()


def local_day(moment: float, zone: str) -> date:
    return datetime.fromtimestamp(moment, ZoneInfo(zone)).date()


class Oracle:
    def __init__(self, story: Story, end: float) -> None:
        self.story, self.end = story, end

    def expected(self) -> list[Due]:
        found = [due for life in self.story.lives for due in self._of(life)]
        return sorted((due for due in found if due.at + SLACK < self.end), key=lambda each: each.at)

    # --- when something planned can be told ---

    def _up(self, moment: float) -> float:
        """That moment, or when the house was back from being down."""
        for since, until in self.story.downs:
            if since <= moment < until:
                return until
        return moment

    def told_at(self, moment: float, zone: str) -> float:
        """The first moment from then on at which the house is up and it is not night there."""
        while True:
            moment = self._up(moment)
            wall = datetime.fromtimestamp(moment, ZoneInfo(zone))
            if 9 <= wall.hour < 21:
                if self._up(moment) == moment:
                    return moment
                continue
            moment = nine(wall.date() + timedelta(days=wall.hour >= 21), zone)

    # --- what falls when ---

    def _of(self, life: Life) -> Iterator[Due]:
        firsts = list(self._firsts(life))
        for planned, kind, holds in firsts:
            at = self.told_at(planned, life.zone)
            if holds(self._up(planned)) and holds(at):
                yield Due(at, life.number, kind, "first")
                replaced = min(
                    (self._up(other) for other, its, _ in firsts if its == kind and other > planned), default=self.end
                )
                yield from self._again(life, kind, at, holds, replaced)

    def _again(self, life: Life, kind: str, at: float, holds: Any, replaced: float) -> Iterator[Due]:
        """What follows from how they took it: put off, or ignored where once more is due."""
        answers = self._answers(life, kind, at, replaced)
        planned = nine(local_day(at, life.zone) + timedelta(days=3), life.zone) if kind in {"close", "no_qr"} else None
        while True:
            answer = next((each for each in answers if each.at > at), None)
            if answer is not None and (planned is None or answer.at < self.told_at(planned, life.zone)):
                at, how = answer.at, answer.value[1]
                if how == "done":
                    return
                planned = nine(local_day(at, life.zone) + timedelta(days=int(how)), life.zone)
                continue
            if planned is None:
                return
            at, planned = self.told_at(planned, life.zone), None
            if at >= replaced or not holds(at):
                return
            yield Due(at, life.number, kind, "again")

    def _answers(self, life: Life, kind: str, at: float, replaced: float) -> list[Did]:
        """How they answered this one, in order."""
        number = next(
            (each.number for each in self.story.told
             if (each.group, each.kind) == (life.number, kind) and 0 <= each.at - at <= SLACK), None,
        )  # fmt: skip
        taken = [did for did in self.story.did if did.what in {"done", "later"} and did.value[0].number == number]
        return [did for did in taken if did.at < replaced]

    def _firsts(self, life: Life) -> Iterator[tuple[float, str, Any]]:
        """Each first telling as it was planned: when, of what, and whether it holds at a moment."""
        yield from self._codes(life)
        tomorrow = nine(local_day(life.founded, life.zone) + timedelta(days=1), life.zone)
        deeds = [did for did in self.story.did if did.group == life.number]
        if life.entry == "qr" and life.taken is None:
            yield tomorrow, "no_qr", lambda at: not self._before(deeds, {"renew", "approval"}, at)
        if life.closes is not None:
            day = nine(local_day(life.closes, life.zone), life.zone)
            yield day, "close", lambda at: not self._before(deeds, {"approval"}, at)
        if life.steps:
            yield tomorrow, "steps", lambda at: not self._before(deeds, {"tick"}, at)
        for kind in ROUNDS:
            yield from self._rounds(life, kind, deeds)

    def _before(self, deeds: list[Did], what: set[str], at: float) -> bool:
        return any(did.what in what and did.at <= at for did in deeds)

    def _codes(self, life: Life) -> Iterator[tuple[float, str, Any]]:
        """Each code: told on the day before its last, and on the day after."""
        deeds = [did for did in self.story.did if did.group == life.number]
        taken = [(life.taken, life.founded)] if life.taken is not None else []
        taken += [(did.at, did.at) for did in deeds if did.what == "renew"]
        approval = min((did.at for did in deeds if did.what == "approval"), default=float("inf"))
        for n, (fetched, known) in enumerate(taken):
            over = min(approval, taken[n + 1][1] if n + 1 < len(taken) else float("inf"))
            dies = fetched + WEEK
            last = local_day(dies, life.zone)
            alive, dead = self._alive(dies, over), self._dead(dies, over)
            yield max(known, nine(last - timedelta(days=1), life.zone)), "qr", alive
            yield max(known, nine(last + timedelta(days=1), life.zone)), "qr_dead", dead

    def _alive(self, dies: float, over: float) -> Any:
        return lambda at: at < dies and at < over

    def _dead(self, dies: float, over: float) -> Any:
        return lambda at: dies <= at < over

    def _rounds(self, life: Life, kind: str, deeds: list[Did]) -> Iterator[tuple[float, str, Any]]:
        anchor = local_day(life.founded, life.zone)
        day = anchor + timedelta(days=1)
        while nine(day, life.zone) < self.end:
            morning = nine(day, life.zone)
            every = self._every(life, kind, deeds, morning)
            if every and _falls(anchor, day, every):
                yield morning, kind, self._wanted(life, kind, deeds, self.told_at(morning, life.zone), morning)
            day += timedelta(days=1)

    def _every(self, life: Life, kind: str, deeds: list[Did], at: float) -> int:
        """Months between two of that kind as things stood then; 0 for never."""
        if kind == "jurors":
            return 1
        chosen = [did.value for did in deeds if did.what == "safety" and did.at <= at]
        if chosen:
            value = chosen[-1]["rotation" if kind == "rotate" else kind]
        else:
            value = life.rotation if kind == "rotate" else "off"
        return {"month": 1, "quarter": 3, "off": 0}[value]

    def _wanted(self, life: Life, kind: str, deeds: list[Did], told: float, morning: float) -> Any:
        """Never switched off since; and for the ways in, nothing renewed since it was told."""

        def holds(at: float) -> bool:
            changes = [did.at for did in deeds if did.what == "safety" and morning < did.at <= at]
            if any(not self._every(life, kind, deeds, change) for change in changes):
                return False
            came = self._up(morning)
            return kind != "rotate" or not any(did.what == "link" and came <= did.at <= at for did in deeds)

        return holds


def _falls(anchor: date, day: date, every: int) -> bool:
    months = (day.year - anchor.year) * 12 + day.month - anchor.month
    last = calendar.monthrange(day.year, day.month)[1]
    return months > 0 and months % every == 0 and day.day == min(anchor.day, last)


def differences(story: Story, expected: list[Due]) -> list[str]:
    """What was told and should not have been, and the other way round; empty when all is right."""
    left = list(story.told)
    wrong = []
    for due in expected:
        hit = next(
            (
                each
                for each in left
                if (each.group, each.kind) == (due.group, due.kind) and 0 <= each.at - due.at <= SLACK
            ),
            None,
        )
        if hit is None:
            wrong.append(f"not told: {due.kind} of group {due.group} at {shown(story, due.group, due.at)} ({due.why})")
        else:
            left.remove(hit)
    wrong += [
        f"told too much: {each.kind} of group {each.group} at {shown(story, each.group, each.at)}" for each in left
    ]
    return wrong


def shown(story: Story, group: int, at: float) -> str:
    zone = next(life.zone for life in story.lives if life.number == group)
    return f"{datetime.fromtimestamp(at, ZoneInfo(zone)):%Y-%m-%d %H:%M} {zone}"
