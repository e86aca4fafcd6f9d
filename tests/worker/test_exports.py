"""What somebody takes along: a zip that says what is in it, the originals untouched, in parts that a bot may send."""

from __future__ import annotations

import json
import zipfile

import pytest

from assistant.worker import blobs
from assistant.worker.exports import ExportSpec, Sent, make

AREAS = {"orders": [{"what": "三本小说"}], "account": {"id": 7}}


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def sent(folder, content: bytes, name: str, mime: str = "image/jpeg") -> Sent:
    blob = blobs.keep(folder, content)
    return Sent(blob.sha256, blob.size, mime, name)


def opened(folder, part):
    return zipfile.ZipFile(folder / part["sha256"])


def test_one_file_an_area_and_the_originals(folder):
    files = (sent(folder, b"one", "YD-1/exhibit-1"), sent(folder, b"two", "YD-2/exhibit-1", "application/pdf"))
    told = make(folder, ExportSpec("你好", AREAS, files))
    (part,) = told["parts"]
    assert (told["mime"], told["sha256"], part["name"], told["missing"]) == (
        "application/zip",
        part["sha256"],
        "yidan.zip",
        [],
    )
    with opened(folder, part) as made:
        assert made.testzip() is None
        assert made.namelist() == [
            "README.txt",
            "account.json",
            "orders.json",
            "files/YD-1/exhibit-1.jpg",
            "files/YD-2/exhibit-1.pdf",
        ]
        assert made.read("README.txt").decode() == "你好"
        assert json.loads(made.read("orders.json")) == AREAS["orders"]
        assert made.read("files/YD-2/exhibit-1.pdf") == b"two"


def test_the_same_books_give_the_same_bytes(folder):
    spec = ExportSpec("x", AREAS, (sent(folder, b"one", "a"),))
    assert (
        make(folder, spec)["sha256"]
        == make(folder, ExportSpec("x", dict(reversed(AREAS.items())), spec.files))["sha256"]
    )


def test_what_is_too_much_for_one_message_comes_in_parts(folder):
    files = tuple(sent(folder, bytes([at]) * 400, f"{at}") for at in range(5))
    parts = make(folder, ExportSpec("x", {}, files, most=1000))["parts"]
    assert [part["name"] for part in parts] == ["yidan-1.zip", "yidan-2.zip", "yidan-3.zip"]
    names = [name for part in parts for name in opened(folder, part).namelist()]
    assert names == ["README.txt", *(f"files/{at}.jpg" for at in range(5))]


def test_a_file_larger_than_a_part_has_one_of_its_own(folder):
    files = (sent(folder, b"a" * 2000, "big"), sent(folder, b"b", "small"))
    parts = make(folder, ExportSpec("x", {}, files, most=1000))["parts"]
    assert [opened(folder, part).namelist() for part in parts] == [
        ["README.txt"],
        ["files/big.jpg"],
        ["files/small.jpg"],
    ]


def test_a_file_that_is_gone_is_named_and_spoils_nothing(folder):
    files = (Sent("0" * 64, 5, "image/png", "YD-1/exhibit-2"), sent(folder, b"one", "YD-1/exhibit-1"))
    told = make(folder, ExportSpec("x", {}, files))
    assert told["missing"] == ["YD-1/exhibit-2"]
    with opened(folder, told["parts"][0]) as made:
        assert made.namelist() == ["README.txt", "files/YD-1/exhibit-1.jpg"]


def test_a_name_that_is_no_hash_reaches_no_file(folder):
    with pytest.raises(ValueError, match="sha256"):
        make(folder, ExportSpec("x", {}, (Sent("../../etc/passwd", 5, "text/plain", "x"),)))
