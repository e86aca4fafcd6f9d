"""Amounts of money: one clear sum in one known currency, or a kind refusal; never a guess."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import ceil

from assistant.dialog.events import Context, Said
from assistant.dialog.parsers import currencies, numerals
from assistant.dialog.parsers.amount_tokens import Part, parts
from assistant.dialog.parsers.base import Parser
from assistant.dialog.parsers.reading import plain
from assistant.domain.money import Money, digits, money
from assistant.errors import Refused
from assistant.i18n import N_

EXAMPLE = N_("An amount can look like this: 500, 1,200.50 or 1.5k.")
NO_NUMBER = N_("I couldn't find an amount in that. Please write it in figures, such as 500 or US$80.")
UNCLEAR = N_("I'm not sure how to read that amount. Plain figures work best, such as 1200 or 1200.50.")
RANGE = N_("That is a range. Please settle on one amount, such as 150.")
CHOICE = N_("I see more than one possibility. Which amount is it? Just one, such as 150.")
SEVERAL = N_("There are several numbers in that. Please send the amount alone, such as 500.")
ROUGH = N_("Money should be exact here. Please send one precise amount, such as 500 rather than “about 500”.")
NEGATIVE = N_("An amount can't be below zero. Please send it without the minus, such as 500.")
ZERO = N_("Zero doesn't work here. Please send an amount above it, such as 500.")
UNKNOWN = N_("I don't know “{word}” as money. Please use a currency I know, such as 500 yuan or US$80.")
WHICH = N_("Which money do you mean by “{word}”? Please name it, such as 500 CNY or 500 USD.")
EXTRA = N_("Does “{word}” change the amount? To be safe, please send the amount alone, such as 500.")
TOO_FINE = N_("There is no coin that small. Please round the amount, for example to {rounded}.")
TOO_SMALL = N_("{given} is a little low: the smallest amount here is {least}.")
TOO_LARGE = N_("{given} is more than fits here: the largest amount is {most}.")
IMPLAUSIBLE = N_("That number looks too long for an amount. Could a digit have slipped in? For example: 500 or 12000.")

# Found parts as letters: N number, n one digit, z 零五, Y 块 or 元, y another currency, T 毛, H 分, F 半.
_SHAPE = re.compile(
    r"(?:(?P<units>[Nn])(?P<name>[Yy]*))?(?:(?P<tenths>[Nnz])T)?(?:(?P<last>[NnzF])(?P<cents>H?))?[Yy]*"
)
_WORD_SHOWN = 20
_LONGEST_DIGITS = 10  # Chinese mobile numbers have eleven


def amount(least: int | Decimal = Decimal("0.01"), most: int | Decimal | None = None) -> Parser:
    """Reads one sum as Money; `least` and `most` are whole units (yuan, not fen) of the currency said, inclusive.

    Zero is taken only with least=0. Without `most`, sums far beyond such deals are refused as slips.
    """

    def read(said: Said, context: Context) -> Money:
        return _within(_read(parts(plain(said)), context), Fraction(least), None if most is None else Fraction(most))

    return Parser(read, EXAMPLE, {})


def _read(found: list[Part], context: Context) -> Money:
    numbers = [part for part in found if part.kind == "number"]
    if not numbers:
        raise Refused(NO_NUMBER)
    _refuse_signs(found)
    _refuse_words(found)
    if any(_too_long(part.words) for part in numbers):
        raise Refused(IMPLAUSIBLE)
    if any(part.value is None and (place == 0 or _after_zero(part) is None) for place, part in enumerate(numbers)):
        raise Refused(UNCLEAR)
    names = [part.words for part in found if part.kind == "name"]
    names += [currencies.CENTS_OF[part.words].lower() for part in found if part.words in currencies.CENTS_OF]
    currency = currencies.meant(names, context)
    if currency is None:
        raise Refused(WHICH, word=names[0])
    return _exact(_units(found), max(part.decimals for part in numbers), currency)


def _refuse_signs(found: list[Part]) -> None:
    kinds = [part.kind for part in found]
    first = kinds.index("number")
    if "minus" in kinds[:first] or any(part.kind == "range" and part.words == "-" for part in found[:first]):
        raise Refused(NEGATIVE)
    several = kinds.count("number") > 1
    if several and any(part.words == "~" for part in found):
        raise Refused(RANGE)
    if (several and "range" in kinds) or any(numerals.spread(part.words) for part in found if part.kind == "number"):
        raise Refused(RANGE)
    if several and "choice" in kinds:
        raise Refused(CHOICE)
    if "about" in kinds:
        raise Refused(ROUGH)


def _refuse_words(found: list[Part]) -> None:
    place = next((place for place, part in enumerate(found) if part.kind == "other"), None)
    if place is None:
        return
    unknown = found[place].words
    if not (unknown[0].isalpha() or unknown == "%"):
        raise Refused(UNCLEAR)
    behind = place > 0 and found[place - 1].kind == "number"
    code_in_front = unknown.isascii() and place + 1 < len(found) and found[place + 1].start == found[place].end
    story = unknown[0] >= "一" and len(unknown) > 1 and unknown[-1] not in "元币盾铢镑郎"
    named = any(part.kind == "name" for part in found)
    raise Refused(EXTRA if named or story or not (behind or code_in_front) else UNKNOWN, word=unknown[:_WORD_SHOWN])


def _too_long(words: str) -> bool:
    """A telephone or card number, a code with leading zeros, or a run of keys."""
    whole = words.partition(".")[0].replace(",", "")
    return len(words) > numerals.LONGEST or (
        whole.isdigit() and (len(whole) > _LONGEST_DIGITS or (len(whole) > 1 and whole[0] == "0"))
    )


def _units(found: list[Part]) -> Fraction:
    """Whole units of `12 [块 5 [毛 2 [分]]]`, of `5毛2`, of `1.5 million`; Refused where the order is another."""
    first = next(place for place, part in enumerate(found) if part.kind == "number")
    rest = [part for place, part in enumerate(found) if part.kind != "name" or place > first]
    code = "".join(_letter(part) for part in rest)
    if re.fullmatch("[Nn]S[Yy]*", code):
        return _value(rest[0]) * _value(rest[1])
    shape = _SHAPE.fullmatch(code)
    if not shape or not (shape["units"] or shape["tenths"] or shape["cents"]):
        raise Refused(SEVERAL if len(re.findall("[Nnz]", code)) > 1 else UNCLEAR)
    units, tenths, last = (
        _value(rest[shape.start(name)]) if shape[name] else Fraction(0) for name in ("units", "tenths", "last")
    )
    pieces = [number for number in (units, tenths, last) if number]
    if (shape["units"] and tenths >= 10) or (len(pieces) > 1 and any(number.denominator > 1 for number in pieces)):
        raise Refused(UNCLEAR)
    return units + tenths / 10 + _last(shape, rest, last)


def _last(shape: re.Match[str], rest: list[Part], value: Fraction) -> Fraction:
    """The piece after 块 or 毛: with 分 it says what it counts, else a lone digit counts the next lower place."""
    if not shape["last"]:
        return Fraction(0)
    place = shape.start("last")
    higher = shape["units"] or shape["tenths"]
    if shape["cents"]:
        if higher and (value >= 100 or (shape["tenths"] and value >= 10)):
            raise Refused(UNCLEAR)
        return value / 100
    touching = rest[place - 1].end == rest[place].start
    if not touching or shape["last"] == "N" or not (shape["tenths"] or "Y" in shape["name"]):
        raise Refused(SEVERAL)
    finer = shape["tenths"] or shape["last"] == "z"
    return value / 100 if finer else value / 10


def _letter(part: Part) -> str:
    if part.kind == "number":
        if part.value is None:
            return "z"
        return "n" if len(part.words) == 1 and 0 < part.value < 10 else "N"
    if part.kind == "name":
        return "Y" if part.words in currencies.SPOKEN else "y"
    return {"tenth": "T", "hundredth": "H", "half": "F", "scale": "S"}.get(part.kind, "?")


def _value(part: Part) -> Fraction:
    if part.kind == "half":
        return Fraction(5)
    return part.value if part.value is not None else _after_zero(part) or Fraction(0)


def _after_zero(part: Part) -> Fraction | None:
    """The digit in 三块零五; such a run is no number elsewhere."""
    return numerals.number(part.words[1]) if re.fullmatch("[零0][1-9一二三四五六七八九]", part.words) else None


def _exact(units: Fraction, decimals: int, currency: str) -> Money:
    """Minor units, where the currency has them and not more places were written than it has."""
    exact = money(units, currency)
    if exact is None or decimals > digits(currency):
        rounded = Money(round(units * 10 ** digits(currency)), currency)
        raise Refused(TOO_FINE, rounded=rounded)
    return exact


def _within(sum_: Money, least: Fraction, most: Fraction | None) -> Money:
    if sum_.minor == 0 and least > 0:
        raise Refused(ZERO)
    if sum_.units < least:
        raise Refused(TOO_SMALL, given=sum_, least=_limit(least, sum_.currency))
    if most is not None and sum_.units > most:
        raise Refused(TOO_LARGE, given=sum_, most=_limit(most, sum_.currency))
    if most is None and sum_.units > currencies.plausible(sum_.currency):
        raise Refused(IMPLAUSIBLE)
    return sum_


def _limit(units: Fraction, currency: str) -> Money:
    return Money(ceil(units * 10 ** digits(currency)), currency)
