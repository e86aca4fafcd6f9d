"""Emoji, drawn from the system's colour font where there is one; the caller leaves out what cannot be drawn."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from assistant.papers.cmap import characters

PLACES = (
    Path("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"),
    Path("/usr/share/fonts/noto/NotoColorEmoji.ttf"),
    Path("/usr/share/fonts/google-noto-emoji/NotoColorEmoji.ttf"),
    Path("/usr/share/fonts/google-noto-color-emoji-fonts/NotoColorEmoji.ttf"),
)
_STRIKE = 109  # pixels: the one size of that font's pictures
_CELL = (136, 128)  # pixels: what one of them fills
_ADVANCE = 1.25  # of the type's size
INVISIBLE = frozenset("\ufe0e\ufe0f\u200d\u20e3")

# Flags; keycaps; pictures with their skin tones, joined or alone. Signs that are text as well (☎, ©) count as
# emoji only where a selector asks for it; the short list below is emoji by default (Unicode's emoji-data.txt).
_DEFAULT = "⌚⌛⏩-⏬⏰⏳◽◾☔☕♈-♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓-❕❗➕-➗➰➿⬛⬜⭐⭕"
_TONE = "[\U0001f3fb-\U0001f3ff]?"
_PICTURE = (
    f"(?:[\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff{_DEFAULT}]\ufe0f?|[©®‼-㊙]\ufe0f){_TONE}"
)
_CLUSTER = re.compile(
    f"([\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_PICTURE}(?:\u200d(?:{_PICTURE}|[♀♂⚕⚖✈❤]\ufe0f?))*)"
)


@functools.cache
def _place() -> Path | None:
    for place in PLACES:
        try:
            ImageFont.truetype(str(place), _STRIKE)
        except OSError:
            continue
        return place
    return None


def split(text: str) -> list[tuple[str, bool]]:
    """The text as pieces in order, each with whether it is one emoji; no empty ones."""
    return [(piece, number % 2 == 1) for number, piece in enumerate(_CLUSTER.split(text)) if piece]


@functools.lru_cache(maxsize=1024)
def drawable(cluster: str) -> bool:
    """Whether this system can draw an emoji in colour."""
    place = _place()
    return place is not None and all(ord(sign) in characters(place) or sign in INVISIBLE for sign in cluster)


def runs(text: str) -> list[tuple[str, bool]]:
    """The text as pieces in order, each with whether it is drawn as emoji."""
    return [(piece, is_emoji and drawable(piece)) for piece, is_emoji in split(text)]


def width(size: int) -> float:
    """How far one emoji takes the line on, in pixels, beside type of that size."""
    return size * _ADVANCE


@functools.lru_cache(maxsize=64)
def picture(cluster: str, size: int) -> Image.Image:
    """One drawable emoji on transparency, a little higher than the type around it."""
    face = ImageFont.truetype(str(_place()), _STRIKE)
    drawn = Image.new("RGBA", _CELL)
    ImageDraw.Draw(drawn).text((0, 0), cluster, font=face, embedded_color=True)
    high = round(size * 1.15)
    return drawn.resize((round(high * _CELL[0] / _CELL[1]), high), Image.Resampling.LANCZOS)
