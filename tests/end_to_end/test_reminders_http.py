"""400 days of reminders over real HTTP: the whole assistant, SQLite on disk, a simulated Telegram with a virtual clock;
stopped, killed and away for days on the way."""

from __future__ import annotations

import os
import random
import secrets
from pathlib import Path
from typing import Any

import pytest

from assistant.transcript import START, Player, parse
from assistant.transcript.play import Build, as_process, opened
from tests.end_to_end.in_process import InProcess
from tests.faults.books import Books
from tests.faults.oracle import Oracle, differences
from tests.faults.year import DAY, HOUR, WEEK_OF_CODE, Life, Story, Told, calm, reminders_in

DAYS = 400
PLACE = Path(__file__).parent.parent.parent / "fixtures" / "transcripts" / "three-groups.chat"  # its pictures lie there
TO_THE_RULES = "[★ …] » [Skip: …] » [Skip: …] » [Skip: …] » [★ …] » [✓ Good, use these rules]"
TICKS = " » ".join(["[Done ✓]"] * 4)
# Nobody answers any reminder: so all of them come as the calendar has them.
SCRIPT = f"""Three groups are founded

@ person anna en
@ person kim en-au
@ person max de

anna: /newgroup » [WeChat] » [Trade goods] » used books » [Anyone suitable] » 50 » [I will open one]
  » Riverside Books » [By QR code for a while] » in 3 weeks » {TO_THE_RULES}
  » {TICKS} » [Later] » [Done ✓] » (photo wechat-group-qr.png) » [✓ Create the group]

kim: /newgroup » [WeChat] » [Trade goods] » used books » [Anyone suitable] » 50 » [I will open one]
  » Harbour Books » [By QR code for a while] » in 3 weeks » {TO_THE_RULES}
  » {TICKS} » [Done ✓] » [Done ✓] » [Later] » [✓ Create the group]

max: /newgroup » [WeChat] » [Trade goods] » used books » [Anyone suitable] » 50 » [I will open one]
  » Bridge Books » [★ …] » {TO_THE_RULES}
  » {TICKS} » [Done ✓] » [✓ Create the group]
"""


async def test_a_year_over_http(tmp_path: Path):
    await lived(InProcess, tmp_path, kills=False)


@pytest.mark.soak
async def test_a_year_over_http_with_kills(tmp_path: Path):
    for _ in range(2):
        await lived(as_process(), tmp_path, kills=True)


async def lived(build: Build, kept: Path, *, kills: bool) -> None:
    seed = int(os.environ.get("YIDAN_TEST_SEED") or secrets.randbelow(2**32))
    print(f"to repeat this: YIDAN_TEST_SEED={seed}")
    chance, story, places = random.Random(seed), Story(), [kept]

    def noting(simulator: str, folder: Path) -> Any:
        places.append(folder)
        return build(simulator, folder)

    async with opened(noting) as stage:
        await Player(parse(SCRIPT, PLACE), stage, tell=lambda name, message: None).play()
        now = START
        while now < START + DAYS * DAY:
            now = await _some_weeks(stage, chance, story, now, kills=kills)
        await stage._rest()
        entries = (await stage._ask("GET", "journal?after=0"))["entries"]
        _told(story, Books(places[-1] / "yidan.db"), entries)
    print(f"{len(story.told)} told, {len(story.downs)} times away")
    assert len(story.lives) == 3
    assert len(story.told) > 60
    assert differences(story, Oracle(story, now).expected()) == []


async def _some_weeks(stage: Any, chance: random.Random, story: Story, now: float, *, kills: bool) -> float:
    """Time passes, and then something happens to the house."""
    then = now + chance.uniform(5, 60) * DAY
    while not calm(then):
        then += 60
    await stage.wait(then - now)
    await stage._rest()
    what = chance.choice(("restart", "kill", "away"))
    if what == "restart" or (what == "kill" and not kills):
        await stage.restart()
    elif what == "kill":
        await stage.kill()
    else:
        back = then + chance.choice((2 * HOUR, 14 * HOUR, 80 * HOUR))
        while not calm(back):
            back += 60
        await stage._house.stop()
        await stage.wait(back - then)
        story.downs.append((then, back))
        await stage.begin()
        then = back
    return then


def _told(story: Story, books: Books, entries: list[dict[str, Any]]) -> None:
    """The groups as the books have them, and what reached people as the simulated Telegram has it."""
    for row in books.rows("trade_group"):
        code = next(iter(books.rows("group_qr", f"group_id = {row['id']}")), None)
        qr = row["entry"] == "qr"
        closes = START + 21 * DAY if qr else None
        story.lives.append(
            Life(row["id"], row["owner"], row["zone"], row["founded_at"], code and code["expires_at"] - WEEK_OF_CODE,
                 closes, row["entry"], row["name"].startswith("Riverside"), "month")
        )  # fmt: skip
    known = {row["id"]: row for row in books.rows("reminder")}
    for entry in entries:
        if entry["type"] == "call" and entry["ok"] and entry["method"].lower() == "sendmessage":
            for number in reminders_in(entry["params"]):
                row = known[number]
                assert row["person"] == entry["params"]["chat_id"]
                story.told.append(Told(entry["at"], row["person"], row["group_id"], row["kind"], number))
