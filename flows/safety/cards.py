"""The words on the impersonation card and the scam card; both are drawn outside the turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.dialog.outcome import Work
from assistant.dialog.render import Reader, plain
from assistant.dialog.words import Message, words
from assistant.domain.groups import Kind, Platform
from assistant.domain.safety import Channel, Paper, Safety
from assistant.i18n import N_
from flows.founding.posters import BADGES, FOOTER, KEEP
from flows.safety.scams import DO, SCAMS

WHO = N_("Who is who")
TRUST = {
    Platform.WECHAT: N_("Names and pictures can be copied: ask in the group first"),
    Platform.TELEGRAM: N_("Trust the number, not the name or the picture"),
}
PAYEE = N_("The only official payee")
NOBODY = N_("Nobody")
ENDS = N_("ends in {ends}")
OWN_SALES = {
    Channel.PLATFORM: N_("For own sales only, by group collection"),
    Channel.MERCHANT: N_("For own sales only, by group collection or merchant code"),
    Channel.CASH: N_("For own sales only, in cash on meeting"),
    Channel.VOUCHER: N_("For own sales only, and with a voucher"),
    Channel.PERSONAL: N_("For own sales only"),
}
NO_COLLECTING = N_("Whoever collects in the group's name is a swindler")
ADMINS = {
    Platform.WECHAT: N_("Owner and admins · their numbers in Telegram"),
    Platform.TELEGRAM: N_("Owner and admins"),
}
OWNER = N_("Owner")
OTHERS = N_("Everyone else is not us")
OTHERS_NOTES = (
    N_("Before you pay, compare every character."),
    N_("Admins never ask for money or codes in private."),
)
ASK = N_("Not sure? Ask the assistant")
SCAM_TAGLINE = N_("Scam card")
STOP = N_("Three sentences to stop at")
DO_TITLE = N_("What to do")
SEND = N_("Send what looks odd here")
# no line breaks within these
NEVER_APART = [*KEEP, "管理员", "收款人", "验证码", "平台", "派单人", "接单人", "群收款"]


def cards(safety: Safety, group: Any, team: Sequence[Any], link: str, reader: Reader) -> Iterator[Work]:
    """Both cards, in the owner's language."""
    number = group.id
    yield Work(f"{Paper.IMPERSONATION}:{number}", Paper.IMPERSONATION, impersonation(safety, group, team, link, reader))
    yield Work(f"{Paper.SCAM}:{number}", Paper.SCAM, scam(group, link, reader))


def impersonation(safety: Safety, group: Any, team: Sequence[Any], link: str, reader: Reader) -> dict[str, Any]:
    """Who speaks for the group, and the one payee."""
    names = dict(enumerate(safety.nicknames))
    members = [
        {"name": names.get(at, mate.name), "id": mate.person, "note": _said(OWNER, reader) if at == 0 else ""}
        for at, mate in enumerate(team)
    ]
    further = [{"name": each, "id": "", "note": ""} for each in safety.nicknames[len(team) :]]
    return {
        **_frame(group, WHO, ASK, link, reader),
        "title": _said(TRUST[Platform(group.platform)], reader),
        "payee_title": _said(PAYEE, reader),
        "payee": _payee(safety, reader),
        "admins_title": _said(ADMINS[Platform(group.platform)], reader),
        "admins": [*members, *further],
        "others": _said(OTHERS, reader),
        "others_notes": [_said(each, reader) for each in OTHERS_NOTES],
    }


def _payee(safety: Safety, reader: Reader) -> dict[str, Any]:
    if not safety.payee:
        return {"name": _said(NOBODY, reader), "id": "", "note": _said(NO_COLLECTING, reader)}
    number = plain(words(ENDS, ends=safety.ends), reader) if safety.ends else ""
    return {"name": safety.payee, "id": number, "note": _said(OWN_SALES[Channel(safety.channels)], reader)}


def scam(group: Any, link: str, reader: Reader) -> dict[str, Any]:
    """What swindlers say in a group of that kind, and what to do."""
    names = ("title", "quote", "sign")
    tricks = [
        dict(zip(names, (_said(each, reader) for each in trick), strict=True)) for trick in SCAMS[Kind(group.kind)]
    ]
    return {
        **_frame(group, SCAM_TAGLINE, SEND, link, reader),
        "title": _said(STOP, reader),
        "scams": tricks,
        "do_title": _said(DO_TITLE, reader),
        "do": [_said(each, reader) for each in DO],
    }


def _frame(group: Any, tagline: str, link_label: str, link: str, reader: Reader) -> dict[str, Any]:
    """What both cards bear."""
    return {
        "kind": group.kind,
        "badge": _said(BADGES[Kind(group.kind)], reader),
        "tagline": _said(tagline, reader),
        "name": group.name,
        "link_label": _said(link_label, reader),
        "link": link,
        "footer": _said(FOOTER, reader),
        "keep": NEVER_APART,
    }


def _said(text: str, reader: Reader) -> str:
    return plain(Message(text), reader)
