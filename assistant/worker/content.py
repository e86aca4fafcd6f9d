"""What a file is, told from its bytes: the few types taken as evidence, and nothing that is two things at once.

The name and what its sender says of the type are believed only where they agree with the content.
"""

from __future__ import annotations

import codecs
import mmap
import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from assistant.papers.picture import sniff
from assistant.worker import media
from assistant.worker.failure import JobFailed

# The types taken, and the ending under which each is handed on.
ENDINGS: Mapping[str, str] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
}
_HEAD = 1024  # bytes that careless programs look through for the beginning of something
_CHUNK = 1 << 16
# What an ending promises. A film may be all sound, so these two are one; anything else listed is never taken.
_PROMISED: Mapping[str, str] = {
    "image": "jpg jpeg jpe png webp gif heic heif bmp tif tiff",
    "document": "pdf",
    "text": "txt text log csv md",
    "media": "mp3 m4a aac ogg oga opus wav flac mp4 m4v mov webm avi mkv 3gp",
    "never": "html htm xhtml svg js exe bat sh apk jar zip rar doc docx xls xlsx ppt pptx",
}
_PROMISES = {ending: family for family, endings in _PROMISED.items() for ending in endings.split()}
_FAMILY = {"image": "image", "text": "text", "application": "document", "audio": "media", "video": "media"}
_MARKUP = re.compile(rb"(?i)<html|<script|<!doctype html|<\?php|<svg")
_FOREIGN = re.compile(rb"(?i)<html|<script|<!doctype html|<\?php|%PDF-|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def recognise(path: Path, name: str = "") -> str:
    """The MIME type of a file on disk, one of ENDINGS. `name` is what its sender calls it.

    Raises JobFailed: "empty", "unknown_type", "damaged", "two_faced", "wrong_name" or "heic".
    """
    if not path.stat().st_size:
        raise JobFailed("empty")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        mime = _mime(data)
        if _two_faced(data, mime):
            raise JobFailed("two_faced")
        if mime is None:
            raise JobFailed("unknown_type")
        _sound(data, mime)
    promised = _PROMISES.get(PurePath(name).suffix.removeprefix(".").lower())
    if promised is not None and promised != _FAMILY[mime.partition("/")[0]]:
        raise JobFailed("wrong_name")
    return mime


def _mime(data: mmap.mmap) -> str | None:
    head = bytes(data[:64])
    if (picture := sniff(head)) is not None:
        return picture
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    return media.mime(data) or ("text/plain" if _is_text(data) else None)


def _sound(data: mmap.mmap, mime: str) -> None:
    """Is it whole, as far as that is quickly told? Pictures are decoded later. Raises JobFailed."""
    check: Callable[[mmap.mmap], bool] | None = {
        "application/pdf": lambda data: data.rfind(b"%%EOF", max(0, len(data) - 2048)) >= 0,
        "video/mp4": media.boxes_are_whole,
        "audio/mp4": media.boxes_are_whole,
        "video/quicktime": media.boxes_are_whole,
        "audio/wav": media.wave_is_whole,
    }.get(mime)
    if check is not None and not check(data):
        raise JobFailed("damaged")


def _is_text(data: mmap.mmap) -> bool:
    """UTF-8 without control characters, and no page or program that some other program would run."""
    if _MARKUP.search(data[:_HEAD]) or bytes(data[:2]) == b"#!":
        return False
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), _CHUNK):
            if _NOT_TEXT.search(decoder.decode(data[at : at + _CHUNK], final=at + _CHUNK >= len(data))):
                return False
    except UnicodeDecodeError:
        return False
    return True


def _two_faced(data: mmap.mmap, mime: str | None) -> bool:
    """Whether another program would take the same bytes for something else: a page, a PDF, an archive.

    A PDF is not searched for pages: it may well speak of them, and no browser takes it for one by its middle.
    """
    if mime != "application/pdf" and data.find(b"%PDF-", 0, _HEAD) > 0:
        return True
    if mime is None or mime == "text/plain":
        return False
    searched = data[:_HEAD] if mime == "application/pdf" else data
    foreign = _MARKUP if mime == "application/pdf" else _FOREIGN
    return foreign.search(searched) is not None or _is_archive(data)


def _is_archive(data: mmap.mmap) -> bool:
    """Whether it ends in a zip's directory, wherever that zip begins."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - (1 << 16) - 22))
    if at < 0 or at + 22 > len(data):
        return False
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    return size <= at and (size == 0 or data[at - size : at - size + 4] == b"PK\x01\x02")
