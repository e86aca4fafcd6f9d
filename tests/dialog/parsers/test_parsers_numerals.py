from fractions import Fraction

import pytest
from babel import numbers
from hypothesis import given
from hypothesis import strategies as st
from parsers_kit import LONG_JUNK, patient

from assistant.dialog.parsers.currencies import NAMES
from assistant.dialog.parsers.numerals import HAN, fold, number, spread
from assistant.domain.money import Money, digits, money


@pytest.mark.parametrize(
    ("run", "value"),
    [
        ("一百二", 120), ("一百零二", 102), ("两千三", 2300), ("三万五", 35_000), ("百八", 180), ("千二", 1200), ("万五", 15_000), ("百万", 1_000_000),
        ("三点五万", 35_000), ("一亿三", 130_000_000), ("一亿三千万", 130_000_000), ("一亿零三百", 100_000_300), ("十", 10), ("十二", 12), ("二零二六", 2026),
        ("三十五万六千七百", 356_700), ("一万零三", 10_003), ("一万五百", 10_500), ("3万零5", 30_005), ("1万500", 10_500), ("廿三", 23), ("卅", 30),
        ("零", 0), ("〇", 0), ("玖仟玖佰玖拾玖", 9999), ("参佰", 300),
    ],
)  # fmt: skip
def test_numerals_are_read_exactly(run, value):
    assert number(fold(run)) == value


def test_a_decimal_is_a_fraction_and_never_a_float():
    assert number("0.1") == Fraction(1, 10)
    assert number("三点一四") == Fraction(314, 100)
    assert isinstance(number("1.1万"), Fraction)


@pytest.mark.parametrize(
    "run",
    ["", "万", "百", "千", "一亿三千", "1,20", "1.2.3", "1万20", "1.5万2", "万万", "一万万", "二二百", "百百", "一百零二十", "零五", "五百零", "点五", "五点", "一点二点三", "两两", "1" * 31],
)  # fmt: skip
def test_what_has_no_clear_reading_has_none(run):
    assert number(run) is None


@pytest.mark.parametrize("run", ["三四百", "两三", "三五", "十七八", "一二十", "二三十万", "百八十", "千八百"])
def test_rough_numbers_are_known_as_more_than_one(run):
    assert spread(run)
    assert number(run) is None


@patient
@given(st.text(alphabet=HAN + "点.,0123456789", max_size=40))
def test_any_run_of_numerals_is_read_or_left(run):
    value = number(run)
    assert value is None or value >= 0


@pytest.mark.parametrize("run", LONG_JUNK)
def test_long_runs_are_left(run):
    assert number(run) is None


@pytest.mark.parametrize(
    "code", sorted({code for codes in NAMES.values() for code in codes} | {"CLP", "ISK", "BHD", "KWD", "TND"})
)
def test_every_currency_has_as_many_decimals_as_it_is_shown_with(code):
    assert digits(code) == numbers.get_currency_precision(code)


def test_money_has_no_smaller_change_than_its_currency():
    assert money(Fraction(1, 2), "CNY") == Money(50, "CNY")
    assert money(500, "JPY") == Money(500, "JPY")
    assert money(Fraction(1, 2), "JPY") is None
    assert Money(12_345, "CNY").units == Fraction(12_345, 100)
