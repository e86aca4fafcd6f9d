"""The safety of a group (walk 3): who is paid and how, who speaks for it, who comes in, what is kept and looked after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import name
from assistant.dialog.steps import Ask, Choose, End, Extra, Offer, Review, State
from assistant.dialog.values import thaw
from assistant.dialog.words import Lines, Message, Plain
from assistant.domain.clauses import Place
from assistant.domain.groups import NOT_YOURS, Platform
from assistant.domain.rulebook import Rulebook, read
from assistant.domain.safety import ENOUGH_JURORS, LONGEST_NAME, Safety, SetSafety
from assistant.domain.safety import read as read_safety
from assistant.errors import Refused
from assistant.i18n import N_, NN_
from assistant.statechart import path
from flows.library import group_name, group_number, member_link, names_of, sole
from flows.rules.text import place_of
from flows.safety import questions, states
from flows.safety.names import ends, names
from flows.safety.questions import OWNER
from flows.safety.states import LATER, question, same_owner, same_team
from flows.safety.text import for_the_group

Find = Callable[[int], Any]
NO_GROUP = N_("You look after no group here yet. Set one up first; its safety comes right after.")


def cared_for(looked_after: Sequence[Any]) -> dict[str, Any]:
    return {str(each.id): each for each in looked_after}


def admit(looked_after: Sequence[Any], which: str = "") -> None:
    """Only who looks after a group settles its safety."""
    if not looked_after:
        raise Refused(NO_GROUP)
    if which and which not in cared_for(looked_after):
        raise Refused(NOT_YOURS)


def choices(looked_after: Sequence[Any]) -> dict[str, Plain]:
    return names_of(cared_for(looked_after))


def only_one(looked_after: Sequence[Any], which: str = "") -> str | None:
    return which or sole(cared_for(looked_after))


# --- what the books know of the group ---


def place(choice: str, find_number: Find) -> Place:
    return place_of(find_number(int(choice)))


def account(choice: str, find_number: Find) -> str | None:
    """What walk 1 heard of the owner's own account."""
    found: str | None = find_number(int(choice)).payee
    return found


def book(choice: str, find_rules: Find) -> Rulebook:
    """The rules in force."""
    row = find_rules(int(choice))
    return read(thaw(row.body)) if row else Rulebook()


def payment(book: Rulebook) -> str | None:
    found: str | None = book.value("payment")
    return found


def held(choice: str, find_safety: Find) -> Safety | None:
    row = find_safety(int(choice))
    return read_safety(row.body) if row else None


def team(choice: str, find_team: Find) -> Sequence[Any]:
    found: Sequence[Any] = find_team(int(choice))
    return found


def in_rules(book: Rulebook, place: Place) -> Lines:
    return states.limits(book, place)


# --- guards ---


def paid(payee: str) -> bool:
    return payee == OWNER


def in_telegram(place: Place) -> bool:
    return place.platform == Platform.TELEGRAM


# --- answers taken over from before ---


def payee_before(held: Safety | None, team: Sequence[Any]) -> str | None:
    same = same_owner(held, team)
    return (same.payee or None) if same else None


def ends_before(held: Safety | None, team: Sequence[Any]) -> str | None:
    same = same_owner(held, team)
    return (same.ends or LATER) if same else None


def nicknames_before(held: Safety | None, team: Sequence[Any]) -> tuple[str, ...] | None:
    same = same_team(held, team)
    return (same.nicknames or None) if same else None


def people_before(held: Safety | None, team: Sequence[Any]) -> str | None:
    return "ok" if same_team(held, team) else None


def limits_before(held: Safety | None) -> str | None:
    return "ok" if held else None


def jurors_before(held: Safety | None) -> Any:
    return (held.jurors or LATER) if held else None


# --- how answers are shown ---


def owners_name(team: Sequence[Any]) -> str | None:
    return (team[0].name[:LONGEST_NAME] or None) if team else None


def shown_ends(ends: str) -> Message | Plain:
    return Message(N_("left out")) if ends == LATER else Plain(f"…{ends}")


def shown_names(nicknames: Sequence[str]) -> tuple[str, ...]:
    return tuple(nicknames)


def shown_jurors(jurors: Sequence[str]) -> Message:
    if jurors == LATER:
        return Message(N_("later"))
    return Message(NN_("one nominated", "{count} nominated"), {"count": len(jurors)})


def preview(
    safety: Safety, choice: str, find_number: Find, team: Sequence[Any], bot: str, locale: str
) -> tuple[Plain, ...]:
    group = find_number(int(choice))
    return (for_the_group(safety, group, team, member_link(bot, group.handle), locale),)


