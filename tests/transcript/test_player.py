"""The player: what it does on the stage, and which differences it reports, where."""

import pytest

from assistant.transcript import BadTranscript, Differs
from tests.transcript.kit import played, screen


def differs(text, answers=()):
    with pytest.raises(Differs) as found:
        played(text, answers)
    return str(found.value)


def bad(text, answers=()):
    with pytest.raises(BadTranscript) as found:
        played(text, answers)
    return str(found.value)


HELLO = {"/start": [screen("Hello", "Go", "Stop")], "again": [screen("Hello 2", "Go")]}


def test_words_are_said_and_the_answer_is_heard():
    assert played("anna: /start\nbot: Hello\n  [Go] [Stop]", HELLO) == [("say", 1, 1, "/start")]


def test_an_answer_that_differs_is_told_with_its_line():
    told = differs("anna: /start\nbot: Hello\n  [Go] [Wait]", HELLO)
    assert told.splitlines() == [
        "a.chat:5: the assistant says something else",
        "    Hello",
        "  - [Go] [Wait]",
        "  + [Go] [Stop]",
    ]


def test_silence_is_a_difference():
    assert differs("anna: hm\nbot: Hello").splitlines() == ["a.chat:4: the assistant says nothing here", "  - Hello"]


def test_what_is_not_mentioned_is_a_difference():
    told = differs("anna: /start\nanna: again\nbot: …", HELLO)
    assert told.startswith("a.chat:4: before this, the assistant also says to anna\n  + Hello")


def test_what_is_left_at_the_end_is_a_difference():
    assert differs("anna: /start", HELLO).startswith("a.chat:3: ")


def test_in_a_chain_only_the_last_answer_counts():
    assert played("anna: /start » again\nbot: Hello 2", HELLO)[-1] == ("say", 1, 1, "again")


def test_a_button_is_pressed_on_the_newest_message_that_bears_it():
    assert played("anna: /start » again » [Go]", HELLO)[-1] == ("press", 1, 101, "Hello 2/Go")
    assert played("anna: /start » again » [Stop]", HELLO)[-1] == ("press", 1, 100, "Hello/Stop")


def test_a_button_of_an_older_message():
    assert played("anna: /start » again » [Go] ↑1", HELLO)[-1] == ("press", 1, 100, "Hello/Go")


def test_a_label_may_be_cut_short():
    assert played("anna: /start » [St…]", HELLO)[-1] == ("press", 1, 100, "Hello/Stop")


def test_a_double_tap_is_two_presses():
    assert played("anna: /start » [Go] ×2", HELLO)[1:] == [("press", 1, 100, "Hello/Go")] * 2


CHANGED = {**HELLO, "Hello/Go": [screen("Gone", "Back", message_id=100, edited=True)]}


def test_a_late_press_is_on_a_keyboard_that_is_no_more():
    assert played("anna: /start » [Go]\nbot (edit): Gone\nanna: [Stop] (late)", CHANGED)[-1] == (
        "press",
        1,
        100,
        "Hello/Stop",
    )


def test_a_missing_button_is_told_with_those_there_are():
    told = differs("anna: /start » [Go]\nbot: Gone\nanna: [Stop]", CHANGED)
    assert told == "a.chat:5: there is no button [Stop]; there are: [Back]"
    assert differs("anna: [Go]").endswith("there are: none")


def test_a_link_on_a_button_is_opened():
    link = {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "Open", "url": "https://t.me/b?start=1"}]]}}
    assert played("anna: /start » [Open]", {"/start": [link]})[-1] == ("open", 1, "https://t.me/b?start=1")


def test_the_newest_member_link_is_followed():
    links = {text: [{"text": f"Here: https://t.me/b?start=g_{text}"}] for text in ("one", "two")}
    assert played("anna: one » two » (link)", links)[-1] == ("open", 1, "https://t.me/b?start=g_two")
    assert "no link of the kind g yet" in bad("anna: (link)")


