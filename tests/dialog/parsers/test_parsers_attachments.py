import pytest
from parsers_kit import ZH

from assistant.dialog.events import Media, Other, Text
from assistant.dialog.parsers import media
from assistant.errors import Refused

PHOTO = Media("photo", "file", "unique", size=1000)
KINDS = ("photo", "document", "video", "voice", "audio")


def test_what_is_wanted_is_taken_as_it_is():
    assert media("photo")(PHOTO, ZH) is PHOTO
    assert media("photo", "document")(PHOTO, ZH) is PHOTO


def test_a_parser_says_what_it_takes():
    assert media("photo", "video").takes == frozenset({"photo", "video"})


@pytest.mark.parametrize(
    "said", [Text("a photo"), Other("sticker"), Media("voice", "f", "u"), Media("document", "f", "u", mime="image/png")]
)
def test_anything_else_is_told_what_is_wanted(said):
    with pytest.raises(Refused) as refused:
        media("photo")(said, ZH)
    assert refused.value.message == "I need a photo here."


@pytest.mark.parametrize(
    "kinds",
    [*((kind,) for kind in KINDS), ("photo", "document"), ("photo", "video"), ("photo", "video", "document"), KINDS],
)
def test_every_set_of_kinds_has_a_sentence_and_another_one_as_example(kinds):
    parser = media(*kinds)
    with pytest.raises(Refused) as refused:
        parser(Other("location"), ZH)
    assert refused.value.message != parser.example
