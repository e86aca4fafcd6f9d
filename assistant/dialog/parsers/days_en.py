"""Days as English names them, and dates in figures: next friday, Dec 1, in 3 days, 2026-12-01, 12/1."""

from __future__ import annotations

import re
from datetime import date

from assistant.dialog.parsers.days import Scene, day_of, day_of_month, shift, weekday, without_year
from assistant.errors import Refused
from assistant.i18n import N_

WHICH_DATE = N_("{date} can be read in two ways. Please write the month in letters, such as 1 Dec.")

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(("mon monday", "tue tues tuesday", "wed wednesday", "thu thur thurs thursday", "fri friday", "sat saturday", "sun sunday"))
    for name in names.split()
}  # fmt: skip
_WORDS = {
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "tomorrow": 1,
    "tmr": 1,
    "today": 0,
    "yesterday": -1,
    "tonight": 0,
    "this": 0,
    "last night": -1,
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEK_NAME = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_UNIT = r"(?:(?P<days>days?)|(?P<weeks>weeks?)|(?P<months>months?))(?![a-z])"
_TH = r"(?:st|nd|rd|th)?(?![0-9a-z:])"

_RELATIVE = re.compile(rf"(?:(?P<lead>in|after) )(?P<count>[0-9]{{1,4}}) {_UNIT}")
_LATER = re.compile(rf"(?<![0-9.:])(?P<count>[0-9]{{1,4}}) {_UNIT} (?P<lead>from now|from today|later|ago)(?![a-z])")
_YEAR_FIRST = re.compile(
    r"(?<![0-9])(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})(?![0-9])(?:t(?=[0-9]))?"
)
_SLASHES = re.compile(
    r"(?<![0-9./-])(?P<a>[0-9]{1,2})(?P<sign>[/.-])(?P<b>[0-9]{1,2})(?:(?P=sign)(?P<year>[0-9]{4}))?(?![0-9/.-])"
)
_MONTH_DAY = re.compile(
    rf"(?<![a-z])(?P<month>{_MONTH})\.?,? (?:the )?(?P<day>[0-9]{{1,2}}){_TH}(?:,? (?P<year>[0-9]{{4}})(?![0-9:]))?"
)
_DAY_MONTH = re.compile(
    rf"(?<![0-9:a-z])(?:the )?(?P<day>[0-9]{{1,2}}){_TH} ?(?:of )?(?P<month>{_MONTH})(?![a-z])\.?(?:,? (?P<year>[0-9]{{4}})(?![0-9:]))?"
)
_DAY = re.compile(r"(?<![a-z])the (?P<day>[0-9]{1,2})(?:st|nd|rd|th)(?![a-z])")
_WEEKDAY = re.compile(rf"(?<![a-z])(?:(?P<which>this coming|this|next|last|coming) )?(?P<day>{_WEEK_NAME})(?![a-z])")
_WORD = re.compile(
    rf"(?<![a-z])(?:{'|'.join(_WORDS)})(?![a-z])(?<!this)|(?<![a-z])this(?= (?:morning|afternoon|evening))"
)
_MONTH_END = re.compile(r"(?<![a-z])(?:the )?end of (?P<which>the|this|next) month(?![a-z])")

Found = tuple[date, str]


def day(text: str, scene: Scene) -> Found | None:
    """The first day named in folded words and the words left over; None where there is none."""
    for pattern, reading in _READINGS:
        found = pattern.search(text)
        if found:
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return reading(found, scene), rest + (" evening" if found[0] in {"tonight", "last night"} else "")
    return None


def named_weekday(text: str) -> tuple[int, str] | None:
    """A weekday that only accompanies a date, and the words left over."""
    found = _WEEKDAY.search(text)
    if not found or found["which"]:
        return None
    return _WEEKDAYS[found["day"]], text[: found.start()] + text[found.end() :]


def _relative(found: re.Match[str], scene: Scene) -> date:
    count = int(found["count"]) * (-1 if found["lead"] == "ago" else 1)
    if found["months"]:
        return shift(scene.today, months=count)
    return shift(scene.today, days=count * (7 if found["weeks"] else 1))


def _slashes(found: re.Match[str], scene: Scene) -> date:
    """Two figures: month first in Chinese and American English, day first in British; else only if one is no month."""
    first, second, year = int(found["a"]), int(found["b"]), found["year"]
    han = scene.locale.startswith("zh")
    if found["sign"] == "." and not year and (not han or len(found["b"]) == 2):
        raise Refused(WHICH_DATE, date=found[0])  # 11.30 may be a time of day, 1.5 a number
    if (han and not year) or scene.locale == "en_US" or second > 12 or (first == second and first <= 12):
        month, number = first, second
    elif scene.locale.startswith("en_") or first > 12 or found["sign"] == ".":
        month, number = second, first
    else:
        raise Refused(WHICH_DATE, date=found[0])
    return day_of(int(year), month, number) if year else without_year(month, number, scene)


def _named(found: re.Match[str], scene: Scene) -> date:
    month, number = _MONTHS[found["month"]], int(found["day"])
    return day_of(int(found["year"]), month, number) if found["year"] else without_year(month, number, scene)


def _weekday(found: re.Match[str], scene: Scene) -> date:
    """`next friday` is that of the next calendar week, as 下周五 is; `this friday` may have passed."""
    weeks = {"this": 0, "next": 1, "last": -1}.get(found["which"] or "")
    return weekday(_WEEKDAYS[found["day"]], weeks, scene)


def _month_end(found: re.Match[str], scene: Scene) -> date:
    first = scene.today.replace(day=1)
    return shift(shift(first, months=2 if found["which"] == "next" else 1), days=-1)


_READINGS = (
    (_YEAR_FIRST, lambda found, scene: day_of(int(found["year"]), int(found["month"]), int(found["day"]))),
    (_RELATIVE, _relative),
    (_LATER, _relative),
    (_DAY_MONTH, _named),
    (_MONTH_DAY, _named),
    (_MONTH_END, _month_end),
    (_DAY, lambda found, scene: day_of_month(int(found["day"]), scene)),
    (_SLASHES, _slashes),
    (_WORD, lambda found, scene: shift(scene.today, days=_WORDS[found[0]])),
    (_WEEKDAY, _weekday),
)
