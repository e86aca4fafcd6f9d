"""Reading codes off pictures: good ones, poor ones, hostile ones."""

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from assistant.papers.picture import BadPicture, grey, sniff
from assistant.papers.qr import overall, read

MEDIA = Path(__file__).parents[2] / "fixtures" / "media"
GROUP = "https://weixin.qq.com/g/AQYAAEXAMPLEaBcDeFgHiJkL"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wechat-group-qr.png", "wechat_group"),
        ("wechat-group-qr.jpg", "wechat_group"),
        ("wechat-group-qr.webp", "wechat_group"),
        ("blurry-photo-of-qr.jpg", "wechat_group"),
        ("wechat-pay.png", "payment"),
        ("alipay.png", "payment"),
        ("wechat-person.png", "wechat_person"),
        ("telegram.png", "telegram"),
        ("two-codes.png", "payment"),
        ("no-code.jpg", "none"),
    ],
)
def test_each_picture_is_recognised_from_its_path_and_from_its_bytes(name, kind):
    codes = read(MEDIA / name)
    assert overall(codes) == kind
    assert read((MEDIA / name).read_bytes()) == codes


def test_both_of_two_codes_are_read():
    assert {code.verdict for code in read(MEDIA / "two-codes.png")} == {"wechat_group", "payment"}


def test_the_text_is_exact():
    assert [code.text for code in read(MEDIA / "blurry-photo-of-qr.jpg")] == [GROUP]


def test_the_pictures_can_be_made_again(tmp_path):
    for script in ("make.py", "make_evidence.py"):
        made = tmp_path / script
        made.write_bytes((MEDIA / script).read_bytes())
        subprocess.run([sys.executable, made], check=True)
    for file in MEDIA.glob("*.[!j]*"):
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def as_bytes(picture, kind="PNG", **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_is_read_whichever_way_the_phone_was_held(turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    with Image.open(MEDIA / "wechat-group-qr.png") as picture:
        held = as_bytes(picture.convert("RGB"), "JPEG", exif=exif)
    assert overall(read(held)) == "wechat_group"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_every_mode_of_png_is_read(mode):
    with Image.open(MEDIA / "wechat-group-qr.png") as picture:
        assert overall(read(as_bytes(picture.convert("RGB").convert(mode)))) == "wechat_group"


def test_a_black_code_on_transparency_is_read():
    with Image.open(MEDIA / "two-codes.png") as picture:
        ink = picture.convert("L").point(lambda level: 255 - level)
    clear = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    clear.putalpha(ink)
    assert overall(read(as_bytes(clear))) == "payment"


def test_white_on_black_is_read():
    with Image.open(MEDIA / "two-codes.png") as picture:
        assert overall(read(as_bytes(picture.convert("L").point(lambda level: 255 - level)))) == "payment"


def test_a_small_code_in_a_large_photo_is_read():
    with Image.open(MEDIA / "wechat-group-qr.png") as picture:
        scene = Image.new("L", (3000, 4000), 90)
        scene.paste(picture.convert("L").resize((150, 222)), (1800, 2500))
    assert overall(read(as_bytes(scene, "JPEG", quality=70))) == "wechat_group"


def refusal(content):
    with pytest.raises(BadPicture) as caught:
        read(content)
    return caught.value.code


def outcome(content):
    try:
        read(content)
    except BadPicture as bad:
        return bad.code
    return "read"


def a_zip(prefix=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", "b")
    return prefix + out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"GIF89a" + bytes(50),
        b"%PDF-1.7\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"BM" + bytes(60),
        b"II*\x00" + bytes(60),
        a_zip(),
    ],
    ids=["empty", "one byte", "jpeg magic", "png magic", "webp magic", "gif", "pdf", "svg", "bmp", "tiff", "zip"],
)
def test_what_is_no_picture_is_told_so(content):
    assert refusal(content) == "not_a_picture"


@pytest.mark.parametrize("name", ["wechat-group-qr.png", "wechat-group-qr.jpg", "wechat-group-qr.webp"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6])
def test_a_truncated_picture_is_told_so(name, share):
    content = (MEDIA / name).read_bytes()
    assert refusal(content[: int(len(content) * share)]) == "not_a_picture"


def test_the_name_plays_no_part(tmp_path):
    lying = tmp_path / "photo.jpg"
    lying.write_bytes((MEDIA / "wechat-pay.png").read_bytes())
    assert overall(read(lying)) == "payment"
    lying.write_bytes(a_zip())
    assert refusal(lying) == "not_a_picture"


def test_only_the_decoder_that_the_first_bytes_name_may_look():
    png = (MEDIA / "wechat-group-qr.png").read_bytes()
    assert refusal(b"\xff\xd8\xff" + png) == "not_a_picture"
    assert refusal(b"RIFF\x00\x00\x00\x00WEBP" + png) == "not_a_picture"


def test_a_picture_with_a_trailer_is_read_as_the_picture_it_is():
    # Phones append films and depth maps to photos, so a trailer alone proves nothing.
    assert overall(read(a_zip((MEDIA / "wechat-group-qr.jpg").read_bytes()))) == "wechat_group"


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def a_bomb(width, height):
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(7072, 7072), (10_000, 10_000), (65_500, 65_500), (40_000, 1)])
def test_too_many_pixels_are_refused_by_the_header(width, height):
    assert refusal(a_bomb(width, height)) == "too_many_pixels"


def test_fifty_megapixels_are_still_taken():
    assert read(as_bytes(Image.new("1", (7000, 7000), 1))) == []


def test_a_text_chunk_that_unpacks_to_much_is_refused():
    with Image.open(MEDIA / "two-codes.png") as picture:
        png = as_bytes(picture)
    bomb = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200_000_000), 9))
    at = png.index(b"IDAT") - 4
    assert refusal(png[:at] + bomb + png[at:]) == "not_a_picture"


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"]))
def test_any_bytes_end_in_a_reading_or_a_clear_refusal(noise, magic):
    assert outcome(magic + noise) in {"read", "not_a_picture", "too_many_pixels"}


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(["two-codes.png", "wechat-group-qr.webp", "wechat-group-qr.png"]))
def test_a_damaged_picture_ends_in_a_reading_or_a_clear_refusal(data, name):
    content = bytearray((MEDIA / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(bytes(content)) in {"read", "not_a_picture", "too_many_pixels"}


@given(st.binary(max_size=40))
def test_sniffing_never_fails(head):
    assert sniff(head) in {None, "image/jpeg", "image/png", "image/webp"}


def test_large_pictures_are_brought_down():
    assert max(grey(as_bytes(Image.new("L", (3000, 200))), 1000).size) == 1000
