"""Ballots counted, evidence judged, checklists, ladders and risk entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from court import ADMIN, BUYER, DAY, NOW, OWNER, REASON, SELLER, STRANGER, Court, photo, yuan
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.disputes import ballot as b
from assistant.domain.disputes import claims, evidence, risks, sanctions
from assistant.domain.disputes import commands as c
from assistant.domain.disputes.ballot import Ballot, Outcome, Tally
from assistant.domain.disputes.case import Answer, Case, Offer, Plea, Remedy
from assistant.domain.disputes.claims import Part, Want, Wrong
from assistant.domain.disputes.evidence import Grade
from assistant.domain.disputes.forget import without_evidence, without_person
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.risks import AskRisk, ContestRisk, Entry, ListRisk, SettleRisk
from assistant.domain.disputes.sanctions import Ladder, Penalty, Step
from assistant.domain.disputes.seeing import see
from assistant.domain.groups import Kind
from assistant.domain.money import Money
from assistant.domain.rulebook import Chosen, Rulebook
from assistant.errors import Refused
from flows.rules.clauses.library import LIBRARY

CLAIM = yuan(300)


def vote(choice) -> Ballot:
    return Ballot("partly", REASON, yuan(choice)) if isinstance(choice, int) else Ballot(choice, REASON)


# --- ballots ---


@pytest.mark.parametrize(
    ("votes", "seats", "expected"),
    [
        (["upheld", "upheld", "rejected"], 3, Tally("upheld", CLAIM)),
        (["upheld", 100, "rejected"], 3, Tally("partly", yuan(100))),
        (["upheld", "rejected"], 3, Tally("rejected")),  # the lower of two
        (["upheld", 100], 3, Tally("partly", yuan(100))),
        (["upheld", 100, "undecided"], 3, Tally("partly", yuan(100))),
        (["upheld", "undecided", "undecided"], 3, Tally("no_finding")),
        (["upheld"], 3, Tally("no_finding")),
        ([], 3, Tally("no_finding")),
        (["upheld", "upheld", 10, "undecided", "undecided"], 5, Tally("upheld", CLAIM)),
        (["upheld", "upheld", "undecided", "undecided", "undecided"], 5, Tally("no_finding")),
        (["upheld", 200, 100, "rejected"], 5, Tally("partly", yuan(100))),
    ],
)
def test_the_lower_median_decides(votes, seats, expected):
    assert b.count([vote(each) for each in votes], CLAIM, seats) == expected


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        (["upheld", "upheld", "rejected"], "upheld"),
        (["upheld", "rejected", "rejected"], "rejected"),
        (["upheld", "rejected"], "rejected"),
        (["upheld", "undecided", "undecided"], "no_finding"),
    ],
)
def test_without_money_the_majority_decides(votes, expected):
    assert b.count([vote(each) for each in votes], None, 3) == Tally(expected)


choices = st.one_of(st.sampled_from(["upheld", "rejected", "undecided"]), st.integers(1, 299))


@given(st.lists(choices, max_size=5), st.sampled_from([3, 5]))
def test_a_majority_is_never_outvoted(votes, seats):
    found = b.count([vote(each) for each in votes], CLAIM, seats)
    amounts = [{"upheld": 300, "rejected": 0}.get(each, each) for each in votes if each != "undecided"]
    if found.outcome == Outcome.NO_FINDING:
        assert len(amounts) <= seats // 2
        return
    decided = found.amount.minor // 100 if found.amount else 0
    assert 2 * sum(each <= decided for each in amounts) >= len(amounts)
    assert 2 * sum(each >= decided for each in amounts) >= len(amounts)
    assert decided in amounts


@given(st.lists(choices, min_size=3, max_size=5), st.randoms())
def test_the_order_of_ballots_does_not_matter(votes, random):
    ballots = [vote(each) for each in votes]
    mixed = random.sample(ballots, len(ballots))
    assert b.count(ballots, CLAIM, 3) == b.count(mixed, CLAIM, 3)


@pytest.mark.parametrize(
    ("ballot", "claim", "message"),
    [
        (Ballot("upheld", "Too short."), CLAIM, b.SAY_WHY),
        (Ballot("upheld", " " * 30), CLAIM, b.SAY_WHY),
        (Ballot("upheld", "x" * 1001), CLAIM, b.TOO_LONG),
        (Ballot("upheld", REASON, yuan(5)), CLAIM, b.NO_AMOUNT),
        (Ballot("guilty", REASON), CLAIM, b.NO_AMOUNT),
        (Ballot("partly", REASON), CLAIM, b.WHAT_PART),
        (Ballot("partly", REASON, yuan(0)), CLAIM, b.WHAT_PART),
        (Ballot("partly", REASON, CLAIM), CLAIM, b.WHAT_PART),
        (Ballot("partly", REASON, Money(5, "USD")), CLAIM, b.WHAT_PART),
        (Ballot("partly", REASON, yuan(5)), None, b.NO_PART),
    ],
)
def test_what_is_no_ballot(ballot, claim, message):
    with pytest.raises(Refused) as no:
        b.check(ballot, claim)
    assert no.value.message == message


def test_a_commitment_binds_every_part_of_a_ballot():
    base = ("YD-1", 1, vote(100), "salt")
    others = [("YD-2", 1, vote(100), "salt"), ("YD-1", 2, vote(100), "salt"), ("YD-1", 1, vote(101), "salt")]
    others += [("YD-1", 1, vote(100), "sal"), ("YD-1", 1, Ballot("partly", REASON + ".", yuan(100)), "salt")]
    assert len({b.commit(*each) for each in (base, *others)}) == 6
    assert b.commit(*base) == b.commit(*base)


def test_opened_ballots_fit_their_commitments():
    court = Court(3).to(State.BALLOT)
    court.vote("upheld", 100, "undecided")
    for each in court.it.ruling.ballots:
        ballot = Ballot(each.choice, each.reason, each.amount)
        assert b.commit(court.it.name, each.slot, ballot, each.salt) == each.commitment


# --- evidence ---


def read(raw, n=1, side="claimant", **more):
    return evidence.read(raw, n=n, side=side, now=NOW, token="t", seen_in={}, **more)


@pytest.mark.parametrize(
    ("kind", "origin", "witnessed", "expected"),
    [
        ("photo", None, True, Grade.WITNESSED),
        ("photo", "person", False, Grade.FORWARD),
        ("document", "channel", False, Grade.FORWARD),
        ("photo", "hidden", False, Grade.HIDDEN),
        ("document", None, False, Grade.FILE),
        ("photo", None, False, Grade.PICTURE),
        ("voice", None, False, Grade.VOICE),
        ("voice", "person", False, Grade.FORWARD),
        ("audio", None, False, Grade.FILE),
        ("video", None, False, Grade.VIDEO),
        ("video_note", None, False, Grade.VIDEO),
        ("animation", None, False, Grade.VIDEO),
        ("text", "hidden", False, Grade.HIDDEN),
    ],
)
def test_where_an_exhibit_comes_from(kind, origin, witnessed, expected):
    assert evidence.grade(kind, origin, witnessed=witnessed) == expected


@pytest.mark.parametrize("mime", ["application/zip", "text/html", "image/svg+xml", "application/x-msdownload", ""])
def test_what_is_not_on_the_list_is_not_taken(mime):
    with pytest.raises(Refused) as no:
        read(photo() | {"mime": mime})
    assert no.value.message == evidence.NOT_TAKEN


def test_nothing_is_no_evidence():
    with pytest.raises(Refused) as no:
        read(photo(size=0))
    assert no.value.message == evidence.EMPTY


def test_limits_are_per_side():
    full = [read(photo(n), n) for n in range(evidence.MOST)]
    with pytest.raises(Refused) as no:
        evidence.check(full, read(photo(99), 11))
    assert no.value.message == evidence.TOO_MANY
    evidence.check(full, read(photo(99), 11, side="respondent"))
    heavy = [read(photo(1, evidence.MOST_BYTES - 10))]
    evidence.check(heavy, read(photo(2, 10), 2))
    with pytest.raises(Refused) as no:
        evidence.check(heavy, read(photo(2, 11), 2))
    assert no.value.message == evidence.TOO_MUCH
    with pytest.raises(Refused) as no:
        evidence.check(heavy, read(photo(1), 2))
    assert no.value.message == evidence.TWICE


def test_a_seal_fits_its_bytes_alone_and_a_duplicate_is_flagged():
    exhibit = evidence.read(photo(5), n=2, side="claimant", now=NOW, token="t", seen_in={photo(5)["sha256"]: [4, 9]})
    assert exhibit.seen_in == (4, 9)
    assert evidence.fits(exhibit.seal, exhibit.salt, exhibit.sha256, exhibit.size, exhibit.mime)
    assert not evidence.fits(exhibit.seal, exhibit.salt, photo(6)["sha256"], exhibit.size, exhibit.mime)


def test_pictures_that_look_alike_are_a_hint():
    assert evidence.alike("00000000000000ff", "000000000000003f")
    assert not evidence.alike("00000000000000ff", "0000000000000000")
    assert not evidence.alike("", "")


def test_a_forward_keeps_who_said_it_and_when():
    exhibit = read(photo(origin={"kind": "hidden", "name": "Wang", "at": NOW - DAY}))
    assert (exhibit.grade, exhibit.origin_name, exhibit.origin_at) == (Grade.HIDDEN, "Wang", NOW - DAY)


@pytest.mark.parametrize(
    ("author", "side", "part"), [(BUYER, "claimant", "buyer"), (SELLER, "respondent", "seller"), (99, "", "")]
)
def test_whose_account_a_forward_came_from_goes_by_its_number(author, side, part):
    raw = photo(origin={"kind": "person", "id": author, "name": "Some Name", "at": NOW - DAY})
    court = Court(3).file(exhibits=(raw,)).to(State.BALLOT)
    exhibit = court.it.exhibits[0]
    assert (exhibit.origin_side, exhibit.origin_name) == (side, "" if side else "Some Name")
    (seen, *_) = see(court.it, court.it.panel("accepted")[0].person, court.pool).exhibits
    assert (seen.origin_part, seen.origin_name) == (part, "")
    bare = without_evidence(court.it).exhibits[0]
    assert (bare.origin_side, bare.origin_name, bare.origin_at) == ("", "", None)


# --- claims ---


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("part", Part)
def test_every_claim_can_be_put_right_shown_and_answered(kind, part):
    for wrong in claims.wrongs(kind, part):
        assert claims.wants(wrong, part)[-1] is Want.OTHER
        assert (Want.REFUND in claims.wants(wrong, part)) <= (part is Part.BUYER)
        for answering in (False, True):
            assert claims.checklist(kind, wrong, answering=answering)
    assert claims.wrongs(kind, part)[-1] is Wrong.OTHER
    assert set(claims.WRONGS) == set(Wrong)
    assert set(claims.WANTS) == set(Want)


def test_a_checklist_shrinks_with_what_is_shown():
    items = claims.checklist("goods", "damaged")
    assert [item.key for item in items] == ["payment", "parcel", "state"]
    shown = [read(photo(1, item="state"))]
    assert [item.key for item in claims.missing(items, shown)] == ["payment", "parcel"]
    shown += [read(photo(2), 2)]  # not said to be anything: counts for the first that a picture can be
    assert [item.key for item in claims.missing(items, shown)] == ["parcel"]
    assert claims.missing(items, [*shown, read(photo(3) | {"mime": "audio/ogg"}, 3)])


# --- the ladder ---

STEPS = (Step.REMINDER, Step.DAY_OFF, Step.WEEK_OFF, Step.REMOVAL)
LADDER = Ladder(STEPS, 30 * DAY)


def got(days_ago: int, person: int = SELLER, step: str = "reminder", breach: str = "late") -> Penalty:
    return Penalty(person, breach, step, NOW - days_ago * DAY, days_ago)


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        ([], Step.REMINDER),
        ([got(5)], Step.DAY_OFF),
        ([got(31)], Step.REMINDER),  # lapsed
        ([got(50), got(25)], Step.WEEK_OFF),
        ([got(80), got(25)], Step.DAY_OFF),  # the first had lapsed before the second
        ([got(5, person=9)], Step.REMINDER),
        ([got(5, step="none")], Step.REMINDER),
        ([got(each) for each in range(1, 9)], Step.REMOVAL),
    ],
)
def test_the_next_step_is_the_same_for_everybody(past, expected):
    assert sanctions.proposed(past, SELLER, LADDER, NOW) is expected


def test_the_ladders_are_those_of_the_clause():
    options = next(clause for clause in LIBRARY if clause.key == "penalties").parameters[0].options
    for option in options:
        rules = Rulebook((Chosen("penalties", values={"penalties": option, "lapse": 9 * DAY}),))
        ladder = sanctions.ladder_of(rules)
        assert ladder.steps[-1] is Step.REMOVAL
        assert ladder.lapse == 9 * DAY
    assert sanctions.ladder_of(Rulebook()) == sanctions.ladder_of(None) == Ladder()
    assert sanctions.ladder_of(Rulebook((Chosen("penalties", own="As we see fit."),))).steps == ()
    assert sanctions.proposed([got(1)], SELLER, Ladder(), NOW) is Step.NONE


def test_what_the_same_breach_got_before_comes_latest_first():
    past = [got(9), got(3, person=9, step="removal"), got(5, breach="damaged")]
    assert [each.at for each in sanctions.same_before(past, "late")] == [NOW - 3 * DAY, NOW - 9 * DAY]


# --- risk entries ---


def unremedied() -> Court:
    court = Court(3).to(State.BALLOT)
    court.vote("upheld", "upheld", "upheld")
    court.late("remedy")
    return court


def test_only_a_final_unremedied_ruling_is_noted_by_who_runs_the_group():
    court = unremedied()
    command = ListRisk(person=OWNER, now=NOW, case=3, months=12)
    listed = risks.list_risk(command, court.it, court.pool, sharing=True, listed=False)
    assert (listed.about, listed.until) == (SELLER, NOW + timedelta(days=366))
    other = Court(8).to(State.RULED)
    remedied = Court(3).to(State.CLOSED)
    for who, case, kwargs in (
        (STRANGER, court.it, {}),
        (BUYER, court.it, {}),
        (OWNER, None, {}),
        (OWNER, other.it, {}),
        (OWNER, remedied.it, {}),
        (OWNER, court.it, {"sharing": False}),
        (OWNER, court.it, {"listed": True}),
    ):
        asked = ListRisk(person=who, now=NOW, case=3, months=12)
        with pytest.raises(Refused):
            risks.list_risk(asked, case, court.pool, **({"sharing": True, "listed": False} | kwargs))
    with pytest.raises(Refused):
        risks.list_risk(
            ListRisk(person=ADMIN, now=NOW, case=3, months=7), court.it, court.pool, sharing=True, listed=False
        )


def test_who_never_knew_of_the_case_is_noted_nowhere():
    court = Court(3).file()
    court.late("notice")
    while not court.it.over:
        if court.it.state is State.BALLOT:
            court.vote("upheld", "upheld", "upheld")
        elif court.it.panel("asked"):
            court.do(c.AcceptSeat, court.it.panel("asked")[0].person)
        else:
            court.late()
    assert (court.it.ending, court.it.on_papers) == ("unremedied", True)
    command = ListRisk(person=OWNER, now=NOW, case=3, months=12)
    with pytest.raises(Refused) as no:
        risks.list_risk(command, court.it, court.pool, sharing=True, listed=False)
    assert no.value.message == risks.NOTHING_TO_LIST


ENTRY = Entry(1, 3, 5, NOW, NOW + 180 * DAY)


@pytest.mark.parametrize(
    ("entry", "when", "expected"),
    [
        (ENTRY, NOW, True),
        (ENTRY, NOW + 180 * DAY, False),
        (Entry(1, 3, 5, NOW, NOW + 180 * DAY, NOW + DAY), NOW + 2 * DAY, False),  # contested: not said meanwhile
        (Entry(1, 3, 5, NOW, NOW + 180 * DAY, NOW + DAY, "No.", True), NOW + 2 * DAY, True),
        (Entry(1, 3, 5, NOW, NOW + 180 * DAY, NOW + DAY, "No.", False), NOW + 2 * DAY, False),
    ],
)
def test_when_an_entry_counts(entry, when, expected):
    assert entry.counts(when) is expected
    found = risks.answer(AskRisk(person=OWNER, now=when, group=5, about=SELLER), [entry], Court(0).pool, 0)
    assert found.answer == ("review" if expected else "clear")


def test_questions_are_for_who_runs_a_group_and_not_too_many():
    pool = Court(0).pool
    for person, asked in ((STRANGER, 0), (OWNER, 20)):
        with pytest.raises(Refused):
            risks.answer(AskRisk(person=person, now=NOW, group=5, about=SELLER), [], pool, asked)
    assert risks.answer(AskRisk(person=ADMIN, now=NOW, group=5, about=SELLER), [], pool, 19).answer == "clear"


def test_whom_an_entry_is_about_contests_it_once_and_the_owner_answers_within_a_week():
    text = "I sent it back weeks ago, here is the receipt."
    risks.contest(ContestRisk(person=SELLER, now=NOW, entry=1, text=text), ENTRY, mine=True)
    contested = Entry(1, 3, 5, NOW, NOW + 180 * DAY, NOW, text)
    gone = Entry(1, 3, 5, NOW - 180 * DAY, NOW)  # there is nothing left to object to
    for entry, mine, said in (
        (ENTRY, False, text),
        (None, True, text),
        (contested, True, text),
        (gone, True, text),
        (ENTRY, True, "No."),
    ):
        with pytest.raises(Refused):
            risks.contest(ContestRisk(person=SELLER, now=NOW, entry=1, text=said), entry, mine=mine)
    court = unremedied()

    def settle(person, keep, when=NOW, entry=contested):
        return risks.settle(SettleRisk(person=person, now=when, entry=1, keep=keep), entry, court.it, court.pool)

    assert settle(OWNER, True).keep
    assert not settle(ADMIN, False).keep
    for person, keep, when, entry in (
        (SELLER, False, NOW, contested),
        (STRANGER, False, NOW, contested),
        (OWNER, True, NOW + 7 * DAY, contested),
        (OWNER, True, NOW, ENTRY),
        (OWNER, False, NOW, None),
    ):
        with pytest.raises(Refused):
            settle(person, keep, when, entry)
    for owner in (BUYER, SELLER):  # nobody decides on an entry that came of their own case
        court.with_pool(owner=owner)
        court.pool = court.setting.pool
        with pytest.raises(Refused):
            settle(owner, False)


def test_a_key_hides_whom_an_entry_is_about():
    assert risks.key_of("one", 7) != risks.key_of("two", 7) != risks.key_of("two", 8)


# --- forgetting ---


def full_case() -> Case:
    """A case in which both sides have left words and marks of themselves wherever there is room for them."""
    case = Court(8).to(State.APPEAL).it
    exhibits = tuple(
        replace(
            case.exhibits[0], n=n, side=side, caption=f"{side} caption", late_reason=f"{side} late", near=f"{side} near",
            copy=f"{side} copy", unique_id=f"{side} id", sha256=f"{side} hash", origin_name=f"{side} forwarded", origin_at=NOW,
        )
        for n, side in enumerate(("claimant", "respondent"), 1)
    )  # fmt: skip
    return replace(
        case,
        claim=replace(case.claim, story="claimant story", late_reason="claimant late"),
        answer=Answer("contest", "respondent answer", NOW),
        respondent_name="respondent name",
        offers=tuple(
            Offer(n, side, None, "", f"{side} offer", NOW) for n, side in enumerate(("claimant", "respondent"), 1)
        ),
        rebuttals={"claimant": "claimant rebuttal", "respondent": "respondent rebuttal"},
        exhibits=exhibits,
        plea=Plea("respondent", "procedure", "respondent plea", NOW, "claimant plea answered"),
        remedy=Remedy(NOW, "respondent report", NOW, "claimant denial"),
    )


@pytest.mark.parametrize(
    ("person", "side", "other"), [(BUYER, "claimant", "respondent"), (SELLER, "respondent", "claimant")]
)
def test_of_whoever_leaves_no_word_and_no_mark_stays_and_the_other_keeps_theirs(person, side, other):
    case = full_case()
    kept = repr(case).count(f"{other} ")
    assert repr(case).count(f"{side} ") > 12
    after = without_person(case, person)
    assert f"{side} " not in repr(after)
    assert repr(after).count(f"{other} ") == kept
    assert person not in {*after.parties, after.deal.buyer, after.deal.seller}
