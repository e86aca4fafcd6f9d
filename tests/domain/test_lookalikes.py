"""Look-alike names: real-looking clones are seen, ordinary people are left in peace."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.folding import fold
from assistant.domain.lookalikes import Likeness, LookAlike, Trusted, among, claims_office, likeness, look_alike

CLONES = [
    ("小陈", "小陈", Likeness.SAME),
    ("小陈", " 小陈 ", Likeness.SAME),
    ("小陈", "小 陈", Likeness.DISGUISED),
    ("小陈", "小陈.", Likeness.DISGUISED),
    ("小陈", "小陈。。", Likeness.DISGUISED),
    ("小陈", "小\u200b陈", Likeness.DISGUISED),
    ("小陈", "小陳", Likeness.DISGUISED),
    ("小陈", "🌸小陈🌸", Likeness.DISGUISED),
    ("河畔群主", "河畔羣主", Likeness.DISGUISED),
    ("张伟", "張偉", Likeness.DISGUISED),
    ("李未", "李末", Likeness.DISGUISED),
    ("己亥书屋", "已亥书屋", Likeness.DISGUISED),
    ("Anna", "ANNA", Likeness.DISGUISED),
    ("Anna", "Αnna", Likeness.DISGUISED),  # a Greek capital
    ("Anna", "Аnnа", Likeness.DISGUISED),  # Cyrillic
    ("Anna", "Ａｎｎａ", Likeness.DISGUISED),
    ("Anna", "𝐀𝐧𝐧𝐚", Likeness.DISGUISED),
    ("Anna", "ⒶⓃⓃⒶ", Likeness.DISGUISED),
    ("Anna", "Ànnä", Likeness.DISGUISED),
    ("Anna", "A n n a", Likeness.DISGUISED),
    ("Anna", "\u202eAnna", Likeness.DISGUISED),
    ("Owen", "0wen", Likeness.DISGUISED),
    ("Alice", "AIice", Likeness.DISGUISED),  # a capital i
    ("Alice", "A1ice", Likeness.DISGUISED),
    ("Martin", "Martln", Likeness.DISGUISED),
    ("Simone", "5imone", Likeness.DISGUISED),
    ("Carmen", "Carrnen", Likeness.DISGUISED),
    ("Wendy", "VVendy", Likeness.DISGUISED),
    ("book_owl", "book.owl", Likeness.DISGUISED),
    ("小陈", "群主小陈", Likeness.OFFICE),
    ("小陈", "小陈(群主)", Likeness.OFFICE),
    ("小陈", "小陈新号", Likeness.OFFICE),
    ("小陈", "小陈 本人", Likeness.OFFICE),
    ("群主小陈", "小陈", Likeness.OFFICE),
    ("Anna", "Anna (admin)", Likeness.OFFICE),
    ("Anna", "Anna · Support", Likeness.OFFICE),
    ("Riverside Books", "Rivreside Books", Likeness.NEAR),
    ("Riverside Books", "Riversside Books", Likeness.NEAR),
    ("Riverside Books", "Riverside Bocks", Likeness.NEAR),
]

CHINESE = [
    "王芳",
    "王方",
    "王伟",
    "王玮",
    "李娜",
    "李那",
    "李静",
    "李婧",
    "张敏",
    "张明",
    "张民",
    "刘洋",
    "刘阳",
    "陈晨",
    "陈辰",
    "陈诚",
    "杨帆",
    "杨凡",
    "赵磊",
    "赵雷",
    "黄勇",
    "黄永",
    "周杰",
    "周捷",
    "吴倩",
    "吴茜",
    "徐丽",
    "徐莉",
    "孙涛",
    "孙滔",
    "小陈",
    "小程",
    "小成",
    "小李",
    "小黎",
    "小王",
    "小汪",
    "小玉",
    "小田",
    "小申",
    "小由",
    "大刘",
    "大柳",
    "老张",
    "老章",
    "阿明",
    "阿鸣",
    "阿力",
    "阿丽",
    "陈姐",
    "程姐",
    "于洋",
    "余洋",
    "俞洋",
    "小于",
    "小千",
    "小宇",
    "小雨",
    "李子",
    "李孜",
    "林木",
    "林目",
    "何杰",
    "何洁",
    "马超",
    "冯超",
    "高峰",
    "高锋",
    "罗兰",
    "罗岚",
    "梁静",
    "梁婧",
    "宋佳",
    "宋嘉",
    "郑爽",
    "曾爽",
    "谢天",
    "谢田",
    "小陈-二手书",
    "小李-二手书",
    "小陈-家电",
    "陈记水果",
    "程记水果",
    "河畔书屋",
    "湖畔书屋",
    "家政王姐",
    "家政汪姐",
    "三月",
    "二月",
    "星辰",
    "晨星",
    "小鱼儿",
    "小虞儿",
    "101张三",
    "102张三",
    "1栋陈",
    "7栋陈",
]
LATIN = "Anna Hanna Ian Lan Liam Lia Maria Mario Marta Daniel Daniela Jonas Jonah Ben Ben2 Tom Tim Christian Kristina Sara Sarah Lara Alexander Alexandra Michael Michelle Peter Petra".split()  # noqa: SIM905 - as above


@pytest.mark.parametrize(("known", "name", "how"), CLONES)
def test_clones_are_seen(known: str, name: str, how: Likeness):
    assert likeness(name, known) == how


def test_ordinary_names_are_left_in_peace():
    assert len(set(CHINESE)) == len(CHINESE)
    for names in (CHINESE, LATIN):
        alike = [(one, other) for one, other in itertools.permutations(names, 2) if likeness(one, other) is not None]
        assert alike == []
    assert [each for each in (*CHINESE, *LATIN) if claims_office(each)] == []


@pytest.mark.parametrize(
    "name", ["群主", "本群管理员", "官方客服", "收款员小王", "Group owner", "ADMIN", "аdmin", "羣主", "管 理 员", "customer service"]
)  # fmt: skip
def test_an_office_in_a_name_is_a_claim(name: str):
    owner, admin = Trusted(1, "Anna", owner=True), Trusted(2, "Ben")
    assert claims_office(name)
    assert look_alike(9, name, [admin, owner]) == LookAlike(9, name, owner, Likeness.OFFICE)


def test_the_number_decides_who_is_who():
    trusted = [Trusted(1, "Anna", owner=True), Trusted(2, "Bеn")]
    assert look_alike(1, "Anna", trusted) is None
    assert look_alike(2, "Anna", trusted) is None  # an admin may bear any name
    assert look_alike(3, "Anna", trusted) == LookAlike(3, "Anna", trusted[0], Likeness.SAME)
    assert look_alike(None, "Ben", trusted) == LookAlike(None, "Ben", trusted[1], Likeness.DISGUISED)
    assert look_alike(3, "Clara", trusted) is None
    assert look_alike(3, "Anna", []) is None
    found = among([(1, "Anna"), (3, "Clara"), (4, "ANNA"), (5, "Ben admin")], trusted)
    assert [(each.person, each.like.person, each.how) for each in found] == [
        (4, 1, Likeness.DISGUISED),
        (5, 2, Likeness.OFFICE),
    ]


def test_the_likest_of_several_is_named():
    trusted = [Trusted(1, "Riverside Bocks", owner=True), Trusted(2, "Riverside Books")]
    found = look_alike(3, "RIVERSIDE BOOKS", trusted)
    assert found is not None
    assert (found.like.person, found.how) == (2, Likeness.DISGUISED)


@given(st.text(max_size=64), st.text(max_size=64))
def test_any_names_are_taken(one: str, other: str):
    claims_office(one)
    assert (likeness(one, other) is None) == (likeness(other, one) is None)


@given(st.text(min_size=1, max_size=30), st.integers(0, 29))
def test_a_zero_width_sign_hides_nothing(name: str, at: int):
    """Nor in names of signs alone."""
    if any(fold(char).strip() for char in name):
        assert likeness(name[:at] + "\u200b" + name[at:], name) is not None
