"""Cases on the books: carried out in one transaction each, found by who they concern, told to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hall import ADMIN, BUYER, DAY, HOUR, NOW, OTHER, OWNER, RULES, SELLER, STRANGER, Hall

from assistant.casework import link_of
from assistant.commands import carry_out
from assistant.dialog.values import freeze
from assistant.domain.disputes import commands as c
from assistant.domain.disputes import filing, risks
from assistant.domain.disputes.authority import NO_SUCH_CASE, Role
from assistant.domain.disputes.custody import verify
from assistant.domain.disputes.decide import MEANWHILE
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.views import DocketView, PartyView, StatusView
from assistant.domain.money import Money
from assistant.domain.roles import ArchiveGroup
from assistant.domain.safety import Safety
from assistant.errors import Refused
from assistant.forgetting import forget_evidence, forget_person, forget_words
from assistant.store import Group, Mark


def ruled(hall: Hall, *choices: str, order: int | None = None) -> int:
    number = hall.file(order or hall.order())
    hall.do(c.ProveNotice, SELLER, number)
    while hall.case(number).state is not State.DRAW:
        hall.late(number)
    hall.late(number)
    hall.seat(number)
    hall.vote(number, *(choices or ("upheld",) * 3))
    hall.check(number)
    return number


def test_a_case_on_an_order_takes_its_deal_from_there():
    hall = Hall()
    number = hall.file(hall.order())
    case = hall.case(number)
    assert (case.claimant, case.respondent, case.state) == (BUYER, SELLER, State.NOTICE)
    assert (case.deal.what, case.deal.amount, case.deal.rules) == ("三本小说", Money(50_000, "CNY"), 1)
    assert case.deal.received_at == NOW
    assert case.cap == Money(100_000, "CNY")
    hall.check(number)


def test_the_seller_claims_money_from_the_missed_payment():
    hall = Hall()
    order = hall.order()
    hall.now += 2 * DAY
    number = hall.file(order, SELLER, part="seller", wrong="not_paid", want="pay", received_at=None)
    assert hall.case(number).respondent == BUYER
    hall.now += 30 * DAY
    with pytest.raises(Refused) as no:
        hall.file(hall_order := hall.order(), BUYER, opened_at=hall.now, now=hall.now + 9 * DAY)
    assert (no.value.message, hall_order) == (filing.LATE, 2)


@pytest.mark.parametrize("person", [OTHER, STRANGER, OWNER])
def test_only_the_two_of_an_order_open_a_case_on_it(person):
    hall = Hall()
    with pytest.raises(Refused) as no:
        hall.file(hall.order(), person)
    assert no.value.message == filing.NO_DEAL
    assert hall.books.cases.next_number() == 1


def test_an_order_is_brought_to_its_own_group_alone():
    hall = Hall()
    there = Group("h", OTHER, "telegram", "goods", "Bikes", currency="CNY", zone="Asia/Shanghai")
    elsewhere = hall.books.groups.found(there, freeze(RULES.body({})), NOW.timestamp())
    hall.books.groups.join(elsewhere, BUYER, "Person 1", 1, NOW.timestamp())
    with pytest.raises(Refused) as no:
        hall.file(hall.order(), group=elsewhere)
    assert no.value.message == filing.NO_DEAL


def test_one_open_case_on_a_described_deal_too_whatever_its_other_side_is_called():
    hall = Hall()
    described = {"what": "A lamp", "amount_of_deal": Money(40_000, "CNY"), "dealt_at": NOW - DAY}
    hall.file(None, other="老王", other_person=SELLER, **described)
    for person, part, wrong, want, other in (
        (BUYER, "buyer", "damaged", "refund", SELLER),
        (SELLER, "seller", "not_paid", "pay", BUYER),
    ):
        with pytest.raises(Refused) as no:
            hall.file(
                None, person, part=part, wrong=wrong, want=want, other="Somebody", other_person=other, **described
            )
        assert no.value.message == filing.OPEN_CASE
    assert hall.file(None, other="老李", other_person=OTHER, **described) == 2  # with somebody else it is another deal


def test_one_open_case_a_deal_whoever_of_the_two_opens_it():
    hall = Hall()
    order = hall.order()
    hall.file(order)
    for person, part, wrong, want in ((BUYER, "buyer", "damaged", "refund"), (SELLER, "seller", "not_paid", "pay")):
        with pytest.raises(Refused) as no:
            hall.file(order, person, part=part, wrong=wrong, want=want)
        assert no.value.message == filing.OPEN_CASE
    assert hall.known(BUYER)["case_open"](order) == hall.known(SELLER)["case_open"](order) == 1
    assert hall.known(STRANGER)["case_open"](order) is None
    hall.do(c.Withdraw, BUYER, 1)
    assert hall.file(order) == 2


def test_a_described_deal_is_judged_by_the_rules_of_its_day():
    hall = Hall()
    described = {"what": "A lamp", "other": "老王", "amount_of_deal": Money(40_000, "CNY")}
    number = hall.file(None, dealt_at=NOW - DAY, **described)
    assert (hall.case(number).deal.rules, hall.case(number).respondent) == (1, None)
    with pytest.raises(Refused) as no:
        hall.file(None, dealt_at=NOW - DAY, **described)
    assert no.value.message == filing.OPEN_CASE
    with pytest.raises(Refused):
        hall.file(None, STRANGER, dealt_at=NOW - DAY, **described)  # no member
    handle = hall.case(number).handle
    view = hall.known(STRANGER)["find_case_link"](handle)
    assert (type(view), view.role) == (StatusView, Role.GUEST)
    hall.do(c.ProveNotice, STRANGER, number, handle=handle)
    assert isinstance(hall.known(STRANGER)["find_case"](number), PartyView)
    assert hall.known(OTHER)["find_case_link"](handle) is None


def test_refused_leaves_no_trace():
    hall = Hall()
    number = hall.file(hall.order())
    row, links = hall.books.cases.get(number), hall.books.cases.chain(number)
    assert hall.tried(c.Withdraw, STRANGER, number) == NO_SUCH_CASE == hall.tried(c.Withdraw, STRANGER, 99)
    assert hall.tried(c.Withdraw, SELLER, number)
    assert (hall.books.cases.get(number), hall.books.cases.chain(number)) == (row, links)


def test_a_case_that_moved_meanwhile_is_not_overwritten(monkeypatch):
    hall = Hall()
    number = hall.file(hall.order())
    row, links = hall.books.cases.get(number), hall.books.cases.chain(number)
    with monkeypatch.context() as patch:
        patch.setattr(type(hall.books.cases), "save", lambda *_: False)
        assert hall.tried(c.ProveNotice, SELLER, number) == MEANWHILE
    assert (hall.books.cases.get(number), hall.books.cases.chain(number)) == (row, links)


def test_many_cases_in_a_day_are_refused():
    hall = Hall()
    for _ in range(3):
        hall.file(hall.order())
    with pytest.raises(Refused) as no:
        hall.file(hall.order())
    assert no.value.message == filing.TOO_MANY
    hall.now += DAY
    hall.file(hall.order())


def test_the_same_bytes_in_another_case_are_flagged():
    hall = Hall()
    hall.file(hall.order())
    number = hall.file(hall.order())
    assert hall.case(number).exhibits[0].seen_in == (1,)
    assert hall.known(SELLER)["find_case"](number).exhibits[0].seen_before


@pytest.mark.parametrize("brought", ["answer", "exhibit", "more", "appeal"])
def test_whatever_is_brought_later_is_looked_for_in_other_cases_too(brought):
    hall = Hall()
    before = {"sha256": "cd" * 32, "size": 9, "mime": "image/jpeg", "near": "00ff00ff00ff00ff"}
    like = {"sha256": "ce" * 32, "size": 9, "mime": "image/jpeg", "near": "00ff00ff00ff00f0"}
    hall.file(hall.order(), exhibits=(before,))
    number = hall.file(hall.order(), exhibits=({"sha256": "01" * 32, "size": 9, "mime": "image/jpeg"},))
    hall.do(c.ProveNotice, SELLER, number)
    late = "It was on another phone until today."
    match brought:
        case "answer":
            text = "It was whole when I sent it."
            hall.do(c.Respond, SELLER, number, stance="contest", text=text, exhibits=(before, like))
        case "exhibit":
            hall.do(c.SubmitExhibit, SELLER, number, exhibit=before)
            hall.do(c.SubmitExhibit, SELLER, number, exhibit=like)
        case "more":
            hall.do(c.SubmitExhibit, SELLER, number, exhibit=before, more=(like,))
        case _:
            while hall.case(number).state is not State.RULED:
                hall.step(number)
            why = {"ground": "new_evidence", "text": late, "late_reason": late}
            hall.do(c.Appeal, SELLER, number, exhibits=(before, like), **why)
    same, alike = hall.case(number).exhibits[-2:]
    assert (same.seen_in, alike.seen_in, alike.alike_in) == ((1,), (), (1,))


def test_pictures_are_compared_by_their_looks_for_half_a_year():
    hall = Hall()
    for n, days in ((1, 0), (2, 181)):
        hall.now += days * DAY
        near = {"sha256": f"{n:064x}", "size": 9, "mime": "image/jpeg", "near": "00ff00ff00ff00ff"}
        number = hall.file(hall.order(), exhibits=(near,))
    assert hall.case(number).exhibits[0].alike_in == ()


def test_a_picture_that_looks_like_one_of_another_case_is_a_hint():
    hall = Hall()
    for n, near in ((1, "00ff00ff00ff00ff"), (2, "00ff00ff00ff00f0"), (3, "0000000000000000")):
        picture = {"sha256": f"{n:064x}", "size": 9, "mime": "image/jpeg", "near": near, "copy": f"{n + 9:064x}"}
        number = hall.file(hall.order(), exhibits=(picture,))
    assert [hall.case(each).exhibits[0].alike_in for each in (1, 2, number)] == [(), (1,), ()]
    (shown,) = hall.known(BUYER)["find_case"](2).exhibits
    assert (shown.alike_before, shown.seen_before, shown.copy) == (True, False, f"{11:064x}")


def test_the_pool_of_a_case_is_read_from_the_books():
    hall = Hall(9)
    hall.order(buyer=11)  # dealt with the seller
    hall.books.invitations.make("v", hall.group, "juror", "x", 12, NOW.timestamp(), NOW.timestamp() + 9)
    hall.books.invitations.answer("v", BUYER, "accepted", NOW.timestamp())
    hall.books.roles.put(hall.group, OWNER, "juror", "x", 0.0)
    number = hall.file(hall.order())
    hall.do(c.ProveNotice, SELLER, number)
    while hall.case(number).state is not State.DRAW:
        hall.late(number)
    assert {slot.person for slot in hall.case(number).draw.slots} == set(hall.jurors) - {11, 12}


def test_nobody_is_made_a_juror_for_a_case_that_runs():
    hall = Hall(3)
    number = hall.file(hall.order())
    hall.now += HOUR
    hall.books.roles.put(hall.group, OTHER, "juror", "x", hall.now.timestamp())
    hall.do(c.ProveNotice, SELLER, number)
    while hall.case(number).state is not State.DRAW:
        hall.late(number)
    assert {slot.person for slot in hall.case(number).draw.slots} == set(hall.jurors)


def test_a_panel_is_balanced_by_what_jurors_mostly_do():
    hall = Hall(6)
    for juror in hall.jurors:
        for _ in range(3):
            buyer, seller = (juror, OTHER) if juror < 14 else (OTHER, juror)
            hall.order(buyer=buyer, seller=seller)
    number = hall.file(hall.order())
    hall.do(c.ProveNotice, SELLER, number)
    while hall.case(number).state is not State.DRAW:
        hall.late(number)
    hall.late(number)
    case = hall.case(number)
    assert {slot.person: slot.leaning for slot in case.draw.slots} == {
        person: "buyer" if person < 14 else "seller" for person in hall.jurors
    }
    leanings = {case.draw.leanings[seat.slot - 1] for seat in case.panel("asked")}
    assert leanings == {"buyer", "seller"}


def test_who_ruled_on_a_party_lately_is_left_out():
    hall = Hall(6)
    first = ruled(hall)
    sat = {seat.person for seat in hall.case(first).panel("accepted")}
    number = ruled(hall)
    assert not sat & {slot.person for slot in hall.case(number).draw.slots}


def test_each_sees_what_is_theirs_in_the_lists():
    hall = Hall(3)
    number = ruled(hall)
    seen = {
        person: [view.number for view in hall.known(person)["my_cases"]] for person in (BUYER, SELLER, OWNER, ADMIN)
    }
    assert list(seen.values()) == [[number]] * 4
    for person in (STRANGER, OTHER, *hall.jurors):
        assert hall.known(person)["my_cases"] == ()
        assert hall.known(person)["find_case"](number) is None
        assert hall.known(person)["case_timeline"](number) == ()
        assert hall.known(person)["case_penalty"](number, hall.now) is None
    assert hall.known(OWNER)["case_timeline"](number) == ()
    kinds = [step.kind for step in hall.known(SELLER)["case_timeline"](number)]
    assert (kinds[0], kinds[-1], len(kinds)) == ("CaseFiled", "RemedyDue", hall.case(number).version)


def test_open_cases_and_ones_own_turn_come_first():
    hall = Hall(3)
    done = hall.file(hall.order())
    hall.do(c.Withdraw, BUYER, done)
    waiting, mine = hall.file(hall.order()), hall.file(hall.order())
    hall.do(c.ProveNotice, SELLER, waiting)
    hall.do(c.ProveNotice, SELLER, mine)
    hall.do(c.Respond, SELLER, mine, stance="contest", text="It was whole when I sent it.")
    assert [view.number for view in hall.known(BUYER)["my_cases"]] == [mine, waiting, done]
    assert [view.my_turn for view in hall.known(BUYER)["my_cases"]] == [True, False, False]


def test_a_juror_sees_the_docket_with_the_names_blotted_out():
    hall = Hall(3)
    number = hall.file(hall.order(), story="Person 2 sent me, Person 1, a broken frame.")
    hall.do(c.ProveNotice, SELLER, number)
    while hall.case(number).state is not State.DRAW:
        hall.late(number)
    hall.late(number)
    hall.seat(number)
    view = hall.known(hall.jurors[0])["find_case"](number)
    assert isinstance(view, DocketView)
    assert "Person" not in repr(view)
    cast = hall.known(BUYER)["case_cast"](number)
    assert set(cast.jurors.values()) == set(hall.jurors)
    assert (cast.claimant, cast.respondent, cast.owner, cast.admins) == (BUYER, SELLER, OWNER, (ADMIN,))
    assert hall.known(OWNER)["case_as"](number, hall.jurors[1]).slot != view.slot


def test_whom_a_party_may_strike_is_told_with_names():
    hall = Hall(5)
    number = hall.file(hall.order())
    hall.do(c.ProveNotice, SELLER, number)
    while hall.case(number).state is not State.DRAW:
        hall.late(number)
    assert hall.known(BUYER)["case_strikable"](number) == {person: f"Person {person}" for person in hall.jurors}
    hall.do(c.StrikeJuror, BUYER, number, juror=11)
    assert hall.known(BUYER)["case_strikable"](number) == {}
    assert 11 not in hall.known(SELLER)["case_strikable"](number)
    assert hall.known(OWNER)["case_strikable"](number) == {}


def test_what_the_pool_bears_is_told_beforehand():
    hall = Hall(5)
    assert hall.known(BUYER)["case_plan"](hall.group, SELLER, NOW).strikes
    assert not hall.known(BUYER)["case_plan"](hall.group, OWNER, NOW).possible
    assert hall.known(BUYER)["case_plan"](hall.group, SELLER, NOW, Money(100_000, "CNY")).seats == 5
    assert not hall.known(11)["case_plan"](hall.group, SELLER, NOW).strikes
    assert hall.known(BUYER)["case_window"](hall.group) == hall.known(BUYER)["case_window"](hall.group, 1) == DAY
    order = hall.order()
    assert hall.known(SELLER)["case_deal"](order).order == order
    assert hall.known(OTHER)["case_deal"](order) is None is hall.known(OTHER)["case_deal"](99)


def test_a_penalty_follows_the_ladder_and_is_remembered():
    hall = Hall(7)
    first = ruled(hall)
    view = hall.known(OWNER)["case_penalty"](first, hall.now)
    assert (view.against, view.name, view.breach, view.proposed, view.before) == (
        SELLER,
        "Person 2",
        "damaged",
        "reminder",
        (),
    )
    assert hall.known(SELLER)["case_penalty"](first, hall.now) is None
    hall.do(c.DecideSanction, OWNER, first, step="reminder")
    assert hall.known(SELLER)["find_case"](first).sanction.step == "reminder"
    assert hall.known(BUYER)["find_case"](first).sanction is None
    hall.now += DAY
    second = ruled(hall)
    view = hall.known(ADMIN)["case_penalty"](second, hall.now)
    assert (view.proposed, [each.case for each in view.before]) == ("day_off", [first])


def test_downtime_moves_the_clocks_of_all_open_cases():
    hall = Hall()
    number, over = hall.file(hall.order()), hall.file(hall.order())
    hall.do(c.Withdraw, BUYER, over)
    due = hall.timers[number, "notice"]
    assert hall.books.cases.open() == [number]
    hall.now += 3 * HOUR
    hall.do(c.ShiftClocks, c.SERVICE, number, since=hall.now - 2 * HOUR, until=hall.now)
    assert hall.timers[number, "notice"] == due + 2 * HOUR
    hall.check(number)


def test_an_erased_link_leaves_the_chain_whole():
    hall = Hall(3)
    number = ruled(hall)
    rows = hall.books.cases.chain(number)
    hall.books.cases.erase_links(number, [row.n for row in rows if (row.private or {}).get("person") == BUYER])
    links = [link_of(row) for row in hall.books.cases.chain(number)]
    assert sum(link.erased for link in links) > 1
    assert verify(f"YD-{number}", links, {len(rows): rows[-1].head}) is None


def test_secrets_are_kept_beside_the_chain():
    hall = Hall(3)
    number = hall.file(hall.order())
    hall.do(c.ProveNotice, SELLER, number)
    while hall.case(number).state is not State.DRAW:
        hall.late(number)
    nonce = hall.case(number).draw.nonce
    shown = repr([row.content for row in hall.books.cases.chain(number)])
    assert nonce not in shown
    hall.late(number)
    hall.seat(number)
    for exhibit in hall.case(number).exhibits:
        hall.do(c.OpenExhibit, hall.jurors[0], number, exhibit=exhibit.n)
    hall.do(c.CastBallot, hall.jurors[0], number, choice="upheld", reason="The photos show it plainly.")
    shown = repr([row.content for row in hall.books.cases.chain(number)])
    assert nonce in shown
    assert "plainly" not in shown
    assert not any(f"'juror': {juror}" in shown for juror in hall.jurors)


def test_risk_entries_answer_review_and_nothing_else():
    hall = Hall(3)
    number = ruled(hall)
    while not hall.case(number).over:
        hall.late(number)
    command = risks.ListRisk(person=OWNER, now=hall.now, case=number, months=6)
    with pytest.raises(Refused) as no:
        carry_out(hall.books, command)
    assert no.value.message == risks.NOT_SHARED
    share(hall)
    (listed,) = carry_out(hall.books, command)

    def ask(about: int, person: int = OWNER) -> str:
        return carry_out(hall.books, risks.AskRisk(person=person, now=hall.now, group=hall.group, about=about))[
            0
        ].answer

    assert (ask(SELLER), ask(BUYER), ask(STRANGER, ADMIN)) == ("review", "clear", "clear")
    (entry,) = hall.known(SELLER)["my_risks"]
    assert entry.number == listed.entry
    assert hall.known(BUYER)["my_risks"] == () == hall.known(SELLER)["group_risks"](hall.group)
    assert hall.known(ADMIN)["group_risks"](hall.group) == (entry,)
    text = "I sent it back weeks ago, here is the receipt."
    carry_out(hall.books, risks.ContestRisk(person=SELLER, now=hall.now, entry=entry.number, text=text))
    assert ask(SELLER) == "clear"
    carry_out(hall.books, risks.SettleRisk(person=OWNER, now=hall.now, entry=entry.number, keep=True))
    assert ask(SELLER) == "review"
    hall.now += timedelta(days=200)
    assert ask(SELLER) == "clear"
    for _ in range(19):
        ask(BUYER)
    with pytest.raises(Refused) as no:
        ask(BUYER)
    assert no.value.message == risks.ENOUGH


def test_an_answer_crosses_groups_only_where_both_share():
    hall = Hall(3)
    number = ruled(hall)
    while not hall.case(number).over:
        hall.late(number)
    share(hall)
    carry_out(hall.books, risks.ListRisk(person=OWNER, now=hall.now, case=number, months=6))
    there = Group("h", OTHER, "telegram", "goods", "Bikes", currency="CNY", zone="Asia/Shanghai")
    elsewhere = hall.books.groups.found(there, freeze(RULES.body({})), NOW.timestamp())

    def ask(group: int, person: int) -> str:
        command = risks.AskRisk(person=person, now=hall.now, group=group, about=SELLER)
        return carry_out(hall.books, command)[0].answer

    assert (ask(hall.group, OWNER), ask(elsewhere, OTHER)) == ("review", "clear")  # who gives nothing is told nothing
    share(hall, elsewhere, OTHER)
    assert ask(elsewhere, OTHER) == "review"
    share(hall, sharing="off")  # the group of the entry no longer shares: neither there nor here
    assert (ask(hall.group, OWNER), ask(elsewhere, OTHER)) == ("clear", "clear")
    share(hall)
    hall.carry(ArchiveGroup(OTHER, hall.now, elsewhere))
    with pytest.raises(Refused):
        ask(elsewhere, OTHER)


def test_nobody_else_objects_to_an_entry():
    hall = Hall(3)
    number = ruled(hall)
    while not hall.case(number).over:
        hall.late(number)
    share(hall)
    (listed,) = carry_out(hall.books, risks.ListRisk(person=OWNER, now=hall.now, case=number, months=6))
    for person in (BUYER, STRANGER, OWNER):
        text = "I sent it back weeks ago, here is the receipt."
        with pytest.raises(Refused) as no:
            carry_out(hall.books, risks.ContestRisk(person=person, now=hall.now, entry=listed.entry, text=text))
        assert no.value.message == risks.NO_ENTRY


def share(hall: Hall, group: int = 0, owner: int = OWNER, sharing: str = "on") -> None:
    settled = Safety(
        channels="platform", payee="", ends="", team=(owner,), nicknames=(), newcomers="rules", invites="admins",
        evidence="full", jurors=(), sharing=sharing,
    )  # fmt: skip
    hall.books.safety.put(group or hall.group, settled.body(), NOW.timestamp())


# --- forgetting ---


def everything(hall: Hall, number: int) -> str:
    """All that the books hold of a case."""
    books = hall.books
    return repr((books.cases.get(number), books.cases.chain(number), books.cases.exhibits(number)))


def told(hall: Hall, *choices: str) -> int:
    """A case with names, words and files of both sides, over."""
    number = hall.file(hall.order(), story="Wang sent me a broken frame in March.")
    hall.do(c.ProveNotice, SELLER, number)
    hall.do(c.Respond, SELLER, number, stance="contest", text="Li broke it with her own hands.")
    picture = {"sha256": "cd" * 32, "size": 9, "mime": "image/jpeg", "copy": "ef" * 32, "near": "0" * 16}
    hall.do(c.SubmitExhibit, SELLER, number, exhibit=picture)
    while hall.case(number).state is not State.DRAW:
        hall.late(number)
    hall.late(number)
    hall.seat(number)
    hall.vote(number, *choices)
    while not hall.case(number).over:
        hall.late(number)
    return number


@pytest.mark.parametrize(
    ("person", "words", "file"),
    [(BUYER, "broken frame in March", "ab" * 32), (SELLER, "with her own hands", "cd" * 32)],
)
def test_a_person_is_forgotten_and_the_chain_holds(person, words, file):
    hall = Hall(3)
    number = told(hall, "upheld", "upheld", "rejected")
    heads = {row.n: row.head for row in hall.books.cases.chain(number)}
    assert words in everything(hall, number)
    assert forget_person(hall.books, number, person)
    assert words not in everything(hall, number)
    assert file not in everything(hall, number)
    case, chain = hall.case(number), hall.books.cases.chain(number)
    assert person not in case.parties
    assert person not in {row.private.get("person") for row in chain if row.private}
    assert verify(case.name, [link_of(row) for row in chain], heads) is None
    assert case.ruling.tally.outcome == "upheld"
    assert number not in [view.number for view in hall.known(person)["my_cases"]]
    other = SELLER if person == BUYER else BUYER
    assert isinstance(hall.known(other)["find_case"](number), PartyView)
    assert not forget_person(hall.books, number, person)


def test_a_juror_is_forgotten_and_the_ballot_stays():
    hall = Hall(3)
    number = told(hall, "upheld", "upheld", "rejected")
    before = hall.case(number).ruling
    assert forget_person(hall.books, number, 11)
    assert 11 not in {seat.person for seat in hall.case(number).seats}
    assert 11 not in hall.books.cases.ruled_on(BUYER, 0.0)
    assert hall.case(number).ruling == before
    hall.check(number)


def test_an_open_case_forgets_nobody():
    hall = Hall(3)
    number = hall.file(hall.order())
    assert not forget_person(hall.books, number, BUYER)
    assert not forget_evidence(hall.books, number)
    assert not forget_words(hall.books, number)
    hall.do(c.VoidCase, c.SERVICE, number, why="erased")
    assert forget_person(hall.books, number, BUYER)


def test_evidence_goes_after_a_while_and_words_after_a_longer_one():
    hall = Hall(3)
    number = told(hall, "upheld", "upheld", "rejected")
    ended = hall.books.cases.get(number).ended_at
    assert hall.books.privacy.cases_ended(Mark(), ended + 1, 9) == [Mark(ended, number)]
    assert hall.books.privacy.cases_ended(Mark(), ended, 9) == []
    assert forget_evidence(hall.books, number)
    assert "cd" * 32 not in everything(hall, number)
    assert all(each.erased and each.seal for each in hall.known(BUYER)["find_case"](number).exhibits)
    assert not forget_evidence(hall.books, number)
    assert forget_words(hall.books, number)
    kept = everything(hall, number)
    assert not [word for word in ("March", "own hands") if word in kept]
    assert hall.case(number).ruling.tally.outcome == "upheld"
    hall.check(number)


def test_an_owner_cannot_end_a_case_by_putting_the_group_away():
    hall = Hall(3)
    number = hall.file(hall.order())
    group = hall.books.groups.get(hall.group)
    hall.books.groups.update(hall.group, group.version, archived_at=hall.now.timestamp())
    hall.do(c.ProveNotice, SELLER, number)
    while hall.case(number).state is not State.DRAW:
        hall.late(number)
    assert hall.known(BUYER)["find_case"](number).state == "draw"
    with pytest.raises(Refused):
        hall.file(None, dealt_at=NOW - DAY, what="A lamp", other="老王", amount_of_deal=Money(40_000, "CNY"))
