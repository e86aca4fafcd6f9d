"""The impersonation card: who speaks for the group, by number, for all others only claim to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from assistant.papers.canvas import Canvas, Part
from assistant.papers.layout import Layout
from assistant.papers.lines import Block, Setting
from assistant.papers.look import ACCENTS, INK, INNER, LINE, MARGIN, PAD, PAPER, RADIUS, SOFT, TEXT, WHITE, WIDTH
from assistant.papers.parts import Head, foot, head, link
from assistant.papers.sheet import Sheet, cleaned
from assistant.papers.type import BLACK, BOLD, MEDIUM, REGULAR


@dataclass(frozen=True, slots=True)
class Member:
    """A person as members can check them. Numbers are shown in threes; any other `id` stands as it is."""

    name: str
    id: int | str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ImpersonationCardSpec:
    """Everything on the card, in the reader's language.

    `others` is the headline "everyone else is not us", `others_notes` what follows from it. Admins are never left
    away, since whoever is missing would pass for a fraud. `keep` names words that no line should break within.
    """

    kind: Literal["goods", "services", "tasks"]
    badge: str
    tagline: str
    name: str
    title: str
    payee_title: str
    payee: Member
    admins_title: str
    admins: tuple[Member, ...]
    others: str
    others_notes: tuple[str, ...]
    link_label: str
    link: str
    footer: str
    keep: tuple[str, ...] = ()


TALLEST = 2400  # pixels, unless so many have such long names that the smallest type needs more
# The scale of the admins' type, and that of everything else, which shrinks last.
_SCALES = (
    *((alike, alike) for alike in (1.12, 1.06, 1.0, 0.95, 0.9, 0.85)),
    *((0.8, 0.85), (0.75, 0.85), (0.75, 0.75), (0.7, 0.7), (0.65, 0.65)),
)
_COLUMN = 8  # admins below one another; more stand in two columns
_BETWEEN = 40


def draw(spec: ImpersonationCardSpec) -> Sheet:
    """Draws the card as a PNG: the same bytes for the same spec and fonts, in about a second."""
    spec, left_out = cleaned(spec, data=("kind", "link", "keep"))
    card = _Card(spec, *_SCALES[-1])
    for scale, frame in _SCALES:
        card = _Card(spec, scale, frame)
        if card.height <= TALLEST:
            break
    return Sheet(card.page().png(), left_out)


class _Card(Layout):
    """The page with its admins at one scale of type, and everything else at another."""

    def __init__(self, spec: ImpersonationCardSpec, scale: float, others: float) -> None:
        super().__init__(ACCENTS[spec.kind], scale, spec.keep)
        self.spec = spec
        frame = self.frame = Layout(self.accent, others, spec.keep)
        self.head = head(frame, Head(spec.badge, spec.tagline, spec.name, spec.title))
        self.payee, self.admins, self.others = self._payee(), self._admins(), self._others()
        self.link, self.foot = link(frame, spec.link_label, spec.link), foot(frame, spec.footer)
        self.gap = self.px(44)
        self.tear = PAD + self.payee.height + self.px(40)
        self.ticket = self.tear + self.px(34) + self.admins.height + self.px(44)
        parts = self.head.height + self.ticket + self.others.height + self.link.height + self.foot.height
        self.height = parts + 4 * self.gap

    def page(self) -> Canvas:
        canvas = Canvas(WIDTH, self.height, PAPER)
        y = self.head.height + self.gap
        canvas.band((0, 0, WIDTH, y + self.tear // 2), self.accent.deep)
        self.head.paint(canvas, 0)
        canvas.ticket((MARGIN, y, WIDTH - MARGIN, y + self.ticket), RADIUS, self.tear, 22)
        canvas.dots(MARGIN + PAD, WIDTH - MARGIN - PAD, y + self.tear, LINE)
        self.payee.paint(canvas, y + PAD)
        self.admins.paint(canvas, y + self.tear + self.px(34))
        y += self.ticket + self.gap
        self.others.paint(canvas, y)
        self.link.paint(canvas, y + self.others.height + self.gap)
        self.foot.paint(canvas, self.height - self.foot.height)
        return canvas

    def _payee(self) -> Part:
        payee, fit = self.spec.payee, self.frame.fit
        title = fit(self.spec.payee_title, TEXT, Setting(36, 30, BOLD))
        name = fit(payee.name, TEXT, Setting(92, 44, BLACK, most=2, leading=1.2))
        number = fit(_shown(payee.id), TEXT, Setting(76, 44, BOLD, leading=1.25))
        note = fit(payee.note, TEXT, Setting(38, 30, MEDIUM, most=3, leading=1.4))
        between = self.frame.px(12)
        stack = [(title, SOFT), (name, INK), (number, self.accent.deep), (note, INK)]
        return _stacked(stack, between).at(MARGIN + PAD)

    def _admins(self) -> Part:
        """A line a person, the numbers below one another; many in two columns, so that the numbers stay large."""
        admins, many = self.spec.admins, len(self.spec.admins) > _COLUMN
        limit = (TEXT - _BETWEEN) // 2 if many else TEXT
        largest = 68 if len(admins) <= 3 else 56
        room = limit if many else limit * 0.62
        sizes = (self.fit(_shown(one.id), room, Setting(largest, 48, BOLD)).face.size for one in admins)
        size = round(min(sizes, default=48) / self.scale)
        number = Setting(size, size, BOLD, leading=1.15)
        if many:
            cells = [self._cell(one, number, limit) for one in admins]
            half = (len(cells) + 1) // 2
            pairs = zip_longest(cells[:half], cells[half:])
            rows = [_beside([cell for cell in pair if cell], limit + _BETWEEN) for pair in pairs]
        else:
            rows = [self._row(one, number, room) for one in admins]
        return self.titled(self.spec.admins_title, self._ruled(rows), MARGIN + PAD, TEXT)

    def _ruled(self, rows: list[Part]) -> Part:
        """Rows with fine lines between them."""
        gap = self.px(14)

        def paint(canvas: Canvas, y: int) -> None:
            for at, row in enumerate(rows):
                if at:
                    canvas.band((MARGIN + PAD, y + gap, WIDTH - MARGIN - PAD, y + gap + 2), LINE)
                    y += 2 * gap + 2
                row.paint(canvas, y)
                y += row.height

        return Part(sum(row.height for row in rows) + (2 * gap + 2) * max(0, len(rows) - 1), paint)

    def _row(self, one: Member, setting: Setting, room: float) -> Part:
        """Name and note at the left, the number at the right."""
        number = self.fit(_shown(one.id), room, setting)
        limit = TEXT - number.width - (self.px(30) if number.lines else 0)
        name = self.fit(one.name, limit, Setting(42, 34, BOLD, most=2, leading=1.2))
        note = self.fit(one.note, limit, Setting(30, 28, REGULAR, most=2))
        words = _stacked([(name, INK), (note, SOFT)], 0)
        height = max(words.height, number.height)

        def paint(canvas: Canvas, y: int) -> None:
            words.paint(canvas, (MARGIN + PAD, y + (height - words.height) // 2))
            canvas.write(WIDTH - MARGIN - PAD, y + (height - number.height) / 2, number, self.accent.deep, "r")

        return Part(height, paint)

    def _cell(self, one: Member, setting: Setting, limit: int) -> _Stack:
        """The number below the name."""
        number = self.fit(_shown(one.id), limit, setting)
        name = self.fit(one.name, limit, Setting(40, 36, BOLD, most=2, leading=1.2))
        note = self.fit(one.note, limit, Setting(30, 28, REGULAR, most=2))
        return _stacked([(name, INK), (note, SOFT), (number, self.accent.deep)], 0)

    def _others(self) -> Part:
        """The one sentence to remember, white on the group's colour."""
        frame, inset = self.frame, 48
        title = frame.fit(self.spec.others, INNER - 2 * inset, Setting(84, 52, BLACK, most=2, leading=1.2))
        limit = INNER - 2 * inset
        notes = [
            frame.fit(note, limit, Setting(38, 32, MEDIUM, most=2, leading=1.35)) for note in self.spec.others_notes
        ]
        words = [(title, WHITE), *((note, self.accent.mist) for note in notes)]
        inner = _stacked(words, frame.px(14)).at(MARGIN + inset)
        height = inner.height + 2 * frame.px(38)

        def paint(canvas: Canvas, y: int) -> None:
            canvas.rounded((MARGIN, y, WIDTH - MARGIN, y + height), RADIUS, self.accent.deep)
            inner.paint(canvas, y + frame.px(38))

        return Part(height, paint)


@dataclass(frozen=True, slots=True)
class _Stack:
    """Lines of words below one another, painted at any place."""

    height: int
    paint: Callable[[Canvas, tuple[int, int]], None]

    def at(self, left: int) -> Part:
        return Part(self.height, lambda canvas, y: self.paint(canvas, (left, y)))


def _stacked(words: list[tuple[Block, str]], between: int) -> _Stack:
    said = [(block, fill) for block, fill in words if block.lines]

    def paint(canvas: Canvas, corner: tuple[int, int]) -> None:
        x, y = corner
        for block, fill in said:
            canvas.write(x, y, block, fill)
            y += block.height + between

    return _Stack(sum(block.height for block, _fill in said) + between * max(0, len(said) - 1), paint)


def _beside(cells: list[_Stack], step: int) -> Part:
    def paint(canvas: Canvas, y: int) -> None:
        for at, cell in enumerate(cells):
            cell.paint(canvas, (MARGIN + PAD + at * step, y))

    return Part(max(cell.height for cell in cells), paint)


def _shown(number: int | str) -> str:
    """A number in threes, for the eye to compare group by group."""
    said = str(number)
    return f"{int(said):,}".replace(",", " ") if said.isascii() and said.isdigit() else said
