"""Risk entries: who left a final ruling unremedied. Neutral, expiring, contestable; asked for one by one, never listed.

An entry holds a keyed hash of the person's number, and only the service has the key. It answers "review" or "clear"
to who looks after a group, so many times a day; a human decides.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from assistant.domain.disputes.authority import NO_SUCH_CASE
from assistant.domain.disputes.case import Case
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.outcome import Ending
from assistant.domain.disputes.panel import Pool
from assistant.errors import Refused
from assistant.i18n import N_

MONTHS = (6, 12, 24)
MOST_QUESTIONS = 20  # a person and day
LEAST_WORD, MOST_WORD = 20, 500  # characters of a contest
CONTEST_LASTS = timedelta(days=7)  # unanswered for so long, the entry goes


class Hint(StrEnum):
    """All that a question is answered with."""

    CLEAR = "clear"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `kept`: what the owner said to a contest (None: not yet, or there was none)."""

    number: int
    case: int
    group: int
    made_at: datetime
    expires_at: datetime
    contested_at: datetime | None = None
    contest: str = ""
    kept: bool | None = None

    def counts(self, now: datetime) -> bool:
        """Whether it is answered for: not once expired, taken back, or contested and not confirmed within a week."""
        if now >= self.expires_at or self.kept is False:
            return False
        return self.contested_at is None or self.kept is True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRisk:
    """The owner (or an admin, if no party) notes an unremedied ending, for so many months."""

    person: int
    now: datetime
    case: int
    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestRisk:
    """Whom it is about contests an entry; once."""

    person: int
    now: datetime
    entry: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleRisk:
    """The owner (or an admin) keeps a contested entry, or takes an entry back."""

    person: int
    now: datetime
    entry: int
    keep: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRisk:
    """Whoever looks after a group asks about somebody who wants to join or to deal."""

    person: int
    now: datetime
    group: int
    about: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskListed:
    """`about` is told of it, with the way to contest."""

    group: int
    person: int
    now: datetime
    case: int
    about: int
    until: datetime
    entry: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskContested:
    group: int
    person: int
    now: datetime
    entry: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSettled:
    """`about` is not known from the entry: the case says whom to tell."""

    group: int
    person: int
    now: datetime
    entry: int
    case: int
    keep: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAnswered:
    group: int
    person: int
    now: datetime
    about: int
    answer: str


Command = ListRisk | ContestRisk | SettleRisk | AskRisk


def key_of(secret: str, person: int) -> str:
    """The keyed hash under which an entry about that person stands."""
    return hmac.new(secret.encode(), str(person).encode(), hashlib.sha256).hexdigest()


def _runs(person: int, pool: Pool) -> bool:
    return person == pool.owner or person in pool.admins


def left_undone(case: Case) -> bool:
    """Whether a final ruling was not carried out by somebody who knew of it."""
    unremedied = case.state is State.CLOSED and case.ending == Ending.UNREMEDIED
    return unremedied and not case.on_papers and case.respondent is not None


def list_risk(command: ListRisk, case: Case | None, pool: Pool, *, sharing: bool, listed: bool) -> RiskListed:
    """Only a final ruling that was not followed, by who runs the group and is no party to it."""
    if case is None or command.person in case.parties or not _runs(command.person, pool):
        raise Refused(NO_SUCH_CASE)
    if not left_undone(case) or case.respondent is None:
        raise Refused(NOTHING_TO_LIST)
    if not sharing:
        raise Refused(NOT_SHARED)
    if listed:
        raise Refused(LISTED)
    if command.months not in MONTHS:
        raise Refused(HOW_LONG)
    until = command.now + timedelta(days=command.months * 30.5)
    return RiskListed(
        group=case.group, person=command.person, now=command.now, case=case.number, about=case.respondent, until=until
    )


def contest(command: ContestRisk, entry: Entry | None, *, mine: bool) -> RiskContested:
    if entry is None or not mine or command.now >= entry.expires_at:
        raise Refused(NO_ENTRY)
    if entry.contested_at is not None:
        raise Refused(CONTESTED)
    text = command.text.strip()
    if not LEAST_WORD <= len(text) <= MOST_WORD:
        raise Refused(WORDS, least=LEAST_WORD, most=MOST_WORD)
    return RiskContested(group=entry.group, person=command.person, now=command.now, entry=entry.number, text=text)


def settle(command: SettleRisk, entry: Entry | None, case: Case | None, pool: Pool) -> RiskSettled:
    """Kept within a week of the contest, or taken back at any time."""
    if entry is None or case is None or command.person in case.parties or not _runs(command.person, pool):
        raise Refused(NO_ENTRY)
    open_ = entry.contested_at is not None and entry.kept is None and command.now < entry.contested_at + CONTEST_LASTS
    if entry.kept is False or (command.keep and not open_):
        raise Refused(SETTLED)
    return RiskSettled(
        group=entry.group,
        person=command.person,
        now=command.now,
        entry=entry.number,
        case=entry.case,
        keep=command.keep,
    )


def answer(command: AskRisk, about: Iterable[Entry], pool: Pool, asked_today: int) -> RiskAnswered:
    """Review if any entry of any group counts, else clear; whose it is, and why, is not told."""
    if not _runs(command.person, pool):
        raise Refused(NOT_FOR_YOU)
    if asked_today >= MOST_QUESTIONS:
        raise Refused(ENOUGH, most=MOST_QUESTIONS)
    found = any(entry.counts(command.now) for entry in about)
    hint = Hint.REVIEW if found else Hint.CLEAR
    return RiskAnswered(
        group=command.group, person=command.person, now=command.now, about=command.about, answer=str(hint)
    )


NOTHING_TO_LIST = N_("A risk record can only follow from a final ruling that was not carried out.")
NOT_SHARED = N_("Risk records are switched off in this group. /safety changes that.")
LISTED = N_("This case has its risk record already.")
HOW_LONG = N_("Please choose 6, 12 or 24 months.")
NO_ENTRY = N_("I find no such risk record.")
CONTESTED = N_("You have objected to it already. The group's owner has a week to answer; else it goes.")
WORDS = N_("Please say why, in {least} to {most} characters.")
SETTLED = N_("This risk record has been dealt with already.")
NOT_FOR_YOU = N_("Only who looks after a group can ask that.")
ENOUGH = N_("That was {most} questions today. Please go on tomorrow.")
