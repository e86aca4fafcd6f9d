from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from store_samples import NOW

from assistant.store import Conflict, open_books


def queue(books, chat, policy="notice", now=NOW):
    return books.outbox.queue(chat, "sendMessage", b'{"chat_id":1}', policy, now)


def ready(books, now=NOW, limit=99, held=frozenset()):
    return [owed.id for owed in books.outbox.ready(now, limit, held)]


def test_an_empty_outbox_owes_nothing(books):
    assert ready(books) == []
    assert books.outbox.waiting(1) is False
    assert books.outbox.next_at() is None
    assert books.outbox.oldest() is None


def test_a_message_is_read_back_as_queued(books):
    number = books.outbox.queue(5, "sendPhoto", b"\x00\xff", "once", NOW)
    (owed,) = books.outbox.ready(NOW, 9)
    assert (owed.id, owed.chat, owed.method, owed.params, owed.policy) == (number, 5, "sendPhoto", b"\x00\xff", "once")
    assert (owed.state, owed.attempts, owed.queued_at, owed.not_before) == ("queued", 0, NOW, NOW)
    assert books.outbox.get(number) == owed
    assert books.outbox.get(number + 1) is None


def test_an_unknown_policy_is_refused(books):
    with pytest.raises(Conflict):
        queue(books, 1, policy="whenever")


def test_only_the_first_of_each_chat_is_ready(books):
    a1, b1, _a2, _b2 = (queue(books, chat) for chat in (1, 2, 1, 2))
    assert ready(books) == [a1, b1]


def test_while_one_is_being_sent_the_next_of_its_chat_waits(books):
    a1, a2 = queue(books, 1), queue(books, 1)
    books.outbox.claim([a1])
    assert ready(books) == []
    assert books.outbox.waiting(1)
    books.outbox.sent(a1, b'{"message_id":9}', NOW)
    assert ready(books) == [a2]
    assert (books.outbox.get(a1).state, books.outbox.get(a1).result) == ("sent", b'{"message_id":9}')


def test_what_is_to_be_retried_later_holds_its_chat_back_but_no_other(books):
    a1, _a2, b1 = queue(books, 1), queue(books, 1), queue(books, 2)
    books.outbox.claim([a1])
    books.outbox.retry(a1, NOW + 30)
    assert ready(books, NOW + 29) == [b1]
    assert ready(books, NOW + 30) == [b1, a1]
    assert books.outbox.get(a1).attempts == 1


def test_held_chats_are_left_out(books):
    a1, b1 = queue(books, 1), queue(books, -1001234567890)
    assert ready(books, held={1}) == [b1]
    assert ready(books, held={-1001234567890}) == [a1]
    assert ready(books, held={1, -1001234567890}) == []


def test_the_limit_is_kept_and_who_waits_longest_goes_first(books):
    ids = [queue(books, chat, now=NOW - chat) for chat in range(5)]
    assert ready(books, limit=2) == [ids[4], ids[3]]


def test_a_message_is_claimed_once(books):
    a1, b1 = queue(books, 1), queue(books, 2)
    assert books.outbox.claim([a1]) == [a1]
    assert books.outbox.claim([a1, b1, 999]) == [b1]


def test_a_dead_message_gives_way(books):
    a1, a2 = queue(books, 1), queue(books, 1)
    books.outbox.claim([a1])
    books.outbox.dead(a1, "400 chat not found", NOW)
    assert ready(books) == [a2]
    assert (books.outbox.get(a1).state, books.outbox.get(a1).why) == ("dead", "400 chat not found")


def test_what_is_over_stays_over(books):
    a1 = queue(books, 1)
    books.outbox.claim([a1])
    books.outbox.sent(a1, None, NOW)
    books.outbox.retry(a1, NOW)
    books.outbox.dead(a1, "late", NOW)
    assert books.outbox.unknown(a1) is False
    assert books.outbox.get(a1).state == "sent"


@pytest.mark.parametrize(("policy", "again"), [("edit", True), ("notice", True), ("once", False)])
def test_an_unknown_result_is_retried_only_where_a_repeat_does_no_harm(books, policy, again):
    a1 = queue(books, 1, policy)
    books.outbox.claim([a1])
    assert books.outbox.unknown(a1, NOW + 5) is again
    assert books.outbox.waiting(1) is again
    assert books.outbox.get(a1).state == ("queued" if again else "unknown")
    assert ready(books, NOW + 4) == []
    assert ready(books, NOW + 5) == ([a1] if again else [])


def test_at_start_what_was_being_sent_is_dealt_with_by_its_policy(books):
    ids = [queue(books, n, policy) for n, policy in enumerate(("edit", "notice", "once", "once"))]
    books.outbox.claim(ids[:3])
    assert books.outbox.recover() == 3
    assert [books.outbox.get(number).state for number in ids] == ["queued", "queued", "unknown", "queued"]
    assert books.outbox.recover() == 0


