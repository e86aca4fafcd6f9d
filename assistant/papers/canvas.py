"""Painting: smooth shapes, lines of type with emoji in them, and codes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import segno
from PIL import Image, ImageDraw, ImageFilter

from assistant.papers import emoji
from assistant.papers import type as letters
from assistant.papers.lines import Block

_FINE = 3  # shapes are painted this much larger and brought down, since Pillow's own edges are jagged
_HANGING = frozenset("「『《〈【（")
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a page: so many pixels high, painted with its top at y."""

    height: int
    paint: Callable[[Canvas, int], None]


class Canvas:
    """A page being painted. Coordinates are pixels from its upper left corner."""

    def __init__(self, width: int, height: int, paper: str) -> None:
        self.image = Image.new("RGB", (width, height), paper)
        self._pen = ImageDraw.Draw(self.image)

    def png(self) -> bytes:
        out = io.BytesIO()
        self.image.save(out, "PNG", compress_level=6)
        return out.getvalue()

    def band(self, box: Box, fill: str) -> None:
        """A rectangle with hard edges."""
        left, top, right, bottom = box
        self._pen.rectangle((left, top, right - 1, bottom - 1), fill=fill)

    def rounded(self, box: Box, radius: int, fill: str) -> None:
        self._stamp(box, fill, lambda pen, size: pen.rounded_rectangle((0, 0, *size), radius * _FINE, fill=255))

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """A disc around a point."""
        box = (round(x - radius), round(y - radius), round(x + radius), round(y + radius))
        self._stamp(box, fill, lambda pen, size: pen.ellipse((0, 0, *size), fill=255))

    def tick(self, x: float, y: float, size: float, fill: str) -> None:
        """A check mark around a point."""
        self._strokes((x, y), size, fill, (((0.12, 0.54), (0.40, 0.82), (0.90, 0.22)),))

    def cross(self, x: float, y: float, size: float, fill: str) -> None:
        """A saltire around a point."""
        self._strokes((x, y), size, fill, (((0.14, 0.14), (0.86, 0.86)), ((0.86, 0.14), (0.14, 0.86))))

    def bubble(self, box: Box, radius: int, fill: str) -> None:
        """A speech bubble, its tail at the lower left, 22 pixels below the box."""
        left, _top, _right, bottom = box
        self.rounded(box, radius, fill)
        tail = (left + 44, bottom - 2, left + 88, bottom + 22)
        self._stamp(tail, fill, lambda pen, size: pen.polygon(((0, 0), (size[0], 0), (0, size[1])), fill=255))

    def ticket(self, box: Box, radius: int, tear: int, notch: int) -> None:
        """A white card with a soft shadow, a bite out of either side at `tear` below its top."""
        left, top, right, bottom = box

        def paint(pen: ImageDraw.ImageDraw, size: tuple[int, int]) -> None:
            pen.rounded_rectangle((0, 0, *size), radius * _FINE, fill=255)
            for x in (0, size[0]):
                bite = (x - notch * _FINE, (tear - notch) * _FINE, x + notch * _FINE, (tear + notch) * _FINE)
                pen.ellipse(bite, fill=0)

        mask = _mask((right - left, bottom - top), paint)
        room = 48
        shade = Image.new("L", ((right - left) // 4 + room // 2, (bottom - top) // 4 + room // 2))
        shade.paste(mask.resize(((right - left) // 4, (bottom - top) // 4)), (room // 4, room // 4))
        shade = shade.filter(ImageFilter.GaussianBlur(5)).point([round(level * 0.16) for level in range(256)])
        shade = shade.resize((shade.width * 4, shade.height * 4), Image.Resampling.BICUBIC)
        self.image.paste("#2A2018", (left - room, top - room + 10), shade)
        self.image.paste("#FFFFFF", (left, top), mask)

    def dots(self, left: int, right: int, y: int, fill: str) -> None:
        """A perforation: evenly spaced dots from left to right."""
        count = (right - left) // 22
        for number in range(count + 1):
            self.disc(left + number * (right - left) / count, y, 3.5, fill)

    def write(self, x: float, y: float, block: Block, fill: str, anchor: str = "l") -> None:
        """Lines of type, the first one's box with its top at y; x is their left (l), middle (m) or right (r)."""
        for number, line in enumerate(block.lines):
            back = {"l": 0.0, "m": 0.5, "r": 1.0}[anchor] * letters.width(line, block.face)
            if anchor == "l" and line[0] in _HANGING:  # the left half of these is empty
                back = block.face.size * 0.42
            baseline = y + (number + 0.5) * block.leading + block.face.size * 0.37
            self._line(x - back, round(baseline), line, block.face, fill)

    def _line(self, x: float, baseline: int, line: str, face: letters.Face, fill: str) -> None:
        for piece, is_emoji in emoji.runs(line):
            if is_emoji:
                drawn = emoji.picture(piece, face.size)
                self.image.paste(drawn, (round(x + face.size * 0.02), baseline - round(face.size * 0.98)), drawn)
            else:
                self._pen.text((x, baseline), piece, fill=fill, font=letters.font(face, piece), anchor="ls")
            x += letters.width(piece, face)

    def code(self, text: str, corner: tuple[int, int], side: int, ink: str) -> None:
        """A QR code redrawn in whole pixels a module, in the middle of a square without margin of its own.

        The caller leaves four modules of white around it. Raises ValueError where it could not be read any more.
        """
        matrix = segno.make_qr(text, error="m").matrix
        step = side // len(matrix)
        if step < 3:
            raise ValueError("too much text for a code of this size")
        left, top = (edge + (side - step * len(matrix)) // 2 for edge in corner)
        for down, row in enumerate(matrix):
            for across, dark in enumerate(row):
                if dark:
                    x, y = left + across * step, top + down * step
                    self.band((x, y, x + step, y + step), ink)

    def _strokes(
        self, at: tuple[float, float], size: float, fill: str, strokes: Sequence[Sequence[tuple[float, float]]]
    ) -> None:
        x, y = at
        box = (round(x - size), round(y - size), round(x + size), round(y + size))

        def paint(pen: ImageDraw.ImageDraw, inner: tuple[int, int]) -> None:
            for stroke in strokes:
                path = [(across * inner[0], down * inner[1]) for across, down in stroke]
                pen.line(path, fill=255, width=round(inner[0] * 0.17), joint="curve")

        self._stamp(box, fill, paint)

    def _stamp(self, box: Box, fill: str, paint: Callable[[ImageDraw.ImageDraw, tuple[int, int]], None]) -> None:
        left, top, right, bottom = box
        self.image.paste(fill, (left, top), _mask((right - left, bottom - top), paint))


def _mask(size: tuple[int, int], paint: Callable[[ImageDraw.ImageDraw, tuple[int, int]], None]) -> Image.Image:
    large = (size[0] * _FINE, size[1] * _FINE)
    mask = Image.new("L", large)
    paint(ImageDraw.Draw(mask), (large[0] - 1, large[1] - 1))
    return mask.reduce(_FINE)
