"""What the owner of a group settled about its safety, and how the group scores. Commands in, events out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from assistant.domain.groups import NO_SUCH_LINK, NOT_YOURS, Rotation, Standing
from assistant.errors import Refused
from assistant.i18n import N_

ENOUGH_JURORS = 3  # below that no panel can be drawn
LONGEST_NAME = 40  # characters of anybody's name
LEAST_ENDS, MOST_ENDS = 2, 6  # the last characters of an account: enough to compare, too few to use
MOST_PEOPLE = 20  # nominated jurors, or display names of admins


class Channel(StrEnum):
    """How money may move between members."""

    PLATFORM = "platform"  # the platform's own group collection
    MERCHANT = "merchant"  # that, and a merchant's code for regular trade
    CASH = "cash"
    VOUCHER = "voucher"  # whatever leaves a voucher
    PERSONAL = "personal"  # saved personal codes too, which is advised against


class Newcomers(StrEnum):
    NAMED = "named"  # name and trade shown, rules confirmed before entry
    RULES = "rules"  # rules confirmed before entry
    NOTHING = "nothing"


class Invites(StrEnum):
    CONFIRMED = "confirmed"  # members invite, the owner confirms each
    ADMINS = "admins"
    ANYONE = "anyone"


class Evidence(StrEnum):
    FULL = "full"  # complete thread, vouchers, original device
    VOUCHERS = "vouchers"
    NOTHING = "nothing"


class Sharing(StrEnum):
    OFF = "off"
    ON = "on"


class Check(StrEnum):
    MONTH = "month"
    OFF = "off"


class Quarterly(StrEnum):
    QUARTER = "quarter"
    OFF = "off"


class Paper(StrEnum):
    """What is drawn for the group; the names are those of the worker's kinds."""

    IMPERSONATION = "impersonation_card"
    SCAM = "scam_card"