def test_next_at_is_the_moment_of_the_first_that_may_go(books):
    a1, _a2 = queue(books, 1), queue(books, 1, now=NOW + 1)
    assert books.outbox.next_at() == NOW
    books.outbox.claim([a1])
    assert books.outbox.next_at() is None
    books.outbox.retry(a1, NOW + 60)
    assert books.outbox.next_at() == NOW + 60


def test_oldest_counts_what_is_being_sent(books):
    a1 = queue(books, 1, now=NOW - 50)
    queue(books, 2)
    books.outbox.claim([a1])
    assert books.outbox.oldest() == NOW - 50
    books.outbox.sent(a1, None, NOW)
    assert books.outbox.oldest() == NOW


def test_only_what_is_over_is_forgotten_and_its_id_never_returns(books):
    a1, a2 = queue(books, 1, now=NOW - 9), queue(books, 1, now=NOW - 8)
    for number in (a1, a2):
        books.outbox.claim([number])
        books.outbox.sent(number, None, NOW)
    b1 = queue(books, 2, now=NOW - 9)
    assert books.outbox.forget(NOW, most=1) == 1
    assert books.outbox.forget(NOW) == 1
    assert books.outbox.get(b1) is not None
    books.outbox.dead(b1, "x", NOW)
    assert books.outbox.forget(NOW) == 1
    assert queue(books, 1) > b1


class Sending(RuleBasedStateMachine):
    """Whatever happens, each chat's messages leave in the order they were queued, one at a time."""

    def __init__(self):
        super().__init__()
        self.books = open_books(":memory:")
        self.now = NOW
        self.open = {chat: [] for chat in range(3)}  # [id, policy, sending, not_before], oldest first

    def teardown(self):
        self.books.close()

    @rule(chat=st.integers(0, 2), policy=st.sampled_from(["edit", "notice", "once"]))
    def queue(self, chat, policy):
        self.open[chat].append([queue(self.books, chat, policy, self.now), policy, False, self.now])

    @rule(seconds=st.integers(1, 40))
    def pass_time(self, seconds):
        self.now += seconds

    @rule(held=st.sets(st.integers(0, 2)), limit=st.integers(1, 3))
    def claim(self, held, limit):
        heads = [line[0] for chat, line in self.open.items() if line and chat not in held]
        expected = sorted((h[3], h[0]) for h in heads if not h[2] and h[3] <= self.now)
        got = ready(self.books, self.now, limit, held)
        assert got == [number for _, number in expected][:limit]
        self.books.outbox.claim(got)
        for head in heads:
            head[2] = head[2] or head[0] in got

    @precondition(lambda self: any(line and line[0][2] for line in self.open.values()))
    @rule(data=st.data())
    def end(self, data):
        chat = data.draw(st.sampled_from([chat for chat, line in self.open.items() if line and line[0][2]]))
        head = self.open[chat][0]
        match data.draw(st.sampled_from(["sent", "dead", "retry", "unknown"])):
            case "sent":
                self.books.outbox.sent(head[0], b"{}", self.now)
                self.open[chat].pop(0)
            case "dead":
                self.books.outbox.dead(head[0], "no", NOW)
                self.open[chat].pop(0)
            case "retry":
                self.books.outbox.retry(head[0], self.now + 10)
                head[2:] = [False, self.now + 10]
            case "unknown":
                self.settle_unknown(chat, self.books.outbox.unknown(head[0], self.now))

    @rule()
    def crash(self):
        self.books.outbox.recover()
        for chat, line in self.open.items():
            if line and line[0][2]:
                self.settle_unknown(chat, line[0][1] != "once", line[0][3])

    def settle_unknown(self, chat, again, at=None):
        head = self.open[chat][0]
        assert again is (head[1] != "once")
        if again:
            head[2:] = [False, max(head[3], self.now) if at is None else at]
        else:
            self.open[chat].pop(0)

    @invariant()
    def agrees(self):
        assert [self.books.outbox.waiting(chat) for chat in range(3)] == [bool(self.open[chat]) for chat in range(3)]
        idle = [line[0][3] for line in self.open.values() if line and not line[0][2]]
        assert self.books.outbox.next_at() == min(idle, default=None)


TestSending = Sending.TestCase
TestSending.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)


def test_a_call_that_is_to_be_answered_hands_on_what_telegram_said(books):
    proof = {"kind": "done", "data": {"n": 1}, "lost": "refused", "answered": True}
    fine, refused, silent = (books.outbox.queue(-n, "pinChatMessage", b"{}", "edit", NOW, proof) for n in (1, 2, 3))
    books.outbox.claim([fine, refused, silent])
    assert books.outbox.sent(fine, b'[{"a":1}]', NOW)
    assert books.outbox.dead(refused, "Bad Request: no", NOW)
    assert books.outbox.sent(silent, None, NOW)
    told = {timer.person: (timer.kind, timer.data) for timer in books.timers.due(NOW, 9)}
    assert told == {
        -1: ("done", {"n": 1, "result": [{"a": 1}]}),
        -2: ("refused", {"n": 1, "why": "Bad Request: no"}),
        -3: ("done", {"n": 1, "result": None}),
    }
