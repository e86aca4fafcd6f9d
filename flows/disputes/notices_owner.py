"""To the owner: that a case of the group has begun and that it is over. Not what it is about: the owner is no judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from assistant.dialog.outcome import Effect, Notice, Reactions
from assistant.dialog.words import Screen, words
from assistant.domain.disputes import events as e
from assistant.domain.disputes import events_panel as p
from assistant.domain.disputes.events import CaseEvent
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.views import PartyView, StatusView
from assistant.i18n import N_
from flows.disputes.words import case_button, number_of

Find = Callable[..., Any]
ENDS = {
    State.CLOSED: N_("📂 <b>{group}: case {number} is closed.</b>"),
    State.SETTLED: N_("📂 <b>{group}: case {number} is over.</b> The two have agreed."),
    State.WITHDRAWN: N_("📂 <b>{group}: case {number} is over.</b> It was taken back."),
    State.VOID: N_("📂 <b>{group}: case {number} was stopped.</b>"),
    State.NO_FINDING: N_("📂 <b>{group}: case {number} is over,</b> without a finding."),
}
BEGUN = N_(
    "📂 <b>{group}: case {number} has begun.</b> Two members are settling a deal with my help. You need do nothing; what it is about "
    "only they and the jurors see."
)


def begun(event: e.NoticeStarted, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    yield from _tell(event, BEGUN, case_as, case_cast, find_number)


def over(event: CaseEvent, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    claimant = case_as(event.case, case_cast(event.case).claimant)
    if not isinstance(claimant, PartyView) or claimant.state not in ENDS:
        return
    if isinstance(event, e.CaseWithdrawn) and not claimant.noticed and not claimant.on_papers:
        return  # taken back before anybody was told of it
    yield from _tell(event, ENDS[State(claimant.state)], case_as, case_cast, find_number)


def _tell(event: CaseEvent, text: str, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """Only to an owner who is neither a party nor anything else in it."""
    owner = case_cast(event.case).owner
    view = case_as(event.case, owner) if owner else None
    if isinstance(view, StatusView):
        line = words(text, group=find_number(event.group).name, number=number_of(event.case))
        yield Notice(owner, Screen((line,), (case_button(N_("Its state"), event.case, below=True),)))


REACTIONS = Reactions(
    happened={
        e.NoticeStarted: begun,
        **dict.fromkeys(
            (e.CaseSettled, e.CaseWithdrawn, e.CaseVoided, p.CaseClosed, p.NothingFound, p.TalksEnded), over
        ),
    },
)
