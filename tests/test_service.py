"""The turn: one transaction an update, whatever comes, however often."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.dialog.engine import Dialogue
from assistant.dialog.events import Command, Event, Incoming, Media, Membership, Other, Tap, Text
from assistant.service import Service
from assistant.speech import Answer
from assistant.store import Books, open_books
from assistant.telegram.incoming import Ignored, NotAnUpdate, Undecodable, decode
from flows import FLOWS, PAGES, REACTIONS

ANNA, BEN = 7, 8


class Clock:
    """Stands still until told."""

    time = 1_795_000_000.0

    def now(self) -> float:
        return self.time


class World:
    """A service over books in memory, and people who speak to it."""

    def __init__(self) -> None:
        self.books: Books = open_books(":memory:")
        self.clock = Clock()
        self.updates, tokens = itertools.count(100), itertools.count(1)
        self.rides = True
        self.service = Service(
            Dialogue(FLOWS, PAGES),
            REACTIONS,
            self.clock,
            fresh=lambda: f"{next(tokens):016x}",
            may_ride=lambda chat, now: self.rides,
            bot=lambda: "yidan_bot",
        )
        self.last: Incoming | None = None

    def turn(self, incoming: Incoming) -> Answer:
        self.last = incoming
        self.books.begin()
        with self.books.savepoint():
            answer = self.service.turn(self.books, incoming, b"{}")
        self.books.commit()
        return answer

    def send(self, event: Event, person: int = ANNA, **more: Any) -> Answer:
        number = next(self.updates)
        query = f"q{number}" if isinstance(event, Tap) else None
        fields = {"chat": person, "message_id": number, "query_id": query, "name": "Anna", "language": "en", **more}
        return self.turn(Incoming(person, event=event, update_id=number, **fields))

    def owed(self) -> list[dict[str, Any]]:
        """Pay the outbox, in order."""
        paid = []
        while rows := self.books.outbox.ready(self.clock.now(), 10):
            for row in rows:
                paid.append({"method": row.method, **json.loads(row.params)})
                self.books.outbox.claim([row.id])
                self.books.outbox.sent(row.id, b"", self.clock.now())
        return paid


def body(answer: Answer) -> dict[str, Any]:
    assert answer.body is not None
    return json.loads(answer.body)


def data(said: dict[str, Any], label: str) -> str:
    rows = said["reply_markup"]["inline_keyboard"]
    return next(button["callback_data"] for row in rows for button in row if button["text"].startswith(label))


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    yield made
    made.books.close()


def test_a_typed_command_is_answered_by_a_new_message_on_the_reply(world: World):
    said = body(world.send(Command("start")))
    assert said["method"] == "sendMessage"
    assert said["chat_id"] == ANNA
    assert world.owed() == []


def test_a_press_turns_its_own_message_into_the_next_screen_and_is_acknowledged(world: World):
    said = body(world.send(Command("start")))
    answer = world.send(Tap(data(said, "Set up a group")), message_id=55)
    assert (body(answer)["method"], body(answer)["message_id"]) == ("editMessageText", 55)
    assert answer.ack is not None
    assert answer.ack.query_id == f"q{world.last.update_id}"


def test_a_redelivered_update_gets_the_stored_answer_and_changes_nothing(world: World):
    world.send(Command("newgroup"))
    first = world.send(Text("wechat"))
    before = world.books.desks.get(ANNA)
    again = world.turn(world.last)
    assert again.body == first.body
    assert world.books.desks.get(ANNA) == before


def test_a_redelivery_after_something_newer_was_said_shows_where_we_are_now(world: World):
    world.send(Command("newgroup"))
    old = world.last
    world.send(Text("wechat"))
    world.send(Text("trade goods"))
    again = body(world.turn(old))
    assert "What exactly?" in again["text"]


def test_a_redelivered_press_is_acknowledged_again(world: World):
    said = body(world.send(Command("start")))
    first = world.send(Tap(data(said, "Set up a group")))
    assert world.turn(world.last).ack == first.ack


def test_nothing_rides_past_an_older_message_that_waits(world: World):
    world.rides = False
    assert world.send(Command("start")).body is None
    world.rides = True
    assert world.send(Command("newgroup")).body is None
    texts = [each["text"] for each in world.owed()]
    assert "Yidan" in texts[0]
    assert "Where will your group live?" in texts[1]
    assert world.send(Command("start")).body is not None


def test_a_bug_is_buried_once_the_person_told_calmly_and_nothing_changed(world: World, monkeypatch):
    world.send(Command("newgroup"))
    before = world.books.desks.get(ANNA)

    def broken(*_: Any) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(world.service, "_decide", broken)  # the one way to have a bug on purpose
    answer = world.send(Text("wechat"))
    assert "Nothing was changed" in body(answer)["text"]
    assert world.books.desks.get(ANNA).body == before.body
    (letter,) = world.books.letters.recent(5)
    assert "ZeroDivisionError" in letter.error
    monkeypatch.undo()
    assert "Nothing was changed" in body(world.turn(world.last))["text"]
    assert len(world.books.letters.recent(5)) == 1
    assert "What do people do there?" in body(world.send(Text("wechat")))["text"]


def test_an_undecodable_update_is_kept_and_never_asked_for_again(world: World):
    for _ in range(2):
        with world.books.savepoint():
            assert world.service.undecodable(world.books, 5, b"odd", "why").body is None
    assert [letter.raw for letter in world.books.letters.recent(5)] == [b"odd"]


def test_each_person_has_a_conversation_of_their_own(world: World):
    world.send(Command("newgroup"))
    ben = body(world.send(Command("newgroup"), BEN))
    world.send(Text("telegram"), BEN)
    assert "Where will your group live?" not in body(world.send(Text("wechat")))["text"]
    stolen = body(world.send(Tap(data(ben, "WeChat"))))
    assert "What do people do there?" in stolen["text"]  # Anna's own question, not Ben's answer


def test_a_group_is_quiet_but_for_a_button_into_the_private_chat(world: World):
    assert world.send(Text("hello"), chat=-5, private=False).body is None
    assert world.owed() == []
    assert world.send(Command("newgroup"), chat=-5, private=False).body is None
    (said,) = world.owed()
    assert said["chat_id"] == -5
    assert said["reply_markup"]["inline_keyboard"][0][0]["url"] == "https://t.me/yidan_bot?start=newgroup"


def test_who_blocked_the_bot_hears_nothing_until_they_write_again(world: World):
    world.send(Command("newgroup"))
    (timer,) = world.books.timers.due(world.clock.now() + 90_000, 5)
    world.send(Membership("kicked"))
    world.service.due(world.books, timer)
    assert world.owed() == []
    assert body(world.send(Command("start")))


def test_the_language_is_chosen_once_for_all_that_follows(world: World):
    world.send(Command("language", "zh_CN"))
    assert world.books.people.get(ANNA).locale == "zh_CN"
    assert "微信" in str(body(world.send(Command("newgroup"))))


def test_a_finished_job_speaks_once_however_often_it_is_told(world: World):
    found(world, "By QR code")
    (job,) = world.books.jobs.ready(5)
    world.books.jobs.start(job.id)
    result = {"verdict": "none", "codes": [], "sha256": "00", "size": 1, "mime": "image/png", "unique_id": "u"}
    for _ in range(2):
        world.service.worked(world.books, job.id, result)
    assert len(world.owed()) == 1


def found(world: World, entry: str) -> dict[str, Any]:
    """Walk to the QR question and send a picture."""
    said = body(world.send(Command("newgroup")))
    for label in ("WeChat", "Trade goods"):
        said = body(world.send(Tap(data(said, label))))
    said = body(world.send(Text("old books")))
    said = body(world.send(Tap(data(said, "People who"))))
    said = body(world.send(Text("50")))
    said = body(world.send(Tap(data(said, "Yes"))))
    said = body(world.send(Text("Old books, paid at once")))
    said = body(world.send(Tap(data(said, entry))))
    while "How do people pay" not in said["text"]:
        said = body(world.send(Tap(data(said, "Skip"))))
    for label in ("★", "Skip", "Skip", "Skip", "★"):
        said = body(world.send(Tap(data(said, label))))
    announced = body(world.send(Tap(data(said, "✓ Good"))))
    assert announced["text"].startswith("【Old books, paid at once】")
    (said,) = world.owed()
    while "Done" in json.dumps(said):
        said = body(world.send(Tap(data(said, "Done"))))
    if entry.startswith("By QR"):
        said = body(world.send(Media("photo", "file", "unique")))
    return said


def test_founding_writes_group_rules_history_deadlines_and_asks_for_the_poster(world: World):
    review = found(world, "★ Best: By invitation")
    said = body(world.send(Tap(data(review, "✓"))))
    assert "is ready" in said["text"]
    (group,) = world.books.groups.of_owner(ANNA)
    assert (group.name, group.kind, group.entry, group.currency) == (
        "Old books, paid at once",
        "goods",
        "approval",
        "USD",
    )
    assert world.books.groups.rulebook(group.id).n == 1
    assert [each.name for each in world.books.events.of(f"group:{group.id}")] == ["GroupFounded"]
    assert group.handle in said["text"]
    jobs = world.books.jobs.ready(5)
    assert [job.kind for job in jobs] == ["poster", "rules_card", "rules_pdf"]
    assert all(job.args["link"].endswith(group.handle) for job in jobs)
    kinds = {timer.kind for timer in world.books.timers.due(world.clock.now() + 40 * 86400, 9)}
    assert kinds == {"group.rotate", "group.jurors"}


def test_only_the_owner_reaches_a_group_by_its_buttons(world: World):
    review = found(world, "★ Best: By invitation")
    world.send(Tap(data(review, "✓")))
    (group,) = world.books.groups.of_owner(ANNA)
    for name in ("group", "approval", "newlink", "renew"):
        for payload in (f"{group.id}", f"{group.id} yes", "999", "", "x y z"):
            answer = world.send(Tap(f"c:{name} {payload}".rstrip()), BEN)
            assert group.name not in body(answer)["text"], (name, payload)
    assert world.books.groups.get(group.id) == group


def test_a_member_confirms_the_rules_through_the_link(world: World):
    review = found(world, "★ Best: By invitation")
    world.send(Tap(data(review, "✓")))
    (group,) = world.books.groups.of_owner(ANNA)
    said = body(world.send(Command("start", f"g_{group.handle}"), BEN))
    assert "Settlement time: Pay within 1 day" in said["text"]
    world.send(Tap(data(said, "I have read")), BEN)
    (member,) = world.books.groups.members(group.id)
    assert (member.person, member.rules_version) == (BEN, 1)
    assert "no longer valid" in body(world.send(Command("start", "g_nonsense"), BEN))["text"]


EVENTS = st.one_of(
    st.builds(Text, st.text(max_size=60)),
    st.builds(Command, st.sampled_from(["start", "newgroup", "renew", "groups", "help", "language", "cancel", "group", "rules", "writerules", "fullrules", "agree", "x"]), st.text(max_size=8)),
    st.builds(Tap, st.text(max_size=64)),
    st.builds(Media, st.sampled_from(["photo", "document", "voice"]), st.just("f"), st.text(max_size=4)),
    st.builds(Other, st.sampled_from(["sticker", "poll", "location"])),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nobody_ever_gets_stuck_whatever_they_send(data: st.DataObject):
    """After anything at all, no letter was buried, every update was answered, and /start works."""
    world = World()
    screen: dict[str, Any] = {}
    for _ in range(data.draw(st.integers(1, 25))):
        buttons = [button for row in screen.get("reply_markup", {}).get("inline_keyboard", []) for button in row]
        pressable = [button["callback_data"] for button in buttons if "callback_data" in button]
        choices = EVENTS if not pressable else st.one_of(EVENTS, *[st.builds(Tap, st.sampled_from(pressable))] * 3)
        answer = world.send(data.draw(choices))
        said = [*([body(answer)] if answer.body else []), *world.owed()]
        screen = said[-1] if said else screen
    assert world.books.letters.recent(3) == []
    assert body(world.send(Command("start")))["text"]
    world.books.close()


@settings(max_examples=300, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["message", "from", "chat", "id", "text", "callback_query", "data", "type", "entities", "photo", "date", "is_bot"]), inner, max_size=5), max_leaves=25))  # fmt: skip
def test_any_json_with_an_id_has_an_outcome(tree: Any):
    update = {**(tree if isinstance(tree, dict) else {"message": tree}), "update_id": 12}
    raw = json.dumps(update).encode()
    try:
        found = decode(raw, "yidan_bot")
    except NotAnUpdate:
        pytest.fail("an update with an id must not be refused")
    assert isinstance(found, Incoming | Ignored | Undecodable)


def poster_qr() -> dict[str, Any]:
    code = {"text": "https://weixin.qq.com/g/x", "verdict": "wechat_group"}
    return {
        "verdict": "wechat_group",
        "sha256": "0" * 64,
        "size": 1,
        "mime": "image/png",
        "unique_id": "u",
        "codes": [code],
    }


def test_a_picture_looked_at_while_its_conversation_is_parked_is_not_lost(world: World):
    found(world, "By QR code")
    (job,) = world.books.jobs.ready(5)
    world.books.jobs.start(job.id)
    world.send(Command("start"))
    world.service.worked(world.books, job.id, poster_qr())
    (said,) = world.owed()
    assert "I have looked at your picture." in said["text"]
    resumed = body(world.send(Tap(data(said, "▶ Go on"))))
    assert "Is everything right?" in resumed["text"]


def test_what_was_answered_on_another_way_does_not_reach_the_books(world: World):
    found(world, "By QR code")
    (job,) = world.books.jobs.ready(5)
    world.books.jobs.start(job.id)
    world.service.worked(world.books, job.id, poster_qr())
    (review,) = world.owed()
    said = body(world.send(Tap(data(review, "✎ Way in"))))
    world.send(Tap(data(said, "★ Best: By invitation")))  # what was announced is sent once more
    (said,) = world.owed()
    while "Is everything right?" not in said["text"]:
        said = body(world.send(Tap(data(said, "Done"))))
    world.send(Tap(data(said, "✓")))
    (group,) = world.books.groups.of_owner(ANNA)
    assert group.entry == "approval"
    assert world.books.groups.qr(group.id) is None
    assert {timer.kind for timer in world.books.timers.due(world.clock.now() + 99 * 86400, 9)} == {
        "group.rotate",
        "group.jurors",
    }


def test_a_link_renewed_under_a_joining_person_is_told_and_breaks_nothing(world: World):
    review = found(world, "★ Best: By invitation")
    world.send(Tap(data(review, "✓")))
    (group,) = world.books.groups.of_owner(ANNA)
    opened = world.send(Command("start", f"g_{group.handle}"), BEN)
    first = world.last
    world.send(Tap(f"c:newlink {group.id} yes"))
    said = body(world.send(Tap(data(body(opened), "I have read")), BEN))
    assert "no longer valid" in said["text"]
    assert world.turn(first).again
    assert world.books.letters.recent(5) == []


def test_a_command_with_a_long_tail_never_breaks_a_draft(world: World):
    world.send(Command("newgroup"))
    assert (
        "You had already begun"
        in body(world.send(Command("newgroup", "我想建一个在上海浦东买卖二手书的群可以吗谢谢" * 3)))["text"]
    )
