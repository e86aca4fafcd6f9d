"""What people may claim, what would put it right, and what helps to show it: data, by kind of group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.domain.groups import Kind
from assistant.i18n import N_


class Part(StrEnum):
    """Whose side of the deal: who pays (buyer, client, poster) and who is paid (seller, provider, worker)."""

    BUYER = "buyer"
    SELLER = "seller"

    @property
    def other(self) -> Part:
        return Part.SELLER if self is Part.BUYER else Part.BUYER


class Wrong(StrEnum):
    """What went wrong."""

    NOT_PAID = "not_paid"
    NOT_DELIVERED = "not_delivered"
    NOT_AS_DESCRIBED = "not_as_described"
    DAMAGED = "damaged"
    LATE = "late"
    BELOW_STANDARD = "below_standard"
    REJECTED_UNFAIRLY = "rejected_unfairly"
    OVERCHARGED = "overcharged"
    OTHER = "other"


class Want(StrEnum):
    """What would put it right."""

    REFUND = "refund"
    PARTIAL_REFUND = "partial_refund"
    REDELIVERY = "redelivery"
    REDO = "redo"
    PAY = "pay"
    APOLOGY = "apology"
    OTHER = "other"


MONEY = frozenset({Want.REFUND, Want.PARTIAL_REFUND, Want.PAY})  # the panel decides on an amount

WRONGS: Mapping[Wrong, str] = {
    Wrong.NOT_PAID: N_("Not paid"),
    Wrong.NOT_DELIVERED: N_("Never came or never done"),
    Wrong.NOT_AS_DESCRIBED: N_("Not as described"),
    Wrong.DAMAGED: N_("Damaged"),
    Wrong.LATE: N_("Too late"),
    Wrong.BELOW_STANDARD: N_("Poor work"),
    Wrong.REJECTED_UNFAIRLY: N_("My work was rejected unfairly"),
    Wrong.OVERCHARGED: N_("Charged too much"),
    Wrong.OTHER: N_("Something else"),
}
WANTS: Mapping[Want, str] = {
    Want.REFUND: N_("All money back"),
    Want.PARTIAL_REFUND: N_("Part of the money back"),
    Want.REDELIVERY: N_("Deliver again"),
    Want.REDO: N_("Do the work again"),
    Want.PAY: N_("Pay what is owed"),
    Want.APOLOGY: N_("An apology"),
    Want.OTHER: N_("Something else would help"),
}

_FROM_BUYER: Mapping[Kind, tuple[Wrong, ...]] = {
    Kind.GOODS: (Wrong.NOT_DELIVERED, Wrong.NOT_AS_DESCRIBED, Wrong.DAMAGED, Wrong.LATE, Wrong.OVERCHARGED),
    Kind.SERVICES: (Wrong.NOT_DELIVERED, Wrong.BELOW_STANDARD, Wrong.LATE, Wrong.OVERCHARGED),
    Kind.TASKS: (Wrong.NOT_DELIVERED, Wrong.BELOW_STANDARD, Wrong.LATE),
}
_FROM_SELLER: Mapping[Kind, tuple[Wrong, ...]] = {
    Kind.GOODS: (Wrong.NOT_PAID,),
    Kind.SERVICES: (Wrong.NOT_PAID,),
    Kind.TASKS: (Wrong.NOT_PAID, Wrong.REJECTED_UNFAIRLY),
}
_PUTS_RIGHT: Mapping[Wrong, tuple[Want, ...]] = {
    Wrong.NOT_PAID: (Want.PAY,),
    Wrong.REJECTED_UNFAIRLY: (Want.PAY,),
    Wrong.NOT_DELIVERED: (Want.REFUND, Want.REDELIVERY, Want.PARTIAL_REFUND),
    Wrong.NOT_AS_DESCRIBED: (Want.REFUND, Want.PARTIAL_REFUND, Want.REDELIVERY),
    Wrong.DAMAGED: (Want.REFUND, Want.PARTIAL_REFUND, Want.REDELIVERY),
    Wrong.LATE: (Want.PARTIAL_REFUND, Want.REFUND),
    Wrong.BELOW_STANDARD: (Want.REDO, Want.PARTIAL_REFUND, Want.REFUND),
    Wrong.OVERCHARGED: (Want.PARTIAL_REFUND, Want.REFUND),
    Wrong.OTHER: (Want.PARTIAL_REFUND, Want.REFUND, Want.REDO),
}


def wrongs(kind: str, part: str) -> tuple[Wrong, ...]:
    """What that side of a deal may claim in a group of that kind; "something else" always comes last."""
    table = _FROM_BUYER if Part(part) is Part.BUYER else _FROM_SELLER
    return (*table[Kind(kind)], Wrong.OTHER)


def wants(wrong: str, part: str) -> tuple[Want, ...]:
    """What would put it right, the most fitting first. Only who paid can have money back."""
    fitting = _PUTS_RIGHT[Wrong(wrong)]
    if Part(part) is Part.SELLER:
        fitting = (Want.PAY,)
    return (*fitting, Want.APOLOGY, Want.OTHER)


# --- what helps to show it ---


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a checklist: what would help, and which families of files can be it."""

    key: str
    text: str
    families: frozenset[str]


