"""Days as Chinese names them: 后天, 下周五, 3月5日, 下个月15号, 三天后."""

from __future__ import annotations

import re
from datetime import date

from assistant.dialog.parsers import numerals
from assistant.dialog.parsers.days import Scene, day_of, day_of_month, shift, weekday, without_year

_NUM = "[0-9零一二两三四五六七八九十]{1,3}"
_WORDS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今儿": 0,
    "明儿": 1,
    "今日": 0,
    "当天": 0,
    "明天": 1,
    "明日": 1,
    "大后天": 3,
    "后天": 2,
}
_SHORT = {"今": 0, "明": 1, "昨": -1, "后": 2}
_YEARS = {"去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_MONTHS = {"上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6} | {
    str(day): day - 1 for day in range(1, 8)
}
_BACK = "以前|之前|前"

_RELATIVE = re.compile(
    rf"(?P<over>再?过)?(?P<count>{_NUM})(?:(?P<days>天|日)|个?(?P<weeks>周|星期|礼拜)|个(?P<months>月))"
    rf"(?:(?:以后|之后|后)(?!天)|(?P<back>{_BACK})|(?(over)(?![0-9半零])|(?!)))"
)
_MONTH_DAY = re.compile(
    rf"(?:(?:(?P<year>[0-9]{{4}}|[零一二三四五六七八九]{{4}})年|(?P<word>{'|'.join(_YEARS)})))?(?P<month>{_NUM})月(?P<day>{_NUM})[日号]?"
)
_IN_MONTH = re.compile(
    rf"(?:(?P<which>下下|下|上|这|本)个?月)(?:(?P<day>{_NUM})[日号]|(?P<end>底|末))|(?P<this>月底|月末)"
)
_DAY = re.compile(rf"(?P<day>{_NUM})[日号]")
_WEEKDAY = re.compile(
    r"(?P<which>下下|下|上上|上|这|本)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天]|[1-7](?![0-9:点]))"
)
_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_SHORTENED = re.compile(r"(?P<word>[今明昨后])(?=[晚早夜])")

Found = tuple[date, str]


def day(text: str, scene: Scene) -> Found | None:
    """The first day named in folded words and the words left over; None where there is none."""
    for pattern, reading in _READINGS:
        found = pattern.search(text)
        if found:
            return reading(found, scene), f"{text[: found.start()]} {text[found.end() :]}"
    return None


def named_weekday(text: str) -> tuple[int, str] | None:
    """A weekday that only accompanies a date, and the words left over."""
    found = _WEEKDAY.search(text)
    if not found or found["which"]:
        return None
    return _WEEKDAYS[found["day"]], text[: found.start()] + text[found.end() :]


def figure(words: str) -> int:
    """A small whole number, leading zeros allowed; 0 where there is none (no day or month has that)."""
    value = numerals.number(words.lstrip("零0"))
    return int(value) if value is not None and value.denominator == 1 else 0


def _relative(found: re.Match[str], scene: Scene) -> date:
    count = figure(found["count"]) * (-1 if found["back"] else 1)
    if found["months"]:
        return shift(scene.today, months=count)
    return shift(scene.today, days=count * (7 if found["weeks"] else 1))


def _month_day(found: re.Match[str], scene: Scene) -> date:
    month, number = figure(found["month"]), figure(found["day"])
    if found["word"]:
        return day_of(scene.today.year + _YEARS[found["word"]], month, number)
    if found["year"]:
        digits = numerals.number(found["year"])
        return day_of(int(digits or 0), month, number)
    return without_year(month, number, scene)


def _in_month(found: re.Match[str], scene: Scene) -> date:
    months = _MONTHS[found["which"]] if found["which"] else 0
    first = shift(scene.today.replace(day=1), months=months)
    if found["day"]:
        return day_of(first.year, first.month, figure(found["day"]))
    return shift(shift(first, months=1), days=-1)


def _weekday(found: re.Match[str], scene: Scene) -> date:
    which = found["which"]
    return weekday(_WEEKDAYS[found["day"]], _WEEKS[which] if which else None, scene)


_READINGS = (
    (_RELATIVE, _relative),
    (_MONTH_DAY, _month_day),
    (_IN_MONTH, _in_month),
    (_DAY, lambda found, scene: day_of_month(figure(found["day"]), scene)),
    (_WORD, lambda found, scene: shift(scene.today, days=_WORDS[found[0]])),
    (_SHORTENED, lambda found, scene: shift(scene.today, days=_SHORT[found["word"]])),
    (_WEEKDAY, _weekday),
)
