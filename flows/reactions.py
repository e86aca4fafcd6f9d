"""What follows from what happens, in all areas together."""

from assistant.dialog.outcome import together
from flows import (
    case_clocks,
    case_file,
    case_notices_after,
    case_notices_draw,
    case_notices_filed,
    case_notices_owner,
    case_notices_panel,
    case_notices_talks,
    checkup_notices,
    notices,
    order_notices,
    partner_notices,
    people_notices,
    privacy_pages,
    rehearsal,
    reminding,
    risk_notices,
)
from flows.safety import notices as safety_notices

REACTIONS = together(
    checkup_notices.REACTIONS,
    notices.REACTIONS,
    order_notices.REACTIONS,
    partner_notices.REACTIONS,
    people_notices.REACTIONS,
    rehearsal.REACTIONS,
    reminding.REACTIONS,
    safety_notices.REACTIONS,
    case_clocks.REACTIONS,
    case_notices_filed.REACTIONS,
    case_notices_talks.REACTIONS,
    case_notices_draw.REACTIONS,
    case_notices_panel.REACTIONS,
    case_notices_owner.REACTIONS,
    case_notices_after.REACTIONS,
    case_file.REACTIONS,
    risk_notices.REACTIONS,
    privacy_pages.REACTIONS,
)
