"""What walk 1 reads from its answers: where its ways part, what it says to them, what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from assistant.dialog.render import Reader
from assistant.dialog.words import Message, Plain
from assistant.domain.clauses import Place
from assistant.domain.groups import CROWD, Entry, Platform, Rotation
from assistant.domain.rulebook import Rulebook, read
from assistant.errors import Refused
from assistant.i18n import N_
from flows.rules.text import WORDING
from flows.rules.walk import in_all_languages, warnings


def crowded(size: int) -> bool:
    """Above this, scanning a WeChat code stops working and talk drowns."""
    return size > CROWD


def in_wechat(platform: str) -> bool:
    return platform == Platform.WECHAT


def in_telegram(platform: str) -> bool:
    return platform == Platform.TELEGRAM


def by_qr(entry: str, platform: str) -> bool:
    return entry == Entry.QR and platform == Platform.WECHAT


def ways_in(platform: str) -> dict[str, str]:
    if platform == Platform.TELEGRAM:
        return {Entry.APPROVAL: N_("By link, rules first"), Entry.QR: N_("By open link")}
    return {Entry.APPROVAL: N_("By invitation, and you confirm"), Entry.QR: N_("By QR code for a while")}


def why_size(platform: str) -> str:
    if platform == Platform.TELEGRAM:
        return N_("Above 200 members talk drowns, and a group is better split.")
    return N_("Above 200 members nobody can join WeChat groups by QR code any more, and talk drowns.")


def why_entry(platform: str) -> str:
    if platform == Platform.TELEGRAM:
        return N_(
            "Newcomers ask, read the rules, and are let in once they have confirmed them, so nobody just walks in. An open link is "
            "quicker, and riskier."
        )
    return N_(
        "WeChat cannot do both at once: invitation approval switches the QR code off. A code also works only "
        "7 days from each fetch, printed or not. So recruit by QR in a window, then switch approval on."
    )


def in_a_week(now: datetime, zone: str) -> datetime:
    """The end of that day, where the group lives."""
    day = (now + timedelta(days=7)).astimezone(ZoneInfo(zone))
    return day.replace(hour=23, minute=59, second=59, microsecond=0).astimezone(UTC)


def usual_entry() -> str:
    return Entry.APPROVAL


def monthly() -> str:
    return Rotation.MONTH


def within_a_quarter(closes: datetime, now: datetime) -> None:
    if closes > now + timedelta(days=92):
        raise Refused(N_("That is very far away. A window of at most three months keeps the group in hand."))


def rulebook(rules: Mapping[str, Any]) -> Rulebook:
    """What the walk through the rules came to."""
    return read(rules)


def texts(rulebook: Rulebook, place: Place, zone: str) -> dict[str, str]:
    """The full rules by language, as they are kept."""
    return in_all_languages(WORDING, rulebook, place, zone)


def announced(rulebook: Rulebook, place: Place, name: str, trade: str, link: str, locale: str, zone: str) -> Plain:
    """The announcement to paste, under the name the group has by now."""
    return Plain(WORDING.announcement(rulebook, place, name, trade, link, Reader(locale, zone)))


def clashing(rulebook: Rulebook, place: Place, entry: str) -> list[Message]:
    return warnings(rulebook, place, entry)
