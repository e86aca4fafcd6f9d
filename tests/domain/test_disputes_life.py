"""The life of a case: the chart, its clocks, and every way a case can end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from court import ADMIN, BUYER, DAY, DEAL, HOUR, JURORS, NOW, OWNER, SELLER, STRANGER, Court, filing, photo, yuan
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.disputes import commands as c
from assistant.domain.disputes import ending, talks, voting
from assistant.domain.disputes import filing as filings
from assistant.domain.disputes.authority import NO_SUCH_CASE, TABLE, Look, Role
from assistant.domain.disputes.ballot import Outcome
from assistant.domain.disputes.decide import MEANWHILE, decide
from assistant.domain.disputes.lifecycle import (
    CHART,
    ENDS,
    LIMITS,
    OPEN_TO_OFFERS,
    OPEN_TO_WITHDRAWAL,
    PASSED,
    UNRULED,
    Clocks,
    Deadline,
    State,
    clocks_of,
    shifted,
)
from assistant.domain.disputes.options import options, turn
from assistant.domain.disputes.panel import Juror
from assistant.domain.disputes.sanctions import Penalty, Step
from assistant.domain.disputes.walk import Setting
from assistant.domain.money import Money
from assistant.domain.rulebook import Chosen, Rulebook
from assistant.errors import Refused

LIVE = [state for state in State if state not in ENDS and state is not State.DRAFT]
STORY = "The frame was broken when it came."

# --- the chart ---


@pytest.mark.parametrize("state", LIVE)
def test_every_state_has_a_way_forward(state):
    """A limit, whose time-out leads on (or on within the state), and somebody who may act or nobody to wait for."""
    assert LIMITS[state]
    fires = {edge.when for edge in CHART.edges if edge.source == state}
    for limit in LIMITS[state]:
        assert limit.then in fires or limit.then.startswith("(")
    acting = [
        action
        for action, roles in TABLE.items()
        if not isinstance(action, Look) and state in roles.get(Role.CLAIMANT, ())
    ]
    assert acting or state in PASSED, state


@pytest.mark.parametrize("state", LIVE)
def test_from_every_state_time_alone_leads_to_an_end(state):
    court = Court(8)
    if state in PASSED:
        return
    if state is State.MEDIATION:
        court = Court(2)
    court.to(state)
    for _ in range(40):
        if court.it.over:
            break
        assert court.it.deadlines, court.it.state
        court.late()
    assert court.it.over


def test_spans_are_those_of_the_rules():
    rules = Rulebook((Chosen("disputes", values={"disputes": 6 * HOUR}),))
    assert clocks_of(rules).answer == 6 * HOUR
    assert clocks_of(None) == clocks_of(Rulebook()) == Clocks()
    spans = Clocks()
    assert (spans.answer, spans.more, spans.evidence, spans.accept) == (DAY, DAY, DAY, 12 * HOUR)
    assert (spans.ballot, spans.appeal, spans.remedy) == (48 * HOUR, 48 * HOUR, 72 * HOUR)
    assert (spans.notice, spans.mediation) == (48 * HOUR, 72 * HOUR)


@given(st.integers(0, 100), st.integers(1, 100), st.integers(0, 200), st.integers(0, 200))
def test_downtime_costs_nobody_time(since, span, start, length):
    began, down, up = (NOW + timedelta(hours=each) for each in (since, start, start + length))
    before = Deadline("answer", began, began + timedelta(hours=span))
    (after,) = shifted([before], down, up)
    overlap = timedelta() if before.due <= down or up <= began else up - max(down, began)
    assert after.due == before.due + overlap
    # what was left when it went down is left when it comes back
    if began <= down < before.due:
        assert after.due - up == before.due - down


def test_a_case_over_a_downtime_keeps_its_hours():
    court = Court().to(State.RESPONSE)
    due = court.it.deadline("answer").due
    court.now += 3 * HOUR
    court.do(c.ShiftClocks, c.SERVICE, since=court.now - 2 * HOUR, until=court.now)
    assert court.it.deadline("answer").due == due + 2 * HOUR
    court.now = due
    assert court.do(c.TimeOut, c.SERVICE, name="answer") == ()
    assert court.late("answer")


def test_a_limit_that_is_not_there_or_not_over_changes_nothing():
    court = Court().to(State.RESPONSE)
    assert court.do(c.TimeOut, c.SERVICE, name="ballot") == ()
    assert court.do(c.TimeOut, c.SERVICE, name="answer") == ()
    assert court.it.state is State.RESPONSE


# --- each end ---


def trace(court: Court) -> list[str]:
    return [type(event).__name__ for event in court.events]


def edges(court: Court) -> set[tuple[str, str, str]]:
    """The edges of the chart that a case went along."""
    state, gone = State.DRAFT, set()
    for event in court.events:
        if event.EDGE:
            led = CHART.fire(state, event.EDGE, {})
            gone.add((event.EDGE, str(state), str(led)))
            state = State(led)
    return gone


def upheld(size: int = 3, *choices) -> Court:
    court = Court(size).to(State.BALLOT)
    court.vote(*(choices or ("upheld", 100, "rejected")))
    return court


def test_ruled_carried_out_and_closed():
    court = upheld()
    assert court.it.state is State.REMEDY
    assert court.it.ruling.tally.amount == yuan(100)
    court.do(c.ReportRemedy, SELLER, text="Sent.")
    court.do(c.ConfirmRemedy, BUYER)
    assert (court.it.state, court.it.ending) == (State.CLOSED, "remedied")
    assert [ballot.choice for ballot in court.it.ruling.ballots] == ["upheld", "partly", "rejected"]


def test_a_ruling_against_nobody_closes_the_case():
    court = upheld(3, "rejected", "rejected", "undecided")
    assert (court.it.state, court.it.ending) == (State.CLOSED, "rejected")


# Both write when they like: an hour apart, or so quickly that the clock shows the same moment, or with a clock set back.
@pytest.mark.parametrize("apart", [HOUR, timedelta(), -timedelta(seconds=1)])
@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], "unremedied"),
        ([(c.ReportRemedy, SELLER, {})], "remedied"),
        ([(c.ReportRemedy, SELLER, {}), (c.ContestRemedy, BUYER, {"text": "Nothing has arrived here."})], "unremedied"),
        (
            [
                (c.ReportRemedy, SELLER, {}),
                (c.ContestRemedy, BUYER, {"text": "Nothing has arrived here."}),
                (c.ReportRemedy, SELLER, {"text": "Here is the receipt."}),
            ],
            "contested",
        ),
    ],
)
def test_how_a_remedy_ends_when_nobody_says_more(steps, expected, apart):
    court = upheld()
    court.now += HOUR
    for kind, person, fields in steps:
        court.now += apart
        court.do(kind, person, **fields)
    court.late("remedy")
    assert (court.it.state, court.it.ending) == (State.CLOSED, expected)


NOT_THERE = "Nothing has arrived here, I looked twice."


def test_whoever_spoke_last_is_answered_by_the_other_also_within_one_moment():
    court = upheld()
    court.do(c.ReportRemedy, SELLER)
    assert (turn(court.it), "report" in options(court.it, Role.RESPONDENT, SELLER)) == (("claimant",), False)
    court.do(c.ContestRemedy, BUYER, text=NOT_THERE)
    assert (turn(court.it), "report" in options(court.it, Role.RESPONDENT, SELLER)) == (("respondent",), True)
    court.do(c.ReportRemedy, SELLER)
    assert (turn(court.it), "report" in options(court.it, Role.RESPONDENT, SELLER)) == (("claimant",), False)
    with pytest.raises(Refused, match="The other side has been told"):
        court.do(c.ReportRemedy, SELLER)
    with pytest.raises(Refused, match="The other side has been given more time"):
        court.do(c.ContestRemedy, BUYER, text=NOT_THERE)
    court.do(c.ConfirmRemedy, BUYER)  # and may still say yes
    assert court.it.ending == "remedied"


@pytest.mark.parametrize("early", [timedelta(minutes=1), timedelta()])
def test_who_reports_at_the_last_minute_leaves_a_day_to_object(early):
    court = upheld()
    first = court.it.deadline("remedy").due
    court.now = first - early
    court.do(c.ReportRemedy, SELLER)
    assert court.it.deadline("remedy").due == court.now + DAY
    court.now = first  # the timer of before rings while the report waits: nothing ends
    assert court.do(c.TimeOut, c.SERVICE, name="remedy") == ()
    court.now = first - early + DAY
    court.do(c.ContestRemedy, BUYER, text=NOT_THERE)  # before the clock, in the last moment
    assert court.do(c.TimeOut, c.SERVICE, name="remedy") == ()
    assert court.it.deadline("remedy").due == court.now + 3 * DAY  # the same time once more
    court.now += 3 * DAY
    court.do(c.ReportRemedy, SELLER)  # and so at its end: a day is left to confirm it
    assert court.it.deadline("remedy").due == court.now + DAY
    court.late("remedy")
    assert court.it.ending == "contested"


def test_a_report_after_the_end_of_time_is_none():
    court = upheld()
    court.late("remedy")
    assert court.it.ending == "unremedied"
    with pytest.raises(Refused):
        court.do(c.ReportRemedy, SELLER)


def test_an_early_report_takes_nothing_of_the_time_to_object():
    court = upheld()
    due = court.it.deadline("remedy").due
    court.do(c.ReportRemedy, SELLER)
    assert court.it.deadline("remedy").due == due


def test_agreeing_settles_at_once():
    court = Court().to(State.RESPONSE)
    court.do(c.Respond, SELLER, stance="agree")
    assert (court.it.state, court.it.deadlines) == (State.SETTLED, ())


@pytest.mark.parametrize(
    "state", ["response", "negotiation", "evidence", "rebuttal", "draw", "ballot", "ruled", "appeal"]
)
def test_an_accepted_offer_settles_wherever_the_case_is(state):
    court = Court().to(State(state))
    court.do(c.OfferSettlement, SELLER, amount=yuan(150), text="Half of it")
    with pytest.raises(Refused, match="your own offer"):
        court.do(c.AcceptOffer, SELLER, offer=1)
    court.do(c.AcceptOffer, BUYER, offer=1)
    assert (court.it.state, court.it.offers[0].state) == (State.SETTLED, "accepted")


def test_a_counter_offer_takes_the_place_of_the_offer():
    court = Court().to(State.NEGOTIATION)
    court.do(c.OfferSettlement, SELLER, amount=yuan(50))
    court.do(c.OfferSettlement, BUYER, amount=yuan(250))
    for person in (BUYER, SELLER):
        with pytest.raises(Refused):
            court.do(c.AcceptOffer, person, offer=1)
    court.do(c.RefuseOffer, SELLER, offer=2)
    with pytest.raises(Refused):
        court.do(c.AcceptOffer, SELLER, offer=2)


@pytest.mark.parametrize("wrong", [{}, {"amount": yuan(501)}, {"action": "gift"}])
def test_an_offer_says_something_within_the_deal(wrong):
    with pytest.raises(Refused):
        Court().to(State.NEGOTIATION).do(c.OfferSettlement, SELLER, **wrong)


@pytest.mark.parametrize("state", ["filed", "notice", "response", "negotiation", "evidence", "draw", "ballot"])
def test_the_claimant_may_withdraw_before_the_ruling(state):
    court = Court().to(State(state))
    court.do(c.Withdraw, BUYER, reason="We talked.")
    assert court.it.state is State.WITHDRAWN


def test_too_few_jurors_mean_mediation_with_a_neutral_who_cannot_rule():
    court = Court(2).to(State.MEDIATION)
    asked = next(seat.person for seat in court.it.seats)
    court.do(c.DeclineSeat, asked)
    other = court.it.seats[-1].person
    assert {asked, other} == set(JURORS[:2])
    court.do(c.AcceptSeat, other)
    with pytest.raises(Refused):
        court.do(c.CastBallot, other, choice="upheld", reason="It is plain from the photos.")
    court.do(c.OfferSettlement, other, amount=yuan(120), text="Meet in the middle")
    court.do(c.AcceptOffer, BUYER, offer=1)
    assert court.it.state is State.MEDIATION
    court.do(c.AcceptOffer, SELLER, offer=1)
    assert court.it.state is State.SETTLED


def test_mediation_ends_without_a_finding():
    court = Court(0).to(State.MEDIATION)
    assert court.it.seats == ()
    court.late("mediation")
    assert court.it.state is State.NO_FINDING


@pytest.mark.parametrize("party", [OWNER, ADMIN])
def test_if_the_owner_is_a_party_there_is_mediation_or_a_partner_group(party):
    deal = DEAL.__class__(**{**{f: getattr(DEAL, f) for f in DEAL.__slots__}, "seller": party})
    for partners, state in (((), State.MEDIATION), (tuple(Juror(each) for each in (40, 41, 42)), State.DRAW)):
        court = Court(8, deal=deal).with_pool(partners=partners).file(talk_first=True)
        court.do(c.SendNotice, BUYER)
        court.do(c.ProveNotice, party)
        court.late("answer")
        court.late("evidence")
        assert court.it.state is state


def test_too_few_amounts_are_no_finding():
    court = upheld(3, "upheld", "undecided", "undecided")
    assert court.it.state is State.NO_FINDING
    assert len(court.events[-1].ballots) == 3


@pytest.mark.parametrize("why", ["unlawful", "erased"])
def test_a_case_may_become_void(why):
    court = Court().to(State.BALLOT)
    court.do(c.VoidCase, c.SERVICE, why=why)
    assert court.it.state is State.VOID


# --- notice and silence ---


def test_the_clock_starts_when_the_notice_is_proven():
    court = Court().to(State.NOTICE)
    court.now += 30 * HOUR
    assert court.do(c.ProveNotice, c.SERVICE, how="delivered")
    assert court.it.deadline("answer").due == court.now + DAY
    assert court.do(c.ProveNotice, SELLER) == ()  # twice changes nothing


def test_without_proof_the_case_goes_on_with_the_papers_and_carries_no_penalty():
    court = Court(3).to(State.NOTICE)
    court.late()
    assert court.it.reminded
    assert court.it.state is State.NOTICE
    court.late()
    assert (court.it.state, court.it.on_papers) == (State.EVIDENCE, True)
    court.late()
    court.late("nonce")
    for seat in court.it.panel("asked"):
        court.do(c.AcceptSeat, seat.person)
    court.vote("upheld", "upheld", "upheld")
    with pytest.raises(Refused) as no:
        court.do(c.DecideSanction, OWNER, step="reminder")
    assert no.value.message == ending.ON_PAPERS


def test_who_turns_up_late_is_heard_with_the_whole_time():
    court = Court().to(State.NOTICE)
    court.late("notice")
    court.now += 5 * HOUR
    court.do(c.ProveNotice, SELLER)
    assert (court.it.state, court.it.on_papers) == (State.RESPONSE, False)
    assert court.it.deadline("answer").due == court.now + DAY


def test_silence_is_not_guilt():
    court = Court(3).to(State.RESPONSE)
    court.late("answer")
    assert (court.it.state, court.it.silent) == (State.EVIDENCE, True)


def test_more_time_once():
    court = Court().to(State.RESPONSE)
    due = court.it.deadline("answer").due
    court.do(c.AskMoreTime, SELLER)
    assert court.it.deadline("answer").due == due + DAY
    with pytest.raises(Refused) as no:
        court.do(c.AskMoreTime, SELLER)
    assert no.value.message == talks.ONCE


DESCRIBED = {
    "order": None, "what": "A lamp", "other": "老王", "dealt_at": NOW - DAY, "amount_of_deal": yuan(300),
}  # fmt: skip


def described(**more) -> Court:
    command = filing(**DESCRIBED, **more)
    court = Court(3, deal=filings.described(command, 1))
    court._take(command)
    return court


def test_a_stranger_with_the_link_becomes_the_respondent_of_a_one_sided_case():
    court = described()
    assert (court.it.respondent, court.it.respondent_name) == (None, "老王")
    with pytest.raises(Refused) as no:
        court.do(c.ProveNotice, STRANGER, handle="wrong")
    assert no.value.message == NO_SUCH_CASE
    court.do(c.ProveNotice, STRANGER, handle=court.it.handle)
    assert (court.it.respondent, court.it.state) == (STRANGER, State.RESPONSE)
    with pytest.raises(Refused):  # the link serves once
        court.do(c.ProveNotice, 98, handle=court.it.handle)


def test_who_appears_after_the_papers_closed_is_a_party_all_the_same():
    court = described()
    court.late("notice")
    court.late("evidence")
    assert court.it.state is State.DRAW
    court.do(c.ProveNotice, STRANGER, handle=court.it.handle)
    assert (court.it.respondent, court.it.state) == (STRANGER, State.DRAW)


# --- filing ---

NEVER_CAME = {"wrong": "not_delivered", "want": "refund", "received_at": None}


@pytest.mark.parametrize(
    ("command", "setting", "message"),
    [
        ({}, {"deal": None}, filings.NO_DEAL),
        ({}, {"archived": True}, filings.NO_DEAL),
        ({"person": SELLER}, {}, filings.NOT_PARTY),
        ({"person": STRANGER}, {}, filings.NOT_PARTY),
        ({}, {"open_case": True}, filings.OPEN_CASE),
        ({"wrong": "not_paid"}, {}, filings.NO_SUCH_CLAIM),
        ({"wrong": "below_standard"}, {}, filings.NO_SUCH_CLAIM),
        ({"want": "redo"}, {}, filings.NO_SUCH_CLAIM),
        ({"amount": None}, {}, filings.HOW_MUCH),
        ({"amount": yuan(501)}, {}, filings.TOO_MUCH),
        ({"amount": yuan(0)}, {}, filings.TOO_MUCH),
        ({"amount": Money(100, "USD")}, {}, filings.TOO_MUCH),
        ({}, {"deal": replace(DEAL, seller=BUYER)}, filings.NOT_PARTY),
        ({"story": "Broken."}, {}, filings.SHORT_STORY),
        ({"story": "x" * 2001}, {}, filings.LONG_STORY),
        ({"received_at": NOW + HOUR}, {}, filings.FUTURE),
        ({"exhibits": ()}, {}, filings.NOTHING_TO_SHOW),
        ({}, {"filed": (NOW - HOUR,) * 3}, filings.TOO_MANY),
        ({}, {"filed": tuple(NOW - (each + 2) * DAY for each in range(10))}, filings.TOO_MANY),
        ({}, {"window": timedelta(minutes=30)}, filings.LATE),
        ({"late_reason": "Was ill."}, {"window": timedelta(minutes=30)}, filings.LATE),
        # what is on record counts, whatever the claimant says of it
        ({"received_at": NOW - HOUR}, {"deal": replace(DEAL, received_at=NOW - 2 * DAY)}, filings.LATE),
        # what never came counts from the missed deadline
        ({**NEVER_CAME}, {"deal": replace(DEAL, received_at=None, missed_at=NOW - DAY - HOUR)}, filings.LATE),
    ],
)
def test_what_cannot_be_filed(command, setting, message):
    with pytest.raises(Refused) as no:
        Court(3, **setting).file(**command)
    assert no.value.message == message


@pytest.mark.parametrize(
    "command", [{"exhibits": (), "nothing_to_show": True}, {"story": "x" * 20}, {"story": "x" * 2000}]
)
def test_what_can_be_filed(command):
    assert Court(3).file(**command).it.state is State.NOTICE


def test_for_what_never_came_the_window_runs_from_the_missed_deadline():
    missed = NOW - 23 * HOUR
    court = Court(3, deal=replace(DEAL, received_at=None, missed_at=missed)).file(**NEVER_CAME)
    assert (court.it.claim.received_at, court.it.claim.late_reason) == (missed, "")
    court = Court(3, deal=replace(DEAL, received_at=None, missed_at=None)).file(**NEVER_CAME)  # nobody knows when
    assert court.it.claim.late_reason == ""


def test_who_comes_late_says_why_and_both_read_it():
    why = "I was in hospital until today."
    court = Court(3, window=timedelta(minutes=30)).file(late_reason=f"  {why} ")
    assert court.it.claim.late_reason == why
    assert Court(3).file(late_reason=why).it.claim.late_reason == ""  # who is in time need not


def test_a_draft_begun_in_time_keeps_the_window_open_for_three_days():
    late = {"now": NOW + 3 * DAY, "opened_at": NOW + HOUR}
    assert Court(3, window=3 * HOUR).file(**late).it.claim.late_reason == ""
    with pytest.raises(Refused):
        Court(3, window=3 * HOUR).file(now=NOW + 4 * DAY, opened_at=NOW + HOUR)
    with pytest.raises(Refused):  # a draft of tomorrow opens nothing
        Court(3, window=3 * HOUR).file(now=NOW + 3 * DAY, opened_at=NOW + 4 * DAY)
    court = Court(3, window=3 * HOUR).file(now=NOW + 9 * DAY, late_reason="I was in hospital all week.")
    assert court.it.claim.late_reason


def test_prohibited_goods_are_not_mediated():
    command = filing(**(DESCRIBED | {"what": "仿真枪"}))
    with pytest.raises(Refused) as no:
        Court(3, deal=filings.described(command, 1))._take(command)
    assert no.value.message == filings.UNLAWFUL


def test_the_talk_before_costs_no_time():
    court = Court(3).file(talk_first=True)
    assert court.it.state is State.FILED
    assert trace(court) == ["CaseFiled", "ExhibitSubmitted"]
    court.late("cooling")
    assert court.it.state is State.NOTICE


# --- evidence, rebuttal, docket ---


def test_new_evidence_gets_a_rebuttal_and_late_evidence_a_reason():
    court = Court(3).to(State.EVIDENCE)
    court.do(c.SubmitExhibit, SELLER, exhibit=photo(2))
    court.late("evidence")
    assert court.it.state is State.REBUTTAL
    court.do(c.Rebut, BUYER, text="That is another bicycle.")
    with pytest.raises(Refused):
        court.do(c.Rebut, BUYER, text="And once more.")
    for reason in ("", "Could not.", " " * 30):
        with pytest.raises(Refused):
            court.do(c.SubmitExhibit, BUYER, exhibit=photo(3), late_reason=reason)
    court.do(c.SubmitExhibit, BUYER, exhibit=photo(3), late_reason="My phone was at the repair shop.")
    court.do(c.ReadyToGoOn, SELLER)
    court.do(c.ReadyToGoOn, BUYER)
    assert court.it.state is State.DRAW


def test_nothing_new_needs_no_rebuttal():
    court = Court(3).to(State.EVIDENCE)
    court.late("evidence")
    assert court.it.state is State.DRAW
    assert len(court.it.dockets) == 1


def test_new_evidence_takes_back_that_the_other_was_ready():
    court = Court(3).to(State.EVIDENCE)
    court.do(c.ReadyToGoOn, BUYER)
    court.do(c.SubmitExhibit, SELLER, exhibit=photo(2))
    court.do(c.ReadyToGoOn, SELLER)
    assert court.it.state is State.EVIDENCE
    court.do(c.ReadyToGoOn, BUYER)
    assert court.it.state is State.DRAW


# --- panel ---


def test_a_strike_is_one_a_side_before_the_draw():
    court = Court(5).to(State.DRAW)
    court.do(c.StrikeJuror, BUYER, juror=11)
    for person, juror in ((BUYER, 12), (SELLER, 11), (SELLER, 40)):
        with pytest.raises(Refused):
            court.do(c.StrikeJuror, person, juror=juror)
    court.do(c.StrikeJuror, SELLER, juror=12)
    court.late("nonce")
    assert {seat.person for seat in court.it.panel("asked")} == {13, 14, 15}
    with pytest.raises(Refused):
        Court(4).to(State.DRAW).do(c.StrikeJuror, BUYER, juror=11)


def test_who_declines_or_lapses_is_followed_by_the_reserve():
    court = Court(6).to(State.DRAW)
    court.late("nonce")
    first, second, third = (seat.person for seat in court.it.panel("asked"))
    court.do(c.DeclineSeat, first)
    court.do(c.AcceptSeat, second)
    court.do(c.AcceptSeat, third)
    assert len(court.it.panel("asked")) == 1
    court.late()
    court.do(c.AcceptSeat, court.it.panel("asked")[0].person)
    assert court.it.state is State.BALLOT
    with pytest.raises(Refused, match="no longer needs you"):
        court.do(c.AcceptSeat, first)


def test_nobody_left_means_mediation():
    court = Court(3).to(State.DRAW)
    court.late("nonce")
    court.do(c.DeclineSeat, court.it.panel("asked")[0].person)
    for seat in court.it.panel("asked"):
        court.do(c.AcceptSeat, seat.person)
    assert court.it.state is State.MEDIATION


def test_a_juror_looks_at_everything_first_and_votes_once():
    court = Court(3).to(State.BALLOT)
    juror = court.it.panel("accepted")[0].person
    vote = {"choice": "upheld", "reason": "It is plain from the photos."}
    with pytest.raises(Refused) as no:
        court.do(c.CastBallot, juror, **vote)
    assert (no.value.message, no.value.values) == (voting.LOOK_FIRST, {"left": 2, "first": 1})
    for n in (1, 2):
        court.do(c.OpenExhibit, juror, exhibit=n)
    assert court.do(c.OpenExhibit, juror, exhibit=2) == ()
    with pytest.raises(Refused):
        court.do(c.OpenExhibit, juror, exhibit=9)
    court.do(c.CastBallot, juror, **vote)
    for again in ((c.CastBallot, vote), (c.DeclineSeat, {})):
        with pytest.raises(Refused) as no:
            court.do(again[0], juror, **again[1])
        assert no.value.message == voting.VOTED


def test_who_steps_down_is_replaced_and_votes_stay():
    court = Court(4).to(State.BALLOT)
    one, two, three = court.it.panel("accepted")
    court.vote("upheld", None, None)
    court.do(c.DeclineSeat, two.person)
    assert court.it.state is State.DRAW
    with pytest.raises(Refused) as no:  # a vote is final while a reserve is sought, too
        court.do(c.DeclineSeat, one.person)
    assert no.value.message == voting.VOTED
    court.do(c.AcceptSeat, court.it.panel("asked")[0].person)
    assert (court.it.state, bool(court.it.seat_of(one.person).commitment)) == (State.BALLOT, True)
    court.do(c.DeclineSeat, three.person)
    assert court.it.state is State.BALLOT  # no reserve left: the two go on
    court.late("ballot")
    assert court.it.state is State.NO_FINDING


def test_the_silent_are_replaced_once_where_too_few_voted():
    court = Court(5).to(State.BALLOT)
    court.vote("upheld", None, None)
    court.late("ballot")
    assert court.it.state is State.DRAW
    for seat in court.it.panel("asked"):
        court.do(c.AcceptSeat, seat.person)
    court.late("ballot")
    assert court.it.state is State.NO_FINDING


def test_two_of_three_amounts_decide_at_the_end_of_time():
    court = Court(5).to(State.BALLOT)
    court.vote("upheld", 100, None)
    court.late("ballot")
    assert court.it.ruling.tally.amount == yuan(100)


# --- appeal ---


def appealed() -> Court:
    court = Court(8).to(State.RULED)
    court.do(c.Appeal, SELLER, ground="new_evidence", text="I found the video of the packing.")
    return court


def test_an_appeal_goes_to_a_fresh_panel_and_its_ruling_is_the_last():
    court = appealed()
    first = {seat.person for seat in court.it.seats}
    court.do(c.SubmitExhibit, SELLER, exhibit=photo(9), late_reason="The video was on another phone.")
    court.do(c.AnswerAppeal, BUYER, text="It shows another parcel.")
    with pytest.raises(Refused):
        court.do(c.AnswerAppeal, SELLER, text="No.")
    court.to(State.BALLOT)
    assert len(court.it.dockets) == 2
    assert not first & {seat.person for seat in court.it.panel()}
    court.vote("rejected", "rejected", "upheld")
    assert (court.it.state, court.it.ending) == (State.CLOSED, "rejected")
    assert [each.tally.outcome for each in court.it.rulings] == [Outcome.UPHELD, Outcome.REJECTED]


def test_only_new_evidence_brings_evidence_into_an_appeal():
    court = Court(8).to(State.RULED)
    court.do(c.Appeal, SELLER, ground="procedure", text="I was not heard on the second photo.")
    with pytest.raises(Refused):
        court.do(c.SubmitExhibit, SELLER, exhibit=photo(9), late_reason="The video was on another phone.")


def test_an_appeal_that_finds_nothing_leaves_the_first_ruling():
    court = appealed().to(State.BALLOT)
    court.vote("undecided", "undecided", "rejected")
    assert court.it.state is State.REMEDY
    assert len(court.it.rulings) == 1


def test_no_appeal_is_offered_that_no_panel_could_hear():
    assert upheld(7).it.state is State.REMEDY
    court = Court(8).to(State.RULED).with_pool(jurors=())
    court.do(c.Appeal, BUYER, ground="conflict", text="A juror is his cousin, I hear.")
    court.late("counter")
    assert court.it.state is State.REMEDY  # the pool is gone: the first ruling stands


def test_reserves_that_were_needed_may_cost_the_appeal():
    court = Court(8).to(State.DRAW)
    court.late("nonce")
    for _ in range(3):
        court.do(c.DeclineSeat, court.it.panel("asked")[0].person)
    court.to(State.BALLOT)
    court.vote("upheld", "upheld", "upheld")
    assert court.it.state is State.REMEDY


def test_the_appeal_ends_when_its_time_is_over():
    court = Court(8).to(State.RULED)
    court.late("appeal")
    assert court.it.state is State.REMEDY
    with pytest.raises(Refused):
        court.do(c.Appeal, SELLER, ground="procedure", text="I was not heard on the second photo.")


# --- penalties ---


def test_the_ladder_is_proposed_and_deviating_needs_a_reason():
    past = (Penalty(SELLER, "late", "reminder", NOW - 9 * DAY, 1), Penalty(9, "damaged", "week_off", NOW - DAY, 2))
    court = Court(3, past=past).to(State.BALLOT)
    court.vote("upheld", "upheld", "upheld")
    step, before = ending.proposal(court.it, court.setting, court.now)
    assert (step, [each.case for each in before]) == (Step.DAY_OFF, [2])
    for person in (BUYER, SELLER):
        with pytest.raises(Refused):
            court.do(c.DecideSanction, person, step="day_off")
    for reason in ("", "He earned it.", " " * 30):
        with pytest.raises(Refused):
            court.do(c.DecideSanction, OWNER, step="removal", reason=reason)
    court.do(c.DecideSanction, ADMIN, step="removal", reason="He has done the same in two other groups.")
    assert (court.events[-1].deviates, court.events[-1].proposed) == (True, "day_off")
    with pytest.raises(Refused):
        court.do(c.DecideSanction, OWNER, step="day_off")


def test_no_penalty_before_it_is_final_or_against_nobody():
    court = Court(8).to(State.RULED)
    with pytest.raises(Refused):
        court.do(c.DecideSanction, OWNER, step="reminder")
    court = upheld(3, "rejected", "rejected", "rejected")
    with pytest.raises(Refused) as no:
        court.do(c.DecideSanction, OWNER, step="reminder")
    assert no.value.message == ending.NOT_ADVERSE


# --- versions, and the whole chart ---


def test_a_stale_look_is_refused():
    court = Court().to(State.NEGOTIATION)
    seen = court.it.version
    court.do(c.OfferSettlement, SELLER, amount=yuan(50), version=seen)
    with pytest.raises(Refused) as no:
        court.do(c.OfferSettlement, BUYER, amount=yuan(60), version=seen)
    assert no.value.message == MEANWHILE


def test_a_case_that_is_not_there():
    with pytest.raises(Refused) as no:
        decide(c.Withdraw(person=1, now=NOW, case=9, token="t"), None, Setting())
    assert no.value.message == NO_SUCH_CASE


def test_replaying_the_events_gives_the_same_case():
    from assistant.domain.disputes.apply import apply

    court = appealed().to(State.CLOSED)
    case = None
    for event in court.events:
        case = apply(case, event)
    assert case == court.it
    assert case.version == len(court.events)
    assert case.claim.story == STORY


# --- every edge of the chart ---


def late_prove(state: State) -> Court:
    court = Court().to(State.NOTICE)
    court.late("notice")
    if state is State.REBUTTAL:
        court.do(c.SubmitExhibit, BUYER, exhibit=photo(5))
        court.late("evidence")
    court.do(c.ProveNotice, SELLER)
    return court


def gone_along() -> Iterator[Court]:
    """Cases that together go along every edge."""
    yield Court(8).to(State.CLOSED)
    yield Court(2).to(State.NO_FINDING)
    yield from (upheld(3, *("rejected",) * 3), upheld(3, "upheld", "undecided", "undecided"))
    yield from (late_prove(State.EVIDENCE), late_prove(State.REBUTTAL))
    for state in (*OPEN_TO_OFFERS, *OPEN_TO_WITHDRAWAL, *UNRULED):
        for kind, person, fields in (
            (c.OfferSettlement, SELLER, {"amount": yuan(5)}),
            (c.Withdraw, BUYER, {}),
            (c.VoidCase, c.SERVICE, {"why": "unlawful"}),
        ):
            court = Court(2 if state is State.MEDIATION else 8).to(state)
            with suppress(Refused):
                court.do(kind, person, **fields)
                if kind is c.OfferSettlement:
                    court.do(c.AcceptOffer, BUYER, offer=1)
            yield court
    for state, name in ((State.RESPONSE, "answer"), (State.RULED, "appeal"), (State.EVIDENCE, "evidence")):
        court = Court(8).to(state)
        court.late(name)
        yield court
    court = Court(4).to(State.BALLOT)  # a juror steps down, nobody is left in the end
    court.do(c.DeclineSeat, court.it.panel("accepted")[0].person)
    for seat in court.it.panel("asked"):
        court.do(c.DeclineSeat, seat.person)
    yield court
    for votes in (("undecided",) * 3, None):  # an appeal that finds nothing, and one that nobody can hear
        court = appealed().to(State.BALLOT if votes else State.DRAW)
        if votes:
            court.vote(*votes)
        while court.it.state is State.DRAW:
            court.late()
        yield court
    court = appealed().with_pool(jurors=())
    court.late("counter")
    yield court


def test_every_edge_of_the_chart_is_gone_along(record_property):
    gone = {edge for court in gone_along() for edge in edges(court)}
    every = {(edge.when, str(edge.source), str(edge.dest)) for edge in CHART.edges}
    record_property("case chart", f"{len(gone & every)}/{len(every)} edges")
    assert gone == every
