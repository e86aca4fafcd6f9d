from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_child import PEOPLE
from store_samples import NOW

from assistant.store.books import open_sqlite

CHILD = str(Path(__file__).with_name("store_child.py"))
REDELIVERED = 100  # more than the 64 that may be under way when the process dies


def start(path, first, last, before=()):
    folders = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[2])])
    command = [*before, sys.executable, CHILD, path, str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": folders})


def answers(out: bytes) -> dict[int, int]:
    lines = out.split(b"\n")[:-1]  # the last one may be cut off
    said = (line.split() for line in lines)
    return {int(number): int(said) for number, said in said if said != b"down"}


def run_until_killed(path, first, seconds) -> dict[int, int]:
    with start(path, first, 10**9) as child:
        began = child.stdout.readline()
        time.sleep(seconds)
        child.kill()
        return answers(began + child.stdout.read())


def check(path, answered) -> int:
    """Nothing lost, nothing doubled; the newest update that is in the books."""
    books = open_sqlite(path)
    try:
        last = max(answered)
        stored = {number: row for number in range(last + 2 * REDELIVERED) if (row := books.inbox.seen(number))}
        assert {number: stored[number].said for number in answered} == answered
        timers = {timer.key: timer.data["said"] for timer in books.timers.due(NOW, 10**9)}
        assert timers == {f"update:{number}": row.said for number, row in stored.items()}
        for who in range(PEOPLE):
            turns = sorted(row.said for row in stored.values() if row.person == who)
            assert turns == list(range(1, books.desks.get(who).said + 1))
        owed = sorted(int(params) for (params,) in books.database.all("SELECT params FROM outbox"))
        assert owed == sorted(stored)
        return max(stored)
    finally:
        books.close()


def kill_again_and_again(path, cycles):
    seed = random.randrange(10**9)
    print("seed", seed)
    dice = random.Random(seed)
    answered: dict[int, int] = {}
    first = 0
    for _ in range(cycles):
        again = run_until_killed(path, first, dice.uniform(0.02, 0.3))
        assert {number: said for number, said in again.items() if answered.get(number, said) != said} == {}
        answered |= again
        newest = check(path, answered)
        assert newest - max(answered) <= REDELIVERED
        first = max(0, newest - REDELIVERED)
    with start(path, first, newest + 200) as child:
        answered |= answers(child.stdout.read())
        assert child.wait() == 0
    assert sorted(answered.keys() | set(range(first))) == list(range(newest + 200))
    assert check(path, answered) == newest + 199


def test_killed_under_load_nothing_is_lost_and_nothing_doubled(tmp_path):
    kill_again_and_again(str(tmp_path / "yidan.db"), 5)


@pytest.mark.soak
def test_killed_fifty_times_nothing_is_lost_and_nothing_doubled(tmp_path):
    kill_again_and_again(str(tmp_path / "yidan.db"), 50)


@pytest.mark.soak
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace makes the disk fail")
# strace counts for each thread anew: opening the database is over before these, 2,000 updates are not.
@pytest.mark.parametrize(
    ("calls", "error", "when"),
    [("fsync,fdatasync", "EIO", when) for when in ("7", "12", "20", "10+")]
    + [("pwrite64", "ENOSPC", when) for when in ("40", "61", "90", "111", "70+")],
)
def test_whatever_write_or_sync_fails_nobody_was_answered_wrongly(tmp_path, calls, error, when):
    path = str(tmp_path / "yidan.db")
    open_sqlite(path).close()
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e"]
    with start(path, 0, 2000, [*strace, f"inject={calls}:error={error}:when={when}"]) as child:
        out = child.stdout.read()
    assert b"down" in out
    answered = answers(out)
    check(path, answered)
    with start(path, 0, 2000) as child:
        answered |= answers(child.stdout.read())
    assert sorted(answered) == list(range(2000))
    check(path, answered)
