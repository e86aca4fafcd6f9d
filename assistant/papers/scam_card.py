"""The scam card: what swindlers say, how to see through it, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.papers.canvas import Canvas, Part
from assistant.papers.layout import Layout
from assistant.papers.lines import Block, Setting
from assistant.papers.look import ACCENTS, INK, INNER, MARGIN, PAD, PAPER, RADIUS, WHITE, WIDTH
from assistant.papers.parts import Head, foot, head, link
from assistant.papers.sheet import Sheet, cleaned
from assistant.papers.type import BLACK, BOLD, MEDIUM, Face


@dataclass(frozen=True, slots=True)
class Scam:
    """One trick: its name, what is said in it (with its quotation marks), and what gives it away."""

    title: str
    quote: str
    sign: str


@dataclass(frozen=True, slots=True)
class ScamCardSpec:
    """Everything on the card, in the reader's language. `keep` names words that no line should break within."""

    kind: Literal["goods", "services", "tasks"]
    badge: str
    tagline: str
    name: str
    title: str
    scams: tuple[Scam, ...]
    do_title: str
    do: tuple[str, ...]
    link_label: str
    link: str
    footer: str
    keep: tuple[str, ...] = ()


TALLEST = 2400  # pixels, unless the words are so many that the smallest type needs more
_SCALES = (1.12, 1.06, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
_FRAME = 0.85  # the head, the link and the footer shrink no further
_INSET = 44  # within a bubble
_TAIL = 22


def draw(spec: ScamCardSpec) -> Sheet:
    """Draws the card as a PNG: the same bytes for the same spec and fonts, in about a second."""
    spec, left_out = cleaned(spec, data=("kind", "link", "keep"))
    card = _Card(spec, _SCALES[-1])
    for scale in _SCALES:
        card = _Card(spec, scale)
        if card.height <= TALLEST:
            break
    return Sheet(card.page().png(), left_out)


class _Card(Layout):
    """The page at one scale: swindlers' words in bubbles on ink, what to do on a white card."""

    def __init__(self, spec: ScamCardSpec, scale: float) -> None:
        super().__init__(ACCENTS[spec.kind], scale, spec.keep)
        frame = Layout(self.accent, max(scale, _FRAME), spec.keep)
        self.head = head(frame, Head(spec.badge, spec.tagline, spec.title, spec.name))
        self.scams = [self._scam(number, scam) for number, scam in enumerate(spec.scams, 1)]
        self.do = self.titled(
            spec.do_title,
            self.listed(spec.do, MARGIN + PAD, INNER - 2 * PAD, mark="tick"),
            MARGIN + PAD,
            INNER - 2 * PAD,
        )
        self.link, self.foot = link(frame, spec.link_label, spec.link), foot(frame, spec.footer)
        self.gap = self.px(44)
        self.card = self.do.height + 2 * self.px(44)
        self.dark = self.head.height + sum(part.height + self.gap for part in self.scams) + self.gap
        self.height = self.dark + self.card + self.link.height + self.foot.height + 2 * self.gap

    def page(self) -> Canvas:
        canvas = Canvas(WIDTH, self.height, PAPER)
        canvas.band((0, 0, WIDTH, self.dark + self.card // 2), INK)
        self.head.paint(canvas, 0)
        y = self.head.height + self.gap
        for part in self.scams:
            part.paint(canvas, y)
            y += part.height + self.gap
        canvas.ticket((MARGIN, y, WIDTH - MARGIN, y + self.card), RADIUS, self.card, 0)
        self.do.paint(canvas, y + self.px(44))
        self.link.paint(canvas, y + self.card + self.gap)
        self.foot.paint(canvas, self.height - self.foot.height)
        return canvas

    def _scam(self, number: int, scam: Scam) -> Part:
        disc, indent = self.px(60), self.px(84)
        left, limit = MARGIN + indent, INNER - indent
        title = self.fit(scam.title, limit, Setting(56, 40, BLACK, most=2, leading=1.2))
        quote = self.fit(scam.quote, limit - 2 * _INSET, Setting(42, 36, MEDIUM, most=3, leading=1.35))
        sign = self.fit(scam.sign, limit, Setting(36, 32, MEDIUM, most=2, leading=1.35))
        digit = Block((str(number),), Face(round(disc * 0.6), BOLD), disc)
        bubble = quote.height + 2 * self.px(26)
        bubble_top = title.height + self.px(16)
        sign_top = bubble_top + bubble + _TAIL + self.px(14)

        def paint(canvas: Canvas, y: int) -> None:
            canvas.disc(MARGIN + disc / 2, y + title.leading / 2, disc / 2, self.accent.deep)
            canvas.write(MARGIN + disc / 2, y + (title.leading - disc) / 2, digit, WHITE, "m")
            canvas.write(left, y, title, WHITE)
            top = y + bubble_top
            canvas.bubble((left, top, WIDTH - MARGIN, top + bubble), 32, self.accent.pale)
            canvas.write(left + _INSET, top + self.px(26), quote, INK)
            canvas.write(left, y + sign_top, sign, self.accent.mist)

        return Part(sign_top + sign.height, paint)
