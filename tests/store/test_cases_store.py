"""The shelves of cases: chains that cannot be changed, one ballot a seat, one open case a deal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_samples import NOW, group, know

from assistant.store import CaseRow, Conflict, ExhibitRow, LinkRow, Mark, PenaltyRow, RiskRow, SeatRow


def case(number: int = 1, **more) -> CaseRow:
    given = {
        "number": number, "handle": f"h{number}", "group": 1, "order": None, "claimant": 1, "respondent": 2,
        "state": "notice", "filed_at": NOW, "ended_at": None, "body": {"story": "坏了"}, "version": 1,
    }  # fmt: skip
    return CaseRow(**(given | more))


def link(n: int, **more) -> LinkRow:
    given = {
        "case": 1, "n": n, "at": "2026-11-23T10:00:00+00:00", "who": "claimant", "kind": "CaseFiled", "digest": "d",
        "head": f"head{n}", "content": {"story": "坏了"}, "salt": "s", "private": {"person": 1},
    }  # fmt: skip
    return LinkRow(**(given | more))


@pytest.fixture
def court(books):
    know(books, 1, 2, 3)
    books.groups.found(group("g1"), {}, NOW)
    return books


def test_a_case_reads_back_and_is_found_by_everybody_in_it(court):
    assert court.cases.next_number() == 1
    court.cases.add(case())
    court.cases.add(case(2, respondent=None, filed_at=NOW + 1))
    court.cases.put_seat(SeatRow(1, 1, 4, 3, "asked", NOW))
    assert court.cases.get(1) == case() == court.cases.by_handle("h1")
    assert court.cases.get(9) is None is court.cases.by_handle("h9")
    assert court.cases.next_number() == 3
    assert [[row.number for row in court.cases.of_person(person, 9)] for person in (1, 2, 3, 4)] == [
        [2, 1],
        [1],
        [1],
        [],
    ]
    assert [row.number for row in court.cases.of_person(1, 1)] == [2]
    assert [row.number for row in court.cases.of_group(1, 9)] == [2, 1]
    assert [row.number for row in court.cases.filed_since(1, NOW + 1)] == [2]


def test_a_change_needs_the_version_it_was_decided_on(court):
    court.cases.add(case())
    moved = case(state="closed", ended_at=NOW + 9, body={"a": 1}, version=4, respondent=3)
    assert court.cases.save(moved, 1)
    assert not court.cases.save(moved, 1)
    assert court.cases.get(1) == moved
    assert court.cases.open() == []
    assert not court.cases.save(case(7), 1)


def test_a_deal_has_one_open_case(court):
    court.cases.add(case(order=5))
    with pytest.raises(Conflict):
        court.cases.add(case(2, order=5))
    court.cases.save(case(order=5, ended_at=NOW, version=2), 1)
    court.cases.add(case(2, order=5))
    assert [row.number for row in court.cases.of_order(5)] == [2, 1]
    assert court.cases.open() == [2]


def test_a_chain_reads_back_whole_and_leaves_no_gap(court):
    court.cases.add(case())
    court.cases.link(link(1))
    court.cases.link(link(2, private=None))
    for wrong in (link(2), link(4), link(1, case=8)):
        with pytest.raises(Conflict):
            court.cases.link(wrong)
    assert court.cases.chain(1) == [link(1), link(2, private=None)]
    assert court.cases.last_link(1).n == 2
    assert court.cases.last_link(2) is None
    assert court.cases.chain(2) == []


def test_an_erased_link_keeps_its_digest_and_nothing_else(court):
    court.cases.add(case())
    court.cases.link(link(1))
    court.cases.link(link(2))
    assert court.cases.erase_links(1, [1, 9]) == 1
    assert court.cases.chain(1) == [replace(link(1), content=None, salt=None, private=None), link(2)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE dispute_event SET content = '{}'",
        "UPDATE dispute_event SET who = 'owner', content = NULL, salt = NULL, private = NULL",
        "UPDATE dispute_event SET head = 'x', content = NULL, salt = NULL, private = NULL",
        "UPDATE dispute_event SET content = NULL, private = NULL",  # half erased
        "DELETE FROM dispute_event",
        "DELETE FROM dispute",
        "UPDATE ballot SET commitment = 'x'",
        "DELETE FROM ballot",
    ],
)
def test_what_was_written_down_stays(court, sql):
    court.cases.add(case())
    court.cases.link(link(1))
    court.cases.put_seat(SeatRow(1, 1, 1, 3, "accepted", NOW))
    court.cases.put_ballot(SeatRow(1, 1, 1, 3, "accepted", NOW), "c", NOW)
    with pytest.raises(Conflict):
        court.database.run(sql)
    assert court.cases.chain(1) == [link(1)]


def test_a_seat_votes_once_and_only_if_it_is_there(court):
    court.cases.add(case())
    seat = SeatRow(1, 1, 1, 3, "asked", NOW)
    with pytest.raises(Conflict):
        court.cases.put_ballot(seat, "c", NOW)
    court.cases.put_seat(seat)
    court.cases.put_seat(replace(seat, state="accepted"))
    court.cases.put_ballot(seat, "c", NOW)
    with pytest.raises(Conflict):
        court.cases.put_ballot(seat, "other", NOW)
    assert court.cases.ruled_on(1, NOW) == court.cases.ruled_on(2, NOW) == [3]
    assert court.cases.ruled_on(2, NOW + 1) == court.cases.ruled_on(3, NOW) == []


def test_who_sat_is_forgotten(court):
    court.cases.add(case(ended_at=NOW))
    for slot in (1, 2):
        court.cases.put_seat(SeatRow(1, 1, slot, 2 + slot, "accepted", NOW))
    assert court.cases.forget_seats(1, 3) == 1
    assert [row.number for row in court.cases.of_person(3, 9)] == []
    assert [row.number for row in court.cases.of_person(4, 9)] == [1]
    assert court.privacy.cases_ended(Mark(), NOW + 1, 9) == [Mark(NOW, 1)]
    assert court.privacy.cases_ended(Mark(), NOW, 9) == []


def test_the_same_bytes_are_found_in_other_cases(court):
    court.cases.add(case())
    court.cases.add(case(2))
    for number in (1, 2):
        court.cases.put_exhibit(ExhibitRow(number, 1, 1, "aa", "cc", f"{number:016x}", "u", 9, NOW))
    assert court.cases.seen("aa", 2) == [1]
    assert court.cases.seen("aa", 0) == [1, 2]
    assert court.cases.seen("bb", 0) == []
    assert court.cases.looks(2, NOW) == [(1, f"{1:016x}")]
    assert court.cases.looks(2, NOW + 1) == court.cases.looks(1, NOW + 1) == []
    assert court.cases.erase_exhibits(1, [1]) == 1
    assert court.cases.exhibits(1) == [ExhibitRow(1, 1, None, None, None, None, None, 9, NOW)]
    assert court.cases.seen("aa", 2) == []


def test_who_invited_somebody_is_known(court):
    court.invitations.make("v1", 1, "juror", "M", 1, NOW, NOW + 9)
    assert court.cases.inviters(1, 2) == []
    court.invitations.answer("v1", 2, "accepted", NOW)
    assert court.cases.inviters(1, 2) == [1]
    assert court.cases.inviters(1, 3) == []


def test_penalties_are_kept_once_a_case_in_order(court):
    court.cases.add(case())
    court.cases.add(case(2))
    late, early = (PenaltyRow(n, 1, 2, "late", "reminder", n == 2, NOW - n) for n in (1, 2))
    court.penalties.put(late)
    court.penalties.put(early)
    assert court.penalties.of_group(1) == [early, late]
    assert court.penalties.of_group(2) == []
    with pytest.raises(Conflict):
        court.penalties.put(late)


def test_a_risk_entry_is_contested_settled_and_expires(court):
    court.cases.add(case())
    number = court.penalties.add_risk(RiskRow(1, 1, "key", NOW, NOW + 99))
    assert (
        court.penalties.risks_about("key")
        == court.penalties.risks_of(1)
        == [RiskRow(1, 1, "key", NOW, NOW + 99, id=number)]
    )
    assert court.penalties.change_risk(number, contested_at=NOW + 1, contest="No.")
    assert court.penalties.change_risk(number, settled_at=NOW + 2, kept=False)
    assert court.penalties.risk(number) == RiskRow(1, 1, "key", NOW, NOW + 99, NOW + 1, "No.", False, number)
    with pytest.raises(TypeError):
        court.penalties.change_risk(number, key="other")
    with pytest.raises(Conflict):
        court.penalties.add_risk(RiskRow(1, 1, "key", NOW, NOW + 99))
    assert court.penalties.forget_risks(NOW + 99) == 0
    assert court.penalties.forget_risks(NOW + 100) == 1
    assert court.penalties.risk(number) is None


def test_the_service_has_one_key_and_counts_questions(court):
    assert court.penalties.secret("first") == court.penalties.secret("second") == "first"
    for at in (NOW, NOW + 5):
        court.penalties.asked(1, 1, at)
    assert [court.penalties.asked_since(1, at) for at in (NOW, NOW + 1, NOW + 6)] == [2, 1, 0]
    assert court.penalties.asked_since(2, NOW) == 0


def test_no_question_about_cases_reads_a_whole_table(court):
    court.cases.add(case(order=5))
    asked: list[str] = []
    court.database.connection.set_trace_callback(asked.append)
    for ask in (court.cases.get, court.cases.chain, court.cases.last_link, court.cases.exhibits, court.cases.of_order):
        ask(1)
    court.cases.next_number()
    court.cases.by_handle("h1")
    court.cases.of_person(1, 9)
    court.cases.of_group(1, 9)
    court.cases.open()
    court.cases.filed_since(1, NOW)
    court.cases.save(case(version=2), 1)
    court.cases.seen("aa", 1)
    court.cases.ruled_on(1, NOW)
    court.cases.inviters(1, 2)
    court.cases.looks(1, NOW)
    court.privacy.cases_ended(Mark(), NOW, 9)
    court.penalties.of_group(1)
    court.penalties.risks_about("k")
    court.penalties.risks_of(1)
    court.penalties.asked_since(1, NOW)
    court.database.connection.set_trace_callback(None)
    assert len(asked) > 15
    walks = [
        (sql, detail)
        for sql in asked
        for *_, detail in court.database.all(f"EXPLAIN QUERY PLAN {sql}")
        if detail.startswith("SCAN dispute") and "INDEX" not in detail
    ]
    assert walks == []
