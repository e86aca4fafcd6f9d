"""Erasing oneself: what goes and what stays, asked once, done at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.steps import Choose, End
from assistant.dialog.words import Lines, Message
from assistant.domain.privacy import HINDERED, Area, ErasePerson, Trace
from assistant.errors import Refused
from assistant.i18n import N_, NN_


def admit(what_hinders: Callable[[datetime], tuple[Any, ...]], now: datetime) -> None:
    if what_hinders(now):
        raise Refused(HINDERED)


GOES = N_(
    "<b>Erase you?</b>\nGone for good: your name and number, memberships, roles, drafts, and what you wrote and sent in cases."
)
DEALS = N_(
    "What others need stays without you: in their orders you become “somebody who left”, and closed cases keep their seals, so "
    "that they can still be proven."
)
RISKS = NN_(
    "One risk entry stays until its date: not with your name, but it fits your number should you come back.",
    "{count} risk entries stay until their dates: not with your name, but they fit your number should you come back.",
)


def losses(my_traces: Mapping[Area, Trace]) -> Lines:
    """What goes, what stays and why; only what concerns this person."""
    said = [Message(GOES)]
    if any(my_traces[area].count for area in (Area.ORDERS, Area.CASES, Area.SEATS)):
        said.append(Message(DEALS))
    if count := my_traces[Area.RISKS].count:
        said.append(Message(RISKS, {"count": count}))
    return Lines(tuple(said), "\n\n")


def refuses(sure: str) -> bool:
    return sure == "no"


flow = Flow(
    "erase_me",
    title=N_("Erase me"),
    on="eraseme",
    derive={"losses": losses},
    asks=("my_traces", "what_hinders"),
    admit=admit,
    states={
        "sure": Choose(
            N_("{losses}\n\nThis cannot be taken back. A copy for yourself: /export"),
            {"yes": N_("Yes, erase me"), "no": N_("No, keep everything")},
            wide=True,
        ),
        "erased": End(
            N_(
                "✓ Done: I do not know you any more. My books forget the number of this chat within 48 hours. The chat itself "
                "stays on your phone until you delete it there.\n\nShould you write again, we begin anew."
            ),
            does=ErasePerson,
        ),
        "kept": End(N_("Nothing was erased."), buttons={"privacy": N_("What I keep about you"), "start": N_("To the start")}),
    },
    edges=[
        ("answer", "sure", "erased"),
        ("answer", "sure", "kept", refuses),
    ],
)  # fmt: skip
