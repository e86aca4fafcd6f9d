"""What swindlers say: what hardly ever is honest. Adding a trick is adding one entry.

Sources: notices of Chinese police and of WeChat on 刷单返利, 跑分, 代收款, 冒充客服 and 屏幕共享 frauds, and the rules and
scam guides of market places. `zh` is matched against the words without blanks and signs, `en` with them.
"""

from __future__ import annotations

from assistant.domain.smells.smell import BAD, Smell
from assistant.i18n import N_

_CODE = r"(?:验证码|校验码|动态码|动态密码|短信码|支付密码|银行卡密码|登录密码|付款码数字)"
_GIVE = r"(?:发|告诉|给|报|念|说|转|截图|提供|回复|输入到)"
_DEPOSIT = r"(?:押金|保证金|入会费|会费|培训费|服装费|报名费|工本费|激活费|材料费|诚意金|资料费)"
_JOB = r"(?:任务|兼职|接单|派单|做单|抢单|入职|上岗|开工)"
_RELEASE = r"(?:退款|退钱|返款|解冻|提现|理赔|赔付|到账|放款|解封)"
_PAY = r"(?:交|付|缴|转|充|打款|垫|存|汇)"

HEAVY = (
    Smell(
        "code",
        BAD,
        N_("Wants a code or password"),
        N_("“Please send me the verification code you just got.”"),
        N_("Whoever has the code has your account or your money."),
        N_("Give codes and passwords to nobody, not even to support or an admin."),
        rf"{_CODE}[^不别勿]{{0,8}}{_GIVE}|{_GIVE}.{{0,8}}{_CODE}",
        r"\b(?:send|tell|give|forward|share|read|need|what is|what's)\b[^.!?]{0,40}\b(?:(?:verification|security|sms|login|confirmation|one-time|6-digit|six-digit) ?(?:code|password)|otp|cvv|banking password|(?:bank|card|login|account) (?:pin|password))\b",
    ),
    Smell(
        "safe_account",
        BAD,
        N_("“Safe account”"),
        N_("“Move your money to the safe account so that it is not frozen.”"),
        N_("No bank, court or police has such an account. It belongs to the swindler."),
        N_("Hang up, and call the bank at the number on your card."),
        r"安全账户|安全帐号|安全账号|监管账户|核查账户|清查账户|资金清查|资金核查",
        r"\b(?:safe|secure|supervision|government|clearance) (?:bank )?account\b",
    ),
    Smell(
        "pay_first",
        BAD,
        N_("Pay first to get money"),
        N_("“To get your refund, first pay a release fee.”"),
        N_("A real refund costs nothing. After the first fee comes the second."),
        N_("Pay nothing. Ask for the refund where you paid."),
        rf"{_RELEASE}.{{0,16}}(?:先|需要?|必须|要|得){_PAY}|(?:先|必须){_PAY}.{{0,16}}才能?.{{0,4}}{_RELEASE}|(?:解冻费|认证金|验资|刷流水|激活金)",
        r"\b(?:refund|withdraw\w*|unfreeze|unlock|release|payout|prize|compensation)\b[^.!?]{0,60}\b(?:first|need to|must|have to)\b[^.!?]{0,20}\b(?:pay|deposit|transfer|send)\b|\b(?:release|unfreezing|activation|clearance|processing) fee\b",
    ),
    Smell(
        "brushing",
        BAD,
        N_("Fake orders, likes for money"),
        N_("“Place orders for our shop and get your money back with 8% commission.”"),
        N_("The first small sums come back so that you pay a big one. It is also against the law."),
        N_("Stop, pay no further order. Save everything and report it to the police."),
        r"刷单|刷信誉|刷销量|刷好评|刷流水任务|补单|做单返|返利任务|任务返利|垫单|本金.{0,6}(?:返|佣金)|佣金(?:秒|立|即|现)(?:结|返|到)|(?:点赞|关注|加购|收藏).{0,10}(?:赚|挣|返|佣金|元一|块一)",
        r"\b(?:fake (?:orders?|reviews?)|brush(?:ing)? orders?|paid reviews?|place orders? for (?:our|the|my) (?:shop|store))\b|\b(?:get|earn|money)\b[^.!?]{0,40}\b(?:commission (?:back|per order)|with \d+ ?% commission|for (?:likes|liking|following))\b",
    ),
    Smell(
        "mule",
        BAD,
        N_("Borrows your account"),
        N_("“Lend us your payment code, 1% for you on every sum that passes.”"),
        N_("What passes is stolen money. Your account is frozen, and you are the one the police find."),
        N_("Refuse. Never lend codes, cards or accounts, not for an hour."),
        r"跑分|走账|过账|(?:借|租|出租|收购?|用)(?:一下|下|用)?你?的?(?:个人)?(?:收款码|银行卡|微信号|支付宝账?号?|对公账户)|(?:收款码|银行卡|微信号)(?:借|租|给)(?:我|我们)|过流水",
        r"\b(?:lend|rent|use|borrow)\b[^.!?]{0,20}\byour (?:payment code|bank account|account|card|paypal|venmo)\b|\bmoney mule\b|\bmove (?:some )?money through your account\b",
    ),
    Smell(
        "collects",
        BAD,
        N_("Collects for somebody else"),
        N_("“The seller is busy, pay me instead, I pass it on.”"),
        N_("The seller never hears of it. Whoever is paid must be the one you deal with."),
        N_("Pay only the seller, by the ways your group's rules name."),
        r"代收款?(?!.{0,3}(?:件|快递|包裹|货|外卖|菜))|代(?:为|他|她|群主|卖家|商家|管理员)收(?:款|钱)|(?:帮|替)(?:他|她|群主|卖家|管理员|老板|朋友|商家|大家).{0,6}(?:收款|收钱|收一下|收货款)|(?:款|钱)(?:先|直接|都)?(?:打|转|付|发)(?:给|到)我.{0,6}(?:转交|转给|再给|再转)",
        r"\b(?:collect(?:ing)?|receiv(?:e|ing)|tak(?:e|ing)) (?:the )?(?:money|payments?|cash)[^.!?]{0,10} (?:for|on behalf of)\b|\bpay me instead\b|\bpass (?:it|the money|them) on\b|\b(?:send|pay|transfer) (?:it |the money )?to (?:my|me)\b[^.!?]{0,40}\bon (?:his|her|their) behalf\b",
    ),
    Smell(
        "private",
        BAD,
        N_("Private transfer"),
        N_("“Let us do it by private transfer, not in the group.”"),
        N_("What nobody sees nobody can settle later."),
        N_("Keep to the ways of paying that the rules name, and keep the voucher."),
        r"私下(?:转账?|交易|付|打款|收款|微信|支付宝|成交)|私转|转(?:到)?我?的?个人(?:账户|账号|卡|微信)|(?:转|打)(?:到|进)(?:这个|这张|下面的?|我老?[婆公]?的?)(?:卡|账户|账号|银行卡)",
        r"\b(?:private|off-?the-?record) (?:transfer|payment|deal)\b|\b(?:transfer|send|pay) (?:it|the money|me)? ?privately\b|\b(?:transfer|wire|send)\b[^.!?]{0,20}\bto (?:this|my personal|my wife's|my husband's) (?:account|card)\b",
    ),
    Smell(
        "off_platform",
        BAD,
        N_("Away from the platform"),
        N_("“Pay outside the platform and we both save the fee.”"),
        N_("Outside it nobody protects your payment; that is the whole point."),
        N_("Pay where you ordered, or not at all."),
        r"(?:不走|绕过|绕开|跳过|避开|脱离|别走|不用走|不通过|取消订单)(?:了)?.{0,4}(?:平台|闲鱼|转转|淘宝|咸鱼|群收款|担保|小程序).{0,10}|(?:平台|闲鱼|咸鱼)外|(?:线下|微信)(?:付款|转账|交易)(?:更|能|可以)?(?:便宜|省|优惠|划算)|省(?:了|掉|下)?(?:平台)?手续费",
        r"\b(?:outside|off|bypass|avoid|skip|without) (?:of )?(?:the )?(?:platform|app|site|escrow|marketplace)\b|\bcancel the order and pay\b|\b(?:save|avoid|skip) (?:us )?(?:both )?the (?:platform )?fees?\b",
    ),
    Smell(
        "advance",
        BAD,
        N_("You are to pay in advance"),
        N_("“Pay in advance for the client, we reimburse you tonight.”"),
        N_("Whoever works never pays. The reimbursement does not come."),
        N_("Refuse. If the group hands out tasks, tell its owner."),
        rf"垫付|垫资|垫款|先垫|帮我垫|你先(?:帮我)?付.{{0,8}}(?:报销|再给你|回头|转你|还你)|(?:先|帮我)代付|{_JOB}.{{0,16}}(?:先|需|要|得|缴|交|付).{{0,6}}{_DEPOSIT}|{_DEPOSIT}.{{0,16}}(?:才能|再|就能|即可|就可以).{{0,4}}{_JOB}",
        r"\bpay (?:it |this )?(?:in advance|upfront|up front|for me first)\b|\b(?:reimburse|pay) you (?:back )?(?:later|tonight|tomorrow|afterwards)\b|\b(?:deposit|fee|training fee|starter kit)\b[^.!?]{0,40}\b(?:before|to start|to get) (?:you can )?(?:the |your |any )?(?:first )?(?:task|tasks|job|jobs|work|working)\b|\b(?:task|job|work)s?\b[^.!?]{0,30}\b(?:needs?|requires?)\b[^.!?]{0,20}\bdeposit\b",
    ),
    Smell(
        "screen",
        BAD,
        N_("Shared screen, remote control"),
        N_("“Open screen sharing so that I can help you with the refund.”"),
        N_("On a shared screen they read every code; with remote control they pay by themselves."),
        N_("End the call, delete the app, change your passwords."),
        r"屏幕共享|共享屏幕|共享一?下?屏幕|远程(?:控制|协助|操作|桌面|帮你)|(?:下载|安装|打开).{0,6}(?:向日葵|todesk|anydesk|teamviewer|会议app|腾讯会议|飞书|钉钉会议).{0,10}(?:共享|客服|操作|退款)",
        r"\bscreen ?-?shar(?:e|ing)\b|\bshare your screen\b|\bremote (?:control|access|desktop|support app)\b|\b(?:anydesk|teamviewer|quicksupport|rustdesk)\b",
    ),
    Smell(
        "threat",
        BAD,
        N_("Threatens in an office's name"),
        N_("“Your account will be frozen today; follow the steps of our officer.”"),
        N_("Fear is to keep you from asking. No office settles anything by chat."),
        N_("Answer nothing. Look in the app itself, or call the official number."),
        r"(?:公安|警察|警官|法院|检察院|银监会|网警|海关|社保局).{0,14}(?:冻结|涉嫌|洗钱|传票|逮捕|配合调查|限制)|(?:账号|账户|微信|支付宝|银行卡).{0,6}(?:异常|违规|涉嫌|将被|即将被?|马上).{0,6}(?:冻结|封|限制|注销)|影响.{0,6}征信|注销.{0,6}(?:校园贷|白条|贷款)",
        r"\byour (?:account|card|wallet|profile)\b[^.!?]{0,20}\b(?:will be|has been|is being|gets) (?:frozen|suspended|locked|limited|closed|blocked)\b|\b(?:police|court|customs|tax office)\b[^.!?]{0,40}\b(?:arrest|warrant|money laundering|freeze)\b",
    ),
    Smell(
        "profit",
        BAD,
        N_("Money for nothing"),
        N_("“Guaranteed profit, 500 a day from your phone.”"),
        N_("Nobody gives strangers sure money. What you see in the app is only a number."),
        N_("Leave the chat. Pay nothing in."),
        r"(?:日|天|月|周|时)(?:赚|入|挣|收入)(?:\d{3,}|\d+[wk万]|过万|过千|上千|上万|数千|几千|几百)|(?:每天|一天|在家|躺着|轻松)(?:就能?|可|能)?(?:赚|挣|收入)(?:\d{3,}|钱|上千|几百)|稳赚|包赚|保本|零风险|无风险|躺赚|高回报|高收益|内幕消息|带你(?:赚钱|投资|炒)|跟单(?:赚|盈)",
        r"\b(?:guaranteed|sure|risk-?free) (?:profit|return|income|win)s?\b|\b(?:no|zero|without) risk\b|\b(?:earn|make) (?:up to )?[$€£¥]? ?\d[\d,.]*k? ?(?:dollars|yuan|euros|usd)? (?:a|per|every) (?:day|hour|week)\b|\bdouble your (?:money|investment)\b|\bpassive income\b",
    ),
    Smell(
        "recovery",
        BAD,
        N_("Will get lost money back"),
        N_("“I can recover your money, I know a hacker who does that.”"),
        N_("The second swindle after the first: nobody can fetch it back for a fee."),
        N_("Pay nothing. Only police and bank can act; go there at once."),
        r"(?:帮|替)(?:你|您|大家)?.{0,4}(?:追回|追款|要回|挽回损失|把钱要回)|追(?:回|款)(?:团队|专员|律师|黑客)|黑客.{0,8}(?:追|找回)",
        r"\b(?:recover|get back|retrieve) your (?:lost |stolen )?(?:money|funds|crypto|account)\b|\brecovery (?:expert|agent|service|hacker)\b",
    ),
)  # fmt: skip
