"""Somebody is erased: nothing in any table says who they were, and what others rely on still holds."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hall import ADMIN, BUYER, DAY, OTHER, OWNER, SELLER, Hall

from assistant import timers
from assistant.casework import link_of
from assistant.clock import moment
from assistant.commands import carry_out
from assistant.dialog import waiting
from assistant.domain import privacy
from assistant.domain.disputes import commands as c
from assistant.domain.disputes.custody import verify
from assistant.domain.disputes.forget import about
from assistant.domain.disputes.lifecycle import State
from assistant.domain.orders.charts import Action
from assistant.domain.orders.deals import MoveOrder
from assistant.domain.privacy import RETENTION, Area, ErasePerson, Hinders, PersonErased
from assistant.domain.roles import AnswerInvitation, DropRole, InviteRole, Role
from assistant.errors import Refused
from assistant.ordering import order_of
from assistant.retention import tidy
from assistant.store import NOBODY, Books, Group, Person

ME, NAME, USERNAME = 7_001_002_003, "Zebulon Quarkfield", "zebq"
STORY = "The frame was broken, says Zebulon."
# Where a number may still stand, for 48 hours, so that the last answer can reach its chat.
FOR_NOW = {"person.id", "desk.person", "leaving.person"}


class Life(Hall):
    """A hall in which one person has done everything that leaves a trace."""

    def __init__(self) -> None:
        super().__init__(jurors=8)
        self.books.people.put(
            Person(ME, NAME, USERNAME, "en", "en", "Asia/Shanghai", "CNY", None, self.now.timestamp())
        )
        self.books.groups.join(self.group, ME, NAME, 1, self.now.timestamp())

    def settled(self, buyer: int = ME, seller: int = SELLER) -> int:
        """An order that is over, and may be claimed on for a day."""
        number = self.order(buyer, seller)
        order = order_of(self.books.orders.get(number))
        for person, action in ((buyer, Action.REPORT), (seller, Action.SEE)):
            for part in range(len(order.terms.parts)):
                version = self.books.orders.get(number).version
                self.carry(MoveOrder(person, self.now, number, version, action, part, None))
        return number

    def closed(self, order: int, person: int = ME, **changes: object) -> int:
        """A case on that order, gone through to its end."""
        number = self.file(order, person, story=STORY, **changes)
        while not self.case(number).over:
            self.step(number)
        self.check(number)
        return number

    def everything(self) -> tuple[int, int]:
        """An order and a case of their own, a role taken and laid down, mail, drafts, work; now all of it is over."""
        order = self.settled()
        case = self.closed(order)
        at = self.now.timestamp()
        self.carry(InviteRole(OWNER, self.now, self.group, Role.JUROR, NAME, "v1"))
        self.carry(AnswerInvitation(ME, self.now, "v1", accept=True))
        self.carry(DropRole(ME, self.now, self.group, Role.JUROR, ME))
        self.books.roles.put(self.group, ME, "juror", NAME, at)
        self.books.desks.put(ME, 3, b'{"active":null}')
        self.books.inbox.record(5, ME, at, 1, f'{{"chat_id":{ME},"text":"{NAME}"}}'.encode(), NAME)
        self.books.outbox.queue(ME, "sendMessage", f'{{"chat_id":{ME}}}'.encode(), "notice", at)
        self.books.letters.bury(5, f'{{"from":{{"id":{ME},"first_name":"{NAME}"}}}}'.encode(), "odd", at)
        self.books.jobs.queue("export", {"key": "k", "name": NAME}, ME, at)
        self.books.timers.put("session:1", at + 9, "session.old", ME, {})
        self.books.timers.put("group:1:x", at + 9, "group.x", ME, {"group": 1})
        body = {
            "team": [OWNER, ME],
            "nicknames": ["o", "zeb"],
            "payee": NAME,
            "ends": "12",
            "jurors": [NAME],
            "cycles": {},
        }
        self.books.safety.put(self.group, body, at)
        self.books.penalties.asked(ME, self.group, at)
        self.now += 3 * DAY
        return order, case

    def erase(self, person: int = ME) -> list[object]:
        return self.carry(ErasePerson(person, self.now))


def found(books: Books, *needles: str) -> set[str]:
    """The columns of every table in which any of these texts stands."""
    run = books.database.all
    tables = [
        name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    ]
    columns = [(table, column[1]) for table in tables for column in run(f'PRAGMA table_info("{table}")')]
    sql = 'SELECT 1 FROM "{}" WHERE instr(CAST("{}" AS TEXT), ?) LIMIT 1'
    return {f"{t}.{name}" for t, name in columns for needle in needles if run(sql.format(t, name), (needle,))}


def traces(books: Books) -> set[str]:
    return found(books, str(ME), NAME, "Zebulon", USERNAME)


def test_the_scan_would_find_them():
    life = Life()
    life.everything()
    assert {"person.name", "member.person", "trade_order.body", "dispute.body", "dispute_event.private"} <= traces(
        life.books
    )
    assert {"event.person", "invitation.used_by", "safety.body", "letter.raw", "job.args", "timer.person"} <= traces(
        life.books
    )


def test_after_erasure_no_table_knows_the_person():
    life = Life()
    order, case = life.everything()
    (event,) = life.erase()
    assert event == PersonErased(ME, life.now)
    assert traces(life.books) == FOR_NOW
    life.check(case)
    later = (life.now + 3 * DAY).timestamp()
    tidy(life.books, later)
    assert traces(life.books) == set()
    assert life.books.people.get(ME) is None
    kept = order_of(life.books.orders.get(order))
    assert (kept.maker, kept.maker_name, kept.terms.what) == (SELLER, "Person 2", "三本小说")
    assert kept.other >= NOBODY
    assert kept.other_name == ""
    assert life.books.orders.get(order).hash == kept.terms.hash  # it never named them
    assert sum(each[2] for each in life.books.orders.balances(life.group)) == 0


def test_an_order_without_its_maker_keeps_no_hash_to_try_numbers_on():
    life = Life()
    number = life.settled(BUYER, ME)
    life.now += 3 * DAY
    life.erase()
    row = life.books.orders.get(number)
    assert (row.hash, row.maker >= NOBODY) == ("", True)
    assert traces(life.books) <= FOR_NOW
    assert [each.number for each in life.books.orders.of_person(BUYER, 9)] == [number]


def test_when_both_have_left_the_words_of_the_deal_go_too():
    life = Life()
    number = life.settled(BUYER, ME)
    life.now += 3 * DAY
    life.erase()
    assert order_of(life.books.orders.get(number)).terms.what == "三本小说"
    life.erase(BUYER)
    order = order_of(life.books.orders.get(number))
    assert (order.terms.what, order.maker_name, order.other_name) == ("", "", "")
    assert order.terms.amount.minor == 50_000


@pytest.mark.parametrize("first", [BUYER, SELLER])
def test_a_case_holds_however_many_of_its_people_leave(first):
    life = Life()
    number = life.closed(life.settled(BUYER, SELLER), BUYER)
    life.now += 30 * DAY
    people = privacy.people_in(life.case(number))
    assert len(people) > 5
    for person in sorted(people, key=lambda each: each != first):
        life.erase(person)
        life.check(number)
    assert privacy.people_in(life.case(number)) == ()
    links = [(link_of(row), row.private or {}) for row in life.books.cases.chain(number)]
    assert [about(person, links) for person in people] == [frozenset()] * len(people)


def test_what_is_open_hinders_and_says_which():
    life = Life()
    hinders = lambda: {(each.kind, each.number) for each in life.known(ME)["what_hinders"](life.now)}  # noqa: E731
    assert hinders() == set()
    order = life.order(ME, SELLER)
    assert hinders() == {(Hinders.ORDER, order)}
    number = life.file(order, ME)
    assert (Hinders.CASE, number) in hinders()
    with pytest.raises(Refused) as no:
        life.erase()
    assert no.value.message == privacy.HINDERED
    mine = life.books.groups.found(Group("g2", ME, "wechat", "goods", "Mine"), {}, 0.0)
    assert (Hinders.GROUP, mine) in hinders()
    life.books.groups.update(mine, 1, archived_at=1.0)
    assert (Hinders.GROUP, mine) not in hinders()
    with pytest.raises(Refused):
        life.erase()
    assert life.books.people.get(ME).name == NAME


def test_nobody_slips_away_while_their_deal_may_be_claimed_on():
    life = Life()
    number = life.settled(BUYER, ME)
    (one,) = life.known(ME)["what_hinders"](life.now)
    assert (one.kind, one.number, one.until) == (Hinders.WINDOW, number, life.now + DAY)
    life.now += 3 * DAY
    assert life.known(ME)["what_hinders"](life.now) == ()


def test_a_case_that_they_were_not_told_of_is_not_told_by_this_either():
    life = Life()
    number = life.file(life.settled(BUYER, ME), BUYER, talk_first=True)
    life.now += 3 * DAY
    kinds = {each.kind for each in life.known(ME)["what_hinders"](life.now)}
    assert kinds == {Hinders.WINDOW}
    assert life.case(number).state is State.FILED


def test_somebody_on_the_list_of_an_open_draw_leaves_their_place_to_nobody():
    life = Life()
    number = life.file(life.settled(BUYER, SELLER), BUYER)
    life.do(c.ProveNotice, SELLER, number)
    while life.case(number).state is not State.DRAW:
        life.late(number)
    juror = life.case(number).draw.slots[0].person
    life.erase(juror)
    case = life.case(number)
    assert juror not in privacy.people_in(case)
    assert case.draw.slots[0].person >= NOBODY
    assert [each.content is None for each in life.books.cases.chain(number)] == [False] * case.version
    while not life.case(number).over:
        life.step(number)
    life.check(number)


def test_a_seat_on_a_running_panel_hinders():
    life = Life()
    number = life.file(life.settled(BUYER, SELLER), BUYER)
    life.do(c.ProveNotice, SELLER, number)
    while life.case(number).state is not State.BALLOT:
        life.step(number)
    seated = life.case(number).panel("accepted")[0].person
    assert [each.kind for each in life.known(seated)["what_hinders"](life.now)] == [Hinders.SEAT]


def test_an_archived_group_stays_without_its_owner_and_nobody_can_take_it_up():
    life = Life()
    mine = life.books.groups.found(Group("g2", ME, "wechat", "goods", "Mine", payee="soon"), {}, 0.0)
    life.books.groups.update(mine, 1, archived_at=1.0)
    life.erase()
    group = life.books.groups.get(mine)
    assert (group.owner >= NOBODY, group.payee, group.name) == (True, None, "Mine")
    assert traces(life.books) <= FOR_NOW


def test_who_comes_back_is_a_stranger_and_stays():
    life = Life()
    life.erase()
    life.books.people.put(Person(ME, "Zed", None, "en", None, None, None, None, life.now.timestamp()))
    tidy(life.books, (life.now + 9 * DAY).timestamp())
    assert life.books.people.get(ME).name == "Zed"
    assert life.books.groups.of_member(ME) == []
    assert {area: each.count for area, each in life.known(ME)["my_traces"].items() if each.count} == {Area.ACCOUNT: 1}


def test_history_still_cannot_be_changed_otherwise():
    life = Life()
    life.everything()
    life.erase()
    for sql in (
        "UPDATE event SET person = 5",
        "UPDATE event SET at = 0",
        "UPDATE event SET body = '{\"who\":5}'",
        "UPDATE trade_order SET maker = 1",
        "UPDATE trade_order SET hash = 'x'",
        "UPDATE dispute_event SET content = '{}'",
        "UPDATE safety SET n = 9",
        "UPDATE safety SET body = json_set(body, '$.cycles', 1)",
    ):
        with pytest.raises(Exception, match=r"never changed|CHECK|only erased"):
            life.books.database.run(sql)


def test_every_column_that_holds_a_person_has_been_thought_of():
    """A table that comes with another one has to be thought of in store/privacy.py, and then here."""
    run = Hall(0).books.database.all
    named = {
        "person",
        "owner",
        "inviter",
        "used_by",
        "maker",
        "other",
        "invited",
        "claimant",
        "respondent",
        "chat",
        "by",
    }
    tables = [
        name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    ]
    columns = {
        f"{table}.{column[1]}"
        for table in tables
        for column in run(f'PRAGMA table_info("{table}")')
        if column[1] in named
    }
    refer = {
        f"{table}.{key[3]}"
        for table in tables
        for key in run(f'PRAGMA foreign_key_list("{table}")')
        if key[2] == "person"
    }
    assert columns | refer == {
        "desk.person", "inbox.person", "outbox.chat", "timer.person", "job.person", "trade_group.owner", "member.person",
        "event.person", "group_role.person", "invitation.inviter", "invitation.used_by", "reminder.person",
        "trade_order.maker", "trade_order.other", "trade_order.invited", "order_party.person", "dispute.claimant",
        "dispute.respondent", "exhibit.person", "seat.person", "penalty.person", "risk_question.person", "chat_request.person", "leaving.person",
        "partner_offer.other",  # a group
    }  # fmt: skip


def test_what_is_swept_elsewhere_is_kept_as_long_as_the_table_says():
    assert RETENTION["updates"].span.total_seconds() == timers.KEEP
    assert RETENTION["letters"].span.total_seconds() == timers.KEEP_LETTERS
    assert RETENTION["drafts"].span == waiting.FORGET


# --- time ---


def test_evidence_goes_after_ninety_days_words_after_two_years_and_the_chain_holds():
    life = Life()
    order = life.settled(BUYER, SELLER)
    number = life.closed(order, BUYER)
    ended = moment(life.books.cases.get(number).ended_at)
    tidy(life.books, (ended + timedelta(days=90)).timestamp())
    assert not life.case(number).exhibits[0].erased
    tidy(life.books, (ended + timedelta(days=90, seconds=1)).timestamp())
    assert life.case(number).exhibits[0].erased
    assert life.case(number).claim.story == STORY
    assert found(life.books, "ab" * 32) == set()
    tidy(life.books, (ended + timedelta(days=730, seconds=1)).timestamp())
    case, links = life.case(number), [link_of(row) for row in life.books.cases.chain(number)]
    assert privacy.people_in(case) == ()
    assert all(link.erased for link in links)
    assert verify(case.name, links) is None
    assert case.state is State.CLOSED
    assert case.rulings[0].tally.outcome == "upheld"
    assert found(life.books, STORY[:9], "photos show") == set()
    assert order_of(life.books.orders.get(order)).terms.what == ""
    assert life.books.orders.of_person(BUYER, 9) == []


def test_an_open_case_and_an_open_order_are_never_touched():
    life = Life()
    order = life.order(BUYER, SELLER)
    number = life.file(order, BUYER)
    before = life.books.cases.get(number), life.books.orders.get(order)
    for years in range(1, 6):
        tidy(life.books, (life.now + timedelta(days=400 * years)).timestamp())
    assert (life.books.cases.get(number), life.books.orders.get(order)) == before


def test_a_sweep_is_bounded_and_goes_on_where_it_was_even_when_killed():
    life = Life()
    numbers = [life.settled(BUYER, SELLER) for _ in range(45)]
    late = (life.now + timedelta(days=800)).timestamp()

    def kept() -> int:
        return sum(bool(order_of(life.books.orders.get(number)).terms.what) for number in numbers)

    assert (tidy(life.books, late), kept()) == (20, 25)
    life.books.begin()
    tidy(life.books, late)
    life.books.rollback()
    assert kept() == 25
    while tidy(life.books, late):
        pass
    assert kept() == 0
    assert tidy(life.books, late) == 0


def test_orders_that_end_late_are_found_when_their_time_has_come():
    life = Life()
    early = life.order(BUYER, SELLER)
    life.now += timedelta(days=700)
    version = life.books.orders.get(early).version
    life.carry(MoveOrder(BUYER, life.now, early, version, Action.REPORT, 0, None))
    life.carry(MoveOrder(SELLER, life.now, early, version + 1, Action.SEE, 0, None))
    assert order_of(life.books.orders.get(early)).over
    while tidy(life.books, (life.now + timedelta(days=100)).timestamp()):
        pass
    assert order_of(life.books.orders.get(early)).terms.what
    while tidy(life.books, (life.now + timedelta(days=740)).timestamp()):
        pass
    assert not order_of(life.books.orders.get(early)).terms.what


def test_one_that_cannot_be_forgotten_blocks_no_other(monkeypatch):
    life = Life()
    numbers = [life.closed(life.settled(BUYER, SELLER), BUYER), life.closed(life.settled(OTHER, SELLER), OTHER)]
    life.books.database.run("UPDATE dispute SET body = '{}' WHERE id = ?", (numbers[0],))
    tidy(life.books, (life.now + timedelta(days=200)).timestamp())
    assert life.case(numbers[1]).exhibits[0].erased


# --- taking it along ---


def test_an_export_holds_what_is_theirs_and_of_others_no_number():
    life = Life()
    _, case = life.everything()
    made = life.known(ME)["my_export"]()
    assert set(made["areas"]) == {str(area) for area in Area} - {"exhibits", "invitations"}
    (told,) = made["areas"]["cases"]
    assert (told["number"], told["claim"]["story"]) == (case, STORY)
    assert [each["name"] for each in made["files"]] == [f"YD-{case}/exhibit-1"]
    (deal,) = made["areas"]["orders"]
    assert (deal["terms"]["what"], deal["maker_name"], deal["my_side"]) == ("三本小说", "Person 2", "payer")
    said = str({name: made["areas"][name] for name in ("orders", "cases", "seats", "memberships")})
    assert [
        key for key in ("maker", "other", "invited", "seller", "salt", "handle", "person") if f"'{key}':" in said
    ] == []


def test_of_a_jurors_seat_the_export_says_only_that_it_was():
    life = Life()
    number = life.closed(life.settled(BUYER, SELLER), BUYER)
    juror = life.case(number).seats[0].person
    made = life.known(juror)["my_export"]()
    assert {each["case"] for each in made["areas"]["seats"]} == {number}
    assert made["areas"]["cases"] == []
    assert STORY not in str(made)
    assert "photos show" not in str(made)


@pytest.mark.parametrize("seed", range(6))
def test_whoever_leaves_in_whatever_order_nothing_of_them_is_left_and_all_chains_hold(seed):
    chance, life = random.Random(seed), Life()
    names = {person: f"Person {person}" for person in (BUYER, SELLER, OTHER)}
    people = [ME, *names]
    cases = []
    for _ in range(3):
        buyer, seller = chance.sample(people, 2)
        order = life.settled(buyer, seller)
        if chance.random() < 0.7:
            cases.append(life.closed(order, buyer))
    life.now += 30 * DAY
    chance.shuffle(people)
    for person in people:
        life.erase(person)
        for number in cases:
            life.check(number)
        if chance.random() < 0.5:
            tidy(life.books, life.now.timestamp())
    assert traces(life.books) <= FOR_NOW
    assert (
        life.books.orders.balances(life.group) == []
        or sum(each[2] for each in life.books.orders.balances(life.group)) == 0
    )
    assert all(life.books.orders.of_person(person, 9) == [] for person in people)


def test_the_table_in_the_documents_is_the_one_that_is_kept_to(pytestconfig):
    page = (pytestconfig.rootpath / "docs" / "privacy.md").read_text(encoding="utf-8")
    for keep in RETENTION.values():
        assert f"| {keep.what} |" in page, keep.what
        assert f"| {keep.then} |" in page, keep.then


def test_somebody_elses_command_does_not_erase_me():
    life = Life()
    with pytest.raises(KeyError):
        carry_out(life.books, object())
    life.erase(ADMIN)
    assert life.books.people.get(ME).name == NAME


def test_nothing_new_is_brought_up_against_somebody_who_left():
    life = Life()
    order = life.settled(BUYER, ME)
    life.now += 3 * DAY
    life.erase()
    with pytest.raises(Refused):
        life.file(order, BUYER, late_reason="I was away for all these days, sorry.")
    assert life.known(BUYER)["case_deal"](order) is None
