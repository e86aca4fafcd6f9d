"""Random walks through cases on the books: anybody does anything, twice, late, on stale looks, while the clock jumps.

Whatever they do: no case without a way forward, no two rulings in a round, no vote after the count, nobody on a panel
who stands too near, the chain verifies, and nobody reads what is not theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hall import ADMIN, BUYER, DAY, OTHER, OWNER, SELLER, STRANGER, Hall
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assistant.domain.disputes import commands as c
from assistant.domain.disputes import drawing, events, events_panel
from assistant.domain.disputes.authority import TABLE, Look, Role, may, role_of
from assistant.domain.disputes.case import Case
from assistant.domain.disputes.lifecycle import CHART, ENDS, State
from assistant.domain.disputes.options import OPTIONS
from assistant.domain.disputes.panel import Pool
from assistant.domain.disputes.views import DocketView, PartyView
from assistant.domain.money import Money
from assistant.errors import Refused

REASON = "Because the photos show it plainly."
POOL = Pool(owner=OWNER, admins=frozenset({ADMIN}))
REACHED: set[tuple[str, str]] = set()  # edges that some walk went along


def yuan(n: int) -> Money:
    return Money(n * 100, "CNY")


def said(action: type, dice: Random) -> dict[str, Any]:
    """Something to say with that command, mostly in order."""
    amount = yuan(dice.randint(1, 600))
    n = dice.randint(0, 12)
    choice = dice.choice(["upheld", "rejected", "undecided", "partly"])
    return {
        c.Respond: {"stance": dice.choice(["contest", "partly", "contest", "agree"]), "text": REASON},
        c.OfferSettlement: {"amount": amount},
        c.AcceptOffer: {"offer": dice.randint(1, 3)},
        c.RefuseOffer: {"offer": dice.randint(1, 3)},
        c.SubmitExhibit: {
            "exhibit": {"sha256": f"{n:064x}", "size": 10 + n, "mime": "image/png"},
            "late_reason": dice.choice(["", REASON]),
        },
        c.Rebut: {"text": "No."},
        c.AddNonce: {"nonce": dice.choice(["", "x", "运气"])},
        c.StrikeJuror: {"juror": dice.randint(11, 20)},
        c.OpenExhibit: {"exhibit": dice.randint(1, 4)},
        c.CastBallot: {"choice": choice, "amount": amount if choice == "partly" else None, "reason": REASON},
        c.Appeal: {"ground": dice.choice(["new_evidence", "procedure", "conflict"]), "text": REASON},
        c.AnswerAppeal: {"text": "No."},
        c.ContestRemedy: {"text": REASON},
        c.DecideSanction: {"step": dice.choice(["reminder", "removal"]), "reason": dice.choice(["", REASON])},
        c.VoidCase: {"why": "erased"},
        c.TimeOut: {"name": dice.choice(["answer", "ballot", "nonce", "seat:1", "remedy"])},
    }.get(action, {})


ACTIONS = [action for action in TABLE if not isinstance(action, Look)]
PEOPLE = [BUYER, SELLER, OWNER, ADMIN, STRANGER, OTHER, *range(11, 20), 0]


def edges(kinds: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The edges of the chart that a chain went along."""
    state = State.DRAFT
    for kind in kinds:
        if edge := getattr(events, kind, getattr(events_panel, kind, None)).EDGE:
            yield str(state), edge
            state = State(CHART.fire(state, edge, {}))


