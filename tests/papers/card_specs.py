"""Cards and printed rules as the flows will ask for them, in both languages."""

from assistant.papers.impersonation_card import ImpersonationCardSpec, Member
from assistant.papers.rules_card import RuleGroup, RulesCardSpec
from assistant.papers.scam_card import Scam, ScamCardSpec

MEMBER = "https://t.me/yidan_bot?start=g_7Kq2ZpX9"
KEEP = ("一单一结", "交易群", "服务群", "任务群", "小时", "群公告")
WIDE_NAME = "城南老街坊二手母婴玩具图书小家电一单一结交易互助群第二分群三四"
LATIN_NAME = "Riverside and Northbridge Second-hand Photography Equipment X"[:60]


def rules_card_chinese(**changes) -> RulesCardSpec:
    said = {
        "kind": "goods",
        "badge": "商品交易",
        "tagline": "一单一结 · 当面说清",
        "name": "二手相机一单一结交易群",
        "version": "群规第 3 版 · 2026年11月23日",
        "groups": (
            RuleGroup("成交", ("发实拍图，写明价格和瑕疵", "付款前双方核对订单", "单笔不超过 2,000 元，超过就分期")),
            RuleGroup("付款与交货", ("谈妥 24 小时内付清", "48 小时内发货，给出单号", "只用平台群收款或商家码")),
            RuleGroup("收货之后", ("收到当天确认", "有问题 24 小时内提出", "与描述不符可退货，运费由卖家出")),
            RuleGroup(
                "红线",
                ("不做虚假宣传", "不一物多卖", "不卖假货、违禁品", "不代收货款，不当中间人", "不泄露他人信息"),
            ),
            RuleGroup(
                "纠纷与处罚",
                ("先协商，再由中立裁判裁决", "提醒 → 禁言一天 → 禁言七天 → 移出", "处罚对谁都一样，30 天后清零"),
            ),
        ),
        "more": "另有 {count} 条，见完整群规",
        "link_label": "完整群规、登记订单、处理纠纷",
        "link": MEMBER,
        "footer": "管理员绝不代收货款。凡说「我帮他收」的，都是骗子。",
        "keep": KEEP,
    }
    return RulesCardSpec(**{**said, **changes})


def rules_card_english(**changes) -> RulesCardSpec:
    said = {
        "kind": "services",
        "badge": "Services",
        "tagline": "Every order settled on the spot",
        "name": "Riverside Home Repairs, Order by Order",
        "version": "Rules, version 3 of 23 November 2026",
        "groups": (
            RuleGroup(
                "Making a deal",
                (
                    "Say what you do, for how much, by when",
                    "Recap the order before any money moves",
                    "No deal above £500, unless paid in stages",
                ),
            ),
            RuleGroup(
                "Pay and work",
                ("Pay on acceptance", "Use the group's payment or a merchant code", "Accept or object within 72 hours"),
            ),
            RuleGroup("Afterwards", ("Claims within 3 days of acceptance", "One redo first, then a partial refund")),
            RuleGroup(
                "Never",
                (
                    "No false advertising",
                    "No double booking",
                    "Nobody collects money for others",
                    "Nobody's details leave the group",
                ),
            ),
            RuleGroup(
                "Disputes and penalties",
                (
                    "Talk first; then three neutral jurors decide",
                    "Reminder, a day without offers, a week, removal",
                    "The same step for everybody; it lapses after 30 days",
                ),
            ),
        ),
        "more": "{count} more in the full rules",
        "link_label": "Full rules, orders, disputes",
        "footer": "Admins never collect money for others. Whoever says “I collect for him” is a fraud.",
        "keep": (),
    }
    return rules_card_chinese(**{**said, **changes})


def admins(count: int) -> tuple[Member, ...]:
    names = (
        "林小满",
        "Anna Kowalska",
        "老周修相机",
        "陈默",
        "Bo",
        "城南旧书店的阿芳",
        "Maximilian von Hohenberg",
        "王一",
    )
    return tuple(
        Member(names[at % len(names)], 5_123_456_789 + at * 97_531_864 if at % 3 else 98_765_432 + at * 1_000_003)
        for at in range(count)
    )


