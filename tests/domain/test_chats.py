"""Which chat becomes a group's, who may make it so, what is set up there, and who is let in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.domain import chat_binding as b
from assistant.domain import chat_requests as r
from assistant.domain import chats as c
from assistant.domain.groups import NOT_YOURS, Standing
from assistant.errors import Refused

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
ANN, HELPER, STRANGER = 1, 2, 3
STANDING = Standing(7, ANN, "Seven", "approval", 4, admins=frozenset({HELPER}))
UNBOUND = c.Place(STANDING, "telegram")
BOUND = replace(UNBOUND, chat=c.Chat(-5))
LINK = c.Link("h", NOW + c.LINK_LASTS, used=False)


def refusal(command, place=UNBOUND, link=LINK):
    try:
        b.decide(command, place, link)
    except Refused as no:
        return no.message
    return None


@pytest.mark.parametrize("person", [ANN, HELPER])
def test_whoever_looks_after_the_group_binds_it(person: int):
    (bound,) = b.decide(c.BindChat(person, NOW, "h", -5), UNBOUND, LINK)
    assert bound == c.ChatBound(7, person, NOW, -5, "h")


@pytest.mark.parametrize(
    ("person", "place", "link", "why"),
    [
        (ANN, None, None, b.UNKNOWN),
        (ANN, replace(UNBOUND, standing=replace(STANDING, archived=True)), LINK, b.UNKNOWN),
        (STRANGER, UNBOUND, LINK, b.STRANGER),
        (STRANGER, UNBOUND, replace(LINK, used=True), b.STRANGER),  # what became of the link is none of theirs
        (ANN, UNBOUND, replace(LINK, used=True), b.USED),
        (ANN, UNBOUND, replace(LINK, expires=NOW), b.EXPIRED),
        (ANN, UNBOUND, replace(LINK, taken=True), b.TAKEN),
    ],
)
def test_nobody_else_does_and_no_other_link(person, place, link, why):
    assert refusal(c.BindChat(person, NOW, "h", -5), place, link) == why


ASKED = [c.OfferChat(0, NOW, 7, "h"), c.CheckChat(0, NOW, 7), c.SetUpChat(0, NOW, 7)]


@pytest.mark.parametrize("command", ASKED, ids=lambda command: type(command).__name__)
def test_what_is_asked_for_is_refused_to_strangers_and_for_groups_in_wechat(command):
    assert refusal(replace(command, person=STRANGER), BOUND) == NOT_YOURS
    assert refusal(replace(command, person=ANN), None) == NOT_YOURS
    archived = replace(BOUND, standing=replace(STANDING, archived=True))
    assert refusal(replace(command, person=ANN), archived) == NOT_YOURS
    assert refusal(replace(command, person=ANN), replace(BOUND, platform="wechat")) == b.IN_WECHAT
    assert refusal(replace(command, person=HELPER), BOUND) is None
    unbound = None if isinstance(command, c.OfferChat) else b.NOT_CONNECTED
    assert refusal(replace(command, person=ANN), UNBOUND) == unbound


def place(facts) -> c.Place:
    return replace(UNBOUND, chat=b.read(-5, facts))


def run(facts, *steps: tuple[c.Step, str]):
    """The facts after a setting-up whose steps end like this, and what was told."""
    (begun,) = b.decide(c.SetUpChat(ANN, NOW, 7), place(facts))
    facts, told = b.after(facts, begun), []
    for step, why in steps:
        note = c.NoteStep(NOW, 7, begun.run, ANN, step, why, link="https://t.me/+x", message=0 if why else 31)
        for event in b.decide(note, place(facts)):
            facts = b.after(facts, event)
            told.append((event.step, event.why, event.through))
    return begun, facts, told


FINE = [(step, "") for step in c.Step]


def test_every_step_is_told_once_and_the_last_one_says_so():
    begun, facts, told = run({}, *FINE, (c.Step.TITLE, "again"))
    assert begun.plan == tuple(c.Step)
    assert [through for _, _, through in told] == [False] * 5 + [True]
    chat = b.read(-5, facts)
    assert (chat.link, chat.message, chat.rules, chat.setup.through) == ("https://t.me/+x", 31, 4, True)


def test_rules_that_could_not_be_posted_cannot_be_pinned_either():
    _, facts, told = run({}, *((step, "no") for step in c.Step if step is not c.Step.PIN))
    assert told[-2:] == [(c.Step.PIN, "no", False), (c.Step.LINK, "no", True)]
    assert b.read(-5, facts).message == 0


def test_the_second_time_neither_rules_nor_link_are_made_anew():
    _, facts, _ = run({}, *FINE)
    again, after, told = run(facts, (c.Step.TITLE, ""), (c.Step.ABOUT, ""), (c.Step.LIMITS, ""), (c.Step.PIN, "gone"))
    assert (again.message, again.run) == (31, 2)
    assert not {c.Step.RULES, c.Step.LINK} & set(again.plan)
    assert told[-1] == (c.Step.PIN, "gone", True)
    assert b.read(-5, after).setup.steps[c.Step.RULES] == ""


def test_newer_rules_and_deleted_ones_are_posted_again():
    _, facts, _ = run({}, *FINE)
    newer = replace(place(facts), standing=replace(STANDING, rules=5))
    assert c.Step.RULES in b.decide(c.SetUpChat(ANN, NOW, 7), newer)[0].plan
    _, deleted, _ = run(facts, (c.Step.PIN, "Bad Request: message to pin not found"))
    later = c.SetUpChat(ANN, NOW + b.AT_MOST, 7)
    assert c.Step.RULES in b.decide(later, place(deleted))[0].plan


def test_a_double_tap_sets_nothing_up_twice_and_a_stuck_run_is_not_for_ever():
    _, facts, _ = run({}, (c.Step.TITLE, ""))
    assert refusal(c.SetUpChat(ANN, NOW, 7), place(facts)) == b.BUSY
    assert refusal(c.SetUpChat(ANN, NOW + b.AT_MOST, 7), place(facts)) is None


def test_what_comes_too_late_is_nothing():
    _, facts, _ = run({}, *FINE)
    assert b.decide(c.NoteStep(NOW, 7, 9, ANN, c.Step.TITLE), place(facts)) == ()
    assert b.decide(c.NoteStep(NOW, 7, 1, ANN, c.Step.TITLE), UNBOUND) == ()
    assert b.decide(c.NoteRights(NOW, 7, -6, ANN, frozenset()), BOUND) == ()
    assert b.decide(c.NoteRights(NOW, 7, -5, ANN, frozenset()), UNBOUND) == ()
    assert b.decide(c.LoseChat(NOW, -9), None) == b.decide(c.MoveChat(NOW, -9, -8), None) == ()


def test_of_all_rights_those_are_kept_that_matter():
    (seen,) = b.decide(c.NoteRights(NOW, 7, -5, ANN, frozenset({"can_pin_messages", "can_fly"})), BOUND)
    assert b.read(-5, b.after({}, seen)).rights == {c.Right.PIN}
    (nothing,) = b.decide(c.NoteRights(NOW, 7, -5, ANN, None), BOUND)
    assert b.read(-5, b.after({"rights": []}, nothing)).rights is None


def test_a_group_that_grew_keeps_what_still_holds():
    _, facts, _ = run({"rights": ["can_pin_messages"]}, *FINE)
    (moved,) = b.decide(c.MoveChat(NOW, -5, -1005), place(facts))
    chat = b.read(-1005, b.after(facts, moved))
    assert (chat.rights, chat.message, chat.link, chat.setup) == ({c.Right.PIN}, 0, "", c.Setup())


def test_the_link_lasts_a_day():
    (offered,) = b.decide(c.OfferChat(ANN, NOW, 7, "h"), UNBOUND)
    assert offered.expires == NOW + timedelta(days=1)


GATE = r.Gate(7, -5, rules=4)
REQUEST, LET_IN = r.NoteRequest(9, NOW, -5, 9), r.LetIn(9, NOW, 7)


@pytest.mark.parametrize(
    ("command", "gate", "follows"),
    [
        (REQUEST, None, ()),
        (LET_IN, None, ()),
        (REQUEST, GATE, (r.AskedToJoin(7, 9, NOW, 9),)),
        (REQUEST, replace(GATE, confirmed=3), (r.AskedToJoin(7, 9, NOW, 9),)),
        (REQUEST, replace(GATE, confirmed=4), (r.ToLetIn(7, 9, NOW, -5),)),
        (LET_IN, replace(GATE, confirmed=4), ()),
        (LET_IN, replace(GATE, confirmed=3, asking=True), ()),
        (LET_IN, replace(GATE, confirmed=4, asking=True), (r.ToLetIn(7, 9, NOW, -5),)),
    ],
)
def test_who_asks_and_has_confirmed_the_newest_rules_is_let_in(command, gate, follows):
    assert r.decide(command, gate) == follows


def test_what_nobody_asked_for_is_told_to_the_owner_if_it_is_news():
    assert b.decide(c.SeeAgain(NOW, -5), BOUND) == (c.ChatChecked(7, 0, NOW, -5),)
    seen = {
        rights: b.decide(c.NoteRights(NOW, 7, -5, 0, rights), BOUND)[0].person
        for rights in (None, frozenset(), frozenset({"can_pin_messages"}))
    }
    assert seen == {None: 0, frozenset(): ANN, frozenset({"can_pin_messages"}): ANN}
    assert b.decide(c.NoteRights(NOW, 7, -5, HELPER, None), BOUND)[0].person == HELPER
