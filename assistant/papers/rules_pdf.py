"""The full rules for printing: A4, Chinese type embedded, the text can be searched and copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.papers.look import ACCENTS, INK, LINE, SOFT, WHITE
from assistant.papers.pieces import Piece, joined, paint_pages
from assistant.papers.print_sheet import HEIGHT, WIDTH, PrintSheet, Style, Words, sheet
from assistant.papers.sheet import cleaned
from assistant.papers.type import BOLD, REGULAR


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in its long form; a line break in `text` begins a new paragraph."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RulesPdfSpec:
    """Everything on the pages, in the reader's language; clauses are numbered from 1.

    `version` is the whole label ("Rules, version 3 of 23 November"). `page` stands on every page with `{page}` and
    `{pages}` in it. `language` is a tag like "zh-CN", for those who have it read aloud. `keep` names words that no line
    should break within.
    """

    kind: Literal["goods", "services", "tasks"]
    badge: str
    tagline: str
    name: str
    version: str
    clauses: tuple[Clause, ...]
    page: str
    link_label: str
    link: str
    footer: str
    intro: str = ""
    language: str = ""
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Finished pages. `left_out`: characters that the font does not have (all coloured emoji among them)."""

    pdf: bytes
    pages: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    paragraphs: tuple[str, ...]


_MARGIN = 22.0  # millimetres, like all lengths here
_INNER = WIDTH - 2 * _MARGIN
_INDENT = 11.0
_TOP, _BOTTOM = 17.0, HEIGHT - 34
_DIGITS = "0123456789"
_BODY = Style(10.5, leading=1.5)


def draw(spec: RulesPdfSpec) -> Document:
    """Sets the rules: the same bytes for the same spec, font and fpdf2, in about a second."""
    sections = tuple(_Section(clause.title, tuple(clause.text.splitlines())) for clause in spec.clauses)
    data = ("kind", "clauses", "link", "language", "keep")
    (spec, sections), left_out = cleaned((spec, sections), data=data, colour=False)
    with sheet(_texts(spec, sections), spec.keep) as made:
        made.tell(spec.name, spec.language)
        pages = _Rules(made, spec, sections).draw()
        return Document(made.bytes(), pages, left_out)


def _texts(spec: RulesPdfSpec, sections: tuple[_Section, ...]) -> Iterator[str]:
    """Every text that is set, each of which has one face."""
    yield from (spec.badge, spec.tagline, spec.name, spec.version, spec.intro, spec.footer, spec.link_label)
    yield from (_shown(spec.link), "!", _DIGITS, spec.page + _DIGITS)
    for section in sections:
        yield from (section.title, *section.paragraphs)


def _shown(link: str) -> str:
    return link.removeprefix("https://")