def test_links_are_told_apart_by_their_kind_wherever_they_stand():
    order = screen("Send it on") | {
        "reply_markup": {"inline_keyboard": [[{"text": "Copy", "copy_text": {"text": "https://t.me/b?start=o_7"}}]]}
    }
    said = {"one": [order], "two": [screen("https://t.me/b?start=g_8")]}
    assert played("anna: one » two » (link o)", said)[-1] == ("open", 1, "https://t.me/b?start=o_7")


FORWARDED = {"forwarded_from": 2, "forwarded_ago": 172800}


def test_what_was_said_elsewhere_is_forwarded():
    people = "@ person ben\n@ hides ben\n"
    assert played(f"{people}anna: (forward ben -2d) I sent it")[-1] == ("say", 1, 1, FORWARDED, "I sent it")
    hidden = {"forwarded_name": "Old Wang", "forwarded_ago": 3600}
    assert played('anna: (forward hidden "Old Wang" voice) hm')[-1] == ("send", 1, "voice", hidden, "hm")
    assert "nobody is called ben" in bad("anna: (forward ben) hm")


def test_a_contact_is_of_somebody_here_or_of_anybody():
    assert played("@ person ben\nanna: (contact ben)")[-1] == ("contact", 1, {"of": 2})
    told = {"name": "Old Wang", "phone": "+861380"}
    assert played('anna: (contact "Old Wang" +861380)')[-1] == ("contact", 1, told)


def test_toasts_are_heard_apart_from_messages():
    toast = {"Hello/Go": [screen("Two"), {"toast": True, "text": "Already"}]}
    text = "anna: /start » [Go]\nbot (toast): Already\nbot: Two"
    assert played(text, {**HELLO, **toast})
    assert "says nothing on the button here" in differs("anna: /start » [Stop]\nbot (toast): x", HELLO)


def test_messages_are_edited_by_their_words():
    assert played('anna: one » two » (edit "one") 1')[-1] == ("edit", 1, 1, "1")
    assert played("anna: one » two » (edit) 2")[-1] == ("edit", 1, 2, "2")
    assert played('anna: one » (edit "one") 1 » (edit "1") 2')[-1] == ("edit", 1, 1, "2")
    assert "a.chat:3: anna never wrote “three”" in bad('anna: one » (edit "three") 3')


def test_things_are_sent():
    assert played("anna: (voice) » (sticker)") == [("send", 1, "voice", ""), ("send", 1, "sticker", "")]
    assert "there is no file lost.png" in bad("anna: (photo lost.png)")


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ("@ +90s", ("wait", 90.0)),
        ("@ restart", ("restart",)),
        ("@ kill", ("kill",)),
        ("@ language anna en", ("language", 1, "en")),
        ("@ block anna", ("block", 1, True)),
        ("@ unblock anna", ("block", 1, False)),
        ("@ now 2026-12-24 18:00 UTC", ("now", 1798135200.0)),
        (
            "@ fault sendMessage 429 2s",
            ("fault", "sendMessage", {"times": 1, "mode": "error", "code": 429, "retry_after": 2}),
        ),
        (
            "@ fault message drop_before ×2 hm",
            ("fault", "message", {"times": 2, "mode": "drop_before", "contains": "hm"}),
        ),
    ],
)
def test_directives(line, done):
    assert played(f"anna: x\n{line}")[-1] == done


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ben: hello", "nobody and no group is called ben"),
        ("anna→club: hello", "nobody and no group is called club"),
        ("bot→ben: hello", "nobody and no group is called ben"),
        ("@ person", "@ person: "),
        ("@ now tomorrow", "@ now: "),
        ("@ language ben en", "@ language: nobody is called ben"),
        ("@ group club ben", "@ group: nobody is called ben"),
        ("@ now 2026-12-24 18:00 Mars", "@ now: "),
    ],
)
def test_what_cannot_be_done_is_told_with_its_line(line, told):
    assert bad(line).startswith(f"a.chat:3: {told}")


def test_talk_in_a_group():
    assert played("@ person ben\n@ group club anna ben\nben→club: hello")[-1] == ("say", 2, -1, "hello")
