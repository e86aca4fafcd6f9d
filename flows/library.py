"""What several conversations share: proposals, guesses, checks, readings of a QR code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from assistant.dialog.parsers.characters import seen_length
from assistant.dialog.words import Plain
from assistant.domain.groups import Kind
from assistant.domain.lawful import refuse_unlawful
from assistant.errors import Refused
from assistant.i18n import N_, text

ZONES = {
    "Asia/Shanghai": N_("China"),
    "Asia/Singapore": N_("Singapore, Malaysia"),
    "Asia/Tokyo": N_("Japan"),
    "Australia/Sydney": N_("Sydney"),
    "Europe/London": N_("London"),
    "Europe/Berlin": N_("Central Europe"),
    "America/New_York": N_("New York"),
    "America/Los_Angeles": N_("Los Angeles"),
}
ZONE = "Asia/Shanghai"  # of a group that has none
CURRENCIES = {
    "CNY": N_("Yuan (CNY)"),
    "USD": N_("US dollar (USD)"),
    "EUR": N_("Euro (EUR)"),
    "HKD": N_("Hong Kong dollar (HKD)"),
    "TWD": N_("Taiwan dollar (TWD)"),
    "SGD": N_("Singapore dollar (SGD)"),
    "MYR": N_("Ringgit (MYR)"),
    "GBP": N_("Pound (GBP)"),
}


def guess_zone(zone: str) -> str:
    return zone if zone in ZONES else ZONE


def zone_of(group: Any) -> str:
    """The time that a group lives by: its moments are told in it. `group` may be None."""
    return (group.zone if group is not None else None) or ZONE


def guess_currency(currency: str) -> str:
    return currency if currency in CURRENCIES else "CNY"


def lawful(trade: str) -> None:
    """The lawful-goods gate, for what is traded."""
    refuse_unlawful(trade)


def lawful_name(name: str) -> None:
    refuse_unlawful(name)


NAMES = {
    Kind.GOODS: (N_("{trade} pay-per-order market"), N_("{trade} · pay per order"), N_("{trade} traders, pay per order")),
    Kind.SERVICES: (N_("{trade} pay-per-order services"), N_("{trade} booked and settled"), N_("{trade} helpers, pay per order")),
    Kind.TASKS: (N_("{trade} pay-per-order tasks"), N_("{trade} tasks, settled at once"), N_("{trade} crew, pay per order")),
}  # fmt: skip
SHORT_NAMES = (N_("{trade} by order"), N_("{trade} · per order"), N_("{trade} group"))  # for a long trade
LONGEST = 32  # characters, as WeChat has it


def names_for(trade: str, kind: str, locale: str) -> tuple[str, ...]:
    """Three names that say what is traded and that every deal is settled at once."""
    found = (text(pattern, locale).format(trade=trade) for pattern in (*NAMES[Kind(kind)], *SHORT_NAMES))
    return tuple(each for each in found if seen_length(each) <= LONGEST)[:3]


def member_link(bot: str, handle: str) -> str:
    """The link by which members reach the assistant; the handle can be renewed."""
    return f"https://t.me/{bot}?start=g_{handle}"


PAYMENT = N_(
    "⚠️ That is a <b>payment code</b>, not the group's. Never post it in the group: static personal codes are not meant "
    "for collecting from afar, and swindlers swap them. I need the code from ··· → Group QR Code."
)
PERSON = N_(
    "That is somebody's personal card: people would add a contact with it, not join the group. I need the code from ··· → Group QR Code."
)
NO_CODE = N_(
    "I can't find a QR code in this picture. A screenshot works best: in the group ··· → Group QR Code, then take a screenshot."
)
TELEGRAM_CODE = N_("That code leads to Telegram, but your group is in WeChat. In WeChat: ··· → Group QR Code.")
OTHER_CODE = N_(
    "I can read this code, but it is not a WeChat group's. In the group: ··· → Group QR Code, then save it or take a screenshot."
)
VERDICTS = {
    "payment": PAYMENT,
    "wechat_person": PERSON,
    "none": NO_CODE,
    "telegram": TELEGRAM_CODE,
    "other": OTHER_CODE,
}


def qr_verdict(result: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The group's code as an answer: its text, its picture and since when it lives; else told what it was."""
    verdict = str(result.get("verdict", "none"))
    if verdict != "wechat_group":
        raise Refused(VERDICTS.get(verdict, OTHER_CODE))
    code = next(each["text"] for each in result["codes"] if each["verdict"] == "wechat_group")
    return {"text": code, "sha256": result["sha256"], "taken": now}


# --- choosing one of one's groups, which are known by their number ---


def names_of(groups: Mapping[str, Any]) -> dict[str, Plain]:
    """A button a group, by its own name."""
    return {key: Plain(group.name) for key, group in groups.items()}


def sole(groups: Mapping[str, Any]) -> str | None:
    """The only one there is, or None."""
    return next(iter(groups)) if len(groups) == 1 else None


def group_number(choice: str) -> int:
    return int(choice)


def group_name(choice: str, find_number: Callable[[int], Any]) -> str:
    return str(find_number(int(choice)).name)
