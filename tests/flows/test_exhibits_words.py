"""Each kind of evidence is called what it is: as it is gathered, for both sides, for a panel, and in the case file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from assistant.dialog.events import Media, Origin, Text
from assistant.dialog.render import Reader, plain, say
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.seeing import see, with_name
from flows.disputes.case_file_spec import spec
from flows.disputes.exhibits import told as as_gathered
from flows.disputes.exhibits import verdict
from flows.disputes.exhibits_shown import caption, told
from flows.disputes.papers import papers
from tests.domain.court import BUYER, NOW, SELLER, Court

GROUP = SimpleNamespace(id=5, zone="Asia/Shanghai", name="Books", kind="goods")
EARLIER = NOW - timedelta(days=3)
BY_SELLER, BY_OTHER = Origin("person", SELLER, "Ben", EARLIER), Origin("person", 77, "Carl", EARLIER)
UNSEEN = Origin("hidden", None, "Ghost", EARLIER)
# What is sent, what it turns out to be -> the words of both sides, and of a panel.
SENT = [
    (("photo", None), "image/jpeg", "picture, 1 KB, picture or screenshot", "picture"),
    (("document", None), "image/jpeg", "picture, 1 KB, original file", "picture, original file"),
    (("document", None), "application/pdf", "PDF, 1 KB, original file", "PDF, original file"),
    (("document", None), "text/plain", "text, 1 KB, original file", "text, original file"),
    (("voice", None), "audio/ogg", "sound, 1 KB, voice message", "voice message"),
    (("audio", None), "audio/mpeg", "sound, 1 KB, original file", "sound, original file"),
    (("video", None), "video/mp4", "video, 1 KB, video from the chat, not the original file", "video"),
    (("video_note", None), "video/mp4", "video, 1 KB, video from the chat, not the original file", "video"),
    (("voice", BY_SELLER), "audio/ogg", "sound, 1 KB, forwarded, author visible", "sound, forwarded from Seller"),
    (("text", BY_SELLER), "text/plain", "text, 1 KB, forwarded, author visible", "text, forwarded from Seller"),
    (("text", BY_OTHER), "text/plain", "text, 1 KB, forwarded, author visible", "text, forwarded, author visible"),
    (("text", UNSEEN), "text/plain", "text, 1 KB, forwarded, author hidden", "text, forwarded, author hidden"),
]  # fmt: skip


def gathered(kind: str, origin: Origin | None, mime: str) -> dict:
    media = Text("So be it.", origin=origin) if kind == "text" else Media(kind, "f", "u", origin=origin)
    return verdict({"sha256": "ab" * 32, "size": 900, "mime": mime}, media)


@pytest.mark.parametrize(("sent", "mime", "for_parties", "for_panel"), SENT)
def test_each_kind_is_called_what_it_is(sent, mime, for_parties, for_panel):
    raw, reader = gathered(*sent, mime), Reader("en", "Asia/Shanghai")
    assert plain(as_gathered(raw), reader) == f"{for_parties}, fingerprint abab abab abab"
    court = Court(3).file(exhibits=(raw,)).to(State.BALLOT)
    party = with_name(see(court.it, BUYER, court.pool), court.it, "Ben", "Anna")
    screen = say(papers(party, GROUP, "papers", BUYER, None, ()), reader)["text"]
    assert f"1. {for_parties}, " in screen
    author = sent[1].name if sent[1] else ""
    assert (f"First sent Fri, Nov 20 18:00 by {author}." in screen) is (author in {"Ben", "Carl"}), screen
    assert ("somebody called “Ghost”; the account cannot be seen" in screen) is (author == "Ghost")
    seen = see(court.it, court.it.panel("accepted")[0].person, court.pool).exhibits[0]
    assert plain(told(replace(seen, opened=True), "goods"), reader) == f"✓ 1 Buyer: {for_panel}"
    assert plain(caption(seen, "goods"), reader) == f"Exhibit 1 · Buyer · {for_panel}"


@pytest.mark.parametrize(("sent", "mime", "for_parties", "for_panel"), SENT)
def test_and_in_the_case_file(sent, mime, for_parties, for_panel):
    court = Court(3).file(exhibits=(gathered(*sent, mime),)).to(State.CLOSED)
    people = SimpleNamespace(claimant="Anna", respondent="Ben", chain=())
    for person in (BUYER, SELLER):  # the same words, whoever asks
        made = spec(see(court.it, person, court.pool), GROUP, people, (), None, "en", NOW)
        what, *more = made["exhibits"][0]["lines"]
        family, _, grade = for_parties.split(", ", 2)
        assert what.startswith(f"{family}, {grade} · ")
        by = {
            "Ben": " by Seller (Ben).",
            "Carl": " by Carl.",
            "Ghost": "somebody called “Ghost”; the account cannot be seen.",
        }
        assert [line.endswith(by[sent[1].name]) for line in more] == [True] * bool(sent[1])


def test_in_chinese_no_sound_is_a_picture():
    reader = Reader("zh_CN", "Asia/Shanghai")
    for sent, mime, *_ in SENT:
        words = plain(as_gathered(gathered(*sent, mime)), reader)
        assert ("图片" in words or "截图" in words) is mime.startswith("image/"), words
        assert not any(
            letter.isascii() and letter.isalpha()
            for letter in words.split("，校验码")[0].replace("KB", "").replace("PDF", "")
        )