class _Rules:
    """The rules on their pages: first cut into pieces, then dealt out, then painted."""

    def __init__(self, made: PrintSheet, spec: RulesPdfSpec, sections: tuple[_Section, ...]) -> None:
        self.made, self.spec, self.sections, self.accent = made, spec, sections, ACCENTS[spec.kind]

    def draw(self) -> int:
        """Paints all pages; returns how many there are."""
        return paint_pages(self.made, list(self._pieces()), (_TOP, _BOTTOM), self.accent.deep, self._foot)

    def _pieces(self) -> Iterator[Piece]:
        yield self._head()
        if self.spec.intro:
            yield from self._paragraph(self.spec.intro, _MARGIN, 5.0)
        clauses = [piece for at, section in enumerate(self.sections, 1) for piece in self._section(at, section)]
        if clauses and self.spec.footer:  # not alone on the last page
            clauses.append(joined([last := clauses.pop(), self._warning()], last.above))
        yield from clauses

    def _head(self) -> Piece:
        made, spec = self.made, self.spec
        small = [Style(size, BOLD) for size in (10, 9, 8, 7)]
        badge = made.best(spec.badge, _INNER * 0.45, small)
        tagline = made.best(spec.tagline, _INNER * 0.45, [replace(style, weight=REGULAR) for style in small])
        name = made.best(spec.name, _INNER, [Style(size, BOLD, 1.25) for size in (30, 26, 23, 20)], most=2)
        version = made.set(spec.version, _INNER, Style(12, BOLD))
        pill = 7.5
        name_top = pill + 6
        version_top = name_top + name.height + 2

        def paint(y: float) -> None:
            if badge.lines:
                made.band((_MARGIN, y, made.width(badge) + 8, pill), self.accent.deep, pill * 0.49)
                made.write(_MARGIN + 4, y + (pill - badge.leading) / 2, badge, WHITE)
            made.write(WIDTH - _MARGIN, y + (pill - tagline.leading) / 2, tagline, SOFT, "r")
            made.write(_MARGIN, y + name_top, name, INK)
            made.write(_MARGIN, y + version_top, version, self.accent.deep)
            made.dots(_MARGIN, WIDTH - _MARGIN, y + version_top + version.height + 4.5, LINE)

        return Piece(version_top + version.height + 5.5, paint)

    def _section(self, number: int, section: _Section) -> Iterator[Piece]:
        """Heading and paragraphs; the heading stays with the first lines below it, a short clause in one piece."""
        made, radius = self.made, 3.4
        digit = made.set(str(number), _INDENT, Style(9.5, BOLD), like=_DIGITS)
        title = made.set(section.title, _INNER - _INDENT, Style(12.5, BOLD, 1.4))
        high = max(title.height, 2 * radius)

        def paint(y: float) -> None:
            middle = y + (title.leading if title.lines else 2 * radius) / 2
            made.disc(_MARGIN + radius, middle, radius, self.accent.deep)
            made.write(_MARGIN + radius, middle - digit.leading / 2, digit, WHITE, "m")
            made.write(_MARGIN + _INDENT, y, title, INK)

        pieces = [Piece(high, paint)]
        for paragraph in section.paragraphs:
            pieces += self._paragraph(paragraph, _MARGIN + _INDENT, 1.2)
        together = len(pieces) if sum(piece.height for piece in pieces) < 40 else 3
        yield joined(pieces[:together], 5.6)
        yield from pieces[together:]

    def _paragraph(self, text: str, left: float, above: float) -> list[Piece]:
        """A piece a line, so that a page may end within a long paragraph."""

        def piece(line: Words, above: float) -> Piece:
            return Piece(line.height, lambda y: self.made.write(left, y, line, INK), above)

        lines = self.made.set(text, WIDTH - _MARGIN - left, _BODY).each()
        return [piece(line, above if at == 0 else 0.0) for at, line in enumerate(lines)]

    def _warning(self) -> Piece:
        """What nobody should forget, boxed, after the last clause."""
        made = self.made
        words = made.best(self.spec.footer, _INNER - 24, [Style(11, BOLD, 1.45)])
        mark = made.set("!", 10, Style(13, BOLD))
        high = words.height + 8

        def paint(y: float) -> None:
            made.band((_MARGIN, y, _INNER, high), self.accent.pale, 3)
            made.disc(_MARGIN + 9, y + high / 2, 3.6, self.accent.deep)
            made.write(_MARGIN + 9, y + (high - mark.leading) / 2, mark, WHITE, "m")
            made.write(_MARGIN + 17, y + 4, words, INK)

        return Piece(high, paint, 9.0)

    def _foot(self, number: int, pages: int) -> None:
        made, spec, side, y = self.made, self.spec, 16.0, HEIGHT - 28
        x = _MARGIN + side + 5
        limit = WIDTH - _MARGIN - 42 - x
        label, link = made.set(spec.link_label, limit, Style(9.5, BOLD)), made.set(_shown(spec.link), limit, Style(8.5))
        said = spec.page.replace("{pages}", str(pages)).replace("{page}", str(number))
        page = made.set(said, 40, Style(9), like=spec.page + _DIGITS)
        top = y + (side - label.height - link.height) / 2
        made.dots(_MARGIN, WIDTH - _MARGIN, y - 4, LINE)
        made.code(spec.link, (_MARGIN, y), side, INK)
        made.write(x, top, label, INK)
        made.write(x, top + label.height, link, SOFT)
        made.link((x, top + label.height, limit, link.height), spec.link)
        made.write(WIDTH - _MARGIN, y + (side - page.height) / 2, page, SOFT, "r")
