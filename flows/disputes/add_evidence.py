"""More evidence in a case: one piece or several; once the time is over, with the reason why it comes so late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import text
from assistant.dialog.steps import Ask, End, Review
from assistant.dialog.words import Lines
from assistant.domain.disputes import claims, evidence
from assistant.domain.disputes.bringing import LATE_IN, LEAST_LATE, MOST_LATE
from assistant.domain.disputes.commands import SubmitExhibit
from assistant.domain.disputes.outcome import Side
from assistant.errors import Refused
from assistant.i18n import N_
from assistant.statechart import path
from flows.disputes.exhibits import collect, gathered, within, would_help
from flows.disputes.talk import ASKS, DERIVE, for_now, to_papers

NOTHING = N_("Nothing has come yet. Send at least one thing, or tap Cancel.")


def fits(exhibits: Sequence[Mapping[str, Any]], view: Any) -> None:
    """What that side may still bring: so many, so large, nothing twice."""
    within(exhibits)
    own = {each.sha256 for each in view.exhibits if each.mine}
    if any(each["sha256"] in own for each in exhibits):
        raise Refused(evidence.TWICE)
    if len(exhibits) > view.left:
        raise Refused(evidence.TOO_MANY, most=evidence.MOST)
    if sum(int(each["size"]) for each in exhibits) > view.left_bytes:
        raise Refused(evidence.TOO_MUCH, most=evidence.MOST_BYTES // (1024 * 1024))


def would_still(view: Any, exhibits: Sequence[Mapping[str, Any]]) -> Sequence[Lines]:
    """What of the checklist is neither in the case nor among these."""
    items = claims.checklist(view.kind, view.claim.wrong, answering=view.side == Side.RESPONDENT)
    own = tuple(each for each in view.exhibits if each.mine)
    return would_help(claims.missing(items, (*own, *gathered(exhibits))))


def is_late(view: Any) -> bool:
    return view.state in LATE_IN


def nothing_came(exhibits: Sequence[Mapping[str, Any]]) -> bool:
    return not exhibits


def first(exhibits: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    if not exhibits:
        raise Refused(NOTHING)
    return exhibits[0]


flow = Flow(
    "add_evidence",
    title=N_("More evidence"),
    on="evidence",
    given=("which",),
    asks=ASKS,
    admit=for_now("exhibit"),
    derive={
        **DERIVE,
        "exhibit": first,
        "more": lambda exhibits: tuple(exhibits[1:]),
        "late_reason": lambda late="": late,
        "least": lambda: LEAST_LATE,
    },
    states={
        "exhibits": replace(
            collect(
                N_(
                    "<b>Send what you have,</b> several at once if you like: photos, files, voice, video, or messages forwarded to me. Please "
                    "no passwords, identity cards or full account numbers."
                ),
                note=would_still,
                confirm_none=N_("Nothing has come yet, so there is nothing to add. Stop here?"),
                why=N_("What you send is copied and sealed at once, so that nobody can change it or say it was never there."),
            ),
            check=fits,
        ),
        "late": Ask(
            N_("The time for evidence is over. It can still be taken, if there is a reason.\n\n<b>Why could it not be shown earlier?</b> At least {least} characters."),
            text(least=LEAST_LATE, most=MOST_LATE),
            label=N_("Why it comes late"),
            why=N_("The other side prepared for what was there. A good reason is fair to both; the jurors read it."),
        ),
        "review": Review(N_("<b>Add this to the case?</b> It cannot be taken back; the other side sees it."), yes=N_("Add it")),
        "added": End(N_("✓ Added and sealed. These fingerprints are your receipt."), does=SubmitExhibit, then=to_papers),
        "nothing": End(N_("Nothing was added.")),
    },
    edges=[
        *path("exhibits", "review", "added"),
        # exceptions: when from     to       only if
        ("answer", "exhibits", "nothing", nothing_came),
        ("answer", "exhibits", "late", is_late),
        *path("late", "review"),
    ],
)  # fmt: skip
