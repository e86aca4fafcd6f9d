"""The format: what each line means, and which lines are refused, with file and line."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.transcript import BadTranscript, parse
from assistant.transcript.reading import labels, span
from assistant.transcript.script import Do, Edit, Forwarded, Hear, Open, Pass, Press, Say, Send, Share, Told

WHERE = Path("a.chat")


def steps(text):
    return parse(f"A title\n{text}", WHERE).steps


def only(text):
    (step,) = steps(text)
    return step


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("anna: hello", Say(2, "anna", "", "hello")),
        ("小林: 你好", Say(2, "小林", "", "你好")),
        ("anna: /start now: please", Say(2, "anna", "", "/start now: please")),
        ("anna→books: hello", Say(2, "anna", "books", "hello")),
        ("anna → books: hello", Say(2, "anna", "books", "hello")),
        ("anna: \\[not a button]", Say(2, "anna", "", "[not a button]")),
        ("anna: \\(voice)", Say(2, "anna", "", "(voice)")),
        ("anna: [Done ✓]", Press(2, "anna", "", "Done ✓")),
        ("anna: [Done ✓] ×2", Press(2, "anna", "", "Done ✓", times=2)),
        ("anna: [‹ Back] ↑2", Press(2, "anna", "", "‹ Back", back=2)),
        ("anna: [Why?] ×3 ↑1 (late)", Press(2, "anna", "", "Why?", 3, 1, late=True)),
        ("anna: [one] two", Say(2, "anna", "", "[one] two")),
        ("anna: (photo a.png) look here", Send(2, "anna", "", "photo", ("a.png",), "look here")),
        ('anna: (document "my file.pdf")', Send(2, "anna", "", "document", ("my file.pdf",))),
        ("anna: (album a.png b.png)", Send(2, "anna", "", "photo", ("a.png", "b.png"))),
        ("anna: (voice)", Send(2, "anna", "", "voice")),
        ('anna: (edit "old words") new words', Edit(2, "anna", "", "old words", "new words")),
        ("anna: (edit) new words", Edit(2, "anna", "", "", "new words")),
        ("ben: (link)", Open(2, "ben", "")),
        ('ben: (link "https://t.me/x?start=g_1")', Open(2, "ben", "", "https://t.me/x?start=g_1")),
        ("@ person anna en", Do(2, "person", ("anna", "en"))),
        ("@ +1d12h", Do(2, "wait", ("129600.0",))),
        ('@ fault sendMessage 429 2s "two words"', Do(2, "fault", ("sendMessage", "429", "2s", "two words"))),
        ("bot: hello", Hear(2, "", frozenset(), (Told(2, "hello"),))),
        ("bot→anna: hello", Hear(2, "anna", frozenset(), (Told(2, "hello"),))),
        ("bot (paste, edit): hello", Hear(2, "", frozenset({"paste", "edit"}), (Told(2, "hello"),))),
        ("bot: [A] [B]", Hear(2, "", frozenset(), (), (Told(2, "[A] [B]"),))),
    ],
)
def test_a_line_means(line, step):
    assert only(line) == step


def test_the_title_may_hold_anything():
    assert parse("# a comment\n\nCancel: at once\n", WHERE).title == "Cancel: at once"


def test_blank_lines_and_comments_mean_nothing():
    assert steps("\n# hm\nanna: a\n\n\n# hm\nanna: b\n") == (Say(4, "anna", "", "a"), Say(8, "anna", "", "b"))


def test_indented_lines_belong_to_the_one_above():
    assert only("anna: one\n  two\n\tthree") == Say(2, "anna", "", "one\ntwo\nthree")


def test_a_message_has_text_and_then_rows_of_buttons():
    heard = only("bot: one\n  two\n\n  [A] [B]\n  [C]")
    assert [each.text for each in heard.lines] == ["one", "two"]
    assert [(each.at, each.text) for each in heard.rows] == [(5, "[A] [B]"), (6, "[C]")]


def test_without_rows_buttons_are_not_looked_at():
    assert only("bot: one").rows is None


def test_more_below_the_buttons_means_more_buttons():
    assert [each.text for each in only("bot: one\n  [A]\n  …").rows] == ["[A]", "…"]


def test_a_chain_passes_over_the_answers_in_between():
    assert steps("anna: /new » [A]\n  » two words") == (
        Say(2, "anna", "", "/new"),
        Pass(2),
        Press(2, "anna", "", "A"),
        Pass(2),
        Say(2, "anna", "", "two words"),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "a.chat:1: a transcript begins with its title"),
        ("@ person anna", "a.chat:1: a transcript begins with its title"),
        ("  indented", "a.chat:1: an indented line belongs to one above it"),
        ("T\nwhat is this", "a.chat:2: neither a speaker"),
        ("T\n\nanna:", "a.chat:3: anna says nothing"),
        ("T\nanna (late): x", "a.chat:2: only lines of the assistant"),
        ("T\nanna: (dance)", "a.chat:2: cannot do (dance)"),
        ("T\nanna: (album a.png)", "a.chat:2: an album has 2 to 10 pictures"),
        ("T\nanna: (forward) x", "a.chat:2: who said it?"),
        ("T\nanna: (forward hidden) x", "a.chat:2: who said it?"),
        ("T\nanna: (forward ben dance) x", "a.chat:2: cannot do (dance)"),
        ("T\nanna: (forward ben -2dd) x", "a.chat:2: not a span of time"),
        ('T\nanna: (edit "half) x', "a.chat:2: "),
        ("T\n@ explode", "a.chat:2: no such directive: explode"),
        ("T\n@ +1week", "a.chat:2: not a span of time"),
        ("T\n@ restart\n  now", "a.chat:2: a directive is one line"),
        ("T\nbot:", "a.chat:2: the assistant says nothing here"),
        ("T\nbot (song): la", "a.chat:2: no such kind of message: song"),
        ("T\nbot: one\n  [A]\n  two", "a.chat:2: buttons come after the text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, told):
    with pytest.raises(BadTranscript) as refused:
        parse(text, WHERE)
    assert str(refused.value).startswith(told)


@pytest.mark.parametrize(("text", "seconds"), [("+90s", 90), ("+2m", 120), ("+25h", 90000), ("+1d12h", 129600)])
def test_spans_of_time(text, seconds):
    assert span(text) == seconds


def test_the_labels_of_a_row():
    assert labels("[‹ Back] [Why?]  [Cancel]") == ("‹ Back", "Why?", "Cancel")


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("(forward ben) so", Say(2, "anna", "", "so", Forwarded("ben", False, 3600))),
        ("(forward ben -1d12h) so", Say(2, "anna", "", "so", Forwarded("ben", False, 129600))),
        ('(forward hidden "Old Wang") so', Say(2, "anna", "", "so", Forwarded("Old Wang", True, 3600))),
        (
            "(forward ben photo a.png) look",
            Send(2, "anna", "", "photo", ("a.png",), "look", Forwarded("ben", False, 3600)),
        ),
        ("(contact ben)", Share(2, "anna", "", "ben")),
        ('(contact "Old Wang" +8613)', Share(2, "anna", "", "Old Wang", "+8613")),
        ("(link)", Open(2, "anna", "")),
        ("(link o)", Open(2, "anna", "", kind="o")),
        ("(album a.png b.png)", Send(2, "anna", "", "photo", ("a.png", "b.png"))),
        ("(album a.png b.mp4)", Send(2, "anna", "", "photo,video", ("a.png", "b.mp4"))),
        ("(video_note)", Send(2, "anna", "", "video_note")),
    ],
)
def test_forwards_contacts_links_and_albums(said, step):
    assert parse(f"T\nanna: {said}", WHERE).steps == (step,)


@given(st.text())
def test_anything_is_read_or_refused(text):
    with suppress(BadTranscript):
        parse(text, WHERE)


def test_the_beginning_of_another_transcript_is_played_in_its_place(tmp_path):
    (tmp_path / "openings").mkdir()
    (tmp_path / "openings" / "two.chat").write_text("Two\n@ play one.chat\nben: yes » [No]\nbot: …\n", encoding="utf-8")
    (tmp_path / "openings" / "one.chat").write_text("One\n\n@ person ben en\n", encoding="utf-8")
    script = parse("T\n@ play openings/two.chat\nben: so", tmp_path / "a.chat")
    done = [step for step in script.steps if not isinstance(step, Pass)]
    assert done == [
        Do(2, "person", ("ben", "en")),
        Say(2, "ben", "", "yes"),
        Press(2, "ben", "", "No"),
        Say(3, "ben", "", "so"),
    ]
    assert isinstance(script.steps[-2], Pass)  # what came of it is not looked at
    for line, told in (("@ play gone.chat", "there is no file gone.chat"), ("@ play a b", "which transcript")):
        with pytest.raises(BadTranscript, match=f"a.chat:2: {told}"):
            parse(f"T\n{line}", tmp_path / "a.chat")


def test_files_lie_beside_the_transcript_or_with_the_media(tmp_path):
    (tmp_path / "chats").mkdir()
    (tmp_path / "media").mkdir()
    (tmp_path / "chats" / "near.png").write_bytes(b"1")
    (tmp_path / "media" / "far.png").write_bytes(b"2")
    script = parse("T", tmp_path / "chats" / "a.chat")
    assert script.file("near.png").read_bytes() == b"1"
    assert script.file("far.png").read_bytes() == b"2"
    with pytest.raises(BadTranscript, match="there is no file lost"):
        script.file("lost.png")
