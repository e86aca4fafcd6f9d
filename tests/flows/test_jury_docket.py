"""The longest case there can be still fits into one message, and all of it can be read."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant.dialog.render import MOST_TEXT, Reader, say
from assistant.dialog.values import freeze
from assistant.domain.disputes.case import Plea
from assistant.domain.disputes.claims import Wrong
from assistant.domain.disputes.evidence import FAMILY
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.seeing import see
from assistant.domain.rulebook import Chosen, Rulebook
from flows.panel import pages as jury_pages
from flows.panel.docket import docket, long_ones, texts
from flows.rules.states import MOST_OWN
from tests.domain.court import Court

GROUP = SimpleNamespace(
    id=5, zone="Asia/Shanghai", name="Books", kind="goods", platform="telegram", audience="", currency="CNY"
)
LONG = "这是很长的一段话。" * 222  # 1,998 characters


def no_rules(group, version):
    return None


@pytest.fixture(name="view")
def fixture_view():
    """As much as the domain lets people write, and ten exhibits a side."""
    court = Court(9).to(State.BALLOT)
    view = see(court.it, court.it.panel("accepted")[0].person, court.pool)
    one = replace(view.exhibits[0], caption="很长的说明" * 40, alike_before=True)
    return replace(
        view,
        claim=replace(view.claim, story=LONG, late_reason=LONG),
        answer=LONG,
        rebuttals={"buyer": LONG, "seller": LONG},
        plea=Plea("seller", "new_evidence", LONG, view.filed_at, LONG),
        exhibits=tuple(replace(one, n=n) for n in range(1, 21)),
        left=tuple(range(1, 21)),
    )


def long_rules(group, version):
    """Every clause about such a claim in the longest words of one's own."""
    own = {"redress": "r" * MOST_OWN, "listing": "l" * MOST_OWN}
    return SimpleNamespace(body=freeze(Rulebook(tuple(Chosen(key, own=text) for key, text in own.items())).body({})))


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize(
    ("mime", "grade", "part"),
    [
        ("image/jpeg", "picture", ""),
        ("video/mp4", "video", ""),
        ("text/plain", "forward", "seller"),
        ("audio/ogg", "hidden", ""),
    ],
)
def test_the_longest_case_fits_into_one_message(view, locale, mime, grade, part):
    exhibits = [replace(each, mime=mime, family=FAMILY[mime], grade=grade, origin_part=part) for each in view.exhibits]
    shown = docket(
        replace(view, claim=replace(view.claim, wrong=Wrong.NOT_AS_DESCRIBED), exhibits=tuple(exhibits)),
        GROUP,
        long_rules,
    )
    told = say(shown, Reader(locale, "Asia/Shanghai"))
    assert "r" * MOST_OWN in told["text"]
    assert len(told["text"]) < MOST_TEXT
    assert not told["text"].endswith("…"), "nothing was cut off"
    rows = told["reply_markup"]["inline_keyboard"]
    assert [button["callback_data"] for button in rows[0]] == ["c:docket 3 see new", "c:docket 3 vote"]


def test_whatever_is_shortened_can_be_read_in_full(view):
    shortened = [at for at, _ in long_ones(view)]
    assert shortened == list(range(6))
    for at in shortened:
        shown = jury_pages.page(f"3 t{at}", 1, view.filed_at, "t", lambda _: view, lambda _: GROUP, no_rules)
        assert texts(view)[at][1] in say(shown, Reader("zh_CN", "UTC"))["text"]


def test_after_voting_only_the_seal_is_left(view):
    shown = docket(replace(view, voted=True, commitment="ab" * 32), GROUP, no_rules)
    told = say(shown, Reader("en", "UTC"))
    assert "abab abab abab" in told["text"]
    assert "reply_markup" not in told
