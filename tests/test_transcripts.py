"""Every transcript is played purely: service, in-memory books, a clock that stands still."""

from pathlib import Path

import pytest

from assistant.transcript import Player, read
from tests.stage import PureStage

FOLDER = Path(__file__).parent.parent / "fixtures" / "transcripts"
FILES = sorted(FOLDER.glob("*.chat"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(path):
    stage = PureStage()
    try:
        await Player(read(path), stage).play()
    finally:
        stage.close()
