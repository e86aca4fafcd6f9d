import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialog.events import (
    AsksToJoin,
    Command,
    Contact,
    Edited,
    Incoming,
    Media,
    Membership,
    Moved,
    Origin,
    Other,
    Tap,
    Text,
)
from assistant.telegram.incoming import Ignored, NotAnUpdate, Undecodable, decode
from tests.telegram.telegram_updates import ANNA, GROUP, HOME, message, press


def event(raw):
    read = decode(raw, "yidanbot")
    assert isinstance(read, Incoming), read
    return read.event


def why(raw):
    read = decode(raw, "yidanbot")
    assert isinstance(read, Ignored), read
    return read.why


def photo(file_id, width, **more):
    return {"file_id": file_id, "file_unique_id": file_id + "u", "width": width, "height": width, **more}


def test_a_message_tells_who_where_and_what():
    assert decode(message(text="hello")) == Incoming(
        person=501, chat=501, event=Text("hello"), update_id=7, private=True, message_id=33,
        name="Anna Li", username="anna", language="zh-hans",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("/start", Command("start")),
        ("/start abc_1", Command("start", "abc_1")),
        ("/Rules@YidanBot  two\nlines ", Command("rules", "two\nlines")),
        ("/tmp/file", Text("/tmp/file")),
        ("not /a command", Text("not /a command")),
        ("/", Text("/")),
    ],
)
def test_commands_are_known_by_their_slash(text, read):
    assert event(message(text=text)) == read


def test_a_command_for_another_bot_is_ignored():
    assert why(message(text="/start@otherbot")) == "command for another bot"


def test_while_our_name_is_unknown_only_private_mentions_are_ours():
    assert isinstance(decode(message(text="/start@anybot")), Incoming)
    assert isinstance(decode(message(text="/start@anybot", chat=GROUP)), Ignored)


def test_a_forwarded_command_is_only_text():
    origin = {"type": "hidden_user", "sender_user_name": "Bo", "date": 1}
    assert event(message(text="/cancel", forward_origin=origin)) == Text("/cancel", Origin("hidden", None, "Bo", at(1)))


def at(seconds):
    return datetime.fromtimestamp(seconds, UTC)


CHANNEL = {"id": -1007, "type": "channel", "title": "News"}


@pytest.mark.parametrize(
    ("source", "origin"),
    [
        ({"type": "user", "sender_user": ANNA}, Origin("person", 501, "Anna Li", at(60))),
        ({"type": "hidden_user", "sender_user_name": "Bo Wu"}, Origin("hidden", None, "Bo Wu", at(60))),
        ({"type": "chat", "sender_chat": GROUP, "author_signature": "boss"}, Origin("chat", -1009, "Tea", at(60))),
        ({"type": "channel", "chat": CHANNEL, "message_id": 3}, Origin("channel", -1007, "News", at(60))),
        ({"type": "of_another_kind"}, Origin("hidden", None, "", at(60))),
        ({"type": "user"}, Origin("hidden", None, "", at(60))),
    ],
)
def test_a_forward_tells_where_it_comes_from(source, origin):
    assert event(message(text="sent it", forward_origin={**source, "date": 60})) == Text("sent it", origin)
    said = event(message(photo=[photo("p", 90)], forward_origin={**source, "date": 60}))
    assert said == Media("photo", "p", "pu", origin=origin)


def test_a_forward_with_an_impossible_date_cannot_be_read():
    source = {"type": "hidden_user", "sender_user_name": "Bo", "date": 2**60}
    assert isinstance(decode(message(text="sent it", forward_origin=source)), Undecodable)


def test_a_contact_is_an_account_and_a_name_but_never_a_number():
    number = {"phone_number": "+8613800138000", "vcard": "BEGIN:VCARD\nTEL:+8613800138000"}
    shared = event(message(contact={**number, "first_name": "Bo", "last_name": "Wu", "user_id": 777}))
    assert shared == Contact(777, "Bo Wu")
    assert "138" not in repr(shared)
    assert event(message(contact={**number, "first_name": "Bo"})) == Contact(None, "Bo")


def test_of_a_photo_the_largest_size_is_taken():
    sizes = [photo("s", 90), photo("l", 1280, file_size=5), photo("m", 320)]
    said = event(message(photo=sizes, caption="look", media_group_id="g"))
    assert said == Media("photo", "l", "lu", size=5, caption="look", album="g")


@pytest.mark.parametrize("kind", ["document", "video", "voice", "audio", "video_note", "animation"])
def test_files_are_media(kind):
    file = {"file_id": "f", "file_unique_id": "u", "file_size": 9, "file_name": "a.pdf", "mime_type": "application/pdf"}
    assert event(message(**{kind: file})) == Media(kind, "f", "u", 9, "a.pdf", "application/pdf")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"sticker": {"file_id": "x"}}, "sticker"),
        ({"location": {}, "venue": {}}, "venue"),
        ({"something_new": 1}, "something_new"),
        ({}, "nothing"),
    ],
)
def test_everything_else_is_named_by_its_field(content, kind):
    assert event(message(**content)) == Other(kind)


def test_an_animation_is_not_the_document_that_comes_with_it():
    file = {"file_id": "f", "file_unique_id": "u", "file_size": 9}
    assert event(message(animation=file, document=file)) == Media("animation", "f", "u", 9)


