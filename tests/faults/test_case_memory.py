"""Evidence of twenty megabytes, as one file and as an album, given in a running case: the server stays small."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from assistant.transcript import Player, parse
from tests.faults import struck
from tests.faults.books import Books
from tests.faults.process import eventually
from tests.faults.test_evidence import MEGABYTE, ROOM, WHOLE, held
from tests.worker.samples import wav

STORY = "\n\n".join(f"@ play openings/{each}.chat" for each in ("deal", "filed", "contested")) + "\n\nben: /evidence 1"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the memory of a process from /proc")
async def test_twenty_megabytes_of_evidence_keep_the_server_small(tmp_path: Path, record_property):
    async with struck.stage(tmp_path, random.Random(0)) as stage:
        player = Player(parse("more\n", struck.FIXTURES), stage, lambda name, message: None)
        await struck.play(stage, player, STORY)
        server, ben, books = stage._house.pid, player._people["ben"], Books(tmp_path / "yidan.db")  # type: ignore[attr-defined]
        resting = held(server, "VmRSS")
        await stage.send(ben, ben, "document", [("whole.wav", io.BytesIO(wav((WHOLE - 44) // 2)))], "All of it")
        album = [
            (f"part-{n}.wav", io.BytesIO(wav(samples)))
            for n, samples in enumerate((2_400_000, 2_500_000, 2_600_000, 2_700_000))
        ]
        await stage.send(ben, ben, "document", album, "In parts")
        await stage._rest()
        await eventually(lambda: not books.unfinished(), 60)
        most = held(server, "VmHWM")
        sizes = sorted(row["size"] for row in books.rows("file"))
        assert sizes[-1] == WHOLE
        assert sum(sizes[-5:-1]) > 19 * MEGABYTE
        record_property(
            "memory of the server", f"{resting >> 20} MB at rest, {most >> 20} MB at most with twice 20 MB of evidence"
        )
        assert most - resting < ROOM
        for message in await stage.heard(ben, ben):
            player._notice("ben", player._chats["ben"], message)
        await struck.play(stage, player, "ben: [Done] » [Add it]")  # the whole was too much beside what there is
        assert len(books.rows("exhibit")) == 3 + 4
