"""The conversations, in menu order, the pages beside them, and what follows from what happens."""

from assistant.dialog.pages import PAGES as MANNERS
from flows import (
    accept_role,
    answer_order,
    case_pages,
    case_draw,
    cast_ballot,
    check_members,
    check_message,
    file_dispute,
    found_group,
    found_rules,
    group_deeds,
    group_pages,
    home,
    invite_role,
    join_group,
    jury_pages,
    open_order,
    orders_pages,
    people,
    people_deeds,
    reminder_pages,
    renew_qr,
    rounds,
    rules_pages,
    ruling,
    set_safety,
    write_rules,
)
from flows.reactions import REACTIONS
from flows.safety import pages as safety_pages

FLOWS = (
    found_group.flow,
    found_rules.flow,
    join_group.flow,
    invite_role.flow,
    accept_role.flow,
    renew_qr.flow,
    write_rules.flow,
    open_order.flow,
    file_dispute.flow,
    cast_ballot.flow,
    case_draw.nonce,
    set_safety.flow,
    check_message.flow,
    check_members.flow,
    rounds.inactivity,
    rounds.survey,
)
PAGES = (
    *home.PAGES,
    *group_pages.PAGES,
    *group_deeds.PAGES,
    *people.PAGES,
    *people_deeds.PAGES,
    *rules_pages.PAGES,
    *safety_pages.PAGES,
    *reminder_pages.PAGES,
    *orders_pages.PAGES,
    *case_pages.PAGES,
    *answer_order.PAGES,
    *jury_pages.PAGES,
    *case_draw.PAGES,
    *ruling.PAGES,
    *check_message.PAGES,
    *MANNERS,
)

__all__ = ["FLOWS", "PAGES", "REACTIONS"]
