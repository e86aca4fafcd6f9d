"""Leaving at the end of whole conversations, as people lead them: nothing of them is left, in any table."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import tempfile
import zipfile
from pathlib import Path

import msgspec
import pytest

from assistant.casework import case_of, link_of
from assistant.domain.disputes.custody import short, verify
from assistant.papers import case_zip
from assistant.papers.case_spec import CaseFileSpec
from assistant.retention import tidy
from assistant.store import FIRST_ALIAS, Person, Writer, open_books
from assistant.sweeper import Sweeper
from assistant.timers import Timers
from assistant.transcript import Player, parse
from assistant.verify import verify as verify_file
from assistant.worker import JobFailed
from assistant.worker.exhibits import look
from tests.stage import PureStage

FOLDER = Path(__file__).parent.parent / "fixtures" / "transcripts"
DAY = 86400.0
LEAVES = """Somebody leaves when all is over

@ play {before}

@ +20d

{who}: /privacy » [{erase}] » [{yes}]
bot: …
"""
ENGLISH, CHINESE = ("Erase me", "Yes, erase me"), ("清除我的资料", "确定，清除")
# Where their number stands right afterwards: their last answer, and the chat that it goes to. All of it for 48 hours.
FOR_NOW = {"person.id", "desk.person", "leaving.person", "inbox.person", "inbox.answer"}


async def left(before: str, who: str, words: tuple[str, str]) -> tuple[PureStage, int, str]:
    """The house after they left; their number and name."""
    stage = PureStage()
    known = {}
    put = stage.person

    async def person(name: str, language: str) -> int:
        known[name] = await put(name, language)
        return known[name]

    stage.person = person
    script = LEAVES.format(before=before, who=who, erase=words[0], yes=words[1])
    player = Player(parse(script, FOLDER / "leaving.chat"), stage)
    names = dict(line.removeprefix("@ person ").split()[0::2] for line in _people(before))
    await player.play()
    return stage, known[names[who]], names[who]


def _people(before: str) -> list[str]:
    """The lines that introduce somebody with a name of their own, from the pieces that a transcript is made of."""
    text = (FOLDER / before).read_text(encoding="utf-8").splitlines()
    found = [line for line in text if line.startswith("@ person ")]
    return [
        *found,
        *itertools.chain(*(_people(line.removeprefix("@ play ")) for line in text if line.startswith("@ play "))),
    ]


def found(stage: PureStage, *needles: str) -> set[str]:
    """The columns of every table in which any of these texts stands."""
    run = stage.books.database.all
    tables = [
        name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    ]
    columns = [(table, column[1]) for table in tables for column in run(f'PRAGMA table_info("{table}")')]
    sql = 'SELECT 1 FROM "{}" WHERE instr(CAST("{}" AS TEXT), ?) LIMIT 1'
    return {f"{t}.{name}" for t, name in columns for needle in needles if run(sql.format(t, name), (needle,))}


ENDS = [
    ("openings/deal.chat", "mei", CHINESE),
    ("case-settled.chat", "ben", ENGLISH),
    ("case-settled.chat", "mei", CHINESE),
    ("case-withdrawn.zh.chat", "ben", CHINESE),
]


@pytest.mark.parametrize(("before", "who", "words"), ENDS)
async def test_after_a_whole_conversation_nothing_is_left(before, who, words):
    stage, number, name = await left(before, who, words)
    assert found(stage, str(number)) <= FOR_NOW
    for case in stage.books.cases.of_group(1, 9):
        chain = [link_of(row) for row in stage.books.cases.chain(case.number)]
        assert verify(case_of(case).name, chain) is None
        assert any(link.erased for link in chain)
    later = stage.clock.now() + 3 * DAY
    for shelf in (stage.books.inbox, stage.books.outbox, stage.books.jobs):
        shelf.forget(later - 2 * DAY)
    tidy(stage.books, later)
    assert found(stage, str(number), name) == set()
    stage.close()


async def test_before_that_they_were_everywhere():
    stage = PureStage()
    await Player(parse("Before\n\n@ play case-settled.chat\n", FOLDER / "leaving.chat"), stage).play()
    named = found(stage, "Ben")
    assert {"person.name", "member.name", "trade_order.body", "dispute.body", "outbox.params"} <= named
    stage.close()


async def test_the_case_file_of_the_one_who_stays_verifies(tmp_path):
    stage, number, _ = await left("case-settled.chat", "ben", ENGLISH)
    asked = []
    work = stage._work
    stage._work = lambda kind, args: (asked.append((kind, args)), work(kind, args))[1]
    (case,) = stage.books.cases.of_group(1, 9)
    await stage.say(case.claimant, case.claimant, f"/casefile {case.number}")
    ((kind, args),) = asked
    assert kind == "case_file"
    assert str(number) not in json.dumps(args)
    for content in stage._files.values():
        for blob in (content, _copy(content)):
            (tmp_path / hashlib.sha256(blob).hexdigest()).write_bytes(blob)
    made = msgspec.convert({key: each for key, each in args.items() if key != "key"}, CaseFileSpec)
    opened: list[io.BytesIO] = []
    assert (
        len(
            list(
                case_zip.build(
                    made, lambda sha256: tmp_path / sha256, lambda: opened.append(io.BytesIO()) or opened[-1]
                )
            )
        )
        == 1
    )
    path = tmp_path / "case.zip"
    path.write_bytes(opened[0].getvalue())
    report = verify_file([path], (short(stage.books.cases.last_link(case.number).head),))
    assert report.problems == []
    with zipfile.ZipFile(path) as file:
        texts = [file.read(each).decode("utf-8", "replace") for each in file.namelist()]
    assert not any("packed them well" in text for text in texts)
    stage.close()


def _copy(content: bytes) -> bytes:
    """What people look at instead of a picture."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        try:
            return look(Path(file.name), "")[1] or b"-"
        except JobFailed:
            return b"-"


