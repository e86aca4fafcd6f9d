"""The scam check: every trick is found in both languages, honest talk is left alone, any text is taken."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import i18n
from assistant.domain.scams import MOST, SMELLS, Verdict, sniff, verdict
from assistant.domain.smells import MIXTURE, Smell
from tests.domain.scam_corpus import BAD, HARMLESS, UNSEEN_BAD, UNSEEN_HARMLESS

SPOKEN = "先交押金退款转账验证码发给我收款码别告诉群主scan this code to pay 私下 。,!?\n\u200b"


def keys(text: str) -> set[str]:
    return {each.smell.key for each in sniff(text)}


def flagged(text: str) -> bool:
    return verdict(sniff(text)) in {Verdict.BAD, Verdict.DOUBTFUL}


@pytest.mark.parametrize("locale", i18n.locales())
@pytest.mark.parametrize("smell", SMELLS, ids=lambda smell: smell.key)
def test_each_trick_is_found_in_its_own_example(smell: Smell, locale: str):
    assert smell.key in keys(i18n.text(smell.says, locale))


def test_the_table_is_sound():
    assert len({smell.key for smell in SMELLS}) == len(SMELLS) >= 15
    assert all(smell.weight in {1, 2, 3} and (smell.zh or smell.en or smell is MIXTURE) for smell in SMELLS)
    shown = [i18n.text(text, locale) for smell in SMELLS for text in (smell.why, smell.do) for locale in i18n.locales()]
    assert max(map(len, shown)) <= 110


def judged(bad: Sequence[str], harmless: Sequence[str]) -> tuple[float, float]:
    """Recall and precision."""
    hits, false = sum(map(flagged, bad)), sum(map(flagged, harmless))
    return hits / len(bad), hits / (hits + false)


def test_of_real_messages_nearly_all_are_judged_rightly():
    recall, precision = judged(BAD, HARMLESS)
    assert len(BAD) + len(HARMLESS) >= 300
    assert recall >= 0.95, [text for text in BAD if not flagged(text)]
    assert precision >= 0.98, [text for text in HARMLESS if flagged(text)]


def test_of_messages_nobody_thought_of_most_are_and_nobody_is_accused():
    """A check of words alone cannot do much better; the answer says so to its reader."""
    recall, precision = judged(UNSEEN_BAD, UNSEEN_HARMLESS)
    assert recall >= 0.6
    assert precision == 1


@pytest.mark.parametrize(
    "text",
    ["私 下 转 账", "私.下.转.账", "私下轉賬", "私\u200b下\u200b转\u200b账", "私下转帐", "私|下|转|账", "ｐｒｉｖａｔｅ ｔｒａｎｓｆｅｒ", "privаte trаnsfer"],
)  # fmt: skip
def test_disguises_do_not_help(text: str):
    assert keys(f"来,{text}给我") == {"private"}


@pytest.mark.parametrize(
    ("text", "warns"),
    [
        ("切勿私下转账", True),
        ("禁止垫付", True),
        ("管理员绝不会问你要验证码", True),
        ("never pay outside the platform", True),
        ("Beware of private transfers", True),
        ("不要担心,私下转账给我", False),  # the "never" belongs to another clause
        ("Don't worry, pay me instead", False),
        ("不用找平台,垫付一下", False),
        ("My card was stolen, I'll pay you cash tomorrow", True),
        ("I lost my card, I transfer the money tomorrow", True),
        ("手机坏了,钱晚点转给你", True),
        ("听说有人冒充银行让点链接领补贴,都是骗子", True),
    ],
)
def test_a_warning_is_no_swindle_nor_is_bad_luck(text: str, warns: bool):
    assert (verdict(sniff(text)) == Verdict.NOTHING) == warns


def test_the_worst_comes_first_and_what_was_written_is_quoted():
    found = sniff("马上付款!退款要先交 100 元认证金,别告诉群主")
    assert [each.smell.key for each in found] == ["pay_first", "secret", "urgent"]
    assert [each.smell.weight for each in found] == [3, 2, 1]
    assert found[1].quote == "别告诉群主"
    assert sniff("私 下 転 · 轉 賬 · 私 下 轉 賬 吧")[0].quote.startswith("私 下 轉")


def test_one_light_smell_accuses_nobody():
    assert verdict(sniff("看这里 https://example.com/book")) == Verdict.WEAK
    assert verdict(sniff("书还在吗")) == Verdict.NOTHING
    assert verdict(sniff("扫码付款,马上转")) == Verdict.DOUBTFUL or verdict(sniff("扫码付款,马上转")) == Verdict.BAD


@given(st.text(max_size=300) | st.text(alphabet=SPOKEN, max_size=300))
def test_any_text_is_taken(text: str):
    found = sniff(text)
    assert len({each.smell.key for each in found}) == len(found)
    for each in found:
        assert 0 < len(each.quote) <= 24
        assert each.quote.rstrip("…") in " ".join(text.split())


@pytest.mark.parametrize(
    "piece", ["a", "先", "退款", "scan ", "验证码", "send me the ", "账号", "不", "。", "https://", "\ud800", "你先"]
)
def test_the_longest_message_takes_no_time(piece: str):
    began = time.process_time()
    sniff((piece * MOST)[: 2 * MOST])
    assert time.process_time() - began < 1  # a few milliseconds; an expression that backtracks takes minutes
