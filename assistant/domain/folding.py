"""Characters that look alike, folded to one: width, case, accents, other alphabets, old and new Chinese forms.

What is folded is for comparing only, never for showing. The tables hold what swindlers really swap; Chinese
characters that merely resemble each other are kept apart, for names alone.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Before the case is folded: capitals whose small form no longer looks like the Latin letter.
_CAPITALS = dict(zip("АВЕЗІЈКМНОРСТУХЅҮԌԚԜ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABE3IJKMHOPCTYXSYGQW" + "ABEZHIKMNOPTYX", strict=True))
_SMALL = dict(
    zip(
        "аеорсухіјѕһԁӏԛԝѵкмтгп" + "αενορτυιχκ" + "øłđıɑɡɩŀħŧƅƽʋ" + "ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢꜱꜰ",
        "aeopcyxijshdlqwvkmtrn" + "aevoptuixk" + "oldiagilhtbsv" + "abcdeghijklmnoprtuvwyzsf",
        strict=True,
    )
)
# Traditional and variant forms of what stands in names of admins and in talk about money.
_CHINESE = dict(
    zip(
        "羣賬帳帐轉擔戶戸驗證碼單墊錢紅雙銀號換幫請連鏈掃遠訂買賣這個馬員財務會計協過將貨價認識裡裏麼們賺點擊圖險釋費額"
        "發給還樣陳張劉楊趙黃吳孫鄭馮許鄧蕭葉蘇盧蔣韓龍顏萬錦麗華偉強傑東國軍榮貴風飛鳳蘭雲嶽喬莊嚴薈壞舊屬專運團隊經濟"
        "書畫鍋廠產業軟體電腦機熱線繫維護問題響應處終總監審覈査導師術聯擬幣內話網頁頭説說讓誰對報結實際從無爲為後進開關"
        "門間聞聽聲讀讚賞贈禮辦戲藝歡樂愛親優創",
        "群账账账转担户户验证码单垫钱红双银号换帮请连链扫远订买卖这个马员财务会计协过将货价认识里里么们赚点击图险释费额"
        "发给还样陈张刘杨赵黄吴孙郑冯许邓萧叶苏卢蒋韩龙颜万锦丽华伟强杰东国军荣贵风飞凤兰云岳乔庄严荟坏旧属专运团队经济"
        "书画锅厂产业软体电脑机热线系维护问题响应处终总监审核查导师术联拟币内话网页头说说让谁对报结实际从无为为后进开关"
        "门间闻听声读赞赏赠礼办戏艺欢乐爱亲优创",
        strict=True,
    )
)
# Chinese characters that one takes for each other at a glance.
_TWINS = dict(zip("末巳已曰囗士入干夭刁壬汩侯亳", "未己己日口土人千天刀王汨候毫", strict=True))
_BADGES = (range(0x1F150, 0x1F16A), range(0x1F170, 0x1F18A), range(0x1F1E6, 0x1F200))  # letters in circles and boxes


@lru_cache(maxsize=4096)
def fold(char: str) -> str:
    """One character as it is compared: none, one or several; space and signs stay signs."""
    for badges in _BADGES:
        if ord(char) in badges:
            return chr(ord("a") + ord(char) - badges.start)
    flat = unicodedata.normalize("NFKD", _CAPITALS.get(char, char))
    kept = (each for each in flat if unicodedata.category(each) not in {"Mn", "Me", "Cf", "Cs", "Co", "Cn"})
    small = "".join(_CAPITALS.get(each, each) for each in kept).casefold()
    return "".join(_CHINESE.get(each, _SMALL.get(each, each)) for each in small)


def twin(char: str) -> str:
    """A Chinese character as its look-alike, any other as it is."""
    return _TWINS.get(char, char)


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"
