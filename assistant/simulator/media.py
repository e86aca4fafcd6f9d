"""Files of the simulated world: kept in memory, photos made into several sizes, the rest taken as it is."""

from __future__ import annotations

import functools
import hashlib
import io
import mimetypes
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

PHOTO_BYTES = 10 * 2**20
SIDES = 10_000  # width and height together
RATIO = 20
SIZES = (90, 320, 800, 1280)  # longest sides of the copies of a photo
KINDS = ("photo", "document", "video", "voice", "audio", "sticker", "animation", "video_note")
_PREFIX = {
    "photo": "AgACAgUAAxk",
    "document": "BQACAgUAAxk",
    "video": "BAACAgUAAxk",
    "voice": "AwACAgUAAxk",
    "audio": "CQACAgUAAxk",
    "sticker": "CAACAgUAAxk",
    "animation": "CgACAgUAAxk",
    "video_note": "DQACAgUAAxk",
}
_FOLDER = {"photo": "photos", "voice": "voice", "audio": "music", "sticker": "stickers", "animation": "animations"}
_ENDING = {"photo": ".jpg", "voice": ".oga", "video": ".mp4", "audio": ".mp3", "sticker": ".webp", "animation": ".mp4"}
_MIME = {"voice": "audio/ogg", "video": "video/mp4", "audio": "audio/mpeg", "animation": "video/mp4"}
_SIMPLE: dict[str, dict[str, Any]] = {
    "video": {"width": 640, "height": 360, "duration": 1},
    "animation": {"width": 320, "height": 180, "duration": 1},
    "voice": {"duration": 1},
    "audio": {"duration": 1},
    "video_note": {"length": 240, "duration": 1},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
}


class NotAPhoto(ValueError):  # noqa: N818 - reads as what is wrong
    """Carries the server's code: IMAGE_PROCESS_FAILED or PHOTO_INVALID_DIMENSIONS."""


@dataclass(frozen=True, slots=True)
class File:
    id: str
    unique_id: str
    kind: str
    data: bytes
    path: str
    mime: str
    shown: dict[str, Any]  # as it stands in a message


@dataclass(slots=True)
class Files:
    """`by_id` finds what a bot may send again, `by_path` what it may download; `media` what a photo's sizes form."""

    by_id: dict[str, File] = field(default_factory=dict)
    by_path: dict[str, File] = field(default_factory=dict)
    media: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, kind: str, data: bytes, name: str = "", mime: str = "") -> dict[str, Any]:
        """Keep a file; answers the field of the message that shows it. Raises NotAPhoto."""
        if kind == "photo":
            copies = [self._keep("photo", jpeg, size=size).shown for *size, jpeg in photo_sizes(data)]
            content: dict[str, Any] = {"photo": copies}
            for copy in copies:
                self.media[copy["file_id"]] = content
            return content
        file = self._keep(kind, data, name, mime)
        content = {kind: file.shown}
        if kind == "animation":
            content["document"] = {name: file.shown[name] for name in file.shown if name not in _SIMPLE[kind]}
        self.media[file.id] = content
        return content

    def _keep(self, kind: str, data: bytes, name: str = "", mime: str = "", size: Sequence[int] = (0, 0)) -> File:
        number = len(self.by_id) + 1
        digest = hashlib.sha256(kind.encode() + data).hexdigest()
        file_id, unique = f"{_PREFIX[kind]}{digest[:24]}{number:010x}E", f"AQAD{digest[:11]}"
        mime = mime or mimetypes.guess_type(name)[0] or _MIME.get(kind, "application/octet-stream")
        ending = "." + name.rsplit(".", 1)[1][:8] if "." in name else _ENDING.get(kind, "")
        path = f"{_FOLDER.get(kind, f'{kind}s')}/file_{number}{ending if ending.isascii() else ''}"
        shown: dict[str, Any] = {"file_id": file_id, "file_unique_id": unique, "file_size": len(data)}
        if kind == "photo":
            shown |= {"width": size[0], "height": size[1]}
        elif kind in ("document", "video", "audio", "animation"):
            shown |= {"file_name": name, "mime_type": mime} if name else {"mime_type": mime}
        elif kind == "voice":
            shown["mime_type"] = mime
        shown |= _SIMPLE.get(kind, {})
        mime = "image/jpeg" if kind == "photo" else mime
        file = self.by_id[file_id] = self.by_path[path] = File(file_id, unique, kind, data, path, mime, shown)
        return file


@functools.lru_cache(maxsize=32)  # the same posters and cards come again and again
def photo_sizes(data: bytes) -> Sequence[tuple[int, int, bytes]]:
    """Width, height and JPEG of the copies of a photo, small to large, as the real server makes them.

    Raises NotAPhoto. Pictures are measured before they are decoded, so that a bomb costs nothing.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            source = Image.open(io.BytesIO(data))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAPhoto("PHOTO_INVALID_DIMENSIONS") from None
    except (OSError, ValueError, SyntaxError):
        raise NotAPhoto("IMAGE_PROCESS_FAILED") from None
    with source:
        wide, high = source.size
        if wide + high > SIDES or max(wide, high) > RATIO * min(wide, high):
            raise NotAPhoto("PHOTO_INVALID_DIMENSIONS")
        try:
            keep = source.format == "JPEG" and max(wide, high) <= SIZES[-1]
            source.draft("RGB", (SIZES[-1], SIZES[-1]))
            picture = source.convert("RGB")
        except (OSError, ValueError, SyntaxError):
            raise NotAPhoto("IMAGE_PROCESS_FAILED") from None
    longest = min(max(wide, high), SIZES[-1])
    sides = [side for side in SIZES if side < longest] + [longest]
    copies: list[tuple[int, int, bytes]] = []
    for side in reversed(sides):  # each from the larger one before: a tenth of the work, and no eye sees a difference
        picture, copy = _copy(picture, (wide, high), side)
        copies.insert(0, copy)
    if keep:
        copies[-1] = (wide, high, data)
    return tuple(copies)


def _copy(picture: Image.Image, size: tuple[int, int], side: int) -> tuple[Image.Image, tuple[int, int, bytes]]:
    scale = side / max(size)
    wide, high = (max(1, round(length * scale)) for length in size)
    smaller = picture.resize((wide, high), Image.Resampling.LANCZOS) if picture.size != (wide, high) else picture
    out = io.BytesIO()
    smaller.save(out, "JPEG", quality=87)
    return smaller, (wide, high, out.getvalue())
