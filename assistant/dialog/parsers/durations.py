"""Lengths of time: 24h, 一天半, 1天12小时, a day and a half; exact, in seconds."""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction

from assistant.dialog.events import Context, Said
from assistant.dialog.parsers import numerals
from assistant.dialog.parsers.base import Parser
from assistant.dialog.parsers.reading import close, plain
from assistant.errors import Refused
from assistant.i18n import N_

EXAMPLE = N_("A length of time can look like this: 24h, 2 days or 1 day 12 hours.")
NO_UNIT = N_("Is that hours or days? Please add the unit, such as 24 hours or 3 days.")
UNCLEAR = N_("I'm not sure how long that is. Please write it like 24 hours or 3 days.")
RANGE = N_("That leaves a range open. Please choose one length of time, such as 2 days.")
ROUGH = N_("A clear limit helps everyone here. Please give one length of time, such as 2 days.")
WORKING_DAYS = N_("Weekends count here too. Please give it in plain days or hours, such as 3 days.")
AT_ONCE = N_("Please give it as a length of time, so that it is the same for everyone, such as 2 hours.")
NOTHING = N_("It has to be longer than nothing, such as 2 hours.")
TOO_SHORT = N_("{given} is a little short here; please allow at least {least}.")
TOO_LONG = N_("{given} is too long here; please keep it within {most}.")

