"""Forgetting: a person, or the evidence, leaves a case; the case stays, and its chain stays whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from assistant.domain.disputes.case import Case
from assistant.domain.disputes.claims import Part
from assistant.domain.disputes.custody import Link
from assistant.domain.disputes.evidence import Exhibit
from assistant.domain.disputes.outcome import Side

NOBODY = 0
# Under these names events hold people.
_PEOPLE = frozenset({"person", "claimant", "respondent", "buyer", "seller", "juror", "against", "neutrals"})


def without_evidence(case: Case, side: str | None = None) -> Case:
    """The case without the files (of one side, or None: of both); their seals stay."""
    exhibits = tuple(_bare(each) if side in {None, each.side} else each for each in case.exhibits)
    return replace(case, exhibits=exhibits)


def _bare(exhibit: Exhibit) -> Exhibit:
    return replace(
        exhibit,
        sha256="",
        copy="",
        near="",
        unique_id="",
        salt="",
        caption="",
        origin_side="",
        origin_name="",
        origin_at=None,
        late_reason="",
        erased=True,
    )


def without_person(case: Case, person: int) -> Case:
    """The case without that person: their number, their words, their files. What was decided stays.

    For cases that are over: an open one is ended first (VoidCase, "erased").
    """
    side = case.side_of(person)
    if side is not None:
        case = _without_side(case, side)
    seats = tuple(replace(seat, person=NOBODY) if seat.person == person else seat for seat in case.seats)
    draws = tuple(
        replace(draw, slots=tuple(replace(s, person=NOBODY, salt="") if s.person == person else s for s in draw.slots))
        for draw in case.draws
    )
    return replace(
        case,
        seats=seats,
        draws=draws,
        declined=tuple(each for each in case.declined if each != person),
        neutrals=tuple(each for each in case.neutrals if each != person),
    )


def _without_side(case: Case, side: Side) -> Case:
    case = without_evidence(case, side)
    deal, plea, remedy = case.deal, case.plea, case.remedy
    bought = case.part_of(side) == Part.BUYER
    case = replace(
        case,
        deal=replace(deal, buyer=None if bought else deal.buyer, seller=deal.seller if bought else None),
        offers=tuple(replace(each, text="") if each.by == side else each for each in case.offers),
        rebuttals={of: text for of, text in case.rebuttals.items() if of != side},
        plea=_unsaid(plea, side),
    )
    if side is Side.CLAIMANT:
        claim = replace(case.claim, story="", late_reason="", salt="")
        return replace(
            case, claimant=NOBODY, claim=claim, remedy=replace(remedy, contest="") if remedy is not None else None
        )
    answer = replace(case.answer, text="") if case.answer is not None else None
    return replace(
        case,
        respondent=None,
        respondent_name="",
        answer=answer,
        remedy=replace(remedy, report="") if remedy is not None else None,
    )


def _unsaid(plea: Any, side: Side) -> Any:
    if plea is None:
        return None
    return replace(plea, text="") if plea.side == side else replace(plea, answer="")


def about(person: int, links: Iterable[tuple[Link, Mapping[str, Any]]]) -> frozenset[int]:
    """The numbers of the links that came from that person or hold their number; each with what is kept beside it."""
    return frozenset(link.n for link, private in links if _names(link.content, person) or _names(private, person))


def of_evidence(links: Iterable[Link]) -> frozenset[int]:
    """The numbers of the links that tell of files."""
    return frozenset(link.n for link in links if link.kind == "ExhibitSubmitted")


def _names(value: Any, person: int, key: str = "") -> bool:
    if isinstance(value, Mapping):
        return any(_names(each, person, str(name)) for name, each in value.items())
    if isinstance(value, list | tuple):
        return any(_names(each, person, key) for each in value)
    return key in _PEOPLE and value == person
