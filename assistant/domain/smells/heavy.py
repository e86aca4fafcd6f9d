"""What swindlers say: what hardly ever is honest. Adding a trick is adding one entry.

Sources: notices of Chinese police and of WeChat on 刷单返利, 跑分, 代收款, 冒充客服 and 屏幕共享 frauds, and the rules and
scam guides of market places. `zh` is matched against the words without blanks and signs, `en` with them.
"""

from __future__ import annotations

from assistant.domain.smells.smell import BAD, Smell
from assistant.i18n import N_

_CODE = r"(?:验证码|校验码|动态码|动态密码|短信码|支付密码|银行卡密码|登录密码|付款码数字)"
_GIVE = r"(?:发|告诉|给|报|念|说|转|截图|提供|回复|输入到)"
_PAPERS = r"(?:身份证|付款码|有效期|cvv|人脸|银行卡照片|卡背面)"
_SMALL = r".{0,6}"
_DEPOSIT = r"(?:押金|保证金|入会费|会费|培训费|服装费|报名费|工本费|激活费|材料费|诚意金|资料费)"
_JOB = r"(?:任务|兼职|接单|派单|做单|抢单|入职|上岗|开工)"
_RELEASE = r"(?:退款|退钱|返款|解冻|提现|理赔|赔付|到账|放款|解封)"
_PAY = r"(?:交|付|缴|转|充|打款|垫|存|汇)"

