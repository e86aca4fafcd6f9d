from __future__ import annotations

import pytest
from store_samples import NOW, group, know

from assistant.store import Conflict, SafetyRow


@pytest.fixture
def founded(books):
    know(books, 1)
    return books.groups.found(group(), {}, NOW)


def test_answers_about_safety_are_numbered_and_the_newest_counts(books, founded):
    assert books.safety.get(founded) is None
    assert books.safety.put(founded, {"a": 1}, NOW) == 1
    assert books.safety.put(founded, {"a": [2, "深"]}, NOW + 1) == 2
    assert books.safety.get(founded) == SafetyRow(founded, 2, NOW + 1, {"a": [2, "深"]})
    assert books.safety.get(99) is None


def test_answers_belong_to_a_group(books):
    with pytest.raises(Conflict):
        books.safety.put(99, {}, NOW)


def test_a_paper_counts_until_the_answers_change(books, founded):
    assert books.safety.note_paper(founded, "scam_card", NOW) is False
    books.safety.put(founded, {}, NOW)
    assert books.safety.papers(founded) == frozenset()
    assert books.safety.note_paper(founded, "scam_card", NOW) is True
    assert books.safety.note_paper(founded, "scam_card", NOW + 1) is True
    assert books.safety.papers(founded) == {"scam_card"}
    books.safety.put(founded, {}, NOW + 2)
    assert books.safety.papers(founded) == frozenset()
    books.safety.note_paper(founded, "impersonation_card", NOW + 3)
    assert books.safety.papers(founded) == {"impersonation_card"}


def test_groups_do_not_see_each_others_papers(books, founded):
    other = books.groups.found(group("h2"), {}, NOW)
    for each in (founded, other):
        books.safety.put(each, {}, NOW)
    books.safety.note_paper(other, "scam_card", NOW)
    assert books.safety.papers(founded) == frozenset()
