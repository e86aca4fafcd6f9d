"""Moments: 明天下午三点, next friday 6 pm, 两小时后; read in the group's zone, given in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.dialog.events import Context, Said
from assistant.dialog.parsers import days_en, days_zh, durations, numerals
from assistant.dialog.parsers.base import Parser
from assistant.dialog.parsers.clocks import clock, several
from assistant.dialog.parsers.days import TOO_FAR, Scene, settle, timely
from assistant.dialog.parsers.reading import close, plain
from assistant.errors import Refused
from assistant.i18n import N_

EXAMPLE = N_("A time can look like this: tomorrow 3 pm, Friday 18:00 or 1 Dec 9 am.")
UNCLEAR = N_("I'm not sure when that is. A day and a time work best, such as tomorrow 3 pm.")
SEVERAL = N_("That names more than one time. Please choose one, such as tomorrow 3 pm.")
OTHER_WEEKDAY = N_(
    "The date and the weekday don't go together. Which one is right? The date alone is enough, such as 1 Dec."
)
ROUGH = N_("Something more exact would help. Please give a day and a time, such as Friday 18:00.")
DAY_ITSELF = N_("Does that include the day itself? Adding a time makes it clear, such as Friday 18:00.")
NOTHING_THERE = N_("I couldn't find a day or a time in that. Please write it like tomorrow 3 pm.")

_AFTER = re.compile(
    r"(?:在|再?过)?(?P<span>[^后]+?)(?:钟)?(?:以后|之后|后)|(?:in|after) (?P<en>.+)|(?P<later>.+) (?:from now|later)|再?过(?P<guo>.+)"
)
_BEFORE = re.compile(r"(?P<span>[^前]+?)(?:以前|之前|前)|(?P<en>.+) ago")
_NOW = re.compile(r"(?:现在|此刻|刚才|刚刚|刚|now|right now|just now)")
_ROUGH = re.compile(
    r"过两[天日]|一阵|一会|左右|大概|大约|差不多|前后|几天|改天|周末|过几|早点|晚点|尽快|下周$|下个?月$|\b(?:about|around|soon|weekend|some time|sometime|next week$|next month$)"
)
_NOT_AFTER = re.compile(r"前|(?<![a-z])before(?![a-z])")
_FILLER = re.compile(
    r"的|在|于|就|到时候?|截止到?|截至|最晚|最迟|吧|呢|啊|了|之前|以前|前|之内|以内|内|(?<![a-z])(?:on|at|by|before|until|till|the|of|from|around|please|deadline|due|sharp)(?![a-z])|[\s,.!;:、()'\"]"
)
_RANGE = re.compile(
    r"到|至|~|或|还是|(?<![a-z])(?:or|to|between|until|and)(?![a-z])|[点时分日号天0-9一二三四五六午晚早] ?-+ ?[0-9周星上下明后今一二三四五六七八九十]"
)


def moment(future: bool | None = True, day_ends: bool = True) -> Parser:
    """Reads an aware datetime in UTC, which must lie ahead (future=True), behind (False), or anywhere (None).

    A day without a time means its end (23:59:59 in the context's zone), or its start with day_ends=False.
    """

    def read(said: Said, context: Context) -> datetime:
        scene = Scene(context.now.astimezone(UTC), ZoneInfo(context.zone), context.locale, future)
        text = durations.counted(close(numerals.fold(plain(said))))
        exact = _exact(text, scene)
        return exact if exact is not None else _named(text, scene, day_ends=day_ends)

    return Parser(read, EXAMPLE, {})


def _exact(text: str, scene: Scene) -> datetime | None:
    """So many hours or minutes from now; whole days, weeks and months are read as calendar days elsewhere."""
    words = text.strip(" .!,")
    if _NOW.fullmatch(words):
        return timely(scene.now, scene)
    for pattern, sign in ((_AFTER, 1), (_BEFORE, -1)):
        found = pattern.fullmatch(words)
        wanted = next((group for group in found.groups() if group), None) if found else None
        if wanted is None or _whole_days(words, scene):
            continue
        try:
            seconds = durations.span(wanted)
        except Refused:
            continue
        if seconds > 100 * 366 * 86_400:
            raise Refused(TOO_FAR)
        return timely(scene.now + timedelta(seconds=int(seconds)) * sign, scene)
    return None


def _whole_days(words: str, scene: Scene) -> bool:
    read = days_zh.day(words, scene) or days_en.day(words, scene)
    return read is not None and not read[1].strip()


def _named(text: str, scene: Scene, *, day_ends: bool) -> datetime:
    if _ROUGH.search(text):
        raise Refused(ROUGH)
    if several(text):
        raise Refused(SEVERAL)
    found = days_zh.day(text, scene) or days_en.day(text, scene)
    chosen, rest = found or (None, text)
    time_of_day = clock(rest)
    rest = time_of_day.rest if time_of_day else rest
    if chosen is not None:
        rest = _checked_weekday(rest, chosen.weekday())
    leftover = _FILLER.sub("", rest)
    if leftover:
        raise Refused(_why(text, known=found is not None or time_of_day is not None))
    if chosen is None and time_of_day is None:
        raise Refused(NOTHING_THERE)
    if time_of_day is None and _NOT_AFTER.search(rest):
        raise Refused(DAY_ITSELF)
    return settle(chosen, time_of_day.minute if time_of_day else None, scene, day_ends=day_ends)


def _checked_weekday(rest: str, chosen: int) -> str:
    beside = days_zh.named_weekday(rest) or days_en.named_weekday(rest)
    if beside is None:
        return rest
    if beside[0] != chosen:
        raise Refused(SEVERAL if _RANGE.search(rest) else OTHER_WEEKDAY)
    return beside[1]


def _why(text: str, *, known: bool) -> str:
    if known and _RANGE.search(text):
        return SEVERAL
    return UNCLEAR if known or any(char.isdigit() for char in text) else NOTHING_THERE
