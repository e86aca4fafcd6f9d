"""The clocks of cases on the way to the books: timers set and dropped, time-outs carried out, nothing lost while away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assistant.clock import moment
from assistant.dialog.outcome import Deadline, Do
from assistant.domain.disputes import events, events_panel
from assistant.domain.disputes.commands import SERVICE, ShiftClocks, TimeOut
from assistant.domain.disputes.events import CaseEvent, CaseTimersSet
from assistant.facts import apply
from flows.disputes import clocks as case_clocks
from flows.reactions import REACTIONS

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def follow(functions, **facts):
    return [effect for function in functions for effect in apply(function, facts | {"now": NOW, "fresh": "f"})]


def test_limits_become_deadlines():
    event = CaseTimersSet(case=3, group=5, person=0, now=NOW, run={"answer": NOW + timedelta(days=1)}, over=("notice",))
    assert follow(REACTIONS.to_event(event), event=event) == [
        Deadline("case:3:notice"),
        Deadline("case:3:answer", NOW + timedelta(days=1), "case.due", {"case": 3, "name": "answer"}),
    ]


def test_a_deadline_that_comes_is_a_time_out_by_nobody():
    (effect,) = follow(REACTIONS.to_time("case.due"), data={"case": 3, "name": "answer"})
    assert effect == Do(TimeOut(person=SERVICE, now=NOW, case=3, token="f", name="answer"))


def test_the_time_away_is_given_back_to_every_open_case():
    since, until = NOW.timestamp() - 7200, NOW.timestamp()
    effects = follow(
        case_clocks.REACTIONS.to_time("house.away"), data={"since": since, "until": until}, open_cases=(1, 4)
    )
    assert [effect.command.case for effect in effects] == [1, 4]
    assert effects[0] == Do(
        ShiftClocks(person=SERVICE, now=NOW, case=1, token="f", since=moment(since), until=moment(until))
    )


@pytest.mark.parametrize(
    "event", [each for module in (events, events_panel) for each in vars(module).values() if isinstance(each, type)]
)
def test_every_event_of_a_case_has_a_reaction(event):
    if issubclass(event, CaseEvent) and event is not CaseEvent:
        assert event in REACTIONS.happened