HEAVY = (
    Smell(
        "code",
        BAD,
        N_("Wants codes, passwords or papers"),
        N_("“Please send me the verification code you just got.”"),
        N_("Whoever has the code has your account or your money."),
        N_("Give codes and passwords to nobody, not even to support or an admin."),
        rf"提供.{{0,4}}短信|短信内容.{{0,6}}{_GIVE}|{_CODE}[^不别勿]{{0,8}}{_GIVE}|{_GIVE}.{{0,8}}{_CODE}|{_PAPERS}[^不别勿]{{0,10}}(?:{_GIVE}|拍|填|上传)|(?:{_GIVE}|拍|填写?|上传|核对){_SMALL}{_PAPERS}|填写?(?:你的|您的|一下)?银行卡|接?收(?:一?个|一?下|条)?验证码|输入.{{0,8}}密码",
        r"\b(?:send|tell|give|forward|share|read|need|what is|what's)\b[^.!?]{0,40}\b(?:(?:verification|security|sms|login|confirmation|one-time|6-digit|six-digit) ?(?:code|password)|otp|cvv|log-?in|credentials|banking password|(?:bank|card|login|account) (?:pin|password))\b|\b(?:confirm|send|enter|give|tell|photograph|upload|provide|update|need)\b[^.!?]{0,40}\b(?:card (?:number|details)|expiry date|id card|passport|payment code|bank details|social security)\b|\breceive a code\b|\bseed phrase\b",
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
        rf"{_RELEASE}.{{0,16}}(?:先|需要?|必须|要|得){_PAY}|(?:先|必须){_PAY}.{{0,16}}才能?.{{0,4}}{_RELEASE}|(?:解冻费|认证金|验资|刷流水|激活金|手续费先|先缴税)",
        r"\b(?:refund|withdraw\w*|unfreeze|unlock|release|payout|prize|compensation)\b[^.!?]{0,60}\b(?:first|need to|must|have to)\b[^.!?]{0,20}\b(?:pay|deposit|transfer|send)\b|\b(?:release|unfreezing|activation|clearance|processing) fee\b|\bpay (?:the |a |only the )?(?:shipping|customs|tax|handling|delivery|insurance)[^.!?]{0,20}\b(?:to|before|and)\b[^.!?]{0,12}\b(?:claim|receive|get|release|win)\b",
        together=(
            (r"(?:先|需要?|要|得|须|请)(?:缴纳?|交纳?|充值?|押|扫码交|打款)", r"罚款|验证金|会员群|会员费|入群|名额|激活|解除|解封|试单|货源|额度|代理|资格|提现|低价货|任务|启动"),
            (r"\b(?:pay|deposit|buy|purchase|transfer)\b", r"\b(?:first|before|upfront|minimum deposit|starter)\b", r"\b(?:unlock|activate|withdraw|release|membership|starter|package|tasks?|vip)\b"),
        ),
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
        together=(
            (r"点赞|好评|加关注|试玩|做单|刷单|五星", r"一单|每单|单价|试单|佣金|领任务|日结|本金|多劳多得|结算"),
            (r"\b(?:rate|review|like|subscribe to|click on)\b", r"\b(?:per task|each task|a task|per click|per like)\b"),
        ),
    ),
    Smell(
        "mule",
        BAD,
        N_("Borrows your account"),
        N_("“Lend us your payment code, 1% for you on every sum that passes.”"),
        N_("What passes is stolen money. Your account is frozen, and you are the one the police find."),
        N_("Refuse. Never lend codes, cards or accounts, not for an hour."),
        r"跑分|走账|过账|(?:借|租|出租|收购?|用)(?:一下|下|用)?你?的?(?:个人)?(?:收款码|银行卡|微信号|支付宝账?号?|对公账户)|(?:收款码|银行卡|微信号)(?:借|租|给)(?:我|我们)|过流水|(?:微信|支付宝|qq|抖音|银行卡|电话卡|手机卡|账号).{0,4}(?:出租|租用|租借|回收|收购)|(?:收购?|租|回收|高价收).{0,4}(?:微信|支付宝|抖音|银行卡|电话卡)(?:号|$)|(?:扫|刷)脸(?:就行|认证|验证|登录)",
        r"\b(?:lend|rent|use|borrow)\b[^.!?]{0,20}\byour (?:payment code|bank account|account|card|paypal|venmo)\b|\bmoney mule\b|\bmove (?:some )?money through your account\b|\bcash (?:this|the|a) (?:cheque|check)\b",
        together=(
            (r"收(?:一下|个|一|到)?(?:笔|点)?(?:钱|款|转账|货款)", r"转(?:给我|出|回|到)", r"辛苦费|好处|提成|给你\d|佣金|百分之|分你|跑腿费"),
            (r"\b(?:receive|accept|get)\b[^.!?]{0,20}\b(?:transfers?|payments?|money)\b", r"\b(?:forward|pass|send) (?:it|them|the)\b", r"\bkeep\b|%|\bpercent|\bcommission"),
        ),
    ),
    Smell(
        "collects",
        BAD,
        N_("Collects for somebody else"),
        N_("“The seller is busy, pay me instead, I pass it on.”"),
        N_("The seller never hears of it. Whoever is paid must be the one you deal with."),
        N_("Pay only the seller, by the ways your group's rules name."),
        r"代收款?(?!.{0,3}(?:件|快递|包裹|货|外卖|菜))|代(?:为|他|她|群主|卖家|商家|管理员)收(?:款|钱)|(?:帮|替)(?:他|她|群主|卖家|管理员|老板|朋友|商家|大家).{0,6}(?:收款|收钱|收一下|收货款)|(?:打|转|付|发|交)(?:给|到)我.{0,8}(?:转交|转给|再给|再转|再发|再付|交给|发给)|我是(?:卖家|买家|群主|商家|老板)的.{0,16}(?:转|打|付)给我|货款.{0,6}(?:由我|我来?)(?:代管|保管|代)|(?:群主|管理员|卖家|老板)(?:让|叫|要|委托|要求|安排)(?:我|大家|每人|各位|你).{0,8}(?:收|交|转|付|缴)|(?:统一|都|一律)(?:走|转|打|交|付)(?:到|给)?(?:我|这里|这边)|退给我我帮你转|统一由?我.{0,4}收",
        r"\b(?:collect(?:ing)?|receiv(?:e|ing)|tak(?:e|ing)) (?:the )?(?:money|payments?|cash)[^.!?]{0,10} (?:for|on behalf of)\b|\bpay me instead\b|\b(?:the )?(?:admin|owner|seller|boss)s? (?:asked|told|wants|authori[sz]ed|sent) (?:me|you|us|everybody|everyone) to (?:collect|receive|take|pay|transfer)\b|\bpass (?:it|the money|them) on\b|\b(?:send|pay|transfer) (?:it |the money )?to (?:my|me)\b[^.!?]{0,40}\bon (?:his|her|their) behalf\b|\bsend it to mine\b|\b(?:i|we) (?:will |\'ll )?settle with (?:him|her|them)\b|\bpayments? (?:go|goes|come|should go) to me\b",
    ),
    Smell(
        "private",
        BAD,
        N_("Private transfer"),
        N_("“Let us do it by private transfer, not in the group.”"),
        N_("What nobody sees nobody can settle later."),
        N_("Keep to the ways of paying that the rules name, and keep the voucher."),
        r"私下(?:转账?|交易|付|打款|收款|微信|支付宝|成交)|私转|转(?:到)?我?的?个人(?:账户|账号|卡|微信)|直接(?:转|打|付)(?:到|给)?我?的?(?:卡|银行卡|账户)|(?:转|打)(?:到|进)(?:这个|这张|下面的?|我老?[婆公]?的?)(?:卡|账户|账号|银行卡)|(?:转|打)(?:到)?我(?:的)?卡",
        r"\b(?:private|off-?the-?record) (?:transfer|payment|deal)\b|\b(?:transfer|send|pay) (?:it|the money|me)? ?privately\b|\b(?:send|transfer|wire|pay) (?:it |that |the money )?(?:straight|directly|direct)\b[^.!?]{0,6}\bto (?:me|my)\b|\bto my (?:card|account) direct(?:ly)?\b|\b(?:transfer|wire|send)\b[^.!?]{0,20}\bto (?:this|my personal|my wife's|my husband's) (?:account|card)\b",
    ),
    Smell(
        "off_platform",
        BAD,
        N_("Away from the platform"),
        N_("“Pay outside the platform and we both save the fee.”"),
        N_("Outside it nobody protects your payment; that is the whole point."),
        N_("Pay where you ordered, or not at all."),
        r"(?:不用|别用|不走|绕过|绕开|跳过|避开|脱离|别走|不用走|不通过|取消订单)(?:了)?.{0,4}(?:平台|闲鱼|转转|淘宝|咸鱼|群收款|担保|小程序).{0,10}|(?:平台|闲鱼|咸鱼)外|(?:线下|微信)(?:付款|转账|交易)(?:更|能|可以)?(?:便宜|省|优惠|划算)|省(?:了|掉|下)?(?:平台)?手续费",
        r"\b(?:outside|off|bypass|avoid|skip|without) (?:of )?(?:the )?(?:platform|app|site|escrow|marketplace)\b|\bcancel the order and pay\b|\b(?:not|don't|skip) use the (?:group|platform|app)(?:'s)? (?:payment|collection)\b|\bnot use the group payment\b|\b(?:save|avoid|skip) (?:us )?(?:both )?the (?:platform )?fees?\b",
    ),
    Smell(
        "advance",
        BAD,
        N_("You are to pay in advance"),
        N_("“Pay in advance for the client, we reimburse you tonight.”"),
        N_("Whoever works never pays. The reimbursement does not come."),
        N_("Refuse. If the group hands out tasks, tell its owner."),
        rf"垫付|垫资|垫款|先垫|帮我垫|你先(?:帮我)?付.{{0,8}}(?:报销|再给你|回头|转你|还你)|(?:先|帮我)代付|{_JOB}.{{0,16}}(?<![不别])(?:先|需|要|得|缴|交|付).{{0,6}}{_DEPOSIT}|{_DEPOSIT}.{{0,16}}(?:才能|再|就能|即可|就可以).{{0,4}}{_JOB}",
        r"\bpay (?:it |this )?(?:in advance|upfront|up front|for me first)\b|\b(?:reimburse|pay) you (?:back )?(?:later|tonight|tomorrow|afterwards)\b|\b(?:deposit|fee|training fee|starter kit)\b[^.!?]{0,40}\b(?:before|to start|to get) (?:you can )?(?:the |your |any )?(?:first )?(?:task|tasks|job|jobs|work|working)\b|\bdeposit\b[^.!?]{0,30}\b(?:unlock|activate|upgrade)\b|\bunlock\b[^.!?]{0,20}\b(?:tasks?|levels?|commissions?)\b|\b(?:task|job|work)s?\b[^.!?]{0,30}\b(?:needs?|requires?)\b[^.!?]{0,20}\bdeposit\b",
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
        N_("Threatens you"),
        N_("“Your account will be frozen today; follow the steps of our officer.”"),
        N_("Fear is to keep you from asking. No office settles anything by chat."),
        N_("Answer nothing. Look in the app itself, or call the official number."),
        r"(?:公安|警察|警官|法院|检察院|银监会|网警|海关|社保局).{0,14}(?:冻结|涉嫌|洗钱|传票|逮捕|配合调查|限制)|(?:账号|账户|微信|支付宝|银行卡).{0,6}(?:异常|违规|涉嫌|将被|即将被?|马上).{0,6}(?:冻结|封|限制|注销)|(?:不|没)(?:交|付|给|转|缴|配合|处理|关闭).{0,12}(?:就|将|会|每月|每年)(?:被|要)?.{0,4}(?:踢|封|拉黑|冻结|移出|报警|曝光|起诉|扣|拘留)|(?:百万保障|自动续费|自动扣费|代理权限|会员服务).{0,16}(?:关闭|取消|扣|到期)|影响.{0,6}征信|注销.{0,6}(?:校园贷|白条|贷款)|(?:不赔|不给|不付|不转|不还).{0,12}(?:曝光|发到|公开|举报|起诉|找你)|(?:不然|否则).{0,6}(?:封|扣|影响|拉黑|冻结|注销|永久)|影响(?:你的)?贷款",
        r"\byour (?:account|card|wallet|profile)\b[^.!?]{0,20}\b(?:will be|has been|is being|gets) (?:frozen|suspended|locked|limited|closed|blocked)\b|\bor (?:i|we) (?:will |'ll )?(?:ban|block|report|remove|expose|sue) you\b|\b(?:police|court|customs|tax office)\b[^.!?]{0,40}\b(?:arrest|warrant|money laundering|freeze)\b|\bif you (?:do not|don\'t) pay\b[^.!?]{0,40}\b(?:post|publish|report|expose|send|tell)\b",
        together=(
            (r"(?:账户|账号|银行卡|医保卡|社保卡?|微信|支付宝|店铺|身份|交易).{0,10}(?:停用|注销|冻结|风险|受限|违规|失效|冒用|盗用|未实名|付不了款|限制)|(?:冒用|盗用|违规).{0,6}(?:身份|账号|账户|交易)", r"点击|链接|网址|提供|核实|缴|罚款|转到|指定|扫|配合|验证|办理|解除"),
            (r"\byour (?:\w+ ){0,2}(?:account|alipay|wechat|paypal|card|wallet|order|shop|profile)\b[^.!?]{0,20}\b(?:closed|suspended|limited|deactivated|expires?|cannot|blocked|locked|restricted)\b", r"\b(?:update|verify|confirm|click|scan|log ?in|details|pay)\b"),
        ),
    ),
    Smell(
        "profit",
        BAD,
        N_("Money for nothing"),
        N_("“Guaranteed profit, 500 a day from your phone.”"),
        N_("Nobody gives strangers sure money. What you see in the app is only a number."),
        N_("Leave the chat. Pay nothing in."),
        r"(?:日|天|月|周|时)(?:赚|入|挣|收入)(?:\d{3,}|\d+[wk万]|过万|过千|上千|上万|数千|几千|几百)|(?:每天|一天|在家|躺着|轻松)(?:就能?|可|能)?(?:赚|挣|收入)(?:\d{3,}|钱|上千|几百)|(?:项目|副业|路子).{0,10}(?:一天|每天|日|一单).{0,4}(?:\d{2,}|[一二两三四五六七八九几]{1,2}[百千万])|(?:充值?|投|存)\d+(?:元|块)?(?:返|送|得|提|变)\d+|赚钱(?:项目|路子|机会)|(?:群友|大家|好多人).{0,8}(?:提现|赚到|赚了)|稳赚|包赚|保本|零风险|无风险|躺赚|高回报|高收益|内幕消息|带你(?:赚钱|投资|炒)|跟单(?:赚|盈)|投资?\d+.{0,12}(?:分红|返|收益|翻)|做点?外汇|炒外汇|带.{0,3}外汇",
        r"\b(?:guaranteed|sure|risk-?free) (?:profit|return|income|win)s?\b|\b(?:no|zero|without) risk\b|\b(?:earn|make) (?:up to )?[$€£¥]? ?\d[\d,.]*k? ?(?:dollars|yuan|euros|usd)? (?:a|per|every) (?:day|hour|week)\b|\bwork from home\b[^.!?]{0,60}\d|\bno (?:skills?|experience) (?:needed|required|necessary)\b|\bdouble your (?:money|investment)\b|\bpassive income\b|\binvestment group\b|\beverybody made \d+|\binvest \d+[^.!?]{0,30}\bwithdraw\b",
        together=(
            (r"老师|理财|带单|信号|内推|跟单|投资|炒股|股票|项目|代购|货源", r"(?:没|不|未|不会)(?:亏|赔)|稳赚|翻倍|高收益|年化|保证赚|包赚|一定赚"),
            (r"\b(?:vip|signals?|teacher|mentor|invest\w*|trading|forex|coach)\b", r"\b(?:never los\w+|profits?|returns|double|guarantee\w*|minimum deposit)\b"),
        ),
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
    Smell(
        "mishap",
        BAD,
        N_("A mishap, and so you are to send money"),
        N_("“I lost my phone and write from a friend's account, please send the money here.”"),
        N_("The story explains why everything is different today: the account, the voice, the way to pay."),
        N_("Call the person on the number you have always had."),
        r"我用(?:朋友|别人|同事|家人)的号.{0,20}(?:钱|转|打|付|借)",
        "",
        together=(
            (
                r"(?:手机|我?的?号|微信|账号|支付宝|钱包).{0,6}(?:丢|封|坏了|登不上|没话费|限额|用不了|被盗|停机|冻结)",
                r"(?:转|打|付|充|借|汇)(?:点|一?笔|\d+)?(?:到|给)?(?:我|这|那|下面|新)|先给我|打这边|转这边",
            ),
            (
                r"\b(?:lost|broke|broken|stolen|blocked|hacked|banned)\b",
                r"\b(?:phone|mobile|account|wallet|card)\b",
                r"\blend me\b|\b(?:send|transfer|wire)\b[^.!?]{0,12}\b(?:here|to me|to this|me \d+|me (?:the|some) money)\b",
            ),
        ),
    ),
    Smell(
        "prize",
        BAD,
        N_("A prize, or more than you lost"),
        N_("“You have won a prize, click the link to claim it.”"),
        N_("You cannot win where you did not take part. What follows is a fee, or a form for your card."),
        N_("Do not answer, fill in nothing."),
        r"(?:中奖|抽中|幸运(?:用户|儿|观众)|大奖|补贴|赔付|赔偿|理赔|双倍|三倍|十倍).{0,24}(?:领取|领|点链接|点击|填|加(?:我|支付宝|微信|qq)|扫码|缴|税|提示操作)|(?:红包|奖品|礼品).{0,12}(?:填|链接|卡号|运费|缴)|(?:双|两|三|十)倍(?:赔|退|返)|退(?:您|你)双倍",
        r"\b(?:you (?:have |'ve )?won|you are (?:the|a|our) (?:lucky )?winner|lottery|grant|prize|reward)\b[^.!?]{0,60}\b(?:claim|pay|fee|click|shipping|tax|link|form)\b|\b(?:won|win) a (?:prize|phone|voucher|trip)\b",
    ),
)  # fmt: skip
