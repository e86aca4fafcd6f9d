"""Numbers, money, dates and durations as the reader's locale writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assistant import i18n


@pytest.mark.parametrize(
    ("minor", "currency", "chinese", "english"),
    [
        (50000, "CNY", "¥500", "CN¥500"),
        (50050, "CNY", "¥500.50", "CN¥500.50"),
        (123456700, "CNY", "¥1,234,567", "CN¥1,234,567"),
        (-5, "USD", "-US$0.05", "-$0.05"),
        (1200, "JPY", "JP¥1,200", "¥1,200"),
        (10**17 + 1, "CNY", "¥1,000,000,000,000,000.01", "CN¥1,000,000,000,000,000.01"),
    ],
)
def test_money_is_exact_and_whole_amounts_have_no_decimals(minor, currency, chinese, english):
    assert i18n.money(minor, currency, "zh_CN") == chinese
    assert i18n.money(minor, currency, "en") == english


@pytest.mark.parametrize(
    ("span", "chinese", "english"),
    [
        (timedelta(hours=24), "1天", "1 day"),
        (timedelta(hours=36), "1天12小时", "1 day 12 hours"),
        (timedelta(minutes=90), "1小时30分钟", "1 hour 30 minutes"),
        (timedelta(days=45), "45天", "45 days"),
        (timedelta(0), "0分钟", "0 minutes"),
    ],
)
def test_durations_are_exact_in_the_largest_units(span, chinese, english):
    assert i18n.duration(span, "zh_CN") == chinese
    assert i18n.duration(span, "en") == english


def test_moments_are_shown_in_the_zone_with_a_day_and_a_clock():
    when = datetime(2026, 11, 23, 16, 5, tzinfo=UTC)
    assert i18n.moment(when, "zh_CN", "Asia/Shanghai") == "11月24日周二 00:05"
    assert i18n.moment(when, "en", "Europe/Berlin") == "Mon, Nov 23 17:05"


@pytest.mark.parametrize(
    ("chosen", "language", "locale"),
    [
        ("en", "zh-hans", "en"),
        (None, "zh-hans", "zh_CN"),
        (None, "zh", "zh_CN"),
        (None, "en-GB", "en"),
        (None, "de", "en"),
        (None, None, "zh_CN"),
        ("xx", "en", "en"),
    ],
)
def test_ones_own_choice_comes_before_telegrams_language_before_the_default(chosen, language, locale):
    assert i18n.choose(chosen, language) == locale


def test_languages_are_named_as_their_speakers_do():
    assert [i18n.language_name(each) for each in i18n.locales()] == ["简体中文", "English"]
