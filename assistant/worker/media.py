"""Sound and film, told from their containers. Nothing is decoded here."""

from __future__ import annotations

import mmap
from collections.abc import Iterator

from assistant.worker.failure import JobFailed

_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"})
_MOST_BOXES = 100_000
# MPEG audio, layer III: kbit/s by the index in the header; version 1, then versions 2 and 2.5.
_BITRATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_PADDING = 1 << 16  # bytes of nothing that may stand between a tag and the first frame


def mime(data: mmap.mmap) -> str | None:
    """The type of a sound or film file; None for everything else. Raises JobFailed("heic") for such a picture."""
    head = bytes(data[:64])
    if head[4:8] == b"ftyp":
        return _mp4(data, head[8:12])
    if head.startswith(b"OggS"):
        return "audio/ogg" if _ogg_sound(bytes(data[:512])) else None
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm" if b"webm" in head else None
    return "audio/mpeg" if _mp3(data) else None


def _mp4(data: mmap.mmap, brand: bytes) -> str:
    if brand in _HEIC:
        raise JobFailed("heic")
    if not _has_pictures(data):
        return "audio/mp4"
    return "video/quicktime" if brand == b"qt  " else "video/mp4"


def _boxes(data: mmap.mmap) -> Iterator[tuple[bytes, int, int]]:
    """Kind, begin and end of each box of the outermost level; the last end may lie beyond the file."""
    at = 0
    for _ in range(_MOST_BOXES):
        if at + 8 > len(data):
            break
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        size = size or len(data) - at
        if size < 8:
            break
        yield bytes(data[at + 4 : at + 8]), at, at + size
        at += size


def _has_pictures(data: mmap.mmap) -> bool:
    """Whether a track of it is film: its handler says so."""
    for kind, begin, end in _boxes(data):
        at = data.find(b"hdlr", begin, end) if kind == b"moov" else -1
        while at >= 0:
            if data[at + 12 : at + 16] == b"vide":
                return True
            at = data.find(b"hdlr", at + 4, end)
    return False


def boxes_are_whole(data: mmap.mmap) -> bool:
    """The boxes fill the file to its last byte, and one of them describes the tracks."""
    found = list(_boxes(data))
    return bool(found) and found[-1][2] == len(data) and any(kind == b"moov" for kind, _, _ in found)


def wave_is_whole(data: mmap.mmap) -> bool:
    return int.from_bytes(data[4:8], "little") + 8 <= len(data)


def _ogg_sound(head: bytes) -> bool:
    return any(sign in head for sign in (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC"))


def _mp3(data: mmap.mmap) -> bool:
    """Two frames, one behind the other; a tag may stand before them."""
    at = 0
    if data[:3] == b"ID3":
        sizes = data[6:10]
        if len(sizes) < 4 or max(sizes) > 127:
            return False
        at = 10 + (sizes[0] << 21 | sizes[1] << 14 | sizes[2] << 7 | sizes[3])
        end = min(len(data), at + _PADDING)
        while at < end and data[at] == 0:
            at += 1
    first = _frame(data, at)
    if not first:
        return False
    return at + first == len(data) or bool(_frame(data, at + first))


def _frame(data: mmap.mmap, at: int) -> int:
    """The length of the MPEG layer III frame that begins there; 0 if none does."""
    head = int.from_bytes(data[at : at + 4], "big")
    version, layer, bits, rate = head >> 19 & 3, head >> 17 & 3, head >> 12 & 15, head >> 10 & 3
    if head >> 21 != 0x7FF or version == 1 or layer != 1 or bits in {0, 15} or rate == 3:
        return 0
    speed = _BITRATES[version != 3][bits] * 1000
    return (144 if version == 3 else 72) * speed // _RATES[version][rate] + (head >> 9 & 1)
