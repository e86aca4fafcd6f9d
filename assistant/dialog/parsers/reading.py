"""How every parser begins: the words that were typed, folded to one way of writing."""

from __future__ import annotations

import re
import unicodedata

from assistant.dialog.events import Media, Said, Text
from assistant.dialog.parsers.characters import clean
from assistant.errors import Refused
from assistant.i18n import N_

NOT_WORDS = N_("I can only read typed words here. Could you type it?")
NOT_VOICE = N_("I can't listen to voice messages. Could you type it?")
A_COMMAND = N_("That looks like a command. Please answer in plain words, without the slash in front.")
EMPTY = N_("I couldn't see anything in that message. Please type your answer.")
TOO_MUCH = N_("That is a lot of text for one answer. A few words are enough here.")

_BESIDE_HAN = re.compile("(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])")
LONGEST = 120  # of an answer that is a number, a duration or a moment

# One sign for each thing; what stands for a number is folded in numerals.
_SIGNS = str.maketrans(
    {
        "￥": "¥", "￡": "£", "￠": "¢", "￦": "₩", "﹩": "$", "。": ".", "．": ".", "　": " ",
        "−": "-", "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "〜": "~", "∼": "~", "≈": "~",
        "‘": "'", "’": "'", "塊": "块", "圓": "元", "圆": "元", "個": "个", "時": "时", "鐘": "钟", "鍾": "钟",
        "點": "点", "週": "周", "禮": "礼", "後": "后", "號": "号", "這": "这", "幾": "几", "萬": "万", "億": "亿",
        "兩": "两", "負": "负", "內": "内", "過": "过", "還": "还", "錢": "钱", "幣": "币", "臺": "台", "歐": "欧",
        "鎊": "镑", "韓": "韩", "凖": "准", "來": "来", "數": "数", "間": "间", "約": "约", "麼": "么", "為": "为",
    }
)  # fmt: skip


def typed(said: Said) -> str:
    """What was typed, clean; Refused for anything that is not words, for nothing, and for a command."""
    if isinstance(said, Media) and said.kind in {"voice", "audio"}:
        raise Refused(NOT_VOICE)
    if not isinstance(said, Text):
        raise Refused(NOT_WORDS)
    text = clean(said.text).strip()
    if not text:
        raise Refused(EMPTY)
    if text[0] == "/" and text[1:2].isascii() and text[1:2].isalpha():
        raise Refused(A_COMMAND)
    return text


def plain(said: Said) -> str:
    """Typed words of a short answer: half-width, lower case, single blanks, plain digits and simplified signs."""
    text = typed(said)
    if len(text) > LONGEST:
        raise Refused(TOO_MUCH)
    text = _list_commas(text).translate(_SIGNS)
    folded = "".join(_half_width(char) for char in text).lower()
    return " ".join(folded.split())


def close(text: str) -> str:
    """Without the blanks beside Chinese characters: 明天 下午 3 点 is 明天下午3点."""
    return _BESIDE_HAN.sub("", text)


def _half_width(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    return chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char


def _list_commas(text: str) -> str:
    """A full-width comma groups thousands only among full-width digits; elsewhere it separates a list."""
    return "".join(
        "、"
        if char == "，"
        and not ("０" <= text[max(place - 1, 0)] <= "９" and "０" <= text[place + 1 : place + 2] <= "９")
        else char
        for place, char in enumerate(text)
    )
