"""Questions made from the table of topics, and what their answers come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.dialog.steps import Choose
from assistant.dialog.words import Lines, Message, Plain, words
from assistant.domain.clauses import Place
from assistant.domain.groups import Platform
from assistant.domain.rulebook import Rulebook
from assistant.domain.safety import Channel, Cycles, Invites, Newcomers, Safety
from assistant.facts import Reading, over
from assistant.i18n import N_
from flows.rules.text import TIGHT_OWN, WORDING
from flows.safety.questions import CHANNELS, NOBODY, OWNER, SINGLE_CYCLES, SINGLY, USUAL, Topic, by_platform

Facts = Mapping[str, Any]
LATER = "-"  # left open, beside free words
SINGLE = tuple(each.key for each in SINGLE_CYCLES)
_DEPENDS = {"payee": ("held", "team"), **dict.fromkeys(SINGLE, ("held", "cycles"))}


def question(topic: Topic) -> Choose:
    """A topic as a step: its answer is what was settled before, else it is asked, with what is best on top."""
    return Choose(
        topic.ask,
        over(_options(topic), ("place",)),
        label=topic.label,
        why=over(_why(topic), ("place",)),
        default=over(_best(topic), ("place", "payment", "account")),
        assume=over(_held(topic), _DEPENDS.get(topic.key, ("held",))),
        wide=topic.wide,
    )


def _options(topic: Topic) -> Any:
    def options(facts: Facts) -> dict[str, str]:
        return {key: by_platform(text, facts["place"].platform) for key, text in topic.options.items()}

    return options


def _why(topic: Topic) -> Any:
    def why(facts: Facts) -> str:
        return by_platform(topic.why, facts["place"].platform)

    return why


def _best(topic: Topic) -> Any:
    def best(facts: Facts) -> str:
        if isinstance(topic.best, str):
            return topic.best
        place: Place = facts["place"]
        named = (facts["payment"], facts["account"], place.audience, place.platform)
        return next(topic.best[each] for each in named if each in topic.best)

    return best


def _held(topic: Topic) -> Any:
    def assume(facts: Facts) -> str | None:
        held: Safety | None = facts["held"]
        if topic.key in SINGLE:
            usual = str(topic.best) if facts["cycles"] == USUAL else None
            return getattr(held.cycles, topic.key) if held else usual
        if held is None:
            return None
        if topic.key == "payee":
            return (OWNER if held.payee else NOBODY) if same_owner(held, facts["team"]) else None
        return SINGLY if topic.key == "cycles" else str(getattr(held, topic.key))

    return assume


def same_owner(held: Safety | None, team: Sequence[Any]) -> Safety | None:
    """The answers of before, as far as they are about the owner: a new owner has an account of their own."""
    return held if held and held.team[:1] == tuple(mate.person for mate in team[:1]) else None


def same_team(held: Safety | None, team: Sequence[Any]) -> Safety | None:
    """The answers of before, as far as they are about who speaks for the group: asked again where somebody came or went."""
    return held if held and held.team == tuple(mate.person for mate in team) else None


# --- what stands in the books ---


def roster(team: Sequence[Any]) -> Lines:
    """Who speaks for the group, numbered, with the numbers that nobody can copy."""
    line = N_("{n}. {name} · <code>{id}</code>")
    return Lines(
        tuple(words(line, n=n, name=Plain(mate.name), id=Plain(str(mate.person))) for n, mate in enumerate(team, 1))
    )


def names_of_team(team: Sequence[Any]) -> tuple[str, ...]:
    return tuple(mate.name for mate in team)


LIMITS = ("cap", "window", "penalties")


def limits(book: Rulebook, place: Place) -> Lines:
    """Cap, claims window and penalties as the rules in force have them."""
    said = WORDING.lines(book, place, short=True, own=TIGHT_OWN, keys=LIMITS)
    lacking = [clause.title for clause in WORDING.library if clause.key in LIMITS and book.get(clause.key) is None]
    return Lines((*said, *(words(N_("• {title}: not in the rules yet"), title=Message(title)) for title in lacking)))


# --- what the answers come to ---


def settled(facts: Facts) -> Safety:
    """All answers as one."""
    paid = facts["payee"] == OWNER
    return Safety(
        channels=facts["channels"],
        payee=facts["payee_name"] if paid else "",
        ends=_given(facts.get("ends"), "") if paid else "",
        team=tuple(mate.person for mate in facts["team"]),
        nicknames=facts.get("nicknames") or (),
        newcomers=facts["newcomers"],
        invites=facts["invites"],
        evidence=facts["evidence"],
        jurors=_given(facts.get("jurors"), ()),
        sharing=facts["sharing"],
        cycles=Cycles(*(facts[key] for key in SINGLE)),
    )


def _given(value: Any, nothing: Any) -> Any:
    return nothing if value is None or value == LATER else value


_ANSWERS = ("channels", "payee", "newcomers", "invites", "evidence", "sharing", *SINGLE)
safety: Reading = over(settled, ("team", *_ANSWERS), ("payee_name", "ends", "nicknames", "jurors"))


def warnings(channels: str, newcomers: str, invites: str, place: Place, payment: str | None) -> list[Message]:
    """What does not go together, or leaves a door open; it hinders nothing."""
    found = []
    ruled = CHANNELS.best.get(payment or "") if isinstance(CHANNELS.best, Mapping) else None
    if channels == Channel.PERSONAL:
        found.append(PERSONAL_CODES)
    elif ruled is not None and channels != ruled:
        found.append(OTHER_THAN_RULES)
    if newcomers == Newcomers.NOTHING and invites == Invites.ANYONE:
        found.append(OPEN_DOOR[Platform(place.platform)])
    return [words(N_("⚠️ {clash}"), clash=Message(each)) for each in found]


PERSONAL_CODES = N_(
    "Saved personal codes are not meant for collecting from afar (in China since March 2022), and a swapped picture is noticed "
    "too late. Group collection or a merchant code is safer."
)
OTHER_THAN_RULES = N_("The rules say something else about payment. Change it here, or in the rules with /rules.")
OPEN_DOOR = {
    Platform.WECHAT: N_("Nobody looks at newcomers at all. Switch invitation approval on, or have the rules confirmed first."),
    Platform.TELEGRAM: N_("Nobody looks at newcomers at all. Use a link with approval, or have the rules confirmed first."),
}  # fmt: skip
