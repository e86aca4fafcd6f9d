"""Words in the reader's language: the only import of babel.

Catalogues are the .po files under locales/, read at start (no compile step). The message id is the
English text. Placeholders are `{name}`; formatting of values is done by the functions below, so that
numbers, money, dates and durations look as the reader's locale writes them.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date as Date  # noqa: N812 - `date` is what this module calls its own function
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, dates, lists, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

DEFAULT = "zh_CN"
_HERE = Path(__file__).resolve().parent
_PLACES = (_HERE.parent / "locales", _HERE / "_locales")  # a checkout, an installed wheel


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Mark for extraction; translated only when it is shown."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - after ngettext
    """Mark a pair for extraction; the form is chosen by `{count}` when it is shown."""
    return one, many


def folder() -> Path:
    """Where the catalogues are."""
    return next(place for place in _PLACES if place.is_dir())


@functools.cache
def locales() -> tuple[str, ...]:
    """Every language there is a catalogue for, the default first."""
    found = sorted(path.parent.parent.name for path in folder().glob("*/LC_MESSAGES/messages.po"))
    return (DEFAULT, *(name for name in found if name != DEFAULT))


@functools.cache
def catalogue(locale: str) -> Translations:
    """A language's texts, read once."""
    with (folder() / locale / "LC_MESSAGES" / "messages.po").open("rb") as source:
        compiled = BytesIO()
        write_mo(compiled, read_po(source, locale=locale))
    compiled.seek(0)
    return Translations(compiled)


@functools.lru_cache(maxsize=8192)
def text(message: str, locale: str) -> str:
    """The message's template in that language (placeholders still in it)."""
    return str(catalogue(locale).ugettext(message)) if message else ""


def plural(one: str, many: str, count: int, locale: str) -> str:
    """The template for that count in that language."""
    return str(catalogue(locale).ungettext(one, many, count))


def choose(chosen: str | None, language: str | None) -> str:
    """A person's own choice, else Telegram's language_code, else the default."""
    for wanted in (chosen, language):
        if not wanted:
            continue
        for locale in locales():
            if wanted == locale or wanted.split("-")[0].lower() == locale.split("_")[0].lower():
                return locale
    return DEFAULT if not language else next((name for name in locales() if name == "en"), DEFAULT)


@functools.cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


def language_name(locale: str) -> str:
    """What speakers call it: 简体中文, English."""
    names = _locale(locale).languages
    with_script = {"zh_CN": "zh_Hans", "zh_TW": "zh_Hant", "zh_HK": "zh_Hant"}.get(locale, locale)
    return str(names.get(with_script) or names[_locale(locale).language])


@functools.lru_cache(maxsize=4096)
def number(value: float, locale: str) -> str:
    return str(numbers.format_decimal(value, locale=_locale(locale)))


@functools.lru_cache(maxsize=4096)
def money(minor: int, currency: str, locale: str) -> str:
    """An amount of minor units as the locale writes it; whole amounts without decimals."""
    amount = Decimal(minor).scaleb(-numbers.get_currency_precision(currency))
    whole = amount == amount.to_integral_value()
    pattern = _pattern(locale).replace(".00", "") if whole else None
    return str(numbers.format_currency(amount, currency, pattern, locale=_locale(locale), currency_digits=not whole))


@functools.cache
def _pattern(locale: str) -> str:
    return str(_locale(locale).currency_formats["standard"].pattern)


_UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))


@functools.lru_cache(maxsize=4096)
def duration(span: timedelta, locale: str) -> str:
    """Exact to the minute, in the largest units that fit: 1 day 12 hours; 24 hours are one day."""
    rest, parts = span, []
    for unit, size in _UNITS:
        count, rest = divmod(rest, size)
        if count:
            parts.append(_counted(unit, size * count, locale))
    joined = "" if _locale(locale).language in {"zh", "ja"} else " "
    return joined.join(parts) if parts else _counted("minute", timedelta(0), locale)


@functools.lru_cache(maxsize=1024)
def _counted(unit: str, span: timedelta, locale: str) -> str:
    # format_unit knows no long form of some units in Chinese (CLDR 47 keeps only the short one there)
    return str(dates.format_timedelta(span, granularity=unit, threshold=1e9, locale=_locale(locale)))  # type: ignore[arg-type]  # its Literal of units


def day(when: Date, locale: str) -> str:
    """A date as the locale writes it."""
    return str(dates.format_date(when, "long", locale=_locale(locale)))


def date(when: datetime, locale: str, zone: str) -> str:
    """The date of a moment in that zone."""
    return day(when.astimezone(ZoneInfo(zone)).date(), locale)


def moment(when: datetime, locale: str, zone: str) -> str:
    """A day and a time in that zone, as the locale writes them (24 h)."""
    local = when.astimezone(ZoneInfo(zone))
    day = dates.format_skeleton("MMMEd", local, locale=_locale(locale))
    return f"{day} {local:%H:%M}"


def moment_there(when: datetime, locale: str, zone: str, reader_zone: str) -> str:
    """A day and a time in `zone`; with its city where the reader's clock shows another time."""
    shown = moment(when, locale, zone)
    if when.astimezone(ZoneInfo(zone)).utcoffset() == when.astimezone(ZoneInfo(reader_zone)).utcoffset():
        return shown
    city = dates.get_timezone_location(ZoneInfo(zone), locale=_locale(locale), return_city=True)
    return f"{shown} ({city})"


def join(parts: Sequence[str], locale: str) -> str:
    """A list in words: a, b and c."""
    return str(lists.format_list(parts, locale=_locale(locale)))
