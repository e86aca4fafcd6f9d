from __future__ import annotations

import pytest
from store_samples import NOW

from assistant.store import File


def test_a_job_is_read_back_as_queued(books):
    number = books.jobs.queue("read_qr", {"file_id": "x", "size": 3}, 7, NOW)
    assert isinstance(number, str)
    job = books.jobs.get(number)
    assert (job.id, job.kind, job.args, job.person, job.queued_at) == (
        number,
        "read_qr",
        {"file_id": "x", "size": 3},
        7,
        NOW,
    )
    assert (job.state, job.attempts, job.result, job.code) == ("queued", 0, None, None)
    assert books.jobs.ready(9) == [job]


@pytest.mark.parametrize("number", ["", "7", "-1", "x", "1 OR 1", "９", "9" * 40])
def test_an_id_nobody_gave_out_finds_nothing(books, number):
    assert books.jobs.get(number) is None
    assert books.jobs.start(number) is False
    assert books.jobs.finish(number, {}) is False


def test_jobs_are_started_once_in_order(books):
    a, b = (books.jobs.queue("poster", {}, None, NOW) for _ in range(2))
    assert [job.id for job in books.jobs.ready(1)] == [a]
    assert books.jobs.start(a) is True
    assert books.jobs.start(a) is False
    assert [job.id for job in books.jobs.ready(9)] == [b]
    assert (books.jobs.get(a).state, books.jobs.get(a).attempts) == ("running", 1)


def test_a_job_ends_once(books):
    a, b = (books.jobs.queue("poster", {}, None, NOW) for _ in range(2))
    for number in (a, b):
        books.jobs.start(number)
    assert books.jobs.finish(a, {"sha256": "s"}) is True
    assert books.jobs.fail(a, "crashed") is False
    assert books.jobs.fail(b, "too_big") is True
    assert books.jobs.finish(b, {}) is False
    assert (books.jobs.get(a).state, books.jobs.get(a).result, books.jobs.get(a).code) == (
        "done",
        {"sha256": "s"},
        None,
    )
    assert (books.jobs.get(b).state, books.jobs.get(b).result, books.jobs.get(b).code) == ("failed", None, "too_big")


def test_at_start_unfinished_jobs_are_queued_again_three_starts_at_most(books):
    number = books.jobs.queue("read_qr", {"n": 1}, 7, NOW)
    for attempt in (1, 2):
        books.jobs.start(number)
        assert books.jobs.requeue_unfinished() == []
        assert (books.jobs.get(number).state, books.jobs.get(number).attempts) == ("queued", attempt)
    books.jobs.start(number)
    for _ in range(2):  # whoever is to tell them may crash as well
        (given_up,) = books.jobs.requeue_unfinished()
        assert (given_up.id, given_up.state, given_up.person) == (number, "running", 7)
        assert books.jobs.ready(9) == []
    assert books.jobs.fail(number, "crashed") is True
    assert books.jobs.requeue_unfinished() == []


def test_only_finished_jobs_are_forgotten(books):
    a, b = (books.jobs.queue("poster", {}, None, NOW) for _ in range(2))
    books.jobs.start(a)
    books.jobs.finish(a, {})
    assert books.jobs.forget(NOW + 1) == 1
    assert books.jobs.get(a) is None
    assert books.jobs.get(b) is not None


def a_file(sha256="ab" * 32, unique_id="u1", **more):
    return File(sha256=sha256, size=9, mime="image/png", unique_id=unique_id, path=f"ab/{sha256}", made_at=NOW, **more)


def test_a_file_is_found_by_both_its_names(books):
    number = books.files.put(a_file())
    found = books.files.by_unique("u1")
    assert found == books.files.get("ab" * 32) == a_file(id=number)
    assert books.files.by_unique("u2") is None
    assert books.files.get("00" * 32) is None


def test_the_same_file_is_noted_once(books):
    assert books.files.put(a_file()) == books.files.put(a_file())
    assert books.files.put(a_file(unique_id=None)) == books.files.put(a_file(unique_id=None))


def test_two_names_may_have_the_same_bytes(books):
    first = books.files.put(a_file())
    second = books.files.put(a_file(unique_id="u2"))
    assert first != second
    assert books.files.get("ab" * 32).id == first
