"""Checks and rounds: who may, what counts, what is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.checkups import (
    LARGEST,
    Asked,
    CheckMembers,
    Clones,
    FinishRound,
    MembersChecked,
    Room,
    Round,
    RoundDone,
    decide,
    keep,
    kept,
    last_size,
    room,
)
from assistant.domain.groups import NOT_YOURS, Standing
from assistant.errors import Refused

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ANNA, BEN, CLARA = 1, 2, 3
HERS = Standing(5, ANNA, "Riverside Books", "approval", 1, admins=frozenset({BEN}), jurors=frozenset({CLARA}))


def check(person: int = ANNA, **more: object) -> CheckMembers:
    fields = {"size": 62, "unnamed": 0, "clones": "none", "dormant": None, "asked": None, **more}
    return CheckMembers(person, NOW, 5, **fields)


@pytest.mark.parametrize("command", [check, lambda person=ANNA: FinishRound(person, NOW, 5, "survey")])
def test_only_who_looks_after_a_living_group_checks_it(command):
    assert len(decide(command(ANNA), HERS)) == len(decide(command(BEN), HERS)) == 1
    for stranger in (CLARA, 99):
        with pytest.raises(Refused) as no:
            decide(command(stranger), HERS)
        assert no.value.message == NOT_YOURS
    for gone in (None, Standing(5, ANNA, "Riverside Books", "approval", 1, archived=True)):
        with pytest.raises(Refused):
            decide(command(ANNA), gone)


def test_what_was_counted_is_what_happened():
    (event,) = decide(check(size=165, unnamed=12, clones="unsure", dormant=4, asked="now"), HERS)
    assert event == MembersChecked(5, ANNA, NOW, 165, 12, Clones.UNSURE, 4, Asked.NOW)
    assert decide(FinishRound(BEN, NOW, 5, "inactivity"), HERS) == (RoundDone(5, BEN, NOW, Round.INACTIVITY),)


@pytest.mark.parametrize("more", [{"unnamed": 63}, {"dormant": 63}])
def test_a_part_is_no_more_than_the_whole(more: dict[str, int]):
    with pytest.raises(Refused) as no:
        decide(check(**more), HERS)
    assert no.value.values == {"size": 62, "given": 63}


@pytest.mark.parametrize(
    ("size", "found"),
    [(1, "calm"), (149, "calm"), (150, "plan"), (179, "plan"), (180, "close"), (199, "close"), (200, "full"), (5000, "full")],
)  # fmt: skip
def test_a_size_means_something(size: int, found: str):
    assert room(size) == Room(found)


@given(st.lists(st.integers(1, LARGEST) | st.sampled_from(Round), max_size=8))
def test_the_last_of_each_is_kept_and_other_facts_stay(happened: list[int | Round]):
    facts: dict = {"closes": "untouched"}
    for at, each in enumerate(happened):
        now = NOW.replace(minute=at)
        event = (
            RoundDone(5, ANNA, now, each)
            if isinstance(each, Round)
            else MembersChecked(5, ANNA, now, each, 0, Clones.NONE, None, None)
        )
        facts = keep(facts, event)
    sizes = [each for each in happened if not isinstance(each, Round)]
    assert facts["closes"] == "untouched"
    assert last_size(facts) == (sizes[-1] if sizes else None)
    for kind in Round:
        times = [NOW.replace(minute=at).timestamp() for at, each in enumerate(happened) if each is kind]
        assert kept(facts).get(kind) == (times[-1] if times else None)
