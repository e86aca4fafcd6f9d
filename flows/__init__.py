"""The conversations, in menu order, the pages beside them, and what follows from what happens."""

from assistant.dialog.pages import PAGES as MANNERS
from flows import draft_rules, found_group, home, join_group, renew_qr, rules_pages, write_rules
from flows.reactions import REACTIONS

FLOWS = (found_group.flow, draft_rules.flow, join_group.flow, renew_qr.flow, write_rules.flow)
PAGES = (*home.PAGES, *rules_pages.PAGES, *MANNERS)

__all__ = ["FLOWS", "PAGES", "REACTIONS"]
