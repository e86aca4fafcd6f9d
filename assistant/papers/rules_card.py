"""The rules card: the short forms of all clauses on one tall picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.papers.canvas import Canvas, Part
from assistant.papers.layout import Layout
from assistant.papers.lines import Block, Setting
from assistant.papers.look import ACCENTS, HEIGHT, INK, INNER, MARGIN, PAD, PAPER, RADIUS, WIDTH
from assistant.papers.parts import Head, foot, head, link
from assistant.papers.sheet import Sheet, cleaned
from assistant.papers.type import BOLD, MEDIUM, Face


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Clauses that belong together, each in its short form, below a heading (which may be empty)."""

    title: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulesCardSpec:
    """Everything on the card, in the reader's language; the rules are numbered through in the order given.

    `version` is the whole label ("Rules, version 3 of 23 November"). `more` stands for the rules that the page has no
    room for, `{count}` in it for their number. `keep` names words that no line should break within.
    """

    kind: Literal["goods", "services", "tasks"]
    badge: str
    tagline: str
    name: str
    version: str
    groups: tuple[RuleGroup, ...]
    more: str
    link_label: str
    link: str
    footer: str
    keep: tuple[str, ...] = ()


TALLEST = 2400  # pixels
_GAP = 36  # between two columns
_FRAME = 0.85  # the head, the link and the footer shrink no further
# Columns, scale of type, and how tall the page may become so: one screen of a phone where the type stays large,
# then a taller page, then two columns. The smallest type is 28 pixels.
_TRIALS = (
    (1, 1.12, HEIGHT),
    (1, 1.06, HEIGHT),
    (1, 1.0, TALLEST),
    (1, 0.95, TALLEST),
    (1, 0.9, TALLEST),
    (1, 0.85, TALLEST),
    (2, 0.95, TALLEST),
    (2, 0.85, TALLEST),
    (1, 0.8, TALLEST),
    (1, 0.75, TALLEST),
    (2, 0.75, TALLEST),
    (1, 0.7, TALLEST),
    (2, 0.7, TALLEST),
)


def draw(spec: RulesCardSpec) -> Sheet:
    """Draws the card as a PNG: the same bytes for the same spec and fonts, in about a second.

    The type is as large as 1080 × 2400 pixels bear. What does not fit at the smallest is left to the full rules, and
    `more` says so.
    """
    spec, left_out = cleaned(spec, data=("kind", "link", "keep"))
    for columns, scale, tallest in _TRIALS:
        card = _Card(spec, columns, scale)
        if card.height(0) <= tallest:
            return Sheet(card.page(0).png(), left_out)
    smallest = [_Card(spec, columns, _TRIALS[-1][1]) for columns in (1, 2)]
    most = max(0, sum(len(group.rules) for group in spec.groups) - 1)
    trials = ((hidden, card) for hidden in range(1, most + 1) for card in smallest)
    hidden, card = next(
        ((hidden, card) for hidden, card in trials if card.height(hidden) <= TALLEST), (most, smallest[0])
    )
    return Sheet(card.page(hidden).png(), left_out, hidden)


@dataclass(frozen=True, slots=True)
class _Row:
    """A heading or a rule: how high, how far below the one before, and how it is painted at a place."""

    height: int
    gap: int
    paint: Callable[[Canvas, int, int], None]
    heads: bool = False


