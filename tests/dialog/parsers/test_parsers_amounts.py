from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsers_kit import JUNK, LONG_JUNK, NOW, SHORT_JUNK, ZH, patient, refusal, survives

from assistant.dialog.events import Context, Text
from assistant.dialog.parsers import amount, amounts
from assistant.domain.money import Money

READ = [
    # plain figures
    ("500", 500_00, "CNY"),
    ("500.", 500_00, "CNY"),
    ("500！", 500_00, "CNY"),
    ("1.5", 1_50, "CNY"),
    ("1.50", 1_50, "CNY"),
    ("0.01", 1, "CNY"),
    ("1,200.50", 1200_50, "CNY"),
    ("1,234,567", 1_234_567_00, "CNY"),
    ("１２００", 1200_00, "CNY"),
    ("１，２００", 1200_00, "CNY"),
    ("５００．５０", 500_50, "CNY"),
    ("٥٠٠", 500_00, "CNY"),
    # short forms
    ("1.5万", 15_000_00, "CNY"),
    ("3万5", 35_000_00, "CNY"),
    ("3万5千", 35_000_00, "CNY"),
    ("1万2000", 12_000_00, "CNY"),
    ("1.2345万", 12_345_00, "CNY"),
    ("3千5", 3500_00, "CNY"),
    ("1k", 1000_00, "CNY"),
    ("1.2k", 1200_00, "CNY"),
    ("3k5", 3500_00, "CNY"),
    ("2W", 20_000_00, "CNY"),
    ("1w5", 15_000_00, "CNY"),
    ("1.5 million", 1_500_000_00, "CNY"),
    # Chinese numerals
    ("一百二", 120_00, "CNY"),
    ("一百零二", 102_00, "CNY"),
    ("一百二十", 120_00, "CNY"),
    ("两千三", 2300_00, "CNY"),
    ("三万五", 35_000_00, "CNY"),
    ("一万零五百", 10_500_00, "CNY"),
    ("三点五万", 35_000_00, "CNY"),
    ("百八", 180_00, "CNY"),
    ("千二", 1200_00, "CNY"),
    ("一百万", 1_000_000_00, "CNY"),
    ("十二", 12_00, "CNY"),
    ("二零零", 200_00, "CNY"),
    ("廿五", 25_00, "CNY"),
    ("壹佰贰拾圆整", 120_00, "CNY"),
    ("壹萬貳仟元正", 12_000_00, "CNY"),
    # 块, 毛, 分
    ("五百块", 500_00, "CNY"),
    ("五百块钱", 500_00, "CNY"),
    ("三块五", 3_50, "CNY"),
    ("3块5", 3_50, "CNY"),
    ("三块五毛", 3_50, "CNY"),
    ("十二块五毛", 12_50, "CNY"),
    ("三块五毛二", 3_52, "CNY"),
    ("3元5角2分", 3_52, "CNY"),
    ("三块零五", 3_05, "CNY"),
    ("三块零五分", 3_05, "CNY"),
    ("一百块零五毛", 100_50, "CNY"),
    ("三块半", 3_50, "CNY"),
    ("五毛", 50, "CNY"),
    ("五毛五", 55, "CNY"),
    ("两毛半", 25, "CNY"),
    ("八分钱", 8, "CNY"),
    # named currencies
    ("¥500", 500_00, "CNY"),
    ("￥８８８", 888_00, "CNY"),
    ("¥ 500 元", 500_00, "CNY"),
    ("人民币500元", 500_00, "CNY"),
    ("RMB500", 500_00, "CNY"),
    ("500 yuan", 500_00, "CNY"),
    ("500r", 500_00, "CNY"),
    ("$500", 500_00, "USD"),
    ("US$1,500", 1500_00, "USD"),
    ("$1.5k", 1500_00, "USD"),
    ("500美元", 500_00, "USD"),
    ("五百美金", 500_00, "USD"),
    ("5 dollars 50 cents", 5_50, "USD"),
    ("5美元50美分", 5_50, "USD"),
    ("€20", 20_00, "EUR"),
    ("20欧元", 20_00, "EUR"),
    ("HK$ 500", 500_00, "HKD"),
    ("五百港币", 500_00, "HKD"),
    ("NT$300", 300_00, "TWD"),
    ("£20.50", 20_50, "GBP"),
    ("5000日元", 5000, "JPY"),
    ("₩30,000", 30_000, "KRW"),
    # words around it that change nothing
    ("一共五百块", 500_00, "CNY"),
    ("最多五百", 500_00, "CNY"),
    ("不超过500元", 500_00, "CNY"),
    ("up to 500", 500_00, "CNY"),
    ("就500吧", 500_00, "CNY"),
]

