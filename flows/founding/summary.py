"""What is due next for a group that was just founded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assistant.dialog.words import Day, Lines, Message, words
from assistant.domain.groups import Entry, Platform, renewal
from assistant.domain.reminders import day_of
from assistant.i18n import N_, NN_


def next_things(
    platform: str,
    entry: str,
    payee: str,
    zone: str,
    steps: Mapping[str, str] | None = None,
    qr: Mapping[str, Any] | None = None,
    closes: datetime | None = None,
) -> Lines:
    """The next things to do, the nearest first; what was left for later is not forgotten.

    Days without an hour: I remind them on the morning of that day, where the group lives.
    """
    things: list[Message] = []
    left = sum(1 for mark in (steps or {}).values() if mark == "later")
    if left:
        open_steps = NN_(
            "• One step in WeChat is still open; I remind you tomorrow.",
            "• {count} steps in WeChat are still open; I remind you tomorrow.",
        )
        things.append(Message(open_steps, {"count": left}))
    if platform == Platform.WECHAT and entry == Entry.QR:
        if qr is None:
            things.append(Message(N_("• Send me the group's QR code with /renew; the poster follows.")))
        else:
            day = Day(day_of(renewal(qr["taken"]), zone))
            things.append(words(N_("• {day}: fetch a new QR code, the old one stops working a day later."), day=day))
        if closes is not None:
            things.append(words(N_("• {day}: switch invitation approval on."), day=Day(day_of(closes, zone))))
    if payee == "soon":
        things.append(Message(N_("• Open your receiving account before the first sale.")))
    posted = (steps or {}).get("announce", "done") == "done"
    ready = N_("• Invite the first members only now: announcement and rules are ready.")
    things.append(Message(ready if posted else N_("• Invite the first members once the announcement is posted.")))
    return Lines((Message(N_("<b>What comes next</b>")), *things))
