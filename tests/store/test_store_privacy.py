"""People taken out of the books, whatever database stands behind them."""

from __future__ import annotations

import pytest
from store_samples import NOW, group, know

from assistant.store import FIRST_ALIAS, NOBODY, Conflict, Mark

ME, ALIAS = 7, FIRST_ALIAS + 5


@pytest.fixture
def founded(books):
    know(books, 1, ME)
    return books.groups.found(group(), {}, NOW)


def test_nobody_is_known_but_never_written_to(books):
    books.privacy.know_nobody(ALIAS, NOW)
    books.privacy.know_nobody(ALIAS, NOW + 1)
    row = books.people.get(ALIAS)
    assert (row.name, row.blocked_at) == ("", NOW)
    with pytest.raises(ValueError, match="may be somebody"):
        books.privacy.know_nobody(NOBODY - 1, NOW)


def test_taking_out_drops_what_is_theirs_alone_and_keeps_what_is_others(books, founded):
    for person in (1, ME):
        books.groups.join(founded, person, f"N{person}", 1, NOW)
        books.roles.put(founded, person, "juror", f"N{person}", NOW)
        books.desks.put(person, 4, b"{}")
        books.timers.put(f"session:{person}", NOW, "session.old", person, {})
        books.inbox.record(person, person, NOW, 1, b"answer", "ack")
        books.outbox.queue(person, "sendMessage", b"{}", "notice", NOW)
        books.jobs.queue("export", {"key": "k"}, person, NOW)
        books.events.append("group:1", "MemberJoined", {}, person, NOW)
    books.privacy.know_nobody(ALIAS, NOW)
    books.privacy.take_out(ME, ALIAS, NOW)
    assert [each.person for each in books.groups.members(founded)] == [1]
    assert [each.person for each in books.roles.of_group(founded)] == [1]
    assert (books.desks.get(ME).body, books.desks.get(ME).said, books.desks.get(1).body) == (None, 4, b"{}")
    assert [each.key for each in books.timers.due(NOW, 9)] == ["session:1"]
    assert (books.inbox.seen(ME).answer, books.inbox.seen(1).answer) == (None, b"answer")
    assert (books.outbox.waiting(ME), books.outbox.waiting(1)) == (False, True)
    assert [each.person for each in books.jobs.ready(9)] == [1]
    assert [each.person for each in books.events.of("group:1")] == [1, ALIAS]
    assert books.people.get(ME).name == ""


def test_a_message_that_is_on_its_way_is_not_pulled_from_under_the_sender(books, founded):
    owed = books.outbox.queue(ME, "sendMessage", b"{}", "notice", NOW)
    books.outbox.claim([owed])
    books.privacy.know_nobody(ALIAS, NOW)
    books.privacy.take_out(ME, ALIAS, NOW)
    assert books.outbox.get(owed).state == "sending"
    books.outbox.sent(owed, None, NOW)


def test_what_waits_in_a_group_that_lives_on_passes_to_its_owner(books, founded):
    number = books.reminders.put(ME, founded, "qr", "2026-11", NOW, {}, NOW)
    mine = books.groups.found(group("h2", owner=ME), {}, NOW)
    books.reminders.put(ME, mine, "qr", "2026-11", NOW, {}, NOW)
    books.privacy.know_nobody(ALIAS, NOW)
    books.privacy.take_out(ME, ALIAS, NOW)
    assert [each.id for each in books.reminders.open(1)] == [number]
    assert len(books.reminders.open(ALIAS)) == 1
    assert books.groups.get(mine).owner == ALIAS


def test_who_has_left_is_forgotten_later_unless_they_came_back(books, founded):
    books.privacy.know_nobody(ALIAS, NOW)
    for person in (ME, 1):
        books.privacy.take_out(person, ALIAS, NOW)
    know(books, 1)
    assert books.privacy.clear_leaving(NOW, 9) == 0
    assert books.privacy.clear_leaving(NOW + 1, 1) == 1
    assert books.privacy.clear_leaving(NOW + 1, 9) == 1
    assert books.privacy.clear_leaving(NOW + 1, 9) == 0
    assert (books.people.get(1).id, books.people.get(ME)) == (1, None)


def test_marks_are_kept_by_name(books):
    assert books.privacy.mark("a") == Mark()
    books.privacy.set_mark("a", Mark(3.0, 4))
    books.privacy.set_mark("a", Mark(5.0, 6))
    assert (books.privacy.mark("a"), books.privacy.mark("b")) == (Mark(5.0, 6), Mark())


def test_answers_about_safety_lose_people_and_nothing_else(books, founded):
    n = books.safety.put(founded, {"team": [1, ME], "payee": "N7", "channels": "cash"}, NOW)
    (row,) = books.privacy.named_in_safety(ME)
    assert (row.group, row.n) == (founded, n)
    books.privacy.rewrite_safety(founded, n, {"team": [1, ALIAS], "payee": "", "channels": "cash"})
    assert books.safety.get(founded).body["team"] == [1, ALIAS]
    with pytest.raises(Conflict):
        books.privacy.rewrite_safety(founded, n, {"team": [1], "channels": "platform"})


def test_questions_about_risks_are_forgotten(books, founded):
    books.penalties.asked(1, founded, NOW)
    books.penalties.asked(1, founded, NOW + 5)
    assert books.privacy.forget_questions(NOW + 1) == 1
    assert books.penalties.asked_since(1, 0.0) == 1
