"""Breaking text into lines, and finding the size at which it fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.papers.type import REGULAR, WIDE, Face, width

# What a line must not begin with, and must not end with.
_NO_START = frozenset("、。，．.：:；;！!？?）)》〉」』】〕］]｝}”’…—～~·・%％℃°,")
_NO_END = frozenset("（(《〈「『【〔［[｛{“‘¥￥$＄#＃@")

# Words up to the punctuation that ends a phrase, with the closing marks after it; in Latin type a space follows.
_PHRASE = re.compile("(?:[^，。；：！？,.;:!?]|[,.;:!?](?![ ”’)]))+[，。；：！？,.;:!?]*[」』）”’)]*")

Measure = Callable[[str, Face], float]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: the range of sizes, the most lines wanted, the lines' distance as a share of the size."""

    largest: int
    smallest: int
    weight: int = REGULAR
    most: int = 1
    leading: float = 1.32

    def scaled(self, scale: float) -> Setting:
        largest, smallest = round(self.largest * scale), round(self.smallest * scale)
        return Setting(largest, smallest, self.weight, self.most, self.leading)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one face; `leading` is the distance from line to line, in pixels."""

    lines: tuple[str, ...]
    face: Face
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)

    @property
    def width(self) -> float:
        return max((width(line, self.face) for line in self.lines), default=0.0)


def fit(text: str, limit: float, setting: Setting, keep: Sequence[str] = ()) -> Block:
    """The largest size that needs no more than the wanted lines, with lines made about equally long.

    Where no size does: the smallest, in as many lines as it takes. Nothing is ever cut off.
    """
    face, lines = Face(setting.smallest, setting.weight), list[str]()
    for size in range(setting.largest, setting.smallest - 1, -2):
        face = Face(size, setting.weight)
        lines = wrap(text, limit, face, keep)
        if len(lines) <= setting.most and _widest(text, face, keep) <= limit:
            break
    if len(lines) > 1:
        phrased = _phrased(text, limit, face)
        lines = phrased if 0 < len(phrased) <= len(lines) else _even(text, limit, face, keep)
    return Block(tuple(lines), face, round(face.size * setting.leading))


def wrap(text: str, limit: float, face: Face, keep: Sequence[str] = (), measure: Measure = width) -> list[str]:
    """Lines no wider than `limit` pixels, or whatever unit `measure` tells widths in.

    Chinese breaks anywhere but before closing and after opening punctuation, other scripts between words.
    Words in `keep` hold together, as all words do, while they fit on a line.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, limit, face, keep, measure):
        if line and measure((line + piece).rstrip(), face) > limit:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _phrased(text: str, limit: float, face: Face) -> list[str]:
    """Lines that end where a phrase does; none where a phrase is wider than a line, or there is only one."""
    phrases = [phrase.strip() for phrase in _PHRASE.findall(text)]
    if len(phrases) < 2 or any(width(phrase, face) > limit for phrase in phrases):
        return []
    return _even(text, limit, face, phrases)


def _even(text: str, limit: float, face: Face, keep: Sequence[str]) -> list[str]:
    """The same number of lines, in the narrowest column that bears it: no last line of one character."""
    lines = wrap(text, limit, face, keep)
    low, high = max(limit / len(lines), min(limit, _widest(text, face, keep))), limit
    tightest = wrap(text, low, face, keep)
    if len(tightest) <= len(lines):
        return tightest
    while high - low > face.size / 4:
        middle = (low + high) / 2
        tried = wrap(text, middle, face, keep)
        if len(tried) <= len(lines):
            high, lines = middle, tried
        else:
            low = middle
    return lines


def _pieces(text: str, limit: float, face: Face, keep: Sequence[str], measure: Measure) -> list[str]:
    """The text cut wherever a line may break; what is too wide for any line is cut further."""
    pieces: list[str] = []
    for atom in _atoms(text, keep):
        glued = bool(pieces) and (atom[0] in _NO_START or pieces[-1][-1] in _NO_END)
        if glued and measure((pieces[-1] + atom).rstrip(), face) <= limit:
            pieces[-1] += atom
        elif measure(atom.rstrip(), face) > limit:
            pieces.extend(_chopped(atom, limit, face, measure))
        else:
            pieces.append(atom)
    return pieces


def _widest(text: str, face: Face, keep: Sequence[str]) -> float:
    return max((width(atom.rstrip(), face) for atom in _atoms(text, keep)), default=0.0)


def _atoms(text: str, keep: Sequence[str]) -> list[str]:
    """Words of `keep`, single Chinese characters, and the words of other scripts with the space after them."""
    words = "|".join(re.escape(word) for word in sorted(keep, key=len, reverse=True) if word)
    first, stop = (f"(?:{words})|", f"(?!{words})") if words else ("", "")
    return re.findall(rf"{first}[{WIDE}]|(?:{stop}[^\s\-/{WIDE}])+[\-/]?\s*|\S\s*|\s+", text)


def _chopped(atom: str, limit: float, face: Face, measure: Measure) -> list[str]:
    parts = [""]
    for sign in atom:
        if parts[-1] and measure(parts[-1] + sign, face) > limit:
            parts.append("")
        parts[-1] += sign
    return parts
