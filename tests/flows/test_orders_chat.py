"""Orders in the chat: readings, wording, and presses that nobody offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from assistant import i18n
from assistant.dialog.buttons import MOST_BYTES
from assistant.dialog.events import Contact, Context, Text
from assistant.dialog.outcome import Deadline, Notice, Shown
from assistant.dialog.render import Reader, plain, say
from assistant.dialog.words import Local
from assistant.domain.groups import Kind
from assistant.domain.money import Money
from assistant.domain.orders.agenda import Kind as Timer
from assistant.domain.orders.charts import Action, Paid, State, Work
from assistant.domain.orders.deals import Ground, MoveOrder, OfferOrder, OrderMoved, act, offer
from assistant.domain.orders.guard import WHO
from assistant.domain.orders.limits import Limits, split
from assistant.domain.orders.order import Order
from assistant.domain.orders.terms import Basis, Side, Term, Terms
from assistant.errors import Refused
from flows.orders.answer_order import DONE, deal
from flows.orders.answer_order import offer as offer_page
from flows.orders.notices import REACTIONS, moved
from flows.orders.pages import todo
from flows.orders.screen import press, rows
from flows.orders.terms import DAYS, NO_CONTACT, partners, shared_contact, when
from flows.orders.words import BUTTONS, DELIVERY, HISTORY, PAYMENTS, SIDES, STATES, WORKS

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ANNA, BEN, CARL = 1, 2, 3
HELD = Limits(1, "goods", "CNY", Money(100_000, "CNY"), 50, DAY, 2 * DAY, DAY)
GROUP = SimpleNamespace(id=7, name="河边书屋", handle="gg", archived_at=None, zone="Asia/Shanghai")
GROUND = Ground(HELD, "Asia/Shanghai", "Ben", belongs=True)
ENGLISH, CHINESE = Reader("en", "Europe/Berlin"), Reader("zh_CN", "Asia/Shanghai")


def made(units: int = 80, **more) -> Order:
    amount = Money(units * 100, "CNY")
    parts = split(amount, HELD, HELD.pay, HELD.delivery, NOW)
    terms = Terms(7, "goods", ANNA, Side.PAYEE, "三本小说", amount, parts, HELD.delivery, "courier", 1, DAY, 7 * DAY)
    command = OfferOrder(
        ANNA, NOW, "abcd", terms, **({"invited": None, "heads": 1, "one_sided": False, "other_name": ""} | more)
    )
    (event,) = offer(command, replace(GROUND, name="Anna", invited_name="Ben", invited_belongs=True))
    return replace(event.order, number=5)


def agreed(units: int = 80) -> Order:
    order = made(units)
    return act(MoveOrder(BEN, NOW, 5, 1, Action.ACCEPT, 0, "abcd"), order, GROUND)[0].order


def page(payload: str, order: Order, person: int = BEN, ground: Ground = GROUND, sees: bool = True):
    return deal(
        payload, person, NOW, "bot",
        find_offer=lambda handle: order if handle == order.handle else None,
        find_order=lambda number: order if sees and number == order.number else None,
        order_ground=lambda each: ground, find_number=lambda number: GROUP, from_offer=lambda each: [],
    )  # fmt: skip


def text(shown, reader: Reader = ENGLISH) -> str:
    return say(shown.screen if isinstance(shown, Shown) else shown, reader)["text"]


# --- readings ---


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("24h", DAY),
        ("三天", 3 * DAY),
        ("一天半", 36 * HOUR),
        ("Friday 18:00", datetime(2026, 11, 27, 10, 0, tzinfo=UTC)),
        ("明天下午三点", datetime(2026, 11, 24, 7, 0, tzinfo=UTC)),
    ],
)
def test_when_is_a_moment_or_a_span(said, meant):
    assert when()(Text(said), Context(NOW)) == meant


@pytest.mark.parametrize("said", ["soon", "200 days", "1 minute", "yesterday", "尽快"])
def test_what_is_no_time_is_refused(said):
    with pytest.raises(Refused):
        when()(Text(said), Context(NOW))


@pytest.mark.parametrize("locale", i18n.locales())
def test_the_days_that_are_proposed_can_be_read(locale):
    for each in DAYS:
        assert when()(Text(i18n.text(each, locale)), Context(NOW, locale))


def test_a_contact_is_a_number_or_nobody_known():
    read = shared_contact()
    assert read(Contact(2, "Ben"), Context(NOW)) == {"person": 2, "name": "Ben"}
    with pytest.raises(Refused, match=NO_CONTACT[:20]):
        read(Text("Ben"), Context(NOW))


def test_the_same_name_twice_is_told_apart_and_known_people_come_first():
    people = {11: "Ben", 22: "Ben", 33: "Carl"}
    found = partners(GROUP, lambda group: people, [SimpleNamespace(maker=99, other=33)])
    assert {key: each.text for key, each in found.items()} == {"33": "Carl", "11": "Ben ·0011", "22": "Ben ·0022"}


# --- wording ---


def test_everything_that_can_be_has_words():
    assert set(SIDES) == {(kind, side) for kind in Kind for side in Side}
    assert set(DELIVERY) == set(Kind)
    assert set(STATES) == set(State)
    assert set(PAYMENTS) == set(Paid)
    assert set(WORKS) == set(Work)
    assert set(HISTORY) == set(Action)
    by_time = {Action.LAPSE, Action.REMIND, Action.SILENCE}
    assert set(BUTTONS) == set(WHO) - by_time - {Action.DELIVER, Action.RECALL, Action.CONFIRM}  # those by kind
    assert set(DONE) == set(WHO) - by_time
    assert {f"order.{each}" for each in Timer} == set(REACTIONS.due)


def test_times_are_the_groups_and_say_so_to_who_lives_elsewhere():
    at = Local(NOW, "Asia/Shanghai")
    assert plain(at, CHINESE) == "11月23日周一 10:00"
    assert plain(at, ENGLISH) == "Mon, Nov 23 10:00 (Shanghai)"
    assert plain(at, Reader("zh_CN", "Asia/Singapore")) == "11月23日周一 10:00"  # the same clock


def test_one_sees_ones_own_part_first():
    order = agreed()
    assert plain(todo(order, BEN), ENGLISH).startswith("👉 you pay CN¥80 by ")
    assert plain(todo(order, ANNA), ENGLISH).startswith("Ben pays CN¥80 by ")
    assert plain(todo(made(), ANNA), CHINESE).startswith("你发起的")


# --- presses ---


def test_buttons_fit_however_long_the_deal():
    order = replace(made(), handle="f" * 16, version=999_999)
    for action in WHO:
        assert len(press(order, action, 11, sure=True).encode()) <= MOST_BYTES


def test_a_first_payment_comes_before_the_others():
    labels = [plain(row[0].label, ENGLISH) for row in rows(BEN, agreed(2500), belongs=True)]
    assert [each for each in labels if "paid" in each] == ["I have paid part 1 (CN¥1,000)"]


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "x",
        "5",
        "5.2",
        "5.2.report",
        "5.2.report.x",
        "5.2.report.-1",
        "9.1.see.0",
        "²",
        "5.²",
        "o",
        "5.2..0",
        "ozzz.1.accept.0",
    ],
)
def test_a_made_up_press_does_nothing_and_is_answered(payload):
    shown = page(payload, agreed())
    assert not isinstance(shown, Shown)
    assert text(shown)


@pytest.mark.parametrize("action", [*WHO, Action.OFFER, Action.RECORD, Action.TAKE, Action.FILL])
@pytest.mark.parametrize("part", [0, 1, 99])
def test_who_is_no_party_can_press_what_they_like(action, part):
    shown = page(f"5.2.{action}.{part}.!", agreed(), CARL, replace(GROUND, name="Carl"), sees=False)
    assert not isinstance(shown, Shown)
    assert "三本小说" not in text(shown)


def test_an_open_offer_shows_itself_to_members_alone():
    order = made()

    def opened(person, ground, sees=False):
        return offer_page(
            "o_abcd", person, NOW, "bot",
            find_offer=lambda handle: order, find_order=lambda number: order if sees else None,
            order_ground=lambda each: ground, find_number=lambda number: GROUP, from_offer=lambda each: [],
        )  # fmt: skip

    assert "三本小说" in text(opened(BEN, GROUND))
    outside = opened(CARL, replace(GROUND, belongs=False))
    assert "三本小说" not in text(outside)
    assert [row[0].url for row in outside.rows] == ["https://t.me/bot?start=g_gg", "https://t.me/bot?start=o_abcd"]
    assert "own offer" not in text(opened(ANNA, GROUND, sees=True))


def test_what_cannot_be_taken_back_is_asked_about_once():
    reported = act(MoveOrder(BEN, NOW, 5, 2, Action.REPORT), agreed(), GROUND)[0].order
    asked = page(f"5.{reported.version}.see.0", reported, ANNA)
    assert not isinstance(asked, Shown)
    assert "your own account" in text(asked)
    done = page(f"5.{reported.version}.see.0.!", reported, ANNA)
    assert done.command == MoveOrder(ANNA, NOW, 5, reported.version, Action.SEE, 0)


def test_the_second_of_two_presses_shows_how_it_stands():
    order = agreed()
    assert isinstance(page("5.2.report.0", order), Shown)
    after = act(MoveOrder(BEN, NOW, 5, 2, Action.REPORT), order, GROUND)[0].order
    again = page("5.2.report.0", after)
    assert not isinstance(again, Shown)
    assert "moved on" in text(again)
    assert "Ben says it is paid" in text(again)


# --- what follows ---


def test_each_change_sets_the_timers_anew():
    event = OrderMoved(agreed(), Action.ACCEPT, BEN, NOW, before=made(), name="Ben")
    effects = list(moved(event, NOW, lambda number: GROUP))
    timers = {each.key: each.due for each in effects if isinstance(each, Deadline)}
    assert set(timers) == {f"order:5:{kind}" for kind in Timer}
    assert timers["order:5:lapse"] is None
    assert timers["order:5:paylate"] == NOW + DAY
    assert [each.person for each in effects if isinstance(each, Notice)] == [ANNA]


def test_nobody_is_told_what_they_did_themselves():
    order = agreed()
    for person, action in [(BEN, "report"), (ANNA, "deliver"), (BEN, "propose"), (ANNA, "see")]:
        events = act(MoveOrder(person, NOW, 5, order.version, action), order, GROUND)
        told = [
            each.person
            for event in events
            for each in moved(event, NOW, lambda number: GROUP)
            if isinstance(each, Notice)
        ]
        assert told == [ANNA if person == BEN else BEN]


def test_a_term_is_a_span_or_a_moment():
    assert Term(Basis.FIXED, at=NOW).moment({}) == NOW
    assert Term(Basis.AGREED, DAY).moment({Basis.AGREED: NOW}) == NOW + DAY
    assert Term(Basis.PAID, DAY).moment({Basis.PAID: None}) is None
