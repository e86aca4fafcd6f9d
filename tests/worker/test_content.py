"""Types by content: what is taken, what is refused, and with which code."""

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import archive, box, mp3, mp4, ogg, pdf, picture, wav, webm

from assistant.worker.content import ENDINGS, recognise
from assistant.worker.failure import JobFailed

PNG = picture("PNG")
GOOD = {
    "image/jpeg": [picture(), picture(progressive=True), samples.located()],
    "image/png": [PNG, picture("PNG", size=(1, 1))],
    "image/webp": [picture("WEBP"), picture("WEBP", lossless=True)],
    "image/gif": [picture("GIF")],
    "application/pdf": [pdf(), pdf(" " * 1100 + "see <html> and <script> in here")],
    "text/plain": ["我付了120元\n见截图".encode(), b"\xef\xbb\xbfhello", b"a < b\tand\r\nb > c", b"x"],
    "audio/mpeg": [mp3(), mp3(tag=samples.id3()), mp3(frames=1)],
    "audio/mp4": [mp4(b"M4A ", b"soun"), mp4(b"isom", b"soun")],
    "audio/ogg": [ogg(), ogg(b"\x01vorbis")],
    "audio/wav": [wav()],
    "video/mp4": [mp4(), mp4(b"mp42")],
    "video/quicktime": [mp4(b"qt  ")],
    "video/webm": [webm()],
}
BAD = {
    "empty": [b""],
    "unknown_type": [
        archive(), b"MZ" + bytes(200), b"\x7fELF" + bytes(200), b"Rar!\x1a\x07\x00" + bytes(99), bytes(1000), b"\x00",
        samples.PAGE, b"  \n<html>", b"<svg onload=x>", b"#!/bin/sh\nrm", "中文".encode("gbk"), "words".encode("utf-16"),
        webm(b"matroska"), ogg(b"\x80theora"), b"\xff\xfb\x90\x00" + bytes(900), b"RIFF\x10\x00\x00\x00AVI " + bytes(99),
        b"BM" + bytes(100), b"half a letter \xe6\x88", b"bell \x07",
    ],
    "two_faced": [
        PNG + archive(), PNG + samples.PAGE, picture() + archive(), picture() + pdf(), picture("GIF") + samples.PAGE,
        picture(comment=b"<script>alert(1)</script>"), mp3() + archive(), mp4(tail=box(b"free", archive())),
        samples.PAGE + pdf(), b"\n" + pdf(), pdf() + archive(), pdf()[:9] + samples.PAGE + pdf()[9:], wav() + archive(),
        picture("WEBP") + b"Rar!\x1a\x07\x00", PNG + b"<?php system($x) ?>",
    ],
    "damaged": [pdf()[:-20], mp4()[:-1], mp4() + b"xx", box(b"ftyp", b"isom") + box(b"mdat", b"x"), wav()[:-3]],
    "heic": [box(b"ftyp", b"heic" + bytes(8)) + bytes(50), box(b"ftyp", b"mif1" + bytes(8))],
}  # fmt: skip


def recognised(tmp_path, content, name=""):
    path = tmp_path / "file"
    path.write_bytes(content)
    return recognise(path, name)


def test_every_type_taken_has_its_samples():
    assert GOOD.keys() == ENDINGS.keys()


@pytest.mark.parametrize(("mime", "content"), [(mime, each) for mime, files in GOOD.items() for each in files])
def test_what_is_taken_is_known_by_its_content(tmp_path, mime, content):
    assert recognised(tmp_path, content) == mime
    assert recognised(tmp_path, content, f"file{ENDINGS[mime]}") == mime
    assert recognised(tmp_path, content, "without an ending") == mime


@pytest.mark.parametrize(("code", "content"), [(code, each) for code, files in BAD.items() for each in files])
def test_what_is_refused_says_why(tmp_path, code, content):
    with pytest.raises(JobFailed) as refused:
        recognised(tmp_path, content, "photo.jpg")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (pdf(), "photo.jpg"), (picture(), "receipt.PDF"), (b"words", "photo.png"), (b"words", "run.html"),
        (b"words", "list.xlsx"), (picture(), "voice.ogg"), (mp3(), "photo.jpeg"),
    ],
)  # fmt: skip
def test_a_name_that_promises_something_else_is_refused(tmp_path, content, name):
    with pytest.raises(JobFailed, match="wrong_name"):
        recognised(tmp_path, content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PNG, "photo.jpg"),
        (picture("WEBP"), "a.PNG"),
        (mp4(b"M4A ", b"soun"), "a.mp4"),
        (b"x", "chat.2026-11-20"),
        (b"x", "list.csv"),
    ],
)
def test_endings_of_the_same_family_do_not_matter(tmp_path, content, name):
    assert recognised(tmp_path, content, name) in ENDINGS


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", PNG[:40], picture()[:30], pdf()[:9], b"ID3", b"OggS", b"RIFF", b"\xff\xfb"]),
)
def test_any_bytes_are_taken_or_refused(tmp_path_factory, content, head):
    try:
        found = recognised(tmp_path_factory.mktemp("any"), head + content, "a.b")
    except JobFailed as refused:
        found = refused.code
    assert found in {*ENDINGS, *BAD}


def test_a_box_that_claims_no_size_ends_the_walk(tmp_path):
    with pytest.raises(JobFailed, match="damaged"):
        recognised(tmp_path, box(b"ftyp", b"isom") + b"\x00\x00\x00\x03free" + bytes(50))
