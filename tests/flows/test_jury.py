"""Panels whose course chance decides: whoever is drawn declines, stays silent, steps aside, votes too late."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.transcript import Player, parse
from assistant.transcript.script import Pass
from tests.stage import PureStage

FOLDER = Path(__file__).parents[2] / "fixtures" / "transcripts"
POOL = ("dora", "emil", "fay", "gus", "hana")
YES, NO = {"dora": "我中立，接受", "fay": "我中立，接受"}, {"dora": "这次不接", "fay": "这次不接"}
READ = {"dora": "看案件", "fay": "看案件"}
VOTE = {
    "dora": ("看证据…", "去投票", "支持", "两本封面都撕了，和说好的九成新差得太远。", "投出这一票"),
    "fay": ("看证据…", "去投票", "支持", "两本封面都撕了，和说好的九成新差得太远。", "投出这一票"),
}
VOTE_EN = ("Show me…", "Vote", "The claim is right", "Two covers are torn; that is far from good.", "Cast my vote")
ASKED = ("想请你当裁判", "needs you as a juror")


class Room(Player):
    """A transcript that goes on as chance has it: who is asked is read from the phones."""

    def __init__(self, stage: PureStage, opening: str) -> None:
        self.said: list[tuple[str, str]] = []
        super().__init__(parse(f"A case\n\n{opening}", FOLDER / "x.chat"), stage, self._note)

    def _note(self, name, message):
        self.said.append((name, message.get("text") or message.get("caption") or ""))

    async def go(self, lines: str) -> list[tuple[str, str]]:
        """What is said to whom while these lines are played."""
        before = len(self.said)
        for step in parse(f"More\n\n{lines}", FOLDER / "x.chat").steps:
            if isinstance(step, Pass):
                self._pass(step)
            else:
                await self._act(step)
        return self.said[before:]

    async def vote(self, name: str) -> list[tuple[str, str]]:
        see, vote, choice, reason, cast = VOTE.get(name, VOTE_EN)
        await self.go(f"{name}: /docket 1 » [{see}] » [{vote}] » [{choice}]")
        return await self.go(f"{name}: {reason} » [{cast}]")


def asked(said):
    return [name for name, text in said if any(each in text for each in ASKED)]


def told(said, name):
    return [text for who, text in said if who == name]


@pytest.fixture
def stage():
    one = PureStage()
    yield one
    one.close()


@pytest.fixture
async def room(stage):
    """Five jurors, of whom three are drawn; two stand by."""
    names = ("deal", "jurors", "two-more", "filed", "drawing")
    one = Room(stage, "\n".join(f"@ play openings/{each}.chat" for each in names))
    await one.play()
    return one


async def drawn(room):
    return asked(await room.go("@ +12h"))


async def seated(room):
    three = await drawn(room)
    for name in three:
        await room.go(f"{name}: [{YES.get(name, 'I am neutral: yes')}]")
    return three


async def test_who_declines_is_followed_by_a_reserve_and_no_name_is_told(room):
    three = await drawn(room)
    assert len(three) == 3
    said = await room.go(f"{three[0]}: [{NO.get(three[0], 'Not this one')}]")
    (reserve,) = asked(said)
    assert reserve not in three
    assert not told(said, "mei"), "who declines is nobody's business"
    for name in (*three[1:], reserve):
        said = await room.go(f"{name}: [{YES.get(name, 'I am neutral: yes')}]")
    (text,) = told(said, "ben")
    assert "3 jurors are seated" in text
    assert not any(name.capitalize() in text for name in POOL)


async def test_who_does_not_answer_in_time_is_followed_too_and_a_late_yes_is_explained(room):
    three = await drawn(room)
    for name in three[1:]:
        await room.go(f"{name}: [{YES.get(name, 'I am neutral: yes')}]")
    said = await room.go("@ +12h")
    (reserve,) = asked(said)
    assert reserve not in three
    late = await room.go(f"{three[0]}: [{YES.get(three[0], 'I am neutral: yes')}]")
    assert any("邀请已经过了" in text or "That question is over" in text for _, text in late)
    said = await room.go(f"{reserve}: [{YES.get(reserve, 'I am neutral: yes')}]")
    assert any("jurors are seated" in text for text in told(said, "ben"))


async def test_a_juror_who_never_votes_is_replaced_once_and_too_late_is_explained(room):
    three = await seated(room)
    await room.vote(three[0])
    reminded = await room.go("@ +24h")
    assert {name for name, text in reminded if "🔔" in text} == set(three[1:])
    said = await room.go("@ +24h")
    reserves = asked(said)
    assert len(reserves) == 2
    assert not set(reserves) & set(three)
    assert any("a juror has dropped out" in text for text in told(said, "ben"))
    late = await room.go(f"{three[1]}: /vote 1")
    assert any("没有要你判断的" in text or "nothing for you to decide" in text for _, text in late)
    for name in reserves:
        await room.go(f"{name}: [{YES.get(name, 'I am neutral: yes')}]")
    await room.vote(reserves[0])
    said = await room.vote(reserves[1])
    assert any("is decided" in text and "3 × " in text for text in told(said, "ben"))


async def test_a_juror_who_steps_aside_is_asked_once_whether_that_is_meant(room):
    three = await seated(room)
    await room.go(f"{three[0]}: /docket 1 out")
    said = await room.go(f"{three[0]}: /docket 1 out yes")
    assert len(asked(said)) == 1
    late = await room.go(f"{three[0]}: /docket 1")
    assert any("没有要你判断的" in text or "nothing for you to decide" in text for _, text in late)


async def test_nothing_that_others_send_opens_the_docket_or_a_vote(room):
    three = await seated(room)
    outsiders = [name for name in (*POOL, "mei", "ben", "olga") if name not in three]
    for name in outsiders:
        for text in ("/docket 1", "/docket 1 see", "/docket 1 t0", "/vote 1", "/seat 1 1 yes", "/docket 1 out yes"):
            said = await room.go(f"{name}: {text}")
            assert not any(
                "封面撕坏" in each or "Exhibit 1" in each or "证据 1" in each for each in told(said, name)
            ), text


async def test_no_juror_is_told_a_name_and_no_file_keeps_its_own(room, stage):
    three = await seated(room)
    said = await room.go(f"{three[0]}: /docket 1")
    said += await room.go(f"{three[0]}: /docket 1 see")
    assert not any(name in text for _, text in said for name in ("小美", "Ben", "torn-parcel", "receipt.pdf"))
