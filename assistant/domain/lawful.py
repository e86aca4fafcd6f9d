"""The lawful-goods gate: what a group may not trade, and tasks that are frauds. Words, not judgement.

The lists hold what small trade groups are really misused for; sources: Chinese police notices on
刷单返利, 跑分 and 代收款 schemes, and what market places list as prohibited.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.errors import Refused
from assistant.i18n import N_

_NOISE = re.compile(r"[\W_]+")


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FRAUD = (
    *("刷单", "刷信誉", "刷销量", "刷好评", "刷流水", "补单", "做单返", "返利任务", "垫付", "垫资", "垫款"),
    *("跑分", "代收款", "代付款", "代收代付", "收款码出租", "租收款码", "借收款码", "码商", "走账", "过账", "洗钱"),
    *("卡商", "收卡", "租卡", "租银行卡", "买卖银行卡", "养号", "租号", "出租微信", "买卖微信号", "电话卡收购"),
    *("brushing", "clickfarm", "fakereview", "fakeorder", "paidreview", "moneymule", "launder", "rentyouraccount"),
    *("advancepayment", "upfrontdeposit", "rentbankaccount", "rentpaymentcode", "payinadvanceforothers"),
)
# what may not be traded: why not, the words that say so, and those that do only when they stand alone
_GOODS: tuple[tuple[str, frozenset[str], frozenset[str]], ...] = (
    (
        N_(
            "Drugs and knockout drops are forbidden, so I can't help with that. If you mean something else, say it in other words."
        ),
        _each("毒品 大麻 冰毒 海洛因 摇头丸 k粉 笑气 迷药 催情 cocaine heroin cannabis marijuana weed meth mdma"),
        _each("毒 weed drugs drug"),
    ),
    (
        N_(
            "Weapons, ammunition and explosives are forbidden, so I can't help with that. If you mean something else, say it in other words."
        ),
        _each(
            "枪支 枪械 手枪 步枪 气枪 猎枪 仿真枪 子弹 军火 弓弩 弹药 炸药 管制刀具 电棍 firearm handgun pistol rifle guns ammunition explosive"
        ),
        _each("枪 gun"),
    ),
    (
        N_(
            "Tobacco and prescription medicine need a licence and may not be sold in chat groups, so I can't help with that. If you mean something else, say it in other words."
        ),
        _each("香烟 卷烟 烟草 电子烟 处方药 cigarette tobacco vape prescriptiondrug"),
        _each("烟"),
    ),
    (
        N_(
            "Forged money, papers and invoices are a crime, so I can't help with that. If you mean something else, say it in other words."
        ),
        _each("假币 假证 办证 假发票 代开发票 发票代开 fakeid fakepassport"),
        _each(""),
    ),
    (
        N_(
            "Protected animals and what is made of them may not be traded, so I can't help with that. If you mean something else, say it in other words."
        ),
        _each("野生动物 象牙 犀牛角 穿山甲 ivory"),
        _each(""),
    ),
    (
        N_(
            "Organs, surrogacy and sexual services may not be offered, so I can't help with that. If you mean something else, say it in other words."
        ),
        _each("器官 代孕 卖卵 色情 援交 裸聊 organtrade surrogacy porn escortservice"),
        _each(""),
    ),
    (
        N_("Gambling is forbidden, so I can't help with that. If you mean something else, say it in other words."),
        _each("赌博 博彩 六合彩 gambling casino"),
        _each(""),
    ),
    (
        N_(
            "Accounts, bank cards and personal data of others may not be traded, nor what breaks into them, so I can't help with that. If you mean something else, say it in other words."
        ),
        _each("身份证买卖 公民信息 个人信息买卖 翻墙 外挂 盗号 银行卡四件套 personaldata hackingservice"),
        _each("vpn acc"),
    ),
    (
        N_(
            "Sitting exams or writing papers for others is fraud, so I can't help with that. If you mean something else, say it in other words."
        ),
        _each("代考 替考 代写论文 论文代写 考试答案 examtaking essaywriting"),
        _each(""),
    ),
    (
        N_(
            "Fakes and stolen goods may not be sold, so I can't help with that. If you mean something else, say it in other words."
        ),
        _each("假货 高仿 a货 counterfeit replicabag stolen"),
        _each(""),
    ),
)
FRAUD = N_(
    "I can't help with this one. Fake orders, paying in advance, lending accounts or collecting for others are frauds "
    "or help them, and the members pay for it. If you mean something else, say it in other words."
)


def normal(text: str) -> str:
    """The text without width, case, spaces and punctuation, so that 刷 单 and 刷-单 are 刷单."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


def refuse_unlawful(text: str) -> None:
    """Raise Refused with the reason when the words name prohibited goods or a fraud."""
    folded = normal(text)
    if any(word in folded for word in _FRAUD):
        raise Refused(FRAUD)
    for reason, words, alone in _GOODS:
        if folded in alone or any(word in folded for word in words):
            raise Refused(reason)
