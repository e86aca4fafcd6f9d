"""What the owner sees of the mock case: what people see of real ones, without the buttons that would do something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.dialog.outcome import Notice
from assistant.dialog.words import Lines, Local, Message, Screen, words
from assistant.domain.disputes import sanctions
from assistant.domain.disputes.ballot import Choice
from assistant.domain.disputes.ending import may_be_penalised, proposal
from assistant.domain.disputes.events import NoticeStarted
from assistant.domain.disputes.panel import APPEAL_FROM
from assistant.domain.disputes.sanctions import STEPS
from assistant.domain.disputes.views import DocketView, PartyView
from assistant.facts import apply
from assistant.i18n import N_
from flows.disputes import notices_filed as case_notices_filed
from flows.disputes.exhibits_shown import told
from flows.disputes.screen import party_screen
from flows.library import zone_of
from flows.panel import draw as case_draw
from flows.panel import ruling
from flows.panel.docket import docket
from flows.rehearsal.court import ANSWERS, FILES, NUMBER, Court, final, seat_of_mine

Find = Callable[..., Any]


def bare(screen: Screen) -> Lines:
    """Its words alone."""
    return Lines(screen.paragraphs, "\n\n")


@dataclass(frozen=True, slots=True)
class _Cast:
    claimant: int = FILES
    respondent: int = ANSWERS


def notice(court: Court, held: Any, bot: str) -> Lines:
    """What the other side is sent, word for word."""
    facts = {
        "event": next(each for each in court.events if isinstance(each, NoticeStarted)),
        "case_cast": lambda _: _Cast(),
        "case_as": lambda _, person: court.view(person),
        "find_number": lambda _: held,
        "bot": bot,
        "now": court.now,
    }
    sent = apply(case_notices_filed.noticed, facts)
    said = next(each.say for each in sent if isinstance(each, Notice) and each.person == ANSWERS)
    assert isinstance(said, Screen)
    return bare(said)


def _party(court: Court, person: int = FILES) -> PartyView:
    view = court.view(person)
    assert isinstance(view, PartyView)
    return view


def page(court: Court, held: Any) -> Lines:
    """The case as the one who filed it has it."""
    return bare(party_screen(_party(court), held))


def exhibits(court: Court) -> Lines:
    """What both brought."""
    return Lines(tuple(told(each, court.it.kind, 100) for each in _party(court).exhibits))


def draw(court: Court, held: Any) -> Lines:
    """Before it: what is sealed. After it: the secret, the order, the same seal."""
    return bare(case_draw.screen(_party(court), zone_of(held)))


def papers(court: Court, held: Any, find_rules: Find) -> Lines:
    """The one screen a juror decides from."""
    view = court.view(seat_of_mine(court).person)
    assert isinstance(view, DocketView)
    return bare(docket(view, held, find_rules))


def decision(court: Court, held: Any) -> Lines:
    """The ruling as both sides read it."""
    view = _party(court)
    facts = {"payload": str(NUMBER), "find_case": lambda _: view, "find_number": lambda _: held}
    found = apply(ruling.page, facts)
    assert isinstance(found, Screen)
    return bare(found)


# --- what comes after ---


def onward(court: Court, held: Any, jurors: int) -> Lines:
    """Appeal, remedy, penalty, and the clocks: by the rules in force in this group."""
    return Lines((*_appeal(court, held, jurors), *_remedy(court, held), *_penalty(court), *_clocks(court)), "\n\n")


def _appeal(court: Court, held: Any, jurors: int) -> Iterator[Message]:
    yield words(
        N_(
            "⚖️ <b>Appeal:</b> once, until {due}, to fresh jurors. For that a group needs {enough} neutral jurors; yours has {jurors}."
        ),
        due=Local(court.it.next_due() or court.now, zone_of(held)),
        enough=APPEAL_FROM,
        jurors=jurors,
    )


def _remedy(court: Court, held: Any) -> Iterator[Message]:
    after = final(court)
    if after.it.over:
        yield Message(
            N_("🤝 <b>After that</b> the case is closed: the claim was rejected, so nobody has to do anything.")
        )
        return
    yield words(
        N_("🤝 <b>After that</b> {other} has to pay {amount} by {due} and say so; {claimant} confirms it, and the case is closed."),
        other=_party(after).other_name,
        amount=after.it.ruling.tally.amount if after.it.ruling else None,
        due=Local(after.it.next_due() or after.now, zone_of(held)),
        claimant=_party(after, ANSWERS).other_name,
    )  # fmt: skip


def _penalty(court: Court) -> Iterator[Message]:
    """Only the steps of this group's own ladder; and what it says for somebody without any."""
    after, ladder = final(court), court.setting.ladder
    if not ladder.steps:
        yield Message(N_("📏 <b>Penalties:</b> your rules have no ladder of penalties, so none is proposed."))
        return
    yield words(
        N_("📏 <b>Penalties</b> by your rules: {steps}. Each lapses after {lapse}."),
        steps=Lines(tuple(Message(STEPS[step]) for step in ladder.steps), " → "),
        lapse=ladder.lapse,
    )
    if may_be_penalised(after.it) is None:
        step, _ = proposal(after.it, after.setting, after.now)
        yield words(
            N_("Here I would propose to you: {step}. You may deviate, with a reason of at least {least} characters."),
            step=Message(STEPS[step]),
            least=sanctions.LEAST_REASON,
        )
    else:
        yield Message(N_("Here none follows: nothing was decided against anybody."))


def _clocks(court: Court) -> Iterator[Message]:
    clocks, window = court.it.clocks, court.setting.window
    yield words(
        N_(
            "⏱ <b>Nobody can stop a case by silence:</b> {answer} to answer, {talk} to agree, {evidence} for evidence, {ballot} to vote; "
            "then it goes on by itself."
        ),
        answer=clocks.answer,
        talk=clocks.talk,
        evidence=clocks.evidence,
        ballot=clocks.ballot,
    )
    if window is not None:
        yield words(N_("A claim can be made within {window} of receipt."), window=window)


# --- voting ---


def is_part(vote: str) -> bool:
    return vote == Choice.PARTLY