def test_notes_of_the_app_are_not_answers():
    assert why(message(pinned_message={"message_id": 1})) == "note of the app"


def test_an_edit_says_what_it_became():
    assert event(message(field="edited_message", text="new", edit_date=1)) == Edited(Text("new"))


@pytest.mark.parametrize(
    "content",
    [{"sender_chat": GROUP}, {"sender": {**ANNA, "is_bot": True}}, {"chat": {"id": -5, "type": "channel"}}],
)
def test_who_is_no_named_person_is_not_heard(content):
    assert why(message(text="/start", **content)) in {"no named sender", "from a bot"}


def test_in_groups_only_commands_count():
    assert why(message(text="hi", chat=GROUP)) == "talk in a group"
    assert why(message(text="/rules", chat=GROUP, field="edited_message")) == "talk in a group"
    read = decode(message(text="/rules@yidanbot", chat=GROUP), "yidanbot")
    assert isinstance(read, Incoming)
    assert (read.event, read.private, read.chat) == (Command("rules"), False, -1009)


def test_a_press_tells_its_button_and_its_message():
    assert decode(press()) == Incoming(
        person=501, chat=501, event=Tap("a:1:yes"), update_id=8, message_id=44, query_id="q1",
        name="Anna Li", username="anna", language="zh-hans",
    )  # fmt: skip


def test_a_press_without_message_or_data_is_still_heard():
    read = decode(press(message=None, data=""))
    assert isinstance(read, Incoming)
    assert (read.chat, read.private, read.query_id) == (501, True, "q1")


def test_our_own_standing_is_heard_whoever_changed_it():
    change = {"chat": GROUP, "from": {**ANNA, "is_bot": True}, "new_chat_member": {"status": "administrator"}}
    read = decode(json.dumps({"update_id": 9, "my_chat_member": change}).encode())
    assert isinstance(read, Incoming)
    assert (read.event, read.chat) == (Membership("administrator"), -1009)


def test_other_kinds_of_update_are_ignored():
    assert decode(b'{"update_id": 3, "poll": {"id": "x"}}') == Ignored(3, "other kind of update")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b'{"message": {}}',
        b'{"update_id": "7"}',
        b'{"update_id": -1}',
        b'{"update_id": 1e30}',
        b"\xff",
    ],
)
def test_what_is_no_update_is_refused(raw):
    with pytest.raises(NotAnUpdate):
        decode(raw)


@pytest.mark.parametrize(
    "content",
    [
        '"message": 5',
        '"message": {"chat": {}}',
        '"message": null',
        '"callback_query": {"id": 5}',
        '"message": {"message_id":1e400}',
    ],
)
def test_a_strange_content_is_undecodable_but_known_by_its_id(content):
    read = decode(b'{"update_id": 12, %s}' % content.encode())
    assert isinstance(read, Undecodable)
    assert read.update_id == 12


def test_deep_nesting_does_not_break_the_reader():
    raw = b'{"update_id": 5, "message": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    assert isinstance(decode(raw), Undecodable | Ignored)


def test_half_a_surrogate_pair_is_undecodable():
    assert isinstance(decode(message(text="x").replace(b'"x"', b'"\\ud800"')), Undecodable)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(
    [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "chat_join_request",
        "from",
        "chat",
        "text",
        "photo",
        "id",
        "message_id",
    ]
)
kinds = st.fixed_dictionaries({}, optional={"id": st.integers(), "type": anything, "first_name": anything})
messages = st.fixed_dictionaries(
    {"message_id": st.integers(), "chat": kinds | st.just(HOME), "from": kinds | st.just(ANNA)},
    optional=dict.fromkeys(
        ("text", "photo", "document", "caption", "forward_origin", "sender_chat", "migrate_to_chat_id"), anything
    ),
)


@given(
    update_id=st.integers(0, 2**62),
    content=st.dictionaries(names, anything | messages, max_size=3),
    ascii_only=st.booleans(),
)
def test_no_json_with_an_update_id_raises(update_id, content, ascii_only):
    raw = json.dumps({"update_id": update_id, **content}, ensure_ascii=ascii_only).encode(errors="surrogatepass")
    assert decode(raw).update_id == update_id


def test_a_group_that_grew_is_told_twice_and_both_times_the_same():
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    old, new = {"id": -5, "type": "group", "title": "Deals"}, {"id": -1005, "type": "supergroup", "title": "Deals"}
    told = [
        {"message_id": 1, "date": 1, "chat": old, "from": anonymous, "migrate_to_chat_id": -1005},
        {"message_id": 1, "date": 1, "chat": new, "from": anonymous, "sender_chat": new, "migrate_from_chat_id": -5},
    ]
    read = [decode(json.dumps({"update_id": 9, "message": message}).encode()) for message in told]
    assert [each.event for each in read] == [Moved(-5, -1005)] * 2
    assert not any(each.private for each in read)


def test_a_request_to_join_tells_where_whoever_asks_can_be_written_to():
    asks = {"chat": {"id": -5, "type": "supergroup"}, "from": {"id": 7, "first_name": "Kim"}, "date": 1}
    read = decode(json.dumps({"update_id": 9, "chat_join_request": {**asks, "user_chat_id": 77}}).encode())
    assert (read.person, read.chat, read.event, read.private) == (7, -5, AsksToJoin(77), False)
