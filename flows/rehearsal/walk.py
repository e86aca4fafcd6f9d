"""A rehearsal: the owner plays through a case with made-up people, by the group's own rules. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from assistant import i18n
from assistant.dialog.events import Command
from assistant.dialog.flow import Flow
from assistant.dialog.outcome import Reactions
from assistant.dialog.parsers import amount, text
from assistant.dialog.steps import Ask, Choose, End, Offer
from assistant.dialog.values import thaw
from assistant.dialog.words import Message, words
from assistant.domain.disputes.ballot import LEAST_REASON, MOST_REASON, Choice
from assistant.domain.groups import Kind
from assistant.domain.money import Money
from assistant.domain.rehearsal import Rehearse, Rehearsed
from assistant.domain.roles import Role
from assistant.domain.rulebook import Rulebook, read
from assistant.facts import over
from assistant.i18n import N_
from assistant.statechart import path
from flows.disputes.words import part_word
from flows.groups.notices import nothing
from flows.library import group_name, group_number
from flows.panel.cast_ballot import a_part, choices
from flows.rehearsal import court as courts
from flows.rehearsal import screens as shown
from flows.rehearsal.court import Court
from flows.rehearsal.stories import CLAIMANT, REASONS, RESPONDENT, STORIES, Story
from flows.upkeep.groups import admit, only_one
from flows.upkeep.groups import choices as groups

Find = Callable[..., Any]


# --- what is played on ---


def held(choice: str, find_number: Find) -> Any:
    return find_number(int(choice))


def rules(choice: str, find_rules: Find) -> tuple[int, Rulebook]:
    """The version in force, and what it says."""
    row = find_rules(int(choice))
    return (row.n, read(thaw(row.body))) if row else (0, Rulebook())


def currency(find_number: Find, choice: str = "") -> str:
    """The group's, as soon as it is known which."""
    return (find_number(int(choice)).currency if choice else None) or "CNY"


def stories(held: Any) -> dict[str, str]:
    return {key: each.title for key, each in STORIES[Kind(held.kind)].items()}


def tale(held: Any, story: str) -> Story:
    return STORIES[Kind(held.kind)][story]


def claimant(locale: str) -> str:
    return i18n.text(CLAIMANT, locale)


def respondent(locale: str) -> str:
    return i18n.text(RESPONDENT, locale)


def jurors(group: int, find_roles: Find) -> int:
    """How many have really agreed in this group."""
    return len(find_roles(group, Role.JUROR))


# --- the case, as far as the answers have brought it ---


def filed(
    tale: Story, held: Any, currency: str, rules: tuple[int, Rulebook], seed: str, now: datetime, locale: str
) -> Court:
    return courts.filed(tale, held.kind, currency, rules, seed, now, locale)


def answered(filed: Court, answer: str) -> Court:
    return courts.offered(filed) if answer == "sorry" else courts.contested(filed)


def gathered(answered: Court, answer: str) -> Court:
    return courts.gathered(courts.countered(answered) if answer == "sorry" else answered)


def claim(filed: Court) -> Money | None:
    return filed.it.claim.amount


def half(claim: Money, locale: str) -> tuple[str, ...]:
    some = courts.part(claim, 1, 2)
    return (i18n.money(some.minor, some.currency, locale),)


def reasons(vote: str, locale: str) -> tuple[str, ...]:
    return (i18n.text(REASONS[Choice(vote)], locale),)


def ruled(seated: Court, vote: str, reason: str, amount: Money | None = None) -> Court:
    return courts.ruled(seated, vote, amount, reason)


def turned(answer: str, tale: Story, respondent: str, locale: str) -> Message:
    """Why the two did not agree."""
    if answer == "sorry":
        return words(N_("{respondent} does not want to give more."), respondent=respondent)
    denies = i18n.text(tale.denies, locale)
    return words(N_("{respondent} answers: “{denies}”"), respondent=respondent, denies=denies)


# --- ways ---


def accepts(reply: str) -> bool:
    return reply == "accept"


def sorry(answer: str) -> bool:
    return answer == "sorry"


def by(court: str, function: Callable[..., Any], *also: str) -> Callable[..., Any]:
    """What that function gives for the case at this point (a fact's name), and further facts."""
    return over(lambda facts: function(facts[court], *(facts[each] for each in also)), (court, *also))


CASE: Mapping[str, Callable[..., Any]] = {
    "filed": filed,
    "answered": answered,
    "agreed": by("answered", courts.settled),
    "gathered": gathered,
    "frozen": by("gathered", courts.frozen),
    "done": by("frozen", courts.drawn),
    "seated": by("done", courts.seated),
    "ruled": ruled,
}
SEEN: Mapping[str, Callable[..., Any]] = {
    "notice": by("filed", shown.notice, "held", "bot"),
    "offered": by("answered", shown.page, "held"),
    "peace": by("agreed", shown.page, "held"),
    "brought": by("gathered", shown.exhibits),
    "sealed": by("frozen", shown.draw, "held"),
    "order": by("done", shown.draw, "held"),
    "papers": by("seated", shown.papers, "held", "find_rules"),
    "decision": by("ruled", shown.decision, "held"),
    "onward": by("ruled", shown.onward, "held", "jurors"),
}