class _Card(Layout):
    """The page at one scale, in one or two columns; `hidden` is always the number of rules left away at the end."""

    def __init__(self, spec: RulesCardSpec, columns: int, scale: float) -> None:
        super().__init__(ACCENTS[spec.kind], scale, spec.keep)
        self.spec, self.columns = spec, columns
        frame = Layout(self.accent, max(scale, _FRAME), spec.keep)
        self.head = head(frame, Head(spec.badge, spec.tagline, spec.name, spec.version))
        self.link, self.foot = link(frame, spec.link_label, spec.link), foot(frame, spec.footer)
        self.pad = PAD if columns == 1 else 40
        self.inner = INNER - 2 * self.pad
        self.limit = (self.inner - _GAP * (columns - 1)) // columns
        self.rows = list(self._rows())
        self.gap = self.px(44)

    def height(self, hidden: int) -> int:
        rest = self.head.height + self.link.height + self.foot.height + 3 * self.gap
        return rest + self._inside(hidden).height + 2 * self.pad

    def page(self, hidden: int) -> Canvas:
        canvas = Canvas(WIDTH, self.height(hidden), PAPER)
        inside, top = self._inside(hidden), self.head.height + self.gap
        bottom = top + inside.height + 2 * self.pad
        canvas.band((0, 0, WIDTH, top + min(160, (bottom - top) // 2)), self.accent.deep)
        self.head.paint(canvas, 0)
        canvas.ticket((MARGIN, top, WIDTH - MARGIN, bottom), RADIUS, bottom - top, 0)
        inside.paint(canvas, top + self.pad)
        self.link.paint(canvas, bottom + self.gap)
        self.foot.paint(canvas, canvas.image.height - self.foot.height)
        return canvas

    def _inside(self, hidden: int) -> Part:
        """All that stands on the white card."""
        shown = self.rows[: len(self.rows) - self._cut(hidden)]
        sides = _halves(shown) if self.columns == 2 else [shown]
        high = max(map(_height, sides))
        said = self.spec.more.replace("{count}", str(hidden)) if hidden else ""
        more = self.fit(said, self.inner, Setting(40, 40, BOLD, most=2))
        below = high + self.px(30) if hidden else high

        def paint(canvas: Canvas, y: int) -> None:
            for number, side in enumerate(sides):
                down = y
                for at, row in enumerate(side):
                    down += row.gap if at else 0
                    row.paint(canvas, MARGIN + self.pad + number * (self.limit + _GAP), down)
                    down += row.height
            canvas.write(MARGIN + self.pad, y + below, more, self.accent.deep)

        return Part(below + more.height, paint)

    def _cut(self, hidden: int) -> int:
        """How many rows at the end go with that many rules: no heading stays without a rule below it."""
        left, cut = hidden, 0
        for row in reversed(self.rows):
            if left == 0 and not (row.heads and hidden):
                break
            left -= 0 if row.heads else 1
            cut += 1
        return cut

    def _rows(self) -> Iterator[_Row]:
        number = 0
        for group in self.spec.groups:
            if group.title and group.rules:
                yield self._heading(group.title)
            for rule in group.rules:
                number += 1
                yield self._rule(number, rule)

    def _heading(self, title: str) -> _Row:
        block = self.fit(title, self.limit, Setting(34, 34, BOLD, most=2))

        def paint(canvas: Canvas, x: int, y: int) -> None:
            canvas.write(x, y, block, self.accent.deep)

        return _Row(block.height, self.px(34), paint, heads=True)

    def _rule(self, number: int, rule: str) -> _Row:
        disc = self.px(48)
        block = self.fit(rule, self.limit - disc - self.px(20), Setting(40, 40, MEDIUM, most=2, leading=1.26))
        digit = Block((str(number),), Face(round(disc * 0.54), BOLD), disc)
        first = block.leading - disc  # the disc stands beside the first line

        def paint(canvas: Canvas, x: int, y: int) -> None:
            canvas.disc(x + disc / 2, y + (first + disc) / 2, disc / 2, self.accent.pale)
            canvas.write(x + disc / 2, y + first / 2, digit, self.accent.deep, "m")
            canvas.write(x + disc + self.px(20), y, block, INK)

        return _Row(max(disc, block.height), self.px(16), paint)


def _height(rows: list[_Row]) -> int:
    return sum(row.height for row in rows) + sum(row.gap for row in rows[1:])


def _halves(rows: list[_Row]) -> list[list[_Row]]:
    """Two columns about equally high, the first never ending with a heading."""
    places = [at for at in range(1, len(rows)) if not rows[at - 1].heads] or [len(rows)]
    at = min(places, key=lambda place: max(_height(rows[:place]), _height(rows[place:])))
    return [rows[:at], rows[at:]]
