"""What nobody does by mistake: commands typed with numbers of any size, buttons that were never ours."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from assistant.transcript import Player, parse
from assistant.transcript.script import Pass
from flows import FLOWS, PAGES
from tests.stage import PureStage

FOLDER = Path(__file__).parents[1] / "fixtures" / "transcripts"
OPENING = "@ play openings/deal.chat\n@ play openings/filed.chat\n@ person sid en Sid"
EVERY = sorted({*(each.on for each in FLOWS), *(word for each in PAGES for word in each.on)} - {""})
FOR_ALL = {"newgroup", "check", "export"}  # these look at no number, and go on where one left off
LONG = "9" * 19  # one more than a number of the books may be
ODD = (LONG, f"{LONG} {LONG}", f"1 {LONG}", "٣", "²", "-1", "p" + LONG, "g" + LONG)


@pytest.fixture(scope="module")
def town():
    """A group, a deal, a case; and somebody who has nothing to do with any of it. A buried update fails the stage."""
    stage = PureStage()
    asyncio.run(Player(parse(f"A case\n\n{OPENING}", FOLDER / "x.chat"), stage, lambda *_: None).play())
    people = {each["first_name"]: number for number, each in stage._people.items()}
    yield stage, people
    stage.close()


@pytest.mark.parametrize("word", EVERY)
async def test_numbers_of_any_size_are_answered(town, word):
    stage, people = town
    for name in ("Sid", "小美"):
        for payload in ODD:
            await stage.heard(people[name], people[name])
            await stage.say(people[name], people[name], f"/{word} {payload}")
            assert await stage.heard(people[name], people[name]), payload
            await stage.say(people[name], people[name], "/cancel")


@pytest.mark.parametrize("word", sorted({*EVERY} - FOR_ALL))
async def test_a_guessed_number_tells_a_stranger_nothing(town, word):
    """What exists is answered as what does not."""
    stage, people = town
    sid = people["Sid"]
    for rest in ("", " yes", " !", " 6 !", " papers0", " story"):
        told = []
        for number in ("1", "7"):
            await stage.heard(sid, sid)
            await stage.say(sid, sid, f"/{word} {number}{rest}")
            told.append([each["text"] for each in await stage.heard(sid, sid)])
            await stage.say(sid, sid, "/cancel")
        assert told[0] == told[1]


async def test_a_conversation_whose_case_has_ended_ends_with_it(anew):
    """Whoever is writing is told at the next word or press, not after the last one."""
    answer = "[Read and answer] » [Answer] » [I see it differently] » They were fine when I sent them."
    await anew.go(f"ben: {answer}\nmei: /cases 1 » [撤回案件…] » [不说原因] » [撤回]")
    told = await anew.go("ben: [▶ Go on: …]")
    assert "not possible at this point" in told
    assert "still stands above" in told
    assert "Go on" not in await anew.go("ben: /start")


@pytest.fixture
async def anew():
    stage = PureStage()
    room = Told(stage)
    await room.play()
    yield room
    stage.close()


class Told(Player):
    """A transcript that is written as it goes."""

    def __init__(self, stage: PureStage) -> None:
        self.heard: list[str] = []
        super().__init__(
            parse(f"A case\n\n{OPENING}", FOLDER / "x.chat"), stage, lambda _, said: self.heard.append(str(said))
        )

    async def go(self, lines: str) -> str:
        """All that is said while these lines are played."""
        self.heard.clear()
        for step in parse(f"More\n\n{lines}", FOLDER / "x.chat").steps:
            if isinstance(step, Pass):
                self._pass(step)
            else:
                await self._act(step)
        return " ".join(self.heard)
