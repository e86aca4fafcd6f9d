"""The text on safety that is pasted into the group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.dialog.render import Reader, plain
from assistant.dialog.words import Lines, Message, Plain, words
from assistant.domain.groups import Platform
from assistant.domain.safety import Channel, Evidence, Newcomers, Safety
from assistant.i18n import N_
from flows.people.words import person_named
from flows.rules.announcement import LINK

HEAD = N_("【{name}】 So that nobody gets cheated")
NOBODY_COLLECTS = N_(
    "• Nobody collects for others here, admins included. Whoever says “I collect for him” is a swindler."
)
PAYEE = N_("• The only official payee is {payee}, and only for own sales. Compare the name before you pay.")
PAYEE_ENDS = N_(
    "• The only official payee is {payee}, account ending in {ends}, and only for own sales. Compare both before you pay."
)
NO_PAYEE = N_("• There is no official payee. Whoever collects in the group's name is a swindler.")
CHANNELS = {
    Channel.PLATFORM: N_("• Money moves by the platform's group collection only."),
    Channel.MERCHANT: N_("• Money moves by group collection, with regular sellers also by merchant code."),
    Channel.CASH: N_("• Money moves in cash, on meeting, and in no other way."),
    Channel.VOUCHER: N_("• Pay only in ways that leave a voucher."),
    Channel.PERSONAL: N_("• Before paying to a personal code, ask in the group whether it is the seller's."),
}
SPEAK = N_("• Only these speak for the group: {people}. Same name and picture with another number is an impersonator.")
SPEAK_WECHAT = N_(
    "• Only these speak for the group: {people}. Same name and picture in private? Ask here in the group first."
)
NEWCOMERS = {
    Platform.WECHAT: N_("• New here? Confirm the rules by the member link, and put name and trade on your group card."),
    Platform.TELEGRAM: N_("• New here? Confirm the rules by the member link, and take a tag with name and trade."),
}  # fmt: skip
CONFIRM = N_("• New here? Confirm the rules by the member link.")
EVIDENCE = {
    Evidence.FULL: N_("• Keep the whole chat and the vouchers on the device they came on, until the deal is through."),
    Evidence.VOUCHERS: N_("• Keep vouchers and photos until the deal is through."),
}
IN_DOUBT = N_("• In doubt? Do not pay; ask the owner in the group.")


def for_the_group(safety: Safety, group: Any, team: Sequence[Any], link: str, locale: str) -> Plain:
    """What hangs in the group: the only official payee, who speaks for it (`team`), what to do in doubt, the member link."""
    lines = [words(HEAD, name=group.name), Message(NOBODY_COLLECTS), _payee(safety), Message(CHANNELS[Channel(safety.channels)])]  # fmt: skip
    if safety.nicknames:
        lines.append(words(SPEAK_WECHAT, people=safety.nicknames))
    elif team:
        lines.append(words(SPEAK, people=tuple(person_named(mate.name, mate.person) for mate in team)))
    if safety.newcomers == Newcomers.NAMED:
        lines.append(Message(NEWCOMERS[Platform(group.platform)]))
    elif safety.newcomers == Newcomers.RULES:
        lines.append(Message(CONFIRM))
    if (keep := EVIDENCE.get(Evidence(safety.evidence))) is not None:
        lines.append(Message(keep))
    lines += [Message(IN_DOUBT), words(LINK, link=link)]
    return Plain(plain(Lines(tuple(lines)), Reader(locale, "UTC")))


def _payee(safety: Safety) -> Message:
    if not safety.payee:
        return Message(NO_PAYEE)
    if not safety.ends:
        return words(PAYEE, payee=safety.payee)
    return words(PAYEE_ENDS, payee=safety.payee, ends=safety.ends)
