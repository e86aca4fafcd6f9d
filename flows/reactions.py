"""What follows from what happens, in all areas together."""

from assistant.dialog.outcome import together
from flows.aftermath import notices as case_notices_after
from flows.disputes import case_file
from flows.disputes import clocks as case_clocks
from flows.disputes import notices_filed as case_notices_filed
from flows.disputes import notices_group as case_notices_group
from flows.disputes import notices_owner as case_notices_owner
from flows.disputes import notices_talks as case_notices_talks
from flows.groups import chat_notices as group_chat_notices
from flows.groups import joining as group_joining
from flows.groups import notices
from flows.orders import notices as order_notices
from flows.panel import notices_draw as case_notices_draw
from flows.panel import notices_panel as case_notices_panel
from flows.partners import notices as partner_notices
from flows.people import notices as people_notices
from flows.privacy import pages as privacy_pages
from flows.rehearsal import walk as rehearsal
from flows.risks import notices as risk_notices
from flows.safety import notices as safety_notices
from flows.upkeep import notices as checkup_notices
from flows.upkeep import reminding

REACTIONS = together(
    checkup_notices.REACTIONS,
    notices.REACTIONS,
    group_chat_notices.REACTIONS,
    group_joining.REACTIONS,
    order_notices.REACTIONS,
    partner_notices.REACTIONS,
    people_notices.REACTIONS,
    rehearsal.REACTIONS,
    reminding.REACTIONS,
    safety_notices.REACTIONS,
    case_clocks.REACTIONS,
    case_notices_filed.REACTIONS,
    case_notices_group.REACTIONS,
    case_notices_talks.REACTIONS,
    case_notices_draw.REACTIONS,
    case_notices_panel.REACTIONS,
    case_notices_owner.REACTIONS,
    case_notices_after.REACTIONS,
    case_file.REACTIONS,
    risk_notices.REACTIONS,
    privacy_pages.REACTIONS,
)