REFUSED = [
    ("100-200", amounts.RANGE),
    ("100~200", amounts.RANGE),
    ("100元~200元", amounts.RANGE),
    ("100到200块", amounts.RANGE),
    ("between 100 and 200", amounts.RANGE),
    ("三四百", amounts.RANGE),
    ("三五百块", amounts.RANGE),
    ("百八十块", amounts.RANGE),
    ("100或200", amounts.CHOICE),
    ("100还是200", amounts.CHOICE),
    ("100 or 200", amounts.CHOICE),
    ("100/200", amounts.CHOICE),
    ("500 300", amounts.SEVERAL),
    ("1，200", amounts.SEVERAL),
    ("1 200", amounts.SEVERAL),
    ("3块 5", amounts.SEVERAL),
    ("12块50", amounts.SEVERAL),
    ("about 500", amounts.ROUGH),
    ("五百左右", amounts.ROUGH),
    ("五百多块", amounts.ROUGH),
    ("五百来块", amounts.ROUGH),
    ("几百块", amounts.ROUGH),
    ("500+", amounts.ROUGH),
    ("500以上", amounts.ROUGH),
    ("-5", amounts.NEGATIVE),
    ("−5", amounts.NEGATIVE),
    ("负五块", amounts.NEGATIVE),
    ("minus 5", amounts.NEGATIVE),
    ("0", amounts.ZERO),
    ("零元", amounts.ZERO),
    ("500 USDT", amounts.UNKNOWN),
    ("500u", amounts.UNKNOWN),
    ("R500", amounts.UNKNOWN),
    ("500g", amounts.UNKNOWN),
    ("50%", amounts.UNKNOWN),
    ("500苹果币", amounts.UNKNOWN),
    ("五百苹果", amounts.EXTRA),
    ("500包邮", amounts.EXTRA),
    ("¥500/单", amounts.EXTRA),
    ("1000块钱一个月", amounts.EXTRA),
    ("sofa 500", amounts.EXTRA),
    ("1e5", amounts.UNKNOWN),
    ("1.234", amounts.TOO_FINE),
    ("1.500", amounts.TOO_FINE),
    ("0.5日元", amounts.TOO_FINE),
    ("13800138000", amounts.IMPLAUSIBLE),
    ("6222 0213 8000 1234", amounts.IMPLAUSIBLE),
    ("007", amounts.IMPLAUSIBLE),
    ("五十亿", amounts.IMPLAUSIBLE),
    ("three", amounts.NO_NUMBER),
    ("随便", amounts.NO_NUMBER),
    ("块", amounts.NO_NUMBER),
    ("1,20", amounts.UNCLEAR),
    ("12,34,567", amounts.UNCLEAR),
    ("1.2.3", amounts.UNCLEAR),
    ("1.200,50", amounts.UNCLEAR),
    (".5", amounts.UNCLEAR),
    ("二五", amounts.RANGE),
    ("一亿三千", amounts.UNCLEAR),
    ("3.5块5", amounts.UNCLEAR),
    ("3*5", amounts.UNCLEAR),
    ("1万20", amounts.UNCLEAR),
    ("百", amounts.UNCLEAR),
    ("¥500 usd", amounts.WHICH),
]


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
