"""Type: the one font, what it can draw, and how text breaks into lines."""

from __future__ import annotations

import functools
import re
import struct
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

REGULAR, MEDIUM, BOLD, BLACK = 400, 500, 700, 900
_SC = 2  # the simplified Chinese face of the collection; 0 is the Japanese one

# Never at the start of a line; never at its end.
_NO_START = set("、。,．.：:；;！!？?）)》〉」』】〕］]｝}”’…—～~·%％℃°/,")
_NO_END = set("（(《〈「『【〔［[｛{“‘¥￥$＄#＃@")
_WIDE = re.compile(r"[⺀-〿\u3040-ㇿ㐀-鿿가-힯豈-﫿！-｠\U00020000-\U0003FFFF]")
_SPACE = re.compile(r"\s+")


@functools.cache
def _file() -> str:
    spec = find_spec("manimgx_fonts_cjk")
    assert spec
    assert spec.submodule_search_locations
    return str(Path(spec.submodule_search_locations[0]) / "NotoSansCJK-VF.otf.ttc")


@functools.lru_cache(maxsize=256)
def font(size: int, weight: int = REGULAR) -> ImageFont.FreeTypeFont:
    """The face at a size in pixels and any weight from 100 to 900."""
    made = ImageFont.truetype(_file(), size, index=_SC)
    made.set_variation_by_axes([weight])
    return made


def width(text: str, size: int, weight: int = REGULAR) -> float:
    """How wide a line comes out, in pixels."""
    return float(font(size, weight).getlength(text)) if text else 0.0


@functools.cache
def drawable() -> frozenset[int]:
    """The code points the face has glyphs for, from its own cmap (OpenType, subtable format 12)."""
    with Path(_file()).open("rb") as file:

        def read(offset: int, form: str) -> tuple[int, ...]:
            file.seek(offset)
            return struct.unpack(form, file.read(struct.calcsize(form)))

        (face,) = read(12 + 4 * _SC, ">I")
        (tables,) = read(face + 4, ">H")
        records = (read(face + 12 + 16 * number, ">4sIII") for number in range(tables))
        cmap = next(int(offset) for tag, _sum, offset, _length in records if tag == b"cmap")
        (subtables,) = read(cmap + 2, ">H")
        starts = [cmap + read(cmap + 4 + 8 * number, ">HHI")[2] for number in range(subtables)]
        start = next(start for start in starts if read(start, ">H")[0] == 12)
        (groups,) = read(start + 12, ">I")
        flat = read(start + 16, f">{3 * groups}I")
    points: set[int] = set()
    for first, last in zip(flat[0::3], flat[1::3], strict=True):
        points.update(range(first, last + 1))
    return frozenset(points)


def clean(text: str) -> tuple[str, list[str]]:
    """The text as the face can draw it, and what had to be left out.

    Invisible characters go without a word; runs of space become one.
    """
    kept: list[str] = []
    left: list[str] = []
    known = drawable()
    for sign in unicodedata.normalize("NFC", text):
        if sign.isspace():
            kept.append(" ")
        elif unicodedata.category(sign) in {"Cc", "Cf", "Mn", "Me", "Cs"} and ord(sign) not in known:
            continue
        elif unicodedata.category(sign) in {"Cc", "Cf"} or "\ufe00" <= sign <= "\ufe0f":
            continue
        elif ord(sign) in known:
            kept.append(sign)
        else:
            left.append(sign)
    return _SPACE.sub(" ", "".join(kept)).strip(), left


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size and weight; `leading` is the distance between their baselines, in pixels."""

    lines: tuple[str, ...]
    size: int
    weight: int
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


def wrap(text: str, limit: float, size: int, weight: int = REGULAR, keep: Sequence[str] = ()) -> list[str]:
    """Lines no wider than `limit` pixels: Chinese breaks anywhere but before closing and after opening
    punctuation, other scripts between words; words in `keep` hold together while they fit on a line."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, limit, size, weight, keep):
        if line and width((line + piece).rstrip(), size, weight) > limit:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        lines.append(line.rstrip())
    return lines


def fit(
    text: str,
    limit: float,
    sizes: Sequence[int],
    weight: int = REGULAR,
    *,
    most: int = 1,
    leading: float = 1.3,
    keep: Sequence[str] = (),
) -> Block:
    """The largest of `sizes` (falling) that needs at most `most` lines, lines made about equally long.

    Where none does: the smallest, with as many lines as it takes. Nothing is ever cut.
    """
    size, lines = sizes[-1], []
    for size in sizes:
        lines = wrap(text, limit, size, weight, keep)
        if len(lines) <= most and _widest(text, size, weight, keep) <= limit:
            break
    if len(lines) > 1:
        lines = _even(text, limit, size, weight, keep, lines)
    return Block(tuple(lines), size, weight, round(size * leading))


def _even(text: str, limit: float, size: int, weight: int, keep: Sequence[str], lines: list[str]) -> list[str]:
    low, high = max(limit / len(lines), min(limit, _widest(text, size, weight, keep))), limit
    while high - low > size / 4:
        middle = (low + high) / 2
        tried = wrap(text, middle, size, weight, keep)
        if len(tried) <= len(lines) and all(width(line, size, weight) <= middle for line in tried):
            high, lines = middle, tried
        else:
            low = middle
    return lines


def _widest(text: str, size: int, weight: int, keep: Sequence[str]) -> float:
    return max((width(atom.rstrip(), size, weight) for atom in _atoms(text, keep)), default=0.0)


def _pieces(text: str, limit: float, size: int, weight: int, keep: Sequence[str]) -> list[str]:
    """The text cut wherever a line may break; a piece too wide for any line is cut further."""
    pieces: list[str] = []
    for atom in _atoms(text, keep):
        glue = pieces and (atom[0] in _NO_START or pieces[-1][-1] in _NO_END)
        if glue and width(pieces[-1] + atom, size, weight) <= limit:
            pieces[-1] += atom
        elif width(atom.rstrip(), size, weight) > limit:
            pieces.extend(_chopped(atom, limit, size, weight))
        else:
            pieces.append(atom)
    return pieces


def _atoms(text: str, keep: Sequence[str]) -> list[str]:
    words = "|".join(re.escape(word) for word in sorted(keep, key=len, reverse=True) if word)
    pattern = rf"(?:{words})|" if words else ""
    wide = _WIDE.pattern
    stop = rf"(?!{words})" if words else ""
    return re.findall(rf"{pattern}{wide}|(?:{stop}(?!{wide})[^\s\-/])+[\-/]?\s*|\S\s*|\s+", text)


def _chopped(atom: str, limit: float, size: int, weight: int) -> list[str]:
    parts = [""]
    for sign in atom:
        if parts[-1] and width(parts[-1] + sign, size, weight) > limit:
            parts.append("")
        parts[-1] += sign
    return parts
