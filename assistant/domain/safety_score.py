"""How safe a group stands: what is done, missing or due, each point with the command that mends it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.safety import ENOUGH_JURORS, Channel, Evidence, Invites, Newcomers, Paper, Safety
from assistant.i18n import N_


class Status(StrEnum):
    DONE = "done"
    MISSING = "missing"  # not there yet
    DUE = "due"  # there, but it wants a hand again


class Code(StrEnum):
    """The state of a group's QR code."""

    UNNEEDED = "unneeded"
    MISSING = "missing"
    DYING = "dying"
    WORKS = "works"


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """All that the score depends on.

    `limits`: the rules in force name a cap, a claims window and penalties. `steps` are open in WeChat (None: there are
    none to do). `team` are the ids of owner and admins now. `jurors` have agreed, `asked` were asked or nominated.
    `papers` were made since the answers were given. `rehearsed`: a mock dispute was played through.
    """

    safety: Safety | None
    full_rules: bool = False
    disputes: bool = False
    limits: bool = False
    steps: int | None = None
    code: str = Code.UNNEEDED
    team: tuple[int, ...] = ()
    jurors: int = 0
    asked: int = 0
    papers: frozenset[str] = frozenset()
    rehearsed: bool = False


Judge = Callable[[Footing], Status | None]


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the score: what it is, the command that mends it, and whether the owner can do so alone.

    `judge` gives None where it does not concern the group.
    """

    key: str
    what: str
    mends: str
    judge: Judge
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the score as it stands; `values` fill `what`."""

    key: str
    what: str
    mends: str
    alone: bool
    status: Status
    values: Mapping[str, int]


def score(footing: Footing) -> tuple[Item, ...]:
    """Every point that concerns the group, in order."""
    values = {"jurors": footing.jurors, "enough": ENOUGH_JURORS}
    judged = ((point, point.judge(footing)) for point in POINTS)
    return tuple(
        Item(point.key, point.what, point.mends, point.alone, status, values)
        for point, status in judged
        if status is not None
    )


def _if(done: bool, otherwise: Status = Status.MISSING) -> Status:
    return Status.DONE if done else otherwise


def _code(footing: Footing) -> Status | None:
    states = {Code.UNNEEDED: None, Code.MISSING: Status.MISSING, Code.DYING: Status.DUE, Code.WORKS: Status.DONE}
    return states[Code(footing.code)]


def _steps(footing: Footing) -> Status | None:
    return None if footing.steps is None else _if(not footing.steps)


def _answered(name: str, weak: str = "") -> Judge:
    """Settled, and not by the one answer that leaves the door open."""

    def judge(footing: Footing) -> Status:
        if footing.safety is None:
            return Status.MISSING
        return _if(not weak or getattr(footing.safety, name) != weak, Status.DUE)

    return judge


def _payee(footing: Footing) -> Status:
    """Settled, and by the owner of today."""
    return _if(footing.safety.team[:1] == footing.team[:1], Status.DUE) if footing.safety else Status.MISSING


def _team(footing: Footing) -> Status:
    return _if(footing.safety.team == footing.team, Status.DUE) if footing.safety else Status.MISSING


def _jurors(footing: Footing) -> Status:
    if footing.jurors >= ENOUGH_JURORS:
        return Status.DONE
    return Status.DUE if footing.jurors + footing.asked >= ENOUGH_JURORS else Status.MISSING


def _cards(footing: Footing) -> Status:
    if footing.safety is None or not footing.papers:
        return Status.MISSING
    return _if(footing.papers >= set(Paper) and footing.safety.team == footing.team, Status.DUE)


POINTS: tuple[Point, ...] = (
    Point("rules", N_("Full rules, with a clause on disputes"), "writerules", lambda at: _if(at.full_rules and at.disputes)),
    Point("limits", N_("Single-deal cap, claims window and penalties in the rules"), "writerules", lambda at: _if(at.limits)),
    Point("steps", N_("The steps in WeChat"), "steps", _steps),
    Point("code", N_("A QR code that works"), "renew", _code),
    Point("channels", N_("Payment only in ways that leave a trace"), "setsafety", _answered("channels", Channel.PERSONAL)),
    Point("payee", N_("Settled who is the one official payee"), "setsafety", _payee),
    Point("team", N_("A roster of who speaks for the group"), "setsafety", _team),
    Point("newcomers", N_("A look at each newcomer"), "setsafety", _answered("newcomers", Newcomers.NOTHING)),
    Point("invites", N_("Settled who may invite"), "setsafety", _answered("invites", Invites.ANYONE)),
    Point("evidence", N_("The habit of keeping evidence"), "setsafety", _answered("evidence", Evidence.NOTHING)),
    Point("sharing", N_("Settled whether risk records are shared"), "setsafety", _answered("sharing")),
    Point("cycles", N_("Regular checks in the calendar"), "setsafety", _answered("cycles")),
    Point("cards", N_("Impersonation card and scam card"), "safetycards", _cards),
    Point("jurors", N_("Jurors who have agreed: {jurors} of {enough}"), "people", _jurors, alone=False),
    Point("coadmin", N_("A co-admin who can stand in"), "people", lambda at: _if(len(at.team) > 1), alone=False),
    Point("rehearsal", N_("A dispute rehearsed once"), "rehearse", lambda at: _if(at.rehearsed)),
)  # fmt: skip
