from decimal import Decimal

import pytest
from amount_cases import READ, REFUSED
from hypothesis import given
from hypothesis import strategies as st
from parsers_kit import JUNK, LONG_JUNK, NOW, SHORT_JUNK, ZH, patient, refusal, survives

from assistant.dialog.events import Context, Text
from assistant.dialog.parsers import amount, amounts
from assistant.domain.money import Money


@pytest.mark.parametrize(("said", "minor", "currency"), READ)
def test_an_amount_is_read_exactly(said, minor, currency):
    assert amount()(Text(said), ZH) == Money(minor, currency)


@pytest.mark.parametrize(("said", "sentence"), REFUSED)
def test_what_is_not_one_clear_sum_is_refused_with_its_own_sentence(said, sentence):
    assert refusal(amount(), said) == sentence


@pytest.mark.parametrize(
    ("said", "currency", "locale", "expected"),
    [
        ("500", "HKD", "zh_CN", "HKD"),
        ("$500", "HKD", "zh_CN", "HKD"),
        ("$500", "SGD", "en", "SGD"),
        ("500块", "TWD", "zh_CN", "TWD"),
        ("¥500", "JPY", "en", "JPY"),
        ("¥500", "CNY", "en", "CNY"),
        ("¥500", "USD", "zh_CN", "CNY"),
        ("500元", "JPY", "zh_CN", "CNY"),
        ("500 yuan", "TWD", "en", "CNY"),
        ("50 cents", "EUR", "en", "EUR"),
    ],
)
def test_a_sign_of_several_currencies_means_the_groups_own_if_that_fits(said, currency, locale, expected):
    assert amount()(Text(said), Context(now=NOW, currency=currency, locale=locale)).currency == expected


@pytest.mark.parametrize(
    ("said", "currency", "locale"), [("¥500", "USD", "en"), ("500块", "USD", "zh_CN"), ("500元", "AUD", "zh_CN")]
)
def test_a_sign_that_stays_open_is_asked_about(said, currency, locale):
    assert refusal(amount(), said, Context(now=NOW, currency=currency, locale=locale)) == amounts.WHICH


def test_limits_are_whole_units_and_included():
    parser = amount(least=100, most=Decimal("500.50"))
    assert parser(Text("100"), ZH) == Money(100_00, "CNY")
    assert parser(Text("500.5"), ZH) == Money(500_50, "CNY")
    assert refusal(parser, "99.99") == amounts.TOO_SMALL
    assert refusal(parser, "500.51") == amounts.TOO_LARGE
    assert refusal(parser, "5万") == amounts.TOO_LARGE


def test_zero_is_taken_only_where_it_is_allowed():
    assert amount(least=0)(Text("0"), ZH) == Money(0, "CNY")
    assert refusal(amount(least=0), "-1") == amounts.NEGATIVE


def _chinese(number):
    """Chinese numerals the long way, as banks read them out; independent of the library under test."""
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")

    def section(value):
        out, gap = "", False
        for place in (3, 2, 1, 0):
            digit = value // 10**place % 10
            if digit:
                out += ("零" if gap and out else "") + digits[digit] + units[place]
                gap = False
            else:
                gap = True
        return out

    high, low = divmod(number, 10_000)
    if not high:
        return section(low) or "零"
    return section(high) + "万" + ("零" if low and low < 1000 else "") + section(low)


@patient
@given(st.integers(1, 99_999_999))
def test_every_whole_amount_is_read_back_from_chinese_and_from_figures(units):
    for said in (f"{_chinese(units)}元", f"{units}", f"{units:,}", f"¥{units}", f"{units} yuan"):
        assert amount()(Text(said), ZH) == Money(units * 100, "CNY")


@patient
@given(st.integers(1, 9999), st.integers(0, 9), st.integers(0, 9))
def test_every_small_change_is_read_back(units, tenths, cents):
    expected = Money(units * 100 + tenths * 10 + cents, "CNY")
    assert amount()(Text(f"{units}.{tenths}{cents}"), ZH) == expected
    if tenths:
        spoken = f"{_chinese(units)}块{_chinese(tenths)}毛" + (f"{_chinese(cents)}分" if cents else "")
        assert amount()(Text(spoken), ZH) == expected


@patient
@given(JUNK, st.sampled_from(["CNY", "JPY", "USD", "KWD"]), st.sampled_from(["zh_CN", "en"]))
def test_any_text_at_all_is_read_or_refused(said, currency, locale):
    survives(amount(most=1000), said, Context(now=NOW, currency=currency, locale=locale))


@pytest.mark.parametrize("said", [*LONG_JUNK, *SHORT_JUNK])
def test_long_junk_is_refused_at_once(said):
    survives(amount(), said)
