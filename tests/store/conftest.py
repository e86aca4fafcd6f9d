"""The shelves are tried over every kind of database; a new one joins by joining `KINDS`."""

from __future__ import annotations

import pytest

from assistant.store import open_books

KINDS = {
    "memory": lambda folder: open_books(":memory:"),
    "file": lambda folder: open_books(str(folder / "yidan.db")),
}


@pytest.fixture(params=sorted(KINDS))
def books(request, tmp_path):
    books = KINDS[request.param](tmp_path)
    yield books
    books.close()