_SECONDS = {
    "s": 1,
    "min": 60,
    "quarter": 900,
    "h": 3600,
    "d": 86_400,
    "week": 604_800,
    "fortnight": 1_209_600,
    "month": 30 * 86_400,
    "year": 365 * 86_400,
}
_UNITS = {
    **dict.fromkeys(("秒", "秒钟", "s", "sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("分", "分钟", "m", "min", "mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("刻钟", "quarter of an hour", "quarters of an hour"), "quarter"),
    **dict.fromkeys(("小时", "钟头", "钟", "h", "hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("天", "日", "d", "day", "days"), "d"),
    **dict.fromkeys(("周", "星期", "礼拜", "w", "wk", "week", "weeks"), "week"),
    **dict.fromkeys(("fortnight", "fortnights"), "fortnight"),
    **dict.fromkeys(("月", "month", "months"), "month"),  # thirty days, as claims windows count them
    **dict.fromkeys(("年", "year", "years"), "year"),
}
_ENGLISH = {
    word: str(value)
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {
    "a": "1",
    "an": "1",
    "twenty-four": "24",
    "forty-eight": "48",
    "seventy-two": "72",
    "thirty": "30",
    "sixty": "60",
    "ninety": "90",
}
_WORDS = re.compile(
    rf"\b(?:{'|'.join(sorted((word.replace('-', '[- ]') for word in _ENGLISH), key=len, reverse=True))})\b"
)

_COUNTED = re.compile(rf"{_WORDS.pattern}(?= (?:days?|weeks?|months?)\b)")
_HALF = re.compile(r"\bhalf(?: of)? an?\b|\ba half\b")

_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
# Digits or numerals; a decimal point only inside. 日 and 周 follow numerals directly, 月 only with 个.
_AMOUNT = rf"[0-9.,{numerals.HAN}点]+"
_PIECE = re.compile(
    rf"(?:(?P<half>half|半) ?个?|(?P<count>{_AMOUNT}) ?(?P<half_before>and half |个半|个)?(?:-)?) ?"
    rf"(?P<unit>{_UNIT})(?![a-z])(?P<half_after>半(?![天日小周星个年月])| and half)?"
)
_JOIN = re.compile(r"(?: ?(?:,|and|零|又|加|、) ?| )?")
# What the time runs from, or what is to happen in it, is the question's business: 付款后24小时内发货.
_EVENT = "付款|付钱|收货|签收|收到货?|到货|下单|发货|约定|谈好|谈妥|成交|确认|验收|完成|交付|交货|结清|结算|到账|处理|回复|打款"
_FILLER = re.compile(
    rf"^(?:(?:{_EVENT})(?:之后|以后|后)|(?:within|in|after|up to|at most|max|maximum|no more than|for|the next)(?![a-z])|不超过|最多|最长|最晚|限时|时限|给|在|就|定|是|要|需要|:| )+"
    rf"|(?: ?(?:以内|之内|之后|以后|后|内|吧|呢|的|了|就行|即可|max|maximum|at most|please|later|long|after (?:payment|paying|delivery|receipt|acceptance|agreeing|ordering|it arrives)|{_EVENT}|[.!,、?]))+$"
)
_ROUGH = re.compile(
    r"几|左右|大概|大约|差不多|多|~|\+|以上|至少|至多少|\b(?:about|around|roughly|some|few|couple|several|least|over|under|less|more)\b"
)
_RANGE = re.compile(
    r"[0-9一二两三四五六七八九十天时周月h] ?(?:-|~|到|至|或者|或|还是|to |or )|/|\bbetween\b|\bor\b|\bto\b"
)
_WORKING = re.compile(r"工作日|working|business|weekday|上班")
_AT_ONCE = re.compile(
    r"^(?:立刻|立即|马上|现在|尽快|当天|当日|次日|隔天|隔日|第二天|the next day|next day|overnight|随时|即时|now|immediately|at once|asap|same day|the same day|today|tomorrow|今天|明天)$"
)
_LONGEST = Fraction(3660 * 86_400)  # ten years


def duration(least: timedelta | None = None, most: timedelta | None = None, bare: str = "") -> Parser:
    """Reads a timedelta between `least` and `most`, both included; a month counts thirty days.

    A number without a unit is refused, unless `bare` names the unit it is to have ("hours", "days" …).
    """
    unit = _SECONDS[_UNITS[bare]] if bare else 0

    def read(said: Said, context: Context) -> timedelta:
        seconds = span(close(numerals.fold(plain(said))), unit)
        if seconds <= 0:
            raise Refused(NOTHING)
        given = timedelta(seconds=int(min(seconds, _LONGEST * 100)))
        if least is not None and given < least:
            raise Refused(TOO_SHORT, given=given, least=least)
        longest = most or timedelta(seconds=int(_LONGEST))
        if seconds > longest.total_seconds():
            raise Refused(TOO_LONG, given=given, most=longest)
        return given

    return Parser(read, EXAMPLE, {})


def span(text: str, unit: int = 0) -> Fraction:
    """Whole seconds named by folded words; Refused where they are not one clear length.

    A number alone counts units of that many seconds, if it may stand alone at all.
    """
    text = _FILLER.sub("", text)
    _refuse_loose(text)
    words = _WORDS.sub(_figure, _HALF.sub("half", text))
    alone = numerals.number(words)
    if alone is not None:
        if not unit:
            raise Refused(NO_UNIT)
        seconds: Fraction | None = alone * unit
    else:
        seconds = _sum(words)
    if seconds is None or seconds.denominator > 1:
        raise Refused(RANGE if _RANGE.search(text) else UNCLEAR)
    return seconds


def counted(text: str) -> str:
    """English count words before days, weeks and months as figures: in a week is in 1 week."""
    return _COUNTED.sub(_figure, text)


def _figure(found: re.Match[str]) -> str:
    return _ENGLISH[found[0].replace(" ", "-")]


def _refuse_loose(text: str) -> None:
    if _WORKING.search(text):
        raise Refused(WORKING_DAYS)
    if _AT_ONCE.search(text):
        raise Refused(AT_ONCE)
    if re.match(r"[-负]|minus ", text):
        raise Refused(NOTHING)
    if _ROUGH.search(text):
        raise Refused(ROUGH)
    runs = re.findall(numerals.RUN, text)
    if any(numerals.spread(run) for run in runs) or (len(runs) > 1 and _RANGE.search(text)):
        raise Refused(RANGE)


def _sum(words: str) -> Fraction | None:
    """The pieces from the largest unit down, each once; minutes may stand bare behind hours (1h30)."""
    total, place, last = Fraction(0), 0, 10**12
    while place < len(words):
        if total and (tail := re.fullmatch(r"([0-5][0-9])分?", words[place:])) and last == _SECONDS["h"]:
            return total + int(tail[1]) * 60
        piece = _PIECE.match(words, place)
        value = _piece(piece) if piece else None
        if piece is None or value is None or _SECONDS[_UNITS[piece["unit"]]] >= last:
            return None
        total, last = total + value, _SECONDS[_UNITS[piece["unit"]]]
        join = _JOIN.match(words, piece.end())
        place = join.end() if join and join.end() < len(words) else piece.end()
    return total if place else None


def _piece(found: re.Match[str]) -> Fraction | None:
    unit = _UNITS[found["unit"]]
    joined_by_ge = (found["half_before"] or "").startswith("个") or (found["half"] == "半" and "个" in found[0])
    if found["unit"] == "月" and not joined_by_ge:
        return None  # 三月 is March
    count = Fraction(1, 2) if found["half"] else numerals.number(found["count"])
    if count is None:
        return None
    halves = (found["half_before"] or "").endswith(("半", "half ")) + bool(found["half_after"])
    if halves > 1 or (found["half"] and halves) or (unit == "year" and count.denominator > 1):
        return None
    return (count + Fraction(halves, 2)) * _SECONDS[unit]
