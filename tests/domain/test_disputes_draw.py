"""Who may decide, what a pool bears, and a draw that anybody can compute again."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from court import ADMIN, BUYER, JURORS, OWNER, SELLER, Court, yuan
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.disputes import commands as c
from assistant.domain.disputes import drawing
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.panel import Juror, Plan, Pool, Why, eligible, is_large, neutrals, plan, quorum
from assistant.domain.money import Money

ROOT = Path(__file__).parent.parent.parent
SCRIPT = ROOT / "scripts" / "recompute_draw.py"
spec = importlib.util.spec_from_file_location("recompute_draw", SCRIPT)
recompute = importlib.util.module_from_spec(spec)
spec.loader.exec_module(recompute)

# --- the pool ---

POOL = Pool(
    tuple(Juror(person) for person in (*JURORS[:8], BUYER, OWNER, ADMIN)), owner=OWNER, admins=frozenset({ADMIN})
)


@pytest.mark.parametrize(
    ("changes", "declined", "decided", "gone"),
    [
        ({}, (), (), {BUYER: Why.PARTY, OWNER: Why.OWNER, ADMIN: Why.ADMIN}),
        ({"inviters": frozenset({11})}, (), (), {11: Why.INVITED_A_PARTY}),
        ({"dealt": frozenset({12})}, (), (), {12: Why.DEALT_WITH_A_PARTY}),
        ({"ruled": frozenset({13})}, (), (), {13: Why.RULED_ON_A_PARTY}),
        ({}, (14,), (), {14: Why.DECLINED}),
        ({}, (), (15,), {15: Why.ALREADY_DECIDED}),
    ],
)
def test_who_stands_too_near_is_excluded_with_the_reason(changes, declined, decided, gone):
    found = eligible(replace(POOL, **changes), (BUYER, SELLER), declined, decided)
    assert gone.items() <= dict(found.excluded).items()
    assert {each.person for each in found.people} == set(JURORS[:8]) - set(gone)


@pytest.mark.parametrize("party", [OWNER, ADMIN])
def test_if_the_owner_or_an_admin_is_a_party_nobody_of_the_group_decides(party):
    assert eligible(POOL, (BUYER, party)).people == ()
    partnered = replace(POOL, partners=tuple(Juror(person) for person in (40, 41, 42, BUYER)))
    assert {each.person for each in eligible(partnered, (BUYER, party)).people} == {40, 41, 42}


def test_a_partner_group_helps_where_the_own_pool_is_too_small():
    small = Pool((Juror(11), Juror(12)), tuple(Juror(person) for person in (40, 41, 42)), OWNER)
    found = eligible(small, (BUYER, SELLER))
    assert [each.person for each in found.people] == [11, 12, 40, 41, 42]
    assert found.helped


def test_a_partner_group_is_left_alone_where_the_own_pool_suffices():
    pool = replace(POOL, jurors=tuple(Juror(person) for person in (11, 12, 13)), partners=(Juror(40), Juror(41)))
    found = eligible(pool, (BUYER, SELLER))
    assert [each.person for each in found.people] == [11, 12, 13]
    assert not found.helped


def test_what_excludes_in_one_group_excludes_in_its_partner_too():
    near = {"dealt": frozenset({40}), "ruled": frozenset({41}), "inviters": frozenset({42}), "runners": frozenset({43})}
    pool = Pool((Juror(11),), tuple(Juror(person) for person in (*range(40, 48), 11, OWNER, BUYER)), OWNER, **near)
    found = eligible(pool, (BUYER, SELLER), declined=(44,), decided=(45,))
    assert [each.person for each in found.people] == [11, 46, 47]
    assert dict(found.excluded)[43] is Why.RUNS_A_PARTNER
    assert not set(neutrals(pool, (BUYER, SELLER))) & {40, 41, 42, 43, OWNER, BUYER}


@pytest.mark.parametrize(
    ("size", "large", "expected"),
    [
        (2, False, Plan(0, False, 0, False)),
        (3, False, Plan(3, False, 0, False)),
        (4, False, Plan(3, False, 1, False)),
        (5, False, Plan(3, True, 0, False)),
        (7, False, Plan(3, True, 2, False)),
        (8, False, Plan(3, True, 3, True)),
        (4, True, Plan(3, False, 1, False)),
        (5, True, Plan(5, False, 0, False)),
        (7, True, Plan(5, True, 0, False)),
        (8, True, Plan(5, False, 3, True)),
        (10, True, Plan(5, True, 3, True)),
    ],
)
def test_what_a_pool_bears(size, large, expected):
    assert plan(size, large=large) == expected


@given(st.integers(0, 60), st.booleans())
def test_nothing_is_offered_that_cannot_be_filled(size, large):
    found = plan(size, large=large)
    needed = found.seats + (2 if found.strikes else 0) + found.reserves
    assert needed <= size
    assert found.possible == (size >= 3)
    if found.appeal:  # a fresh panel of three, even if both sides struck somebody
        assert size - found.seats - (2 if found.strikes else 0) >= 3


def test_large_is_the_cap_or_more():
    assert is_large(yuan(500), yuan(500))
    assert not is_large(yuan(499), yuan(500))
    assert is_large(yuan(2000), None)
    assert is_large(yuan(2000), Money(1, "USD"))  # a cap in another money says nothing
    assert not is_large(None, yuan(1))
    assert [quorum(seats) for seats in (3, 5)] == [2, 3]


# --- RFC 3797 ---


def test_the_example_of_the_rfc_comes_out():
    """RFC 3797, section 6: the key, the first hash, and the ten selected of twenty-five."""
    order = drawing.selection("9319./2.5.8.10.12./9.18.26.34.41.45./", 25)
    assert [at + 1 for at in order][:16] == [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22, 5, 18, 9, 1, 4]


@given(st.text("0123456789ABCDEF/", max_size=40), st.integers(0, 30))
def test_everybody_is_selected_once(key, size):
    assert sorted(drawing.selection(key, size)) == list(range(size))


def chi_square(counts: Counter, people, expected: float, share: float) -> float:
    """Seats of one draw go to different people, so counts vary less than if each were drawn by itself: by `1 - share`."""
    size = len(people)
    scale = (size - 1) / size / (1 - share)
    return scale * sum((counts[person] - expected) ** 2 / expected for person in people)


@pytest.mark.parametrize("leanings", ["", "bbbssss", "bbbbss"])
def test_a_hundred_thousand_draws_treat_everybody_alike(leanings, record_property):
    """Seats of three of ten: chi-square with nine degrees of freedom stays under its 99.9 % bound, 27.9."""
    people = {
        person: {"b": "buyer", "s": "seller"}.get(leanings[at : at + 1], "") for at, person in enumerate(JURORS[:10])
    }
    counts: Counter = Counter()
    rounds = 100_000 if not leanings else 5_000
    slots = drawing.slots_of(people, "token", 1)
    kinds = [slot.leaning for slot in slots]
    for n in range(rounds):
        order = drawing.selection(f"B{n:08X}/", len(slots))
        counts.update(slots[at].person for at in drawing.panel(order, kinds, 3))
    if leanings == "bbbbss":  # two sellers could be pointed at: their leaning is not shown, so all are alike
        assert set(kinds) == {""}
    groups = [[person for person in people if people[person] == each] for each in set(people.values())]
    for group in [list(people)] if set(kinds) == {""} else groups:
        expected = sum(counts[person] for person in group) / len(group)
        found = chi_square(counts, group, expected, expected / rounds)
        told = f"{found:.2f} over {rounds} draws of 3 from 10, {len(group)} alike"
        record_property(f"chi-square, leanings {leanings or 'unknown'}", told)
        assert found < 27.9


def test_a_panel_is_balanced_where_it_can_be():
    kinds = ["buyer"] * 4 + ["seller"] * 4
    assert drawing.panel((0, 1, 2, 3, 5, 4), kinds, 3) == (0, 1, 5)
    assert drawing.panel((0, 4, 1, 2, 5), kinds, 3) == (0, 4, 1)
    assert drawing.panel((0, 1, 2), kinds, 3) == (0, 1, 2)
    assert drawing.panel((0, 1, 2), ["", "", ""], 3) == (0, 1, 2)


def test_slots_unmask_nobody():
    people = dict.fromkeys(JURORS[:6], "")
    one, two = (drawing.slots_of(people, token, 1) for token in ("a", "b"))
    assert {slot.tag for slot in one} & {slot.tag for slot in two} == set()
    assert [slot.tag for slot in one] == sorted(slot.tag for slot in one)
    assert {slot.person for slot in one} == set(people)


# --- the draw of a case, computed again by somebody else ---


def drawn(size: int = 8, *, nonces=(), strikes=(), **filing) -> Court:
    court = Court(size).file(talk_first=True, **filing).to(State.DRAW)
    for person, words in nonces:
        court.do(c.AddNonce, person, nonce=words)
    for person, juror in strikes:
        court.do(c.StrikeJuror, person, juror=juror)
    court.late("nonce")
    return court


@pytest.mark.parametrize("nonces", [(), ((BUYER, "运气"),), ((SELLER, "x"),), ((BUYER, "a"), (SELLER, "b"))])
@pytest.mark.parametrize("strikes", [(), ((BUYER, 11), (SELLER, 12))])
def test_the_draw_is_recomputed_from_what_was_published(nonces, strikes, tmp_path):
    court = drawn(nonces=nonces, strikes=strikes)
    published = drawing.published(court.it.draw)
    assert recompute.check(published) == []
    assert set(published["asked"]) == {seat.slot for seat in court.it.panel()}
    people = {seat.person for seat in court.it.panel()}
    assert not people & {juror for _, juror in strikes}
    shown = json.dumps(published)
    assert not any(str(slot.salt) in shown for slot in court.it.draw.slots)
    file = tmp_path / "draw.json"
    file.write_text(shown, encoding="utf-8")
    done = subprocess.run([sys.executable, str(SCRIPT), str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, "as it was committed" in done.stdout) == (0, True)


@given(st.sampled_from(["nonce", "tags", "leanings", "order", "key", "asked", "struck", "nonces"]))
def test_the_recomputation_sees_every_change(what):
    published = drawing.published(drawn(nonces=((BUYER, "a"),)).it.draw)
    turned = {
        "nonce": "0" * 32, "nonces": {}, "struck": {"claimant": published["order"][0]}, "key": "B/",
        "tags": published["tags"][::-1], "leanings": ["buyer", *published["leanings"][1:]],
        "order": published["order"][::-1], "asked": published["asked"][::-1],
    }  # fmt: skip
    assert recompute.check(published | {what: turned[what]}) != []


def test_the_nonce_stays_hidden_until_the_draw_is_done():
    court = Court(8).to(State.DRAW)
    prepared = court.it.draw
    assert drawing.nonce_hash(prepared.nonce) == prepared.nonce_hash
    assert prepared.key == "" == drawing.published(prepared)["key"]
    court.late("nonce")
    assert court.it.draw.key.startswith("B" + prepared.nonce.upper())


def test_large_cases_get_five():
    court = drawn(8, amount=yuan(500))
    assert len(court.it.panel("asked")) == 3
    court = Court(8, cap=yuan(400)).file(talk_first=True, amount=yuan(450)).to(State.BALLOT)
    assert len(court.it.panel("accepted")) == 5