class Courthouse:
    """Several cases in one group, and fifty things that happen to them, chosen by a seed."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.hall = Hall(self.dice.choice([0, 2, 3, 5, 8, 9]), crowded=True)
        self.seen: dict[int, int] = {}
        self.last: Any = None
        self.hall.file(self.hall.order(), talk_first=True)
        for _ in range(self.dice.randint(0, 20)):
            self.hall.step(1)

    def walk(self, steps: int = 50) -> None:
        for _ in range(steps):
            self.step(self.dice)
            self.everything_holds()
        for number in self.cases:
            REACHED.update(edges(row.kind for row in self.hall.books.cases.chain(number)))
        self.hall.books.close()

    @property
    def cases(self) -> range:
        return range(1, self.hall.books.cases.next_number())

    def attempt(self, action: type, person: int, case: int, **fields: Any) -> None:
        token = next(self.hall._tokens)
        self.carry(action(person=person, now=self.hall.now, case=case, token=token, **fields))

    def carry(self, command: Any) -> None:
        """Do it; a refusal has to leave everything as it was."""
        before, timers = self.written(), dict(self.hall.timers)
        try:
            self.hall.carry(command)
        except Refused:
            assert (before, timers) == (self.written(), self.hall.timers)
        self.last = command

    def written(self) -> dict[int, Any]:
        return {n: (self.hall.books.cases.get(n), len(self.hall.books.cases.chain(n))) for n in self.cases}

    def step(self, dice: Random) -> None:
        """One thing happens."""
        happens, weights = zip(
            (self.anybody_does_anything, 6),
            (self.somebody_does_what_is_offered, 8),
            (self.a_plain_step_on, 6),
            (self.a_timer_rings, 2),
            (self.the_same_once_more, 2),
            (self.file, 1),
            (self.time_goes_by, 1),
            (self.the_assistant_was_down, 1),
            (self.somebody_looks, 1),
            strict=True,
        )
        dice.choices(happens, weights)[0](dice)

    def a_case(self, dice: Random) -> int:
        return dice.choice([*self.hall.books.cases.open() * 5, *self.cases])

    def file(self, dice: Random) -> None:
        self.hall.now += timedelta(minutes=5)
        person = dice.choice([BUYER, SELLER, OTHER])
        asked = {"part": "seller", "wrong": "not_paid", "want": "pay"} if person == SELLER else {}
        number = self.hall.order() if dice.random() < 0.7 else 1
        with suppress(Refused):
            self.hall.file(number, person, **asked)

    def anybody_does_anything(self, dice: Random) -> None:
        number, action = dice.choice([self.a_case(dice)] * 9 + [77]), dice.choice(ACTIONS)
        fields = said(action, dice)
        if action is c.ShiftClocks:
            fields = {"since": self.hall.now - DAY, "until": self.hall.now}
        version = dice.choice([None, None, None, self.seen.get(number)])
        self.attempt(action, dice.choice(PEOPLE), number, version=version, **fields)

    def somebody_does_what_is_offered(self, dice: Random) -> None:
        """As buttons lead: so that walks get far."""
        number = self.a_case(dice)
        case = self.hall.case(number)
        able = [
            (person, word)
            for person in dict.fromkeys((BUYER, SELLER, *(seat.person for seat in case.seats)))
            if (view := self.hall.known(person)["find_case"](number)) is not None
            for word in view.options
            if word not in {"withdraw", "decline"} or dice.random() < 0.1
        ]
        if not able:
            return
        person, word = dice.choice(able)
        action = OPTIONS[word]
        if action is c.CastBallot:
            for exhibit in case.exhibits:
                self.hall.do(c.OpenExhibit, person, number, exhibit=exhibit.n)
        fields = said(action, dice)
        if action in {c.AcceptOffer, c.RefuseOffer}:
            fields = {"offer": len(case.offers)}
        self.attempt(action, person, number, **fields)

    def a_plain_step_on(self, dice: Random) -> None:
        running = self.hall.books.cases.open()
        if running:
            self.hall.step(dice.choice(running))

    def the_same_once_more(self, dice: Random) -> None:
        if self.last is not None:
            self.carry(self.last)

    def time_goes_by(self, dice: Random) -> None:
        self.hall.now += timedelta(hours=dice.choice([1, 13, 30]))

    def a_timer_rings(self, dice: Random) -> None:
        if self.hall.timers:
            self.hall.late(dice.choice(sorted({case for case, _ in self.hall.timers})))

    def the_assistant_was_down(self, dice: Random) -> None:
        since, self.hall.now = self.hall.now, self.hall.now + timedelta(hours=dice.randint(1, 50))
        for number in self.hall.books.cases.open():
            left = {each.name: each.due - since for each in self.hall.case(number).deadlines if each.due > since}
            self.hall.do(c.ShiftClocks, c.SERVICE, number, since=since, until=self.hall.now)
            for each in self.hall.case(number).deadlines:
                assert each.name not in left or each.due - self.hall.now == left[each.name]

    def somebody_looks(self, dice: Random) -> None:
        number = self.a_case(dice)
        self.seen[number] = self.hall.case(number).version

    # --- what always holds ---

    def everything_holds(self) -> None:
        for number in self.cases:
            case = self.hall.case(number)
            self.hall.check(number)
            self.way_forward(case)
            self.rulings(case)
            self.panel(case)
            self.reading(case)

    def way_forward(self, case: Case) -> None:
        assert case.over == (case.state in ENDS)
        assert case.over == (self.hall.books.cases.get(case.number).ended_at is not None)
        assert case.over or case.deadlines, case.state
        assert not (case.over and case.deadlines)
        assert case.state not in {State.DRAFT, State.FROZEN, State.FINAL}

    def rulings(self, case: Case) -> None:
        assert [each.round for each in case.rulings] == list(range(1, len(case.rulings) + 1))
        assert len(case.rulings) <= 2
        kinds = [row.kind for row in self.hall.books.cases.chain(case.number)]
        rounds = "".join("v" if kind == "BallotCast" else "R" if kind == "CaseRuled" else "" for kind in kinds)
        assert not rounds.rpartition("R")[2].count("v") or case.plea is not None or not case.rulings
        assert kinds.count("CaseRuled") == len(case.rulings)
        assert (
            sum(
                kind in {"CaseSettled", "CaseWithdrawn", "CaseVoided", "CaseClosed", "NothingFound", "TalksEnded"}
                for kind in kinds
            )
            == case.over
        )

    def panel(self, case: Case) -> None:
        near = {*case.parties, OWNER, ADMIN, 0}
        assert not {seat.person for seat in case.seats} & near
        rounds = [{seat.person for seat in case.seats if seat.round == round_} for round_ in (1, 2)]
        took = {seat.person for seat in case.seats if seat.round == 1}
        assert not rounds[1] & took
        for seat in case.seats:
            assert bool(seat.commitment) == (seat.ballot is not None)
            assert seat.state == "accepted" or not seat.commitment
        for draw in case.draws:
            if draw.done:
                assert drawing.nonce_hash(draw.nonce) == draw.nonce_hash
                order = drawing.standing(
                    drawing.key_of(draw.nonce, draw.nonces), len(draw.tags), [at - 1 for at in draw.struck.values()]
                )
                assert tuple(at + 1 for at in order) == draw.order

    def reading(self, case: Case) -> None:
        for person in (BUYER, SELLER, OTHER, STRANGER, OWNER, *range(11, 20)):
            view = self.hall.known(person)["find_case"](case.number)
            role = role_of(case, person, POOL)
            if role in {Role.STRANGER, Role.RESERVE, Role.FORMER}:
                assert view is None
            if isinstance(view, PartyView):
                assert person in case.parties
            if isinstance(view, DocketView):
                assert may(Look.DOCKET, role, case.state)
                assert "Person" not in repr(view)
            if case.draw is not None and not case.draw.done:
                assert case.draw.nonce not in repr(view)
            if case.state is State.BALLOT and view is not None:
                assert not any(seat.salt and seat.salt in repr(view) for seat in case.panel())


seeds = given(st.integers(0, 2**64 - 1))
quiet = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck), "phases": [Phase.generate]}


@settings(max_examples=30, **quiet)
@seeds
def test_thirty_walks(seed):
    """The seed is printed with a failure: `Courthouse(seed).walk()` plays it again."""
    Courthouse(seed).walk()


def test_the_walks_get_far():
    every = {(edge.source, edge.when) for edge in CHART.edges}
    for seed in range(60):
        Courthouse(seed).walk()
        if len(REACHED) > len(every) / 2:
            break
    print(f"edges of the chart that the walks went along: {len(REACHED)} of {len(every)}")
    assert every >= REACHED
    assert len(REACHED) > len(every) / 2


@pytest.mark.soak
@settings(max_examples=500, **quiet)
@seeds
def test_five_hundred_walks(seed):
    Courthouse(seed).walk()
