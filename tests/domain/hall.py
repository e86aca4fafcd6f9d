"""A whole group on the books: owner, admin, members, jurors, an agreed order; cases carried out as the turn does it."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from order_kit import terms

from assistant.casework import case_of, link_of
from assistant.commands import carry_out
from assistant.dialog.values import freeze
from assistant.domain.disputes import commands as c
from assistant.domain.disputes.case import Case
from assistant.domain.disputes.custody import verify
from assistant.domain.disputes.events import CaseTimersSet
from assistant.domain.disputes.lifecycle import State
from assistant.domain.money import Money
from assistant.domain.orders.charts import Action
from assistant.domain.orders.deals import MoveOrder, OfferOrder
from assistant.domain.orders.terms import Side
from assistant.domain.rulebook import Chosen, Rulebook
from assistant.errors import Refused
from assistant.known import Known
from assistant.store import Books, Group, Person, open_books

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BUYER, SELLER, OWNER, ADMIN, STRANGER, OTHER = 1, 2, 90, 91, 99, 50
RULES = Rulebook(
    (
        Chosen("settle", values={"settle": DAY}),
        Chosen("window", values={"window": DAY}),
        Chosen("truth"),
        Chosen("cap", values={"cap": Money(100_000, "CNY")}),
        Chosen("penalties", values={"penalties": "ladder", "lapse": 30 * DAY}),
        Chosen("disputes", values={"disputes": DAY}),
    )
)


class Hall:
    """`jurors` of them have consented; numbers 11 and up. `crowded`: so have all who stand too near."""

    def __init__(self, jurors: int = 8, *, books: Books | None = None, crowded: bool = False) -> None:
        self.books, self.now = books or open_books(":memory:"), NOW
        self.jurors = tuple(range(11, 11 + jurors))
        self._tokens = (f"{n:032x}" for n in itertools.count(1))
        self.timers: dict[tuple[int, str], datetime] = {}
        for person in (BUYER, SELLER, OWNER, ADMIN, STRANGER, OTHER, *self.jurors):
            self.books.people.put(Person(person, f"Person {person}", None, "zh", None, None, None, None, 0.0))
        at = NOW.timestamp() - 9 * 86400
        group = Group("g", OWNER, "telegram", "goods", "Books", currency="CNY", zone="Asia/Shanghai")
        self.group = self.books.groups.found(group, freeze(RULES.body({})), at)
        for person in (BUYER, SELLER, OTHER, *self.jurors):
            self.books.groups.join(self.group, person, f"Person {person}", 1, at)
        self.books.roles.put(self.group, ADMIN, "admin", "Person 91", at)
        for person in (*self.jurors, *((BUYER, SELLER, OWNER, ADMIN) if crowded else ())):
            self.books.roles.put(self.group, person, "juror", f"Person {person}", at)

    def carry(self, command: Any) -> list[Any]:
        """As the turn does: all or nothing; the timers that follow are kept."""
        with self.books.savepoint():
            events = carry_out(self.books, command)
        for event in events:
            if isinstance(event, CaseTimersSet):
                for name in event.over:
                    self.timers.pop((event.case, name), None)
                self.timers |= {(event.case, name): due for name, due in event.run.items()}
        return events

    def order(self, buyer: int = BUYER, seller: int = SELLER, units: int = 500) -> int:
        """An agreed order, its goods received an hour ago."""
        deal = terms(Money(units * 100, "CNY"), group=self.group, rules=1, maker=seller, side=Side.PAYEE, window=DAY)
        handle = next(self._tokens)
        (made,) = self.carry(OfferOrder(seller, self.now, handle, deal, None, 1, False, ""))
        number, version = made.order.number, made.order.version
        for person, action, part in (
            (buyer, Action.ACCEPT, 0),
            (seller, Action.DELIVER, 0),
            (buyer, Action.CONFIRM, 0),
        ):
            (moved,) = self.carry(MoveOrder(person, self.now, number, version, action, part, handle))
            version = moved.order.version
        return number

    def file(self, order: int | None, person: int = BUYER, **changes: Any) -> int:
        """A case on that order; its number."""
        asked: dict[str, Any] = {
            "person": person, "now": self.now, "token": next(self._tokens), "group": self.group, "order": order,
            "part": "buyer", "wrong": "damaged", "want": "partial_refund", "amount": Money(30_000, "CNY"),
            "story": "The frame was broken when it came.", "received_at": self.now, "opened_at": self.now,
            "exhibits": ({"sha256": "ab" * 32, "size": 9, "mime": "image/jpeg"},),
        }  # fmt: skip
        return self.carry(c.FileCase(**(asked | changes)))[0].case

    def do(self, kind: type, person: int, case: int, **fields: Any) -> list[Any]:
        return self.carry(kind(person=person, now=self.now, case=case, token=next(self._tokens), **fields))

    def tried(self, kind: type, person: int, case: int, **fields: Any) -> str | None:
        """Do it; what was said against it, or None."""
        try:
            self.do(kind, person, case, **fields)
        except Refused as no:
            return no.message
        return None

    def case(self, number: int) -> Case:
        return case_of(self.books.cases.get(number))

    def late(self, number: int) -> str:
        """Let the case's next timer ring; its name."""
        due, name = min((due, name) for (case, name), due in self.timers.items() if case == number)
        self.now = max(self.now, due)
        del self.timers[number, name]
        self.do(c.TimeOut, c.SERVICE, number, name=name)
        return name

    def known(self, person: int) -> Known:
        return Known(self.books, person, "bot", "fresh")

    def check(self, number: int) -> None:
        """The chain verifies, and the books agree with it."""
        case, links = self.case(number), [link_of(row) for row in self.books.cases.chain(number)]
        assert verify(case.name, links) is None
        salts = [link.salt for link in links if link.salt is not None]
        assert len(set(salts)) == len(salts)  # or equal contents would be seen to be equal
        assert len(links) == case.version == self.books.cases.get(number).version
        running = {name: due for (of, name), due in self.timers.items() if of == number}
        assert running == {each.name: each.due for each in case.deadlines}

    def seat(self, number: int) -> None:
        while asked := self.case(number).panel("asked"):
            self.do(c.AcceptSeat, asked[0].person, number)

    def vote(self, number: int, *choices: str) -> None:
        for seat, choice in zip(self.case(number).panel("accepted"), choices, strict=True):
            for exhibit in self.case(number).exhibits:
                self.do(c.OpenExhibit, seat.person, number, exhibit=exhibit.n)
            self.do(c.CastBallot, seat.person, number, choice=choice, reason="The photos show it plainly.")

    def step(self, number: int) -> None:
        """One plain step on; where nobody has to act, the next limit runs out."""
        case = self.case(number)
        match case.state:
            case State.FILED:
                self.do(c.SendNotice, BUYER, number)
            case State.NOTICE if case.respondent is not None:
                self.do(c.ProveNotice, case.respondent, number)
            case State.RESPONSE:
                text = "It was whole when I sent it."
                self.do(c.Respond, case.respondent or 0, number, stance="contest", text=text)
            case State.DRAW if case.panel("asked"):
                self.do(c.AcceptSeat, case.panel("asked")[0].person, number)
            case State.BALLOT:
                seat = next(seat for seat in case.panel("accepted") if not seat.commitment)
                for exhibit in case.exhibits:
                    self.do(c.OpenExhibit, seat.person, number, exhibit=exhibit.n)
                self.do(c.CastBallot, seat.person, number, choice="upheld", reason="The photos show it plainly.")
            case State.RULED:
                self.do(c.Appeal, case.claimant, number, ground="procedure", text="I was not heard on the photo.")
            case _ if not case.over:
                self.late(number)
