"""Recording: what happens in the simulator, written down as a transcript that can be played again."""

import asyncio
from pathlib import Path

from assistant.transcript import Player, parse, read
from assistant.transcript.play import opened
from assistant.transcript.record import Recorder, record
from assistant.transcript.script import Hear, Press, Say
from tests.end_to_end.in_process import InProcess
from tests.stage import PureStage

ANNA = {"id": 5, "is_bot": False, "first_name": "Anna Lee", "language_code": "en"}
BEN = {"id": 6, "is_bot": False, "first_name": "Anna Lee"}
BOT = {"id": 7, "is_bot": True, "first_name": "Yidan"}


def said(who, number, chat=None, **content):
    place = chat or {"id": who["id"] if not who["is_bot"] else 5, "type": "private"}
    return {"event": "message", "message": {"message_id": number, "from": who, "chat": place, **content}}


def lines(*events):
    recorder = Recorder()
    return [line for event in events for line in recorder.take(event) if line]


def test_people_are_introduced_once_each_by_a_name_of_their_own():
    assert lines(said(ANNA, 1, text="hi"), said(ANNA, 2, text="ho"), said(BEN, 3, text="(hm)")) == [
        '@ person annalee en "Anna Lee"',
        "annalee: hi",
        "annalee: ho",
        '@ person annalee2 zh-hans "Anna Lee"',
        "annalee2: \\(hm)",
    ]


def test_presses_are_told_by_their_labels():
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "x:1"}]]}
    press = {"event": "press", "person": 5, "chat": 5, "message_id": 2, "data": "x:1"}
    toast = {"event": "toast", "toast": {"chat": 5, "text": "Already"}}
    told = lines(said(ANNA, 1, text="hi"), said(BOT, 2, text="Where?", reply_markup=keyboard), press, toast)
    assert told[2:] == ["bot: Where?\n  [Go]", "annalee: [Go]", "bot (toast): Already"]


def test_edits_files_links_groups_and_time():
    club = {"id": -9, "type": "supergroup", "title": "Book club"}
    edited = {
        "event": "edited",
        "message": {"message_id": 1, "from": ANNA, "chat": {"id": 5, "type": "private"}, "text": "ho"},
    }
    clock = {"event": "journal", "entry": {"type": "clock", "moved": 90.0}}
    told = lines(
        said(ANNA, 1, text="hi"), edited, said(ANNA, 2, photo=[{}], caption="look"), said(ANNA, 3, voice={}),
        said(ANNA, 4, document={"file_name": "my file.pdf"}), said(ANNA, 5, text="/start g_abc"),
        said(ANNA, 6, club, text="/help"), said(BOT, 7, text="https://t.me/b?start=g_secret"), clock,
    )  # fmt: skip
    assert told[2:] == [
        'annalee: (edit "hi") ho',
        "annalee: (photo your-photo) look",
        "annalee: (voice)",
        'annalee: (document "my file.pdf")',
        "annalee: (link)",
        "@ group bookclub annalee",
        "annalee→bookclub: /help",
        "bot→annalee: https://t.me/b?start=g_…",
        "@ +90s",
    ]


def test_what_was_shown_rather_than_said():
    visible = {"type": "user", "sender_user": ANNA, "date": 40}
    hidden = {"type": "hidden_user", "sender_user_name": "Old Wang", "date": 100}
    stranger = {"type": "user", "sender_user": {"id": 99, "first_name": "Eve"}, "date": 100}
    at = {"date": 100}
    told = lines(
        said(ANNA, 1, text="hi"),
        said(BEN, 2, text="look", forward_origin=visible, **at),
        said(BEN, 3, document={"file_name": "a.pdf"}, forward_origin=hidden, **at),
        said(BEN, 4, text="pay me", forward_origin=stranger, **at),
        said(BEN, 5, contact={"first_name": "Anna Lee", "user_id": 5, "phone_number": "+1"}),
        said(BEN, 6, contact={"first_name": "Old Wang", "phone_number": "+86"}),
        said(BEN, 7, text="/start o_abc"),
    )
    assert told[3:] == [
        "annalee2: (forward annalee -60s) look",
        'annalee2: (forward hidden "Old Wang" -0s document "a.pdf")',
        'annalee2: (forward hidden "Eve" -0s) pay me',
        "annalee2: (contact annalee)",
        'annalee2: (contact "Old Wang" +86)',
        "annalee2: (link o)",
    ]


async def test_a_recorded_conversation_plays_again():
    path = Path(__file__).parent.parent.parent / "fixtures" / "transcripts" / "interrupted.chat"
    told = []
    async with opened(InProcess) as stage:
        url = stage.control.removesuffix("/control")
        recording = asyncio.create_task(record(url, told.append))
        await asyncio.sleep(0.1)  # until it listens
        await Player(read(path), stage).play()
        await asyncio.sleep(0.1)
        recording.cancel()
        await asyncio.gather(recording, return_exceptions=True)
    script = parse("\n".join(told), path)
    assert sum(isinstance(step, Say | Press) for step in script.steps) > 10
    assert sum(isinstance(step, Hear) for step in script.steps) > 10
    await Player(script, PureStage()).play()