STATES: Mapping[str, State] = {
    "choice": Choose(
        N_("<b>For which group?</b>"),
        choices,
        label=N_("Group"),
        why=N_("Each group has answers of its own: who is paid, who speaks for it, who comes in."),
        assume=only_one,
    ),
    "channels": question(questions.CHANNELS),
    "payee": question(questions.PAYEE),
    "payee_name": Ask(
        N_("<b>Under what name does that account show at payment?</b> As whoever pays sees it."),
        name(LONGEST_NAME),
        label=N_("Name at payment"),
        why=N_("Members compare this name before they pay. It stands large on the card against impersonators."),
        default=owners_name,
        assume=payee_before,
    ),
    "ends": Ask(
        N_("<b>And the last 2 to 6 characters of that account?</b> For example 3456. Never the whole number."),
        ends(),
        label=N_("Account ends in"),
        why=N_("A name is quickly copied; name and last characters together hardly are."),
        options={LATER: N_("Leave these out")},
        assume=ends_before,
        shows=shown_ends,
    ),
    "nicknames": Ask(
        N_(
            "<b>Who speaks for the group?</b> I know these:\n{roster}\n\nSend me their names as they stand in WeChat, one a line, in the "
            "same order. More admins can be invited afterwards."
        ),
        names(),
        label=N_("Admins in WeChat"),
        why=N_(
            "Swindlers copy the owner's name and picture. A list that hangs in the group is what members check against."
        ),
        default=states.names_of_team,
        assume=nicknames_before,
        shows=shown_names,
    ),
    "people": Offer(
        N_(
            "<b>Who speaks for the group?</b> I know these:\n{roster}\n\nTheir numbers go on the card against impersonators: a name can be "
            "copied, a number cannot. More admins can be invited afterwards."
        ),
        {"ok": N_("That is everybody so far")},
        why=N_(
            "Swindlers copy the owner's name and picture. A list that hangs in the group is what members check against."
        ),
        assume=people_before,
    ),
    "limits": Offer(
        N_(
            "<b>The rules already say this:</b>\n{in_rules}\n\nIt holds here too. Something to change? Send /rules; this walk waits for "
            "you."
        ),
        {"ok": N_("Good, go on")},
        why=N_("The cap is the most that anybody can lose in one go, and the window keeps quarrels from smouldering for months."),
        assume=limits_before,
    ),
    "newcomers": question(questions.NEWCOMERS),
    "invites": question(questions.INVITES),
    "evidence": question(questions.EVIDENCE),
    "jurors": Ask(
        N_(
            "<b>Whom do you trust to decide a quarrel?</b> Name at least three members, one a line; neither yourself nor admins. Each of "
            "them is asked by a link afterwards, and says yes or no."
        ),
        names(ENOUGH_JURORS),
        label=N_("Jurors"),
        why=N_("An owner who judges alone makes enemies either way. Three neutral members carry a decision together."),
        options={LATER: N_("Later")},
        assume=jurors_before,
        shows=shown_jurors,
    ),
    "sharing": question(questions.SHARING),
    "cycles": question(questions.CYCLES),
    **{each.key: question(each) for each in questions.SINGLE_CYCLES},
    "review": Review(
        N_("<b>Safety of {name}: is everything right?</b> Tap what you want to change."),
        yes=N_("✓ Save"),
        extra={"text": Extra(N_("👁 Text for the group"), preview)},
        warn=states.warnings,
    ),
    "settled": End(
        N_("✓ <b>The safety of {name} is settled.</b> A text for the group and two cards follow."),
        does=SetSafety,
        buttons={"safety": N_("See the score")},
    ),
}  # fmt: skip

flow = Flow(
    "set_safety",
    title=N_("Safety"),
    on="setsafety",
    given=("which",),
    derive={
        "group": group_number,
        "name": group_name,
        "place": place,
        "account": account,
        "book": book,
        "payment": payment,
        "held": held,
        "team": team,
        "roster": states.roster,
        "in_rules": in_rules,
        "safety": states.safety,
    },
    asks=("looked_after", "find_number", "find_rules", "find_safety", "find_team"),
    admit=admit,
    states=STATES,
    edges=[
        *path("choice", "channels", "payee", "nicknames", "limits"),
        *path("newcomers", "invites", "evidence", "jurors", "sharing", "cycles"),
        *path("cycles", "rotation", "check", "inactivity", "survey", "review", "settled"),
        ("ok", "limits", "newcomers"),
        ("ok", "people", "limits"),
        # exceptions: when from     to       only if
        ("answer", "payee", "payee_name", paid),
        ("answer", "payee", "people", in_telegram),
        ("answer", "payee_name", "ends"),
        ("answer", "ends", "nicknames"),
        ("answer", "ends", "people", in_telegram),
    ],
)
