"""The texts of a group: announcement and short rules, made from what the owner answered."""

from __future__ import annotations

from datetime import timedelta

from assistant.dialog.words import Lines, Message, words
from assistant.domain.groups import Kind
from assistant.i18n import N_

MOST = 500  # characters of an announcement that people still read; WeChat itself allows about 2,000

WELCOME = {
    Kind.GOODS: N_("【{name}】\nWe trade {trade}, each deal settled on the spot."),
    Kind.SERVICES: N_("【{name}】\nWe book {trade}, each order settled on the spot."),
    Kind.TASKS: N_("【{name}】\nWe hand out {trade}, each task settled on the spot. Workers never pay."),
}
SETTLE = {
    Kind.GOODS: N_("1. Settlement: pay within {settle} of agreeing, ship within 48 hours of payment."),
    Kind.SERVICES: N_("1. Settlement: pay within {settle} of acceptance; large jobs in stages."),
    Kind.TASKS: N_("1. Settlement: pay within {settle} of handing in."),
}
TRUTH = {
    Kind.GOODS: N_("2. No false advertising: real photos, real price, defects named."),
    Kind.SERVICES: N_("2. No false advertising: say what is included, how long and how much."),
    Kind.TASKS: N_("2. No false advertising: say what, by when, for how much; keep to it."),
}
DISPUTES = {
    Kind.GOODS: N_("3. Disputes: say so within {window} of receipt; neutral members decide. Your legal rights remain."),
    Kind.SERVICES: N_("3. Disputes: say so within {window} of acceptance; neutral members decide. Your legal rights remain."),
    Kind.TASKS: N_("3. Disputes: say so within {window} of handing in; neutral members decide. Your legal rights remain."),
}  # fmt: skip
SAFETY = N_("⚠️ Admins never collect for others; who does is a swindler.")
LINK = N_("Rules, help: {link}")


def short_rules(kind: str, settle: timedelta, window: timedelta) -> tuple[Message, ...]:
    """The three mandatory clauses, a line each."""
    return (
        words(SETTLE[Kind(kind)], settle=settle),
        Message(TRUTH[Kind(kind)]),
        words(DISPUTES[Kind(kind)], window=window),
    )


def announcement(
    name: str, trade: str, kind: str, settle: timedelta, window: timedelta, link: str
) -> tuple[Lines, ...]:
    """The text to paste into the group, alone in a message."""
    head = words(WELCOME[Kind(kind)], name=name, trade=trade)
    return (Lines((head, *short_rules(kind, settle, window), Message(SAFETY), words(LINK, link=link))),)
