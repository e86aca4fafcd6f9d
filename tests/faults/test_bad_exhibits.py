"""Files that are not what they seem, given as evidence in a running case: each is refused with its own words, the case
stays as it was, and the next good file is taken."""

from __future__ import annotations

from typing import Any

import pytest

from assistant import i18n
from flows.disputes.evidence_trouble import TROUBLE
from tests.faults import struck
from tests.faults.square import BEN, Square
from tests.worker import samples

OPENING = ("deal", "filed", "contested")
FILES = {
    "bomb.png": (samples.bomb(), "too_many_pixels"),
    "photo.jpg": (samples.picture() + samples.archive(), "two_faced"),
    "receipt.jpg": (samples.pdf(), "wrong_name"),
    "empty.pdf": (b"", "empty"),
    "cut-off.jpg": (samples.picture()[:900], "damaged"),
    "programme.exe": (b"MZ" + bytes(300), "unknown_type"),
}


@pytest.fixture
async def adding():
    """Ben is asked for more evidence."""
    square = await Square.at(OPENING)
    await square.say(BEN, BEN, "/evidence 1")
    yield square
    square.close()


def _books(square: Square) -> Any:
    return square.cases()[0], square.books.cases.chain(1), square.books.cases.exhibits(1)


def _told(square: Square) -> str:
    return str(max(square._chats[BEN].items())[1]["text"])


@pytest.mark.parametrize("name", FILES)
async def test_it_is_refused_in_plain_words_and_the_case_is_unharmed(adding: Square, name: str):
    content, code = FILES[name]
    before = _books(adding)
    await adding.send(BEN, BEN, "document", [(name, content)], "Look")
    assert i18n.text(TROUBLE[code], "en") in _told(adding)
    assert _books(adding) == before
    await _good(adding)


async def test_an_album_of_all_of_them_and_one_that_is_good(adding: Square):
    files = [(name, content) for name, (content, _) in FILES.items()]
    await adding.send(BEN, BEN, "document", [*files, ("label.png", samples.picture("PNG", (300, 200)))], "All I have")
    await _finish(adding, 4)


async def _good(square: Square) -> None:
    picture = struck.FIXTURES.parent.parent / "media" / "chat.png"
    await square.send(BEN, BEN, "photo", [(picture.name, picture.read_bytes())], "Good")
    await _finish(square, 4)


async def _finish(square: Square, exhibits: int) -> None:
    """Done, and yes: now the case has so many."""
    for end in (":done", ":yes"):
        number, message = max(square._chats[BEN].items())
        rows = message["reply_markup"]["inline_keyboard"]
        (data,) = [button["callback_data"] for row in rows for button in row if button["callback_data"].endswith(end)]
        await square.press(BEN, BEN, number, data)
    assert len(square.cases()[0].exhibits) == exhibits, _told(square)
