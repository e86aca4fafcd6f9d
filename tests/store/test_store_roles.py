from __future__ import annotations

import pytest
from store_samples import NOW, group, know

from assistant.store import Conflict, Invitation, RoleRow

WEEK = 7 * 86400.0


@pytest.fixture
def founded(books):
    know(books, 1, 2, 3)
    return books.groups.found(group(), {}, NOW)


@pytest.fixture
def invited(books, founded):
    books.invitations.make("v1", founded, "admin", "小李", 1, NOW, NOW + WEEK)
    return founded


def test_a_role_is_given_listed_and_taken(books, founded):
    other = books.groups.found(group("h2", owner=2), {}, NOW)
    books.roles.put(founded, 3, "juror", "C", NOW)
    books.roles.put(founded, 2, "admin", "B", NOW + 1)
    books.roles.put(other, 3, "admin", "C", NOW)
    assert books.roles.of_group(founded) == [
        RoleRow(founded, 2, "admin", "B", NOW + 1),
        RoleRow(founded, 3, "juror", "C", NOW),
    ]
    assert [row.person for row in books.roles.of_group(founded, "juror")] == [3]
    assert [(row.group, row.role) for row in books.roles.of_person(3)] == [(founded, "juror"), (other, "admin")]
    assert books.roles.drop(founded, 3, "admin") is False
    assert books.roles.drop(founded, 3, "juror") is True
    assert books.roles.drop(founded, 3, "juror") is False
    assert [row.group for row in books.roles.of_person(3)] == [other]


def test_a_role_given_twice_keeps_its_beginning(books, founded):
    books.roles.put(founded, 2, "admin", "old", NOW)
    books.roles.put(founded, 2, "admin", "new", NOW + 9)
    assert books.roles.of_group(founded) == [RoleRow(founded, 2, "admin", "new", NOW)]


@pytest.mark.parametrize(("number", "who", "role"), [(99, 2, "admin"), (1, 99, "admin"), (1, 2, "owner")])
def test_roles_are_for_known_people_in_known_groups(books, founded, number, who, role):
    with pytest.raises(Conflict):
        books.roles.put(number, who, role, "x", NOW)


def test_an_invitation_is_kept_as_it_was_made(books, invited):
    assert books.invitations.get("v1") == Invitation("v1", invited, "admin", "小李", 1, NOW, NOW + WEEK)
    assert books.invitations.get("v2") is None
    with pytest.raises(Conflict):
        books.invitations.make("v1", invited, "juror", "x", 1, NOW, NOW + WEEK)
    with pytest.raises(Conflict):
        books.invitations.make("v3", invited, "king", "x", 1, NOW, NOW + WEEK)


def test_an_invitation_is_answered_once(books, invited):
    assert books.invitations.answer("v1", 2, "accepted", NOW + 5) is True
    assert books.invitations.answer("v1", 3, "declined", NOW + 6) is False
    assert books.invitations.withdraw("v1") is False
    kept = books.invitations.get("v1")
    assert (kept.used_at, kept.used_by, kept.answer) == (NOW + 5, 2, "accepted")
    assert books.invitations.answer("v2", 2, "accepted", NOW) is False
    assert books.invitations.withdraw("v2") is False


def test_a_withdrawn_invitation_can_no_longer_be_answered_but_is_still_there(books, invited):
    assert books.invitations.withdraw("v1") is True
    assert books.invitations.answer("v1", 2, "accepted", NOW) is False
    kept = books.invitations.get("v1")
    assert (kept.used_at, kept.used_by, kept.answer) == (None, None, "withdrawn")


def test_open_ones_and_recent_ones_are_listed_in_order(books, invited):
    for at, (handle, role) in enumerate([("v2", "admin"), ("v3", "juror"), ("v4", "admin")], start=1):
        books.invitations.make(handle, invited, role, handle, 1, NOW + at, NOW + WEEK)
    books.invitations.make("v0", invited, "admin", "made in the same moment, but later", 1, NOW + 3, NOW + WEEK)
    books.invitations.answer("v2", 2, "declined", NOW + 9)
    assert [each.handle for each in books.invitations.open(invited, "admin")] == ["v1", "v4", "v0"]
    assert [each.handle for each in books.invitations.open(invited, "juror")] == ["v3"]
    assert [each.handle for each in books.invitations.made_since(invited, "admin", NOW + 1)] == ["v2", "v4", "v0"]
    assert books.invitations.open(99, "admin") == []
