"""What people call money, and which currency they mean by it."""

from __future__ import annotations

import re

from assistant.dialog.events import Context

# A name may fit several currencies; the group's own decides among them.
_DOLLARS = ("USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD", "MOP")
_YUAN = ("CNY", "TWD", "HKD", "MOP", "SGD")
# Chinese speakers call these 块 too, and say 元 for short: not to be taken for yuan silently.
_ALSO_YUAN = frozenset({"USD", "AUD", "CAD", "NZD", "EUR", "MYR"})

NAMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("¥", "円"), ("CNY", "JPY")),
    **dict.fromkeys(("元", "块", "块钱", "元钱", "kuai"), _YUAN),
    **dict.fromkeys(("$", "dollar", "dollars", "buck", "bucks", "刀"), _DOLLARS),
    **dict.fromkeys(("人民币", "rmb", "cny", "yuan", "renminbi", "cnh", "rmb¥", "软妹币", "cn¥"), ("CNY",)),
    **dict.fromkeys(("usd", "us$", "美元", "美金", "美刀", "usd$"), ("USD",)),
    **dict.fromkeys(("€", "eur", "euro", "euros", "欧元", "欧"), ("EUR",)),
    **dict.fromkeys(("£", "gbp", "pound", "pounds", "quid", "英镑", "镑"), ("GBP",)),
    **dict.fromkeys(("hk$", "hkd", "港币", "港元", "港纸", "蚊"), ("HKD",)),
    **dict.fromkeys(("nt$", "twd", "ntd", "nt", "台币", "新台币"), ("TWD",)),
    **dict.fromkeys(("jpy", "yen", "日元", "日币", "jp¥"), ("JPY",)),
    **dict.fromkeys(("₩", "krw", "won", "韩元", "韩币"), ("KRW",)),
    **dict.fromkeys(("s$", "sgd", "新币", "新元", "新加坡元", "坡币"), ("SGD",)),
    **dict.fromkeys(("a$", "aud", "澳元", "澳币"), ("AUD",)),
    **dict.fromkeys(("c$", "cad", "加元", "加币"), ("CAD",)),
    **dict.fromkeys(("nz$", "nzd", "纽元", "纽币"), ("NZD",)),
    **dict.fromkeys(("mop$", "mop", "澳门元", "澳门币"), ("MOP",)),
    **dict.fromkeys(("rm", "myr", "ringgit", "马币", "令吉", "林吉特"), ("MYR",)),
    **dict.fromkeys(("฿", "thb", "baht", "泰铢"), ("THB",)),
    **dict.fromkeys(("₫", "vnd", "dong", "越南盾"), ("VND",)),
    **dict.fromkeys(("₹", "inr", "rupee", "rupees", "卢比"), ("INR",)),
    **dict.fromkeys(("₽", "rub", "ruble", "rubles", "卢布"), ("RUB",)),
    **dict.fromkeys(("chf", "瑞郎", "瑞士法郎"), ("CHF",)),
}
# A tenth and a hundredth; said alone they count the small change of the group's own money.
TENTHS = frozenset({"毛", "角", "毛钱", "jiao", "mao"})
HUNDREDTHS = frozenset({"分", "分钱", "fen", "cent", "cents", "¢"})
CENTS_OF = {"美分": "USD", "欧分": "EUR", "pence": "GBP"}
# Behind these a lone digit is read as a tenth: 三块五.
SPOKEN = frozenset({"元", "块", "块钱"})

# How many whole units still look like a deal of this trade; money of small units has longer numbers.
_PLAUSIBLE = 100_000_000
_SMALL_UNITS = {"JPY": 100, "KRW": 1000, "VND": 20_000, "INR": 100, "RUB": 100}

_HAN_NAMES = sorted(
    (name for name in (*NAMES, *TENTHS, *HUNDREDTHS, *CENTS_OF) if not name[0].isascii()), key=len, reverse=True
)
PATTERN = rf"[a-z]{{0,3}}[$¥]|[a-z]+|{'|'.join(map(re.escape, _HAN_NAMES))}"


def meant(names: list[str], context: Context) -> str | None:
    """The one currency all these names fit; the context's where nothing was named; None where it stays open."""
    if not names:
        return context.currency
    fitting = [code for code in NAMES[names[0]] if all(code in NAMES[name] for name in names[1:])]
    if context.currency in fitting:
        return context.currency
    if len(fitting) <= 1:
        return fitting[0] if fitting else None
    if fitting[0] == "USD":
        return "USD"
    if "¥" in names:
        return "CNY" if context.locale.startswith("zh") else None
    return None if context.currency in _ALSO_YUAN else fitting[0]


def plausible(currency: str) -> int:
    """The most whole units that a typed amount may have before it looks like a slip."""
    return _PLAUSIBLE * _SMALL_UNITS.get(currency, 1)
