"""What /start says of cases: to each person what they may do themselves, and to nobody else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.dialog.render import Reader, plain
from assistant.domain.disputes import commands as c
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.seeing import see
from flows.disputes.waiting import MOST, pressing, told, ways
from flows.disputes.words import unread
from tests.domain.court import ADMIN, BUYER, JURORS, OWNER, SELLER, STRANGER, Court

GROUP = SimpleNamespace(zone="Asia/Shanghai", name="Books")
READER = Reader("en", "Asia/Shanghai")
EVERYBODY = (BUYER, SELLER, OWNER, ADMIN, STRANGER, *JURORS)


def lines(court, person):
    view = see(court.it, person, court.pool)
    return [
        plain(line, READER) for each in told(pressing([view] if view else []), lambda _: GROUP) for line in each.lines
    ]


@pytest.mark.parametrize(
    ("state", "waits"),
    [
        (State.FILED, {BUYER: "talk to the other side first; then I tell them (until Tue, Nov 24 18:00)"}),
        (State.NOTICE, {SELLER: "somebody you dealt with sees a problem and asks for your side (until Wed, Nov 25 18:00)"}),
        (State.RESPONSE, {SELLER: "your answer is waited for (until Tue, Nov 24 18:00)"}),
        (State.NEGOTIATION, dict.fromkeys((BUYER, SELLER), "time to agree with each other")),
        (State.EVIDENCE, dict.fromkeys((BUYER, SELLER), "show what is still missing")),
        (State.REBUTTAL, dict.fromkeys((BUYER, SELLER), "you may say a last word")),
        (State.DRAW, dict.fromkeys((BUYER, SELLER), "the jurors are about to be drawn")),
        (State.RULED, dict.fromkeys((BUYER, SELLER), "it is decided; you may appeal")),
        (State.REMEDY, {SELLER: "do what was decided, then tell me"}),
        (State.CLOSED, {}),
    ],
)  # fmt: skip
def test_each_is_told_what_waits_for_them_and_nobody_else_anything(state, waits):
    court = Court(9).to(state)
    for person in EVERYBODY:
        found = lines(court, person)
        assert len(found) == (person in waits)
        if found:
            assert waits[person] in found[0]


def test_whoever_is_asked_and_whoever_is_to_vote_hears_of_it_until_they_have():
    court = Court(3).to(State.DRAW)
    court.late("nonce")
    asked = JURORS[:3]
    assert all("would you be one of the jurors?" in lines(court, each)[0] for each in asked)
    assert lines(court, BUYER) == lines(court, SELLER) == []
    court.do(c.AcceptSeat, asked[0])
    assert lines(court, asked[0]) == []  # the others have yet to answer
    court.to(State.BALLOT)
    assert all("your vote is waited for" in lines(court, each)[0] for each in asked)
    court.vote("upheld", None, None)
    assert [len(lines(court, seat.person)) for seat in court.it.panel("accepted")] == [0, 1, 1]


def test_whoever_was_never_reached_hears_of_it_however_far_it_has_gone():
    court = Court(3).to(State.NOTICE)
    for _ in range(9):
        view = see(court.it, SELLER, court.pool)
        assert unread(view)
        assert "sees a problem" in lines(court, SELLER)[0]
        if court.it.state is State.BALLOT:
            return
        if court.it.state is State.DRAW:
            court.to(State.BALLOT)
        else:
            court.late()
    raise AssertionError(court.it.state)


def test_three_cases_at_most_stand_at_the_start():
    view = see(Court(3).to(State.RESPONSE).it, SELLER, Court(3).pool)
    cases = pressing([view] * 5)
    assert len(cases) == len(ways(cases)) == MOST