_PAPER = frozenset({"picture", "document"})
_SEEN = frozenset({"picture", "video"})
_TALK = frozenset({"picture", "document", "text", "audio"})
ITEMS: Mapping[str, Item] = {
    item.key: item
    for item in (
        Item("agreed", N_("what you agreed: the listing or the chat before the deal"), _TALK),
        Item("payment", N_("the payment record: amount, time, payee"), _PAPER),
        Item("no_payment", N_("your account's list for those days, showing that nothing came"), _PAPER),
        Item("state", N_("how it is now: clear photos or a video"), _SEEN),
        Item("parcel", N_("the parcel as it came: packing and label"), _SEEN),
        Item("tracking", N_("the tracking page, or the day you were told it would come"), _PAPER),
        Item("handed_over", N_("that you sent it or handed the work in"), _SEEN | _PAPER),
        Item("work", N_("the work itself, or what is missing in it"), _SEEN | _PAPER),
        Item("price", N_("the price agreed and the price charged"), _TALK),
        Item("talk", N_("what you said to each other about it since"), _TALK),
    )
}
_SHOWS: Mapping[Wrong, tuple[str, ...]] = {
    Wrong.NOT_PAID: ("agreed", "handed_over", "no_payment"),
    Wrong.NOT_DELIVERED: ("agreed", "payment", "tracking"),
    Wrong.NOT_AS_DESCRIBED: ("agreed", "payment", "state"),
    Wrong.DAMAGED: ("payment", "parcel", "state"),
    Wrong.LATE: ("agreed", "tracking"),
    Wrong.BELOW_STANDARD: ("agreed", "payment", "work"),
    Wrong.REJECTED_UNFAIRLY: ("agreed", "work", "talk"),
    Wrong.OVERCHARGED: ("price", "payment"),
    Wrong.OTHER: ("agreed", "talk"),
}
_ANSWERS: Mapping[Wrong, tuple[str, ...]] = {  # what helps the other side
    Wrong.NOT_PAID: ("payment", "talk"),
    Wrong.NOT_DELIVERED: ("handed_over", "tracking", "talk"),
    Wrong.NOT_AS_DESCRIBED: ("agreed", "state", "talk"),
    Wrong.DAMAGED: ("parcel", "handed_over", "talk"),
    Wrong.LATE: ("handed_over", "talk"),
    Wrong.BELOW_STANDARD: ("agreed", "work", "talk"),
    Wrong.REJECTED_UNFAIRLY: ("agreed", "work", "talk"),
    Wrong.OVERCHARGED: ("price", "talk"),
    Wrong.OTHER: ("agreed", "talk"),
}
# Delivered work and services leave no parcel to track.
_ELSEWHERE: Mapping[Kind, Mapping[str, str]] = {
    Kind.GOODS: {},
    Kind.SERVICES: {"tracking": "talk", "parcel": "work"},
    Kind.TASKS: {"tracking": "talk", "parcel": "work"},
}


def checklist(kind: str, wrong: str, *, answering: bool = False) -> tuple[Item, ...]:
    """What would help to show that claim, or (`answering`) to answer it, in a group of that kind."""
    keys = (_ANSWERS if answering else _SHOWS)[Wrong(wrong)]
    swaps = _ELSEWHERE[Kind(kind)]
    return tuple(ITEMS[key] for key in dict.fromkeys(swaps.get(key, key) for key in keys))


class Shown(Protocol):
    """As much of an exhibit as a checklist looks at: its family, and the item it was said to be ("" = not said)."""

    @property
    def family(self) -> str: ...
    @property
    def item(self) -> str: ...


def missing(items: Iterable[Item], shown: Iterable[Shown]) -> tuple[Item, ...]:
    """What of a checklist is not there yet. What was not said to be any item counts for the first one it can be."""
    shown = tuple(shown)
    named = {each.item for each in shown}
    left = [item for item in items if item.key not in named]
    for each in (one for one in shown if not one.item):
        fits = next((item for item in left if each.family in item.families), None)
        if fits is not None:
            left.remove(fits)
    return tuple(left)
