"""The beginning of a case: who is told what, and how it is proven that they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from assistant.dialog.outcome import Do, Effect, Notice, Proof, Reactions
from assistant.dialog.words import Lines, Local, Message, Paste, Screen, words
from assistant.domain.disputes import events as e
from assistant.domain.disputes.commands import SERVICE, ProveNotice
from assistant.domain.disputes.lifecycle import State
from assistant.i18n import N_
from flows.disputes.words import case_button, number_of, want_words, wrong_word

Find = Callable[..., Any]
DELIVERED, UNREACHED = "case.delivered", "case.unreached"
NOTICE = N_(
    "{name}: there is a question about a deal of ours in the group {group}. Your side of it counts; open this link, read and answer "
    "there:\n{link}"
)
PASS_ON = N_(
    "📨 Please send the other side the text below: with its link they can read the case and answer. Until they opened it, or I could "
    "reach them myself, no time runs against them."
)
UNREACHABLE = N_(
    "📨 My message did not get through to the other side. Please send them the text below yourself, wherever you two write to each other: "
    "the link in it works for them alone. Until they open it, no time runs against them."
)
AGAIN = N_("🔔 The other side has not opened the case yet. Please send them the text below once more.")


def filed(event: e.CaseFiled, case_as: Find, find_number: Find) -> Iterator[Effect]:
    """To the claimant: the number, and what happens next."""
    view, group = case_as(event.case, event.claimant), find_number(event.group)
    if view is None:
        return
    first = words(
        N_("✓ Your case is <b>{number}</b>: {wrong}."),
        number=number_of(event.case),
        wrong=wrong_word(event.claim.wrong),
    )
    yield Notice(event.claimant, Screen((Lines((first, _next(event, view, group))),), (_opens(event.case),)))


def _opens(number: int) -> Any:
    return case_button(N_("Open the case"), number, below=True)


def _next(event: e.CaseFiled, view: Any, group: Any) -> Message:
    if event.talk_first and view.due is not None:
        return words(
            N_(
                "Talk to them first. On {due} I tell them by myself; in the case you can do so earlier, or take it back."
            ),
            due=Local(view.due, group.zone or "UTC"),
        )
    return Message(N_("Next: the other side is told and has a day to answer. I tell you of every step."))


def noticed(event: e.NoticeStarted, case_cast: Find, case_as: Find, find_number: Find, bot: str) -> Iterator[Effect]:
    """To the other side where they can be written to; the claimant gets a text with a link, for everybody else."""
    yield from _tell(event.case, case_cast, case_as, find_number, bot, again=False)


def reminded(event: e.NoticeReminded, case_cast: Find, case_as: Find, find_number: Find, bot: str) -> Iterator[Effect]:
    yield from _tell(event.case, case_cast, case_as, find_number, bot, again=True)


def _tell(number: int, case_cast: Find, case_as: Find, find_number: Find, bot: str, *, again: bool) -> Iterator[Effect]:
    cast = case_cast(number)
    view = case_as(number, cast.claimant)
    group = find_number(view.group)
    if cast.respondent is not None:
        proof = Proof(DELIVERED, {"case": number}, lost="" if again else UNREACHED)
        yield Notice(cast.respondent, _to_respondent(view, group), proof)
        if not again:
            return  # that it arrived is told when it is proven; a link is for whoever cannot be reached like this
    yield from _pass_on(AGAIN if again else PASS_ON, cast, view, group, bot)


def _pass_on(text: str, cast: Any, view: Any, group: Any, bot: str) -> Iterator[Effect]:
    """To the claimant: the text with the link that works for the other side alone, to send them some other way."""
    yield Notice(cast.claimant, Screen((Message(text),), (_opens(view.number),)))
    link = f"https://t.me/{bot}?start=c_{view.handle}"
    yield Notice(cast.claimant, Paste(words(NOTICE, name=view.other_name, group=group.name, link=link)))


def _to_respondent(view: Any, group: Any) -> Screen:
    """Calm, and complete enough to know what it is about; the rest is in the case."""
    about = words(
        N_("📨 <b>Case {number}</b> in {group}: somebody you dealt with sees a problem with “{what}”."),
        number=number_of(view.number),
        group=group.name,
        what=view.deal.what,
    )
    claim = words(
        N_("They say: {wrong}. They ask for: {want}."),
        wrong=wrong_word(view.claim.wrong),
        want=want_words(view.claim.want, view.claim.amount),
    )
    calm = Message(
        N_(
            "Nothing is decided. Have a look and tell your side; many such things end with one good message between you two."
        )
    )
    return Screen((Lines((about, claim)), calm), (case_button(N_("Read and answer"), view.number, below=True),))


def delivered(data: Mapping[str, Any], now: datetime, fresh: str) -> Iterator[Effect]:
    """Telegram has taken the notice: the clock of the answer starts."""
    yield Do(ProveNotice(person=SERVICE, now=now, case=data["case"], token=fresh, how="delivered"))


def unreached(data: Mapping[str, Any], case_cast: Find, case_as: Find, find_number: Find, bot: str) -> Iterator[Effect]:
    """The notice will never arrive, because they have blocked me, say: the claimant can still pass the link on, at once."""
    cast = case_cast(data["case"])
    view = case_as(data["case"], cast.claimant)
    if view.state == State.NOTICE:
        yield from _pass_on(UNREACHABLE, cast, view, find_number(view.group), bot)


def proven(event: e.NoticeProven, case_cast: Find, case_as: Find, find_number: Find) -> Iterator[Effect]:
    """To the claimant: the other side knows, and until when they may answer."""
    cast = case_cast(event.case)
    view = case_as(event.case, cast.claimant)
    if view is None or view.due is None:
        return
    zone = find_number(event.group).zone or "UTC"
    line = words(
        N_("✓ Case {number}: the other side has been told, and may answer until {due}."),
        number=number_of(event.case),
        due=Local(view.due, zone),
    )
    yield Notice(cast.claimant, Screen((line,), (_opens(event.case),)))


def unproven(event: e.WentOnUnproven, case_cast: Find) -> Iterator[Effect]:
    """Nobody could be reached: the case goes on with the papers, and carries no penalty."""
    line = words(
        N_(
            "Case {number}: the other side could not be reached, so it goes on with the papers alone. Add what you have now. Whoever was "
            "never reached gets no penalty."
        ),
        number=number_of(event.case),
    )
    yield Notice(case_cast(event.case).claimant, Screen((line,), (_opens(event.case),)))


REACTIONS = Reactions(
    happened={
        e.CaseFiled: filed,
        e.NoticeStarted: noticed,
        e.NoticeReminded: reminded,
        e.NoticeProven: proven,
        e.WentOnUnproven: unproven,
    },
    due={DELIVERED: delivered, UNREACHED: unreached},
)
