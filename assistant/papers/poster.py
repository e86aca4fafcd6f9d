"""The recruiting poster: one screen of a phone, from words that the caller has already put into a language."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from PIL import Image, ImageDraw

from assistant.papers import type as letters
from assistant.papers.code import draw_code
from assistant.papers.look import ACCENTS, CARD, GAP, HEIGHT, INK, LINE, MARGIN, PAPER, RADIUS, SOFT, WIDTH
from assistant.papers.type import BLACK, BOLD, MEDIUM, REGULAR, Block, fit


@dataclass(frozen=True, slots=True)
class PosterSpec:
    """Everything on the poster, in the reader's language.

    With `qr` (the decoded text of the group's WeChat code) the card shows the code beside `invite`, with
    `until_label` over `until`; without it, `invite` is the headline and `invite_note` says how to get in.
    `keep` names words that lines should not be broken within.
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the page: so high, painted with its top at y."""

    height: int
    paint: Callable[[ImageDraw.ImageDraw, int], None]


_INNER = WIDTH - 2 * MARGIN
_PAD = 48


def draw(spec: PosterSpec) -> Sheet:
    """The poster as a PNG, the same bytes for the same spec and fonts. Under a second."""
    spec, left_out = _drawable(spec)
    out = io.BytesIO()
    _page(spec).save(out, "PNG", compress_level=6)
    return Sheet(out.getvalue(), tuple(left_out))


def _drawable(spec: PosterSpec) -> tuple[PosterSpec, list[str]]:
    """The spec with only what the fonts can draw; codes and links are data and stay as they are."""
    left: list[str] = []

    def cleaned(text: str) -> str:
        good, bad = letters.clean(text)
        left.extend(sign for sign in bad if sign not in left)
        return good

    changed: dict[str, Any] = {}
    for field in fields(spec):
        value = getattr(spec, field.name)
        if field.name in {"kind", "qr", "link"} or value is None:
            continue
        changed[field.name] = cleaned(value) if isinstance(value, str) else tuple(filter(None, map(cleaned, value)))
    return replace(spec, **changed), left


def _page(spec: PosterSpec) -> Image.Image:
    head, card, rules, link, foot = _head(spec), _card(spec), _rules(spec), _link(spec), _foot(spec)
    taken = head.height + card.height + rules.height + link.height + foot.height
    height = max(HEIGHT, taken + 4 * GAP)
    gap = (height - taken) // 4
    first = min(gap, 56)  # the name and the card belong together
    page = Image.new("RGB", (WIDTH, height), PAPER)
    pen = ImageDraw.Draw(page)
    card_top = head.height + first
    pen.rectangle((0, 0, WIDTH, card_top + card.height // 3), fill=ACCENTS[spec.kind].deep)
    head.paint(pen, 0)
    card.paint(pen, card_top)
    rest = (height - taken - first) // 3
    rules_top = card_top + card.height + rest
    rules.paint(pen, rules_top)
    link.paint(pen, rules_top + rules.height + rest)
    foot.paint(pen, height - foot.height)
    return page


def _write(pen: ImageDraw.ImageDraw, x: float, y: float, block: Block, fill: str, anchor: str = "l") -> None:
    """Lines with their first box's top at y; `anchor` says where x is on the line: l, m or r."""
    face = letters.font(block.size, block.weight)
    for number, line in enumerate(block.lines):
        baseline = y + number * block.leading + block.leading / 2 + block.size * 0.36
        pen.text((x, round(baseline)), line, fill=fill, font=face, anchor=f"{anchor}s")


def _head(spec: PosterSpec) -> _Part:
    accent = ACCENTS[spec.kind]
    badge = fit(spec.badge, _INNER * 0.5, range(34, 20, -2), BOLD)
    tagline = fit(spec.tagline, _INNER * 0.45, range(32, 18, -2), MEDIUM)
    name = fit(spec.name, _INNER, range(132, 58, -2), BLACK, most=2, leading=1.22, keep=spec.keep)
    if len(name.lines) > 2 or name.size < 84:
        name = fit(spec.name, _INNER, range(96, 52, -2), BLACK, most=3, leading=1.22, keep=spec.keep)
    trade = fit(f"{spec.trade_label} {spec.trade}", _INNER, range(42, 34, -2), MEDIUM, most=2, leading=1.35)
    top, pill = 80, 64
    name_top = top + pill + 56
    trade_top = name_top + name.height + 24

    def paint(pen: ImageDraw.ImageDraw, y: int) -> None:
        wide = round(letters.width(badge.lines[0], badge.size, badge.weight)) + 56 if badge.lines else 0
        if wide:
            pen.rounded_rectangle((MARGIN, y + top, MARGIN + wide, y + top + pill), pill // 2, fill="#FFFFFF")
            _write(pen, MARGIN + 28, y + top + (pill - badge.height) / 2, badge, accent.deep)
        _write(pen, WIDTH - MARGIN, y + top + (pill - tagline.height) / 2, tagline, "#FFFFFF", "r")
        _write(pen, MARGIN, y + name_top, name, "#FFFFFF")
        _write(pen, MARGIN, y + trade_top, trade, "#FFFFFF")

    return _Part(trade_top + trade.height, paint)


def _card(spec: PosterSpec) -> _Part:
    """A ticket: how to get in above the perforation, the steps below it."""
    upper = _code_half(spec) if spec.qr else _invitation_half(spec)
    lower = _steps(spec)
    tear = _PAD + upper.height + _PAD
    height = tear + _PAD + lower.height + _PAD

    def paint(pen: ImageDraw.ImageDraw, y: int) -> None:
        right = WIDTH - MARGIN
        pen.rounded_rectangle((MARGIN, y + 6, right, y + height + 6), RADIUS, fill=LINE)
        pen.rounded_rectangle((MARGIN, y, right, y + height), RADIUS, fill=CARD)
        for x in range(MARGIN + 44, right - 36, 24):
            pen.ellipse((x - 3, y + tear - 3, x + 3, y + tear + 3), fill=LINE)
        for x in (MARGIN, right):
            pen.ellipse((x - 22, y + tear - 22, x + 22, y + tear + 22), fill=PAPER)
        pen.rectangle((0, y + tear - 30, MARGIN - 1, y + tear + 30), fill=PAPER)
        pen.rectangle((right + 1, y + tear - 30, WIDTH, y + tear + 30), fill=PAPER)
        upper.paint(pen, y + _PAD)
        lower.paint(pen, y + tear + _PAD)

    return _Part(height, paint)


def _code_half(spec: PosterSpec) -> _Part:
    accent = ACCENTS[spec.kind]
    side = 456
    x = MARGIN + _PAD + side + 44
    limit = WIDTH - MARGIN - _PAD - x
    invite = fit(spec.invite, limit, range(72, 40, -2), BLACK, most=3, leading=1.22, keep=spec.keep)
    label = fit(spec.until_label, limit, range(32, 26, -2), REGULAR, most=2)
    until = fit(spec.until, limit, range(56, 30, -2), BOLD, most=2, leading=1.25)
    note = fit(spec.invite_note, limit, range(30, 24, -2), REGULAR, most=3)

    def paint(pen: ImageDraw.ImageDraw, y: int) -> None:
        draw_code(pen, spec.qr or "", (MARGIN + _PAD, y), side, INK)
        _write(pen, x, y + 12, invite, INK)
        low = y + side - 12 - note.height
        _write(pen, x, low, note, SOFT)
        low -= until.height + (20 if note.lines else 0)
        _write(pen, x, low, until, accent.deep)
        _write(pen, x, low - label.height, label, SOFT)

    return _Part(side, paint)


def _invitation_half(spec: PosterSpec) -> _Part:
    accent = ACCENTS[spec.kind]
    limit = _INNER - 2 * _PAD
    invite = fit(spec.invite, limit, range(104, 56, -2), BLACK, most=2, leading=1.2, keep=spec.keep)
    note = fit(spec.invite_note, limit, range(42, 32, -2), MEDIUM, most=3, leading=1.45)

    def paint(pen: ImageDraw.ImageDraw, y: int) -> None:
        _write(pen, MARGIN + _PAD, y + 8, invite, accent.deep)
        _write(pen, MARGIN + _PAD, y + 8 + invite.height + 20, note, INK)

    return _Part(invite.height + 28 + note.height, paint)


def _numbered(lines: tuple[str, ...], left: int, limit: int, fill: str, paper: str, sizes: range) -> _Part:
    """1, 2, 3 in discs, each with a line or two."""
    disc, gap = 52, 18
    blocks = [fit(line, limit - disc - 24, sizes, MEDIUM, most=2, leading=1.32) for line in lines]
    heights = [max(disc, block.height) for block in blocks]

    def paint(pen: ImageDraw.ImageDraw, y: int) -> None:
        for number, (block, height) in enumerate(zip(blocks, heights, strict=True), 1):
            pen.ellipse((left, y + (height - disc) / 2, left + disc, y + (height + disc) / 2), fill=fill)
            digit = Block((str(number),), 30, BOLD, disc)
            _write(pen, left + disc / 2, y + (height - disc) / 2, digit, paper, "m")
            _write(pen, left + disc + 24, y + (height - block.height) / 2, block, INK)
            y += height + gap

    return _Part(sum(heights) + gap * max(0, len(heights) - 1), paint)


def _titled(title: str, part: _Part, left: int) -> _Part:
    block = fit(title, _INNER, range(36, 26, -2), BOLD)

    def paint(pen: ImageDraw.ImageDraw, y: int) -> None:
        _write(pen, left, y, block, SOFT)
        part.paint(pen, y + block.height + 20)

    return _Part(block.height + 20 + part.height, paint)


def _steps(spec: PosterSpec) -> _Part:
    accent = ACCENTS[spec.kind]
    left = MARGIN + _PAD
    steps = _numbered(spec.join, left, _INNER - 2 * _PAD, accent.deep, "#FFFFFF", range(38, 30, -2))
    return _titled(spec.join_title, steps, left)


def _rules(spec: PosterSpec) -> _Part:
    accent = ACCENTS[spec.kind]
    rules = _numbered(spec.rules, MARGIN, _INNER, accent.pale, accent.deep, range(36, 28, -2))
    return _titled(spec.rules_title, rules, MARGIN)


def _link(spec: PosterSpec) -> _Part:
    side = 168
    x = MARGIN + side + 32
    label = fit(spec.link_label, WIDTH - MARGIN - x, range(36, 26, -2), BOLD, most=2, leading=1.35)
    link = fit(spec.link.removeprefix("https://"), WIDTH - MARGIN - x, range(30, 20, -2), REGULAR, most=2)

    def paint(pen: ImageDraw.ImageDraw, y: int) -> None:
        draw_code(pen, spec.link, (MARGIN, y), side, INK)
        top = y + (side - label.height - link.height - 6) / 2
        _write(pen, x, top, label, INK)
        _write(pen, x, top + label.height + 6, link, SOFT)

    return _Part(side, paint)


def _foot(spec: PosterSpec) -> _Part:
    text = fit(spec.footer, _INNER - 76, range(34, 26, -2), MEDIUM, most=2, leading=1.35)
    height = max(120, text.height + 64)

    def paint(pen: ImageDraw.ImageDraw, y: int) -> None:
        pen.rectangle((0, y, WIDTH, y + height), fill=INK)
        middle = y + height / 2
        pen.ellipse((MARGIN, middle - 26, MARGIN + 52, middle + 26), fill=ACCENTS[spec.kind].deep)
        _write(pen, MARGIN + 26, middle - 26, Block(("!",), 36, BLACK, 52), "#FFFFFF", "m")
        _write(pen, MARGIN + 76, middle - text.height / 2, text, "#FFFFFF")

    return _Part(height, paint)
