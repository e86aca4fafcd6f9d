"""Every transcript is played purely: service, in-memory books, a clock that stands still; each call fits the schema."""

import random
from pathlib import Path

import pytest

from assistant.transcript import Differs, Player, parse, read
from assistant.transcript.script import Hear
from tests.bot_api import checked
from tests.stage import PureStage
from tests.visitor import Recorder

FOLDER = Path(__file__).parent.parent / "fixtures" / "transcripts"
FILES = sorted(FOLDER.glob("*.chat"))
CALLS = {
    "sendmessage",
    "editmessagetext",
    "answercallbackquery",
    "sendphoto",
    "senddocument",
    "getchatadministrators",
    "getchatmember",
    "setchattitle",
    "setchatdescription",
    "setchatpermissions",
    "pinchatmessage",
    "createchatinvitelink",
    "approvechatjoinrequest",
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(path):
    stage = Recorder()
    try:
        await Player(read(path), stage).play()
    finally:
        stage.close()
    assert checked(stage.calls) <= CALLS


@pytest.mark.parametrize("path", FILES[::5], ids=lambda path: path.stem)
async def test_a_changed_line_is_noticed_where_it_stands(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    heard = [told for step in read(path).steps if isinstance(step, Hear) for told in (*step.lines, *(step.rows or ()))]
    chosen = random.Random(path.stem).choice([told for told in heard if not told.text.endswith(("…", "…]"))])
    at = chosen.at - 1
    changed = chosen.text[:-1] + "!]" if chosen.text.startswith("[") else chosen.text + "!"
    lines[at] = lines[at].replace(chosen.text, changed)
    stage = PureStage()
    try:
        with pytest.raises(Differs, match=rf"{path.name}:\d+: the assistant says something else"):
            await Player(parse("\n".join(lines), path), stage).play()
    finally:
        stage.close()
