"""Every transcript is played over real HTTP: the whole assistant, SQLite on disk, the worker process, a simulated
Telegram whose clock stands still between the lines."""

import asyncio
from pathlib import Path

import pytest

from assistant.transcript import read
from assistant.transcript.play import as_process, perform
from tests.end_to_end.in_process import InProcess

FOLDER = Path(__file__).parent.parent.parent / "fixtures" / "transcripts"
FILES = sorted(FOLDER.glob("*.chat"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(path):
    script = read(path)
    await asyncio.wait_for(perform(script, as_process() if script.needs("kill") else InProcess), 60)
