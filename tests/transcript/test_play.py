"""`yidan play`: exit codes and what is printed; the assistant as a process of its own."""

import sys
from pathlib import Path

import pytest

from assistant.transcript.house import CannotStart, ServerProcess, environment, free_port
from assistant.transcript.play import play
from tests.end_to_end.in_process import InProcess

GOOD = """A short one
@ person anna en
anna: /newgroup
bot: New group · 1/10
  Where will your group live?
  …
"""


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.chat"
    path.write_text(GOOD)
    return path


async def test_what_goes_as_written_ends_with_0(good):
    told = []
    assert await play([good, good], InProcess, told.append) == 0
    assert told == ["✓ good.chat  A short one"] * 2


async def test_a_changed_line_ends_with_1_and_is_named(good, tmp_path):
    changed = tmp_path / "changed.chat"
    changed.write_text(GOOD.replace("will your group", "should your group"))
    told = []
    assert await play([changed, good], InProcess, told.append) == 1
    assert told[0].startswith(f"✗ changed.chat\n{changed}:5: the assistant says something else")
    assert "  - Where should your group live?" in told[0]
    assert told[1:] == ["✓ good.chat  A short one", "1 of 2 went another way."]


@pytest.mark.parametrize("content", [b"", b"T\nwhat?", b"T\n\xff", b"T\n@ person anna\nben: hi"])
async def test_what_cannot_be_read_ends_with_1(tmp_path, content):
    path = tmp_path / "odd.chat"
    path.write_bytes(content)
    told = []
    assert await play([path, tmp_path / "lost.chat"], InProcess, told.append) == 1
    assert [line[0] for line in told[:2]] == ["✗", "✗"]


async def test_an_assistant_that_does_not_start_is_told_with_its_own_words(tmp_path):
    settings = environment("http://127.0.0.1:9", tmp_path, free_port())
    broken = ServerProcess(settings, tmp_path / "log", (sys.executable, "-c", "raise SystemExit('no bread today')"))
    with pytest.raises(CannotStart, match="no bread today"):
        await broken.start()
    await broken.stop()


def test_everything_an_assistant_keeps_lies_in_its_folder():
    settings = environment("http://127.0.0.1:9", Path("/some/where"), 1)
    assert {settings["YIDAN_DATABASE"], settings["YIDAN_FILES"]} == {"/some/where/yidan.db", "/some/where/files"}
