"""Answers survive their way through JSON."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from assistant.dialog.events import Contact, Media, Origin
from assistant.dialog.values import freeze, thaw
from assistant.domain.money import Money

AT = datetime(2026, 11, 23, 3, 4, tzinfo=UTC)
FORWARDED = Media("photo", "f", "u", 9, caption="look", album="g", origin=Origin("person", 501, "Anna Li", AT))


@pytest.mark.parametrize(
    "value",
    [
        Money(1234, "CNY"),
        timedelta(hours=25),
        AT,
        Media("voice", "f", "u"),
        FORWARDED,
        Contact(777, "Bo Wu"),
        Contact(None, "Bo"),
        Origin("hidden", None, "Bo", AT),
        (FORWARDED, "words", 3, None),
        {"inside": (Contact(777, "Bo"), AT)},
    ],
)
def test_a_value_comes_back_as_it_was(value):
    assert thaw(json.loads(json.dumps(freeze(value)))) == value


def test_a_file_of_a_draft_made_before_forwards_were_told_apart_is_still_read():
    stored = {"$": "media", "kind": "photo", "file_id": "f", "unique_id": "u", "size": None, "name": None,
              "mime": None, "caption": "", "album": None}  # fmt: skip
    assert thaw(stored) == Media("photo", "f", "u")
