"""Short ways to say something to a parser and to see how it was refused."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from assistant.dialog.events import Context, Text
from assistant.dialog.parsers import Parser
from assistant.errors import Refused

# A Monday, eight in the morning in Shanghai.
NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
ZH = Context(now=NOW)
EN = Context(now=NOW, locale="en", zone="Europe/London", currency="GBP")

# The machine may be busy; how long a parser takes is tested by LONG_JUNK.
patient = settings(deadline=None)

# What people might send: anything at all, and things made of the parsers' own words.
PIECES = re.findall(
    r"\S+",
    "0 1 2 5 12 18 30 500 1,200 .5 1.5 100- -5 ~ + / : . , ， ￥ ¥ $ € k w 万 千 百 十 亿 零 一 两 三 五 半 点 刻 元 块 毛 角 分 钱 整 usd rmb hk$ "
    "个 天 日 号 小时 分钟 周 月 年 星期 礼拜 下 上 本 明 今 后 前 明天 后天 早上 下午 晚上 凌晨 中午 之后 以后 到 或 大概 几 多 "
    "h m d min day days half a an and in at on next friday dec december 1st am pm noon midnight tomorrow today ago later two or to about",
)
JUNK = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join),
    st.text(alphabet="".join(PIECES) + " \n\u200d\u202e１２", max_size=40),
)
# One character (or pair) four thousand times: where a careless pattern would never come back.
LONG_JUNK = [
    piece * (4096 // len(piece))
    for piece in (
        "1",
        "一",
        "万",
        "1,",
        "a",
        " ",
        "a ",
        "半",
        "天",
        "1天",
        "1 ",
        ".",
        "-",
        "零",
        "é",
        "块",
        "1:",
        "e\u0301",
    )
]
SHORT_JUNK = [junk[:119] for junk in LONG_JUNK]


def refusal(parser: Parser, said: str, context: Context = ZH) -> str:
    """The sentence it is refused with."""
    with pytest.raises(Refused) as refused:
        parser(Text(said), context)
    return refused.value.message


def survives(parser: Parser, said: str, context: Context = ZH) -> None:
    """Any text ends in a value or in Refused, with every placeholder of the sentence filled."""
    try:
        parser(Text(said), context)
    except Refused as refused:
        refused.message.format(**refused.values)
