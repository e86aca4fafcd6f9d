"""Evidence, rebuttal, and the moment when nothing more is added."""

from __future__ import annotations

from assistant.domain.disputes import commands as c
from assistant.domain.disputes import custody
from assistant.domain.disputes import events as e
from assistant.domain.disputes.bringing import bring
from assistant.domain.disputes.case import Case
from assistant.domain.disputes.events_panel import AppealAnswered
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.outcome import Side
from assistant.domain.disputes.seating import derive, empanel
from assistant.domain.disputes.walk import Walk, said
from assistant.errors import Refused
from assistant.i18n import N_

MOST_WORDS = 2000


def submit(walk: Walk, command: c.SubmitExhibit) -> None:
    bring(walk, (command.exhibit, *command.more), _side(walk.case, command.person), command.late_reason)


def rebut(walk: Walk, command: c.Rebut) -> None:
    side = _side(walk.case, command.person)
    if side in walk.case.rebuttals:
        raise Refused(ONCE)
    walk.tell(e.Rebutted, side=str(side), text=said(command.text, 1, MOST_WORDS, EMPTY, LONG))


def answer_appeal(walk: Walk, command: c.AnswerAppeal) -> None:
    plea = walk.case.plea
    if plea is None or plea.side == _side(walk.case, command.person):
        raise Refused(NOT_YOUR_APPEAL)
    if plea.answer:
        raise Refused(ONCE)
    walk.tell(AppealAnswered, text=said(command.text, 1, MOST_WORDS, EMPTY, LONG))


def ready(walk: Walk, command: c.ReadyToGoOn) -> None:
    """When both sides have nothing more to say, nobody waits for the clock."""
    side = _side(walk.case, command.person)
    if walk.case.state is State.DRAW and walk.case.draw is not None and walk.case.draw.done:
        raise Refused(DRAWN)
    if side not in walk.case.ready:
        walk.tell(e.SaidReady, side=str(side))
    if walk.case.ready >= set(Side):
        go_on(walk, heard=True)


def go_on(walk: Walk, *, heard: bool = False) -> None:
    """End the step the case is in. `heard`: both sides said that they have nothing to add."""
    match walk.case.state:
        case State.NEGOTIATION:
            walk.follow(e.TalksOver)
        case State.EVIDENCE if not heard and _fresh(walk.case):
            walk.follow(e.RebuttalOpened)
        case State.EVIDENCE | State.REBUTTAL:
            walk.follow(e.DocketFrozen, root=custody.docket_root(leaves(walk.case)))
            empanel(walk)
        case State.DRAW:
            derive(walk)
        case State.APPEAL:
            walk.follow(e.DocketReopened, root=custody.docket_root(leaves(walk.case)))
            empanel(walk)


def _fresh(case: Case) -> bool:
    """Whether something came in this step that the other side may want to answer."""
    return case.entered_at is not None and any(each.submitted_at >= case.entered_at for each in case.exhibits)


def leaves(case: Case) -> tuple[tuple[str, str], ...]:
    """What the panel will see, in order: (label, seal)."""
    salt = case.claim.salt
    papers = [("claim", case.claim.story)]
    papers += [("answer", case.answer.text)] if case.answer else []
    papers += [(f"rebuttal of the {side}", case.rebuttals[side]) for side in Side if side in case.rebuttals]
    papers += [("appeal", case.plea.text), ("answer to the appeal", case.plea.answer)] if case.plea else []
    sealed = [(label, custody.seal(salt, [label, text])) for label, text in papers if text]
    return (*sealed, *((f"exhibit {each.n}", each.seal) for each in case.exhibits))


def _side(case: Case, person: int) -> Side:
    side = case.side_of(person)
    if side is None:
        raise Refused(NOT_YOUR_APPEAL)
    return side


ONCE = N_("You have had your word on this already.")
EMPTY = N_("Please write at least one word.")
LONG = N_("That is too long: at most {most} characters.")
NOT_YOUR_APPEAL = N_("This is for the other side to answer.")
DRAWN = N_("The jurors have been drawn already.")
