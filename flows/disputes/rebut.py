"""A last word on what the other side brought, and taking a case back."""

from __future__ import annotations

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import text
from assistant.dialog.steps import Ask, End, Review
from assistant.domain.disputes.commands import Rebut, Withdraw
from assistant.domain.disputes.hearing import MOST_WORDS
from assistant.domain.disputes.talks import MOST_TERMS
from assistant.i18n import N_
from assistant.statechart import path
from flows.disputes.talk import ASKS, DERIVE, for_now, to_case

NONE = "none"

flow = Flow(
    "rebut",
    title=N_("A last word"),
    on="rebut",
    given=("which",),
    asks=ASKS,
    admit=for_now("rebut"),
    derive={**DERIVE, "text": lambda words: words},
    states={
        "words": Ask(
            N_("<b>What do you say to what {other} brought?</b> Once a side, so say what matters; the jurors read exactly this."),
            text(most=MOST_WORDS),
            label=N_("Your last word"),
            why=N_("This is about the new things only; your account is in the case already."),
        ),
        "review": Review(N_("<b>Is everything right?</b> It cannot be changed afterwards."), yes=N_("Say it")),
        "said": End(N_("✓ Your last word is in the case."), does=Rebut, then=to_case),
    },
    edges=[*path("words", "review", "said")],
)  # fmt: skip

withdraw = Flow(
    "withdraw",
    title=N_("Taking the case back"),
    on="takeback",
    given=("which",),
    asks=ASKS,
    admit=for_now("withdraw"),
    derive={**DERIVE, "reason": lambda why: "" if why == NONE else why},
    states={
        "why": Ask(
            N_("<b>Why do you take it back?</b> A sentence if you like; the other side reads it."),
            text(most=MOST_TERMS),
            label=N_("Why"),
            options={NONE: N_("Without a reason")},
        ),
        "review": Review(
            N_("<b>Take case {number} back?</b> That closes it. Nobody gets a mark or a penalty from it."),
            yes=N_("Yes, take it back"),
        ),
        "withdrawn": End(N_("✓ Taken back, and the other side is told."), does=Withdraw, then=to_case),
    },
    edges=[*path("why", "review", "withdrawn")],
)  # fmt: skip
