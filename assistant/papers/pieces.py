"""Printed pages are dealt out of pieces: cut first, then as many on each page as fit, then painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.papers.print_sheet import PrintSheet


@dataclass(frozen=True, slots=True)
class Piece:
    """What stays together on a page: how high, painted with its top at y, and the white above it. Millimetres."""

    height: float
    paint: Callable[[float], None]
    above: float = 0.0


def joined(pieces: Sequence[Piece], above: float | None = None) -> Piece:
    """Several as one, which no end of a page parts; `above`: that of the first if none is given."""
    high = sum(piece.height for piece in pieces) + sum(piece.above for piece in pieces[1:])
    return Piece(high, lambda y: _painted(pieces, y), pieces[0].above if above is None else above)


def paint_pages(
    made: PrintSheet, pieces: Sequence[Piece], room: tuple[float, float], colour: str, foot: Callable[[int, int], None]
) -> int:
    """Paints all pages and returns how many there are.

    `room`: where the pieces of a page begin and end, from its top; `foot` gets each page's number and their count.
    """
    pages = _dealt(pieces, *room)
    for number, those in enumerate(pages, 1):
        made.page()
        made.band((0, 0, made.size[0], 5 if number == 1 else 2), colour)
        _painted(those, room[0])
        foot(number, len(pages))
    return len(pages)


def _painted(pieces: Sequence[Piece], y: float) -> None:
    for at, piece in enumerate(pieces):
        y += piece.above if at else 0
        piece.paint(y)
        y += piece.height


def _dealt(pieces: Sequence[Piece], top: float, bottom: float) -> list[list[Piece]]:
    """The pieces on pages, each as full as it can be."""
    pages: list[list[Piece]] = [[]]
    y = top
    for piece in pieces:
        if pages[-1] and y + piece.above + piece.height > bottom:
            pages.append([])
            y = top
        y += (piece.above if pages[-1] else 0) + piece.height
        pages[-1].append(piece)
    return pages
