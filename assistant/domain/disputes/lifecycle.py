"""The life of a case as data: its states, what leads from one to the next, and until when each may last.

Every state that is not an end has at least one limit, and each limit's time-out leads on: no case stands still
because somebody is silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from assistant.domain.rulebook import Rulebook
from assistant.statechart import Chart, Row, path

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class State(StrEnum):
    DRAFT = "draft"
    FILED = "filed"
    NOTICE = "notice"
    RESPONSE = "response"
    NEGOTIATION = "negotiation"
    EVIDENCE = "evidence"
    REBUTTAL = "rebuttal"
    FROZEN = "frozen"
    DRAW = "draw"
    BALLOT = "ballot"
    RULED = "ruled"
    APPEAL = "appeal"
    FINAL = "final"
    REMEDY = "remedy"
    MEDIATION = "mediation"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    SETTLED = "settled"
    VOID = "void"
    NO_FINDING = "no_finding"


S = State
ENDS = frozenset({S.CLOSED, S.WITHDRAWN, S.SETTLED, S.VOID, S.NO_FINDING})
LIVE = tuple(state for state in State if state not in ENDS and state is not S.DRAFT)
OPEN_TO_OFFERS = (
    S.RESPONSE, S.NEGOTIATION, S.EVIDENCE, S.REBUTTAL, S.DRAW, S.BALLOT, S.RULED, S.APPEAL, S.MEDIATION,
)  # fmt: skip
OPEN_TO_WITHDRAWAL = (
    S.FILED, S.NOTICE, S.RESPONSE, S.NEGOTIATION, S.EVIDENCE, S.REBUTTAL, S.DRAW, S.BALLOT, S.MEDIATION,
)  # fmt: skip
PASSED = frozenset({S.FROZEN, S.FINAL})  # in one transaction: no case rests there
UNRULED = tuple(state for state in LIVE if state not in {*PASSED, S.REMEDY})

_ROWS: list[Row] = [
    *path(S.DRAFT, S.FILED, when="file"),
    ("notify", S.FILED, S.NOTICE),
    ("prove", S.NOTICE, S.RESPONSE),
    ("go_unproven", S.NOTICE, S.EVIDENCE),  # on the papers, without a penalty
    ("prove", S.EVIDENCE, S.RESPONSE),  # who turns up late is heard all the same
    ("prove", S.REBUTTAL, S.RESPONSE),
    ("answer", S.RESPONSE, S.NEGOTIATION),
    ("stay_silent", S.RESPONSE, S.EVIDENCE),
    ("go_on", S.NEGOTIATION, S.EVIDENCE),
    ("rebut", S.EVIDENCE, S.REBUTTAL),
    ("freeze", S.EVIDENCE, S.FROZEN),
    ("freeze", S.REBUTTAL, S.FROZEN),
    ("draw", S.FROZEN, S.DRAW),
    ("mediate", S.FROZEN, S.MEDIATION),
    ("mediate", S.DRAW, S.MEDIATION),  # nobody left to ask
    ("seat", S.DRAW, S.BALLOT),
    ("reseat", S.BALLOT, S.DRAW),  # a juror stepped down or stayed silent, and there is a reserve
    ("rule", S.BALLOT, S.RULED),
    ("find_nothing", S.BALLOT, S.NO_FINDING),
    ("appeal", S.RULED, S.APPEAL),
    ("rehear", S.APPEAL, S.FROZEN),
    ("stand", S.RULED, S.FINAL),
    ("stand", S.FROZEN, S.FINAL),  # no fresh panel after all: the first ruling stands
    ("stand", S.DRAW, S.FINAL),
    ("stand", S.BALLOT, S.FINAL),
    ("remedy", S.FINAL, S.REMEDY),
    ("close", S.FINAL, S.CLOSED),
    ("close", S.REMEDY, S.CLOSED),
    ("end_talks", S.MEDIATION, S.NO_FINDING),
    *(("settle", state, S.SETTLED) for state in OPEN_TO_OFFERS),
    *(("withdraw", state, S.WITHDRAWN) for state in OPEN_TO_WITHDRAWAL),
    *(("void", state, S.VOID) for state in UNRULED),
]
CHART = Chart("case", list(State), _ROWS, ENDS)


# --- until when ---


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long each party or juror has. `answer` is the rules' own value, the rest are the same for all groups."""

    answer: timedelta = DAY
    more: timedelta = DAY  # added to the answer, once, for the asking
    talk: timedelta = DAY
    evidence: timedelta = DAY
    rebuttal: timedelta = DAY
    nonce: timedelta = 12 * HOUR  # for a nonce and a strike before the draw
    accept: timedelta = 12 * HOUR
    ballot: timedelta = 48 * HOUR
    appeal: timedelta = 48 * HOUR
    remedy: timedelta = 72 * HOUR
    cooling: timedelta = DAY
    remind: timedelta = DAY
    notice: timedelta = 48 * HOUR
    mediation: timedelta = 72 * HOUR


