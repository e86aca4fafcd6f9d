"""Pages (A4, if nothing else is said) being painted, as pictures are on a canvas: lengths in millimetres, type in points."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import segno
from fpdf import FPDF
from fpdf.fonts import TTFFont

from assistant.papers.lines import wrap
from assistant.papers.printed_type import Printed, cut, faces_for
from assistant.papers.type import BOLD, REGULAR, Face

WIDTH, HEIGHT = 210.0, 297.0
Box = tuple[float, float, float, float]
Jpeg = bytes  # a page sheet has a method of that name
POINT = 25.4 / 72  # millimetres
_ANY = Face(1)  # the widths are measured otherwise
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the rules tell their date themselves; so the same rules give the same bytes


@dataclass(frozen=True, slots=True)
class Style:
    """A size in points, a weight, the lines' distance as a share of the size."""

    size: float
    weight: int = REGULAR
    leading: float = 1.5


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of type in one style and one face of the collection; `leading` is their distance in millimetres."""

    lines: tuple[str, ...]
    style: Style
    face: int

    @property
    def leading(self) -> float:
        return self.style.size * POINT * self.style.leading

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)

    def each(self) -> list[Words]:
        """The lines one by one."""
        return [replace(self, lines=(line,)) for line in self.lines]


class PrintSheet:
    """Pages with the type that the given texts need, and no other; opened by `sheet`.

    `keep` names words that no line should break within.
    """

    def __init__(self, folder: Path, texts: Iterable[str], keep: Sequence[str], size: tuple[float, float]) -> None:
        self._keep = keep
        self.size = size
        self._pdf = FPDF(format=size)
        self._pdf.set_auto_page_break(False)
        self._pdf.set_creation_date(_MADE)
        self._faces = faces_for(texts)
        self._fonts: dict[tuple[int, int], Printed] = {}
        for face in sorted(set(self._faces.values())):
            signs = "".join(text for text, chosen in self._faces.items() if chosen == face)
            for weight, font in cut(face, (REGULAR, BOLD), signs).items():
                self._fonts[face, weight] = font
                place = folder / f"{face}-{weight}.ttf"
                font.save(place)
                self._pdf.add_font(_family(face), _style(weight), place)

    def tell(self, title: str, language: str) -> None:
        """What a reader's program shows about the document."""
        self._pdf.set_title(title)
        self._pdf.set_lang(language)

    def close(self) -> None:
        """Lets go of the fonts' files, which fpdf2 keeps open."""
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def page(self) -> None:
        self._pdf.add_page()

    def bytes(self) -> bytes:
        return bytes(self._pdf.output())

    def set(self, text: str, limit: float, style: Style, like: str = "") -> Words:
        """Breaks a text into lines no wider than `limit` millimetres.

        A text that was not announced is set in the face of the announced one that it is `like`.
        """
        none = Words((), style, self._faces[like or text])
        lines = wrap(text, limit, _ANY, self._keep, lambda line, _: self.width(replace(none, lines=(line,))))
        return replace(none, lines=tuple(lines))

    def best(self, text: str, limit: float, styles: Sequence[Style], most: int = 1) -> Words:
        """In the first style that needs no more than `most` lines, else in the last; lines about equally long."""
        tried = (self._even(text, limit, style) for style in styles)
        return next((words for words in tried if len(words.lines) <= most), self._even(text, limit, styles[-1]))

    def _even(self, text: str, limit: float, style: Style) -> Words:
        """In the narrowest column that needs no more lines."""
        words = self.set(text, limit, style)
        while len(words.lines) > 1:
            limit *= 0.97
            tried = self.set(text, limit, style)
            if len(tried.lines) > len(words.lines) or self.width(words) > 2 * limit:
                break
            words = tried
        return words

    def width(self, words: Words) -> float:
        """How wide the longest line is."""
        font, size = self._fonts[words.face, words.style.weight], words.style.size * POINT
        return max((font.width(line, size) for line in words.lines), default=0.0)

    def write(self, x: float, y: float, words: Words, fill: str, anchor: str = "l") -> None:
        """Lines of type, the first one's box with its top at y; x is their left (l), middle (m) or right (r)."""
        size, back = words.style.size, {"l": 0.0, "m": 0.5, "r": 1.0}[anchor]
        for line in words.each():
            self._pdf.set_font(_family(line.face), _style(line.style.weight), size)
            self._pdf.set_text_color(fill)
            baseline = y + 0.5 * words.leading + size * POINT * 0.37
            self._pdf.text(x - back * self.width(line), baseline, line.lines[0])
            y += words.leading

    def band(self, box: Box, fill: str, radius: float = 0) -> None:
        """A rectangle, its corners rounded on wish; `box` is left, top, width and height."""
        self._pdf.set_fill_color(fill)
        self._pdf.rect(*box, style="F", round_corners=radius > 0, corner_radius=radius)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """A disc around a point."""
        self._pdf.set_fill_color(fill)
        self._pdf.circle(x, y, radius, style="F")

    def dots(self, left: float, right: float, y: float, fill: str) -> None:
        """A perforation, as on the pictures."""
        count = round((right - left) / 3)
        for number in range(count + 1):
            self.disc(left + number * (right - left) / count, y, 0.4, fill)

    def code(self, text: str, corner: tuple[float, float], side: float, fill: str) -> None:
        """A QR code with its link below the finger; the caller leaves four modules of white around it.

        Raises ValueError where its modules would be smaller than a third of a millimetre.
        """
        matrix = [bytes(row) for row in segno.make_qr(text, error="m").matrix]
        (x, y), step = corner, side / len(matrix)
        if step < 1 / 3:
            raise ValueError("too much text for a code of this size")
        for down, row in enumerate(matrix):
            for first, last in _runs(row):
                # a little overlap, for viewers leave hairlines between neighbours
                self.band((x + first * step, y + down * step, (last - first) * step, step * 1.03), fill)
        self.link((x, y, side, side), text)

    def picture(self, box: Box, jpeg: Jpeg) -> None:
        """A photo, stretched to its box."""
        left, top, width, height = box
        self._pdf.image(io.BytesIO(jpeg), left, top, width, height)

    def link(self, box: Box, address: str) -> None:
        self._pdf.link(*box, address)


@contextlib.contextmanager
def sheet(
    texts: Iterable[str], keep: Sequence[str] = (), size: tuple[float, float] = (WIDTH, HEIGHT)
) -> Iterator[PrintSheet]:
    """A new document with pages of that size; the fonts lie in a folder of their own until it is done."""
    with tempfile.TemporaryDirectory(prefix="yidan-type-") as folder:
        made = PrintSheet(Path(folder), texts, keep, size)
        try:
            yield made
        finally:
            made.close()


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    """The dark modules of a row, neighbours taken together: from where to where."""
    first = None
    for at, dark in enumerate((*row, 0)):
        if dark and first is None:
            first = at
        elif not dark and first is not None:
            yield first, at
            first = None


def _family(face: int) -> str:
    return f"face{face}"


def _style(weight: int) -> str:
    return "B" if weight == BOLD else ""
