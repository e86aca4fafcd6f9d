"""A fresh QR code for a WeChat group: the old one dies after seven days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import media
from assistant.dialog.steps import Ask, Choose, End
from assistant.dialog.words import Plain
from assistant.domain.groups import NOT_YOURS, Entry, Platform, RenewQr, expires
from assistant.errors import Refused
from assistant.i18n import N_
from flows.library import group_name, group_number, names_of, qr_verdict, sole


def _has_code(group: Any) -> bool:
    return group.platform == Platform.WECHAT and group.entry == Entry.QR and group.archived_at is None


def with_codes(looked_after: Sequence[Any]) -> dict[str, Any]:
    return {str(each.id): each for each in looked_after if _has_code(each)}


def admit(looked_after: Sequence[Any], which: str = "") -> None:
    """Only groups that one looks after, with a QR window, have codes to renew."""
    if not with_codes(looked_after):
        raise Refused(N_("None of your groups lets people in by QR code, so there is none to renew."))
    if which and which not in with_codes(looked_after):
        raise Refused(NOT_YOURS)


def choices(looked_after: Sequence[Any]) -> dict[str, Plain]:
    return names_of(with_codes(looked_after))


def only_one(looked_after: Sequence[Any], which: str = "") -> str | None:
    """The group that the button named, or the only one there is."""
    return which or sole(with_codes(looked_after))


def fresh_code(result: Mapping[str, Any], now: datetime, choice: str, find_qr: Callable[[int], Any]) -> dict[str, Any]:
    """The new code; the one that the group had before is told apart, for its days are counted already."""
    code = qr_verdict(result, now)
    before = find_qr(int(choice))
    if before is not None and before.text == code["text"]:
        raise Refused(SAME_CODE)
    return code


SAME_CODE = N_(
    "That is still the old code. Open ··· → Group QR Code in the group once more: each time it opens there is a new one. "
    "Then save that one and send it."
)


def until(qr: Mapping[str, Any]) -> Any:
    return expires(qr["taken"])


flow = Flow(
    "renew_qr",
    title=N_("New QR code"),
    on="renew",
    given=("which",),
    derive={"group": group_number, "name": group_name, "until": until},
    asks=("looked_after", "find_number", "find_qr"),
    admit=admit,
    states={
        "choice": Choose(N_("<b>For which group?</b>"), choices, label=N_("Group"), assume=only_one),
        "qr": Ask(
            N_(
                "<b>Send me the new QR code of {name}.</b> In the group: ··· at the top right, then Group QR Code, then save "
                "it. Opening that page already makes a new code with 7 days."
            ),
            media("photo", "document"),
            label=N_("QR code"),
            work="read_qr",
            verdict=fresh_code,
            why=N_("A WeChat group code lives 7 days from each fetch. I draw the new one on the poster and remind you again in time."),
        ),
        "renewed": End(N_("✓ The new code of <b>{name}</b> works until {until}. The new poster follows."), does=RenewQr),
    },
    edges=[("answer", "choice", "qr"), ("answer", "qr", "renewed")],
)  # fmt: skip
