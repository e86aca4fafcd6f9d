"""The words on a group's poster; the drawing is done elsewhere, outside the turn."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from assistant.dialog.render import Reader, plain
from assistant.dialog.words import Message, words
from assistant.domain.groups import Kind
from assistant.i18n import N_, date
from flows.rules.text import three

_NUMBER = re.compile(r"^\d+[.、．]\s*")  # the poster numbers its lines itself
BADGES = {Kind.GOODS: N_("Goods group"), Kind.SERVICES: N_("Service group"), Kind.TASKS: N_("Task group")}
TAGLINE = N_("Pay per order · settled on the spot")
TRADE = N_("We trade")
SCAN = N_("Scan with WeChat to join")
SCAN_STEPS = (N_("Scan the code and join"), N_("Read the announcement"), N_("Confirm the rules with the link below"))
INVITED = N_("Come in by invitation")
INVITED_NOTE = N_("Ask a member to invite you; the owner confirms each newcomer.")
INVITED_STEPS = (
    N_("Ask a member to invite you"),
    N_("Wait for the owner's yes"),
    N_("Confirm the rules with the link below"),
)
KEEP = ["一单一结", "交易群", "服务群", "任务群", "进群"]  # no line breaks within these
JOIN = N_("How to join")
RULES = N_("Three rules for everybody")
UNTIL = N_("Valid until")
LINK = N_("Rules and records")
FOOTER = N_("Admins never collect for others. Whoever does is a swindler.")


def poster(
    group: Any, rules: dict[str, Any], link: str, qr: str | None, until: datetime | None, reader: Reader
) -> dict[str, Any]:
    """The poster's specification: every word on it, in the reader's language.

    With `qr` (the decoded text of the group's code) the code stands on it, valid until `until`.
    """

    def said(text: str) -> str:
        return plain(Message(text), reader)

    lines = three(group, rules)
    spec = {
        "kind": group.kind,
        "badge": said(BADGES[Kind(group.kind)]),
        "tagline": said(TAGLINE),
        "name": group.name,
        "trade_label": said(TRADE),
        "trade": group.trade,
        "join_title": said(JOIN),
        "rules_title": said(RULES),
        "rules": [_NUMBER.sub("", plain(line, reader)) for line in lines],
        "link_label": said(LINK),
        "link": link,
        "footer": said(FOOTER),
        "keep": KEEP,
    }
    if qr is None or until is None:
        return {
            **spec,
            "invite": said(INVITED),
            "invite_note": said(INVITED_NOTE),
            "join": [said(each) for each in INVITED_STEPS],
        }
    when = date(until, reader.locale, reader.zone)
    return {
        **spec,
        "invite": said(SCAN),
        "join": [said(each) for each in SCAN_STEPS],
        "qr": qr,
        "until_label": said(UNTIL),
        "until": when,
    }


def caption(left_out: list[str]) -> Message:
    """What is said with the finished poster."""
    if left_out:
        return words(
            N_("Your poster is ready. I left out {characters}, which I cannot draw."), characters=" ".join(left_out)
        )
    return Message(N_("Your poster is ready. Save it and share it wherever the right people are."))
