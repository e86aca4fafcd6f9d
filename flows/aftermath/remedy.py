"""What was decided is done: reported by who had to do it, confirmed or denied by who was to get it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.events import Command
from assistant.dialog.flow import Flow, Page
from assistant.dialog.outcome import Shown
from assistant.dialog.parsers import text
from assistant.dialog.steps import Ask, End, Review
from assistant.dialog.words import Button, Message, Screen, words
from assistant.domain.disputes.authority import NO_SUCH_CASE, NOT_YOURS
from assistant.domain.disputes.commands import ConfirmRemedy, ContestRemedy, ReportRemedy
from assistant.domain.disputes.ending import LEAST_PLEA, MOST_REPORT
from assistant.domain.disputes.outcome import Side
from assistant.domain.disputes.views import PartyView
from assistant.errors import Refused
from assistant.i18n import N_
from assistant.statechart import path
from flows.aftermath.after_ruling import due_words
from flows.disputes.talk import ASKS, DERIVE, for_now, to_case
from flows.disputes.words import case_button, number_of

Find = Callable[..., Any]
SURE = "!"
NOTHING = "nothing"


def what_is_due(view: Any) -> Message:
    return due_words(view)


def said_of_it(how: str) -> str:
    """The word that goes with a report; "" where there is nothing to add."""
    return "" if how == NOTHING else how


report = Flow(
    "report_remedy",
    title=N_("Carried out"),
    on="reported",
    given=("which",),
    asks=ASKS,
    admit=for_now("report"),
    derive={
        **DERIVE,
        "what": what_is_due,
        "text": said_of_it,
    },
    states={
        "how": Ask(
            N_(
                "<b>Is it done?</b> {what}\nOne line on how and when helps {other} to find it, such as “sent by courier today, number …”. "
                "Please no account numbers."
            ),
            text(most=MOST_REPORT),
            options={NOTHING: N_("It is done, nothing to add")},
            label=N_("How and when"),
            why=N_("The other side looks whether it has arrived, and confirms it or says no."),
        ),
        "review": Review(N_("<b>Shall I tell {other} that it is done?</b>"), yes=N_("Yes, it is done")),
        "told": End(N_("✓ I have told {other}. They look and confirm it."), does=ReportRemedy, then=to_case),
    },
    edges=[*path("how", "review", "told")],
)

contest = Flow(
    "contest_remedy",
    title=N_("Not carried out"),
    on="denied",
    given=("which",),
    asks=ASKS,
    admit=for_now("contest"),
    derive={
        **DERIVE,
        "what": what_is_due,
        "least": lambda: LEAST_PLEA,
    },
    states={
        "text": Ask(
            N_(
                "<b>What is missing?</b> Decided was: {what}\nAt least {least} characters. Money sometimes takes a day; please look once "
                "more in your own account before."
            ),
            text(least=LEAST_PLEA, most=MOST_REPORT),
            label=N_("What is missing"),
            why=N_("You can say so once. {other} then gets the same time again to put it right."),
        ),
        "review": Review(N_("<b>Shall I tell {other} that it is not done?</b>"), yes=N_("Yes, tell them")),
        "told": End(N_("✓ I have told {other}. They have the same time once more."), does=ContestRemedy, then=to_case),
    },
    edges=[*path("text", "review", "told")],
)


def got(payload: str, person: int, now: datetime, fresh: str, find_case: Find) -> Screen | Shown | Command:
    """The claimant has it: asked once, and only while the case is as it was when the button was made."""
    number, _, rest = payload.partition(" ")
    version, _, sure = rest.partition(" ")
    view = find_case(int(number)) if number.isascii() and number.isdigit() and len(number) < 15 else None
    if view is None:
        raise Refused(NO_SUCH_CASE)
    if not isinstance(view, PartyView) or view.side != Side.CLAIMANT:
        raise Refused(NOT_YOURS)
    if "confirm" not in view.options:
        return Command("cases", f"{view.number} confirm {version}")  # which shows how it stands instead
    if sure != SURE or version != str(view.version):
        return _ask(view)
    done = ConfirmRemedy(person=person, now=now, case=view.number, token=fresh, version=view.version)
    return Shown(
        Screen((Message(N_("✓ Thank you. With that the case is closed.")),)), done, then=Command("cases", number)
    )


def _ask(view: PartyView) -> Screen:
    question = words(
        N_(
            "<b>Case {number}: do you have it?</b> {what}\nConfirm only what you see in your own account or hold in your hands, never a "
            "screenshot. That closes the case for good."
        ),
        number=number_of(view.number),
        what=due_words(view),
    )
    yes = (Button(Message(N_("Yes, I have it")), command("got", f"{view.number} {view.version} {SURE}")),)
    return Screen((question,), (yes, case_button(N_("No, not yet"), view.number)))


FLOWS = (report, contest)
PAGES = (Page("got", got, on=("got",)),)
