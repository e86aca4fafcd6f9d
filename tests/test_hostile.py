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
    told = await anew.go(f"ben: {answer}\nmei: /cases 1 » [撤回案件…] » [不说原因] » [撤回]")
    assert "Go on" not in told
    told = await anew.go("ben: [Done]")
    assert "That case is over" in told
    assert "still stands above" in told
    assert "Go on" not in await anew.go("ben: /start")


async def test_a_second_tap_wipes_no_screen_and_sends_nothing_twice(panel):
    """Whoever has said yes keeps the case before their eyes; the evidence comes once."""
    taken = await panel.twice("Emil", "I am neutral")
    assert "you are one of the jurors" in taken
    assert "That question is over" not in taken
    await panel.go("dora: [我中立…]\nfay: [我中立…]")
    await panel.go("emil: [Read the case]")
    seen = await panel.twice("Emil", "Show me")
    assert seen.count("Exhibit 2 · Buyer") == 1


async def test_who_agrees_twice_is_not_told_that_somebody_was_faster(anew):
    sale = "/order » [I sell] » A chair » 40 » [Skip: …] » [Skip: …] » [by courier] » [One person, by a link I send]"
    await anew.go(f"ben: {sale} » [Yes, put it on record]\nmei: (link o)")
    told = await anew.twice("小美", "同意")
    assert "谈妥了" in told
    assert "有人接了" not in told


@pytest.fixture
async def panel():
    stage = PureStage()
    room = Told(stage, ("deal", "jurors", "filed", "drawing"))
    await room.play()
    await room.go("mei: /draw 1 » [现在就抽]\nben: /draw 1 » [Go on, draw now]")
    yield room
    stage.close()


@pytest.fixture
async def anew():
    stage = PureStage()
    room = Told(stage, ("deal", "filed"))
    await room.play()
    yield room
    stage.close()


class Told(Player):
    """A transcript that is written as it goes."""

    def __init__(self, stage: PureStage, openings: tuple[str, ...]) -> None:
        self.heard: list[str] = []
        plays = "\n".join(f"@ play openings/{each}.chat" for each in openings)
        script = parse(f"A case\n\n{plays}", FOLDER / "x.chat")
        super().__init__(script, stage, lambda _, said: self.heard.append(str(said)))
        self.town = stage

    async def go(self, lines: str) -> str:
        """All that is said while these lines are played."""
        self.heard.clear()
        for step in parse(f"More\n\n{lines}", FOLDER / "x.chat").steps:
            if isinstance(step, Pass):
                self._pass(step)
            else:
                await self._act(step)
        return " ".join(self.heard)

    async def twice(self, name: str, label: str) -> str:
        """What one reads after a double tap on the newest button of that label."""
        who = next(number for number, each in self.town._people.items() if each["first_name"] == name)
        message, data = next(
            (number, button["callback_data"])
            for number, said in reversed(self.town._chats[who].items())
            for row in said.get("reply_markup", {}).get("inline_keyboard", ())
            for button in row
            if label in button["text"]
        )
        told = []
        for _ in range(2):
            await self.town.press(who, who, message, data)
            told += [str(each) for each in await self.town.heard(who, who)]
        return " ".join(told)
