"""A group's rules as a whole: which clauses, with which values; what changed between two versions. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from assistant.domain.clauses import Matter, Place
from assistant.domain.groups import Entry, Kind
from assistant.i18n import N_

MANDATORY = ("settle", "truth", "disputes")
# Delivered, reminded and unanswered for so long counts as received.
SILENCE = {Kind.GOODS: timedelta(days=7), Kind.SERVICES: timedelta(days=3), Kind.TASKS: timedelta(days=3)}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A clause as a group has it: with values, or in the owner's own words instead."""

    key: str
    matter: str = Matter.WORDING
    values: Mapping[str, Any] = field(default_factory=dict)
    own: str = ""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The clauses that are on, in order."""

    clauses: tuple[Chosen, ...] = ()

    def get(self, key: str) -> Chosen | None:
        return next((each for each in self.clauses if each.key == key), None)

    def value(self, key: str) -> Any:
        """The value of a clause's first parameter; None where it is left out or in own words."""
        found = self.get(key)
        return found.values.get(key) if found else None

    def body(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """As it is stored, with its wording by language, so that no later library rewords it. The two values that every version has stand on top, as in the first short drafts."""
        kept = [
            {"key": each.key, "matter": str(each.matter), "values": dict(each.values), "own": each.own}
            for each in self.clauses
        ]
        on_top = {key: self.value(key) for key in ("settle", "window") if self.value(key) is not None}
        return {**on_top, "clauses": kept, "texts": dict(texts)}


def is_full(body: Mapping[str, Any]) -> bool:
    """Whether stored rules hold clauses, or are the short draft a group is founded with."""
    return "clauses" in body


def read(body: Mapping[str, Any]) -> Rulebook:
    """Stored rules (values thawed) as a rulebook; a short draft is its three mandatory clauses and the claims window."""
    if is_full(body):
        return Rulebook(tuple(Chosen(**each) for each in body["clauses"]))
    timed = [Chosen(key, Matter.TIME, {key: body[key]}) for key in ("settle", "window") if key in body]
    return Rulebook((*timed, Chosen("truth"), Chosen("disputes", Matter.TIME)))


# --- what changed ---


class Way(StrEnum):
    ADDED = "added"
    LEFT_OUT = "left_out"
    CHANGED = "changed"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions; `parameter`, `before` and `after` belong to a changed value."""

    way: Way
    clause: str
    binding: bool
    parameter: str = ""
    before: Any = None
    after: Any = None


def difference(before: Rulebook, after: Rulebook) -> tuple[Change, ...]:
    """What a reader of `before` finds changed in `after`, in the order of the clauses."""
    keys = dict.fromkeys(each.key for book in (after, before) for each in book.clauses)
    return tuple(change for key in keys for change in _between(before.get(key), after.get(key)))


def _between(old: Chosen | None, new: Chosen | None) -> Iterator[Change]:
    if old is None and new is not None:
        yield Change(Way.ADDED, new.key, _binds(new))
    elif new is None and old is not None:
        yield Change(Way.LEFT_OUT, old.key, _binds(old))
    elif old is not None and new is not None:
        if old.own != new.own:
            # own words in the place of a limit may move the limit
            yield Change(Way.REWORDED, new.key, _binds(new) or _binds(old))
            return
        # a value that only one version has came or went with the library, and says nothing by itself
        for name in (name for name in new.values if name in old.values):
            if old.values[name] != new.values[name]:
                yield Change(Way.CHANGED, new.key, _binds(new), name, old.values[name], new.values[name])


def _binds(chosen: Chosen) -> bool:
    return chosen.matter != Matter.WORDING


def must_confirm_again(changes: Sequence[Change]) -> bool:
    """Members confirm anew what touches money, time limits or penalties; not what is only worded otherwise."""
    return any(change.binding for change in changes)


@dataclass(frozen=True, slots=True)
class Version:
    """Version `n` of a group's rules, and since when it holds."""

    n: int
    since: datetime


def in_force(versions: Sequence[Version], at: datetime) -> Version | None:
    """The version that held at that moment; None before there was any."""
    return max((each for each in versions if each.since <= at), key=lambda each: each.n, default=None)


# --- what does not go together ---


@dataclass(frozen=True, slots=True)
class Clash:
    """Two answers that contradict each other: what is wrong and what would mend it."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)


def clashes(book: Rulebook, place: Place, entry: str | None) -> tuple[Clash, ...]:
    """Every contradiction, each with a proposal. `entry` is how people get into the group."""
    return tuple(_clashes(book, place, entry))


def _clashes(book: Rulebook, place: Place, entry: str | None) -> Iterator[Clash]:
    settle, window, silence = book.value("settle"), book.value("window"), SILENCE[Kind(place.kind)]
    if book.value("eligible") == "approved" and entry == Entry.QR:
        yield Clash(QR)
    if book.get("parts") is not None and book.get("cap") is None:
        yield Clash(PARTS)
    if window is not None and window > silence:
        yield Clash(LONG_WINDOW, {"window": window, "silence": silence})
    # Goods are paid as agreed, whenever they arrive; elsewhere both clocks begin at acceptance.
    if place.kind != Kind.GOODS and window is not None and settle is not None and settle > window:
        yield Clash(SLOW, {"settle": settle, "window": window})
    if book.get("penalties") is None and book.get("conduct") is not None:
        yield Clash(TOOTHLESS)
    ship = book.value("ship")
    if place.kind == Kind.GOODS and ship is not None and ship > silence:
        yield Clash(LATE, {"ship": ship, "silence": silence})


QR = N_(
    "Only approved members may deal, but people still come in by QR code. Choose another line under Who may deal, or close the QR window."
)
PARTS = N_("Payment in parts needs a cap to begin at. Set the cap, or leave payment in parts out.")
LONG_WINDOW = N_(
    "The claims window ({window}) is longer than the {silence} after which silence counts as received. Better {silence} or less."
)
SLOW = N_(
    "Settlement ({settle}) takes longer than the claims window ({window}): claims would end before the money is due. "
    "Shorten the one or lengthen the other."
)
TOOTHLESS = N_(
    "There are rules of conduct, but no penalties. Put the penalty ladder back, or everybody makes up their own."
)
LATE = N_(
    "Shipping may take {ship}, longer than the {silence} after which silence counts as received. Better a few days."
)
