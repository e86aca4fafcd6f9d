"""An appeal that brings its evidence along: all of it, or none of it."""

from __future__ import annotations

import pytest
from court import SELLER, Court, photo

from assistant.domain.disputes import bringing
from assistant.domain.disputes import commands as c
from assistant.domain.disputes.lifecycle import State
from assistant.errors import Refused

TEXT, LATE = "I found the video of the packing.", "The video was on another phone."


def appeal(court: Court, **changes):
    return court.do(c.Appeal, SELLER, **({"ground": "new_evidence", "text": TEXT, "late_reason": LATE} | changes))


def test_what_comes_with_the_appeal_is_late_evidence_of_the_second_round():
    court = Court(8).to(State.RULED)
    appeal(court, exhibits=(photo(9), photo(10)))
    assert court.it.state is State.APPEAL
    assert [(each.side, each.round, each.late_reason) for each in court.it.exhibits[-2:]] == [
        ("respondent", 2, LATE)
    ] * 2


@pytest.mark.parametrize(
    ("changes", "no"),
    [
        ({"late_reason": "Just so."}, bringing.WHY_LATE),
        ({"ground": "procedure"}, bringing.NOT_ON_THIS_GROUND),
        ({"exhibits": (photo(9), photo(9))}, "This file is already among your evidence."),
    ],
)
def test_otherwise_there_is_no_appeal_at_all(changes, no):
    court = Court(8).to(State.RULED)
    version = court.it.version
    with pytest.raises(Refused) as refused:
        appeal(court, **({"exhibits": (photo(9),)} | changes))
    assert (refused.value.message, court.it.state, court.it.version) == (no, State.RULED, version)
    appeal(court)
    assert court.it.state is State.APPEAL
