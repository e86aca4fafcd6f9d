"""Filing a case, and telling the other side."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from assistant.domain.disputes import commands as c
from assistant.domain.disputes import custody, evidence
from assistant.domain.disputes import events as e
from assistant.domain.disputes.case import Claim, Deal
from assistant.domain.disputes.claims import MONEY, Part, wants, wrongs
from assistant.domain.disputes.lifecycle import DRAFT_HOLDS, State
from assistant.domain.disputes.outcome import Side
from assistant.domain.disputes.walk import Setting, Walk, said
from assistant.domain.lawful import refuse_unlawful
from assistant.errors import Refused
from assistant.i18n import N_

LEAST_STORY, MOST_STORY = 20, 2000  # characters
LEAST_LATE = 20
MOST_NAME = 64
LATELY = timedelta(days=30)
MOST_A_DAY, MOST_LATELY = 3, 10  # cases that one person may file


def file_case(walk: Walk, command: c.FileCase) -> None:
    """A case begins, its evidence with it, and the notice goes out (or waits for the talk)."""
    setting = walk.setting
    deal = _deal(command, setting)
    _in_time_and_measure(command, setting)
    claim = _claim(command, setting, deal)
    if not command.exhibits and not command.nothing_to_show:
        raise Refused(NOTHING_TO_SHOW)
    part = Part(claim.part)
    walk.tell(
        e.CaseFiled,
        group=command.group,
        handle=custody.salt(command.token, setting.number, "handle")[:16],
        kind=setting.kind,
        claimant=command.person,
        respondent=deal.seller if part is Part.BUYER else deal.buyer,
        respondent_name=command.other.strip()[:MOST_NAME],
        deal=deal,
        claim=claim,
        clocks=setting.clocks,
        cap=setting.cap,
        talk_first=command.talk_first,
    )
    for raw in command.exhibits:
        add_exhibit(walk, raw, Side.CLAIMANT)
    if not command.talk_first:
        walk.follow(e.NoticeStarted)


def _deal(command: c.FileCase, setting: Setting) -> Deal:
    deal = setting.deal
    if setting.archived or deal is None:
        raise Refused(NO_DEAL)
    part = Part(command.part)
    mine, other = (deal.buyer, deal.seller) if part is Part.BUYER else (deal.seller, deal.buyer)
    if mine != command.person or other == command.person:
        raise Refused(NOT_PARTY)
    if other is None and not command.other.strip():
        raise Refused(WHO)
    if deal.order is None:
        try:
            refuse_unlawful(deal.what)
        except Refused as no:
            raise Refused(UNLAWFUL) from no
    if setting.open_case:
        raise Refused(OPEN_CASE)
    return deal


def _in_time_and_measure(command: c.FileCase, setting: Setting) -> None:
    lately = [at for at in setting.filed if command.now - at < LATELY]
    if len(lately) >= MOST_LATELY or sum(command.now - at < timedelta(days=1) for at in lately) >= MOST_A_DAY:
        raise Refused(TOO_MANY)
    if command.received_at is not None and command.received_at > command.now:
        raise Refused(FUTURE)


def _claim(command: c.FileCase, setting: Setting, deal: Deal) -> Claim:
    if command.wrong not in wrongs(setting.kind, command.part) or command.want not in wants(
        command.wrong, command.part
    ):
        raise Refused(NO_SUCH_CLAIM)
    amount = command.amount
    if command.want in MONEY and amount is None:
        raise Refused(HOW_MUCH)
    if amount is not None and (amount.currency != deal.amount.currency or not 0 < amount.minor <= deal.amount.minor):
        raise Refused(TOO_MUCH, most=deal.amount)
    arrived = deal.received_at if command.part == Part.BUYER else None  # who is paid waits for money, not for goods
    recorded = arrived or deal.missed_at
    began = recorded or command.received_at
    end = window_ends(began, setting.window, by_day=command.by_day and (recorded is None or command.order is None))
    late = end is not None and filed_as_of(command.opened_at, command.now) > end
    if late and len(command.late_reason.strip()) < LEAST_LATE:
        raise Refused(LATE, end=end, least=LEAST_LATE)
    return Claim(
        part=command.part,
        wrong=command.wrong,
        want=command.want,
        story=said(command.story, LEAST_STORY, MOST_STORY, SHORT_STORY, LONG_STORY),
        amount=amount,
        received_at=began,
        late_reason=command.late_reason.strip()[:MOST_STORY] if late else "",
        salt=custody.salt(command.token, setting.number, "claim"),
    )


def window_ends(began: datetime | None, window: timedelta | None, *, by_day: bool = False) -> datetime | None:
    """When the group's own mediation of that deal ends; None: it never does, or nobody knows when it began.

    `by_day`: of its beginning only the day is known, which may have been the last minute of it.
    """
    if began is None or window is None:
        return None
    return began + window + timedelta(days=1 if by_day else 0)


def filed_as_of(opened_at: datetime, now: datetime) -> datetime:
    """The moment that counts for the claims window: that of the draft, if it is not older than 72 h."""
    return opened_at if timedelta() <= now - opened_at <= DRAFT_HOLDS else now


def add_exhibit(walk: Walk, raw: Any, side: Side, late_reason: str = "") -> None:
    """One more exhibit of that side, sealed and within the limits."""
    kept, author = walk.case.exhibits, (raw.get("origin") or {}).get("id")
    exhibit = evidence.read(
        raw,
        n=len(kept) + 1,
        side=side,
        now=walk.command.now,
        token=walk.salt("exhibit"),
        seen_in=walk.setting.seen,
        alike_in=walk.setting.alike,
        late_reason=late_reason,
        round_=walk.case.round,
        origin_side=str((author and walk.case.side_of(author)) or ""),
    )
    evidence.check(kept, exhibit)
    walk.tell(e.ExhibitSubmitted, exhibit=exhibit)


def described(command: c.FileCase, rules: int) -> Deal | None:
    """The deal as the claimant describes it; None where date or amount is missing. One-sided, and marked so by its order None."""
    if command.dealt_at is None or command.amount_of_deal is None or command.dealt_at > command.now:
        return None
    mine_is_buyer = command.part == Part.BUYER
    return Deal(
        what=command.what.strip(),
        amount=command.amount_of_deal,
        rules=rules,
        agreed_at=command.dealt_at,
        buyer=command.person if mine_is_buyer else command.other_person,
        seller=command.other_person if mine_is_buyer else command.person,
        received_at=command.received_at,
    )


# --- the notice ---


def send_notice(walk: Walk, _: c.SendNotice) -> None:
    walk.tell(e.NoticeStarted)


def prove_notice(walk: Walk, command: c.ProveNotice) -> None:
    """Clocks start now. Twice changes nothing; who turns up late is heard as long as the papers are open."""
    case = walk.case
    by_service = command.person == c.SERVICE
    if (
        (case.noticed_at is not None and case.respondent is not None)
        or case.over
        or (by_service and case.respondent is None)
    ):
        return
    respondent = case.respondent if by_service else command.person
    if case.state in {State.NOTICE, State.EVIDENCE, State.REBUTTAL}:
        walk.tell(e.NoticeProven, how=command.how, respondent=respondent)
    elif case.respondent is None and case.state is not State.FILED:
        walk.tell(e.PartyAppeared, respondent=respondent)


NO_DEAL = N_("I find no such deal that you had in this group.")
NOT_PARTY = N_("Only the two who made the deal can open a case on it.")
WHO = N_("Please say who the other side is.")
UNLAWFUL = N_("Deals in such things may not be made, so no case can be opened on them.")
OPEN_CASE = N_("There is an open case on this deal already. /cases shows it.")
TOO_MANY = N_("You have opened many cases lately. Please wait a day, or go on with those that are open.")
FUTURE = N_("That day has not come yet.")
NO_SUCH_CLAIM = N_("This does not fit the deal. Please choose one of the buttons.")
HOW_MUCH = N_("Please say how much money it is about.")
TOO_MUCH = N_("It can be at most what the deal was about: {most}.")
LATE = N_(
    "The time for claims ended on {end}. It can still be taken if you say why it comes late, in at least {least} characters."
)
NOTHING_TO_SHOW = N_("Nothing has been added as evidence. Please confirm that there is nothing to show.")
SHORT_STORY = N_("Please tell a little more: at least {least} characters.")
LONG_STORY = N_("That is too long: at most {most} characters. What happened, when, and what you want is enough.")
