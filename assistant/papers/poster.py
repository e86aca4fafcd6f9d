"""The recruiting poster: one screen of a phone, in words that the caller has already put into a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.papers.canvas import Canvas, Part
from assistant.papers.layout import Layout
from assistant.papers.lines import Setting
from assistant.papers.look import (
    ACCENTS,
    HEIGHT,
    INK,
    INNER,
    LINE,
    MARGIN,
    PAD,
    PAPER,
    RADIUS,
    SOFT,
    TEXT,
    WIDTH,
    Accent,
)
from assistant.papers.parts import Head, foot, head, link
from assistant.papers.sheet import Sheet, cleaned
from assistant.papers.type import BLACK, BOLD, MEDIUM, REGULAR


@dataclass(frozen=True, slots=True)
class PosterSpec:
    """Everything on the poster, in the reader's language.

    With `qr` (the decoded text of the group's WeChat code) the card shows the code beside `invite`, with
    `until_label` over `until`; without it `invite` is the headline and `invite_note` says how to get in.
    `keep` names words that no line should break within.
    """

    kind: Literal["goods", "services", "tasks"]
    badge: str
    tagline: str
    name: str
    trade_label: str
    trade: str
    invite: str
    join_title: str
    join: tuple[str, ...]
    rules_title: str
    rules: tuple[str, ...]
    link_label: str
    link: str
    footer: str
    invite_note: str = ""
    qr: str | None = None
    until_label: str = ""
    until: str = ""
    keep: tuple[str, ...] = ()


_SCALES = (1.12, 1.06, 1.0, 0.95, 0.9, 0.85, 0.8, 0.76, 0.72)


def draw(spec: PosterSpec) -> Sheet:
    """Draws the poster as a PNG: the same bytes for the same spec and fonts, in well under a second.

    The type is as large as the page bears; only a text beyond all measure makes the page longer.
    """
    spec, left_out = cleaned(spec, data=("kind", "qr", "link", "keep"))
    layout = _Poster(spec, ACCENTS[spec.kind], _SCALES[-1])
    for scale in _SCALES:
        layout = _Poster(spec, ACCENTS[spec.kind], scale)
        if layout.height <= HEIGHT:
            break
    return Sheet(layout.page().png(), left_out)


class _Poster(Layout):
    """The parts of the page, measured when made, painted once the scale is found."""

    def __init__(self, spec: PosterSpec, accent: Accent, scale: float) -> None:
        super().__init__(accent, scale, spec.keep)
        self.spec = spec
        self.head = head(self, Head(spec.badge, spec.tagline, spec.name, spec.trade, spec.trade_label))
        self.ticket, self.tear = self._ticket()
        self.rest = (self._rules(), link(self, spec.link_label, spec.link), foot(self, spec.footer))
        self.gap = self.px(34)
        parts = (self.head, self.ticket, *self.rest)
        self.height = sum(part.height for part in parts) + 4 * self.gap

    def page(self) -> Canvas:
        height = max(HEIGHT, self.height)
        spare = (height - self.height) // 4
        canvas = Canvas(WIDTH, height, PAPER)
        y = self.head.height + self.gap + spare // 2
        canvas.band((0, 0, WIDTH, y + self.tear // 2), self.accent.deep)
        self.head.paint(canvas, spare // 2)
        self.ticket.paint(canvas, y)
        y += self.ticket.height
        rules, link, foot = self.rest
        gap = (height - y - rules.height - link.height - foot.height) // 3
        rules.paint(canvas, y + gap)
        link.paint(canvas, y + gap + rules.height + gap)
        foot.paint(canvas, height - foot.height)
        return canvas

    def _ticket(self) -> tuple[Part, int]:
        """How to get in above the perforation, the steps below it; also how far down the perforation is."""
        upper = self._code() if self.spec.qr else self._invitation()
        lower = self.titled(self.spec.join_title, self._steps(), MARGIN + PAD, TEXT)
        below = self.px(36)
        tear = PAD + upper.height + self.px(44)
        height = tear + below + lower.height + self.px(44)

        def paint(canvas: Canvas, y: int) -> None:
            canvas.ticket((MARGIN, y, WIDTH - MARGIN, y + height), RADIUS, tear, 22)
            canvas.dots(MARGIN + PAD, WIDTH - MARGIN - PAD, y + tear, LINE)
            upper.paint(canvas, y + PAD)
            lower.paint(canvas, y + tear + below)

        return Part(height, paint), tear

    def _code(self) -> Part:
        spec = self.spec
        side = min(self.px(480), 420)
        x = MARGIN + PAD + side + PAD
        limit = WIDTH - MARGIN - 40 - x
        invite = self.fit(spec.invite, limit, Setting(76, 44, BLACK, most=3, leading=1.2))
        label = self.fit(spec.until_label, limit, Setting(32, 26, REGULAR, most=2))
        until = self.fit(spec.until, limit, Setting(60, 34, BOLD, leading=1.25))
        note = self.fit(spec.invite_note, limit, Setting(30, 24, REGULAR, most=3))
        height = max(side, sum(block.height for block in (invite, label, until, note)) + 32)

        def paint(canvas: Canvas, y: int) -> None:
            canvas.code(spec.qr or "", (MARGIN + PAD, y + (height - side) // 2), side, INK)
            canvas.write(x, y - invite.face.size * 0.12, invite, INK)
            bottom = y + height + (until.face.size * 0.2 if not note.lines else 0)
            for block, fill in ((note, SOFT), (until, self.accent.deep), (label, SOFT)):
                bottom -= block.height
                canvas.write(x, bottom, block, fill)

        return Part(height, paint)

    def _invitation(self) -> Part:
        one = Setting(116, 76, BLACK, leading=1.15)
        invite = self.best(self.spec.invite, TEXT, one, Setting(92, 56, BLACK, most=2, leading=1.15))
        note = self.fit(self.spec.invite_note, TEXT, Setting(42, 32, MEDIUM, most=3, leading=1.45))
        between = self.px(16)

        def paint(canvas: Canvas, y: int) -> None:
            canvas.write(MARGIN + PAD, y - invite.face.size * 0.08, invite, self.accent.deep)
            canvas.write(MARGIN + PAD, y + invite.height + between, note, INK)

        return Part(invite.height + between + note.height, paint)

    def _steps(self) -> Part:
        return self.listed(self.spec.join, MARGIN + PAD, TEXT, mark="number")

    def _rules(self) -> Part:
        rules = self.listed(self.spec.rules, MARGIN, INNER, mark="tick")
        return self.titled(self.spec.rules_title, rules, MARGIN, INNER)
