"""A case on pages small enough to be read on a phone, with Chinese type, which can be searched and printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from assistant.domain.disputes.custody import short
from assistant.papers.case_picture import Small
from assistant.papers.case_spec import CaseFileSpec, Exhibit, Row, Section, original
from assistant.papers.look import ACCENTS, INK, SOFT, WHITE
from assistant.papers.pieces import Piece, joined, paint_pages
from assistant.papers.print_sheet import PrintSheet, Style, Words, sheet
from assistant.papers.type import BOLD, clean

WIDTH, HEIGHT = 148.0, 210.0  # millimetres: A5, whose type is large where a page fills a phone's screen
_MARGIN, _TOP, _BOTTOM = 13.0, 14.0, HEIGHT - 16
_INNER = WIDTH - 2 * _MARGIN
_LABEL = 32.0
_PICTURE = 52.0  # the height of a picture at most
_DIGITS = "0123456789abcdef :-./T"
_BODY, _SMALL, _TINY = Style(10.5), Style(9, leading=1.45), Style(7.5, leading=1.45)


def draw(spec: CaseFileSpec, pictures: Mapping[int, Small]) -> bytes:
    """Sets the case: the same bytes for the same spec and pictures. What no font has is left out."""
    spec = _printable(spec)
    with sheet(_texts(spec), size=(WIDTH, HEIGHT)) as made:
        made.tell(spec.title, spec.language)
        _Pages(made, spec, pictures).draw()
        return made.bytes()


def _printable(value: Any) -> Any:
    """Without what no font has, line by line; the chain is plain as it is."""
    if isinstance(value, str):
        return "\n".join(clean(line, colour=False)[0] for line in value.splitlines())
    if isinstance(value, tuple):
        return tuple(map(_printable, value))
    if isinstance(value, CaseFileSpec | Section | Row | Exhibit):
        names = [field.name for field in fields(value) if field.name not in {"chain", "language", "kind"}]
        return replace(value, **{name: _printable(getattr(value, name)) for name in names})
    return value


def _texts(spec: CaseFileSpec) -> Iterator[str]:
    """Every text that is set, each of which has one face."""
    yield from (spec.badge, spec.title, spec.subtitle, spec.exhibits_title, spec.erased, spec.rules_title)
    yield from (spec.chain_title, spec.head_label, spec.file_label, _DIGITS, spec.page + _DIGITS)
    for text in (spec.intro, spec.chain_intro, *spec.rules):
        yield from text.splitlines()
    for section in spec.sections:
        yield section.title
        for text in (*section.paragraphs, *(row.text for row in section.rows)):
            yield from text.splitlines()
        yield from (row.label for row in section.rows)
    for exhibit in spec.exhibits:
        yield from (exhibit.title, original(exhibit))
        for text in exhibit.lines:
            yield from text.splitlines()
    yield from (_step(link.kind, link.who) for link in spec.chain)


def _step(kind: str, who: str) -> str:
    return f"{kind} · {who}"


class _Pages:
    """The case on its pages: first cut into pieces, then dealt out, then painted."""

    def __init__(self, made: PrintSheet, spec: CaseFileSpec, pictures: Mapping[int, Small]) -> None:
        self.made, self.spec, self.pictures, self.accent = made, spec, pictures, ACCENTS[spec.kind]

    def draw(self) -> None:
        paint_pages(self.made, list(self._pieces()), (_TOP, _BOTTOM), self.accent.deep, self._foot)

    def _foot(self, number: int, pages: int) -> None:
        said = self.spec.page.replace("{pages}", str(pages)).replace("{page}", str(number))
        words = self.made.set(said, 60, Style(8), like=self.spec.page + _DIGITS)
        self.made.write(WIDTH - _MARGIN, HEIGHT - 12, words, SOFT, "r")

    def _pieces(self) -> Iterator[Piece]:
        spec = self.spec
        yield from self._head()
        yield from self._boxed(spec.intro)
        for section in spec.sections:
            yield from self._section(section)
        if spec.exhibits:
            first, *others = [self._exhibit(exhibit) for exhibit in spec.exhibits]
            yield from _together(self._title(spec.exhibits_title), first)
            for pieces in others:
                yield from pieces
        if spec.rules:
            yield from self._section(Section(spec.rules_title, (), spec.rules), _SMALL)
        yield from self._chain()

    def _head(self) -> Iterator[Piece]:
        made, spec = self.made, self.spec
        badge = made.set(spec.badge, _INNER, Style(8.5, BOLD))
        pill = 6.5

        def paint(y: float) -> None:
            made.band((_MARGIN, y, made.width(badge) + 7, pill), self.accent.deep, pill * 0.49)
            made.write(_MARGIN + 3.5, y + (pill - badge.leading) / 2, badge, WHITE)

        yield Piece(pill, paint)
        title = made.best(spec.title, _INNER, [Style(size, BOLD, 1.25) for size in (21, 18, 16)], most=2)
        yield self._words(title, above=4)
        yield from self._text(spec.subtitle, _SMALL, fill=SOFT)

    def _title(self, text: str) -> Piece:
        return self._words(self.made.set(text, _INNER, Style(13, BOLD, 1.4)), above=7, fill=self.accent.deep)

    def _section(self, section: Section, style: Style = _BODY) -> Iterator[Piece]:
        pieces: list[Piece] = []
        for row in section.rows:
            pieces += self._row(row.label, row.text)
        for paragraph in section.paragraphs:
            pieces += self._text(paragraph, style, above=2)
        yield from _together(self._title(section.title), pieces)

    def _row(self, label: str, text: str) -> list[Piece]:
        """The label beside the first line."""
        named = self.made.set(label, _LABEL - 3, _SMALL)
        first, *more = [*self._text(text, _BODY, left=_MARGIN + _LABEL, above=1.5)] or [Piece(0, lambda y: None, 1.5)]

        def paint(y: float) -> None:
            self.made.write(_MARGIN, y + 0.4, named, SOFT)
            first.paint(y)

        return [Piece(max(first.height, named.height), paint, first.above), *more]

    def _exhibit(self, exhibit: Exhibit) -> list[Piece]:
        made, spec = self.made, self.spec
        pieces = [self._words(made.set(exhibit.title, _INNER, Style(11, BOLD, 1.45)), above=5)]
        for text in exhibit.lines:
            pieces += self._text(text, _SMALL, above=0.5)
        if picture := self.pictures.get(exhibit.n):
            pieces.append(self._picture(picture))
        if exhibit.sha256:
            pieces += self._text(original(exhibit), _TINY, above=1.5, fill=SOFT)
            pieces += self._text(exhibit.sha256, _TINY, fill=SOFT, like=_DIGITS)
        else:
            pieces += self._text(spec.erased, _SMALL, fill=SOFT)
        together = next((at for at, piece in enumerate(pieces, 1) if piece.height > 20), len(pieces))
        return [joined(pieces[:together]), *pieces[together:]]

    def _picture(self, picture: Small) -> Piece:
        scale = min(_INNER / picture.width, _PICTURE / picture.height)
        wide, high = picture.width * scale, picture.height * scale
        return Piece(high, lambda y: self.made.picture((_MARGIN, y, wide, high), picture.jpeg), 2)

    def _chain(self) -> Iterator[Piece]:
        made, spec = self.made, self.spec
        pieces = [*self._text(spec.chain_intro, _SMALL)]
        if spec.chain:
            label = made.set(spec.head_label, _INNER, _SMALL)
            head = made.set(short(spec.chain[-1].head), _INNER, Style(9, BOLD), like=_DIGITS)

            def paint(y: float) -> None:
                made.write(_MARGIN, y, label, SOFT)
                made.write(_MARGIN + made.width(label) + 2, y, head, INK)

            pieces.append(Piece(label.height, paint, 2))
        pieces += [self._step(link.n, link.head, link.at, _step(link.kind, link.who)) for link in spec.chain]
        yield from _together(self._title(spec.chain_title), pieces)

    def _step(self, number: int, head: str, at: str, said: str) -> Piece:
        made = self.made
        parts = [(0.0, str(number)), (7.0, short(head)), (36.0, at[:16].replace("T", " "))]
        words = [(x, made.set(text, 40, _TINY, like=_DIGITS)) for x, text in parts]
        words.append((62.0, made.set(said, _INNER - 62, _TINY)))

        def paint(y: float) -> None:
            for x, each in words:
                made.write(_MARGIN + x, y, each, SOFT if x < 62 else INK)

        return Piece(max(each.height for _, each in words), paint, 0.6)

    def _boxed(self, text: str) -> Iterator[Piece]:
        lines = [line for each in text.splitlines() for line in self.made.set(each, _INNER - 10, _SMALL).each()]
        high = sum(line.height for line in lines) + 7

        def paint(y: float) -> None:
            self.made.band((_MARGIN, y, _INNER, high), self.accent.pale, 2.5)
            y += 3.5
            for line in lines:
                self.made.write(_MARGIN + 5, y, line, INK)
                y += line.height

        yield Piece(high, paint, 4)

    def _text(  # noqa: PLR0913 - how words look
        self, text: str, style: Style, *, left: float = _MARGIN, above: float = 0.0, fill: str = INK, like: str = ""
    ) -> Iterator[Piece]:
        """A piece a line, so that a page may end within a long text."""
        for paragraph in text.splitlines():
            for line in self.made.set(paragraph, WIDTH - _MARGIN - left, style, like).each():
                yield self._words(line, left=left, above=above, fill=fill)
                above = 0.0

    def _words(self, words: Words, *, left: float = _MARGIN, above: float = 0.0, fill: str = INK) -> Piece:
        return Piece(words.height, lambda y: self.made.write(left, y, words, fill), above)


def _together(title: Piece, pieces: list[Piece]) -> Iterator[Piece]:
    """The title stays with what follows first, if there is room for both on a page."""
    first = pieces[:1]
    if first and title.height + first[0].height < _BOTTOM - _TOP:
        yield joined([title, replace(first[0], above=max(first[0].above, 1.5))])
        yield from pieces[1:]
    else:
        yield title
        yield from pieces
