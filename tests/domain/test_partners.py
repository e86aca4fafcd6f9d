"""Who may make two groups partners, answer an offer, end it; and what partners are for: jurors from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hall import ADMIN, BUYER, OTHER, OWNER, SELLER, STRANGER, Hall

from assistant.casework import pool_of
from assistant.domain import partners as p
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.panel import eligible
from assistant.domain.groups import Standing
from assistant.domain.partners import (
    AnswerPartnership,
    EndPartnership,
    Offered,
    OfferPartnership,
    PairGroups,
    PartnershipBegan,
    Side,
    WithdrawPartnership,
    decide,
)
from assistant.domain.role_making import OVER, OWNER_ONLY
from assistant.domain.roles import OFFER_LASTS, AnswerInvitation, ArchiveGroup, Reply
from assistant.errors import Refused
from assistant.store import Group, Person

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
ANN, BEN, HELPER, NOBODY = 1, 2, 3, 4  # Ann owns 7 and 8, Ben 9 and the archived 10
SIDES = {
    7: Side(Standing(7, ANN, "Seven", "", 1, admins=frozenset({HELPER}))),
    8: Side(Standing(8, ANN, "Eight", "", 1)),
    9: Side(Standing(9, BEN, "Nine", "", 1, admins=frozenset({HELPER}))),
    10: Side(Standing(10, BEN, "Ten", "", 1, archived=True)),
}
OFFER = Offered("h", 7, NOW + OFFER_LASTS)
ACCEPT, DECLINE = AnswerPartnership(BEN, NOW, "h", 9), AnswerPartnership(BEN, NOW, "h", None)


def sides(**partners: tuple[int, ...]) -> dict[int, Side]:
    return {n: replace(side, partners=frozenset(partners.get(f"of{n}", ()))) for n, side in SIDES.items()}


def refusal(command, offered=None, known=None) -> str | None:
    known = SIDES if known is None else known
    try:
        decide(command, known, offered)
    except Refused as no:
        return no.message
    return None


ALLOWED = [
    (OfferPartnership(0, NOW, 7, "h"), None, {}, {ANN}),
    (PairGroups(0, NOW, 7, 8), None, {}, {ANN}),
    (PairGroups(0, NOW, 7, 9), None, {}, set()),
    (WithdrawPartnership(0, NOW, 7, "h"), OFFER, {}, {ANN}),
    (EndPartnership(0, NOW, 7, 9), None, {"of7": (9,), "of9": (7,)}, {ANN}),
    (EndPartnership(0, NOW, 9, 7), None, {"of7": (9,), "of9": (7,)}, {BEN}),
    (replace(ACCEPT, person=0), OFFER, {}, {BEN}),
    (replace(DECLINE, person=0), OFFER, {}, {BEN}),
]


@pytest.mark.parametrize(("command", "offered", "partners", "allowed"), ALLOWED)
def test_owners_alone_speak_for_a_group(command, offered, partners, allowed):
    people = (ANN, BEN, HELPER, NOBODY)
    assert {
        each for each in people if refusal(replace(command, person=each), offered, sides(**partners)) is None
    } == allowed


@pytest.mark.parametrize(
    ("command", "offered", "partners", "why"),
    [
        (ACCEPT, None, {}, p.UNKNOWN),
        (ACCEPT, replace(OFFER, group=99), {}, p.UNKNOWN),
        (ACCEPT, replace(OFFER, reply=Reply.ACCEPTED), {}, p.USED),
        (DECLINE, replace(OFFER, reply=Reply.DECLINED), {}, p.USED),
        (ACCEPT, replace(OFFER, reply=Reply.WITHDRAWN), {}, p.WITHDRAWN),
        (ACCEPT, replace(OFFER, expires=NOW), {}, p.EXPIRED),
        (ACCEPT, replace(OFFER, group=10), {}, OVER),
        (replace(ACCEPT, person=ANN, other=8), OFFER, {}, p.OWN),
        (replace(ACCEPT, person=NOBODY), OFFER, {}, p.NO_GROUP),
        (replace(ACCEPT, person=HELPER), OFFER, {}, p.NO_GROUP),
        (replace(ACCEPT, other=8), OFFER, {}, OWNER_ONLY),
        (replace(ACCEPT, other=10), OFFER, {}, OVER),
        (replace(ACCEPT, other=99), OFFER, {}, OWNER_ONLY),
        (ACCEPT, OFFER, {"of7": (9,), "of9": (7,)}, p.ALREADY),
        (ACCEPT, OFFER, {"of7": (21, 22, 23)}, p.FULL),
        (ACCEPT, OFFER, {"of9": (21, 22, 23)}, p.FULL),
        (PairGroups(ANN, NOW, 7, 7), None, {}, p.SAME),
        (PairGroups(ANN, NOW, 7, 8), None, {"of7": (8,), "of8": (7,)}, p.ALREADY),
        (PairGroups(ANN, NOW, 7, 8), None, {"of8": (21, 22, 23)}, p.FULL),
        (OfferPartnership(ANN, NOW, 7, "h"), None, {"of7": (21, 22, 23)}, p.FULL),
        (OfferPartnership(BEN, NOW, 10, "h"), None, {}, OVER),
        (OfferPartnership(ANN, NOW, 99, "h"), None, {}, OWNER_ONLY),
        (WithdrawPartnership(ANN, NOW, 8, "h"), OFFER, {}, p.UNKNOWN),
        (WithdrawPartnership(ANN, NOW, 7, "h"), None, {}, p.UNKNOWN),
        (WithdrawPartnership(ANN, NOW, 7, "h"), replace(OFFER, reply=Reply.ACCEPTED), {}, p.USED),
        (WithdrawPartnership(ANN, NOW, 7, "h"), replace(OFFER, reply=Reply.WITHDRAWN), {}, p.WITHDRAWN),
        (EndPartnership(ANN, NOW, 7, 9), None, {}, p.NONE),
    ],
)
def test_what_is_refused_and_why(command, offered, partners, why):
    assert refusal(command, offered, sides(**partners)) == why


def test_a_full_group_of_several_is_only_left_out_of_the_choice():
    known = {**sides(of9=(21, 22, 23)), 11: Side(Standing(11, BEN, "Eleven", "", 1))}
    assert [each.standing.group for each in p.examine(OFFER, known, BEN, NOW)] == [11]
    assert decide(replace(ACCEPT, other=11), known, OFFER) == (PartnershipBegan(7, BEN, NOW, 11, "h"),)


# --- on the books ---

BEA, DAN = 70, 71  # Bea owns the partner group, Dan looks after it with her
HELPERS = (81, 82, 83)


class Two(Hall):
    """The hall and a second group with jurors of its own."""

    def __init__(self, jurors: int = 8) -> None:
        super().__init__(jurors)
        at = NOW.timestamp() - 9 * 86400
        for person in (BEA, DAN, *HELPERS):
            self.books.people.put(Person(person, f"Person {person}", None, "en", None, None, None, None, 0.0))
        self.second = self.books.groups.found(Group("k", BEA, "telegram", "goods", "Crafts", currency="CNY"), {}, at)
        self.books.roles.put(self.second, DAN, "admin", "", at)
        for person in HELPERS:
            self.books.roles.put(self.second, person, "juror", "", at)

    def pair(self) -> None:
        self.carry(OfferPartnership(OWNER, self.now, self.group, "p1"))
        self.carry(AnswerPartnership(BEA, self.now, "p1", self.second))

    def end(self) -> None:
        self.carry(EndPartnership(BEA, self.now, self.second, self.group))

    def drawn_from(self, number: int) -> set[int]:
        """Let the case run until its jurors are listed, or somebody mediates; who may be asked."""
        while self.case(number).state not in {State.DRAW, State.MEDIATION}:
            self.step(number)
        case = self.case(number)
        return {slot.person for slot in case.draw.slots} if case.draw else set()


@pytest.mark.parametrize("party", [OWNER, ADMIN])
def test_if_the_owner_is_a_party_the_partner_groups_jurors_decide(party):
    hall = Two()
    hall.pair()
    plan = hall.known(BUYER)["case_plan"](hall.group, party, hall.now)
    assert (plan.seats, plan.helped) == (3, True)
    number = hall.file(hall.order(seller=party))
    assert hall.drawn_from(number) == set(HELPERS)
    while hall.case(number).state is State.DRAW and not hall.case(number).panel("asked"):
        hall.late(number)
    view = hall.known(HELPERS[0])["find_case"](number)
    assert view.elsewhere
    hall.seat(number)
    hall.vote(number, "upheld", "upheld", "rejected")
    assert hall.case(number).rulings[0].tally.outcome == "upheld"
    hall.check(number)


def test_too_few_of_the_own_are_filled_up_and_told_whose_case_it_is():
    hall = Two(2)
    hall.pair()
    number = hall.file(hall.order())
    assert hall.drawn_from(number) == {*hall.jurors, *HELPERS}
    while not hall.case(number).panel("asked"):
        hall.late(number)
    for seat in hall.case(number).panel("asked"):
        assert hall.known(seat.person)["find_case"](number).elsewhere == (seat.person in HELPERS)


@pytest.mark.parametrize("party", [BEA, DAN])
def test_jurors_decide_no_case_of_who_runs_their_group(party):
    hall = Two(2)
    hall.pair()
    pool = pool_of(hall.books, hall.books.groups.get(hall.group), (BUYER, party), hall.now)
    assert {each.person for each in eligible(pool, (BUYER, party)).people} == set(hall.jurors)


def test_who_runs_a_partner_group_decides_nothing_where_it_helps():
    hall = Two(2)
    hall.books.roles.put(hall.group, DAN, "juror", "", NOW.timestamp() - 86400)
    hall.books.roles.drop(hall.group, hall.jurors[0], "juror")
    hall.pair()
    pool = pool_of(hall.books, hall.books.groups.get(hall.group), (BUYER, SELLER), hall.now)
    assert {each.person for each in eligible(pool, (BUYER, SELLER)).people} == {hall.jurors[1], *HELPERS}


def test_whoever_invited_a_party_into_either_group_stays_out():
    hall = Two(2)
    hall.pair()
    hall.books.invitations.make("i", hall.second, "juror", "x", HELPERS[0], 0.0, 9e9)
    hall.books.invitations.answer("i", BUYER, "accepted", 1.0)
    pool = pool_of(hall.books, hall.books.groups.get(hall.group), (BUYER, SELLER), hall.now)
    assert HELPERS[0] not in {each.person for each in eligible(pool, (BUYER, SELLER)).people}


def test_no_partnership_is_begun_or_ended_for_a_case():
    hall = Two(0)
    before = hall.file(hall.order())
    hall.now += timedelta(minutes=1)
    hall.pair()
    assert hall.drawn_from(before) == set()
    hall = Two(0)
    hall.pair()
    during = hall.file(hall.order())
    hall.now += timedelta(minutes=1)
    hall.end()
    assert hall.drawn_from(during) == set(HELPERS)
    assert not hall.known(BUYER)["case_plan"](hall.group, SELLER, hall.now).possible


def test_an_archived_group_drops_out_and_asks_nobody():
    hall = Two(0)
    hall.pair()
    hall.carry(ArchiveGroup(BEA, hall.now, hall.second))
    assert not hall.known(BUYER)["case_plan"](hall.group, SELLER, hall.now).possible
    (partner,) = hall.known(OWNER)["group_partners"](hall.group)
    assert (partner.name, partner.archived) == ("Crafts", True)


def test_the_link_works_once_and_history_tells_both_groups():
    hall = Two()
    hall.pair()
    with pytest.raises(Refused, match=r"already answered"):
        hall.carry(AnswerPartnership(BEA, hall.now, "p1", None))
    for group, other in ((hall.group, hall.second), (hall.second, hall.group)):
        assert [each.group for each in hall.known(STRANGER)["group_partners"](group)] == [other]
        assert hall.books.events.of(f"group:{group}")[-1].body == {"other": other}
    hall.end()
    assert hall.known(OWNER)["group_partners"](hall.group) == ()


def test_a_hand_over_withdraws_what_the_old_owner_had_offered():
    hall = Two()
    hall.carry(OfferPartnership(OWNER, hall.now, hall.group, "p2"))
    hall.books.invitations.make("o", hall.group, "owner", "x", OWNER, 0.0, hall.now.timestamp() + 9)
    hall.carry(AnswerInvitation(OTHER, hall.now, "o", accept=True))
    with pytest.raises(Refused, match=r"withdrawn"):
        hall.carry(AnswerPartnership(BEA, hall.now, "p2", hall.second))
