"""A quarrel in which everybody does anything: nobody reads what is not theirs, and every case goes on to its end."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.crowd import Crowd
from tests.faults.square import OPENINGS, Square

STEPS = 50
LONG = 90 * 86_400.0  # by then every case is over, whatever anybody does


async def test_thirty_walks(tmp_path: Path, record_property):
    await walked(tmp_path, 30, record_property)


@pytest.mark.soak
async def test_five_hundred_walks(tmp_path: Path, record_property):
    await walked(tmp_path, 500, record_property)


async def walked(folder: Path, times: int, record_property) -> None:
    seed = int(os.environ.get("YIDAN_TEST_SEED") or secrets.randbelow(2**32))
    print(f"to repeat this: YIDAN_TEST_SEED={seed}")
    ends, presses, told, shared = Counter[str](), 0, 0, 0
    for at, opening in enumerate(OPENINGS):
        first = await Square.at(opening)
        for number in range(at, times, len(OPENINGS)):
            square = first.copied(folder / f"{at}.db")
            crowd = Crowd(square, seed + number)
            try:
                await crowd.walk(STEPS)
                ends.update(str(case.state) for case in square.cases())
                await square.wait(LONG)
                assert all(case.over for case in square.cases())
            except Exception as wrong:
                wrong.add_note(f"walk {seed + number} from {opening}:\n" + "\n".join(crowd.log))
                raise
            presses, told, shared = presses + square.presses, told + square.told, shared + square.shared
            square.close()
        first.close()
    print(f"cases after the walks: {dict(ends)}")
    found = f"{presses} presses answered, {told} messages looked at, {shared} with words of somebody else in confidence"
    record_property("walks through quarrels", f"{times} of {STEPS} steps, {found}")
    assert len(ends) > 4, "the walks do not get far"
    assert shared > 5 * times, "nothing that had to be watched was said"
