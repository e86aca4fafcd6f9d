"""Clocks of cases through the turn itself: timers fire as time-outs, and the time away is given back."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hall import BUYER, HOUR, Hall

from assistant.dialog.engine import Dialogue
from assistant.domain.disputes.lifecycle import State
from assistant.service import Service
from flows import FLOWS, PAGES, REACTIONS

DIALOGUE = Dialogue(FLOWS, PAGES)


class Clock:
    """Stands where it was put."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def now(self) -> float:
        return self._hall.now.timestamp()


@pytest.fixture
def house():
    hall = Hall(0)
    numbers = itertools.count()
    service = Service(
        DIALOGUE, REACTIONS, Clock(hall), fresh=lambda: f"{next(numbers):016x}", may_ride=lambda *_: False, bot=lambda: "bot"
    )  # fmt: skip
    number = hall.file(hall.order(), talk_first=True)
    for (case, name), due in hall.timers.items():  # as the turn of the filing sets them
        hall.books.timers.put(f"case:{case}:{name}", due.timestamp(), "case.due", None, {"case": case, "name": name})
    yield hall, service, number
    hall.books.close()


def due(hall: Hall, number: int) -> dict[str, datetime]:
    rows = hall.books.timers.due(hall.now.timestamp() + 1e9, 99)
    return {row.data["name"]: datetime.fromtimestamp(row.due, UTC) for row in rows if row.data.get("case") == number}


def run_out(hall: Hall, service: Service, number: int) -> str:
    """The next timer of the case comes, as the sweep fires it."""
    timers = hall.books.timers.due(hall.now.timestamp() + 1e9, 99)
    timer = next(row for row in timers if row.data.get("case") == number)
    hall.now = max(hall.now, datetime.fromtimestamp(timer.due, UTC))
    with hall.books.savepoint():
        service.due(hall.books, timer)
    return timer.data["name"]


def test_time_alone_carries_a_case_through_the_turn_to_its_end(house):
    hall, service, number = house
    names = []
    while not hall.case(number).over:
        deadlines = {each.name: each.due for each in hall.case(number).deadlines}
        assert due(hall, number) == deadlines
        names.append(run_out(hall, service, number))
    # nobody was reached, and no juror is there: the papers, then mediation, then no finding
    assert names == ["cooling", "remind", "notice", "evidence", "mediation"]
    assert hall.case(number).state is State.NO_FINDING
    assert due(hall, number) == {}


def test_the_time_away_is_given_back_before_any_deadline_fires(house):
    hall, service, number = house
    before = hall.case(number).deadline("cooling").due
    since, hall.now = hall.now + HOUR, hall.now + 40 * HOUR
    with hall.books.savepoint():
        service.away(hall.books, since.timestamp(), hall.now.timestamp())
    assert hall.case(number).deadline("cooling").due == before + timedelta(hours=39)
    assert due(hall, number)["cooling"] == before + timedelta(hours=39)
    assert not [row for row in hall.books.timers.due(hall.now.timestamp(), 9) if row.kind == "case.due"]
    assert hall.known(BUYER)["find_case"](number).state == "filed"
