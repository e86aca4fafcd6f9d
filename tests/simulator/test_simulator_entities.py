"""Formatted text: parsed as the real server parses it, to the byte offset."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simkit import Sim

from assistant.simulator.entities import found, width
from assistant.simulator.failures import ApiError
from assistant.simulator.markdown import parse_markdown
from assistant.simulator.markup_html import parse_html


def brief(parsed: tuple[str, list[dict]]) -> tuple[str, list[tuple]]:
    text, entities = parsed
    rest = ("offset", "length", "type")
    return text, [
        (e["type"], e["offset"], e["length"], *(value for key, value in e.items() if key not in rest)) for e in entities
    ]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        (
            "*b* _i_ __u__ ~s~ ||x|| `c`",
            "b i u s x c",
            ["bold", "italic", "underline", "strikethrough", "spoiler", "code"],
        ),
        ("\\*no\\*", "*no*", []),
        ("`a*b`", "a*b", [("code", 0, 3)]),
        ("😀*粗体*", "😀粗体", [("bold", 2, 2)]),
        ("*a _b_*", "a b", [("italic", 2, 1), ("bold", 0, 3)]),
        ("[x](http://a.com/b\\)c)", "x", [("text_link", 0, 1, "http://a.com/b)c")]),
        ("[x](nonsense)", "x", []),
        ("[x](tg://user?id=5)", "x", [("text_mention", 0, 1, 5)]),
        ("![e](tg://emoji?id=77)", "e", [("custom_emoji", 0, 1, "77")]),
        ("```py\nprint()\n```", "print()\n", [("pre", 0, 8, "py")]),
        ("```code```", "code", [("pre", 0, 4)]),
        (">q\n>r\nafter", "q\nr\nafter", [("blockquote", 0, 4)]),
        ("**", "", []),
    ],
)
def test_markdown_is_understood(source: str, text: str, entities: list):
    said, spans = brief(parse_markdown(source))
    assert said == text
    assert [
        span if isinstance(wanted, tuple) else span[0] for span, wanted in zip(spans, entities, strict=True)
    ] == entities


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("1 > 0", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("a|b", "Character '|' is reserved and must be escaped with the preceding '\\'"),
        ("字*b", "Can't find end of Bold entity at byte offset 3"),
        ("_*x_", "Can't find end of Italic entity at byte offset 3"),
        ("[x](http://a", "Can't find end of a URL at byte offset 4"),
        ("`x", "Can't find end of Code entity at byte offset 0"),
        ("![e]", "Custom emoji entity must contain a tg://emoji URL"),
    ],
)
def test_markdown_that_is_not_understood(source: str, words: str):
    with pytest.raises(ApiError) as caught:
        parse_markdown(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a &lt;b&gt; &amp;&quot;&#65;&#x4F60; &nbsp;", 'a <b> &"A你 &nbsp;', []),
        ("<b>b</b><i>i</i><u>u</u><s>s</s>", "bius", ["bold", "italic", "underline", "strikethrough"]),
        ('<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>', "xy", ["spoiler", "spoiler"]),
        ("<STRONG>😀</strong>", "😀", [("bold", 0, 2)]),
        ('<a href="http://a.com?x=1&amp;y=2">l</a>', "l", [("text_link", 0, 1, "http://a.com?x=1&y=2")]),
        ("<a>a.com</a>", "a.com", [("text_link", 0, 5, "http://a.com/")]),
        ('<a href="tg://user?id=5">me</a>', "me", [("text_mention", 0, 2, 5)]),
        ('<pre><code class="language-py">p</code></pre>', "p", [("pre", 0, 1, "py")]),
        ("<code>c</code><pre>p</pre>", "cp", ["code", "pre"]),
        (
            "<blockquote>q</blockquote><blockquote expandable>r</blockquote>",
            "qr",
            ["blockquote", "expandable_blockquote"],
        ),
        ('<tg-emoji emoji-id="9">e</tg-emoji>', "e", [("custom_emoji", 0, 1, "9")]),
        ("<b></b>x", "x", []),
    ],
)
def test_html_is_understood(source: str, text: str, entities: list):
    said, spans = brief(parse_html(source))
    assert said == text
    assert [
        span if isinstance(wanted, tuple) else span[0] for span, wanted in zip(spans, entities, strict=True)
    ] == entities


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("字<x>", 'Unsupported start tag "x" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<a href=a/b>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
    ],
)
def test_html_that_is_not_understood(source: str, words: str):
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {words}"


SIGNS = st.text("ab字😀 \n*_~|`[]()!>\\<>/&;=\"'.@##tg-", max_size=40)


@settings(max_examples=300, deadline=None)
@given(SIGNS)
def test_any_text_is_parsed_or_refused_and_entities_lie_within(source: str):
    for parse in (parse_markdown, parse_html):
        try:
            text, entities = parse(source)
        except ApiError:
            continue
        for entity in [*entities, *found(text)]:
            assert entity["length"] > 0
            assert 0 <= entity["offset"] <= entity["offset"] + entity["length"] <= width(text)


def test_what_apps_find_in_a_text():
    text = "/start@yidan_bot 😀 @anna_b see https://a.com/x?y=1. or t.me/abc, mail a@b.org #一单 $USD not/this 1/2"
    raw = text.encode("utf-16-le")
    said = [
        (e["type"], raw[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")) for e in found(text)
    ]
    assert said == [
        ("bot_command", "/start@yidan_bot"),
        ("mention", "@anna_b"),
        ("url", "https://a.com/x?y=1"),
        ("url", "t.me/abc"),
        ("email", "a@b.org"),
        ("hashtag", "#一单"),
        ("cashtag", "$USD"),
    ]


async def test_given_entities_are_kept_found_ones_added_and_all_moved_with_the_trimming(sim: Sim):
    anna = await sim.person("Anna")
    await sim.say(anna, "/start")
    sent = await sim.call(
        "sendMessage",
        chat_id=anna,
        text="  a\u202eb\r /go @anna_b code /no  ",
        entities=[
            {"type": "bold", "offset": 2, "length": 3},
            {"type": "code", "offset": 19, "length": 20 - 19 + 9},
            {
                "type": "text_mention",
                "offset": 3,
                "length": 1,
                "user": {"id": anna, "is_bot": False, "first_name": "A"},
            },
        ],
    )
    assert sent["text"] == "ab /go @anna_b code /no"
    kinds = [(entity["type"], entity["offset"], entity["length"]) for entity in sent["entities"]]
    assert kinds == [("bold", 0, 2), ("bot_command", 3, 3), ("mention", 7, 7), ("code", 15, 8)]
