"""The life of an order as charts: the order itself, each payment, the performance, and calling it off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from assistant.statechart import Chart


class State(StrEnum):
    OFFERED = "offered"
    AGREED = "agreed"
    SETTLED = "settled"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    FULL = "full"  # an offer to many, taken by as many as it had room for
    CANCELLED = "cancelled"


class Paid(StrEnum):
    DUE = "due"
    REPORTED = "reported"
    SEEN = "seen"


class Work(StrEnum):
    OPEN = "open"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"


class Leaving(StrEnum):
    NO = "no"
    PROPOSED = "proposed"
    AGREED = "agreed"


class Action(StrEnum):
    """All that can happen to an order."""

    OFFER = "offer"
    RECORD = "record"  # by one side only: the other is not here to agree
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    TAKE = "take"  # one more has accepted an offer to many
    FILL = "fill"  # the last one has
    REPORT = "report"
    TAKE_BACK = "takeback"
    SEE = "see"
    DELIVER = "deliver"
    RECALL = "recall"
    CONFIRM = "confirm"
    REMIND = "remind"
    SILENCE = "silence"
    PROPOSE = "propose"
    RETRACT = "retract"
    REFUSE = "refuse"
    AGREE = "agree"


ENDS = frozenset({State.SETTLED, State.DECLINED, State.WITHDRAWN, State.LAPSED, State.FULL, State.CANCELLED})


def _chart(name: str, states: type[StrEnum], rows: Sequence[tuple[str, str, str]], finals: Collection[str]) -> Chart:
    """The library behind charts reads enumerations in a way of its own, so it gets plain text."""
    plain = [(str(when), str(source), str(dest)) for when, source, dest in rows]
    return Chart(name, list(map(str, states)), plain, list(map(str, finals)))


LIFE = _chart(
    "order",
    State,
    [
        (Action.ACCEPT, State.OFFERED, State.AGREED),
        (Action.RECORD, State.OFFERED, State.AGREED),
        (Action.DECLINE, State.OFFERED, State.DECLINED),
        (Action.WITHDRAW, State.OFFERED, State.WITHDRAWN),
        (Action.LAPSE, State.OFFERED, State.LAPSED),
        (Action.TAKE, State.OFFERED, State.OFFERED),
        (Action.FILL, State.OFFERED, State.FULL),
        ("settle", State.AGREED, State.SETTLED),
        ("cancel", State.AGREED, State.CANCELLED),
    ],
    ENDS,
)
PAYMENT = _chart(
    "payment",
    Paid,
    [
        (Action.REPORT, Paid.DUE, Paid.REPORTED),
        (Action.TAKE_BACK, Paid.REPORTED, Paid.DUE),
        (Action.SEE, Paid.REPORTED, Paid.SEEN),
        (Action.SEE, Paid.DUE, Paid.SEEN),  # the payer forgot to say so; the payee's word is against their own interest
    ],
    (Paid.SEEN,),
)
PERFORMANCE = _chart(
    "performance",
    Work,
    [
        (Action.DELIVER, Work.OPEN, Work.DELIVERED),
        (Action.RECALL, Work.DELIVERED, Work.OPEN),
        (Action.CONFIRM, Work.DELIVERED, Work.ACCEPTED),
        (Action.CONFIRM, Work.OPEN, Work.ACCEPTED),  # as above: whoever received may say so first
        (Action.SILENCE, Work.DELIVERED, Work.ACCEPTED),
    ],
    (Work.ACCEPTED,),
)
CANCELLATION = _chart(
    "cancellation",
    Leaving,
    [
        (Action.PROPOSE, Leaving.NO, Leaving.PROPOSED),
        (Action.RETRACT, Leaving.PROPOSED, Leaving.NO),
        (Action.REFUSE, Leaving.PROPOSED, Leaving.NO),
        (Action.AGREE, Leaving.PROPOSED, Leaving.AGREED),
    ],
    (Leaving.AGREED,),
)
CHARTS = (LIFE, PAYMENT, PERFORMANCE, CANCELLATION)
