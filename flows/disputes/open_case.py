"""The link of a case: whoever the claimant dealt with says "that is me", and from then on is the other side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.events import Command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.words import Button, Message, Screen, words
from assistant.domain.disputes.authority import Role
from assistant.domain.disputes.commands import ProveNotice
from assistant.domain.disputes.views import PartyView, StatusView
from assistant.i18n import N_
from flows.disputes.screen import CASES

Find = Callable[..., Any]
LEADS_NOWHERE = N_(
    "This link leads to nothing here that is for you: it has been used, or it was meant for somebody else. Your own cases are in /cases."
)
IS_IT_YOU = N_(
    "📨 Somebody in the group <b>{group}</b> sees a problem with a deal and sent this link to the person they made it with.\n\n"
    "If that is you, you can read all of it and tell your side; nothing is decided yet. If you got the link by mistake, leave it "
    "alone: whoever says “that is me” takes part in the case."
)


def opened(payload: str, find_case_link: Find, find_number: Find) -> Screen | Command:
    """A link was opened: a party goes to their case, the one it may be meant for is asked, all others learn nothing."""
    handle = payload.removeprefix("c_")
    view = find_case_link(handle)
    if isinstance(view, PartyView):
        return Command("cases", str(view.number))
    if not isinstance(view, StatusView) or view.role != Role.GUEST:
        return Screen((Message(LEADS_NOWHERE),), (CASES,))
    me = (Button(Message(N_("That is me: show me the case")), command("thatsme", handle)),)
    not_me = (Button(Message(N_("Not me")), command("start")),)
    return Screen((words(IS_IT_YOU, group=find_number(view.group).name),), (me, not_me))


def that_is_me(payload: str, person: int, now: datetime, fresh: str, find_case_link: Find) -> Screen | Shown | Command:
    """They said so: the notice is proven, and the case is theirs to answer."""
    view = find_case_link(payload)
    if isinstance(view, PartyView):
        return Command("cases", str(view.number))
    if view is None or view.role != Role.GUEST:
        return Screen((Message(LEADS_NOWHERE),), (CASES,))
    proof = ProveNotice(person=person, now=now, case=view.number, token=fresh, how="opened", handle=payload)
    return Shown(Screen(()), proof, then=Command("cases", str(view.number)))


PAGES = (Page("open_case", opened, on=("opencase",), link="c_"), Page("thats_me", that_is_me, on=("thatsme",)))
