"""What people see of a text: clean of invisible characters, and counted in visible ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_FLAG_BASE = "\U0001f3f4"  # the black flag, which tag characters turn into those of England, Scotland, Wales
_TAGS = range(0xE0020, 0xE0080)
_REGIONAL = range(0x1F1E6, 0x1F200)
_SKIN = range(0x1F3FB, 0x1F400)
# Seen as nothing although they are letters or marks: Hangul fillers, the combining grapheme joiner.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5")
_MOST_MARKS = 8  # of one letter; living scripts need four, stacked "zalgo" text has dozens
# Where emoji live; a joiner means something only between two of these.
_EMOJI = ((0x2190, 0x21FF), (0x2300, 0x23FF), (0x25A0, 0x27BF), (0x2900, 0x2BFF), (0x1F000, 0x1FAFF))
_EMOJI_ALONE = frozenset("©®‼⁉™ℹ〰〽㊗㊙")


# Nothing to clean, and each character seen as one: printable ASCII, Chinese, and the punctuation of both.
_PLAIN = re.compile("[\n -~·–—‘’“”…\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*")


def clean(text: str) -> str:
    """The text as NFC, without bidirectional controls, zero-width and control characters (new lines stay)."""
    if _PLAIN.fullmatch(text):
        return text
    flat = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept: list[str] = []
    marks = 0
    for place, char in enumerate(flat):
        if char in "\u2028\u2029\u0085\v\f":
            kept.append("\n")
        elif char in "\t\u2800":
            kept.append(" ")
        elif char == "\n" or _shown(kept, char, flat[place + 1 : place + 2]):
            marks = marks + 1 if _is_mark(char) else 0
            if marks <= _MOST_MARKS:
                kept.append(char)
    return "".join(kept)


def seen_length(text: str) -> int:
    """How many characters a reader would count: a flag, a family emoji, a letter with its accents are one."""
    return len(text) if _PLAIN.fullmatch(text) else sum(1 for _ in _clusters(text))


def _shown(kept: list[str], char: str, following: str) -> bool:
    if char == _JOINER:
        return _ends_in_emoji(kept) and bool(following) and _is_emoji(following)
    if ord(char) in _TAGS:
        return bool(kept) and (kept[-1] == _FLAG_BASE or ord(kept[-1]) in _TAGS)
    return char not in _BLANK_LETTERS and unicodedata.category(char) not in {"Cc", "Cf", "Cs"}


def _ends_in_emoji(kept: list[str]) -> bool:
    for char in reversed(kept[-3:]):
        if not _is_mark(char) and ord(char) not in _SKIN:
            return _is_emoji(char)
    return False


def _is_emoji(char: str) -> bool:
    return char in _EMOJI_ALONE or any(low <= ord(char) <= high for low, high in _EMOJI)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Me", "Mc"}


def _clusters(text: str) -> Iterator[int]:
    """The places where a visible character begins (UAX #29 without the rarities of Indic conjuncts)."""
    before, flags = "", 0
    for place, char in enumerate(text):
        code = ord(char)
        flags = flags + 1 if code in _REGIONAL else 0
        second_of_flag = code in _REGIONAL and flags % 2 == 0
        if not before or not (second_of_flag or _continues(before, char)):
            yield place
        before = char


def _continues(before: str, char: str) -> bool:
    if before == "\n" or char == "\n":
        return before == "\r"
    code = ord(char)
    extends = char == _JOINER or _is_mark(char) or code in _SKIN or code in _TAGS
    joined = before == _JOINER and _is_emoji(char)
    return extends or joined or _hangul(ord(before), code)


def _hangul(before: int, code: int) -> bool:
    """Jamo typed one by one make a syllable: leading, vowel, trailing."""
    vowel, trailing = 0x1160 <= code <= 0x11A7, 0x11A8 <= code <= 0x11FF
    syllable = 0xAC00 <= before <= 0xD7A3
    open_syllable = syllable and (before - 0xAC00) % 28 == 0
    if vowel:
        return 0x1100 <= before <= 0x11A7 or open_syllable
    if trailing:
        return 0x1160 <= before <= 0x11FF or syllable
    return 0x1100 <= code <= 0x115F and 0x1100 <= before <= 0x115F
