"""What follows for the person, apart from the outcome: by the group's ladder, only when final, the same for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from assistant.domain.rulebook import Rulebook
from assistant.i18n import N_

DAY = timedelta(days=1)
LEAST_REASON = 20  # characters, for deviating


class Step(StrEnum):
    """The steps of the ladders in the rules."""

    NONE = "none"
    REMINDER = "reminder"
    DAY_OFF = "day_off"  # 24 h without offers
    WEEK_OFF = "week_off"  # 7 days without offers
    REMOVAL = "removal"


STEPS: Mapping[Step, str] = {
    Step.NONE: N_("no penalty"),
    Step.REMINDER: N_("a reminder"),
    Step.DAY_OFF: N_("24 h without offers"),
    Step.WEEK_OFF: N_("7 days without offers"),
    Step.REMOVAL: N_("removal from the group"),
}
_LADDERS: Mapping[str, tuple[Step, ...]] = {
    "ladder": (Step.REMINDER, Step.DAY_OFF, Step.WEEK_OFF, Step.REMOVAL),
    "gentle": (Step.REMINDER, Step.REMINDER, Step.WEEK_OFF, Step.REMOVAL),
    "strict": (Step.DAY_OFF, Step.WEEK_OFF, Step.REMOVAL),
}


@dataclass(frozen=True, slots=True)
class Ladder:
    """The penalties by one version of the rules. No steps: those rules know no penalties."""

    steps: tuple[Step, ...] = ()
    lapse: timedelta = 30 * DAY


def ladder_of(rules: Rulebook | None) -> Ladder:
    """The ladder that those rules name; an own wording is followed by hand, so it gives none."""
    clause = rules.get("penalties") if rules else None
    if clause is None or clause.own:
        return Ladder()
    lapse = clause.values.get("lapse")
    steps = _LADDERS.get(str(clause.values.get("penalties")), ())
    return Ladder(steps, lapse) if isinstance(lapse, timedelta) else Ladder(steps)


@dataclass(frozen=True, slots=True)
class Penalty:
    """What somebody got in this group: `breach` is the claim's `wrong`, `case` its number."""

    person: int
    breach: str
    step: str
    at: datetime
    case: int
    deviates: bool = False


def standing(past: Iterable[Penalty], person: int, ladder: Ladder, now: datetime) -> int:
    """How many steps that person stands on: a step lapses when nothing follows it for the ladder's time."""
    steps, last = 0, None
    for each in sorted(
        (each for each in past if each.person == person and each.step != Step.NONE), key=lambda each: each.at
    ):
        steps = 1 if last is None or each.at - last > ladder.lapse else steps + 1
        last = each.at
    return 0 if last is None or now - last > ladder.lapse else steps


def proposed(past: Iterable[Penalty], person: int, ladder: Ladder, now: datetime) -> Step:
    """The next step of the ladder for that person."""
    if not ladder.steps:
        return Step.NONE
    return ladder.steps[min(standing(past, person, ladder, now), len(ladder.steps) - 1)]


def same_before(past: Iterable[Penalty], breach: str) -> tuple[Penalty, ...]:
    """What the same breach got in this group so far, the latest first."""
    return tuple(sorted((each for each in past if each.breach == breach), key=lambda each: each.at, reverse=True))


NOT_ADVERSE = N_("No penalty follows from this case: nothing was decided against anybody.")
ON_PAPERS = N_("No penalty follows from this case: nobody could prove that the other side knew of it.")
DECIDED = N_("The penalty in this case has been decided already.")
REASON = N_(
    "This differs from the ladder, which is the same for everybody. Please say why, in at least {least} characters."
)
NO_STEP = N_("There is no such step.")
