"""The recruiting poster: one screen of a phone, in words that the caller has already put into a language."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from assistant.papers.canvas import Canvas, Part
from assistant.papers.layout import Layout
from assistant.papers.lines import Block, Setting, fit
from assistant.papers.look import ACCENTS, HEIGHT, INK, LINE, MARGIN, PAPER, RADIUS, SOFT, WHITE, WIDTH, Accent
from assistant.papers.type import BLACK, BOLD, MEDIUM, REGULAR, Face, clean


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished paper. `left_out`: characters that no font here can draw, in the order they were met."""

    png: bytes
    left_out: tuple[str, ...]


_INNER = WIDTH - 2 * MARGIN
_PAD = 56  # within the card; also the white that its code needs
_TEXT = _INNER - 2 * _PAD
_SCALES = (1.12, 1.06, 1.0, 0.95, 0.9, 0.85, 0.8, 0.76, 0.72)


def draw(spec: PosterSpec) -> Sheet:
    """Draws the poster as a PNG: the same bytes for the same spec and fonts, in well under a second.

    The type is as large as the page bears; only a text beyond all measure makes the page longer.
    """
    spec, left_out = _drawable(spec)
    layout = _Poster(spec, ACCENTS[spec.kind], _SCALES[-1])
    for scale in _SCALES:
        layout = _Poster(spec, ACCENTS[spec.kind], scale)
        if layout.height <= HEIGHT:
            break
    return Sheet(layout.page().png(), tuple(left_out))


def _drawable(spec: PosterSpec) -> tuple[PosterSpec, list[str]]:
    """Keeps what the fonts can draw; codes and links are data and stay as they are."""
    left: list[str] = []

    def cleaned(text: str) -> str:
        good, bad = clean(text)
        left.extend(sign for sign in dict.fromkeys(bad) if sign not in left)
        return good

    changed: dict[str, Any] = {}
    for field in fields(spec):
        value = getattr(spec, field.name)
        if field.name not in {"kind", "qr", "link", "keep"}:
            changed[field.name] = cleaned(value) if isinstance(value, str) else tuple(filter(None, map(cleaned, value)))
    return replace(spec, **changed), left


