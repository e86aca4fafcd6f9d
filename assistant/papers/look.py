"""Colours and measures that every paper shares, so that they look like one family."""

from __future__ import annotations

from dataclasses import dataclass

INK = "#1B1A18"
SOFT = "#6B655C"  # second-rank words; 5 : 1 and more on PAPER
LINE = "#D5CCBD"
PAPER = "#F7F3EC"
WHITE = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Accent:
    """One strong colour a kind of group: `deep` bears white words, `pale` bears deep ones, `mist` is for words on deep."""

    deep: str
    pale: str
    mist: str


ACCENTS = {
    "goods": Accent(deep="#C8371F", pale="#F8E0D9", mist="#FFDCD3"),  # vermilion
    "services": Accent(deep="#0F6B63", pale="#D9ECE9", mist="#CDEBE7"),  # pine
    "tasks": Accent(deep="#2B48B5", pale="#DFE5F8", mist="#D8E0FF"),  # ultramarine
}

WIDTH, HEIGHT = 1080, 1920  # pixels: a phone's screen
MARGIN = 72
RADIUS = 36
INNER = WIDTH - 2 * MARGIN
PAD = 56  # within a card; also the white that its code needs
TEXT = INNER - 2 * PAD
