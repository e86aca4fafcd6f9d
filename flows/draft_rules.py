"""The announcement and the three clauses no group may lack: settlement, no false advertising, disputes."""

from __future__ import annotations

from datetime import timedelta

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import duration
from assistant.dialog.steps import Ask, End, Offer
from assistant.domain.groups import Kind
from assistant.i18n import N_
from assistant.statechart import path
from flows.announcement import announcement

DAY = timedelta(days=1)
SETTLE = {Kind.GOODS: DAY, Kind.SERVICES: DAY, Kind.TASKS: DAY}
WINDOW = {Kind.GOODS: DAY, Kind.SERVICES: 3 * DAY, Kind.TASKS: 3 * DAY}


def usual_settlement(kind: str) -> timedelta:
    return SETTLE[Kind(kind)]


def usual_window(kind: str) -> timedelta:
    return WINDOW[Kind(kind)]


flow = Flow(
    "draft_rules",
    title=N_("Rules"),
    given=("kind", "trade", "name", "link"),
    states={
        "settle": Ask(
            N_("<b>How soon must a deal be paid?</b> Goods: from agreeing. Services: from acceptance. Tasks: from handing in."),
            duration(least=timedelta(minutes=10), most=timedelta(days=30)),
            label=N_("Settlement time"),
            default=usual_settlement,
            why=N_("Most quarrels begin with “later”. One clear time, the same for everybody, ends them before they start."),
        ),
        "window": Ask(
            N_("<b>How long after receipt or completion can a problem be brought to the group?</b>"),
            duration(least=timedelta(hours=1), most=timedelta(days=60)),
            label=N_("Claims window"),
            default=usual_window,
            why=N_(
                "It is the time in which the group itself mediates. It cannot cut the rights that the law gives a buyer, "
                "and the text says so."
            ),
        ),
        "look": Offer(
            N_(
                "☝️ <b>This is your announcement</b>; tap it to copy. It holds the three rules no group may lack: settlement "
                "time, no false advertising, disputes.\n\nTo be honest: this is the short version. The full set of rules, "
                "clause by clause, is written with /rules once the group stands."
            ),
            {"ok": N_("Good, use it")},
            paste=announcement,
        ),
        "drafted": End(N_("The announcement is ready."), gives=("settle", "window")),
    },
    edges=[
        *path("settle", "window", "look"),
        ("ok", "look", "drafted"),
    ],
)  # fmt: skip
