"""From the ruling to the closed case: appeal, remedy, penalty, void."""

from __future__ import annotations

from datetime import datetime

from assistant.domain.disputes import commands as c
from assistant.domain.disputes import events as e
from assistant.domain.disputes import events_panel as p
from assistant.domain.disputes.bringing import bring
from assistant.domain.disputes.case import Case, Opened
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.outcome import Ending, Ground, Void
from assistant.domain.disputes.sanctions import (
    DECIDED,
    LEAST_REASON,
    NO_STEP,
    NOT_ADVERSE,
    ON_PAPERS,
    REASON,
    Penalty,
    Step,
    proposed,
    same_before,
)
from assistant.domain.disputes.walk import Setting, Walk, said
from assistant.errors import Refused
from assistant.i18n import N_

LEAST_PLEA, MOST_PLEA = 20, 2000  # characters
MOST_REPORT = 500


def appeal(walk: Walk, command: c.Appeal) -> None:
    """Once, on a stated ground. The state is there only where a fresh panel can be had."""
    side = walk.case.side_of(command.person)
    if side is None or command.ground not in set(Ground):
        raise Refused(NO_GROUND)
    text = said(command.text, LEAST_PLEA, MOST_PLEA, SHORT_PLEA, LONG)
    walk.tell(p.CaseAppealed, side=str(side), ground=str(command.ground), text=text)
    if command.exhibits:
        bring(walk, command.exhibits, side, command.late_reason)


def stand(walk: Walk, why: str, ballots: tuple[Opened, ...] = ()) -> None:
    """The ruling is final. `ballots`: of an appeal's panel that found nothing."""
    walk.follow(p.RulingStood, why=why, ballots=ballots)
    after_final(walk)


def after_final(walk: Walk) -> None:
    """A ruling against nobody closes the case; another one has to be carried out."""
    case = walk.case
    if not case.adverse or case.ruling is None:
        walk.follow(p.CaseClosed, ending=str(Ending.REJECTED))
        return
    until = walk.command.now + case.clocks.remedy
    walk.follow(p.RemedyDue, amount=case.ruling.tally.amount, want=case.claim.want, until=until)


# --- the remedy ---


def report_remedy(walk: Walk, command: c.ReportRemedy) -> None:
    """Once, and once more after a denial. It leaves the other side a day to answer, however late it comes."""
    if walk.case.remedy is not None and walk.case.remedy.waiting:
        raise Refused(REPORTED)
    walk.tell(p.RemedyReported, text=said(command.text, 0, MOST_REPORT, LONG, LONG))


def confirm_remedy(walk: Walk, _: c.ConfirmRemedy) -> None:
    walk.tell(p.CaseClosed, ending=str(Ending.REMEDIED))


def contest_remedy(walk: Walk, command: c.ContestRemedy) -> None:
    remedy = walk.case.remedy
    if remedy is None or remedy.reported_at is None:
        raise Refused(NOT_REPORTED)
    if remedy.contested_at is not None:
        raise Refused(CONTESTED)
    text = said(command.text, LEAST_PLEA, MOST_REPORT, SHORT_PLEA, LONG)
    walk.tell(p.RemedyContested, text=text, until=walk.command.now + walk.case.clocks.remedy)


def end_remedy(walk: Walk) -> None:
    """The time is over. Reported and not denied is done; denied, and reported once more, marks nobody.

    Never reported, or nothing more said after the denial, is not done.
    """
    remedy = walk.case.remedy
    if remedy is None or not remedy.waiting:
        ending = Ending.UNREMEDIED
    else:
        ending = Ending.REMEDIED if remedy.contested_at is None else Ending.CONTESTED
    walk.follow(p.CaseClosed, ending=str(ending))


# --- the penalty, apart from the outcome ---


def may_be_penalised(case: Case) -> str | None:
    """None if a penalty may follow; else why not."""
    if case.state not in {State.REMEDY, State.CLOSED} or not case.adverse or case.respondent is None:
        return NOT_ADVERSE
    return ON_PAPERS if case.on_papers else None


def proposal(case: Case, setting: Setting, now: datetime) -> tuple[Step, tuple[Penalty, ...]]:
    """What the ladder says for the respondent, and what the same breach got before (the latest first)."""
    step = proposed(setting.past, case.respondent or 0, setting.ladder, now)
    return step, same_before(setting.past, case.claim.wrong)


def decide_sanction(walk: Walk, command: c.DecideSanction) -> None:
    case = walk.case
    why_not = may_be_penalised(case)
    if why_not is not None:
        raise Refused(why_not)
    if case.sanction is not None:
        raise Refused(DECIDED)
    if command.step not in set(Step):
        raise Refused(NO_STEP)
    step, _ = proposal(case, walk.setting, command.now)
    reason = command.reason.strip()
    if command.step != step and len(reason) < LEAST_REASON:
        raise Refused(REASON, least=LEAST_REASON)
    walk.tell(
        e.SanctionDecided,
        against=case.respondent,
        step=str(command.step),
        proposed=str(step),
        reason=reason[:MOST_REPORT],
        deviates=command.step != step,
    )


def void(walk: Walk, command: c.VoidCase) -> None:
    walk.tell(e.CaseVoided, why=str(Void(command.why)))


NO_GROUND = N_("Please choose what the appeal rests on.")
SHORT_PLEA = N_("Please say what exactly, in at least {least} characters.")
LONG = N_("That is too long: at most {most} characters.")
REPORTED = N_("You have said so already. The other side has been told.")
NOT_REPORTED = N_("The other side has not said yet that it is done.")
CONTESTED = N_("You have said so already. The other side has been given more time.")
