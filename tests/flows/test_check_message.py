"""The scam check as people read it: it fits a message, tells who really wrote, and says what to do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import i18n
from assistant.dialog.engine import Dialogue
from assistant.dialog.events import Media, Origin, Text
from assistant.dialog.pages import PAGES as MANNERS
from assistant.dialog.render import MOST_TEXT, Reader, say
from assistant.dialog.words import Screen
from assistant.domain.clauses import Place
from assistant.domain.lookalikes import Trusted
from assistant.domain.scams import SMELLS, Verdict, sniff, verdict
from assistant.store import Group
from flows.rules.text import WORDING
from flows.safety.check_message import PAGES, flow, report, smells
from flows.upkeep.member_words import MOVE, NAMING_TELEGRAM, NAMING_WECHAT, SILENT, SPLIT
from flows.upkeep.rounds import SURVEY
from tests.dialog.conftest import PAGE, Person
from tests.domain.scam_corpus import BAD, HARMLESS
from tests.flows.test_rules import LINK, PLACES, whole_book

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ANNA, BEN, READER = 11, 12, 13
GROUP = Group(handle="0" * 16, owner=ANNA, platform="wechat", kind="goods", name="Riverside Books", id=1)
CIRCLE = [(GROUP, (Trusted(ANNA, "Anna", owner=True), Trusted(BEN, "Ben")))]
READERS = [Reader(locale, "Asia/Shanghai") for locale in i18n.locales()]
EN = Reader("en", "Asia/Shanghai")


def told(text: str, origin: Origin | None = None, reader: Reader = EN, circle: list = CIRCLE) -> str:
    return str(say(Screen(report(text, origin, circle, READER)), reader)["text"])


def by(name: str, number: int | None, kind: str = "person") -> Origin:
    return Origin(kind if number is not None else "hidden", number, name, NOW)


@given(
    st.text(max_size=600) | st.sampled_from(BAD + HARMLESS),
    st.text(min_size=1, max_size=128),
    st.sampled_from([None, ANNA, 99]),
)
def test_whatever_was_sent_the_answer_fits_a_message(text: str, name: str, number: int | None):
    for reader in READERS:
        assert 0 < len(told(text, by(name, number), reader)) <= MOST_TEXT


def test_the_longest_answers_fit_with_room_to_spare():
    everything = "\n".join(smell.says for smell in SMELLS)
    for reader in READERS:
        assert len(told(everything, by("Аnna" * 32, 99), reader)) < MOST_TEXT / 2
        assert len(say(smells(), reader)["text"]) < MOST_TEXT / 2


def test_only_the_worst_are_explained_and_the_rest_counted():
    everything = "\n".join(smell.says for smell in SMELLS)
    said = told(everything)
    assert said.count("🔴") == 4
    assert "things more smell" in said


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.kind}-{place.platform}-{place.currency}")
def test_what_the_assistant_itself_wrote_smells_of_nothing(place: Place):
    """Members forward the rules and the announcement of their group, too."""
    for reader in READERS:
        for at in (0, 1, 2):
            book = whole_book(place, at)
            announced = WORDING.announcement(book, place, "Riverside Books", "used books", LINK, reader)
            for text in (announced, WORDING.full_text(book, place, reader)):
                assert verdict(sniff(text)) is Verdict.NOTHING, sniff(text)
    for text in (SPLIT, MOVE, SILENT, NAMING_WECHAT, NAMING_TELEGRAM, SURVEY):
        for locale in i18n.locales():
            assert verdict(sniff(i18n.text(text, locale))) is Verdict.NOTHING


@pytest.mark.parametrize(
    ("origin", "says", "says_not"),
    [
        (by("Anna", ANNA), "the number 11 is right", "Impersonation"),
        (by("Аnna", 99), "number 99 instead of 11", "is right"),
        (by("Anna", 99), "Impersonation", "is right"),
        (by("Anna admin", 99), "Impersonation", "is right"),
        (by("Anna", None), "hides the account, so nobody can tell", "Impersonation"),
        (by("Clara", 99), "number 99: nobody who speaks", "Impersonation"),
        (by("Clara", None), "A name proves nothing", "Impersonation"),
        (by("News", -1, "channel"), "in the name of a channel", "Impersonation"),
        (by("Clara", READER), "", "👤"),
        (None, "", "👤"),
    ],
)
def test_the_sender_is_compared_by_number_never_by_name(origin: Origin | None, says: str, says_not: str):
    said = told("Is the lamp still there?", origin)
    assert says in said
    assert says_not not in said


def test_an_impostor_is_told_even_when_the_words_are_harmless():
    said = told("Hello everybody", by("Аnna", 99))
    assert said.startswith("⛔")
    assert "pay nothing" in said
    assert "none of the usual tricks" not in said


def test_a_light_smell_from_an_impostor_is_a_heavy_one():
    assert told("Hurry", by("Ben.", 99)).startswith("⛔ Hands off")
    assert told("Hurry", by("Clara", 99)).startswith("🔎")


def test_the_right_number_excuses_nothing():
    said = told("Please send me the verification code you got", by("Anna", ANNA))
    assert said.startswith("⛔ Hands off")
    assert "Accounts get stolen" in said


def test_nothing_found_proves_nothing():
    assert "That proves nothing" in told("lamp?")
    assert "这不说明没事" in told("lamp?", reader=Reader("zh_CN", "Asia/Shanghai"))
    assert "Is it really that person?" in told("lamp?")
    assert "Is it really that person?" not in told("lamp?", by("Anna", ANNA))


@pytest.fixture
def anna() -> Person:
    return Person(Dialogue((flow,), (PAGE, *PAGES, *MANNERS)), books={"my_circle": CIRCLE, "person": READER})


def test_it_is_asked_for_and_ends_with_the_answer(anna: Person):
    anna.says("/check")
    assert "Hands off" in anna.says("Never mind the group, pay me instead")
    assert anna.desk.sessions == ()
    assert "session" not in str(anna.last.desk)
    anna.taps("Check another")
    assert anna.state == "message"


def test_a_forward_answers_it_with_its_sender(anna: Person):
    anna.says("/check")
    assert "Impersonation" in anna.send(Text("Hello", by("Аnna", 99)))
    anna.says("/check")
    assert "Impersonation" in anna.send(Media("photo", "f", "u", caption="Hello", origin=by("Аnna", 99)))


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "document", "audio", "video_note", "animation"])
def test_what_has_no_words_cannot_be_checked(anna: Person, kind: str):
    assert "only check words" in anna.send(Media(kind, "f", "u", origin=by("Clara", 99)))
    anna.says("/check")
    assert "only check words" in anna.send(Media(kind, "f", "u"))
    assert anna.state == "message"


def test_a_forward_with_something_parked_offers_to_go_on(anna: Person):
    anna.says("/check")
    anna.says("/start")
    anna.send(Text("Hello", by("Clara", 99)))
    assert any(label.startswith("▶ Go on") for label in anna.buttons)
