"""Orders by chance, on the real books: whoever does whatever, twice, late or out of date, what must hold holds."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.commands import carry_out
from assistant.dialog.values import freeze
from assistant.domain.money import Money
from assistant.domain.orders.charts import CHARTS, Action, Paid, State, Work
from assistant.domain.orders.deals import MoveOrder, OfferOrder
from assistant.domain.orders.guard import WHO, options
from assistant.domain.orders.limits import split
from assistant.domain.orders.terms import Basis, Side, Term, Terms
from assistant.domain.rulebook import Chosen, Rulebook
from assistant.errors import Refused
from assistant.ordering import limits_of, order_of
from assistant.statechart import Chart
from assistant.store import Group, Person, open_books

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MEMBERS, OWNER, STRANGER, CLOCK = (1, 2, 3), 4, 5, 0
PEOPLE = (*MEMBERS, OWNER, STRANGER, CLOCK)
RULES = Rulebook(
    (
        Chosen("cap", values={"cap": Money(100_000, "CNY")}),
        Chosen("parts", values={"parts": 50}),
        Chosen("settle", values={"settle": DAY}),
        Chosen("ship", values={"ship": 2 * DAY}),
        Chosen("window", values={"window": DAY}),
    )
)


class Orders:
    """A group of three members, its owner, a stranger, and time itself."""

    def __init__(self, dice: random.Random | None = None) -> None:
        self.dice = dice or random.Random(0)
        self.books = open_books(":memory:")
        self.now = START
        self.agreed_by: dict[int, set[int]] = {}
        self.hashes: dict[int, str] = {}

    def found(self, kind):
        for number in (*MEMBERS, OWNER, STRANGER):
            self.books.people.put(Person(number, f"P{number}", None, "en", None, None, None, None, 0.0))
        made = Group(
            handle="h", owner=OWNER, platform="wechat", kind=kind, name="G", zone="Asia/Shanghai", currency="CNY"
        )
        self.group = self.books.groups.found(made, freeze(RULES.body({})), START.timestamp())
        for number in MEMBERS:
            self.books.groups.join(self.group, number, f"P{number}", 1, START.timestamp())
        for at, heads in enumerate((1, 1, 2)):
            self.offers(MEMBERS[at % 2], list(Side)[at % 2], (8_000, 250_000, 100)[at], None, heads, alone=False)

    def numbers(self):
        return [row.number for row in self.books.orders.of_group(self.group, 999)]

    def all(self):
        return [order_of(row) for row in self.books.orders.of_group(self.group, 999)]

    def offers(self, maker, side, minor, to, heads, *, alone):
        held = limits_of(self.books, self.books.groups.get(self.group))
        amount, delivery = Money(minor, "CNY"), Term(Basis.FIXED, at=self.now + 3 * DAY)
        try:
            parts = split(amount, held, held.pay, delivery, self.now)
        except Refused:
            return
        terms = Terms(
            self.group,
            held.kind,
            maker,
            side,
            "书",
            amount,
            parts,
            delivery,
            "快递",
            held.rules,
            held.window,
            held.silence,
        )
        handle = f"{len(self.numbers()):016x}"
        command = OfferOrder(maker, self.now, handle, terms, to, heads, alone and to is None, "老王" if alone else "")
        if (order := self.carry(command)) is not None:
            self.agreed_by[order.number] = {maker}

    def does(self, person, action, part, stale, *, twice):
        order = order_of(self.books.orders.get(self.dice.choice(self.numbers())))
        command = MoveOrder(person, self.now, order.number, order.version - stale, action, part, order.handle)
        after = self.carry(command)
        if stale and not order.many:
            assert after is None, "an outdated press changed something"
        if after is not None and action is Action.ACCEPT:
            self.agreed_by.setdefault(after.number, set()).update({after.maker, person})
        if after is not None and twice and not order.many:
            assert self.carry(command) is None, "the same press counted twice"

    def lives(self, steps):
        """What the guard allows is really carried out, but for what it is too early for."""
        number = self.dice.choice(self.numbers())
        for _ in range(steps):
            order = order_of(self.books.orders.get(number))
            ways = [
                (person, *way)
                for person in PEOPLE
                for way in options(person, order, belongs=person in {*MEMBERS, OWNER})
            ]
            if not ways:
                return
            person, action, part = self.dice.choice(ways)
            after = self.carry(MoveOrder(person, self.now, number, order.version, action, part, order.handle))
            refusable = person == CLOCK or action in {Action.ACCEPT, Action.DECLINE}  # too early, too late
            assert after is not None or refusable, (order, person, action)
            if after is not None and action is Action.ACCEPT:
                self.agreed_by.setdefault(after.number, set()).update({after.maker, person})

    def step(self):
        """Anything at all."""
        pick = self.dice.choice
        match pick(["offer", "offer", "lives", "lives", "lives", "does", "does", "time"]):
            case "offer":
                whom, many = pick([None, None, *PEOPLE]), pick([1, 1, 2, 0])
                minor = pick([1, 8_000, 100_000, 250_000, 10**9])
                self.offers(pick(PEOPLE), pick(list(Side)), minor, whom, many, alone=pick([True, False, False]))
            case "lives":
                self.lives(self.dice.randint(1, 8))
            case "does":
                action, part, stale = pick(list(WHO)), pick([0, 0, 1, 2]), pick([0, 0, 0, 1, 2])
                self.does(pick(PEOPLE), action, part, stale, twice=pick([True, False]))
            case _:
                self.now += pick([1, 24, 73, 24 * 8]) * HOUR
        self.the_ledger_balances()
        self.nobody_is_bound_without_agreeing()
        self.what_was_agreed_stays()
        self.settled_is_paid_and_received()
        self.an_offer_has_no_more_takers_than_places()

    def carry(self, command):
        """The order that came of it, or None where it was refused; then the books are untouched."""
        before = self.picture()
        try:
            with self.books.savepoint():
                events = carry_out(self.books, command)
        except Refused:
            assert self.picture() == before
            return None
        for event in events:
            self.hashes.setdefault(event.order.number, event.order.terms.hash)
        return events[0].order

    def picture(self):
        return self.all(), [self.books.orders.postings(number) for number in self.numbers()]

    # --- what must hold ---

    def the_ledger_balances(self):
        total: Counter[str] = Counter()
        for order in self.all():
            postings = self.books.orders.postings(order.number)
            entries: Counter[int] = Counter()
            accounts: Counter[str] = Counter()
            for each in postings:
                entries[each.entry] += each.amount
                accounts[each.account] += each.amount
            assert not any(entries.values())
            assert sum(accounts.values()) == 0
            self._follows_the_order(order, accounts)
            total.update(accounts)
        group = {account: amount for _, account, amount in self.books.orders.balances(self.group)}
        assert group == {account: total[account] for account in group}

    def _follows_the_order(self, order, accounts):
        if order.state in {State.AGREED, State.SETTLED} and not order.many:
            assert accounts["owed"] == -order.amount_in(Paid.DUE).minor
            assert -accounts["sent"] == order.amount_in(Paid.REPORTED, Paid.SEEN).minor
            assert accounts["claim"] == order.amount_in(Paid.DUE, Paid.REPORTED).minor
            assert accounts["received"] == order.amount_in(Paid.SEEN).minor
        else:
            assert not any(accounts.values())  # nothing agreed, or called off: nothing owed

    def nobody_is_bound_without_agreeing(self):
        for order in self.all():
            if order.state in {State.AGREED, State.SETTLED, State.CANCELLED}:
                parties = {order.maker} if order.one_sided else {order.maker, order.other}
                assert self.agreed_by[order.number] == parties
                assert STRANGER not in parties
                assert len(parties) == 2 or order.one_sided

    def what_was_agreed_stays(self):
        for row in self.books.orders.of_group(self.group, 999):
            assert order_of(row).terms.hash == row.hash == self.hashes[row.number]

    def settled_is_paid_and_received(self):
        for order in self.all():
            done = (
                bool(order.payments)
                and order.work is Work.ACCEPTED
                and not order.amount_in(Paid.DUE, Paid.REPORTED).minor
            )
            assert (order.state is State.SETTLED) == (done and order.state is not State.CANCELLED)
            assert order.over == (order.ended_at is not None)

    def an_offer_has_no_more_takers_than_places(self):
        for order in self.all():
            born = [each for each in self.all() if each.offer == order.number]
            takers = [each.other for each in born if each.state is not State.CANCELLED]
            assert len(takers) == len(set(takers))
            assert order.heads == 0 or len(takers) <= order.heads
            assert not born or order.many

    def close(self):
        self.books.close()


def walk(seed: int, seen: Counter[str]) -> None:
    """Fifty steps; what became of the orders is counted in `seen`."""
    dice = random.Random(seed)
    machine = Orders(dice)
    machine.found(dice.choice(["goods", "services", "tasks"]))
    for _ in range(50):
        machine.step()
    seen.update(str(each.state) for each in machine.all())
    machine.close()


def test_thirty_walks():
    seen: Counter[str] = Counter()

    @settings(max_examples=30, deadline=None, database=None)
    @given(seed=st.integers(0, 2**32))
    def walks(seed):
        walk(seed, seen)

    walks()
    assert set(State) == set(seen), f"the walks do not get everywhere: {seen}"


@pytest.mark.soak
def test_five_hundred_walks():
    seen: Counter[str] = Counter()
    for seed in range(500):
        walk(seed, seen)
    assert set(State) == set(seen)


def test_every_edge_of_every_chart_is_walked(monkeypatch, record_property):
    """The table of who may do what (tests/domain) and a walk over the books together cover all four charts."""
    walked: set[tuple[str, str, str]] = set()
    fire = Chart.fire

    def noted(chart, state, event, facts):
        dest = fire(chart, state, event, facts)
        if dest is not None:
            walked.add((chart.name, state, event))
        return dest

    monkeypatch.setattr(Chart, "fire", noted)
    every_way()
    names = {chart.name for chart in CHARTS}
    edges = {(chart.name, edge.source, edge.when) for chart in CHARTS for edge in chart.edges}
    missing = sorted(edges - walked)
    record_property(f"order charts ({len(names)})", f"{len(edges) - len(missing)}/{len(edges)} edges")
    assert missing == []


WAYS = (
    "2 accept · 2 report · 2 takeback · 2 report · 1 see · 1 deliver · 1 recall · 1 deliver · 2 confirm",
    "2 accept · 1 see · 2 confirm",
    "2 accept · 1 deliver · 0 remind +8d · 0 silence +8d · 1 see",
    "2 accept · 1 propose · 1 retract · 2 propose · 1 refuse · 1 propose · 2 agree",
    "2 decline",
    "1 withdraw",
    "0 lapse +4d",
)


def every_way():
    """Each way through an order, on the books."""
    for heads, one_sided, ways in ((1, False, WAYS), (2, False, ("2 accept · 3 accept",)), (1, True, ("1 propose",))):
        for way in ways:
            machine = Orders()
            machine.found("goods")
            machine.offers(1, Side.PAYEE, 8_000, None, heads, alone=one_sided)
            number = max(machine.numbers())
            for step in way.split(" · "):
                person, action, *later = step.split()
                machine.now += timedelta(days=int(later[0][1:-1])) if later else timedelta(0)
                order = order_of(machine.books.orders.get(number))
                command = MoveOrder(int(person), machine.now, number, order.version, action, 0, order.handle)
                assert machine.carry(command) is not None, (way, step)
            machine.close()
