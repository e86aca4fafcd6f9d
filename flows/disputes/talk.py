"""What the conversations inside a case share: which case, whether it is for now, in whose money and time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.dialog.events import Command
from assistant.dialog.words import Message, Plain
from assistant.domain.disputes.authority import NO_SUCH_CASE, NOT_NOW
from assistant.domain.disputes.views import PartyView
from assistant.errors import Ended, Refused
from assistant.i18n import N_
from flows.disputes.words import number_of, other_of, want_words, wrong_word

Find = Callable[..., Any]
OPEN_FIRST = N_("Open the case first and choose it there: /cases")

OVER = N_("That case is over. /cases shows how it ended.")


def case_number(which: str) -> int:
    return int(which)


def for_now(option: str) -> Callable[..., None]:
    """Entry only where the guard offers it to this person now; and who is in goes on only as long as it does."""

    def admit(find_case: Find, which: str = "") -> None:
        if not (which.isascii() and which.isdigit() and len(which) < 15):
            raise Refused(OPEN_FIRST)
        view = find_case(int(which))
        if view is None:
            raise Ended(NO_SUCH_CASE)
        if option not in view.options:
            raise Ended(OVER if view.over else NOT_NOW)

    return admit


def the_case(case: int, find_case: Find) -> Any:
    return find_case(case)


def zone_there(view: Any, find_number: Find) -> str:
    group = find_number(view.group) if view is not None else None
    return (group.zone if group is not None else None) or "UTC"


def currency_there(view: Any) -> str:
    """The money of the deal."""
    deal = view.deal.amount if isinstance(view, PartyView) else view.deal_amount
    return str(deal.currency)


def other_there(view: Any) -> Plain | Message:
    return other_of(view) if isinstance(view, PartyView) else Plain("")


def to_case(case: int) -> Command:
    return Command("cases", str(case))


def to_papers(case: int) -> Command:
    return Command("cases", f"{case} papers")


ASKS = ("find_case", "find_number")
DERIVE: Mapping[str, Callable[..., Any]] = {
    "case": case_number,
    "view": the_case,
    "zone": zone_there,
    "currency": currency_there,
    "number": lambda case: number_of(case),  # noqa: PLW0108 - its parameter names the fact
    "other": other_there,
    "wrong": lambda view: wrong_word(view.claim.wrong),
    "want": lambda view: want_words(view.claim.want, view.claim.amount),
    "token": lambda fresh: fresh,
    "version": lambda: None,  # the guard looks at the case as it is
}