DRAFT_HOLDS = 72 * HOUR  # a draft opened in time keeps its claims window open for so long


def clocks_of(rules: Rulebook | None) -> Clocks:
    """The clocks by that version of the rules."""
    answer = rules.value("disputes") if rules else None
    return Clocks(answer=answer) if isinstance(answer, timedelta) else Clocks()


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of a state. `span` reads its length from the clocks of the case, `then` says what its time-out does.

    `then` is an edge of the chart, or in brackets what happens inside the state.
    """

    name: str
    span: Callable[[Clocks], timedelta]
    then: str


def _at_once(_: Clocks) -> timedelta:
    return timedelta()


LIMITS: Mapping[State, tuple[Limit, ...]] = {
    S.FILED: (Limit("cooling", lambda clocks: clocks.cooling, "notify"),),
    S.NOTICE: (
        Limit("remind", lambda clocks: clocks.remind, "(remind)"),
        Limit("notice", lambda clocks: clocks.notice, "go_unproven"),
    ),
    S.RESPONSE: (Limit("answer", lambda clocks: clocks.answer, "stay_silent"),),
    S.NEGOTIATION: (Limit("talk", lambda clocks: clocks.talk, "go_on"),),
    S.EVIDENCE: (Limit("evidence", lambda clocks: clocks.evidence, "freeze"),),
    S.REBUTTAL: (Limit("rebuttal", lambda clocks: clocks.rebuttal, "freeze"),),
    S.FROZEN: (Limit("frozen", _at_once, "draw"),),
    S.DRAW: (Limit("nonce", lambda clocks: clocks.nonce, "(derive)"),),  # then one `seat:<slot>` for each juror asked
    S.BALLOT: (Limit("ballot", lambda clocks: clocks.ballot, "rule"),),
    S.RULED: (Limit("appeal", lambda clocks: clocks.appeal, "stand"),),
    S.APPEAL: (Limit("counter", lambda clocks: clocks.evidence, "rehear"),),
    S.FINAL: (Limit("final", _at_once, "remedy"),),
    S.REMEDY: (Limit("remedy", lambda clocks: clocks.remedy, "close"),),
    S.MEDIATION: (Limit("mediation", lambda clocks: clocks.mediation, "end_talks"),),
}
SEAT = "seat:"


@dataclass(frozen=True, slots=True)
class Deadline:
    """An open limit of a case: running since `since`, over at `due`."""

    name: str
    since: datetime
    due: datetime


def opened(state: State, clocks: Clocks, now: datetime) -> tuple[Deadline, ...]:
    """The limits that begin when a case enters a state."""
    return tuple(Deadline(limit.name, now, now + limit.span(clocks)) for limit in LIMITS.get(state, ()))


def shifted(deadlines: Iterable[Deadline], since: datetime, until: datetime) -> tuple[Deadline, ...]:
    """The same deadlines after the assistant was down from `since` until `until`: nobody loses that time.

    What was over before stays over.
    """
    return tuple(
        replace(each, due=each.due + (until - max(since, each.since)))
        if each.due > since and each.since < until
        else each
        for each in deadlines
    )


def page() -> str:
    """The chart and its limits as a document."""
    rows = [
        f"| {state} | {limit.name} | {_span(limit)} | {limit.then} |"
        for state, limits in LIMITS.items()
        for limit in limits
    ]
    return "\n".join(
        [
            "# The life of a case",
            "",
            "Drawn from `assistant/domain/disputes/lifecycle.py` by `yidan draw`; do not edit.",
            "",
            "```mermaid",
            CHART.mermaid(),
            "```",
            "",
            "| state | limit | usually | its time-out |",
            "|---|---|---|---|",
            *rows,
            "| draw | seat:<slot> | 12 h | (the next reserve is asked) |",
            "",
        ]
    )


def _span(limit: Limit) -> str:
    span = limit.span(Clocks())
    return f"{span // HOUR} h" if span else "at once"
