"""The clocks of cases: their limits as deadlines, and what happens when one is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from assistant.dialog.outcome import Deadline, Do, Effect, Reactions
from assistant.domain.disputes import events, events_panel, risks
from assistant.domain.disputes.commands import SERVICE, ShiftClocks, TimeOut
from assistant.domain.disputes.events import CaseEvent, CaseTimersSet

KIND = "case.due"


def _set(event: CaseTimersSet) -> Iterator[Effect]:
    for name in event.over:
        yield Deadline(f"case:{event.case}:{name}")
    for name, due in event.run.items():
        yield Deadline(f"case:{event.case}:{name}", due, KIND, {"case": event.case, "name": name})


def _over(data: dict[str, Any], now: datetime, fresh: str) -> Iterator[Effect]:
    yield Do(TimeOut(person=SERVICE, now=now, case=data["case"], token=fresh, name=data["name"]))


def _away(data: dict[str, Any], now: datetime, fresh: str, open_cases: Iterable[int]) -> Iterator[Effect]:
    """Nobody loses the time in which the assistant was not there."""
    since, until = (datetime.fromtimestamp(data[name], UTC) for name in ("since", "until"))
    for case in open_cases:
        yield Do(ShiftClocks(person=SERVICE, now=now, case=case, token=fresh, since=since, until=until))


def _nothing() -> tuple[Effect, ...]:
    return ()


def _kinds(*modules: Any) -> Iterator[type]:
    for module in modules:
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, CaseEvent) and each is not CaseEvent:
                yield each


REACTIONS = Reactions(
    # Who is told what stands elsewhere; here every event is known at least.
    happened={
        **dict.fromkeys(_kinds(events, events_panel), _nothing),
        **dict.fromkeys((risks.RiskListed, risks.RiskContested, risks.RiskSettled, risks.RiskAnswered), _nothing),
        CaseTimersSet: _set,
    },
    due={KIND: _over, "house.away": _away},
)
