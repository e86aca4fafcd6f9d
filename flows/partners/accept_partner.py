"""Opening the offer of a partnership: from which group, what it means, until when; then for which own group, or no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.steps import Choose, End
from assistant.dialog.words import Local, Message, Plain
from assistant.domain.partners import AnswerPartnership, Offered, Side, examine
from assistant.i18n import N_
from flows.library import zone_of
from flows.partners.words import MEANS
from flows.people.words import NAMELESS

Find = Callable[[str], Offered | None]
FindSides = Callable[..., dict[int, Side]]
NO = "no"


def admit(handle: str, find_partner_offer: Find, find_sides: FindSides, person: int, now: datetime) -> None:
    """Only an offer that this owner can still answer opens anything; others explain themselves."""
    free(find_partner_offer(handle), find_sides, person, now)


def free(offered: Offered | None, find_sides: FindSides, person: int, now: datetime) -> tuple[Side, ...]:
    return examine(offered, find_sides(offered.group) if offered else {}, person, now)


def offered(handle: str, find_partner_offer: Find) -> Offered | None:
    return find_partner_offer(handle)


def group(offered: Any, find_sides: FindSides) -> str:
    return find_sides(offered.group)[offered.group].standing.name


def by(offered: Any, find_sides: FindSides, find_name: Callable[[int], str]) -> Any:
    return find_name(find_sides(offered.group)[offered.group].standing.owner) or Message(NAMELESS)


def until(offered: Any, find_number: Callable[[int], Any]) -> Local:
    return Local(offered.expires, zone_of(find_number(offered.group)))


def means() -> Message:
    return Message(MEANS)


def ways(offered: Any, find_sides: FindSides, person: int, now: datetime) -> dict[str, str | Plain]:
    """The own groups that can be its partner, and no."""
    own = {str(each.standing.group): Plain(each.standing.name) for each in free(offered, find_sides, person, now)}
    return {**own, NO: N_("No, thanks")}


def other(way: str) -> int | None:
    return None if way == NO else int(way)


def own(other: int | None, find_sides: FindSides) -> str:
    side = find_sides().get(other) if other else None
    return side.standing.name if side else "…"


def refuses(way: str) -> bool:
    return way == NO


flow = Flow(
    "accept_partner",
    title=N_("Partner group"),
    payload="p_",
    given=("handle",),
    derive={
        "offered": offered,
        "group": group,
        "by": by,
        "until": until,
        "means": means,
        "other": other,
        "own": own,
    },
    asks=("find_partner_offer", "find_sides", "find_number", "find_name"),
    admit=admit,
    states={
        "way": Choose(
            N_(
                "{by} asks whether <b>{group}</b> and a group of yours help each other out with jurors.\n\n{means}\n\n"
                "<b>Yes, for which of your groups?</b> The offer is good until {until}."
            ),
            ways,
            wide=True,
            why=N_("Only owners speak for their groups. Whoever asked you is told how you answer."),
        ),
        "paired": End(
            N_("✓ <b>{own}</b> and <b>{group}</b> are partner groups now. I tell {by} and the jurors of both."),
            does=AnswerPartnership,
            buttons={"groups": N_("My groups")},
        ),
        "declined": End(
            N_("Noted: you declined. {by} is told so, kindly, and nothing else happens."),
            does=AnswerPartnership,
        ),
    },
    edges=[("answer", "way", "paired"), ("answer", "way", "declined", refuses)],
)  # fmt: skip
