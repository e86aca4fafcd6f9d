"""Posters as the flows will ask for them, in both languages."""

from assistant.papers.poster import PosterSpec

GROUP = "https://weixin.qq.com/g/AQYAAKkD3v7m2rT9wX0bYqLc"
MEMBER = "https://t.me/yidan_bot?start=g_7Kq2ZpX9"


def chinese(**changes) -> PosterSpec:
    said = {
        "kind": "goods",
        "badge": "商品交易",
        "tagline": "一单一结 · 当面说清",
        "name": "二手相机一单一结交易群",
        "trade_label": "交易内容",
        "trade": "二手相机、镜头和配件",
        "invite": "微信扫码进群",
        "join_title": "三步进群",
        "join": (
            "扫码进群，把群昵称改成「名字+交易」",
            "看完群公告，回复「已读群规」",
            "用下面的成员入口确认群规，开始交易",
        ),
        "rules_title": "我们的规矩",
        "rules": ("先核对订单，再付款", "24 小时内结清，48 小时内发货", "有纠纷先留证据，由中立裁判裁决"),
        "link_label": "群成员入口：确认群规、登记订单、处理纠纷",
        "link": MEMBER,
        "footer": "管理员绝不代收货款。凡说「我帮他收」的，都是骗子。",
        "qr": GROUP,
        "until_label": "有效期至",
        "until": "11月29日",
        "keep": ("一单一结", "交易群", "服务群", "任务群", "扫码", "进群"),
    }
    return PosterSpec(**{**said, **changes})


def chinese_by_invitation(**changes) -> PosterSpec:
    said = {
        "kind": "tasks",
        "badge": "任务协作",
        "name": "同城跑腿一单一结任务群",
        "trade": "同城取送、排队、代买",
        "invite": "凭邀请进群",
        "invite_note": "请群里的朋友邀请你，群主确认后就能进来。本群没有公开的进群二维码。",
        "join_title": "怎么进群",
        "join": ("找一位已在群里的朋友，请他邀请你", "等群主确认，一般当天就好", "进群后用下面的成员入口确认群规"),
        "rules": ("接单人从不垫付任何费用", "当天验收，当天结算", "有纠纷先留证据，由中立裁判裁决"),
        "qr": None,
        "until": "",
        "until_label": "",
    }
    return chinese(**{**said, **changes})


def english(**changes) -> PosterSpec:
    said = {
        "kind": "services",
        "badge": "Services",
        "tagline": "Every order settled on the spot",
        "name": "Riverside Home Repairs, Order by Order",
        "trade_label": "We book",
        "trade": "plumbing, wiring, painting",
        "invite": "Scan with WeChat to join",
        "join_title": "Join in three steps",
        "join": (
            "Scan the code and set your group name to “name + trade”",
            "Read the announcement and reply “read”",
            "Open the member link below and confirm the short rules",
        ),
        "rules_title": "House rules",
        "rules": (
            "Recap the order before any money moves",
            "Pay on acceptance, in stages above the cap",
            "Keep evidence; neutral jurors settle disputes",
        ),
        "link_label": "Member link: rules, orders, disputes",
        "footer": "Admins never collect money for others. Whoever says “I collect for him” is a fraud.",
        "until_label": "Valid until",
        "until": "29 November",
        "keep": (),
    }
    return chinese(**{**said, **changes})


def english_by_invitation(**changes) -> PosterSpec:
    said = {
        "kind": "goods",
        "badge": "Goods",
        "invite": "By invitation only",
        "invite_note": "Ask a member to invite you; the owner confirms. This group has no public QR code.",
        "join_title": "How to join",
        "join": (
            "Ask a friend who is already in the group to invite you",
            "Wait for the owner to confirm, usually the same day",
            "Open the member link below and confirm the short rules",
        ),
        "qr": None,
        "until": "",
        "until_label": "",
    }
    return english(**{**said, **changes})
