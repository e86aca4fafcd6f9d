"""What the parsers say: each refusal its own sentence, and every input given as an example is understood."""

import ast
import string
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from parsers_kit import EN, ZH

from assistant.dialog import parsers
from assistant.dialog.events import Text
from assistant.dialog.parsers import amount, duration, media, moment, name, text, whole

SENTENCES = [
    node.args[0].value
    for source in sorted(Path(parsers.__file__).parent.glob("*.py"))
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_"
]
PARSERS = [amount(), whole(), duration(), moment(), name(), text(), media("photo")]

ENGLISH = {
    amount: ("500", "1,200.50", "1.5k", "US$80", "1200", "1200.50", "150", "500 yuan", "500 CNY", "500 USD", "12000"),
    whole: ("50", "200", "150", "3"),
    duration: ("24h", "2 days", "1 day 12 hours", "24 hours", "3 days", "2 hours"),
    moment: (
        "tomorrow 3 pm",
        "Friday 18:00",
        "1 Dec 9 am",
        "1 December",
        "1 December 00:30",
        "18:00",
        "15:00",
        "09:00",
        "3 pm",
        "1 Dec",
    ),
    name: ("Riverside Books",),
}
CHINESE = {
    amount: ("500", "五百块", "1.5万", "80美元", "500人民币", "500美元", "500元"),
    whole: ("50", "两百"),
    duration: ("24小时", "两天", "一天半", "3天", "2小时"),
    moment: (
        "明天下午三点",
        "周五18:00",
        "12月1日上午九点",
        "12月1日",
        "12月1日00:30",
        "下午三点",
        "15:00",
        "上午九点",
    ),
    name: ("河边旧书",),
}


def test_every_refusal_and_every_example_is_a_sentence_of_its_own():
    assert [sentence for sentence, times in Counter(SENTENCES).items() if times > 1] == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_short_and_its_placeholders_are_named(sentence):
    assert len(sentence) <= 110
    assert all(field is None or field.isidentifier() for _, field, _, _ in string.Formatter().parse(sentence))


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.example[:20])
def test_an_example_has_all_its_values(parser):
    assert parser.example in SENTENCES
    parser.example.format(**parser.values)


@pytest.mark.parametrize(
    ("factory", "said", "context"),
    [
        (factory, said, context)
        for table, context in ((ENGLISH, EN), (CHINESE, ZH))
        for factory, inputs in table.items()
        for said in inputs
    ],
)
def test_every_input_offered_as_an_example_is_understood(factory, said, context):
    parser = (
        moment(future=None)
        if factory is moment
        else duration(least=timedelta(hours=1))
        if factory is duration
        else factory()
    )
    assert parser(Text(said), context)


def test_every_english_example_is_one_the_sentences_offer():
    offered = " ".join(SENTENCES)
    assert [said for inputs in ENGLISH.values() for said in inputs if said not in offered] == []