# --- the turn itself ---


class Now:
    time = 1_795_000_000.0

    def now(self) -> float:
        return self.time


async def test_a_redelivered_yes_is_answered_again_and_erases_nobody_new():
    stage = PureStage()
    ben = await stage.person("Ben", "en")
    await stage.say(ben, ben, "/newgroup")
    await stage.say(ben, ben, "/eraseme")
    await stage.fault("callback_query", mode="deliver_then_drop", times=1)
    pressed = [each for each in await stage.heard(ben, ben) if "Erase you?" in str(each)][-1]
    data = next(
        b["callback_data"] for row in pressed["reply_markup"]["inline_keyboard"] for b in row if "Yes" in b["text"]
    )
    await stage.press(ben, ben, pressed["message_id"], data)
    assert len(stage.books.events.of("house")) == 1
    assert stage.books.desks.get(ben).body == b"{}"
    assert stage.books.timers.next() is None
    assert stage.books.people.get(ben).name == ""
    stage.close()


async def test_the_sweep_at_a_start_goes_through_all_that_is_over(tmp_path):
    books = open_books(":memory:")
    books.people.put(Person(7, "", None, None, None, None, None, None, 0.0))
    books.privacy.know_nobody(FIRST_ALIAS, 0.0)
    books.privacy.take_out(7, FIRST_ALIAS, Now.time - 3 * DAY)
    writer = Writer(books)
    await Sweeper(writer, Now(), None, tmp_path).sweep()
    await writer.close()
    assert books.people.get(7) is None
    books.close()


async def test_the_timers_sweep_too_every_hour_of_their_clock():
    books = open_books(":memory:")
    for person in (7, 8):
        books.people.put(Person(person, "", None, None, None, None, None, None, 0.0))
    books.privacy.know_nobody(FIRST_ALIAS, 0.0)
    books.privacy.take_out(7, FIRST_ALIAS, Now.time - 3 * DAY)
    timers = Timers(None, None, Now(), lambda: None)
    timers._rest(books, Now.time)
    assert (books.people.get(7), books.people.get(8).id) == (None, 8)
    books.close()
