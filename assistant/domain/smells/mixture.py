"""What swindlers mix in ever new words: money, an office, a pretext, something to do, and haste.

Each alone is ordinary talk. Three of the five in one message seldom meet in an honest deal; a pretext makes two enough,
unless it is only somebody who has a say.
"""

from __future__ import annotations

from assistant.domain.smells.smell import Smell
from assistant.i18n import N_

ENOUGH = 3
SAY, PRETEXT = 1, 2  # places among the ideas

IDEAS_ZH = (
    # money to be moved
    (
        r"转给(?!你)|转我|转过来|转到|转账|打款|打给(?!你)|打到|打过来|付款|付给(?!你)|付到|汇|缴|充值|充\d|借|押金|定金|保证金|垫|\d+元|佣金|手续费|货款"
        r"|[关邮话运工学罚税会群]费|费用|关税|罚款|工资|本金|缴费|交费|转\d|付\d|给我转|再付|拿货|所得税|放我这|[一二两三四五六七八九几][百千万]|\d{3,}"
    ),
    # somebody who has a say
    (
        r"客服|物业|平台|官方|公司|公安|银行|群主|管理员|专员|中心|系统|我司|商家|法院|检察|警|物流|快递员|老师|导师|当兵|军官|医生|领导|财务|税务"
        r"|社保|海关|居委|学校|班主任|房东|校长|经理|老板|代表|担保人|律师|助理|亲戚"
    ),
    # a pretext: luck, trouble, or easy work
    (
        r"异常|风险|违规|封号|封禁|冻结|限制|失败|质量问题|理赔|赔|中奖|免单|福利|返|奖|补贴|恭喜|住院|手术|车祸|出事|急需|救急|举报|申诉|额度|征信"
        r"|停用|注销|过期|到期|欠费|兼职|招聘|在家办公|赚|轻松|收益|信用|贷款|年审|冲销量|测试|退款|退钱|升级|核验|审核|优惠价|内部|违章|涉案|抽奖|等奖|领奖|周年庆|卡单|卡住了|收款机坏|回本|外快|召回|担保|退还|去世|遗产|慈善|捐|返还|连本|招代理|代理权|免扣"
    ),
    # something to do
    (
        r"点击|链接|网址|扫|下载|安装|加.{0,3}(?:微信|qq|好友)|配合|截图|操作|私信|入口|认证|验证|开通|缴纳|报名|流水|提供|填写|登录|联系我|备注"
        r"|领取|恢复|核实|拍照|回复|进群|打电话|共享|屏幕|安排发货|拉.{0,3}人"
    ),
    # haste, or a word that makes it private
    r"先|马上|立刻|立即|最后|只给你|别|不多|限量|逾期|截止|小时内|分钟内|今天内|否则|永久|急|概不|仅限|趁|抓紧|尽快|悄悄",
)
IDEAS_EN = (
    r"\b(?:pay(?:s|ing|ment|ments)?|transfer(?:s|red)?|deposit|fees?|charge|money|cash|cheque|check|funds|sum|invest|withdraw|dollars|euros|card|wallet|gift|loan|tax)\b|[$€£¥] ?\d",
    r"\b(?:admin|moderator|support|customer service|bank|courier|accountant|supplier|police|manager|teacher|mentor|company|agent|official|doctor|army|officer|landlord|lawyer|tax office|customs|headquarters|team)\b",
    r"\b(?:selected|won|winner|reward|prize|bonus|refund\w*|deleted|suspended|closed|blocked|problem|issue|hospital|abroad|accident|emergency|loyalty|profit|opportunity|part-time|appeal|frozen|for safety|income|overdue|expired?|unpaid|compensation|inheritance|stuck|charged|temporary (?:number|account)|widow|donate|overbooked|drawn|escrow|membership fee|earn(?:ing)? (?:by|money|up)|top up|from home|charity)\b",
    r"\b(?:click|tap|link|scan|dm me|message me|forward|confirm|verify|appeal|details|log ?in|download|install|register|seed phrase|code|delete this|fill (?:in|out)|reply with|add me|join|call this|hand the)\b|https?://",
    r"\b(?:first|now|today|only|urgent\w*|hurry|before|immediately|last|soon|right away|at once|keep your|within|asap|limited|or else|otherwise|between us)\b",
)

MIXTURE = Smell(
    "mixture",
    2,
    N_("The usual mixture"),
    N_("“The bank has a reward for you: reply with your card today.”"),
    N_("Money, an office, luck or trouble, and something to do at once: honest deals seldom need all that."),
    N_("Ask somebody who has no part in it before you do anything."),
    "",
    "",
)
