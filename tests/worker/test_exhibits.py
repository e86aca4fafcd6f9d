"""Evidence through the real child: kept as it came, hashed, copied without its secrets, or refused without a trace."""

import hashlib
import io
from pathlib import Path

import pytest
import samples
from aiohttp import web
from aiohttp.test_utils import TestServer
from PIL import Image

from assistant.papers.case_picture import SIDE
from assistant.worker import JobFailed, Worker, place

TOKEN = "4242:a-canary-token"
MEDIA = Path(__file__).parents[2] / "fixtures" / "media"
FILES = {
    "photo": (MEDIA / "parcel.jpg").read_bytes(),
    "smaller": samples.picture(size=(320, 240), quality=60),
    "large": samples.picture(size=(4000, 3000)),
    "screenshot": samples.picture("PNG", size=(1000, 2000)),
    "located": samples.located(),
    "see-through": samples.picture("WEBP", lossless=True),
    "moving": samples.picture("GIF"),
    "one colour": samples.picture("PNG", size=(1, 1)),
    "receipt": (MEDIA / "receipt.pdf").read_bytes(),
    "notes": (MEDIA / "notes.txt").read_bytes(),
    "voice": (MEDIA / "voice.ogg").read_bytes(),
    "clip": (MEDIA / "clip.mp4").read_bytes(),
    "nothing": b"",
    "bomb": samples.bomb(),
    "cut": samples.picture(size=(2000, 2000))[:9000],
    "both": samples.picture("PNG") + samples.archive(),
    "program": b"MZ" + bytes(500),
    "twenty": samples.wav(samples=(20 * 1024 * 1024 - 44) // 2),
    "more": samples.wav(samples=10 * 1024 * 1024),
    "iphone": samples.box(b"ftyp", b"heic" + bytes(8)) + bytes(90),
}


@pytest.fixture
async def worker(tmp_path):
    async def get_file(request):
        file_id = request.query["file_id"]
        result = {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_path": f"files/{file_id}"}
        return web.json_response({"ok": True, "result": result})

    async def content(request):
        return web.Response(body=FILES[request.match_info["name"]])

    application = web.Application()
    application.router.add_get(f"/bot{TOKEN}/getFile", get_file)
    application.router.add_get(f"/file/bot{TOKEN}/files/{{name}}", content)
    async with TestServer(application) as server:
        made = Worker(tmp_path, str(server.make_url("/")).rstrip("/"), TOKEN)
        yield made
        await made.stop()


def read(folder, told):
    return place(folder, told["sha256"]).read_bytes()


def unlike(one, other):
    return (int(one, 16) ^ int(other, 16)).bit_count()


async def keep(worker, file_id, **args):
    return await worker.run("keep_exhibit", {"file_id": file_id, **args})


@pytest.mark.parametrize(
    ("file_id", "mime", "ending"),
    [
        ("receipt", "application/pdf", ".pdf"),
        ("notes", "text/plain", ".txt"),
        ("voice", "audio/ogg", ".ogg"),
        ("clip", "video/mp4", ".mp4"),
    ],
)
async def test_what_is_no_picture_is_kept_as_it_is_and_has_no_copy(worker, tmp_path, file_id, mime, ending):
    told = await keep(worker, file_id, size=len(FILES[file_id]), name=f"something{ending}")
    assert told == {
        "sha256": hashlib.sha256(FILES[file_id]).hexdigest(),
        "size": len(FILES[file_id]),
        "mime": mime,
        "ending": ending,
        "unique_id": f"u-{file_id}",
        "near": "",
        "copy": None,
    }
    assert read(tmp_path, told) == FILES[file_id]
    assert [path.name for path in tmp_path.iterdir()] == [told["sha256"]]


@pytest.mark.parametrize("file_id", ["photo", "large", "screenshot", "see-through", "moving", "one colour"])
async def test_a_picture_has_a_copy_that_is_small_enough(worker, tmp_path, file_id):
    told = await keep(worker, file_id)
    assert read(tmp_path, told) == FILES[file_id]
    copy = read(tmp_path, told["copy"])
    assert (hashlib.sha256(copy).hexdigest(), len(copy)) == (told["copy"]["sha256"], told["copy"]["size"])
    with Image.open(io.BytesIO(copy)) as shown, Image.open(io.BytesIO(FILES[file_id])) as original:
        assert shown.format == "JPEG"
        assert shown.size == (told["copy"]["width"], told["copy"]["height"])
        assert max(shown.size) == min(SIDE, max(original.size))


@pytest.mark.parametrize("file_id", ["photo", "located"])
async def test_the_copy_says_neither_where_nor_by_what_it_was_taken(worker, tmp_path, file_id):
    with Image.open(io.BytesIO(FILES[file_id])) as original:
        assert original.getexif().get_ifd(0x8825), "the sample has lost its place"
    told = await keep(worker, file_id)
    assert read(tmp_path, told) == FILES[file_id]
    copy = read(tmp_path, told["copy"])
    with Image.open(io.BytesIO(copy)) as shown:
        assert not shown.getexif()
        assert shown.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Canary" not in copy
    assert b"Exif" not in copy


async def test_the_same_picture_is_known_again_when_it_was_made_smaller(worker):
    large, small, other = [(await keep(worker, file_id))["near"] for file_id in ("large", "smaller", "photo")]
    assert len(large) == 16
    assert unlike(large, small) <= 4
    assert unlike(large, other) > 10
    assert (await keep(worker, "one colour"))["near"] == ""


@pytest.mark.parametrize(
    ("file_id", "args", "code"),
    [
        ("nothing", {}, "empty"),
        ("bomb", {}, "too_many_pixels"),
        ("cut", {}, "damaged"),
        ("both", {}, "two_faced"),
        ("program", {"name": "photo.jpg"}, "unknown_type"),
        ("receipt", {"name": "photo.jpg"}, "wrong_name"),
        ("iphone", {}, "heic"),
        ("more", {}, "too_big"),
        ("photo", {"size": 20 * 1024 * 1024 + 1}, "too_big"),
    ],
)
async def test_what_cannot_be_evidence_leaves_nothing_behind(worker, tmp_path, file_id, args, code):
    with pytest.raises(JobFailed) as failed:
        await keep(worker, file_id, **args)
    assert failed.value.code == code
    assert list(tmp_path.iterdir()) == []
    assert (await keep(worker, "notes"))["mime"] == "text/plain"  # and the child goes on


async def test_twenty_megabytes_are_taken(worker, tmp_path):
    told = await keep(worker, "twenty")
    assert (told["size"], told["mime"]) == (20 * 1024 * 1024, "audio/wav")


async def test_taking_it_again_changes_nothing(worker, tmp_path):
    first = await keep(worker, "photo")
    assert await keep(worker, "photo") == first
    assert len(list(tmp_path.iterdir())) == 2
