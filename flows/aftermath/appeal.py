"""The appeal, once and on a stated ground; and the other side's word on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import text
from assistant.dialog.steps import Ask, Choose, End, Review
from assistant.dialog.words import Message
from assistant.domain.disputes.authority import NOT_NOW
from assistant.domain.disputes.bringing import LEAST_LATE, MOST_LATE
from assistant.domain.disputes.commands import AnswerAppeal, Appeal
from assistant.domain.disputes.ending import LEAST_PLEA, MOST_PLEA
from assistant.domain.disputes.hearing import MOST_WORDS
from assistant.domain.disputes.outcome import GROUNDS, Ground
from assistant.errors import Ended
from assistant.i18n import N_
from assistant.statechart import path
from flows.disputes.add_evidence import fits
from flows.disputes.exhibits import collect
from flows.disputes.talk import ASKS, DERIVE, for_now, to_case

Find = Callable[..., Any]
NO_APPEAL = N_(
    "There is nothing to appeal now. After a ruling there are 48 hours for it, once, where enough other neutral jurors are left; where "
    "there are not, the ruling is final at once."
)


def admit(find_case: Find, which: str = "") -> None:
    """As everywhere in a case; but why there is no appeal is told."""
    try:
        for_now("appeal")(find_case, which)
    except Ended as no:
        raise Ended(NO_APPEAL if no.message == NOT_NOW else no.message) from no


def is_new(ground: str) -> bool:
    return ground == Ground.NEW_EVIDENCE


def none_yet() -> tuple[Any, ...]:
    """Until there is an answer; on other grounds there never is one."""
    return ()


def brought(exhibits: Sequence[Any]) -> bool:
    return bool(exhibits)


WHAT = {
    Ground.NEW_EVIDENCE: N_("What does it show that the jurors could not know?"),
    Ground.PROCEDURE: N_("Which step was left out or went wrong, and what did it change?"),
    Ground.CONFLICT: N_("Which juror (by the number in the ruling) stood too near to whom, and how do you know?"),
    Ground.MANIFEST_ERROR: N_("What in the ruling is plainly wrong: an amount, a date, something that was overlooked?"),
}


def asked(ground: str) -> Message:
    return Message(WHAT[Ground(ground)])


appeal = Flow(
    "appeal",
    title=N_("Appeal"),
    on="appeal",
    given=("which",),
    asks=ASKS,
    admit=admit,
    derive={
        **DERIVE,
        "asked": asked,
        "exhibits": none_yet,
        "late_reason": lambda late="": late or "",
        "least": lambda: LEAST_PLEA,
        "least_late": lambda: LEAST_LATE,
    },
    states={
        "ground": Choose(
            N_(
                "<b>What does your appeal rest on?</b> Other jurors then decide afresh, and what they say is final. It may turn out better "
                "or worse for you."
            ),
            {str(ground): label for ground, label in GROUNDS.items()},
            label=N_("Ground"),
            wide=True,
            why=N_("Not liking a ruling is no ground. One of these four is what other jurors can really examine."),
        ),
        "text": Ask(
            N_("<b>{asked}</b> {least} characters or more; the other side and the new jurors read it."),
            text(least=LEAST_PLEA, most=MOST_PLEA),
            label=N_("What exactly"),
            why=N_(
                "The new jurors have everything that the first ones had. Tell them what is new or wrong, and where to look."
            ),
        ),
        "exhibits": replace(
            collect(
                N_("<b>Send the new evidence:</b> photos, files, voice, video, or messages forwarded to me."),
                confirm_none=N_(
                    "Appeal without it? You can still add it while the other side answers, a day at the most."
                ),
            ),
            check=fits,
        ),
        "late": Ask(
            N_("<b>Why could this not be shown earlier?</b> At least {least_late} characters."),
            text(least=LEAST_LATE, most=MOST_LATE),
            label=N_("Why only now"),
            why=N_("Evidence kept back on purpose would be unfair to the other side, so late evidence needs a reason."),
        ),
        "review": Review(
            N_("<b>Is everything right?</b> You can appeal once, and it cannot be changed afterwards."),
            yes=N_("Appeal"),
        ),
        "appealed": End(
            N_("✓ Your appeal is in. The other side may answer; then other jurors are drawn."),
            does=Appeal,
            then=to_case,
        ),
    },
    edges=[
        *path("ground", "text", "review", "appealed"),
        # exceptions: when from     to       only if
        ("answer", "text", "exhibits", is_new),
        *path("exhibits", "review"),
        ("answer", "exhibits", "late", brought),
        *path("late", "review"),
    ],
)

counter = Flow(
    "answer_appeal",
    title=N_("Your word on the appeal"),
    on="counter",
    given=("which",),
    asks=ASKS,
    admit=for_now("counter"),
    derive=DERIVE,
    states={
        "text": Ask(
            N_("<b>What do you say to the appeal?</b> The new jurors read it beside it."),
            text(most=MOST_WORDS),
            label=N_("Your answer"),
            why=N_("You need not answer. But the new jurors then have only the other side's word on it."),
        ),
        "review": Review(N_("<b>Is everything right?</b> It cannot be changed afterwards."), yes=N_("Send it")),
        "answered": End(N_("✓ Your answer is with the papers."), does=AnswerAppeal, then=to_case),
    },
    edges=[*path("text", "review", "answered")],
)
FLOWS = (appeal, counter)
