"""Evidence that a party brings: in time, or late and with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.domain.disputes.filing import add_exhibit
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.outcome import Ground, Side
from assistant.domain.disputes.walk import Walk
from assistant.errors import Refused
from assistant.i18n import N_

LEAST_LATE = 20  # characters
MOST_LATE = 2000
LATE_IN = frozenset({State.REBUTTAL, State.APPEAL})


def bring(walk: Walk, exhibits: Iterable[Mapping[str, Any]], side: Side, late_reason: str) -> None:
    """Once the time for evidence is over, only what could not be shown earlier is taken, and why; in an appeal, on that ground."""
    case, reason = walk.case, late_reason.strip()
    if case.state in LATE_IN and len(reason) < LEAST_LATE:
        raise Refused(WHY_LATE, least=LEAST_LATE)
    if case.state is State.APPEAL and case.plea is not None and case.plea.ground != Ground.NEW_EVIDENCE:
        raise Refused(NOT_ON_THIS_GROUND)
    for raw in exhibits:
        add_exhibit(walk, raw, side, reason[:MOST_LATE])


WHY_LATE = N_(
    "The time for evidence is over. Please say why this could not be shown earlier, in at least {least} characters."
)
NOT_ON_THIS_GROUND = N_("The appeal does not rest on new evidence, so none can be added.")
