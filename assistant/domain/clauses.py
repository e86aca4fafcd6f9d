"""What a clause of a group's rules is: its texts, its values with their bounds, and whom it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any

from assistant.domain.groups import Audience, Kind, Platform
from assistant.domain.money import money


class Matter(StrEnum):
    """What a change of the clause touches; whoever confirmed the rules before must confirm all but WORDING anew."""

    WORDING = "wording"
    MONEY = "money"
    TIME = "time"
    PENALTY = "penalty"


@dataclass(frozen=True, slots=True)
class Place:
    """The group that rules are made for, as far as they depend on it."""

    kind: str
    platform: str
    audience: str
    currency: str = "CNY"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parameter:
    """A value of a clause. `key` names it in texts and in stored rules; the clause's first one is its own key.

    `label` is its line in the review, `ask` the question. `usual` is the default: one for all, or one for
    each kind of group, audience or platform.
    """

    key: str
    label: str
    ask: str
    usual: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Span(_Parameter):
    """A length of time."""

    least: timedelta
    most: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum(_Parameter):
    """An amount of money; `least` and `most` in whole units of the group's currency, `usual` in yuan."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(_Parameter):
    """A whole number. `shown`: the words around it, where the bare number says too little."""

    least: int
    most: int
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick(_Parameter):
    """A closed choice: option key -> the words that stand in the clause. `only`: options of one platform alone."""

    options: Mapping[str, str]
    only: Mapping[str, Platform] = field(default_factory=dict)

    def offered(self, platform: str) -> dict[str, str]:
        """What can be chosen there."""
        return {key: words for key, words in self.options.items() if self.only.get(key, platform) == platform}


Parameter = Span | Sum | Whole | Pick
Words = str | Mapping[Kind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Other words of a clause, where another one says so: `when` holds values by their keys, None for left out."""

    when: Mapping[str, str | None]
    full: Words
    short: Words = ""  # nothing: the clause's own

    def fits(self, values: Mapping[str, Any]) -> bool:
        """Whether the rules are so; what is not among `values` is not known yet."""
        return all(key in values and values[key] == wanted for key, wanted in self.when.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of the library. Adding one to a file of the library is all it takes to have it in every walk.

    `full`, `short` and `why` are texts (one for all kinds, or one each) with `{key}` for values; `{silence}` is the
    time after which silence counts as received. `asked`: the walk asks for it, all others come with their usual
    values. It applies to the `kinds`, `platforms` and `audiences` named, and is on from the start for those `usually`.
    `needs` names clauses without which it says nothing. `gate` off: its own words may name what is forbidden.
    `variants` are its words where another clause says so; the first that fits counts. `beside` is a sentence that
    stays when the owner uses own words. `brief` clauses stand in the short rules.
    """

    key: str
    title: str
    full: Words
    short: Words
    why: Words
    parameters: tuple[Parameter, ...] = ()
    matter: Matter = Matter.WORDING
    asked: bool = False
    mandatory: bool = False
    kinds: tuple[Kind, ...] = tuple(Kind)
    platforms: tuple[Platform, ...] = tuple(Platform)
    audiences: tuple[Audience, ...] = tuple(Audience)
    usually: tuple[Audience, ...] = tuple(Audience)
    needs: tuple[str, ...] = ()
    gate: bool = True
    variants: tuple[Variant, ...] = ()
    beside: str = ""
    brief: bool = False

    def __post_init__(self) -> None:
        if self.parameters and self.parameters[0].key != self.key:
            raise ValueError(f"the first value of {self.key!r} has to bear its name")

    def applies(self, place: Place) -> bool:
        return place.kind in self.kinds and place.platform in self.platforms and place.audience in self.audiences

    def words(self, kind: str, values: Mapping[str, Any], *, short: bool = False) -> str:
        """What it says in that kind of group, next to the other clauses' values."""
        text = self.short if short else self.full
        for each in self.variants:
            if each.fits(values) and (found := words_for(each.short if short else each.full, kind)):
                text = found
                break
        return words_for(text, kind)


def words_for(text: Words, kind: str) -> str:
    """The text for that kind of group; none where there is none for it."""
    return text if isinstance(text, str) else text.get(Kind(kind), "")


# What 1 yuan is about as much as, roughly: for round usual amounts, not for exchange.
_SCALE = {"CNY": Fraction(1), "HKD": Fraction(1), "TWD": Fraction(4), "MYR": Fraction(3, 5)}
_DEAR = Fraction(1, 5)


def usual(parameter: Parameter, place: Place) -> Any:
    """The value a parameter has if nobody chooses another."""
    found = parameter.usual
    if isinstance(found, Mapping):
        found = next(found[each] for each in (place.kind, place.audience, place.platform) if each in found)
    if not isinstance(parameter, Sum):
        return found
    units = Fraction(found) * _SCALE.get(place.currency, _DEAR)
    return money(min(max(round(units), parameter.least), parameter.most), place.currency)


def bounds(parameter: Parameter, place: Place) -> tuple[Any, ...]:
    """The least, the usual and the greatest value; of a choice, every one."""
    if isinstance(parameter, Pick):
        return tuple(parameter.options)
    if isinstance(parameter, Sum):
        least, most = (money(units, place.currency) for units in (parameter.least, parameter.most))
        return least, usual(parameter, place), most
    return parameter.least, usual(parameter, place), parameter.most
