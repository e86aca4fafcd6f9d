"""Cuts what was typed about money into its parts: numbers, currencies, small change, signs, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assistant.dialog.parsers import currencies, numerals

# Words that change nothing about an amount. Limits (最多, up to) are how people answer "what is the cap?".
_FILLERS = (
    "好了|一共|总共|合计|价格|单价|售价|金额|每单|一单|单笔|每笔|一笔|最多|最高|上限|不超过|至多|以内|之内|就是|定为|定在|就定|差价"
    "|共|是|就|定|为|吧|呢|啊|了|的|钱|整|正|哦|哈|收|卖|付"
)
_ENGLISH_FILLERS = re.compile(
    "only|please|it|is|the|its|price|amount|total|of|max|maximum|limit|at|most|no|more|than|per|deal|each|an?|for|pay|flat|cap"
)
_ABOUT = (
    "左右|将近|近|快|来|出头|大概|大约|差不多|约|大致|几|多|余|上下|好几|数|以上|起步|起|至少|最少|不止|以下|低于|少于"
)
_ENGLISH_ABOUT = re.compile(
    "about|around|roughly|approximately|approx|circa|some|few|several|least|minimum|over|under|below|above|ish"
)
_SCALES = {"thousand": 1000, "hundred": 100, "million": 1_000_000, "grand": 1000}
_LETTERS = {"k": 1000, "w": 10_000}

_TOKEN = re.compile(
    rf"(?P<about>{_ABOUT}|[~+](?![0-9])|(?<![0-9])~)"
    r"|(?P<filler>" + _FILLERS + r"|up to\b|[\s!,;:、'\"]|\.(?![0-9]))"
    rf"|(?P<number>{numerals.RUN}(?:(?P<scale>[kw])(?P<tail>[0-9](?![0-9.]))?(?![a-z]))?)"
    r"|(?P<range>~|到|至|-+|\bto\b|\bbetween\b)"
    r"|(?P<choice>/|或者|或|还是|\bor\b)"
    r"|(?P<minus>负|\bminus\b|\bnegative\b)"
    r"|(?P<half>半)"
    rf"|(?P<name>{currencies.PATTERN})"
    r"|(?P<other>.)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One piece: its kind (a group of _TOKEN, or tenth, hundredth), its words, where it stands, its value."""

    kind: str
    words: str
    start: int
    end: int
    value: Fraction | None = None
    decimals: int = 0


def parts(text: str) -> list[Part]:
    """The pieces that matter, in order; fillers and blanks are gone."""
    found: list[Part] = []
    for part in _all(numerals.fold(text)):
        if part.kind == "other" and found and found[-1].kind == "other" and found[-1].end == part.start:
            found[-1] = Part("other", found[-1].words + part.words, found[-1].start, part.end)
        else:
            found.append(part)
    return [part for part in found if part.kind != "filler"]


def _all(text: str) -> Iterator[Part]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "other"
        if found["number"] is not None:
            yield _number(found)
        elif kind == "name":
            slang = found[0] == "r" and text[: found.start()][-1:].isdigit()  # 500r is yuan; R500 would be rand
            yield _name("rmb" if slang else found[0], found.start(), found.end())
        else:
            yield Part(kind, found[0], found.start(), found.end())


def _number(found: re.Match[str]) -> Part:
    words, letter, tail = found["number"], found["scale"], found["tail"]
    run = words[: -len(letter) - len(tail or "")] if letter else words
    value = numerals.number(run)
    if value is not None and letter:
        fractional = value.denominator > 1 or "." in run
        value = (
            None if tail and fractional else value * _LETTERS[letter] + Fraction(int(tail or 0) * _LETTERS[letter], 10)
        )
    plain = re.fullmatch(r"[0-9,]+\.([0-9]+)", words)
    return Part("number", words, found.start(), found.end(), value, len(plain[1]) if plain else 0)


def _name(word: str, start: int, end: int) -> Part:
    if word in currencies.TENTHS:
        kind = "tenth"
    elif word in currencies.HUNDREDTHS or word in currencies.CENTS_OF:
        kind = "hundredth"
    elif word in currencies.NAMES:
        kind = "name"
    elif word in _SCALES:
        return Part("scale", word, start, end, Fraction(_SCALES[word]))
    elif _ENGLISH_FILLERS.fullmatch(word):
        kind = "filler"
    else:
        kind = "about" if _ENGLISH_ABOUT.fullmatch(word) else "other"
    return Part(kind, word, start, end)