flow = Flow(
    "rehearsal",
    title=N_("🎭 Rehearsal: nobody is told, nothing is kept"),
    on="rehearse",
    given=("which",),
    asks=("looked_after", "find_number", "find_rules", "find_roles"),
    admit=admit,
    derive={
        "group": group_number,
        "name": group_name,
        "held": held,
        "rules": rules,
        "tale": tale,
        "claimant": claimant,
        "respondent": respondent,
        "filing": lambda held, tale: part_word(held.kind, tale.part),
        "answering": lambda held, tale: part_word(held.kind, tale.part.other),
        "turned": turned,
        "jurors": jurors,
        "claim": claim,
        "least": lambda: LEAST_REASON,
        "currency": currency,
        **CASE,
        **SEEN,
    },
    states={
        "choice": Choose(N_("<b>By the rules of which group?</b>"), groups, assume=only_one),
        "story": Choose(
            N_(
                "<b>Play through a dispute once, in two minutes.</b> By the rules of {name}, with made-up people: {claimant}, {respondent} and "
                "jurors. What is it about?"
            ),
            stories,
            wide=True,
            why=N_("Who has seen a dispute once stays calm when the first real one comes, and knows what members will ask."),
        ),
        "answer": Choose(
            N_(
                "{claimant} ({filing}) has filed a case. {respondent} ({answering}) gets this:\n\n{notice}\n\n"
                "<b>Be {respondent} for a moment. What do you do?</b>"
            ),
            {"sorry": N_("Say sorry and offer half"), "contest": N_("See it differently")},
            why=N_("Whoever is told has time to answer, and silence is not guilt. Most cases end here, with one good message."),
        ),
        "reply": Choose(
            N_("{claimant} reads this now:\n\n{offered}\n\n<b>Be {claimant} for a moment. What do you do?</b>"),
            {"accept": N_("Accept: settled"), "counter": N_("Ask for more")},
            why=N_("What was offered is no admission, and the jurors never see it. So offering costs nothing."),
        ),
        "settled": Offer(
            N_("{peace}\n\n👏 <b>That is how most cases should end:</b> between the two, without any juror, and without you."),
            {"end": N_("End the rehearsal")},
        ),
        "evidence": Offer(
            N_(
                "{turned}\n\nNow it goes by what both can show (in a rehearsal there are no files):\n\n{brought}\n\nNeither has anything "
                "to add."
            ),
            {"freeze": N_("Close the evidence")},
            why=N_("Jurors know nothing but this. Whoever keeps chat, vouchers and photos can show what happened."),
        ),
        "draw": Offer(
            N_("Both sides get this:\n\n{sealed}"),
            {"draw": N_("Draw the jurors")},
            why=N_("If you picked the jurors, whoever loses would blame you. A draw that anybody can check is nobody's choice."),
        ),
        "drawn": Offer(N_("{order}"), {"sit": N_("Be one of the jurors")}),
        "vote": Choose(
            N_("All three have said yes. This is what you see as a juror:\n\n{papers}\n\n<b>How do you decide?</b>"),
            choices,
            wide=True,
            why=N_("Jurors see Buyer and Seller, no names, and no offers. Nobody learns who they are."),
        ),
        "amount": Ask(N_("<b>How much of {claim} is right?</b>"), amount(), propose=half, check=a_part),
        "reason": Ask(
            N_("<b>Why?</b> At least {least} characters, in your own words; or take these."),
            text(least=LEAST_REASON, most=MOST_REASON),
            propose=reasons,
            why=N_("Who loses can live with a decision that was explained."),
        ),
        "ruling": Offer(
            N_("The two other jurors have voted, too. All votes are opened together:\n\n{decision}"),
            {"next": N_("What comes after that?")},
            why=N_("The jurors' amounts are put in order and the middle one holds, so no single one can push it up or down."),
        ),
        "after": Offer(N_("{onward}"), {"end": N_("End the rehearsal")}),
        "rehearsed": End(
            N_("🎭 <b>The rehearsal is over.</b> Nobody was told, and all that is kept is that you did it today."),
            does=Rehearse,
            then=lambda choice: Command("rehearsed", choice),
        ),
    },
    edges=[
        *path("choice", "story", "answer", "evidence"),
        ("freeze", "evidence", "draw"),
        ("draw", "draw", "drawn"),
        ("sit", "drawn", "vote"),
        *path("vote", "reason", "ruling"),
        ("next", "ruling", "after"),
        ("end", "after", "rehearsed"),
        # exceptions: when from     to       only if
        ("answer", "answer", "reply", sorry),
        *path("reply", "evidence"),
        ("answer", "reply", "settled", accepts),
        ("end", "settled", "rehearsed"),
        ("answer", "vote", "amount", shown.is_part),
        *path("amount", "reason"),
    ],
)  # fmt: skip
REACTIONS = Reactions(happened={Rehearsed: nothing})
