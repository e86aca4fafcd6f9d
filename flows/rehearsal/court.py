"""A mock case, run by the very same domain as real ones, and never written down: its state follows from the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from assistant.domain.disputes import commands as c
from assistant.domain.disputes import custody
from assistant.domain.disputes.ballot import Choice
from assistant.domain.disputes.case import Case, Deal, Seat
from assistant.domain.disputes.claims import Part
from assistant.domain.disputes.decide import decide
from assistant.domain.disputes.events import CaseEvent
from assistant.domain.disputes.lifecycle import State, clocks_of
from assistant.domain.disputes.outcome import Stance
from assistant.domain.disputes.panel import APPEAL_FROM, Juror, Pool
from assistant.domain.disputes.sanctions import ladder_of
from assistant.domain.disputes.seeing import see, with_name
from assistant.domain.disputes.views import View
from assistant.domain.disputes.walk import Setting
from assistant.domain.money import Money, digits, money
from assistant.domain.rulebook import Rulebook
from assistant.i18n import text
from flows.rehearsal.stories import CLAIMANT, RESPONDENT, THINKS, Story

LEAST = 8  # smallest coins: of which a half is asked for, and of that a half or three quarters offered
NUMBER = 0  # real cases count from 1
# Nobody has such a number, so nobody can be meant.
FILES, ANSWERS = -1, -2
JURORS = tuple(range(-11, -11 - APPEAL_FROM, -1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """A mock case as far as it has come; every step gives a new one. `seed`: where its salts and its draw come from."""

    story: Story
    setting: Setting
    seed: str
    now: datetime
    locale: str
    case: Case | None = None
    events: tuple[CaseEvent, ...] = ()

    @property
    def it(self) -> Case:
        if self.case is None:
            raise LookupError("not filed yet")
        return self.case

    def take(self, command: c.CaseCommand | c.FileCase) -> Court:
        events, case = decide(command, self.case, self.setting)
        return replace(self, case=case, events=(*self.events, *events))

    def do(self, kind: type[c.CaseCommand], person: int, **fields: Any) -> Court:
        return self.take(kind(person=person, now=self.now, case=NUMBER, token=self.token, **fields))

    @property
    def token(self) -> str:
        return f"{self.seed}:{len(self.events)}"

    def both(self, kind: type[c.CaseCommand]) -> Court:
        return self.do(kind, FILES).do(kind, ANSWERS)

    def view(self, person: int) -> View | None:
        """The case as that person sees it, through the guard like everybody."""
        names = (self.name(CLAIMANT), self.name(RESPONDENT))
        seen = see(self.it, person, self.setting.pool, names)
        return with_name(seen, self.it, names[1], names[0])

    def name(self, which: str) -> str:
        return text(which, self.locale)


# --- the steps, each from the one before and an answer ---


def filed(
    story: Story, kind: str, currency: str, rules: tuple[int, Rulebook], seed: str, now: datetime, locale: str
) -> Court:
    """The claim is filed, and the other side is told. `rules`: the version in force and what it says."""
    version, book = rules
    window, cap = book.value("window"), book.value("cap")
    amount = worth(cap, currency)
    setting = Setting(
        pool=Pool(tuple(Juror(each) for each in JURORS)),
        number=NUMBER,
        kind=kind,
        deal=_deal(story, amount, version, now, locale),
        clocks=clocks_of(book),
        window=window,
        cap=cap if cap is not None and cap.minor >= amount.minor else None,
        ladder=ladder_of(book),
    )
    court = Court(story=story, setting=setting, seed=seed, now=now, locale=locale)
    return court.take(
        c.FileCase(
            person=FILES,
            now=now,
            token=court.token,
            group=0,
            order=None,
            part=story.part,
            wrong=story.wrong,
            want=story.want,
            amount=part(amount, 1, 2),
            story=text(story.story, locale),
            received_at=now,
            opened_at=now,
            other=text(RESPONDENT, locale),
            exhibits=(_exhibit(story.shows, locale),),
        )
    ).do(c.ProveNotice, ANSWERS, how="opened")


def _deal(story: Story, amount: Money, version: int, now: datetime, locale: str) -> Deal:
    buyer, seller = (FILES, ANSWERS) if story.part is Part.BUYER else (ANSWERS, FILES)
    agreed, what = now - timedelta(days=3), text(story.what, locale)
    return Deal(what=what, amount=amount, rules=version, agreed_at=agreed, buyer=buyer, seller=seller, received_at=now)


def worth(cap: Money | None, currency: str) -> Money:
    """What the deal is worth: well below the cap, where there is one; but enough to be divided."""
    if cap is not None:
        return max(part(cap, 2, 5), Money(LEAST, cap.currency), key=lambda each: each.minor)
    usual = money(200 if digits(currency) else 20_000, currency)
    assert usual is not None  # whole units exist in every currency
    return usual


def part(whole: Money, over: int, under: int) -> Money:
    """That part of it, in tens of whole units where it comes to some, in whole units where not."""
    unit, minor = 10 ** digits(whole.currency), whole.minor * over // under
    fits = next((size for size in (10 * unit, unit, 1) if minor >= size and whole.minor >= 8 * size), 1)
    return Money(minor // fits * fits, whole.currency)


def _exhibit(caption: str, locale: str) -> Mapping[str, Any]:
    """A picture that does not exist; what it would show is said under it."""
    print_ = custody.digest(["rehearsal", caption])
    said = text(caption, locale)
    return {"sha256": print_, "size": 240_000, "mime": "image/jpeg", "kind": "photo", "caption": said}


def offered(court: Court) -> Court:
    """The other side says sorry, and offers half of what is asked for."""
    admits = text(court.story.admits, court.locale)
    return (
        court.do(c.Respond, ANSWERS, stance=Stance.PARTLY, text=admits, exhibits=(_own(court),))
        .do(c.OfferSettlement, ANSWERS, amount=part(_asked(court), 1, 2), action="", text="")
    )  # fmt: skip


def contested(court: Court) -> Court:
    denies = text(court.story.denies, court.locale)
    return court.do(c.Respond, ANSWERS, stance=Stance.CONTEST, text=denies, exhibits=(_own(court),))


def _own(court: Court) -> Mapping[str, Any]:
    return _exhibit(court.story.counters, court.locale)


def settled(court: Court) -> Court:
    return court.do(c.AcceptOffer, FILES, offer=1)


def countered(court: Court) -> Court:
    """The claimant asks for three quarters; the other side refuses."""
    more = court.do(c.OfferSettlement, FILES, amount=part(_asked(court), 3, 4), action="", text="")
    return more.do(c.RefuseOffer, ANSWERS, offer=2)


def gathered(court: Court) -> Court:
    """No agreement: now the evidence counts. Nobody has more to say."""
    return court.both(c.ReadyToGoOn)


def frozen(court: Court) -> Court:
    """Evidence closed, the list for the draw sealed."""
    return court.both(c.ReadyToGoOn)


def drawn(court: Court) -> Court:
    return court.both(c.ReadyToGoOn)


def seated(court: Court) -> Court:
    """Whoever was asked says yes, and has looked at everything."""
    while asked := court.it.panel("asked"):
        court = court.do(c.AcceptSeat, asked[0].person)
    for seat in court.it.panel("accepted"):
        for exhibit in court.it.exhibits:
            court = court.do(c.OpenExhibit, seat.person, exhibit=exhibit.n)
    return court


def seat_of_mine(court: Court) -> Seat:
    """The juror whom the owner plays."""
    return court.it.panel("accepted")[0]


def ruled(court: Court, choice: str, amount: Money | None, reason: str) -> Court:
    """The owner's vote, then those of the others: counted as soon as the last is in."""
    mine, *others = court.it.panel("accepted")
    part_ = amount if choice == Choice.PARTLY else None
    court = court.do(c.CastBallot, mine.person, choice=choice, amount=part_, reason=reason)
    for at, seat in enumerate(others):
        court = court.do(c.CastBallot, seat.person, **_vote(court, at))
    return court


def _vote(court: Court, at: int) -> dict[str, Any]:
    """By rule: one gives half; the next all if the answer admits something, else nothing; and so on."""
    admits = court.it.answer is not None and court.it.answer.stance == Stance.PARTLY
    firm = Choice.UPHELD if admits else Choice.REJECTED
    choice = Choice.PARTLY if at % 2 == 0 else firm
    amount = part(_asked(court), 1, 2) if choice is Choice.PARTLY else None
    return {"choice": choice, "amount": amount, "reason": text(THINKS[choice], court.locale)}


def final(court: Court) -> Court:
    """Nobody appeals: the ruling is final once the time for that is over."""
    if court.it.state is not State.RULED:
        return court
    over = court.it.next_due() or court.now
    return replace(court, now=over).do(c.TimeOut, c.SERVICE, name="appeal")


def _asked(court: Court) -> Money:
    asked = court.it.claim.amount
    assert asked is not None  # every story asks for money
    return asked
