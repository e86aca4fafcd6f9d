"""Type: the one font at every size and weight, and which characters it can draw."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

from assistant.papers import emoji
from assistant.papers.cmap import characters

REGULAR, MEDIUM, BOLD, BLACK = 400, 500, 700, 900

# Faces of the collection. The Korean one draws Latin letters alike, but curly quotes and dots narrow,
# where the Chinese one gives them the width of a Chinese character.
CHINESE, LATIN = 2, 1
WIDE = "⺀-〿\u3040-ㇿ㐀-鿿가-힯豈-﫿！-｠\U00020000-\U0003ffff"
_WIDE = re.compile(f"[{WIDE}]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Face:
    """A size in pixels and a weight from 100 to 900."""

    size: int
    weight: int = REGULAR


@functools.cache
def path() -> Path:
    """Where the collection of Noto Sans CJK lies."""
    spec = find_spec("manimgx_fonts_cjk")
    assert spec
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "NotoSansCJK-VF.otf.ttc"


def font(face: Face, text: str) -> ImageFont.FreeTypeFont:
    """The font for a line of text."""
    return _font(face, CHINESE if _WIDE.search(text) else LATIN)


# Each open face maps the whole file of 32 MB, and the worker may not have more than 1 GiB of addresses.
@functools.lru_cache(maxsize=12)
def _font(face: Face, index: int) -> ImageFont.FreeTypeFont:
    made = ImageFont.truetype(str(path()), face.size, index=index)
    made.set_variation_by_axes([face.weight])
    return made


def close() -> None:
    """Lets go of the open faces; the next paper opens its own."""
    _font.cache_clear()


@functools.lru_cache(maxsize=8192)
def width(text: str, face: Face) -> float:
    """How wide a line comes out, in pixels."""
    return sum(
        emoji.width(face.size) if is_emoji else float(font(face, piece).getlength(piece))
        for piece, is_emoji in emoji.runs(text)
    )


def clean(text: str, *, colour: bool = True) -> tuple[str, list[str]]:
    """What of the text can be drawn here, and the characters (whole emoji) that had to be left out.

    Without `colour` no emoji but those that the plain font has.
    Invisible ones (direction marks, zero widths, controls) go without a word; runs of space become one.
    """
    kept: list[str] = []
    left: list[str] = []
    for piece, is_emoji in emoji.split(unicodedata.normalize("NFC", text)):
        if colour and is_emoji and emoji.drawable(piece):
            kept.append(piece)
            continue
        signs = [" " if sign.isspace() else sign for sign in piece if sign.isspace() or not _silent(sign)]
        if is_emoji and not all(ord(sign) in drawable() for sign in signs):
            left.append(piece)
            continue
        for sign in signs:
            (kept if ord(sign) in drawable() else left).append(sign)
    return _SPACE.sub(" ", "".join(kept)).strip(), left


def _silent(sign: str) -> bool:
    """Nothing to see by itself: controls and formats, selectors of variants, a keycap's frame."""
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"} or sign in emoji.INVISIBLE


@functools.cache
def drawable() -> frozenset[int]:
    """The code points that the Chinese face has glyphs for."""
    return characters(path(), CHINESE)
