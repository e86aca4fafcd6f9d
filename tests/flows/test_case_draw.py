"""What the pages of a draw and a ruling hand out can be computed again by anybody, without the assistant."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.dialog.render import Reader, plain
from assistant.domain.disputes import commands as c
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.seeing import see
from flows.panel import draw as case_draw
from flows.panel import ruling
from tests.domain.court import BUYER, JURORS, SELLER, Court

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "recompute_draw.py"
GROUP = SimpleNamespace(zone="Asia/Shanghai", name="Books")


def asked(court, person, payload="3"):
    return case_draw.draw_page(
        payload,
        person,
        court.now,
        "t",
        lambda number: see(court.it, person, court.pool) if number == court.it.number else None,
        lambda _: GROUP,
        lambda _: {},
    )


def pasted(shown):
    (paste,) = shown.paste
    return paste.text.text


def said(shown):
    return "\n".join(plain(each, Reader("en", "UTC")) for each in shown.paragraphs)


def recompute(tmp_path, text):
    file = tmp_path / "draw.json"
    file.write_text(text, encoding="utf-8")
    return subprocess.run([sys.executable, SCRIPT, file], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("jurors", [3, 5, 9])
def test_the_page_gives_what_the_script_takes(tmp_path, jurors):
    court = Court(jurors).to(State.DRAW)
    before = json.loads(pasted(asked(court, BUYER, "3 numbers")))
    court.do(c.AddNonce, BUYER, nonce="月亮 42 “生菜”")
    if court.it.draw.strikes:
        court.do(c.StrikeJuror, SELLER, juror=JURORS[1])
    court.late("nonce")
    for person in (BUYER, SELLER):
        found = recompute(tmp_path, pasted(asked(court, person, "3 numbers")))
        assert found.returncode == 0, found.stdout + found.stderr
    after = json.loads(pasted(asked(court, BUYER, "3 numbers")))
    assert {name: after[name] for name in before} == before, "what was shown before is what was drawn from"


@pytest.mark.parametrize(
    ("field", "value"), [("nonces", {"claimant": "other words"}), ("order", [3, 2, 1]), ("nonce", "0" * 32)]
)
def test_a_draw_that_was_changed_is_told(tmp_path, field, value):
    court = Court(3).to(State.DRAW)
    court.do(c.AddNonce, BUYER, nonce="my words")
    court.late("nonce")
    numbers = json.loads(pasted(asked(court, BUYER, "3 numbers")))
    changed = value if numbers[field] != value else [1, 2, 3]
    assert recompute(tmp_path, json.dumps({**numbers, field: changed})).returncode == 1


def test_before_the_draw_nothing_secret_is_handed_out():
    court = Court(5).to(State.DRAW)
    text = pasted(asked(court, BUYER, "3 numbers"))
    assert court.it.draw.nonce not in text
    assert json.loads(text)["commitment"] == court.it.draw.commitment


def test_the_votes_open_to_their_seals():
    court = Court(3).to(State.BALLOT)
    court.vote("upheld", 120, "undecided")
    seals = {seat.commitment for seat in court.it.panel("accepted")}
    view = see(court.it, SELLER, court.pool)
    shown = ruling.page("3 seals", lambda _: view, lambda _: GROUP)
    opened = json.loads(pasted(shown))
    assert {each["seal"] for each in opened} == seals
    for each in opened:
        text = json.dumps(
            ["yidan/custody/1", "seal", each["salt"], each["content"]], ensure_ascii=False, separators=(",", ":")
        )
        assert hashlib.sha256(text.encode()).hexdigest() == each["seal"]


def test_long_reasons_come_in_messages_that_telegram_takes():
    court = Court(3).to(State.BALLOT)
    court.vote("upheld", 120, "rejected")
    view = see(court.it, BUYER, court.pool)
    last = view.rulings[-1]
    long = replace(last, ballots=tuple(replace(each, reason="很长的理由。" * 160) for each in last.ballots * 2))
    shown = ruling.page("3 seals", lambda _: replace(view, rulings=(long,)), lambda _: GROUP)
    assert len(shown.paste) == 6
    assert all(len(each.text.text) < 4000 and json.loads(each.text.text) for each in shown.paste)


@pytest.mark.parametrize(
    ("jurors", "line"), [(3, "too few for an appeal"), (9, "an appeal to fresh jurors is possible")]
)
def test_what_the_pool_bears_is_said_beforehand(jurors, line):
    assert line in said(asked(Court(jurors).to(State.DRAW), BUYER))


def test_in_an_appeal_nothing_is_said_of_another_appeal():
    court = Court(9).to(State.APPEAL).to(State.DRAW)
    assert court.it.round == 2
    text = said(asked(court, BUYER))
    assert "jurors are drawn from" in text
    assert "appeal" not in text


@pytest.mark.parametrize("payload", ["", "x", "3 strike 11 yes", "3 ready", "4", "99999999999999999999"])
def test_whatever_is_sent_to_the_draw_gets_an_answer(payload):
    court = Court(5).to(State.BALLOT)
    for person in (BUYER, JURORS[0]):
        shown = asked(court, person, payload)
        assert getattr(shown, "command", None) is None
