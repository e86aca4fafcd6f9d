"""Who may do what to a case, and when: the one guard that every command and every look goes through.

Nothing else in the house decides on this. The table in docs/disputes-authority.md is printed from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from assistant.domain.disputes import commands as c
from assistant.domain.disputes.case import Case
from assistant.domain.disputes.lifecycle import ENDS, LIVE, OPEN_TO_OFFERS, OPEN_TO_WITHDRAWAL, UNRULED, State
from assistant.domain.disputes.outcome import Side
from assistant.domain.disputes.panel import Pool
from assistant.errors import Refused
from assistant.i18n import N_

S = State


class Role(StrEnum):
    """What a person is to a case. Everybody is exactly one: a party before all else, then the panel, then the group."""

    CLAIMANT = "claimant"
    RESPONDENT = "respondent"
    INVITED = "invited"  # asked to decide or to mediate, has not answered
    JUROR = "juror"
    MEDIATOR = "mediator"
    RESERVE = "reserve"  # drawn, not asked: knows nothing of it
    FORMER = "former juror"  # declined, lapsed, or done
    OWNER = "owner"
    ADMIN = "admin"
    STRANGER = "stranger"
    GUEST = "holder of the link"  # where the respondent is not known yet
    SERVICE = "service"  # the clock, the sender


R = Role


def role_of(case: Case, person: int, pool: Pool, handle: str = "") -> Role:
    """What that person is to the case now. `handle`: of the case's link, if they came by it."""
    if person == c.SERVICE:
        return R.SERVICE
    side = case.side_of(person)
    if side is not None:
        told = R.RESPONDENT if case.told else R.STRANGER
        return R.CLAIMANT if side is Side.CLAIMANT else told
    seated = _seated(case, person)
    if seated is not None:
        return seated
    if handle and handle == case.handle and case.told and case.respondent is None:
        return R.GUEST
    if person == pool.owner:
        return R.OWNER
    return R.ADMIN if person in pool.admins else R.STRANGER


def _seated(case: Case, person: int) -> Role | None:
    seat = case.seat_of(person)
    if seat is not None and seat.round == 0:
        at_work = case.state is S.MEDIATION and seat.live
        return (R.MEDIATOR if seat.state == "accepted" else R.INVITED) if at_work else R.FORMER
    if seat is not None and seat.round == case.round:
        at_work = case.state in {S.DRAW, S.BALLOT} and seat.live
        return (R.JUROR if seat.state == "accepted" else R.INVITED) if at_work else R.FORMER
    draw = case.draw
    drawing = draw is not None and case.state in {S.DRAW, S.BALLOT}
    if (
        drawing
        and draw is not None
        and person not in case.declined
        and any(slot.person == person for slot in draw.slots)
    ):
        return R.RESERVE
    return R.FORMER if seat is not None else None


class Look(StrEnum):
    """What may be looked at."""

    CASE = "see the case"  # everything both sides brought, and how it goes
    DOCKET = "see the docket"  # the same papers without names
    INVITATION = "see what one is asked for"
    STATUS = "see its state"
    PENALTY = "see what a penalty rests on"


_PARTIES = (R.CLAIMANT, R.RESPONDENT)
_ALL = (*LIVE, *(state for state in State if state in ENDS))  # in one order, whatever the set says
_RULED = (S.REMEDY, S.CLOSED)

