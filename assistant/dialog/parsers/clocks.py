"""Times of day: 下午三点半, 18:00, 3pm; an hour that could be before or after noon is asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.dialog.parsers import numerals
from assistant.errors import Refused
from assistant.i18n import N_

WHICH_HALF = N_("Is {hour} o'clock in the morning or in the afternoon? Please write it like 09:00, 15:00 or 3 pm.")
NO_SUCH_TIME = N_("No clock shows that time. Please write it like 15:00 or 3 pm.")
NO_HOUR = N_("What time would that be? Please add the hour, such as 3 pm or 18:00.")
MIDNIGHT = N_("Around midnight the day is easy to mix up. Please give the date with it, such as 1 December 00:30.")

_NUM = "[0-9零一二两三四五六七八九十]{1,3}"
_PARTS = {
    "night": "凌晨|清晨",
    "morning": "早上|早晨|上午|早|in the morning|morning",
    "noon": "中午|正午",
    "afternoon": "下午|午后|in the afternoon|afternoon",
    "evening": "傍晚|晚上|今晚上|晚间|夜里|晚|夜|in the evening|evening|at night|night",
    "deep": "半夜|午夜|深夜",
    "am": r"a\.?m\.?",
    "pm": r"p\.?m\.?",
}
_NAMED = "|".join(f"(?P<{name}>{words})" for name, words in _PARTS.items() if name not in {"am", "pm"})
_HAN_CLOCK = re.compile(
    rf"(?:{_NAMED})? ?(?P<hour>{_NUM})(?:点钟?|时)(?:(?P<half>半)|(?P<quarter>[一三13])刻|(?P<minute>{_NUM})分?|整)?"
)
_COLON = re.compile(
    rf"(?:{_NAMED})?(?: ?at)? ?(?<![0-9:.])(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?::00)?(?![0-9:])(?: ?(?:(?P<am>{_PARTS['am']})|(?P<pm>{_PARTS['pm']}))(?![a-z]))?"
)
_ENGLISH = re.compile(
    rf"(?:(?P<morning>morning)|(?P<afternoon>afternoon)|(?P<evening>evening|night))?(?: ?(?:at|by|before))? ?(?<![0-9:./-])(?P<hour>[0-9]{{1,2}}) ?(?:(?P<am>{_PARTS['am']})|(?P<pm>{_PARTS['pm']})|(?P<clock>o'clock))(?![a-z])"
)
_AT = re.compile(
    r"(?<![a-z])(?:at|by) (?P<hour>[0-9]{1,2})(?![0-9:/a-z-])|(?<![0-9:./-])(?P<hour2>[0-9]{1,2})(?= in the (?:morning|afternoon|evening))"
)
_WORDS = re.compile(
    r"(?<![a-z])(?:(?:at )?(?P<twelve>noon|midday)|(?:at )?(?P<zero>midnight))(?![a-z])|(?P<mid>中午|正午)"
)
_PART_ALONE = re.compile(rf"{_NAMED}")


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes after midnight (1440 is the end of the day), and the words left over."""

    minute: int
    rest: str


def clock(text: str) -> Clock | None:
    """The time of day in folded words; None where there is none; Refused where it is not one time."""
    for pattern in (_COLON, _ENGLISH, _HAN_CLOCK, _AT):
        found = pattern.search(text)
        if found:
            return _read(found, text)
    found = _WORDS.search(text)
    if found:
        if found["zero"]:
            raise Refused(MIDNIGHT)
        return Clock(12 * 60, _without(text, found))
    if _PART_ALONE.search(text):
        raise Refused(NO_HOUR)
    return None


def several(text: str) -> bool:
    """Whether more than one time of day is named."""
    found = 0
    for pattern in (_COLON, _ENGLISH, _HAN_CLOCK):
        text, times = pattern.subn(" ", text)
        found += times
    return found > 1


def _read(found: re.Match[str], text: str) -> Clock:
    groups = found.groupdict()
    written = groups.get("hour") or groups.get("hour2") or ""
    hour, minute = _figure(written), _minute(groups)
    rest = _without(text, found)
    named: list[str | None] = [name for name in _PARTS if groups.get(name)]
    beside = _PART_ALONE.search(rest)  # 8 in the evening, tonight at 8 pm
    if beside:
        named, rest = [*named, beside.lastgroup], _without(rest, beside)
    if hour is None or minute is None or hour > 24 or minute > 59 or (hour == 24 and minute):
        raise Refused(NO_SUCH_TIME)
    plain_24 = found.re is _COLON and len(written) == 2
    hours = {_hour(hour, part, plain_24=plain_24) for part in named or [None]}
    if len(hours) > 1:
        raise Refused(NO_SUCH_TIME)
    return Clock(hours.pop() * 60 + minute, rest)


def _minute(groups: dict[str, str | None]) -> int | None:
    if groups.get("half"):
        return 30
    quarter = groups.get("quarter")
    if quarter:
        return 45 if quarter in "三3" else 15
    return _figure(groups.get("minute") or "0")


def _figure(words: str) -> int | None:
    shown = words.lstrip("零0") or "零"
    value = numerals.number(shown)
    return int(value) if value is not None and value.denominator == 1 else None


def _hour(hour: int, part: str | None, *, plain_24: bool) -> int:
    """The hour of 24; Refused where the words leave its half of the day open or contradict it."""
    if part is None:
        if 1 <= hour <= 12 and not plain_24:
            raise Refused(WHICH_HALF, hour=hour)
        return hour
    if part in {"am", "pm"}:
        if not 1 <= hour <= 12:
            raise Refused(NO_SUCH_TIME)
        return hour % 12 + (12 if part == "pm" else 0)
    table = _HOURS[part]
    if hour not in table:
        raise Refused(MIDNIGHT if part in {"evening", "deep"} and (hour <= 5 or hour == 12) else NO_SUCH_TIME)
    return table[hour]


def _span(first: int, last: int, by: int = 0) -> dict[int, int]:
    return {hour: hour + by for hour in range(first, last + 1)}


_HOURS: dict[str, dict[int, int]] = {
    "night": {**_span(0, 7), 12: 0},
    "morning": _span(4, 11),
    "noon": {**_span(11, 14), 1: 13, 2: 14},
    "afternoon": {**_span(12, 19), **_span(1, 7, 12)},
    "evening": {**_span(17, 24), **_span(5, 12, 12)},
    "deep": {**_span(22, 23), **_span(10, 11, 12)},
}


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
