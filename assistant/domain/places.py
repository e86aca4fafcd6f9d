"""Where a person probably lives, from the language their app speaks; shown and changeable in the review."""

from __future__ import annotations

_BY_LANGUAGE = {
    "zh": ("Asia/Shanghai", "CNY"),
    "zh-hk": ("Asia/Shanghai", "HKD"),
    "zh-tw": ("Asia/Shanghai", "TWD"),
    "zh-sg": ("Asia/Singapore", "SGD"),
    "ms": ("Asia/Singapore", "MYR"),
    "ja": ("Asia/Tokyo", "CNY"),
    "en-gb": ("Europe/London", "GBP"),
    "en-au": ("Australia/Sydney", "USD"),
    "en": ("America/New_York", "USD"),
    "de": ("Europe/Berlin", "EUR"),
    "fr": ("Europe/Berlin", "EUR"),
    "it": ("Europe/Berlin", "EUR"),
    "es": ("Europe/Berlin", "EUR"),
}


def guess(language: str | None, default: str = "zh") -> tuple[str, str]:
    """An IANA zone and a currency for Telegram's language_code (an IETF tag, or None)."""
    tag = (language or default).lower()
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(tag.split("-")[0]) or _BY_LANGUAGE[default]
