"""A picture given as evidence: the copy that people look at, and a mark by which the same picture is known again."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from assistant.papers.picture import coloured

SIDE = 1600  # pixels of the copy's longer side
_SMALL_SIDE = 900
_QUALITY = 86
_FLAT = 6  # shades: a picture that differs less than that from side to side is like any other such


@dataclass(frozen=True, slots=True)
class View:
    """`jpeg`: upright, on white, without anything but its pixels (no place, no device, no time).

    `near`: 16 hex digits that stay (nearly) the same when the picture is scaled or saved anew; how many of the 64 bits
    differ tells how unlike two pictures are. Empty for a picture of one colour, which is like too many others.
    """

    jpeg: bytes
    width: int
    height: int
    near: str


@dataclass(frozen=True, slots=True)
class Small:
    """A small JPEG, and its measures in pixels."""

    jpeg: bytes
    width: int
    height: int


def thumbnail(path: Path) -> Small:
    """A copy made smaller still, for pages that show many. Raises BadPicture."""
    picture = coloured(path, _SMALL_SIDE, "image/jpeg")
    return Small(_jpeg(picture, 72), picture.width, picture.height)


def view(path: Path, mime: str) -> View:
    """Make the copy of a JPEG, PNG, WebP or GIF. Raises BadPicture."""
    picture = coloured(path, SIDE, mime)
    return View(_jpeg(picture, _QUALITY), picture.width, picture.height, _near(picture))


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    # Chroma in full: letters of screenshots stay sharp. Nothing of `info` (EXIF, colour profile) is handed on.
    picture.info.clear()
    picture.save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
    return out.getvalue()


def _near(picture: Image.Image) -> str:
    """Whether it gets brighter from each of 8 × 8 fields to the next one."""
    small = picture.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    if max(small) - min(small) < _FLAT:
        return ""
    steps = [small[9 * row + at] < small[9 * row + at + 1] for row in range(8) for at in range(8)]
    return f"{sum(1 << at for at, brighter in enumerate(steps) if brighter):016x}"
