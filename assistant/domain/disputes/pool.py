"""Who is left to decide this case in this round, and what they can bear."""

from __future__ import annotations

from assistant.domain.disputes import panel
from assistant.domain.disputes.case import Case
from assistant.domain.disputes.walk import Setting


def eligible(case: Case, setting: Setting) -> panel.Eligible:
    """Who may decide this case in this round."""
    decided = [seat.person for seat in case.seats if seat.round != case.round]
    return panel.eligible(setting.pool, case.parties, case.declined, decided)


def plan_for(case: Case, setting: Setting) -> panel.Plan:
    """What the pool bears for this round: an appeal's panel has neither strikes nor a further appeal."""
    large = panel.is_large(case.claim.money, case.cap)
    plan = panel.plan(len(eligible(case, setting).people), large=large)
    if case.round == 1 or not plan.possible:
        return plan
    size = len(eligible(case, setting).people)
    return panel.Plan(plan.seats, strikes=False, reserves=size - plan.seats, appeal=False)


def has_reserve(case: Case) -> bool:
    asked = {seat.slot for seat in case.panel()}
    return case.draw is not None and any(slot not in asked for slot in case.draw.order)
