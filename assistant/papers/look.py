"""Colours and spacing that every paper shares, so that they look like one family."""

from __future__ import annotations

from dataclasses import dataclass

INK = "#1B1A18"
SOFT = "#6B655C"  # second-rank words on paper; 5.6 : 1 on PAPER
LINE = "#DDD5C8"
PAPER = "#F7F3EC"
CARD = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Accent:
    """One strong colour a kind of group: `deep` bears white words, `pale` bears `deep` ones."""

    deep: str
    dark: str
    pale: str


ACCENTS: dict[str, Accent] = {
    "goods": Accent(deep="#C8371F", dark="#A62A15", pale="#FBE9E4"),  # vermilion
    "services": Accent(deep="#0F6B63", dark="#0A534D", pale="#E1F0EE"),  # pine
    "tasks": Accent(deep="#2B48B5", dark="#20378F", pale="#E6EAF8"),  # ultramarine
}

WIDTH, HEIGHT = 1080, 1920  # pixels: a phone's screen
MARGIN = 72
GAP = 40
RADIUS = 36
