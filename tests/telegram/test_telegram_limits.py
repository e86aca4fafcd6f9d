import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.telegram.limits import Limits, Rate

NOW = 1_790_000_000.0
GROUP = -100


def drain(limits, chat, now):
    taken = 0
    while limits.take(chat, now):
        taken += 1
    return taken


def test_a_chat_gets_a_burst_and_then_one_a_second():
    limits = Limits()
    assert drain(limits, 1, NOW) == 5
    assert limits.when(1, NOW) == pytest.approx(NOW + 1)
    assert drain(limits, 1, NOW + 1) == 1
    assert drain(limits, 1, NOW + 100) == 5


def test_a_group_gets_twenty_a_minute():
    limits = Limits(chat=Rate(0, 1))
    assert drain(limits, GROUP, NOW) == 20
    assert drain(limits, GROUP, NOW + 3.01) == 1
    assert drain(limits, GROUP, NOW + 100) == 20


def test_all_together_get_thirty_a_second():
    limits = Limits()
    assert sum(limits.take(chat, NOW) for chat in range(1, 100)) == 30
    assert sum(limits.take(chat, NOW + 1.0001) for chat in range(1, 100)) == 30
    assert limits.overall(NOW + 1.0001) > NOW + 1.0001


def test_a_refused_token_is_not_taken_from_anyone():
    limits = Limits(overall=Rate(1, 10))
    assert drain(limits, 1, NOW) == 5
    for _ in range(9):
        assert not limits.take(1, NOW)
    assert sum(limits.take(chat, NOW) for chat in range(2, 20)) == 5


def test_a_rate_of_nothing_lifts_the_limit():
    limits = Limits(Rate(0, 1), Rate(0, 1), Rate(0, 1))
    assert all(limits.take(GROUP, NOW) for _ in range(1000))
    assert len(limits) == 0


def test_after_a_429_the_chat_pauses_and_others_go_on():
    limits = Limits()
    limits.pause(1, NOW + 30, NOW)
    assert not limits.take(1, NOW)
    assert limits.when(1, NOW) == NOW + 30
    assert limits.take(2, NOW)
    assert limits.take(1, NOW + 30)


def test_several_chats_told_to_wait_at_once_mean_everyone():
    limits = Limits()
    for chat in (1, 2, 3):
        limits.pause(chat, NOW + 30, NOW)
    assert not limits.take(9, NOW)
    assert limits.overall(NOW) == NOW + 30
    assert limits.take(9, NOW + 30)


def test_a_few_slow_groups_do_not_silence_everyone():
    limits = Limits()
    for number in range(6):
        limits.pause(-number - 1, NOW + 100, NOW + 2 * number)
    assert limits.take(9, NOW + 12)


def test_full_buckets_are_forgotten():
    limits = Limits(overall=Rate(0, 1))
    for chat in range(10_000):
        assert limits.take(chat, NOW + chat * 0.01)
    assert len(limits) < 400


def test_a_clock_that_jumps_back_empties_nothing_for_long():
    limits = Limits()
    drain(limits, 1, NOW)
    assert limits.when(1, NOW - 86_400) <= NOW - 86_400 + 2
    assert drain(limits, 1, NOW - 86_400 + 10) == 5


@given(
    st.lists(st.tuples(st.sampled_from([1, 2, -7]), st.floats(0, 3)), max_size=60),
    st.integers(1, 6),
    st.floats(0.05, 3),
)
def test_when_keeps_its_word_and_no_window_is_overrun(steps, burst, every):
    limits = Limits(chat=Rate(every, burst), overall=Rate(0.1, 4))
    now, taken = NOW, []
    for chat, pause in steps:
        now += pause
        if limits.take(chat, now):
            taken.append(now)
        else:
            when = limits.when(chat, now)
            assert when > now
            assert limits.take(chat, when)
            now = when
            taken.append(now)
    for start in taken:
        assert sum(start <= one < start + 1 for one in taken) <= 4 + 10 + 1


def test_many_threads_never_take_too_much():
    limits = Limits(overall=Rate(10, 100), chat=Rate(0, 1))
    counts = []
    threads = [threading.Thread(target=lambda: counts.append(drain(limits, 1, NOW))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 100
