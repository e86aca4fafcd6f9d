"""The other side's answer: agree and settle at once, or tell one's own side and show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import text
from assistant.dialog.steps import Ask, Choose, End, Offer, Review
from assistant.dialog.words import Lines, Message
from assistant.domain.disputes import claims
from assistant.domain.disputes.commands import Respond
from assistant.domain.disputes.outcome import Stance
from assistant.domain.disputes.talks import LEAST_ANSWER, MOST_ANSWER
from assistant.i18n import N_
from assistant.statechart import path
from flows.disputes.exhibits import collect, gathered, would_help
from flows.disputes.talk import ASKS, DERIVE, for_now, to_case


def agrees(stance: str) -> bool:
    return stance == Stance.AGREE


def would_show(view: Any, exhibits: Sequence[Mapping[str, Any]]) -> Sequence[Lines]:
    """What of the checklist for the answer is not there yet."""
    return would_help(claims.missing(claims.checklist(view.kind, view.claim.wrong, answering=True), gathered(exhibits)))


def none_yet() -> tuple[Mapping[str, Any], ...]:
    """What is shown by who is not asked for it, since they agree."""
    return ()


def calm() -> Iterator[Message]:
    yield Message(
        N_("Then you two have a day to agree. If that fails, neutral jurors decide, with what both have shown.")
    )


flow = Flow(
    "respond",
    title=N_("Your answer"),
    on="respond",
    given=("which",),
    asks=ASKS,
    admit=for_now("answer"),
    derive={**DERIVE, "exhibits": none_yet, "text": lambda words="": words, "least": lambda: LEAST_ANSWER},
    states={
        "stance": Choose(
            N_("{other} says: {wrong}. Asked for: {want}\n\n<b>What do you say?</b>"),
            {
                Stance.AGREE: N_("They are right: I agree"),
                Stance.PARTLY: N_("They are right in part"),
                Stance.CONTEST: N_("I see it differently"),
            },
            label=N_("Your answer"),
            wide=True,
            why=N_("Agreeing ends it at once. Otherwise your side counts just as much as theirs."),
        ),
        "sure": Offer(
            N_("You agree to: <b>{want}</b>. That settles the case and closes it for good. Is that what you want?"),
            {"yes": N_("Yes, I agree"), "no": N_("No, let me choose again")},
        ),
        "words": Ask(
            N_(
                "<b>Tell your side.</b> What was agreed, what happened, and when; {least} characters or more. The other side and the jurors "
                "read exactly this."
            ),
            text(least=LEAST_ANSWER, most=MOST_ANSWER),
            label=N_("Your side of it"),
            why=N_("Jurors were not there. Dates and amounts convince them; strong words do not."),
        ),
        "exhibits": collect(
            N_(
                "<b>Now show it:</b> photos, files, voice, video, or messages forwarded to me; ten at most. Please no passwords, identity "
                "cards or full account numbers."
            ),
            note=would_show,
            confirm_none=N_("Answer without anything to show? You can still add things for a while."),
            why=N_("What you send is copied and sealed at once, so that nobody can change it or say it was never there."),
        ),
        "review": Review(
            N_("<b>Is everything right?</b> Once sent, it cannot be changed, only added to."),
            yes=N_("Send my answer"),
            warn=calm,
        ),
        "agreed": End(N_("✓ You agreed: that settles it. Now keep to it, both of you; thank you."), does=Respond, then=to_case),
        "answered": End(N_("✓ Your answer is in, and the other side is told."), does=Respond, then=to_case),
    },
    edges=[
        *path("stance", "words", "exhibits", "review", "answered"),
        # exceptions: when from     to       only if
        ("answer", "stance", "sure", agrees),
        ("yes", "sure", "agreed"),
        ("no", "sure", "stance"),
    ],
)  # fmt: skip
