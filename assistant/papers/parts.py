"""The parts that several papers have alike: the head, the member link, the footer."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.papers.canvas import Canvas, Part
from assistant.papers.layout import Layout
from assistant.papers.lines import Block, Setting, fit
from assistant.papers.look import INK, INNER, MARGIN, SOFT, WHITE, WIDTH
from assistant.papers.type import BLACK, BOLD, MEDIUM, REGULAR, Face


@dataclass(frozen=True, slots=True)
class Head:
    """The words at the top of a paper: a badge and a line beside it, the group's name, a line below it."""

    badge: str
    tagline: str
    name: str
    line: str
    label: str = ""


def head(layout: Layout, words: Head) -> Part:
    """White words for a dark ground, which the page paints."""
    accent = layout.accent
    badge = fit(words.badge, INNER * 0.45, Setting(34, 22, BOLD))
    tagline = fit(words.tagline, INNER * 0.5, Setting(32, 22, MEDIUM))
    name = _name(layout, words.name)
    label = layout.fit(words.label, INNER * 0.4, Setting(38, 28, REGULAR))
    indent = round(label.width) + 24 if label.lines else 0
    line = layout.fit(words.line, INNER - indent, Setting(44, 32, BOLD, most=2))
    top, pill = layout.px(68), 60
    name_top = top + pill + layout.px(40)
    line_top = name_top + name.height + layout.px(18)

    def paint(canvas: Canvas, y: int) -> None:
        if badge.lines:
            wide = round(badge.width) + 52
            canvas.rounded((MARGIN, y + top, MARGIN + wide, y + top + pill), pill // 2, WHITE)
            canvas.write(MARGIN + 26, y + top + (pill - badge.height) / 2, badge, accent.deep)
        canvas.write(WIDTH - MARGIN, y + top + (pill - tagline.height) / 2, tagline, accent.mist, "r")
        canvas.write(MARGIN, y + name_top, name, WHITE)
        canvas.write(MARGIN, y + line_top + (line.leading - label.leading) / 2, label, accent.mist)
        canvas.write(MARGIN + indent, y + line_top, line, WHITE)

    return Part(line_top + line.height, paint)


def _name(layout: Layout, name: str) -> Block:
    """Two lines if they come out large; else three smaller ones stand better than two tiny ones."""
    two = Setting(124, 84, BLACK, most=2, leading=1.2)
    return layout.best(name, INNER, two, Setting(92, 48, BLACK, most=3, leading=1.2))


def link(layout: Layout, label: str, address: str) -> Part:
    """The member link, as a code and in letters. Raises ValueError where no code of this size could be scanned."""
    side, quiet = 184, 14
    x = MARGIN + side + 30
    title = layout.fit(label, WIDTH - MARGIN - x, Setting(36, 28, BOLD, most=2))
    shown = layout.fit(address.removeprefix("https://"), WIDTH - MARGIN - x, Setting(30, 22, REGULAR, most=2))

    def paint(canvas: Canvas, y: int) -> None:
        canvas.rounded((MARGIN, y, MARGIN + side, y + side), 16, WHITE)
        canvas.code(address, (MARGIN + quiet, y + quiet), side - 2 * quiet, INK)
        top = y + (side - title.height - shown.height - 4) / 2
        canvas.write(x, top, title, INK)
        canvas.write(x, top + title.height + 4, shown, SOFT)

    return Part(side, paint)


def foot(layout: Layout, text: str) -> Part:
    """The warning at the very bottom, white on ink over the whole width."""
    block = layout.fit(text, INNER - 74, Setting(34, 28, MEDIUM, most=2, leading=1.35))
    height = block.height + layout.px(56)

    def paint(canvas: Canvas, y: int) -> None:
        canvas.band((0, y, WIDTH, y + height), INK)
        middle = y + height / 2
        canvas.disc(MARGIN + 25, middle, 25, layout.accent.deep)
        canvas.write(MARGIN + 25, middle - 25, Block(("!",), Face(36, BLACK), 50), WHITE, "m")
        canvas.write(MARGIN + 74, middle - block.height / 2, block, WHITE)

    return Part(height, paint)
