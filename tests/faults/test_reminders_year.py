"""400 days of reminders in five zones: each arrives exactly once, on its day, outside quiet hours."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.faults.oracle import Oracle, differences
from tests.faults.year import DAY, START, Story, Year

DAYS = 400
SEEDS = 25


def seed() -> int:
    return int(os.environ.get("YIDAN_TEST_SEED") or secrets.randbelow(2**32))


async def lived(folder: Path, chosen: int) -> Story:
    """Live the year of that seed, and compare it with the oracle's."""
    print(f"to repeat this: YIDAN_TEST_SEED={chosen}")
    year = Year(folder, chosen, DAYS)
    try:
        story = await year.live()
        assert year.stage.books.letters.recent(1) == []
    finally:
        year.close()
    assert differences(story, Oracle(story, START + DAYS * DAY).expected()) == []
    zones = {life.number: life.zone for life in story.lives}
    hours = {datetime.fromtimestamp(each.at, ZoneInfo(zones[each.group])).hour for each in story.told}
    assert hours <= set(range(9, 21)), "somebody was told in the night"
    return story


async def test_four_hundred_days(tmp_path: Path):
    story = await lived(tmp_path, seed())
    kinds = Counter(each.kind for each in story.told)
    print(f"{len(story.told)} told: {dict(kinds)}; {story.restarts} restarts, {story.kills} kills, "
          f"{len(story.downs)} times down, {story.put_back} times the clock put back")  # fmt: skip
    assert len(story.told) > 100
    assert kinds.keys() >= {"rotate", "jurors"}


@pytest.mark.soak
async def test_many_times_four_hundred_days(tmp_path: Path):
    first = seed()
    kinds: Counter[str] = Counter()
    for at in range(SEEDS):
        folder = tmp_path / str(at)
        folder.mkdir()
        kinds.update(each.kind for each in (await lived(folder, first + at)).told)
    told = {"qr", "qr_dead", "close", "steps", "no_qr", "rotate", "member_check", "inactivity", "survey", "jurors"}
    assert kinds.keys() == told, "a kind that never came was not tried"
