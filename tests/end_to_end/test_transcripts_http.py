"""Every transcript is played over real HTTP: the whole assistant, SQLite on disk, the worker process, a simulated
Telegram whose clock stands still between the lines."""

import asyncio
from pathlib import Path

import pytest

from assistant.transcript import Player, read
from assistant.transcript.play import as_process, opened
from tests.end_to_end.ends import ALL, CASES, EDGES, ENDS
from tests.end_to_end.in_process import InProcess

FOLDER = Path(__file__).parent.parent.parent / "fixtures" / "transcripts"
FILES = sorted(FOLDER.glob("*.chat"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(path):
    script, places = read(path), []
    build = as_process() if script.needs("kill") else InProcess

    def noting(simulator, folder):
        places.append(folder)
        return build(simulator, folder)

    async with asyncio.timeout(60), opened(noting) as stage:
        await Player(script, stage).play()
        await asyncio.to_thread(ENDS.collect, path, places[-1] / "yidan.db")


def test_cases_came_to_every_end(record_property):
    """Of all that the transcripts above have played; where only some of them were, there is nothing to be said."""
    if not ENDS.played >= {path for path in FILES if path.stem.startswith(CASES)}:
        pytest.skip("not all transcripts were played")
    for end, transcript in sorted(ENDS.reached.items()):
        record_property(f"ends over HTTP: {end}", transcript)
    record_property("case chart over HTTP", f"{len(ENDS.gone & EDGES)}/{len(EDGES)} edges")
    assert set(ENDS.reached) >= ALL, f"no transcript comes there: {sorted(ALL - set(ENDS.reached))}"
