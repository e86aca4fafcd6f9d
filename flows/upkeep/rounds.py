"""The rounds of each quarter: asking the silent ones whether they want to stay, and everybody how it goes."""

from __future__ import annotations

from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.steps import Choose, End, Offer
from assistant.dialog.words import Plain
from assistant.domain.checkups import FinishRound, Round
from assistant.i18n import N_, text
from flows.library import group_name, group_number
from flows.upkeep.groups import admit, by_platform, choices, next_time, only_one
from flows.upkeep.member_words import silent_text


def survey_text(name: str, locale: str) -> tuple[Plain, ...]:
    return (Plain(text(SURVEY, locale).format(name=name)),)


SURVEY = N_(
    "📋 {name}: five questions, two minutes, no names\n"
    "1. Were your deals here settled in time? always / mostly / seldom\n"
    "2. How safe do you feel when you pay here? 1 to 5\n"
    "3. Your last unpleasant deal here: what happened? (no names, please)\n"
    "4. Which rule would have helped, or which one is in the way?\n"
    "5. What should there be more of?"
)


def _round(kind: Round, name: str, *, title: str, on: str, derive: dict[str, Any], states: dict[str, Any]) -> Flow:
    """For which group; what to post there, with its text to copy (`post`); then it is noted (`posted`)."""
    return Flow(
        name,
        title=title,
        on=on,
        given=("which",),
        derive={"group": group_number, "name": group_name, "kind": lambda: kind, **derive},
        asks=("looked_after", "find_number", "find_safety"),
        admit=admit,
        states={
            "choice": Choose(N_("<b>For which group?</b>"), choices, label=N_("Group"), assume=only_one),
            **states,
        },
        edges=[("answer", "choice", "post"), ("posted", "post", "posted")],
    )


inactivity = _round(
    Round.INACTIVITY,
    "ask_silent",
    title=N_("The silent ones"),
    on="inactivity",
    derive={
        "where": by_platform(
            N_("as a Group Notice, then everybody is told once"),
            N_("and pin it with a notification, then everybody is told once"),
        ),
        "next": next_time("inactivity", N_("When the next one comes is up to you: /inactivity, or set a cycle in /safety")),
    },
    states={
        "post": Offer(
            N_(
                "<b>Ask before anybody is let go.</b>\n1. Post the text above in {name}, {where}.\n2. Wait a week. Whoever answers stays, whoever "
                "reads along too.\n3. Let go only of those who did not answer."
            ),
            {"posted": N_("Posted ✓")},
            why=N_("Some read along for months and then buy. Who is removed without a word tells ten others."),
            paste=silent_text,
        ),
        "posted": End(
            N_("✓ Noted. In a week I remind you to look who answered. {next}"),
            does=FinishRound,
            buttons={"groups": N_("My groups")},
        ),
    },
)  # fmt: skip

survey = _round(
    Round.SURVEY,
    "ask_everybody",
    title=N_("How it goes"),
    on="survey",
    derive={
        "form": by_platform(
            N_("Make a form of it in a form tool you know (in WeChat: search for Tencent Docs), set to anonymous, and post its link in the group."),
            N_("Make anonymous polls of 1 and 2 in the group (paper clip → Poll), and a form in a tool you know for the rest; post its link."),
        ),
        "next": next_time("survey", N_("When the next one comes is up to you: /survey, or set a cycle in /safety")),
    },
    states={
        "post": Offer(
            N_(
                "<b>The questions stand above, ready to copy.</b> {form}\n\nOpen for a week. Do not ask for names, and no screenshots of "
                "others: then people write what really happened."
            ),
            {"posted": N_("Posted ✓")},
            why=N_("The last unpleasant deal tells more than any mark. Who is asked in front of everybody praises; who may stay nameless tells."),
            paste=survey_text,
        ),
        "posted": End(
            N_(
                "✓ Noted. <b>How to count, in a week:</b>\n• How many answered? Below a tenth, ask once more.\n• Question 1: more than one in "
                "five “seldom”? Then the settlement time needs a look: /rules\n• Question 3: put like with like. What comes three times deserves a "
                "rule of its own.\n• Tell the group what you heard and the one thing that changes.\n\n{next}"
            ),
            does=FinishRound,
            buttons={"rules": N_("Rules"), "groups": N_("My groups")},
        ),
    },
)  # fmt: skip
