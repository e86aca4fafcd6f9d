"""After a rehearsal: what to remember of it, and what the group still lacks for the day a real case comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.flow import Page
from assistant.dialog.words import Lines, Message, Plain, Screen, words
from assistant.domain.disputes.panel import APPEAL_FROM
from assistant.domain.safety import ENOUGH_JURORS
from assistant.domain.safety_score import Status
from assistant.i18n import N_
from flows.safety.pages import button, standing, which

Find = Callable[..., Any]
REMEMBER = (
    words(
        N_("1. Name jurors in good time: {enough} for a panel, {appeal} so that an appeal is possible."),
        enough=ENOUGH_JURORS,
        appeal=APPEAL_FROM,
    ),
    Message(
        N_("2. You neither decide nor overrule. That keeps you out of the quarrel, and nobody can say you took sides.")
    ),
    Message(
        N_(
            "3. Evidence is a habit: the whole chat, vouchers, photos on arrival. Remind members of it while all is well."
        )
    ),
)


def rehearsed(
    looked_after: Sequence[Any],
    payload: str,
    now: datetime,
    find_safety: Find,
    find_rules: Find,
    find_qr: Find,
    find_team: Find,
    find_roles: Find,
    open_invitations: Find,
    find_papers: Find,
    notes: Sequence[Message | Plain | Lines] = (),
) -> Screen:
    """/rehearsed: three things to remember, and what is missing in the score."""
    group = which(looked_after, payload)
    items = standing(group, now, find_safety, find_rules, find_qr, find_team, find_roles, open_invitations, find_papers)
    remember = Lines((Message(N_("<b>What to remember</b>")), *REMEMBER))
    number = str(group.id)
    rows = (
        button(N_("‹ Safety"), "safety", number),
        button(N_("Rehearse another one"), "rehearse", number),
    )
    return Screen((*notes, remember, *_missing(group, items)), rows)


def _missing(group: Any, items: Sequence[Any]) -> Iterator[Message]:
    lacking = tuple(Message(each.what, each.values) for each in items if each.status != Status.DONE)
    if lacking:
        yield words(
            N_("<b>Still missing in {name}:</b>\n{lacking}"),
            name=group.name,
            lacking=Lines(tuple(words(N_("▫️ {what}"), what=each) for each in lacking)),
        )
    else:
        yield words(N_("Everything is in place in {name}. A real case may come."), name=group.name)


PAGES = (Page("rehearsed", rehearsed, on=("rehearsed",)),)
