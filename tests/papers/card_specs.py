"""Cards and printed rules as the flows will ask for them, in both languages."""

from assistant.papers.impersonation_card import ImpersonationCardSpec, Member
from assistant.papers.rules_card import RuleGroup, RulesCardSpec
from assistant.papers.rules_pdf import Clause, RulesPdfSpec
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


CLAUSES = (
    (
        "信息要真实",
        "发布交易信息时，写清名称、成色、价格、瑕疵和交付方式，附实拍图。图片和文字要与实物一致，不用网图，不夸大，不隐瞒。",
    ),
    (
        "先核对，再付款",
        "付款之前，双方在助手里核对订单：买什么、多少钱、谁付给谁、什么时候付、怎么交付。双方都按下「同意」，订单才算成立；群里的口头约定不算。",
    ),
    (
        "付款方式",
        "优先用平台自带的群收款；经常出货的成员用商家收款码。不用保存下来的个人收款码截图，不走来路不明的链接。",
    ),
    ("单笔限额", "单笔不超过 2,000 元。超过的拆成几期，每一期单独核对、单独确认，前一期两清以后再做下一期。"),
    (
        "结清时间",
        "谈妥后 24 小时内付清，收款后 48 小时内发货。\n晚了先说一声；说过的可以顺延一次，不超过 24 小时，没说的按违约处理。",
    ),
    (
        "纠纷裁决",
        "先由双方协商。协商不成，由三位与双方没有关系的中立裁判，看完双方的证据以后投票决定；群主不投票，也不能改判。不服的可以申诉一次，换一组裁判。",
    ),
)


def pdf_chinese(**changes) -> RulesPdfSpec:
    said = {
        "kind": "goods",
        "badge": "商品交易",
        "tagline": "一单一结 · 当面说清",
        "name": "二手相机一单一结交易群",
        "version": "群规第 3 版 · 2026年11月23日起生效",
        "intro": "下面的规矩是我们共同的约定。每一笔交易都按谈妥那天有效的版本办；改动会提前公布，需要大家重新确认。",
        "clauses": tuple(Clause(title, text) for title, text in CLAUSES),
        "page": "第 {page} 页，共 {pages} 页",
        "link_label": "确认群规、登记订单、处理纠纷",
        "link": MEMBER,
        "footer": "管理员绝不代收货款。凡说「我帮他收」的，都是骗子。",
        "language": "zh-CN",
        "keep": KEEP,
    }
    return RulesPdfSpec(**{**said, **changes})


def pdf_english(**changes) -> RulesPdfSpec:
    said = {
        "kind": "services",
        "badge": "Services",
        "tagline": "Every order settled on the spot",
        "name": "Riverside Home Repairs, Order by Order",
        "version": "Rules, version 3, in force from 23 November 2026",
        "intro": "These rules are our common agreement. Every deal is judged by the version that was in force on the day it was agreed.",
        "clauses": (
            Clause(
                "Tell the truth",
                "Say what you do, for how much, by when. No borrowed pictures, no promises that you can't keep.",
            ),
            Clause(
                "Recap before paying",
                "Before any money moves, both sides recap the order with the assistant: what, how much, who pays whom, by when. Only what both have confirmed counts; “we said so in the chat” doesn't.",
            ),
            Clause(
                "Cap",
                "No single deal above £500 or 600 €. Larger ones are paid in stages, each recapped and accepted on its own.",
            ),
            Clause(
                "Settlement",
                "Pay on acceptance.\nWhoever is late says so first; that moves the deadline once, by no more than 24 hours.",
            ),
            Clause(
                "Disputes",
                "Talk first. If that fails, three neutral jurors decide after having seen the evidence of both sides; the owner neither votes nor overrules them. Either side may appeal once, to other jurors.",
            ),
        ),
        "page": "Page {page} of {pages}",
        "link_label": "Confirm the rules, record orders, settle disputes",
        "footer": "Admins never collect money for others. Whoever says “I collect for him” is a fraud.",
        "language": "en",
        "keep": (),
    }
    return pdf_chinese(**{**said, **changes})


def many_clauses(spec: RulesPdfSpec, count: int, times: int = 1) -> tuple[Clause, ...]:
    """Clauses again and again, each text so many times."""
    return tuple(
        Clause(spec.clauses[at % len(spec.clauses)].title, spec.clauses[at % len(spec.clauses)].text * times)
        for at in range(count)
    )