@dataclass(frozen=True, slots=True)
class Cycles:
    """What comes again and again. Raises ValueError for a value that is not one of its kind."""

    rotation: str = Rotation.MONTH
    check: str = Check.MONTH
    inactivity: str = Quarterly.QUARTER
    survey: str = Quarterly.QUARTER

    def __post_init__(self) -> None:
        for kind, value in zip((Rotation, Check, Quarterly, Quarterly), asdict(self).values(), strict=True):
            kind(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """The owner's answers. Raises ValueError for what is out of bounds.

    `payee` is the one official payee as the account shows at payment ("": nobody collects anything), `ends` the last
    characters of that account. `team` are the numeric ids of owner and admins at that time, the owner first;
    `nicknames` what they are called in a WeChat group, in the same order. `jurors` are nominated, not yet asked.
    """

    channels: str
    payee: str
    ends: str
    team: tuple[int, ...]
    nicknames: tuple[str, ...]
    newcomers: str
    invites: str
    evidence: str
    jurors: tuple[str, ...]
    sharing: str
    cycles: Cycles = field(default_factory=Cycles)

    def __post_init__(self) -> None:
        for kind, value in (
            (Channel, self.channels),
            (Newcomers, self.newcomers),
            (Invites, self.invites),
            (Evidence, self.evidence),
            (Sharing, self.sharing),
        ):
            kind(value)
        names = (self.payee, *self.nicknames, *self.jurors)
        if any(len(each) > 12 * LONGEST_NAME for each in names) or len(self.ends) > MOST_ENDS:
            raise ValueError("a name, or the end of an account, is too long")
        if max(len(self.nicknames), len(self.jurors)) > MOST_PEOPLE:
            raise ValueError("too many names")

    def body(self) -> dict[str, Any]:
        """As it is stored: plain JSON."""
        kept = asdict(self)
        return {**kept, **{name: list(kept[name]) for name in _MANY}}


_MANY = ("team", "nicknames", "jurors")


def read(body: Mapping[str, Any]) -> Safety:
    """What `body` made, as an object again."""
    many = {name: tuple(body[name]) for name in _MANY}
    return Safety(**{**body, **many, "cycles": Cycles(**body["cycles"])})


# --- commands and events ---


@dataclass(frozen=True, slots=True)
class SetSafety:
    """Who looks after the group settles its safety, for the first time or anew."""

    person: int
    now: datetime
    group: int
    safety: Safety


@dataclass(frozen=True, slots=True)
class SafetySet:
    group: int
    person: int
    now: datetime
    safety: Safety


@dataclass(frozen=True, slots=True)
class MakeCards:
    """Impersonation card and scam card once more, as things stand."""

    person: int
    now: datetime
    group: int


@dataclass(frozen=True, slots=True)
class CardsWanted:
    group: int
    person: int
    now: datetime
    safety: Safety


@dataclass(frozen=True, slots=True)
class NotePaper:
    """A paper was drawn and sent: it counts in the score until the answers change."""

    person: int
    now: datetime
    group: int
    paper: str


@dataclass(frozen=True, slots=True)
class PaperNoted:
    group: int
    person: int
    now: datetime
    paper: str


Command = SetSafety | MakeCards | NotePaper
Happened = SafetySet | CardsWanted | PaperNoted

NOT_SET = N_("The cards need a few answers first. Set up safety, and they come by themselves.")


def decide(command: Command, standing: Standing | None, held: Safety | None) -> tuple[Happened, ...]:
    """What follows; raises Refused. `held` are the answers in force."""
    if standing is None:
        raise Refused(NO_SUCH_LINK)
    if not standing.looks_after(command.person):
        raise Refused(NOT_YOURS)
    match command:
        case SetSafety():
            return (SafetySet(standing.group, command.person, command.now, command.safety),)
        case MakeCards():
            if held is None:
                raise Refused(NOT_SET)
            return (CardsWanted(standing.group, command.person, command.now, held),)
        case NotePaper():
            return (PaperNoted(standing.group, command.person, command.now, Paper(command.paper)),)


# --- the score ---


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
    `papers` were made since the answers were given. `rehearsed` is None where there is no rehearsal.
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
    rehearsed: bool | None = None


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


def _rehearsed(footing: Footing) -> Status | None:
    return None if footing.rehearsed is None else _if(footing.rehearsed)


POINTS: tuple[Point, ...] = (
    Point("rules", N_("Full rules, with a clause on disputes"), "writerules", lambda at: _if(at.full_rules and at.disputes)),
    Point("limits", N_("Single-deal cap, claims window and penalties in the rules"), "writerules", lambda at: _if(at.limits)),
    Point("steps", N_("The steps in WeChat"), "steps", _steps),
    Point("code", N_("A QR code that works"), "renew", _code),
    Point("channels", N_("Payment only in ways that leave a trace"), "setsafety", _answered("channels", Channel.PERSONAL)),
    Point("payee", N_("Settled who is the one official payee"), "setsafety", _answered("payee")),
    Point("team", N_("A roster of who speaks for the group"), "setsafety", _team),
    Point("newcomers", N_("A look at each newcomer"), "setsafety", _answered("newcomers", Newcomers.NOTHING)),
    Point("invites", N_("Settled who may invite"), "setsafety", _answered("invites", Invites.ANYONE)),
    Point("evidence", N_("The habit of keeping evidence"), "setsafety", _answered("evidence", Evidence.NOTHING)),
    Point("sharing", N_("Settled whether risk records are shared"), "setsafety", _answered("sharing")),
    Point("cycles", N_("Regular checks in the calendar"), "setsafety", _answered("cycles")),
    Point("cards", N_("Impersonation card and scam card"), "safetycards", _cards),
    Point("jurors", N_("Jurors who have agreed: {jurors} of {enough}"), "people", _jurors, alone=False),
    Point("coadmin", N_("A co-admin who can stand in"), "people", lambda at: _if(len(at.team) > 1), alone=False),
    Point("rehearsal", N_("A dispute rehearsed once"), "rehearse", _rehearsed),
)  # fmt: skip