def impersonation_chinese(**changes) -> ImpersonationCardSpec:
    said = {
        "kind": "goods",
        "badge": "商品交易",
        "tagline": "防冒充卡",
        "name": "二手相机一单一结交易群",
        "title": "只认号码，不认头像和昵称",
        "payee_title": "唯一收款人",
        "payee": Member("林小满", 5_123_456_789, "只收自己卖货的钱，只用群收款或商家码"),
        "admins_title": "管理员",
        "admins": admins(3),
        "others": "除此之外，都不是我们",
        "others_notes": ("谁来收钱，先对号码，一位都不能差。", "管理员不会私聊要钱、要验证码。"),
        "link_label": "拿不准？转发给助手看一看",
        "link": MEMBER,
        "footer": "管理员绝不代收货款。凡说「我帮他收」的，都是骗子。",
        "keep": KEEP,
    }
    return ImpersonationCardSpec(**{**said, **changes})


def impersonation_english(**changes) -> ImpersonationCardSpec:
    said = {
        "kind": "services",
        "badge": "Services",
        "tagline": "Who is who",
        "name": "Riverside Home Repairs, Order by Order",
        "title": "Trust the number, not the name or picture",
        "payee_title": "The only payee",
        "payee": Member(
            "Lin Xiaoman", 5_123_456_789, "Collects for her own work only, by group payment or merchant code"
        ),
        "admins_title": "Admins",
        "others": "Everyone else is not us",
        "others_notes": ("Before you pay, compare every digit.", "Admins never ask for money or codes in private."),
        "link_label": "Not sure? Forward it to the assistant",
        "footer": "Admins never collect money for others. Whoever says “I collect for him” is a fraud.",
        "keep": (),
    }
    return impersonation_chinese(**{**said, **changes})


def scam_chinese(**changes) -> ScamCardSpec:
    said = {
        "kind": "goods",
        "badge": "商品交易",
        "tagline": "防骗卡",
        "name": "二手相机一单一结交易群",
        "title": "听到这三句，先停手",
        "scams": (
            Scam("热心的陌生人", "「我跟卖家很熟，帮你谈，保证便宜。」", "不请自来，急着把你拉到群外。"),
            Scam("我帮他收", "「卖家在忙，钱先转给我，我是管理员。」", "收款人不是卖家本人，号码跟防冒充卡对不上。"),
            Scam("私下转账", "「走平台要手续费，加我微信直接转。」", "不核对订单，不肯用群收款，催你马上付。"),
        ),
        "do_title": "遇到了怎么办",
        "do": (
            "不付钱，不给验证码",
            "截下完整对话，别删记录",
            "转发给助手，听它说哪里不对",
            "告诉群主；钱已转出就马上联系平台和警方",
        ),
        "link_label": "可疑消息发到这里",
        "link": MEMBER,
        "footer": "管理员绝不代收货款。凡说「我帮他收」的，都是骗子。",
        "keep": (*KEEP, "管理员", "收款人", "验证码", "马上", "平台"),
    }
    return ScamCardSpec(**{**said, **changes})


def scam_english(**changes) -> ScamCardSpec:
    said = {
        "kind": "tasks",
        "badge": "Tasks",
        "tagline": "Scam card",
        "name": "Riverside Errands, Order by Order",
        "title": "Three sentences to stop at",
        "scams": (
            Scam(
                "The helpful stranger",
                "“I know the client well. I'll arrange it for you, cheaper.”",
                "Nobody asked, and it has to happen outside the group.",
            ),
            Scam(
                "“I collect for him”",
                "“He is busy, send it to me. I'm an admin.”",
                "The payee is not the seller, and the number is not on the impersonation card.",
            ),
            Scam(
                "Private transfer",
                "“The platform takes a fee. Pay me directly, right now.”",
                "No recap, no group payment, and always in a hurry.",
            ),
        ),
        "do_title": "What to do",
        "do": (
            "Pay nothing, tell no code",
            "Keep the whole conversation",
            "Forward it to the assistant and hear what smells",
            "Tell the owner; if money has left, call the platform and the police",
        ),
        "link_label": "Send what looks odd here",
        "footer": "Admins never collect money for others. Whoever says “I collect for him” is a fraud.",
        "keep": (),
    }
    return scam_chinese(**{**said, **changes})