# Command or look -> role -> states. What is not here is not allowed.
TABLE: Mapping[type[c.CaseCommand] | Look, Mapping[Role, tuple[State, ...]]] = {
    c.SendNotice: {R.CLAIMANT: (S.FILED,)},
    c.ProveNotice: {
        R.RESPONDENT: _ALL,  # opening one's own case again is no mistake
        R.GUEST: LIVE,
        R.SERVICE: LIVE,
    },
    c.Respond: {R.RESPONDENT: (S.RESPONSE,)},
    c.AskMoreTime: {R.RESPONDENT: (S.RESPONSE,)},
    c.OfferSettlement: {**dict.fromkeys(_PARTIES, OPEN_TO_OFFERS), R.MEDIATOR: (S.MEDIATION,)},
    c.AcceptOffer: dict.fromkeys(_PARTIES, OPEN_TO_OFFERS),
    c.RefuseOffer: dict.fromkeys(_PARTIES, OPEN_TO_OFFERS),
    c.Withdraw: {R.CLAIMANT: OPEN_TO_WITHDRAWAL},
    c.SubmitExhibit: {
        R.CLAIMANT: (S.FILED, S.NOTICE, S.RESPONSE, S.NEGOTIATION, S.EVIDENCE, S.REBUTTAL, S.APPEAL),
        R.RESPONDENT: (S.RESPONSE, S.NEGOTIATION, S.EVIDENCE, S.REBUTTAL, S.APPEAL),
    },
    c.Rebut: dict.fromkeys(_PARTIES, (S.REBUTTAL,)),
    c.ReadyToGoOn: dict.fromkeys(_PARTIES, (S.NEGOTIATION, S.EVIDENCE, S.REBUTTAL, S.DRAW, S.APPEAL)),
    c.AddNonce: dict.fromkeys(_PARTIES, (S.DRAW,)),
    c.StrikeJuror: dict.fromkeys(_PARTIES, (S.DRAW,)),
    c.AcceptSeat: {R.INVITED: (S.DRAW, S.MEDIATION)},
    c.DeclineSeat: {
        R.INVITED: (S.DRAW, S.MEDIATION),
        R.JUROR: (S.DRAW, S.BALLOT),
        R.MEDIATOR: (S.MEDIATION,),
    },
    c.OpenExhibit: {R.JUROR: (S.BALLOT,)},
    c.CastBallot: {R.JUROR: (S.BALLOT,)},
    c.Appeal: dict.fromkeys(_PARTIES, (S.RULED,)),
    c.AnswerAppeal: dict.fromkeys(_PARTIES, (S.APPEAL,)),
    c.ReportRemedy: {R.RESPONDENT: (S.REMEDY,)},
    c.ConfirmRemedy: {R.CLAIMANT: (S.REMEDY,)},
    c.ContestRemedy: {R.CLAIMANT: (S.REMEDY,)},
    c.DecideSanction: {R.OWNER: _RULED, R.ADMIN: _RULED},
    c.VoidCase: {R.SERVICE: UNRULED},
    c.TimeOut: {R.SERVICE: _ALL},  # a timer that comes after the end changes nothing
    c.ShiftClocks: {R.SERVICE: LIVE},
    Look.CASE: dict.fromkeys(_PARTIES, _ALL),
    Look.DOCKET: {R.JUROR: (S.DRAW, S.BALLOT), R.MEDIATOR: (S.MEDIATION,)},
    Look.INVITATION: {R.INVITED: (S.DRAW, S.MEDIATION)},
    Look.STATUS: {
        R.OWNER: _ALL,
        R.ADMIN: _ALL,
        R.GUEST: LIVE,
    },
    Look.PENALTY: {R.OWNER: _RULED, R.ADMIN: _RULED},
}


def may(action: type[c.CaseCommand] | Look, role: Role, state: State) -> bool:
    """Whether somebody with that role may do it in that state."""
    return state in TABLE[action].get(role, ())


def guard(command: c.CaseCommand, role: Role, case: Case) -> None:
    """Raise Refused where it is not for them or not for now. Who has nothing to do with the case hears of none."""
    if may(type(command), role, case.state):
        return
    if role in {R.STRANGER, R.RESERVE, R.GUEST}:
        raise Refused(NO_SUCH_CASE)
    if role is R.FORMER:
        raise Refused(NO_LONGER)
    raise Refused(NOT_NOW if TABLE[type(command)].get(role) else NOT_YOURS)


NO_SUCH_CASE = N_("I find no such case. /cases shows those that you have a part in.")
NO_LONGER = N_("This case no longer needs you. Thank you for having been ready to help.")
NOT_NOW = N_("That is not possible at this point of the case. /cases shows whose turn it is.")
NOT_YOURS = N_("That is not for you to do in this case.")


def page() -> str:
    """The table as a document."""
    roles = [role for role in Role if role not in {R.STRANGER, R.RESERVE, R.FORMER}]
    lines = [
        "# Who may do what to a case",
        "",
        "Printed from `assistant/domain/disputes/authority.py` by `yidan draw`; do not edit. Every command and every look goes",
        "through this one table. A stranger, a reserve who was not asked and a former juror may nothing at all: a stranger does",
        "not even learn that the case exists. The respondent is a stranger until the notice has gone out.",
        "",
        "| | " + " | ".join(roles) + " |",
        "|---|" + "---|" * len(roles),
    ]
    for action, allowed in TABLE.items():
        label = action.value if isinstance(action, Look) else action.__name__
        lines.append(f"| {label} | " + " | ".join(_cell(allowed.get(role, ())) for role in roles) + " |")
    return "\n".join([*lines, "", *(f"* **{name}**: {', '.join(states)}" for name, states in _NAMED.items()), ""])


_NAMED: Mapping[str, tuple[State, ...]] = {
    "always": _ALL,
    "until it ends": LIVE,
    "before it is final": UNRULED,
    "while an offer helps": OPEN_TO_OFFERS,
    "before the ruling": OPEN_TO_WITHDRAWAL,
}


def _cell(states: tuple[State, ...]) -> str:
    for name, named in _NAMED.items():
        if states == named:
            return f"*{name}*"
    return ", ".join(states)
