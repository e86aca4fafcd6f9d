"""The conversations, in menu order, the pages beside them, and what follows from what happens."""

from assistant.dialog.pages import PAGES as MANNERS
from flows import home
from flows.aftermath import appeal, remedy, sanctions
from flows.disputes import add_evidence, case_file, file_dispute, negotiate, open_case, rebut, respond
from flows.disputes import pages as case_pages
from flows.founding import found_group, found_rules, renew_qr
from flows.groups import chat as group_chat
from flows.groups import deeds as group_deeds
from flows.groups import pages as group_pages
from flows.orders import answer_order, open_order
from flows.orders import pages as orders_pages
from flows.panel import cast_ballot, ruling
from flows.panel import draw as case_draw
from flows.panel import pages as jury_pages
from flows.partners import accept_partner, offer_partner
from flows.partners import pages as partners
from flows.people import accept_role, invite_role, join_group
from flows.people import deeds as people_deeds
from flows.people import pages as people
from flows.privacy import erase as privacy_erase
from flows.privacy import pages as privacy_pages
from flows.reactions import REACTIONS
from flows.rehearsal import pages as rehearsal_pages
from flows.rehearsal import walk as rehearsal
from flows.risks import ask_risk
from flows.risks import records as risks
from flows.rules import pages as rules_pages
from flows.rules import write_rules
from flows.safety import check_message, set_safety
from flows.safety import pages as safety_pages
from flows.upkeep import check_members, rounds
from flows.upkeep import pages as reminder_pages

FLOWS = (
    found_group.flow,
    found_rules.flow,
    join_group.flow,
    invite_role.flow,
    accept_role.flow,
    offer_partner.flow,
    accept_partner.flow,
    renew_qr.flow,
    write_rules.flow,
    open_order.flow,
    file_dispute.flow,
    respond.flow,
    negotiate.flow,
    add_evidence.flow,
    rebut.flow,
    rebut.withdraw,
    *appeal.FLOWS,
    *remedy.FLOWS,
    sanctions.flow,
    ask_risk.flow,
    *risks.FLOWS,
    cast_ballot.flow,
    case_draw.nonce,
    set_safety.flow,
    rehearsal.flow,
    check_message.flow,
    check_members.flow,
    rounds.inactivity,
    rounds.survey,
    privacy_erase.flow,
)
PAGES = (
    *home.PAGES,
    *privacy_pages.PAGES,
    *group_pages.PAGES,
    *group_deeds.PAGES,
    *group_chat.PAGES,
    *people.PAGES,
    *people_deeds.PAGES,
    *partners.PAGES,
    *rules_pages.PAGES,
    *safety_pages.PAGES,
    *rehearsal_pages.PAGES,
    *reminder_pages.PAGES,
    *orders_pages.PAGES,
    *case_pages.PAGES,
    *case_file.PAGES,
    *remedy.PAGES,
    *sanctions.PAGES,
    *risks.PAGES,
    *open_case.PAGES,
    *answer_order.PAGES,
    *jury_pages.PAGES,
    *case_draw.PAGES,
    *ruling.PAGES,
    *check_message.PAGES,
    *MANNERS,
)

__all__ = ["FLOWS", "PAGES", "REACTIONS"]
