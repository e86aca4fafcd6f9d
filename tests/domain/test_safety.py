"""Safety: who may settle it, what is out of bounds, and what the score says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.domain.groups import Standing
from assistant.domain.safety import (
    LONGEST_NAME,
    MOST_PEOPLE,
    CardsWanted,
    Channel,
    Cycles,
    Evidence,
    Invites,
    MakeCards,
    Newcomers,
    NotePaper,
    Paper,
    PaperNoted,
    Safety,
    SafetySet,
    SetSafety,
    Sharing,
    decide,
    read,
)
from assistant.domain.safety_score import POINTS, Code, Footing, Status, score
from assistant.errors import Refused

NOW = datetime(2026, 11, 23, tzinfo=UTC)
OWNER, ADMIN, JUROR, STRANGER = 1, 2, 3, 4
STANDING = Standing(7, OWNER, "Books", "approval", 1, admins=frozenset({ADMIN}), jurors=frozenset({JUROR}))
SAFE = Safety(
    channels=Channel.PLATFORM,
    payee="林小满",
    ends="3456",
    team=(OWNER, ADMIN),
    nicknames=("小满", "老周"),
    newcomers=Newcomers.NAMED,
    invites=Invites.CONFIRMED,
    evidence=Evidence.FULL,
    jurors=("A", "B", "C"),
    sharing=Sharing.OFF,
)
WHOLE = Footing(
    safety=SAFE,
    full_rules=True,
    disputes=True,
    limits=True,
    steps=0,
    code=Code.WORKS,
    team=SAFE.team,
    jurors=3,
    papers=frozenset(Paper),
    rehearsed=True,
)


def statuses(footing: Footing) -> dict[str, Status]:
    return {item.key: item.status for item in score(footing)}


def test_answers_are_plain_json_and_come_back_the_same():
    assert read(json.loads(json.dumps(SAFE.body()))) == SAFE
    few = replace(SAFE, payee="", ends="", nicknames=(), jurors=(), cycles=Cycles("quarter", "off", "off", "off"))
    assert read(json.loads(json.dumps(few.body()))) == few


@pytest.mark.parametrize(
    "wrong",
    [
        {"channels": "barter"},
        {"newcomers": ""},
        {"invites": "all"},
        {"evidence": "some"},
        {"sharing": "maybe"},
        {"payee": "x" * (12 * LONGEST_NAME + 1)},
        {"ends": "1234567"},
        {"jurors": ("x",) * (MOST_PEOPLE + 1)},
        {"nicknames": ("x",) * (MOST_PEOPLE + 1)},
    ],
)
def test_what_is_out_of_bounds_cannot_even_be_said(wrong):
    with pytest.raises(ValueError):
        replace(SAFE, **wrong)


@pytest.mark.parametrize(
    "wrong", [("week",), ("month", "quarter"), ("month", "month", "month"), ("month", "off", "off", "x")]
)
def test_a_cycle_has_only_its_own_lengths(wrong):
    with pytest.raises(ValueError):
        Cycles(*wrong)


@pytest.mark.parametrize("person", [OWNER, ADMIN])
def test_owner_and_admins_settle_safety_and_have_its_papers(person):
    assert decide(SetSafety(person, NOW, 7, SAFE), STANDING, None) == (SafetySet(7, person, NOW, SAFE),)
    assert decide(MakeCards(person, NOW, 7), STANDING, SAFE) == (CardsWanted(7, person, NOW, SAFE),)
    noted = decide(NotePaper(person, NOW, 7, "scam_card"), STANDING, SAFE)
    assert noted == (PaperNoted(7, person, NOW, Paper.SCAM),)


@pytest.mark.parametrize("person", [JUROR, STRANGER])
@pytest.mark.parametrize("held", [None, SAFE])
def test_nobody_else_does(person, held):
    for command in (SetSafety(person, NOW, 7, SAFE), MakeCards(person, NOW, 7), NotePaper(person, NOW, 7, "scam_card")):
        with pytest.raises(Refused, match="Only the owner and the admins"):
            decide(command, STANDING, held)


def test_cards_need_answers_and_everything_needs_a_group():
    with pytest.raises(Refused, match="need a few answers"):
        decide(MakeCards(OWNER, NOW, 7), STANDING, None)
    with pytest.raises(Refused, match="no longer valid"):
        decide(SetSafety(OWNER, NOW, 7, SAFE), None, None)


def test_a_group_with_everything_has_nothing_missing():
    assert set(statuses(WHOLE).values()) == {Status.DONE}
    assert len(score(WHOLE)) == len(POINTS)


def test_a_group_with_nothing_misses_all_that_concerns_it():
    found = statuses(Footing(safety=None))
    assert set(found.values()) == {Status.MISSING}
    assert found.keys() == {point.key for point in POINTS} - {"steps", "code"}


@pytest.mark.parametrize(
    ("key", "change", "status"),
    [
        ("rules", {"disputes": False}, Status.MISSING),
        ("rules", {"full_rules": False}, Status.MISSING),
        ("limits", {"limits": False}, Status.MISSING),
        ("steps", {"steps": 2}, Status.MISSING),
        ("code", {"code": Code.MISSING}, Status.MISSING),
        ("code", {"code": Code.DYING}, Status.DUE),
        ("channels", {"safety": replace(SAFE, channels=Channel.PERSONAL)}, Status.DUE),
        ("newcomers", {"safety": replace(SAFE, newcomers=Newcomers.NOTHING)}, Status.DUE),
        ("invites", {"safety": replace(SAFE, invites=Invites.ANYONE)}, Status.DUE),
        ("evidence", {"safety": replace(SAFE, evidence=Evidence.NOTHING)}, Status.DUE),
        ("cards", {"papers": frozenset()}, Status.MISSING),
        ("cards", {"papers": frozenset({Paper.SCAM})}, Status.DUE),
        ("jurors", {"jurors": 2}, Status.MISSING),
        ("jurors", {"jurors": 1, "asked": 2}, Status.DUE),
        ("rehearsal", {"rehearsed": False}, Status.MISSING),
    ],
)
def test_each_lack_shows_in_its_own_line_alone(key, change, status):
    found = statuses(replace(WHOLE, **change))
    assert found[key] == status
    assert {other for other, each in found.items() if each != Status.DONE} == {key}


def test_who_comes_or_goes_makes_roster_and_card_due():
    found = statuses(replace(WHOLE, team=(OWNER, ADMIN, 9)))
    assert {key for key, each in found.items() if each == Status.DUE} == {"team", "cards"}


def test_a_new_owner_makes_the_payee_due():
    found = statuses(replace(WHOLE, team=(ADMIN, OWNER)))
    assert {key for key, each in found.items() if each == Status.DUE} == {"payee", "team", "cards"}


def test_what_does_not_concern_a_group_is_not_counted():
    found = statuses(replace(WHOLE, steps=None, code=Code.UNNEEDED))
    assert found.keys() == {point.key for point in POINTS} - {"steps", "code"}


def test_what_needs_others_is_marked_so_and_counted_in_words():
    items = {item.key: item for item in score(replace(WHOLE, jurors=1))}
    assert {key for key, item in items.items() if not item.alone} == {"jurors", "coadmin"}
    assert items["jurors"].what.format(**items["jurors"].values) == "Jurors who have agreed: 1 of 3"
