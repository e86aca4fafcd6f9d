"""What the owner of a group settled about its safety. Commands in, events out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
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
