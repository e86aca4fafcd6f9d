"""Orders as values: terms and their hash, limits and parts, who may do what, deadlines, the ledger."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from order_kit import BUYER, CLOCK, DAY, GOODS, HOUR, NOW, OTHER, SELLER, agreed, do, ground, offered, terms, yuan

from assistant.dialog.values import freeze, thaw
from assistant.domain.money import Money
from assistant.domain.orders import deals
from assistant.domain.orders.agenda import Kind, agenda, claims_until, counts_as_received, remind_at
from assistant.domain.orders.charts import Action, Leaving, Paid, State, Work
from assistant.domain.orders.deals import MoveOrder, OfferOrder, act, offer
from assistant.domain.orders.guard import WHO, may, may_see, options
from assistant.domain.orders.ledger import Account, balances, entries, sums
from assistant.domain.orders.limits import ABOVE_CAP, OTHER_MONEY, TOO_LATE, TOO_MANY, UNFIT, affordable, limits, split
from assistant.domain.orders.order import ANY_NUMBER
from assistant.domain.orders.shape import dump, load
from assistant.domain.orders.terms import Basis, Instalment, Side, Term, canonical
from assistant.domain.rulebook import Chosen, Rulebook
from assistant.errors import Refused

SERVICES = replace(GOODS, kind="services", ship=2 * HOUR)
TASKS = replace(GOODS, kind="tasks", ship=2 * HOUR)


# --- terms ---


def test_the_same_deal_is_the_same_text_and_hash():
    assert canonical(terms()) == canonical(terms())
    assert terms().hash == terms().hash
    assert terms().hash.startswith(terms().seal)


def test_the_text_says_everything_that_was_agreed():
    assert canonical(terms()) == (
        "yidan order: 1\ngroup: 7\nkind: goods\npayee: 1\n"
        'what: "三本小说"\namount: 8000 CNY minor units\npart 1: 8000 CNY minor units by 86400 s after agreed\n'
        'delivery: by 172800 s after paid\nhow: "快递"\nrules: 4\nclaims window: 86400 s\nsilence: 604800 s\n'
    )


OTHERS = {
    "group": 8,
    "kind": "tasks",
    "maker": 9,
    "side": Side.PAYER,
    "what": "两本小说",
    "amount": yuan(81),
    "parts": (Instalment(yuan(80), Term(Basis.AGREED, 2 * DAY)),),
    "delivery": Term(Basis.FIXED, at=NOW),
    "how": "自取",
    "rules": 5,
    "window": None,
    "silence": DAY,
}


@pytest.mark.parametrize("field", OTHERS)
def test_whatever_is_changed_changes_the_hash(field):
    assert replace(terms(), **{field: OTHERS[field]}).hash != terms().hash


def test_a_thing_cannot_pose_as_another_line():
    forged = terms(what='书"\namount: 1 CNY minor units')
    assert sum(line.startswith("amount:") for line in canonical(forged).splitlines()) == 1


@given(st.text(max_size=30), st.text(max_size=30))
def test_different_words_are_different_texts(one, other):
    same = canonical(terms(what=one, how=other)) == canonical(terms(what=other, how=one))
    assert same == (one == other)


# --- limits ---


def test_limits_are_read_off_the_rules():
    book = Rulebook(
        (
            Chosen("cap", values={"cap": yuan(1000)}),
            Chosen("parts", values={"parts": 50}),
            Chosen("settle", values={"settle": DAY}),
            Chosen("ship", values={"ship": 2 * DAY}),
            Chosen("window", values={"window": DAY}),
        )
    )
    assert limits(book, 4, "goods", "CNY") == GOODS
    own = limits(Rulebook((Chosen("cap", own="看情况"), Chosen("settle", own="尽快"))), 1, "tasks", "CNY")
    assert (own.cap, own.pay, own.window, own.delivery) == (None, None, None, None)
    assert limits(book, 4, "goods", "USD").cap is None  # a cap in other money limits nothing


def test_usual_terms_follow_the_kind():
    assert GOODS.pay == Term(Basis.AGREED, DAY)
    assert SERVICES.pay == Term(Basis.RECEIVED, DAY)
    assert TASKS.pay == Term(Basis.DELIVERED, DAY)
    assert GOODS.delivery == Term(Basis.PAID, 2 * DAY)
    assert SERVICES.delivery is None


def test_within_the_cap_there_is_one_payment():
    assert split(yuan(1000), GOODS, GOODS.pay, GOODS.delivery, NOW) == (Instalment(yuan(1000), GOODS.pay),)


def test_above_the_cap_it_is_paid_in_parts():
    parts = split(yuan(3001), GOODS, GOODS.pay, GOODS.delivery, NOW)
    assert [part.amount for part in parts] == [
        yuan(1000),
        Money(66_700, "CNY"),
        Money(66_700, "CNY"),
        Money(66_700, "CNY"),
    ]
    assert [part.due.basis for part in parts] == [Basis.AGREED, *[Basis.RECEIVED] * 3]
    assert [part.due.span for part in parts[1:]] == [DAY, 2 * DAY, 3 * DAY]


def test_a_task_above_the_cap_is_paid_at_half_time():
    first, *_ = split(yuan(1500), TASKS, TASKS.pay, Term(Basis.FIXED, at=NOW + 4 * DAY), NOW)
    assert first == Instalment(yuan(750), Term(Basis.FIXED, at=NOW + 2 * DAY))


@given(st.integers(1, 10**7), st.integers(1, 10**6), st.integers(10, 90))
def test_parts_sum_up_and_none_is_above_the_cap(minor, cap, percent):
    held = replace(GOODS, cap=Money(cap, "CNY"), percent=percent)
    if minor > 12 * cap:
        with pytest.raises(Refused):
            affordable(Money(minor, "CNY"), held)
        return
    try:
        parts = split(Money(minor, "CNY"), held, GOODS.pay, GOODS.delivery, NOW)
    except Refused:
        assert minor > 11 * cap * percent // 100  # a small first part leaves too much for the others
        return
    assert sum(part.amount.minor for part in parts) == minor
    assert all(0 < part.amount.minor <= cap for part in parts)
    assert (len(parts) == 1) == (minor <= cap)


@pytest.mark.parametrize(
    ("amount", "held", "why"),
    [
        (yuan(1001), replace(GOODS, percent=None), ABOVE_CAP),
        (yuan(99_000), GOODS, TOO_MANY),
        (Money(500, "USD"), GOODS, OTHER_MONEY),
    ],
)
def test_what_the_rules_do_not_allow_is_refused_with_the_reason(amount, held, why):
    with pytest.raises(Refused) as no:
        affordable(amount, held)
    assert no.value.message == why


# --- offering ---

WRONG = {
    "parts above the cap": ({"amount": yuan(1500), "parts": (Instalment(yuan(1500), GOODS.pay),)}, UNFIT),
    "parts that do not sum up": ({"parts": (Instalment(yuan(79), GOODS.pay),)}, UNFIT),
    "a part of nothing": ({"parts": (Instalment(yuan(80), GOODS.pay), Instalment(yuan(0), GOODS.pay))}, UNFIT),
    "another window": ({"window": 9 * DAY}, UNFIT),
    "another silence": ({"silence": HOUR}, UNFIT),
    "another kind": ({"kind": "tasks"}, UNFIT),
    "no words": ({"what": ""}, UNFIT),
    "a story": ({"what": "书" * 500}, UNFIT),
    "old rules": ({"rules": 3}, None),
    "a day that has passed": ({"delivery": Term(Basis.FIXED, at=NOW)}, TOO_LATE),
    "unlawful goods": ({"what": "香烟"}, None),
    "unlawful ways": ({"how": "代收款"}, None),
    "somebody else's": ({"maker": OTHER}, deals.YOURSELF),
}


@pytest.mark.parametrize("case", WRONG)
def test_terms_that_break_the_rules_are_refused_whoever_wrote_them(case):
    change, why = WRONG[case]
    with pytest.raises(Refused) as no:
        offered(terms=replace(terms(), **change))
    assert why is None or no.value.message == why


@pytest.mark.parametrize(
    ("command", "on", "why"),
    [
        ({}, {"belongs": False}, deals.JOIN_FIRST),
        ({}, {"held": None}, deals.JOIN_FIRST),
        ({"invited": OTHER}, {}, deals.NOT_THEM),
        ({"invited": SELLER}, {"invited_belongs": True}, deals.YOURSELF),
        ({}, {"open_offers": deals.MOST_OPEN}, deals.TOO_MANY_OPEN),
    ],
)
def test_who_may_not_offer_hears_why(command, on, why):
    given = {"invited": None, "heads": 1, "one_sided": False, "other_name": ""}
    with pytest.raises(Refused) as no:
        offer(OfferOrder(SELLER, NOW, "abcd", terms(), **(given | command)), ground(**on))
    assert no.value.message == why


def test_an_offer_waits_and_nothing_is_owed():
    order = offered()
    assert (order.state, order.other, order.payments) == (State.OFFERED, None, ())
    assert entries(None, order, Action.OFFER) == ()


def test_one_side_only_is_recorded_at_once_and_said_so():
    order = offered(one_sided=True, other_name="老王")
    assert (order.state, order.one_sided, order.handle) == (State.AGREED, True, None)
    assert (order.party(Side.PAYER), order.name(Side.PAYER)) == (None, "老王")
    done = do(do(do(order, SELLER, Action.REPORT), SELLER, Action.SEE), SELLER, Action.CONFIRM)
    assert (done.state, done.one_sided) == (State.SETTLED, True)


# --- answering ---


def test_both_have_agreed_to_the_same_text():
    order = agreed()
    assert (order.state, order.other, order.other_name) == (State.AGREED, BUYER, "Ben")
    assert order.terms.hash == offered().terms.hash
    assert order.party(Side.PAYER) == BUYER
    assert order.party(Side.PAYEE) == SELLER


@pytest.mark.parametrize(
    ("person", "more", "on", "late", "why"),
    [
        (SELLER, {}, {}, False, deals.OWN_OFFER),
        (BUYER, {}, {"belongs": False}, False, deals.JOIN_FIRST),
        (OTHER, {"invited": BUYER}, {}, False, deals.FOR_ANOTHER),
        (BUYER, {}, {}, True, deals.GONE),
        (BUYER, {"heads": 3}, {"mine": True}, False, deals.ALREADY_IN),
    ],
)
def test_who_may_not_accept_hears_why(person, more, on, late, why):
    with pytest.raises(Refused) as no:
        do(offered(**more), person, Action.ACCEPT, NOW + 3 * DAY if late else NOW, **on)
    assert no.value.message == why


def test_an_offer_is_answered_by_its_link_and_not_by_a_guessed_number():
    for handle in (None, "", "abce"):
        with pytest.raises(Refused) as no:
            act(MoveOrder(BUYER, NOW, 5, 1, Action.ACCEPT, 0, handle), offered(), ground())
        assert no.value.message == deals.NO_ORDER
    named = offered(invited=BUYER)
    assert act(MoveOrder(BUYER, NOW, 5, 1, Action.ACCEPT), named, ground())[0].order.other == BUYER


def test_a_stranger_with_the_link_finds_it_taken():
    with pytest.raises(Refused) as no:
        do(agreed(), OTHER, Action.ACCEPT)
    assert no.value.message == deals.TAKEN


def test_an_offer_under_old_rules_is_offered_anew():
    order = offered()
    command = MoveOrder(BUYER, NOW, order.number, order.version, Action.ACCEPT, 0, "abcd")
    with pytest.raises(Refused) as no:
        act(command, order, ground(held=replace(GOODS, rules=5)))
    assert no.value.message == deals.OLD_RULES


def test_nobody_agrees_to_a_day_that_has_passed():
    order = offered(terms=terms(delivery=Term(Basis.FIXED, at=NOW + DAY)))
    with pytest.raises(Refused) as no:
        do(order, BUYER, Action.ACCEPT, NOW + DAY)
    assert no.value.message == deals.OLD_DATES
    assert do(order, BUYER, Action.DECLINE, NOW + DAY).state is State.DECLINED


def test_who_presses_second_sees_that_something_happened():
    order = offered()
    taken = do(order, BUYER, Action.DECLINE)
    with pytest.raises(Refused) as no:
        act(MoveOrder(SELLER, NOW, order.number, order.version, Action.WITHDRAW), taken, ground())
    assert no.value.message in {deals.MEANWHILE, deals.NO_ORDER}


def test_many_accept_one_offer_each_with_an_order_of_their_own():
    order = offered(heads=2)
    born, parent = act(MoveOrder(BUYER, NOW, 5, 1, Action.ACCEPT, 0, "abcd"), order, ground())
    assert (born.order.offer, born.order.heads, born.order.handle, born.order.state) == (5, 1, None, State.AGREED)
    assert (parent.order.state, parent.order.version) == (State.OFFERED, 2)
    # an older version of the offer does: its terms are the same
    _, full = act(MoveOrder(OTHER, NOW, 5, 1, Action.ACCEPT, 0, "abcd"), parent.order, ground(taken=1))
    assert full.order.state is State.FULL
    with pytest.raises(Refused) as no:
        act(MoveOrder(9, NOW, 5, 3, Action.ACCEPT, 0, "abcd"), full.order, ground(taken=2))
    assert no.value.message == deals.TAKEN


def test_an_offer_to_any_number_never_fills():
    order = offered(heads=ANY_NUMBER)
    _, parent = act(MoveOrder(BUYER, NOW, 5, 1, Action.ACCEPT, 0, "abcd"), order, ground(taken=500))
    assert parent.order.state is State.OFFERED
    with pytest.raises(Refused):
        do(order, BUYER, Action.DECLINE)  # one No ends nothing for the others


# --- living through it ---


def test_paid_and_received_is_settled():
    order = agreed()
    for person, action in [(BUYER, "report"), (SELLER, "see"), (SELLER, "deliver"), (BUYER, "confirm")]:
        assert order.state is State.AGREED
        order = do(order, person, action)
    assert (order.state, order.ended_at) == (State.SETTLED, NOW)


def test_a_mistaken_report_is_taken_back_until_the_money_is_seen():
    order = do(agreed(), BUYER, Action.REPORT)
    assert do(order, BUYER, Action.TAKE_BACK).payments[0].state is Paid.DUE
    with pytest.raises(Refused):
        do(do(order, SELLER, Action.SEE), BUYER, Action.TAKE_BACK)


def test_each_reports_only_their_own_side():
    order = agreed()
    for person, action in [(SELLER, "report"), (BUYER, "see"), (BUYER, "deliver"), (SELLER, "confirm")]:
        with pytest.raises(Refused):
            do(order, person, action)


def test_a_stranger_learns_nothing():
    for action in Action:
        if action in {Action.ACCEPT, Action.DECLINE}:
            continue
        with pytest.raises(Refused) as no:
            do(agreed(), OTHER, action)
        assert no.value.message == deals.NO_ORDER


def test_calling_it_off_takes_both():
    order = do(agreed(), BUYER, Action.PROPOSE)
    with pytest.raises(Refused):
        do(order, BUYER, Action.AGREE)
    assert do(order, SELLER, Action.REFUSE).leaving is Leaving.NO
    assert do(order, BUYER, Action.RETRACT).leaving_by is None
    assert do(order, SELLER, Action.AGREE).state is State.CANCELLED


def test_what_is_settled_meanwhile_is_no_longer_to_be_called_off():
    order = do(do(agreed(), SELLER, Action.PROPOSE), BUYER, Action.REPORT)
    for person, action in ((SELLER, Action.SEE), (SELLER, Action.DELIVER), (BUYER, Action.CONFIRM)):
        order = do(order, person, action)
    assert (order.state, order.leaving, order.leaving_by) == (State.SETTLED, Leaving.NO, None)


def test_silence_counts_as_received_after_one_reminder_and_not_before():
    order = do(agreed(), SELLER, Action.DELIVER)
    assert counts_as_received(order) == NOW + 7 * DAY
    with pytest.raises(Refused):
        do(order, CLOCK, Action.SILENCE, NOW + 8 * DAY)
    order = do(order, CLOCK, Action.REMIND, NOW + 6 * DAY)
    with pytest.raises(Refused):
        do(order, CLOCK, Action.SILENCE, NOW + 7 * DAY - HOUR)
    order = do(order, CLOCK, Action.SILENCE, NOW + 7 * DAY)
    assert (order.work, order.silent, order.received_at) == (Work.ACCEPTED, True, NOW + 7 * DAY)


def test_a_late_reminder_still_leaves_a_day():
    order = do(do(agreed(), SELLER, Action.DELIVER), CLOCK, Action.REMIND, NOW + 9 * DAY)
    with pytest.raises(Refused):
        do(order, CLOCK, Action.SILENCE, NOW + 9 * DAY + HOUR)
    assert do(order, CLOCK, Action.SILENCE, NOW + 10 * DAY).silent
    assert kinds(order, NOW + 9 * DAY) == {Kind.SILENCE: NOW + 10 * DAY}


def test_nobody_is_silent_whose_case_is_open():
    order = do(agreed(), SELLER, Action.DELIVER)
    with pytest.raises(Refused):
        do(order, CLOCK, Action.REMIND, NOW + 6 * DAY, disputed=True)
    order = do(order, CLOCK, Action.REMIND, NOW + 6 * DAY)
    with pytest.raises(Refused):
        do(order, CLOCK, Action.SILENCE, NOW + 9 * DAY, disputed=True)
    assert do(order, BUYER, Action.CONFIRM, NOW + 9 * DAY, disputed=True).received_at  # their own word counts as ever


def test_time_lapses_an_offer_and_not_early():
    with pytest.raises(Refused):
        do(offered(), CLOCK, Action.LAPSE, NOW + 71 * HOUR)
    assert do(offered(), CLOCK, Action.LAPSE, NOW + 72 * HOUR).state is State.LAPSED


# --- who may do what: every cell ---

STAGES = {
    "offered": offered,
    "offered to one": lambda: offered(invited=BUYER),
    "offered to many": lambda: offered(heads=3),
    "agreed": agreed,
    "reported": lambda: do(agreed(), BUYER, "report"),
    "seen": lambda: do(agreed(), SELLER, "see"),
    "delivered": lambda: do(agreed(), SELLER, "deliver"),
    "reminded": lambda: do(do(agreed(), SELLER, "deliver"), CLOCK, "remind"),
    "received": lambda: do(agreed(), BUYER, "confirm"),
    "leaving": lambda: do(agreed(), BUYER, "propose"),
    "one-sided": lambda: offered(one_sided=True, other_name="老王"),
    "settled": lambda: do(do(agreed(), BUYER, "confirm"), SELLER, "see"),
    "cancelled": lambda: do(do(agreed(), BUYER, "propose"), SELLER, "agree"),
    "declined": lambda: do(offered(), BUYER, "decline"),
    "withdrawn": lambda: do(offered(), SELLER, "withdraw"),
    "lapsed": lambda: do(offered(), CLOCK, "lapse", NOW + 3 * DAY),
}
RUNNING = {SELLER: "deliver see propose", BUYER: "report confirm propose", CLOCK: "", OTHER: ""}
ALLOWED = {
    "offered": {SELLER: "withdraw", BUYER: "accept decline", CLOCK: "lapse", OTHER: "accept decline"},
    "offered to one": {SELLER: "withdraw", BUYER: "accept decline", CLOCK: "lapse", OTHER: ""},
    "offered to many": {SELLER: "withdraw", BUYER: "accept", CLOCK: "lapse", OTHER: "accept"},
    "agreed": RUNNING,
    "reported": RUNNING | {BUYER: "takeback confirm propose"},
    "seen": RUNNING | {SELLER: "deliver propose", BUYER: "confirm propose"},
    "delivered": RUNNING | {SELLER: "recall see propose", CLOCK: "remind"},
    "reminded": RUNNING | {SELLER: "recall see propose", CLOCK: "silence"},
    "received": RUNNING | {SELLER: "see propose", BUYER: "report propose"},
    "leaving": RUNNING | {SELLER: "deliver see refuse agree", BUYER: "report confirm retract"},
    "one-sided": {SELLER: "report see deliver confirm propose", BUYER: "", CLOCK: "", OTHER: ""},
    **dict.fromkeys(("settled", "cancelled", "declined", "withdrawn", "lapsed"), dict.fromkeys(RUNNING, "")),
}


@pytest.mark.parametrize("stage", STAGES)
def test_every_cell_of_who_may_do_what(stage):
    order = STAGES[stage]()
    for person, action in itertools.product((SELLER, BUYER, CLOCK, OTHER), Action):
        wanted = action in ALLOWED[stage][person].split()
        assert may(person, order, action, belongs=True) is wanted, (stage, person, action)
        late = NOW + 30 * DAY if person == CLOCK else NOW
        if wanted:
            assert do(order, person, action, late).version in {order.version + 1, 1}
        else:
            with pytest.raises(Refused):
                do(order, person, action, late)


def test_who_does_not_belong_cannot_even_answer():
    assert not any(may(OTHER, offered(), action, belongs=False) for action in Action)
    # whoever was once agreed with stays a party, in the group or not
    assert options(BUYER, agreed(), belongs=False) == options(BUYER, agreed(), belongs=True)


def test_a_part_that_is_not_there_cannot_be_paid():
    for part in (-1, 1, 99):
        assert not may(BUYER, agreed(), Action.REPORT, part, belongs=True)


def test_every_action_has_somebody_or_goes_along_with_another():
    assert set(Action) - set(WHO) == {Action.OFFER, Action.RECORD, Action.TAKE, Action.FILL}


def test_an_order_is_seen_by_the_parties_and_who_looks_after_the_group():
    seen = {person for person in (SELLER, BUYER, OTHER) if may_see(person, agreed(), looks_after=False)}
    assert seen == {SELLER, BUYER}
    assert may_see(OTHER, agreed(), looks_after=True)
    assert may_see(BUYER, offered(invited=BUYER), looks_after=False)


# --- time ---


def kinds(order, now=NOW):
    return {each.kind: each.at for each in agenda(order, now)}


def test_an_offer_lapses_after_three_days():
    assert kinds(offered()) == {Kind.LAPSE: NOW + 72 * HOUR}


def test_who_was_asked_by_name_is_reminded_once():
    found = kinds(offered(invited=BUYER))
    assert found == {Kind.ANSWER: NOW + 63 * HOUR, Kind.LAPSE: NOW + 72 * HOUR}
    assert set(kinds(offered(invited=BUYER), NOW + 71 * HOUR)) == {Kind.LAPSE}


def test_reminders_come_before_each_deadline_and_once_after():
    assert kinds(agreed()) == {Kind.PAY: NOW + 15 * HOUR, Kind.PAY_LATE: NOW + DAY}  # nine in the morning in China
    paid = do(agreed(), BUYER, "report")
    assert kinds(paid) == {Kind.DELIVER: NOW + 39 * HOUR, Kind.DELIVER_LATE: NOW + 2 * DAY}
    sent = do(paid, SELLER, "deliver")
    assert kinds(sent) == {Kind.REMIND: NOW + 6 * DAY}
    reminded = do(sent, CLOCK, "remind", NOW + 6 * DAY)
    assert kinds(reminded, NOW + 6 * DAY) == {Kind.SILENCE: NOW + 7 * DAY}
    assert kinds(do(reminded, BUYER, "confirm")) == {}


def test_what_changes_the_order_comes_late_rather_than_never():
    sent = do(agreed(), SELLER, "deliver")
    later = NOW + 30 * DAY
    assert kinds(sent, later) == {Kind.REMIND: later}
    assert kinds(offered(), later) == {Kind.LAPSE: later}
    assert kinds(agreed(), later) == {}  # it only informs, and has been told or never will be


@pytest.mark.parametrize(
    ("due", "ahead"),
    [
        (timedelta(hours=6), 2),  # midnight in China: two hours before
        (timedelta(hours=16, minutes=30), 2),  # 10:30: two hours before
        (timedelta(hours=25), 10),  # 19:00 tomorrow: at nine in the morning
        (timedelta(hours=33), 7),  # 03:00 the day after: at eight in the evening before
    ],
)
def test_reminders_come_at_decent_hours(due, ahead):
    found = remind_at(NOW + due, "Asia/Shanghai", NOW)
    assert found is not None
    assert NOW + due - found == timedelta(hours=ahead)


def test_what_is_due_at_once_needs_no_reminder():
    assert remind_at(NOW + HOUR, "Asia/Shanghai", NOW) is None


def test_the_claims_window_opens_at_receipt():
    order = do(agreed(), BUYER, "report")
    assert claims_until(order, side=Side.PAYER) == NOW + 3 * DAY  # never came: from the missed day
    order = do(order, SELLER, "deliver", NOW + DAY)
    assert claims_until(order, side=Side.PAYER) is None  # on its way
    order = do(order, BUYER, "confirm", NOW + 4 * DAY)
    assert claims_until(order, side=Side.PAYER) == NOW + 5 * DAY
    assert claims_until(order, replace(GOODS, window=3 * DAY), Side.PAYER) == NOW + 7 * DAY
    assert claims_until(order, replace(GOODS, window=None)) is None


def test_money_that_never_came_is_claimed_from_the_missed_day():
    assert claims_until(offered()) is None
    assert claims_until(agreed(), side=Side.PAYEE) == NOW + 2 * DAY
    assert claims_until(agreed(), side=Side.PAYER) is None  # shipping counts from the payment
    assert claims_until(agreed()) is None  # for both together: as long as for one nobody knows
    assert claims_until(do(agreed(), BUYER, "report")) == NOW + 3 * DAY


# --- stored ---


@pytest.mark.parametrize("stage", STAGES)
def test_an_order_comes_back_from_the_books_as_it_was(stage):
    order = STAGES[stage]()
    again = load(thaw(freeze(dump(order))), order.number, order.version)
    assert again == order
    assert again.terms.hash == order.terms.hash


# --- the ledger ---


def ledger(*steps, order=None):
    """The postings after these steps of (person, action, part)."""
    order = order or offered()
    found = []
    for person, action, part in steps:
        after = do(order, person, action, part=part)
        for entry in entries(order, after, Action(action), part):
            assert sum(each.amount.minor for each in entry) == 0
            found += entry
        order = after
    return found


def test_what_is_owed_reported_and_seen():
    big = offered(terms=terms(yuan(1500)))
    steps = [(BUYER, "accept", 0), (BUYER, "report", 0)]
    found = balances(ledger(*steps, order=big))
    assert found == {Account.CLAIM: 150_000, Account.OWED: -75_000, Account.SENT: -75_000}
    at_a_glance = sums(found, "CNY")
    assert (at_a_glance.owed, at_a_glance.on_the_way, at_a_glance.seen) == (yuan(750), yuan(750), yuan(0))
    more = sums(balances(ledger(*steps, (SELLER, "see", 0), (SELLER, "see", 1), order=big)), "CNY")
    assert (more.owed, more.on_the_way, more.seen) == (yuan(0), yuan(0), yuan(1500))


def test_calling_off_leaves_nothing_owed_whatever_had_been_paid():
    for paid in ([], [(BUYER, "report", 0)], [(SELLER, "see", 0)], [(BUYER, "report", 0), (SELLER, "see", 0)]):
        found = balances(ledger((BUYER, "accept", 0), *paid, (BUYER, "propose", 0), (SELLER, "agree", 0)))
        assert set(found.values()) == {0}
