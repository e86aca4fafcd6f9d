"""The members' check: a guided look through a group once a month, and what its size means."""

from __future__ import annotations

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import whole
from assistant.dialog.steps import Ask, Choose, End, Offer, Review, Tick
from assistant.domain.checkups import LARGEST, Asked, CheckMembers, Clones, Room, refuse_more, room
from assistant.i18n import N_
from assistant.statechart import path
from flows.library import group_name, group_number
from flows.upkeep.groups import admit, by_platform, choices, next_time, only_one
from flows.upkeep.member_words import (
    alike,
    change,
    counted,
    found,
    move_text,
    naming_steps,
    naming_text,
    silent_text,
    split_text,
)


def planning(size: int) -> bool:
    return room(size) is Room.PLAN


def closing(size: int) -> bool:
    return room(size) is Room.CLOSE


def full(size: int) -> bool:
    return room(size) is Room.FULL


def not_more_unnamed(unnamed: int, size: int) -> None:
    refuse_more(unnamed, size)


def not_more_dormant(dormant: int | None, size: int) -> None:
    refuse_more(dormant or 0, size)


def some_unnamed(unnamed: int) -> bool:
    return unnamed > 0


def some_silent(dormant: int | None) -> bool:
    return bool(dormant)


NOTED = N_("Good, go on with the check")
COUNT = by_platform(
    N_("In WeChat the number stands in brackets behind the group's name."),
    N_("In Telegram the number stands under the group's name."),
)
FILLED = by_platform(
    N_("Above 200, WeChat lets nobody in by QR code any more, and talk drowns."),
    N_("Telegram would take more, but above 200 talk drowns and nobody knows anybody."),
)
CLOSED = by_platform(
    N_("Switch invitation approval on if it is off (··· → Manage Group), and print no new QR code."),
    N_("Give the invite link to nobody new; let people in by request only."),
)
CARDS = by_platform(
    N_("In WeChat: ··· → all members. The name under each picture is what the others see."),
    N_("In Telegram: tap the group's name → members."),
)
SEARCH = by_platform(
    N_(
        "In WeChat: ··· → the magnifier over the members → type your own name, then each admin's. Two hits? Open both and compare the WeChat number."
    ),
    N_(
        "In Telegram: members → search for your own name, then each admin's. Two hits? Forward me a message of each, and I compare the numbers."
    ),
)
QUIET = by_platform(
    N_(
        "In WeChat: ··· → Search Chat History → By member. Whose last message is older than three months? Ten minutes will do; start with names you don't know."
    ),
    N_("In Telegram: members are sorted by when they were last seen; tap one → search for their messages."),
)

flow = Flow(
    "check_members",
    title=N_("Members' check"),
    on="membercheck",
    given=("which",),
    derive={
        "group": group_number,
        "name": group_name,
        "count": COUNT,
        "filled": FILLED,
        "closed": CLOSED,
        "cards": CARDS,
        "search": SEARCH,
        "quiet": QUIET,
        "alike": alike,
        "found": found,
        "change": change,
        "next": next_time("member_check", N_("When the next one comes is up to you: /membercheck, or set a cycle in /safety")),
    },
    asks=("looked_after", "find_number", "find_lookalikes", "find_safety"),
    admit=admit,
    states={
        "choice": Choose(N_("<b>Which group shall we look through?</b>"), choices, label=N_("Group"), assume=only_one),
        "size": Ask(
            N_("<b>How many members does {name} have now?</b> {count}"),
            whole(1, LARGEST),
            propose=counted,
            label=N_("Members"),
            why=N_("At 150 a split is planned in peace, at 180 the doors are closed, at 200 a second group opens. Who starts at 200 starts too late."),
        ),
        "plan": Offer(
            N_(
                "<b>{size} members: a good moment to plan a second group.</b> Settle two things while it is easy: split by category or by "
                "region, and who would look after it. The text above asks the members."
            ),
            {"noted": NOTED},
            paste=split_text,
        ),
        "close": Offer(
            N_("<b>{size} members: close the doors now.</b> {closed} Set the day on which the second group opens; the text above asks who goes along."),
            {"noted": NOTED},
            paste=split_text,
        ),
        "full": Offer(
            N_("<b>{size} members: full.</b> {filled} Open the second group now; a button for it comes when we are through. Post the text above first."),
            {"noted": NOTED},
            paste=move_text,
        ),
        "unnamed": Ask(
            N_("<b>How many show no name and trade?</b> {cards}"),
            whole(0, LARGEST),
            propose=lambda: ("0",),
            check=not_more_unnamed,
            label=N_("Without name + trade"),
            why=N_("Swindlers stay vague. Where everybody shows name and trade, a stranger stands out."),
        ),
        "naming": Tick(
            N_("<b>{unnamed} without a name.</b> So they get one:"),
            naming_steps,
            paste=naming_text,
        ),
        "clones": Choose(
            N_("<b>Does anybody look like you or an admin?</b>\n{alike}\n\n{search}"),
            {
                Clones.NONE: N_("Nobody"),
                Clones.REMOVED: N_("Yes, and I have removed them"),
                Clones.UNSURE: N_("I am not sure about one"),
            },
            wide=True,
            label=N_("Look-alikes"),
            why=N_("The costliest swindle in such groups: somebody takes the owner's name and picture and collects the money."),
        ),
        "dormant": Ask(
            N_("<b>How many have said nothing for three months?</b> {quiet}"),
            whole(0, LARGEST),
            propose=lambda: ("0",),
            check=not_more_dormant,
            later=True,
            label=N_("Silent"),
            why=N_("Forgotten accounts get stolen and sold; then they trade in a name that everybody knows. A look each quarter is enough."),
        ),
        "asked": Choose(
            N_("<b>Ask first, let go later.</b> Post the text above. Who does not answer within a week may go; I remind you of it then."),
            {Asked.NOW: N_("Posted ✓"), Asked.LATER: N_("Not this time")},
            wide=True,
            label=N_("Silent ones asked"),
            paste=silent_text,
        ),
        "review": Review(N_("<b>Through. Is it right so?</b>"), yes=N_("✓ Note it down")),
        "checked": End(
            N_("✓ <b>{name}</b> is looked through: {change}.\n{found}\n\n{next}"),
            does=CheckMembers,
            buttons={"groups": N_("My groups")},
        ),
        "crowded": End(
            N_("✓ <b>{name}</b> is looked through: {change}.\n{found}\n\nIt is full: open the second group now, with the same rules. {next}"),
            does=CheckMembers,
            buttons={"newgroup": N_("Set up another group"), "groups": N_("My groups")},
        ),
    },
    edges=[
        *path("choice", "size", "unnamed", "clones", "dormant", "review", "checked"),
        # exceptions: when from     to       only if
        ("answer", "size", "plan", planning),
        ("answer", "size", "close", closing),
        ("answer", "size", "full", full),
        ("noted", "plan", "unnamed"),
        ("noted", "close", "unnamed"),
        ("noted", "full", "unnamed"),
        ("answer", "unnamed", "naming", some_unnamed),
        ("answer", "naming", "clones"),
        ("answer", "dormant", "asked", some_silent),
        ("answer", "asked", "review"),
        ("answer", "review", "crowded", full),
    ],
)  # fmt: skip
