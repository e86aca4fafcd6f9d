"""Type for print: the few characters a document needs, as a small TrueType font of one weight.

The collection is variable and has CFF2 outlines, which a PDF cannot carry; so each outline is taken at its weight, its
cubic curves are turned into quadratic ones, and a font is built from them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from assistant.papers.cmap import characters
from assistant.papers.type import CHINESE, LATIN, WIDE, path

_WIDE = re.compile(f"[{WIDE}]")
_NAMES = {CHINESE: "Noto Sans CJK SC", LATIN: "Noto Sans CJK KR"}
_NARROW = frozenset("“”‘’…—–·")
_MADE = 3_029_529_600  # 2000-01-01, in seconds since 1904: never the time of day
_EXACT = 0.6  # of a thousandth of the type's size: how far a curve may stray


class Printed:
    """One weight of a face, with the characters of a document; `source` is the opened face."""

    def __init__(self, source: TTFont, name: str, weight: int, signs: Iterable[str]) -> None:
        wanted = sorted({ord(sign) for sign in signs} | {ord(" ")})
        names, outlines = source.getBestCmap(), source.getGlyphSet(location={"wght": weight})
        self._name, self._weight = name, weight
        self._units: int = source["head"].unitsPerEm
        self._heights = (source["hhea"].ascent, source["hhea"].descent)
        drawn = {".notdef": outlines[".notdef"]} | {f"u{sign:05X}": outlines[names[sign]] for sign in wanted}
        self._glyphs = {glyph: _quadratic(outline) for glyph, outline in drawn.items()}
        self._advances = {glyph: round(outline.width) for glyph, outline in drawn.items()}
        self._widths = {sign: self._advances[f"u{sign:05X}"] for sign in wanted}

    def width(self, text: str, size: float) -> float:
        """How wide a line of that size comes out, in the size's unit."""
        wide: int = sum(self._widths[ord(sign)] for sign in text)
        return wide * size / self._units

    def save(self, place: Path) -> None:
        """Writes the font: the same bytes for the same characters."""
        style = "Bold" if self._weight >= 600 else "Regular"
        ascent, descent = self._heights
        made = FontBuilder(self._units, isTTF=True)
        made.setupHead(unitsPerEm=self._units, created=_MADE, modified=_MADE)
        made.setupGlyphOrder(list(self._glyphs))
        made.setupCharacterMap({sign: f"u{sign:05X}" for sign in self._widths})
        made.setupGlyf(self._glyphs)
        made.setupHorizontalMetrics({name: (wide, self._left(name)) for name, wide in self._advances.items()})
        made.setupHorizontalHeader(ascent=ascent, descent=descent)
        plain = self._name.replace(" ", "")
        made.setupNameTable({"familyName": self._name, "styleName": style, "psName": f"{plain}-{style}"})
        made.setupOS2(usWeightClass=self._weight, sTypoAscender=ascent, sTypoDescender=descent, sCapHeight=733)
        made.setupPost()
        out = io.BytesIO()
        made.save(out)
        place.write_bytes(out.getvalue())

    def _left(self, name: str) -> int:
        return int(getattr(self._glyphs[name], "xMin", 0))


def cut(index: int, weights: Iterable[int], signs: Iterable[str]) -> dict[int, Printed]:
    """The characters of one face of the collection, at each weight."""
    wanted = set(signs)
    with TTFont(path(), fontNumber=index, lazy=True) as source:
        return {weight: Printed(source, _NAMES[index], weight, wanted) for weight in weights}


def faces_for(texts: Iterable[str]) -> dict[str, int]:
    """Which face of the collection sets each text: as few as will do.

    Latin letters are alike in all; but quotation marks and dots must be narrow between Latin words.
    """
    said = set(texts)
    chinese = any(map(_is_chinese, said))
    return {text: CHINESE if _is_chinese(text) or (chinese and not _NARROW & set(text)) else LATIN for text in said}


def _is_chinese(text: str) -> bool:
    """Whether it has wide characters, or one that the other face lacks."""
    return _WIDE.search(text) is not None or not {ord(sign) for sign in text} <= characters(path(), LATIN)


def _quadratic(outline: Any) -> Any:
    """An outline of the variable font as TrueType has it."""
    pen = TTGlyphPen(None)
    outline.draw(Cu2QuPen(pen, _EXACT, reverse_direction=True))
    return pen.glyph()
