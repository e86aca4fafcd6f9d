"""What the pages of all papers are put together from, at one scale of type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assistant.papers.canvas import Canvas, Part
from assistant.papers.lines import Block, Setting, fit
from assistant.papers.look import INK, SOFT, WHITE, Accent
from assistant.papers.type import BOLD, MEDIUM, Face

Mark = Literal["number", "tick", "cross"]


class Layout:
    """Measures first, so that a page can be tried at several scales and painted at the one that fits."""

    def __init__(self, accent: Accent, scale: float, keep: Sequence[str] = ()) -> None:
        self.accent, self.scale, self.keep = accent, scale, keep

    def px(self, pixels: int) -> int:
        return round(pixels * self.scale)

    def fit(self, text: str, limit: float, setting: Setting) -> Block:
        return fit(text, limit, setting.scaled(self.scale), self.keep)

    def best(self, text: str, limit: float, wanted: Setting, otherwise: Setting) -> Block:
        """Set as wanted if the text fits so, else otherwise."""
        first = self.fit(text, limit, wanted)
        return first if len(first.lines) <= wanted.most else self.fit(text, limit, otherwise)

    def titled(self, title: str, part: Part, left: int, limit: int) -> Part:
        """A part below its small heading."""
        block = self.fit(title, limit, Setting(32, 26, BOLD))
        top = block.height + self.px(14)

        def paint(canvas: Canvas, y: int) -> None:
            canvas.write(left, y, block, SOFT)
            part.paint(canvas, y + top)

        return Part(top + part.height, paint)

    def listed(self, lines: tuple[str, ...], left: int, limit: int, *, mark: Mark) -> Part:
        """Lines all of one size, each behind a disc that bears its number, a tick or a cross."""
        disc, between = self.px(46), self.px(14)
        indent = disc + 22
        setting = Setting(38, 32, MEDIUM, most=2, leading=1.28)
        sizes = [self.fit(line, limit - indent, setting).face.size for line in lines]
        alike = replace(setting.scaled(self.scale), largest=min(sizes, default=setting.smallest))
        blocks = [fit(line, limit - indent, alike, self.keep) for line in lines]
        heights = [max(disc, block.height) for block in blocks]

        def paint(canvas: Canvas, y: int) -> None:
            for number, (block, height) in enumerate(zip(blocks, heights, strict=True), 1):
                x, middle = left + disc / 2, y + height / 2
                canvas.disc(x, middle, disc / 2, self.accent.pale if mark == "tick" else self.accent.deep)
                if mark == "number":
                    digit = Block((str(number),), Face(round(disc * 0.6), BOLD), disc)
                    canvas.write(x, middle - disc / 2, digit, WHITE, "m")
                elif mark == "tick":
                    canvas.tick(x, middle, disc * 0.27, self.accent.deep)
                else:
                    canvas.cross(x, middle, disc * 0.22, WHITE)
                canvas.write(left + indent, middle - block.height / 2, block, INK)
                y += height + between

        return Part(sum(heights) + between * max(0, len(heights) - 1), paint)
