"""Strategies: updates that the real Telegram could send, and ones that nobody should."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

PEOPLE = tuple(range(7001, 7007))
COMMANDS = ("start", "newgroup", "groups", "renew", "dispute", "language", "privacy", "help", "cancel", "nothing")
WORDS = (
    "wechat",
    "旧书",
    "50",
    "1 day",
    "明天",
    "yes",
    "Good",
    "两三天",
    "5000",
    "١٢",
    "🎉" * 9,
    "a\u202eb",
    "x" * 4096,
)
NOW = 1_800_000_000

texts = st.one_of(
    st.sampled_from(WORDS),
    st.text(min_size=1, max_size=30).map(str.strip).filter(bool),
    st.builds("/{}{}{}".format, st.sampled_from(COMMANDS), st.sampled_from(("", "@yidan_bot", "@other_bot")), st.sampled_from(("", " g_0", " x y", " zh_CN"))),
)  # fmt: skip
people = st.sampled_from(PEOPLE)
numbers = st.integers(1, 10**6)


def user(person: int) -> dict[str, Any]:
    names = {"first_name": f"P{person}", **({"last_name": "李", "username": f"p{person}"} if person % 2 else {})}
    return {"id": person, "is_bot": False, **names, **({"language_code": "zh-hans"} if person % 3 else {})}


def private(person: int) -> dict[str, Any]:
    return {"id": person, "type": "private", "first_name": f"P{person}"}


def file(name: str) -> dict[str, Any]:
    return {"file_id": name, "file_unique_id": f"u{name}", "file_size": 900}


def photo() -> dict[str, Any]:
    return {"photo": [file("s") | {"width": 90, "height": 90}, file("l") | {"width": 800, "height": 600}]}


CONTENTS = (
    photo(),
    photo() | {"caption": "the code", "media_group_id": "9"},
    {"document": file("d") | {"file_name": "a.png", "mime_type": "image/png"}},
    {"voice": file("v") | {"duration": 3}},
    {"video": file("m") | {"width": 10, "height": 10, "duration": 3}},
    {"audio": file("a") | {"duration": 3}},
    {"sticker": file("t") | {"type": "regular", "width": 5, "height": 5, "is_animated": False, "is_video": False}},
    {"animation": file("g") | {"width": 5, "height": 5, "duration": 1}, "document": file("g")},
    {"video_note": file("n") | {"length": 5, "duration": 1}},
    {"location": {"latitude": 1.5, "longitude": 2.5}},
    {"venue": {"location": {"latitude": 1.5, "longitude": 2.5}, "title": "t", "address": "a"}, "location": {"latitude": 1.5, "longitude": 2.5}},
    {"contact": {"phone_number": "1", "first_name": "Q"}},
    {"dice": {"emoji": "🎲", "value": 4}},
    {"new_chat_title": "t"},
    {"group_chat_created": True},
    {"migrate_to_chat_id": -1001},
)  # fmt: skip
CHATS = ({"id": -5, "type": "group", "title": "G"}, {"id": -1001, "type": "supergroup", "title": "S", "is_forum": True})
FORWARD = {"forward_origin": {"type": "hidden_user", "sender_user_name": "Q", "date": NOW}}


@st.composite
def messages(draw: st.DrawFn) -> dict[str, Any]:
    person = draw(people)
    chat = draw(st.sampled_from((private(person),) * 4 + CHATS))
    said = draw(st.one_of(texts.map(lambda text: {"text": text}), st.sampled_from(CONTENTS)))
    around = draw(st.sampled_from(({}, {}, {}, FORWARD, {"edit_date": NOW}, {"message_thread_id": 4})))
    return {"message_id": draw(numbers), "from": user(person), "chat": chat, "date": NOW, **around, **said}


@st.composite
def presses(draw: st.DrawFn, data: st.SearchStrategy[str]) -> dict[str, Any]:
    person = draw(people)
    query = {"id": str(draw(numbers)), "from": user(person), "chat_instance": "1"}
    place = {"message_id": draw(numbers), "chat": private(person), "date": draw(st.sampled_from((0, NOW)))}
    if place["date"]:
        place |= {"from": {"id": 1, "is_bot": True, "first_name": "Yidan"}, "text": "t"}
    where = draw(st.sampled_from(({"message": place},) * 5 + ({"inline_message_id": "5"},)))
    what = draw(st.one_of(data.map(lambda each: {"data": each}), st.just({"game_short_name": "g"})))
    return {**query, **where, **what}


@st.composite
def standings(draw: st.DrawFn) -> dict[str, Any]:
    person, us = draw(people), {"id": 1, "is_bot": True, "first_name": "Yidan"}
    member, left = {"status": "member", "user": us}, {"status": "left", "user": us}
    kicked = {"status": "kicked", "user": us, "until_date": 0}
    old, new = draw(st.permutations((member, left, kicked)))[:2]
    chat = draw(st.sampled_from((private(person), *CHATS)))
    return {"chat": chat, "from": user(person), "date": NOW, "old_chat_member": old, "new_chat_member": new}


CHANNEL = {"message_id": 4, "date": NOW, "chat": {"id": -1009, "type": "channel", "title": "C"}, "text": "news"}
OTHERS = (
    {"channel_post": CHANNEL},
    {"edited_channel_post": {**CHANNEL, "edit_date": NOW}},
    {"message": {**CHANNEL, "chat": CHATS[1], "sender_chat": CHANNEL["chat"], "from": user(7001)}},
    {"inline_query": {"id": "1", "from": user(7001), "query": "q", "offset": ""}},
    {"poll": {"id": "1", "question": "q", "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
              "type": "regular", "allows_multiple_answers": False, "allows_revoting": False, "members_only": False}},
    {"chat_join_request": {"chat": CHATS[1], "from": user(7002), "user_chat_id": 7002, "date": NOW}},
)  # fmt: skip


def realistic(data: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Without an update_id: the test gives each its own."""
    return st.one_of(
        messages().map(lambda each: {"message": each}),
        messages().map(lambda each: {"message": each}),
        presses(data).map(lambda each: {"callback_query": each}),
        presses(data).map(lambda each: {"callback_query": each}),
        messages().map(lambda each: {"edited_message": {"edit_date": NOW, **each}}),
        standings().map(lambda each: {"my_chat_member": each}),
        st.sampled_from(OTHERS),
    )


junk = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8),
    st.just([]), st.just({}), st.just([{}]), st.just({"id": {}}), st.just(2**63), st.just(-(2**70)), st.just("\ud800"),
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, data: st.SearchStrategy[str]) -> dict[str, Any]:
    """A realistic update with something in it replaced by junk, or gone."""
    update = copy.deepcopy(draw(realistic(data)))
    here: Any = update
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        key = draw(st.sampled_from(keys))
        deeper = isinstance(here[key], (dict, list)) and here[key]
        if not deeper or not draw(st.integers(0, 2)):
            break
        here = here[key]
    if draw(st.booleans()):
        here[key] = draw(junk)
    else:
        del here[key]
    return update


absurd_ids = st.one_of(st.none(), st.text(max_size=3), st.integers(max_value=-1), st.just(2**64), st.just(1.5), st.just([1]))  # fmt: skip
