"""The conversations, in menu order, the pages beside them, and what follows from what happens."""

from assistant.dialog.pages import PAGES as MANNERS
from flows import (
    accept_role,
    answer_order,
    case_pages,
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
    open_order,
    orders_pages,
    people,
    people_deeds,
    reminder_pages,
    renew_qr,
    rounds,
    rules_pages,
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
    *check_message.PAGES,
    *MANNERS,
)

__all__ = ["FLOWS", "PAGES", "REACTIONS"]
