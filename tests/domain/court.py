"""A case to play with: people, a pool of jurors, a clock; every step checked against its chart."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.domain.disputes import commands as c
from assistant.domain.disputes.case import Case, Deal
from assistant.domain.disputes.decide import decide
from assistant.domain.disputes.events import CaseEvent
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.panel import Juror, Pool
from assistant.domain.disputes.sanctions import Ladder, Step
from assistant.domain.disputes.walk import Setting
from assistant.domain.money import Money

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BUYER, SELLER, OWNER, ADMIN, STRANGER = 1, 2, 90, 91, 99
JURORS = tuple(range(11, 31))
REASON = "The photos show the damage plainly."


def yuan(units: int) -> Money:
    return Money(units * 100, "CNY")


def photo(n: int = 1, size: int = 1000, **more: Any) -> dict[str, Any]:
    return {"sha256": f"{n:064x}", "size": size, "mime": "image/jpeg", "kind": "photo", **more}


DEAL = Deal(
    what="A used bicycle", amount=yuan(500), rules=1, agreed_at=NOW - 3 * DAY, order=7, buyer=BUYER, seller=SELLER,
    received_at=NOW - HOUR,
)  # fmt: skip


def filing(**changes: Any) -> c.FileCase:
    asked: dict[str, Any] = {
        "person": BUYER, "now": NOW, "token": "t0", "group": 5, "order": 7, "part": "buyer", "wrong": "damaged",
        "want": "partial_refund", "amount": yuan(300), "story": "The frame was broken when it came.",
        "received_at": NOW - HOUR, "opened_at": NOW, "exhibits": (photo(1),),
    }  # fmt: skip
    return c.FileCase(**(asked | changes))


class Court:
    """One case in a group with `size` jurors."""

    def __init__(self, size: int = 8, **setting: Any) -> None:
        self.pool = Pool(tuple(Juror(person) for person in JURORS[:size]), owner=OWNER, admins=frozenset({ADMIN}))
        given: dict[str, Any] = {
            "pool": self.pool, "number": 3, "kind": "goods", "deal": DEAL, "window": DAY,
            "ladder": Ladder((Step.REMINDER, Step.DAY_OFF, Step.WEEK_OFF, Step.REMOVAL)),
        }  # fmt: skip
        self.setting = Setting(**(given | setting))
        self.now, self.case, self.events = NOW, None, []
        self._tokens = itertools.count()

    def file(self, **changes: Any) -> Court:
        self._take(filing(**({"now": self.now} | changes)))
        return self

    def do(self, kind: type[c.CaseCommand], person: int, **fields: Any) -> tuple[CaseEvent, ...]:
        return self._take(
            kind(person=person, now=self.now, case=self.it.number, token=f"t{next(self._tokens)}", **fields)
        )

    def _take(self, command: Any) -> tuple[CaseEvent, ...]:
        events, self.case = decide(command, self.case, self.setting)
        self.events += events
        return events

    @property
    def it(self) -> Case:
        assert self.case is not None
        return self.case

    def late(self, name: str = "") -> tuple[CaseEvent, ...]:
        """Let the next limit (or that one) run out."""
        deadline = self.it.deadline(name) if name else min(self.it.deadlines, key=lambda each: each.due)
        assert deadline is not None, (name, self.it.state, self.it.deadlines)
        self.now = max(self.now, deadline.due)
        return self.do(c.TimeOut, c.SERVICE, name=deadline.name)

    # --- as far as a state, the plain way ---

    def to(self, state: State) -> Court:
        """From where it is to that state."""
        for _ in range(40):
            if self.case is not None and self.it.state is state:
                return self
            self.step()
        raise AssertionError(f"never came to {state}")

    def step(self) -> None:
        """One plain step on."""
        if self.case is None:
            self.file(talk_first=True)
            return
        match self.it.state:
            case State.FILED:
                self.do(c.SendNotice, BUYER)
            case State.NOTICE:
                self.do(c.ProveNotice, SELLER)
            case State.RESPONSE:
                self.do(c.Respond, SELLER, stance="contest", text="It was whole when I sent it.")
            case State.EVIDENCE:
                self.do(c.SubmitExhibit, SELLER, exhibit=photo(2))
                self.late("evidence")
            case State.DRAW:
                self._seat()
            case State.BALLOT:
                self.vote(*(["upheld"] * len(self.it.panel("accepted"))))
            case State.RULED if self.it.round == 1:
                self.do(c.Appeal, SELLER, ground="procedure", text="I was not heard on the second photo.")
            case State.REMEDY:
                self.do(c.ReportRemedy, SELLER)
                self.do(c.ConfirmRemedy, BUYER)
            case _:
                self.late()

    def _seat(self) -> None:
        if not self.it.draw.done:
            self.late("nonce")
        while asked := self.it.panel("asked"):
            self.do(c.AcceptSeat, asked[0].person)

    def vote(self, *choices: Any) -> None:
        """The jurors in turn: a choice, or an amount in yuan; None: stays silent."""
        for seat, choice in zip(self.it.panel("accepted"), choices, strict=True):
            if choice is None:
                continue
            for exhibit in self.it.exhibits:
                self.do(c.OpenExhibit, seat.person, exhibit=exhibit.n)
            amount = yuan(choice) if isinstance(choice, int) else None
            self.do(c.CastBallot, seat.person, choice="partly" if amount else choice, amount=amount, reason=REASON)

    def with_pool(self, **changes: Any) -> Court:
        self.setting = replace(self.setting, pool=replace(self.setting.pool, **changes))
        return self
