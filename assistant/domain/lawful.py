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

_FRAUD = (
    *("刷单", "刷信誉", "刷销量", "刷好评", "刷流水", "补单", "做单返", "返利任务", "垫付", "垫资", "垫款"),
    *("跑分", "代收款", "代付款", "代收代付", "收款码出租", "租收款码", "借收款码", "码商", "走账", "过账", "洗钱"),
    *("卡商", "收卡", "租卡", "租银行卡", "买卖银行卡", "养号", "租号", "出租微信", "买卖微信号", "电话卡收购"),
    *("brushing", "clickfarm", "fakereview", "fakeorder", "paidreview", "moneymule", "launder", "rentyouraccount"),
    *("advancepayment", "upfrontdeposit", "rentbankaccount", "rentpaymentcode", "payinadvanceforothers"),
)
_GOODS = (
    *(
        "毒品",
        "大麻",
        "冰毒",
        "海洛因",
        "摇头丸",
        "k粉",
        "笑气",
        "迷药",
        "枪支",
        "枪械",
        "手枪",
        "步枪",
        "气枪",
        "猎枪",
        "仿真枪",
        "子弹",
        "军火",
        "弓弩",
        "枪支弹药",
        "弹药",
        "炸药",
        "管制刀具",
    ),
    *("电棍", "假币", "假证", "办证", "假发票", "代开发票", "发票代开", "野生动物", "象牙", "犀牛角", "穿山甲"),
    *(
        "香烟",
        "卷烟",
        "烟草",
        "电子烟",
        "处方药",
        "器官",
        "代孕",
        "卖卵",
        "色情",
        "援交",
        "裸聊",
        "赌博",
        "博彩",
        "六合彩",
    ),
    *(
        "身份证买卖",
        "公民信息",
        "个人信息买卖",
        "代考",
        "替考",
        "代写论文",
        "论文代写",
        "考试答案",
        "假货",
        "高仿",
        "a货",
    ),
    *("翻墙", "外挂", "盗号", "银行卡四件套", "催情"),
    *(
        "cocaine",
        "heroin",
        "cannabis",
        "marijuana",
        "weed",
        "meth",
        "mdma",
        "firearm",
        "handgun",
        "pistol",
        "rifle",
        "guns",
        "ammunition",
    ),
    *("explosive", "counterfeit", "replicabag", "fakeid", "fakepassport", "ivory", "cigarette", "tobacco", "vape"),
    *("prescriptiondrug", "organtrade", "surrogacy", "porn", "escortservice", "gambling", "casino"),
    *("stolen", "examtaking", "essaywriting", "personaldata", "hackingservice"),
)
_WHOLE = frozenset({"烟", "枪", "毒", "weed", "gun", "drugs", "drug", "vpn", "acc"})

FRAUD = N_(
    "I can't help with this one. Fake orders, paying in advance, lending accounts or collecting for others are frauds "
    "or help them, and the members pay for it. If you mean something else, say it in other words."
)
GOODS = N_(
    "This may not be traded, so I can't set up a group for it. If you mean something else, say it in other words."
)


def normal(text: str) -> str:
    """The text without width, case, spaces and punctuation, so that 刷 单 and 刷-单 are 刷单."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


def refuse_unlawful(text: str) -> None:
    """Raise Refused with the reason when the words name prohibited goods or a fraud."""
    folded = normal(text)
    if any(word in folded for word in _FRAUD):
        raise Refused(FRAUD)
    if folded in _WHOLE or any(word in folded for word in _GOODS):
        raise Refused(GOODS)
