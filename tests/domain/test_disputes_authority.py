"""The whole matrix of (role, action, state), each cell tried on a case that stands there; and what each role sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from court import ADMIN, BUYER, JURORS, OWNER, REASON, SELLER, STRANGER, Court, filing, photo, yuan

from assistant.domain.disputes import commands as c
from assistant.domain.disputes import filing as filings
from assistant.domain.disputes.authority import (
    NO_LONGER,
    NO_SUCH_CASE,
    NOT_NOW,
    NOT_YOURS,
    TABLE,
    Look,
    Role,
    may,
    role_of,
)
from assistant.domain.disputes.decide import decide
from assistant.domain.disputes.lifecycle import ENDS, State
from assistant.domain.disputes.options import OPTIONS
from assistant.domain.disputes.seeing import BLOT, blot, see
from assistant.domain.disputes.views import DocketView, InvitationView, PartyView, StatusView
from assistant.errors import Refused

GUARDED = {NO_SUCH_CASE, NO_LONGER, NOT_NOW, NOT_YOURS}
STATES = [state for state in State if state is not State.DRAFT]
ACTIONS = [action for action in TABLE if not isinstance(action, Look)]


@cache
def standing(state: State, role: Role | None = None) -> Court:
    """A case in that state, along a plain way; a mediator sits there if that is who is wanted."""
    match state:
        case State.MEDIATION:
            court = Court(2).to(state)
            if role is Role.MEDIATOR:
                court.do(c.AcceptSeat, court.it.seats[-1].person)
            return court
        case State.NO_FINDING:
            return _ended(Court(2).to(State.MEDIATION), c.TimeOut)
        case State.SETTLED:
            court = Court(8).to(State.RESPONSE)
            court.do(c.Respond, SELLER, stance="agree")
            return court
        case State.WITHDRAWN:
            court = Court(8).to(State.BALLOT)
            court.do(c.Withdraw, BUYER)
            return court
        case State.VOID:
            court = Court(8).to(State.BALLOT)
            court.do(c.VoidCase, c.SERVICE, why="unlawful")
            return court
        case State.FROZEN | State.FINAL:  # never rested in; a case may be shown there all the same
            court = Court(8).to(State.BALLOT if state is State.FROZEN else State.RULED)
            court.case = replace(court.it, state=state)
            return court
        case State.DRAW:
            court = Court(8).to(state)
            court.late("nonce")
            court.do(c.AcceptSeat, court.it.panel("asked")[0].person)
            return court
    return Court(8).to(state)


def _ended(court: Court, _: type) -> Court:
    court.late("mediation")
    return court


def person_as(role: Role, court: Court) -> int | None:
    """Somebody who is that to the case now; None where nobody can be."""
    everybody = (BUYER, SELLER, OWNER, ADMIN, STRANGER, c.SERVICE, *JURORS)
    return next((person for person in everybody if role_of(court.it, person, court.pool) is role), None)


def asked(action: type, person: int, court: Court) -> c.CaseCommand:
    """That command with contents that are in order, as far as the guard goes."""
    fields = {
        c.Respond: {"stance": "contest", "text": "It was whole when I sent it."},
        c.OfferSettlement: {"amount": yuan(10)},
        c.AcceptOffer: {"offer": 1},
        c.RefuseOffer: {"offer": 1},
        c.SubmitExhibit: {"exhibit": photo(77), "late_reason": REASON},
        c.Rebut: {"text": "No."},
        c.AddNonce: {"nonce": "x"},
        c.StrikeJuror: {"juror": JURORS[0]},
        c.OpenExhibit: {"exhibit": 1},
        c.CastBallot: {"choice": "upheld", "reason": REASON},
        c.Appeal: {"ground": "procedure", "text": REASON},
        c.AnswerAppeal: {"text": "No."},
        c.ContestRemedy: {"text": REASON},
        c.VoidCase: {"why": "unlawful"},
        c.TimeOut: {"name": "answer"},
        c.ShiftClocks: {"since": court.now, "until": court.now},
        c.DecideSanction: {"step": "reminder"},
    }.get(action, {})
    return action(person=person, now=court.now, case=court.it.number, token="t", **fields)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", Role)
def test_every_cell_of_the_matrix(state, role):
    court = standing(state, role)
    person = person_as(role, court)
    for action in ACTIONS:
        allowed = may(action, role, state)
        assert allowed == (state in TABLE[action].get(role, ()))
        if person is None:
            continue
        said = refusal(asked(action, person, court), court)
        # who may act is only ever told what is wrong with what they did
        assert (said in GUARDED) == (not allowed), (action, said)


def refusal(command: c.CaseCommand, court: Court) -> str | None:
    try:
        decide(command, court.it, court.setting)
    except Refused as no:
        return no.message
    return None


@pytest.mark.parametrize("role", [Role.STRANGER, Role.RESERVE, Role.FORMER])
def test_who_has_no_part_may_nothing(role):
    assert not any(may(action, role, state) for action in TABLE for state in State)


def test_every_role_was_tried():
    tried = {role for state in STATES for role in Role if person_as(role, standing(state, role)) is not None}
    assert tried == set(Role) - {Role.GUEST}  # the holder of a link is tried below


def test_the_owner_may_nothing_but_look_and_follow_the_ladder():
    for role in (Role.OWNER, Role.ADMIN):
        assert {action for action in ACTIONS if role in TABLE[action]} == {c.DecideSanction}


def test_strangers_cannot_tell_a_case_from_none():
    court = standing(State.BALLOT)
    refusals = set()
    for case in (court.it, None):
        with pytest.raises(Refused) as no:
            decide(asked(c.Withdraw, STRANGER, court), case, court.setting)
        refusals.add((no.value.message, str(no.value.values)))
    assert len(refusals) == 1


# --- what is seen ---


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", Role)
def test_what_each_role_sees_in_each_state(state, role):
    court = standing(state, role)
    person = person_as(role, court)
    if person is None:
        return
    view = see(court.it, person, court.pool)
    expected = {
        Look.CASE: PartyView, Look.DOCKET: DocketView, Look.INVITATION: InvitationView, Look.STATUS: StatusView,
    }  # fmt: skip
    shapes = [shape for look, shape in expected.items() if may(look, role, state)]
    assert [type(view)] == (shapes or [type(None)])
    if view is not None:
        assert (view.role, view.state, view.number) == (role, state, 3)
        assert all(may(OPTIONS[word], role, state) for word in view.options)
        assert view.over == (state in ENDS)


def test_the_respondent_hears_of_nothing_before_the_notice():
    court = Court(8).file(talk_first=True)
    assert see(court.it, SELLER, court.pool) is None
    with pytest.raises(Refused) as no:
        court.do(c.ProveNotice, SELLER)
    assert no.value.message == NO_SUCH_CASE
    court.do(c.Withdraw, BUYER)
    assert see(court.it, SELLER, court.pool) is None


def test_a_panel_sees_no_names_and_no_numbers_of_people():
    names = ("陈小明", "Li Wei")
    forward = photo(1, caption="Chat with 陈小明", origin={"kind": "person", "name": "陈小明", "at": filing().now})
    story = "陈小明 sent me a broken frame, ask Li Wei."
    court = Court(8).file(talk_first=True, story=story, exhibits=(forward,)).to(State.BALLOT)
    juror = court.it.panel("accepted")[0].person
    view = see(court.it, juror, court.pool, names)
    assert isinstance(view, DocketView)
    assert view.claim.story == f"{BLOT} sent me a broken frame, ask {BLOT}."
    assert view.exhibits[0].caption == f"Chat with {BLOT}"
    assert view.part == "buyer"
    shown = repr(view)
    assert not any(name in shown for name in names)
    slots = {field: getattr(view, field) for kind in type(view).__mro__ for field in getattr(kind, "__slots__", ())}
    people = {BUYER, SELLER, OWNER, ADMIN, *JURORS}
    numbers = {"number", "group", "slot", "version", "rules"}
    assert not {value for name, value in slots.items() if type(value) is int and name not in numbers} & people


def test_votes_are_seen_by_nobody_before_the_count():
    court = Court(8).to(State.BALLOT)
    court.vote("upheld", 100, None)
    for person in (BUYER, SELLER, OWNER, *JURORS[:8]):
        view = see(court.it, person, court.pool)
        shown = repr(view)
        assert REASON not in shown
        assert not any(seat.salt and seat.salt in shown for seat in court.it.panel())
    assert see(court.it, BUYER, court.pool).voted == 2


def test_the_nonce_is_seen_by_nobody_before_the_draw_is_done():
    court = Court(8).to(State.DRAW)
    nonce = court.it.draw.nonce
    assert not any(nonce in repr(see(court.it, person, court.pool)) for person in (BUYER, SELLER, OWNER, *JURORS))
    assert see(court.it, BUYER, court.pool).draws[0].commitment == court.it.draw.commitment
    court.late("nonce")
    assert see(court.it, BUYER, court.pool).draws[0].nonce == nonce


def test_an_invitation_tells_enough_to_answer_it():
    court = Court(8).to(State.DRAW)
    court.late("nonce")
    seat = court.it.panel("asked")[0]
    view = see(court.it, seat.person, court.pool)
    assert isinstance(view, InvitationView)
    assert (view.seats, view.amount, view.wrong, view.due) == (
        3,
        yuan(300),
        "damaged",
        court.it.deadline(f"seat:{seat.slot}").due,
    )
    assert "frame" not in repr(view)


def test_the_holder_of_a_link_sees_that_there_is_something_and_no_more():
    command = filing(order=None, other="老王", dealt_at=filing().now, amount_of_deal=yuan(400))
    court = Court(3, deal=filings.described(command, 1))
    court._take(command)
    assert see(court.it, STRANGER, court.pool) is None
    view = see(court.it, STRANGER, court.pool, (), court.it.handle)
    assert (type(view), view.role) == (StatusView, Role.GUEST)
    assert see(court.it, STRANGER, court.pool, (), "another") is None


def test_short_names_blot_nothing_out():
    assert blot("a cat", ["a", ""]) == "a cat"
    assert blot("Anna and Ann", ["Ann", "Anna"]) == f"{BLOT} and {BLOT}"


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("I wrote to ben, BEN and Ben.", "Ben", "I wrote to ▇▇, ▇▇ and ▇▇."),
        ("找ben退款", "Ben", "找▇▇退款"),
        ("The bench was benign", "Ben", "The bench was benign"),
        ("Ben did not answer, carter says", "Ben Carter", "▇▇ did not answer, carter says"),
        ("小美说没收到", "小美 二手书", "▇▇说没收到"),
        ("I will pay, and Will knows it", "Will", "I will pay, and ▇▇ knows it"),
        ("An old book of the shop", "An Li", "An old book of the shop"),
        ("The book is torn", "The Bookworm", "The book is torn"),
    ],
)
def test_a_name_is_blotted_out_however_it_is_written(text, name, left):
    assert blot(text, [name]) == left


@pytest.mark.parametrize(("by_day", "late"), [(True, False), (False, True)])
def test_a_day_that_was_named_counts_to_its_end(by_day, late):
    """It came the evening before, say; with a window of 24 hours the next evening is in time."""
    base = filing().now
    named = {"received_at": base - timedelta(hours=40), "by_day": by_day}
    told = filing(order=None, other="老王", dealt_at=base - timedelta(days=3), amount_of_deal=yuan(400), **named)
    court = Court(3, deal=filings.described(told, 1))
    if late:
        with pytest.raises(Refused):
            court._take(told)
    else:
        court._take(told)
        assert court.it.claim.late_reason == ""
