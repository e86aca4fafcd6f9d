"""Whole numbers: members, days, pieces; written with figures or in Chinese, with or without a counter."""

from __future__ import annotations

import re

from assistant.dialog.events import Context, Said
from assistant.dialog.parsers import numerals
from assistant.dialog.parsers.base import Parser
from assistant.dialog.parsers.reading import plain
from assistant.errors import Refused
from assistant.i18n import N_

EXAMPLE = N_("A whole number is all I need, such as 50 or 200.")
NO_NUMBER = N_("I couldn't find a number in that. Please write it in figures, such as 50.")
UNCLEAR = N_("I'm not sure which number that is. Plain figures work best, such as 50.")
SEVERAL = N_("I see more than one number. Please send just one, such as 150.")
ROUGH = N_("Please pick one number; your best estimate is fine, such as 50.")
NOT_WHOLE = N_("It has to be a whole number here, without a fraction, such as 3.")
NEGATIVE = N_("It can't be below zero. Please send it without the minus, such as 50.")
TOO_SMALL = N_("{given} is too low here; please choose {least} or more.")
TOO_LARGE = N_("{given} is too high here; please choose {most} or less.")

# An estimate of a size is still one number, and the review shows it; so these words are let through.
_FILLERS = re.compile(
    r"大概|大约|差不多|左右|上下|预计|估计|应该|可能|一共|总共|最多|不超过|以内|之内|约|有|就|是|吧|呢|的|了"
    r"|来(?=个|人|位|名)|\bor so\b|\b(?:about|around|roughly|approximately|approx|circa|maybe|probably|i think|up to|at most|max|maximum|it is|it's|only|please)\b"
    r"|[~\s.!,:;'\"]"
)
_COUNTER = re.compile(
    r"(?:个人|人|个|位|名|成员|群友|单|件|份|次|天|条|张|张图|套|台|只|块|本|步|级|群|口人"
    r"|people|persons?|members?|users?|pieces?|pcs|items?|times?|orders?|deals?|groups?|x)?"
)
_ROUGH = re.compile(
    r"^上$|几|多|余|数[十百千万]|以上|至少|不止|以下|\+$|\b(?:some|few|several|over|under|least|more|less|dozens?)\b"
)
_NUMBER = re.compile(rf"{numerals.RUN}(?:[kw](?![a-z]))?")
_SCALES = {"k": 1000, "w": 10_000}
_BEYOND = 10**15  # nobody counts so many; a key was held down


def whole(least: int = 0, most: int | None = None) -> Parser:
    """Reads an int between `least` and `most`, both included; about 50, 五十个 and 50 people are fifty."""

    def read(said: Said, context: Context) -> int:
        value = _read(numerals.fold(plain(said)))
        if value < least:
            raise Refused(TOO_SMALL, given=value, least=least)
        if most is not None and value > most:
            raise Refused(TOO_LARGE, given=value, most=most)
        return value

    return Parser(read, EXAMPLE, {})


def _read(text: str) -> int:
    found = list(_NUMBER.finditer(text))
    if not found:
        raise Refused(ROUGH if _ROUGH.search(text) else NO_NUMBER)
    if re.match(r"(?:-|负|minus )", text):
        raise Refused(NEGATIVE)
    if len(found) > 1 or numerals.spread(found[0][0]):
        raise Refused(SEVERAL)
    before, after = text[: found[0].start()], _FILLERS.sub("", text[found[0].end() :])
    dotted, before = before.endswith("."), _FILLERS.sub("", before)
    if _ROUGH.search(before) or _ROUGH.search(after):
        raise Refused(ROUGH)
    if dotted or before or not _COUNTER.fullmatch(after):
        raise Refused(UNCLEAR)
    run = found[0][0]
    value = numerals.number(run.rstrip("kw"))
    if value is None:
        raise Refused(UNCLEAR)
    value *= _SCALES.get(run[-1], 1)
    if value >= _BEYOND:
        raise Refused(UNCLEAR)
    if value.denominator > 1 or (run.isascii() and "." in run and run[-1] not in _SCALES):
        raise Refused(NOT_WHOLE)
    return int(value)