class _Poster(Layout):
    """The parts of the page, measured when made, painted once the scale is found."""

    def __init__(self, spec: PosterSpec, accent: Accent, scale: float) -> None:
        super().__init__(accent, scale, spec.keep)
        self.spec = spec
        self.head = self._head()
        self.ticket, self.tear = self._ticket()
        self.rest = (self._rules(), self._link(), self._foot())
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

    def _head(self) -> Part:
        spec, accent = self.spec, self.accent
        badge = fit(spec.badge, _INNER * 0.45, Setting(34, 22, BOLD))
        tagline = fit(spec.tagline, _INNER * 0.5, Setting(32, 22, MEDIUM))
        name = self._name()
        label = self.fit(spec.trade_label, _INNER * 0.4, Setting(38, 28, REGULAR))
        indent = round(label.width) + 24 if label.lines else 0
        trade = self.fit(spec.trade, _INNER - indent, Setting(44, 32, BOLD, most=2))
        top, pill = self.px(68), 60
        name_top = top + pill + self.px(40)
        trade_top = name_top + name.height + self.px(18)

        def paint(canvas: Canvas, y: int) -> None:
            if badge.lines:
                wide = round(badge.width) + 52
                canvas.rounded((MARGIN, y + top, MARGIN + wide, y + top + pill), pill // 2, WHITE)
                canvas.write(MARGIN + 26, y + top + (pill - badge.height) / 2, badge, accent.deep)
            canvas.write(WIDTH - MARGIN, y + top + (pill - tagline.height) / 2, tagline, accent.mist, "r")
            canvas.write(MARGIN, y + name_top, name, WHITE)
            canvas.write(MARGIN, y + trade_top + (trade.leading - label.leading) / 2, label, accent.mist)
            canvas.write(MARGIN + indent, y + trade_top, trade, WHITE)

        return Part(trade_top + trade.height, paint)

    def _name(self) -> Block:
        """Two lines if they come out large; else three smaller ones stand better than two tiny ones."""
        two = Setting(124, 84, BLACK, most=2, leading=1.2)
        return self.best(self.spec.name, _INNER, two, Setting(92, 48, BLACK, most=3, leading=1.2))

    def _ticket(self) -> tuple[Part, int]:
        """How to get in above the perforation, the steps below it; also how far down the perforation is."""
        upper = self._code() if self.spec.qr else self._invitation()
        lower = self.titled(self.spec.join_title, self._steps(), MARGIN + _PAD, _TEXT)
        below = self.px(36)
        tear = _PAD + upper.height + self.px(44)
        height = tear + below + lower.height + self.px(44)

        def paint(canvas: Canvas, y: int) -> None:
            canvas.ticket((MARGIN, y, WIDTH - MARGIN, y + height), RADIUS, tear, 22)
            canvas.dots(MARGIN + _PAD, WIDTH - MARGIN - _PAD, y + tear, LINE)
            upper.paint(canvas, y + _PAD)
            lower.paint(canvas, y + tear + below)

        return Part(height, paint), tear

    def _code(self) -> Part:
        spec = self.spec
        side = min(self.px(480), 420)
        x = MARGIN + _PAD + side + _PAD
        limit = WIDTH - MARGIN - 40 - x
        invite = self.fit(spec.invite, limit, Setting(76, 44, BLACK, most=3, leading=1.2))
        label = self.fit(spec.until_label, limit, Setting(32, 26, REGULAR, most=2))
        until = self.fit(spec.until, limit, Setting(60, 34, BOLD, leading=1.25))
        note = self.fit(spec.invite_note, limit, Setting(30, 24, REGULAR, most=3))
        height = max(side, sum(block.height for block in (invite, label, until, note)) + 32)

        def paint(canvas: Canvas, y: int) -> None:
            canvas.code(spec.qr or "", (MARGIN + _PAD, y + (height - side) // 2), side, INK)
            canvas.write(x, y - invite.face.size * 0.12, invite, INK)
            bottom = y + height + (until.face.size * 0.2 if not note.lines else 0)
            for block, fill in ((note, SOFT), (until, self.accent.deep), (label, SOFT)):
                bottom -= block.height
                canvas.write(x, bottom, block, fill)

        return Part(height, paint)

    def _invitation(self) -> Part:
        one = Setting(116, 76, BLACK, leading=1.15)
        invite = self.best(self.spec.invite, _TEXT, one, Setting(92, 56, BLACK, most=2, leading=1.15))
        note = self.fit(self.spec.invite_note, _TEXT, Setting(42, 32, MEDIUM, most=3, leading=1.45))
        between = self.px(16)

        def paint(canvas: Canvas, y: int) -> None:
            canvas.write(MARGIN + _PAD, y - invite.face.size * 0.08, invite, self.accent.deep)
            canvas.write(MARGIN + _PAD, y + invite.height + between, note, INK)

        return Part(invite.height + between + note.height, paint)

    def _steps(self) -> Part:
        return self.listed(self.spec.join, MARGIN + _PAD, _TEXT, numbers=True)

    def _rules(self) -> Part:
        rules = self.listed(self.spec.rules, MARGIN, _INNER, numbers=False)
        return self.titled(self.spec.rules_title, rules, MARGIN, _INNER)

    def _link(self) -> Part:
        side, quiet = 184, 14
        x = MARGIN + side + 30
        label = self.fit(self.spec.link_label, WIDTH - MARGIN - x, Setting(36, 28, BOLD, most=2))
        shown = self.spec.link.removeprefix("https://")
        link = self.fit(shown, WIDTH - MARGIN - x, Setting(30, 22, REGULAR, most=2))

        def paint(canvas: Canvas, y: int) -> None:
            canvas.rounded((MARGIN, y, MARGIN + side, y + side), 16, WHITE)
            canvas.code(self.spec.link, (MARGIN + quiet, y + quiet), side - 2 * quiet, INK)
            top = y + (side - label.height - link.height - 4) / 2
            canvas.write(x, top, label, INK)
            canvas.write(x, top + label.height + 4, link, SOFT)

        return Part(side, paint)

    def _foot(self) -> Part:
        text = self.fit(self.spec.footer, _INNER - 74, Setting(34, 28, MEDIUM, most=2, leading=1.35))
        height = text.height + self.px(56)

        def paint(canvas: Canvas, y: int) -> None:
            canvas.band((0, y, WIDTH, y + height), INK)
            middle = y + height / 2
            canvas.disc(MARGIN + 25, middle, 25, self.accent.deep)
            canvas.write(MARGIN + 25, middle - 25, Block(("!",), Face(36, BLACK), 50), WHITE, "m")
            canvas.write(MARGIN + 74, middle - text.height / 2, text, WHITE)

        return Part(height, paint)
