"""Looking for a partner group: what that means, then a link for its owner, or one of the own other groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from assistant.dialog.flow import Flow
from assistant.dialog.steps import Choose, End
from assistant.dialog.words import Lines, Message, Plain, words
from assistant.domain.partners import MOST, OfferPartnership, PairGroups, Side
from assistant.domain.role_making import OWNER_ONLY
from assistant.domain.roles import OFFER_LASTS
from assistant.errors import Refused
from assistant.i18n import N_
from flows.partners.words import MEANS

FindSides = Callable[..., dict[int, Side]]
LINK = "link"
ENOUGH = N_("This group has three partner groups already, and that is the most.")


def mine(asked: str, find_sides: FindSides, person: int) -> Side:
    """The group that a button names, if it is the person's own and live."""
    found = next((each for number, each in find_sides().items() if str(number) == asked), None)
    if found is None or found.standing.owner != person or found.standing.archived:
        raise Refused(OWNER_ONLY)
    return found


def admit(find_sides: FindSides, person: int, asked: str = "") -> None:
    """The owner alone speaks for a group; three partners are the most."""
    if len(mine(asked, find_sides, person).partners) >= MOST:
        raise Refused(ENOUGH)


def group(asked: str, find_sides: FindSides, person: int) -> int:
    return mine(asked, find_sides, person).standing.group


def ways(group: int, find_sides: FindSides) -> dict[str, str | Plain]:
    """A link for somebody else, and the own groups that could be paired at once."""
    sides = find_sides()
    own = [
        each
        for number, each in sides.items()
        if number not in {group, *sides[group].partners} and not each.standing.archived and len(each.partners) < MOST
    ]
    return {
        LINK: N_("A link for another owner"),
        **{str(each.standing.group): Plain(each.standing.name) for each in own},
    }


def intro(title: str, group: int, find_sides: FindSides) -> Lines:
    said = [words(N_("<b>A partner group for {group}</b>"), group=title), Message(MEANS)]
    if len(ways(group, find_sides)) > 1:
        said.append(
            Message(
                N_(
                    "Your own groups can be paired at once. Only if you are a party yourself, nobody of a group that you run decides."
                )
            )
        )
    return Lines(tuple(said))


def title(group: int, find_sides: FindSides) -> str:
    return find_sides()[group].standing.name


def other(way: str) -> int:
    return 0 if way == LINK else int(way)


def partner(other: int, find_sides: FindSides) -> str:
    side = find_sides().get(other)
    return side.standing.name if side else "…"


def pairs(way: str) -> bool:
    return way != LINK


def until(now: datetime) -> datetime:
    return now + OFFER_LASTS


def handle(seed: str) -> str:
    return seed


def to_send(title: str, bot: str, handle: str, until: datetime) -> Iterator[Message]:
    yield words(
        N_(
            "Shall our groups help each other out with neutral jurors? This is from “{group}”. Here you can see what that means, and say "
            "yes or no:\n{link}\nThe link is for the owner of a group and works once, until {until}."
        ),
        group=title,
        link=f"https://t.me/{bot}?start=p_{handle}",
        until=until,
    )


flow: Flow = Flow(
    "offer_partner",
    title=N_("Partner group"),
    on="partner",
    given=("asked",),
    derive={
        "group": group,
        "title": title,
        "intro": intro,
        "other": other,
        "partner": partner,
        "until": until,
        "handle": handle,
    },
    asks=("find_sides",),
    admit=admit,
    states={
        "way": Choose(
            N_("{intro}\n\n<b>Which group?</b>"),
            ways,
            wide=True,
            why=N_("Three neutral jurors are soon too few where everybody knows everybody. A second group makes rulings possible."),
        ),
        "sent": End(
            N_(
                "☝️ Tap the text to copy it and send it to the owner of the other group. I tell you what they say. You can withdraw it "
                "under /groups → People."
            ),
            does=OfferPartnership,
            paste=to_send,
            buttons={"groups": N_("My groups")},
        ),
        "paired": End(
            N_("✓ <b>{title}</b> and <b>{partner}</b> are partner groups now. I tell the jurors of both."),
            does=PairGroups,
            buttons={"groups": N_("My groups")},
        ),
    },
    edges=[("answer", "way", "sent"), ("answer", "way", "paired", pairs)],
)  # fmt: skip
