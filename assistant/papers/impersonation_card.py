"""The impersonation card: who speaks for the group, by number, for all others only claim to."""

from __future__ import annotations

from dataclasses import dataclass
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
_SCALES = (1.12, 1.06, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
_FRAME = 0.85  # the head, the link and the footer shrink no further


def draw(spec: ImpersonationCardSpec) -> Sheet:
    """Draws the card as a PNG: the same bytes for the same spec and fonts, in about a second."""
    spec, left_out = cleaned(spec, data=("kind", "link", "keep"))
    card = _Card(spec, _SCALES[-1])
    for scale in _SCALES:
        card = _Card(spec, scale)
        if card.height <= TALLEST:
            break
    return Sheet(card.page().png(), left_out)


class _Card(Layout):
    """The page at one scale."""

    def __init__(self, spec: ImpersonationCardSpec, scale: float) -> None:
        super().__init__(ACCENTS[spec.kind], scale, spec.keep)
        self.spec = spec
        frame = Layout(self.accent, max(scale, _FRAME), spec.keep)
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
        payee = self.spec.payee
        title = self.fit(self.spec.payee_title, TEXT, Setting(36, 30, BOLD))
        name = self.fit(payee.name, TEXT, Setting(92, 44, BLACK, most=2, leading=1.2))
        number = self.fit(_shown(payee.id), TEXT, Setting(76, 44, BOLD, leading=1.25))
        note = self.fit(payee.note, TEXT, Setting(38, 30, MEDIUM, most=3, leading=1.4))
        between = self.px(12)
        stack = [(title, SOFT), (name, INK), (number, self.accent.deep), (note, INK)]
        return _stacked([(block, fill) for block, fill in stack if block.lines], MARGIN + PAD, between)

    def _admins(self) -> Part:
        """One line a person, the numbers below one another at the right; the few have them large."""
        few = len(self.spec.admins) <= 3
        number = Setting(68, 52, BOLD, leading=1.2) if few else Setting(54, 48, BOLD, leading=1.25)
        size = min((self.fit(_shown(one.id), TEXT * 0.62, number).face.size for one in self.spec.admins), default=48)
        rows = [self._admin(one, size) for one in self.spec.admins]
        gap = self.px(14)

        def paint(canvas: Canvas, y: int) -> None:
            for at, row in enumerate(rows):
                if at:
                    canvas.band((MARGIN + PAD, y + gap, WIDTH - MARGIN - PAD, y + gap + 2), LINE)
                    y += 2 * gap + 2
                row.paint(canvas, y)
                y += row.height

        whole = Part(sum(row.height for row in rows) + (2 * gap + 2) * max(0, len(rows) - 1), paint)
        return self.titled(self.spec.admins_title, whole, MARGIN + PAD, TEXT)

    def _admin(self, one: Member, size: int) -> Part:
        exact = round(size / self.scale)
        number = self.fit(_shown(one.id), TEXT * 0.62, Setting(exact, exact, BOLD, leading=1.2))
        limit = TEXT - number.width - (self.px(30) if number.lines else 0)
        name = self.fit(one.name, limit, Setting(42, 34, BOLD, most=2, leading=1.2))
        note = self.fit(one.note, limit, Setting(30, 28, REGULAR, most=2))
        words = name.height + note.height
        height = max(words, number.height)

        def paint(canvas: Canvas, y: int) -> None:
            top = y + (height - words) / 2
            canvas.write(MARGIN + PAD, top, name, INK)
            canvas.write(MARGIN + PAD, top + name.height, note, SOFT)
            canvas.write(WIDTH - MARGIN - PAD, y + (height - number.height) / 2, number, self.accent.deep, "r")

        return Part(height, paint)

    def _others(self) -> Part:
        """The one sentence to remember, white on the group's colour."""
        inset = 48
        title = self.fit(self.spec.others, INNER - 2 * inset, Setting(84, 52, BLACK, most=2, leading=1.2))
        limit = INNER - 2 * inset
        notes = [
            self.fit(note, limit, Setting(38, 32, MEDIUM, most=2, leading=1.35)) for note in self.spec.others_notes
        ]
        words = [(title, WHITE), *((note, self.accent.mist) for note in notes)]
        inner = _stacked(words, MARGIN + inset, self.px(14))
        height = inner.height + 2 * self.px(38)

        def paint(canvas: Canvas, y: int) -> None:
            canvas.rounded((MARGIN, y, WIDTH - MARGIN, y + height), RADIUS, self.accent.deep)
            inner.paint(canvas, y + self.px(38))

        return Part(height, paint)


def _stacked(words: list[tuple[Block, str]], left: int, between: int) -> Part:
    def paint(canvas: Canvas, y: int) -> None:
        for block, fill in words:
            canvas.write(left, y, block, fill)
            y += block.height + between

    return Part(sum(block.height for block, _fill in words) + between * max(0, len(words) - 1), paint)


def _shown(number: int | str) -> str:
    """A number in threes, for the eye to compare group by group."""
    said = str(number)
    return f"{int(said):,}".replace(",", " ") if said.isascii() and said.isdigit() else said
