"""The case as a juror or mediator has it: all that matters on one screen, Buyer and Seller instead of names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.values import thaw
from assistant.dialog.words import Button, Lines, Local, Message, Plain, Screen, words
from assistant.domain.disputes import custody
from assistant.domain.disputes.authority import Role
from assistant.domain.disputes.claims import MONEY, Part, Wrong
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.outcome import GROUNDS, Ground, Side
from assistant.domain.disputes.views import DocketView
from assistant.domain.rulebook import is_full, read
from assistant.i18n import N_
from flows.disputes.exhibits_shown import told
from flows.disputes.screen import terms
from flows.disputes.words import number_of, part_word, want_words, whose_turn, wrong_word
from flows.panel.ruling_words import outcome_words
from flows.rules.text import WORDING, cut, place_of

Find = Callable[..., Any]
Note = Message | Plain | Lines
LONG, SHORT, TIGHT = 360, 200, 60  # characters of an account, of what was added to it, of a caption
FEW = 8  # exhibits listed with their captions
BRIEF, BRIEFER = 240, 120  # instead of LONG and SHORT where there are more

# What of the rules speaks of such a claim.
CLAUSES: Mapping[Wrong, tuple[str, ...]] = {
    Wrong.NOT_PAID: ("settle",),
    Wrong.NOT_DELIVERED: ("ship", "redress"),
    Wrong.NOT_AS_DESCRIBED: ("listing", "redress"),
    Wrong.DAMAGED: ("redress",),
    Wrong.LATE: ("ship", "redress"),
    Wrong.BELOW_STANDARD: ("receipt", "redress"),
    Wrong.REJECTED_UNFAIRLY: ("receipt",),
    Wrong.OVERCHARGED: ("recap",),
    Wrong.OTHER: ("truth", "redress"),
}
JUDGE: Mapping[Wrong, str] = {
    Wrong.NOT_PAID: N_("Was it delivered or done as agreed, and is the money still owed?"),
    Wrong.NOT_DELIVERED: N_("Did it come, or was it done, as agreed?"),
    Wrong.NOT_AS_DESCRIBED: N_("Does what came differ from what was described?"),
    Wrong.DAMAGED: N_("Did it arrive damaged, and who answers for that?"),
    Wrong.LATE: N_("Did it come later than agreed, and did that do harm?"),
    Wrong.BELOW_STANDARD: N_("Is the work poorer than what was agreed?"),
    Wrong.REJECTED_UNFAIRLY: N_("Was the work good enough, by what was agreed?"),
    Wrong.OVERCHARGED: N_("Was more charged than was agreed?"),
    Wrong.OTHER: N_("Who kept to what was agreed, and who did not?"),
}


def docket(view: DocketView, group: Any, find_rules: Find, notes: Sequence[Note] = ()) -> Screen:
    """The one screen. `find_rules` gives the version of the rules that the deal was made under."""
    zone = group.zone or "UTC"
    if view.voted:
        return Screen((*notes, Lines(tuple(_head(view, zone)))))
    body: list[Note] = [
        Lines(tuple(_head(view, zone))),
        Lines(tuple(_deal(view, zone))),
        Lines(tuple(_accounts(view))),
        *_appeal(view),
        *_offers(view),
        _evidence(view),
        *_rules(view, group, find_rules),
        _to_judge(view),
    ]
    return Screen((*notes, *body), tuple(_rows(view)))


def _head(view: DocketView, zone: str) -> Iterator[Message]:
    if view.role == Role.MEDIATOR:
        yield words(
            N_("⚖️ <b>Case {number}: you mediate.</b> You help the two to agree."), number=number_of(view.number)
        )
    else:
        yield words(N_("⚖️ <b>Case {number}: you are one of the jurors.</b>"), number=number_of(view.number))
    if view.voted:
        seal = custody.short(view.commitment)
        yield words(
            N_("✓ Your vote is in, sealed as <code>{seal}</code>. All are opened together; I send you the ruling."),
            seal=seal,
        )
    elif view.state == State.DRAW:
        yield Message(N_("Have a look already. Evidence and voting open as soon as all seats are taken; I tell you."))
    else:
        yield from whose_turn(view, zone)


def _deal(view: DocketView, zone: str) -> Iterator[Message]:
    claim = view.claim
    yield words(
        N_("<b>Deal:</b> “{what}”, {amount}, agreed {at}"),
        what=view.what,
        amount=view.deal_amount,
        at=Local(view.agreed_at, zone),
    )
    yield words(
        N_("<b>{part} says:</b> {wrong}. <b>Wants:</b> {want}"),
        part=part_word(view.kind, claim.part),
        wrong=wrong_word(claim.wrong),
        want=want_words(claim.want, claim.amount),
    )
    if claim.late_reason:
        yield words(N_("<b>Brought late, because:</b> {why}"), why=cut(claim.late_reason, room(view, 2)))


# --- what both say ---


def texts(view: DocketView) -> tuple[tuple[Message, str], ...]:
    """All that the two wrote, in order, with whose it is."""
    other = str(Part(view.part).other)
    claimant, respondent = part_word(view.kind, view.part), part_word(view.kind, other)
    found = [(claimant, view.claim.story), (respondent, view.answer)]
    for part, said in view.rebuttals.items():
        found.append((words(N_("{part} adds"), part=part_word(view.kind, part)), said))
    if view.plea is not None:
        side, against = view.plea.side, str(Part(view.plea.side).other)
        found.append((words(N_("{part}, appealing"), part=part_word(view.kind, side)), view.plea.text))
        found.append((words(N_("{part} on the appeal"), part=part_word(view.kind, against)), view.plea.answer))
    return tuple((who, said) for who, said in found if said)


def room(view: DocketView, at: int) -> int:
    """How many characters of that text fit on the screen."""
    long, short = (LONG, SHORT) if len(view.exhibits) <= FEW else (BRIEF, BRIEFER)
    return long if at < 2 else short


def _accounts(view: DocketView) -> Iterator[Message]:
    for at, (who, said) in enumerate(texts(view)):
        yield words(N_("💬 <b>{who}:</b> {said}"), who=who, said=cut(said, room(view, at)))
    other = part_word(view.kind, str(Part(view.part).other))
    if view.on_papers:
        yield words(N_("💬 <b>{who}</b> could not be reached. Go by what is there."), who=other)
    elif view.silent:
        yield words(N_("💬 <b>{who}</b> has not answered. Silence is not guilt: go by what is shown."), who=other)


def long_ones(view: DocketView) -> Iterator[tuple[int, Message]]:
    """Which of the texts the screen shows shortened."""
    for at, (who, said) in enumerate(texts(view)):
        if len(said) > room(view, at):
            yield at, who


def _appeal(view: DocketView) -> Iterator[Message]:
    if view.plea is not None and view.first is not None:
        yield words(
            N_("<b>This is the appeal:</b> {ground}. The first jurors said: {outcome}. You decide afresh."),
            ground=Message(GROUNDS[Ground(view.plea.ground)]),
            outcome=outcome_words(view.first, view.claim.want, view.claim.amount),
        )


def _offers(view: DocketView) -> Iterator[Lines]:
    """What is on the table; a mediator alone sees that, for what was offered for peace is held against nobody."""
    sides = {Side.CLAIMANT: view.part, Side.RESPONDENT: str(Part(view.part).other)}
    for offer in view.offers:
        if offer.state == "open":
            who = part_word(view.kind, sides[Side(offer.by)]) if offer.by in sides else Message(N_("you"))
            line = words(N_("🤝 <b>On the table, from {who}:</b> {terms}"), who=who, terms=terms(offer))
            agreed = Lines(tuple(part_word(view.kind, sides[Side(side)]) for side in offer.accepted_by), ", ")
            yield Lines((line, *((words(N_("Has agreed so far: {who}"), who=agreed),) if offer.accepted_by else ())))


# --- what is shown, what the rules say, what is to be judged ---


def _evidence(view: DocketView) -> Note:
    if not view.exhibits:
        return Message(N_("<b>Evidence:</b> neither side has brought any."))
    lines = [told(each, view.kind, TIGHT if len(view.exhibits) <= FEW else 0) for each in view.exhibits]
    return Lines((Message(N_("<b>Evidence</b>")), *lines))


def _rules(view: DocketView, group: Any, find_rules: Find) -> Iterator[Lines]:
    """The clauses about such a claim, in the version that the deal was made under."""
    row = find_rules(group.id, view.rules)
    body = thaw(row.body) if row else {}
    if not is_full(body):
        return
    wanted = CLAUSES[Wrong(view.claim.wrong)]
    found = [
        words(N_("{title}: {text}"), title=Message(clause.title), text=text)
        for clause, text in WORDING.said(read(body), place_of(group))
        if clause.key in wanted
    ]
    if found:
        yield Lines((words(N_("<b>The group's rules say</b> (version {n})"), n=view.rules), *found))


def _to_judge(view: DocketView) -> Lines:
    claim = view.claim
    if view.role == Role.MEDIATOR:
        return Lines(
            (Message(N_("👉 <b>You may propose a way out.</b> It holds only if both say yes; you rule nothing.")),)
        )
    second = (
        words(N_("If so: all of {amount}, or which part?"), amount=claim.amount)
        if claim.want in MONEY and claim.amount is not None
        else words(N_("If so: is it fair to ask for this: {want}?"), want=want_words(claim.want, None))
    )
    question = words(
        N_("<b>You judge:</b> {question} {second}"), question=Message(JUDGE[Wrong(claim.wrong)]), second=second
    )
    return Lines((question, Message(N_("Go by what is likelier from what is shown."))))


# --- buttons ---


def _rows(view: DocketView) -> Iterator[tuple[Button, ...]]:
    number = str(view.number)
    mediates = view.role == Role.MEDIATOR
    first = []
    if any(not each.erased for each in view.exhibits) and (mediates or "open" in view.options):
        again = N_("Show me the evidence") if mediates else N_("Show me the evidence once more")
        label = words(N_("Show me the evidence ({count})"), count=len(view.left)) if view.left else Message(again)
        first.append(Button(label, command("docket", f"{number} see{' new' if view.left else ''}")))
    if "ballot" in view.options:
        first.append(Button(Message(N_("Vote")), command("docket", f"{number} vote")))
    if first:
        yield tuple(first)
    if "offer" in view.options:
        yield (Button(Message(N_("Propose a way out")), command("negotiate", number)),)
    for at, who in long_ones(view):
        yield (Button(words(N_("In full: {who}"), who=who), command("docket", f"{number} t{at}")),)
    if "decline" in view.options:
        yield (Button(Message(N_("I am not neutral after all")), command("docket", f"{number} out")),)
