"""Numbers as people write them, exactly: 1,200.50, 1.5万, 三万五, 壹佰贰拾, 1w5. Never a float."""

from __future__ import annotations

import re
from fractions import Fraction

import cn2an

# Every character a written number may consist of, after folding; 点 and letters of scale come in between.
HAN = "零一二两三四五六七八九十百千万亿"
_ANY = f"0-9{HAN}"
# A number in running text. One character class and bounded tails: reading it takes one pass.
RUN = rf"[{_ANY}](?:[{_ANY}点.,]*[{_ANY}])?"
LONGEST = 30

_CAPITALS = str.maketrans("〇壹贰貳弍叁參参叄肆伍陆陸柒捌玖拾佰仟", "零一二二二三三三三四五六六七八九十百千")
_ARABIC = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_ARABIC_SCALED = re.compile(r"([0-9]+(?:\.[0-9]+)?)([十百千])")
_SMALL = re.compile(
    r"(?:[一二两三四五六七八九]?千)?零?(?:[一二两三四五六七八九]?百)?零?(?:[一二三四五六七八九]?十)?零?[一二两三四五六七八九]?"
)
_TWO_DIGITS = re.compile(r"[一二两三四五六七八九]{2}(?=[十百千万亿]|$)")
_HAN_DIGITS = "零一二三四五六七八九"
_SCALES = {"十": 10, "百": 100, "千": 1000}
_TO_HAN = str.maketrans("0123456789", _HAN_DIGITS)
_TO_ARABIC = str.maketrans(_HAN_DIGITS, "0123456789")


def fold(text: str) -> str:
    """Banker's capitals and 廿, 卅 as everyday numerals."""
    return text.translate(_CAPITALS).replace("廿", "二十").replace("卅", "三十")


def spread(run: str) -> bool:
    """Whether it names more than one number: 三四百, 七八十, 两三, or the rough 百八十 and 千八百."""
    if run in {"百八十", "千八百", "万八千"}:
        return True
    counted = any(unit in run for unit in "十百千万亿")
    return (counted or len(run) == 2) and _TWO_DIGITS.search(run) is not None


def number(run: str) -> Fraction | None:
    """The one number a run of numeral characters names; None where there is no clear reading."""
    if run in {"", "百", "千"} or len(run) > LONGEST or spread(run) or run.count("亿") > 1 or run.count("万") > 1:
        return None
    high, hundred_millions, rest = run.partition("亿") if "亿" in run else ("", "", run)
    middle, myriads, low = rest.partition("万") if "万" in rest else ("", "", rest)
    if hundred_millions and not myriads and re.fullmatch(r"[0-9一二两三四五六七八九]千.*", low):
        return None  # 一亿三千: 130 million or 100 003 000
    parts = [
        _scaled(high, 10**8, hundred_millions, bare=False),
        _scaled(middle.removeprefix("零") if hundred_millions else middle, 10**4, myriads, bare=low != ""),
        _tail(low, 10**4 if myriads else 10**8 if hundred_millions else 0),
    ]
    if any(part is None for part in parts):
        return None
    found = [part for part in parts if part is not None]
    fractional = any(part.denominator > 1 for part in found) or "." in high + middle or "点" in high + middle
    return None if fractional and (low != "" and (hundred_millions or myriads)) else sum(found, Fraction(0))


def _scaled(head: str, scale: int, mark: str, *, bare: bool) -> Fraction | None:
    if not mark:
        return Fraction(0)
    if not head:
        return Fraction(scale) if bare else None  # 万五 is 15 000; a 万 alone is no number
    value = _section(head)
    return None if value is None else value * scale


def _tail(low: str, after: int) -> Fraction | None:
    """What stands behind the last 万 or 亿; a lone digit there counts the next lower decimal place."""
    if not low:
        return Fraction(0) if after else None
    if not after:
        return _section(low)
    if low.isdigit() and low.isascii():
        if len(low) == 1 and low != "0":
            return Fraction(int(low) * after, 10)
        return Fraction(int(low)) if len(low) in {3, 4} else None
    if len(low) == 1 and low in _HAN_DIGITS[1:]:
        return Fraction(_HAN_DIGITS.index(low) * after, 10)
    if "." in low or "点" in low:
        return None
    return _section(low.removeprefix("零"))


def _section(text: str) -> Fraction | None:
    """A number below 万: Arabic (with separators and decimals), Chinese, or both mixed (3千5)."""
    if _ARABIC.fullmatch(text):
        return Fraction(text.replace(",", ""))
    if scaled := _ARABIC_SCALED.fullmatch(text):
        return Fraction(scaled[1]) * _SCALES[scaled[2]]
    if re.search(r"[0-9]{2}|[.,]", text):
        return None
    whole, point, decimals = text.translate(_TO_HAN).partition("点")
    value = _chinese(whole)
    if value is None or not point:
        return value
    if not decimals or any(char not in _HAN_DIGITS for char in decimals):
        return None
    return Fraction(f"{value}.{decimals.translate(_TO_ARABIC)}")


def _chinese(text: str) -> Fraction | None:
    if text and all(char in _HAN_DIGITS for char in text):  # spelled out: 二零零
        return Fraction(text.translate(_TO_ARABIC)) if len(text) == 1 or text[0] != "零" else None
    if text == "两":
        return Fraction(2)
    if not text or not _SMALL.fullmatch(text) or text[-1] == "零" or text[0] == "零":
        return None
    full = text if text[0] not in "百千" else "一" + text  # 百八, 千二
    try:
        return Fraction(cn2an.cn2an(full, "normal"))
    except (ValueError, KeyError, IndexError):
        return None
