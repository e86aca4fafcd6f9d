"""A dispute, from its filing to its end, while the assistant is killed with -9: nothing is lost, nothing doubled."""

from __future__ import annotations

import json
import os
import random
import secrets
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.disputes import custody
from assistant.transcript import Player, parse
from tests.faults import struck
from tests.faults.books import Books
from tests.faults.process import eventually
from tests.stage import PureStage

OPENING = "@ play openings/deal.chat\n@ play openings/jurors.chat"
PHASES = {
    "filing": "@ play openings/filed.chat",
    "response": """
ben: [Read and answer] » [Answer] » [I see it differently] » I packed them well and photographed them before I sent them.
  » (photo parcel.jpg) Packed like this » [Done] » [Send my answer]
""",
    "upload": """
mei: /cases 1 ready
ben: /cases 1 ready
mei: /cases 1 » [补充证据] » (album chat.png no-code.jpg) » [好了] » [加进去]
""",
    "draw": """
ben: /cases 1 ready
mei: /cases 1 ready
ben: /cases 1 ready
mei: /draw 1 » [现在就抽]
ben: /draw 1 » [Go on, draw now]
dora: [我中立…]
emil: [I am neutral…]
fay: [我中立…]
""",
    "ballot": "@ play openings/ruled.chat",
    "closing": """
ben: [The ruling and its reasons]
ben: /cases 1 » [I have done it] » [It is done, nothing to add] » [Yes, it is done]
mei: [我收到了] » [是，收到了] » [案卷]
""",
}
"""What people do in each part of the story."""
AT_MOST = 20  # kills in one story


async def test_killed_during_a_dispute(tmp_path: Path, record_property):
    await killed(tmp_path, 20, record_property)


@pytest.mark.soak
async def test_a_hundred_kills_during_disputes(tmp_path: Path, record_property):
    await killed(tmp_path, 100, record_property)


async def killed(folder: Path, times: int, record_property) -> None:
    seed = int(os.environ.get("YIDAN_TEST_SEED") or secrets.randbelow(2**32))
    print(f"to repeat this: YIDAN_TEST_SEED={seed}")
    chance, fell = random.Random(seed), Counter[str]()
    expected = await _undisturbed()
    while fell.total() < times:
        place = _new(folder / str(fell.total()))
        fell += await _one(place, chance, min(AT_MOST, times - fell.total()), expected)
    record_property("kill -9 during disputes", f"{fell.total()}: {dict(fell)}")
    assert set(fell) == set(PHASES)


async def _undisturbed() -> dict[str, Any]:
    """What the books say of the same story when nothing goes wrong."""
    stage = PureStage()
    await Player(parse("\n\n".join(["all", OPENING, *PHASES.values()]), struck.FIXTURES), stage, _deaf).play()
    path = stage.books.database
    connection = path.connection

    def rows(table: str, where: str = "1") -> list[dict[str, Any]]:
        found = connection.execute(f"SELECT * FROM {table} WHERE {where}")
        return [dict(zip([each[0] for each in found.description], row, strict=True)) for row in found]

    told = summary(rows)
    stage.close()
    return told


def _deaf(name: str, message: Any) -> None:
    """Nothing is compared: a notice may well come twice."""


async def _one(folder: Path, chance: random.Random, most: int, expected: dict[str, Any]) -> Counter[str]:
    async with struck.stage(folder, chance) as stage:
        player, books = Player(parse("t\n", struck.FIXTURES), stage, _deaf), Books(folder / "yidan.db")
        await struck.play(stage, player, OPENING)
        for at, (phase, text) in enumerate(PHASES.items()):
            kills = most * (at + 1) // len(PHASES) - most * at // len(PHASES)
            await struck.play(stage, player, text, phase, kills)
            _chain_holds(books)
        await stage.wait(600)
        await stage._rest()
        assert books.rows("letter") == []
        assert books.rows("outbox", "state = 'dead'") == []
        await eventually(lambda: not books.unfinished(), 20)
        told = summary(books.rows)
        assert (told["steps"] - expected["steps"], expected["steps"] - told["steps"]) == ({}, {})
        assert told == expected
        await _swept(stage, books, folder / "files")
        return stage.at


def summary(rows: Any) -> dict[str, Any]:
    """All that has to be there once, without what chance decides."""
    (case,) = rows("dispute")
    body, chain = json.loads(case["body"]), rows("dispute_event")
    return {
        "case": (case["state"], body["ending"], case["claimant"], case["respondent"]),
        # The notice is proven by whichever is first, its delivery or the answer.
        "steps": Counter((row["kind"], row["who"].split(" ")[0] * (row["kind"] != "NoticeProven")) for row in chain),
        "exhibits": sorted(row["person"] for row in rows("exhibit")),
        "files": len({row["sha256"] for row in rows("exhibit")}),  # Telegram makes its own of a photo
        "ballots": len(rows("ballot")),
        "votes": sorted((seat["person"], seat["ballot"]["choice"], seat["ballot"]["reason"]) for seat in body["seats"] if seat["ballot"]),
        "rulings": [(each["round"], each["tally"]) for each in body["rulings"]],
        "postings": sorted((row["account"], row["amount"]) for row in rows("posting")),
    }  # fmt: skip


def _chain_holds(books: Books) -> None:
    (case,) = books.rows("dispute")
    rows = books.rows("dispute_event", "1 ORDER BY n")
    fields = ("n", "at", "who", "kind", "digest", "head")
    links = [custody.Link(*(row[name] for name in fields), json.loads(row["content"]), row["salt"]) for row in rows]
    assert len(links) == case["version"] > 0
    assert custody.verify(f"YD-{case['id']}", links) is None


async def _swept(stage: struck.Struck, books: Books, files: Path) -> None:
    """A day after, nothing lies in the folder but what a row names, and each row that is left is named by something."""
    await stage._house.stop()
    await stage.wait(2 * 86_400)
    before = _aged(files, 2 * 86_400)
    await stage.begin()
    named = {row[name] for row in books.rows("exhibit") for name in ("sha256", "copy_sha256") if row[name]}
    made = {row["sha256"] for row in books.rows("group_qr")}
    await eventually(lambda: _in(files) == named | made, 20)
    assert {row["sha256"] for row in books.rows("file")} == named | made
    print(f"{before} files before the sweep, {len(named | made)} after it")


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _in(files: Path) -> set[str]:
    return {path.name for path in files.iterdir()}


def _aged(files: Path, seconds: float) -> int:
    """Make them older (what no row knows has its age from the disk); how many there are."""
    for name in _in(files):
        os.utime(files / name, (time.time() - seconds,) * 2)
    return len(_in(files))
