"""An appeal with eight jurors, pure and over HTTP. Who is drawn is chance, so the people who act are found as it goes."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from assistant.transcript.play import opened
from tests.chatter import Chatter
from tests.end_to_end.in_process import InProcess
from tests.stage import PureStage

CHINESE = {"dora", "fay"}
VOTES = {
    "upheld": ("[The claim is right] » Exhibit 1 shows torn covers, far from good condition.", "[支持] » 证据1里两本封面都撕了，和说好的九成新差得太远。"),
    "rejected": ("[The claim is not right] » Exhibit 4 shows the books whole as they were packed.", "[不支持] » 证据4显示寄出前书是好的，不能怪卖家一个人。"),
}  # fmt: skip


@asynccontextmanager
async def pure():
    stage = PureStage()
    try:
        yield stage
    finally:
        stage.close()


@pytest.fixture(params=["pure", "http"])
def stage(request):
    return pure if request.param == "pure" else lambda: opened(InProcess)


async def drawn(chat: Chatter) -> set[str]:
    """Both let the draw take place, and everybody who is asked accepts: who they are."""
    await chat.do("mei: /draw 1 » [现在就抽]")
    await chat.do("ben: /draw 1 » [Go on, draw now]")
    asked = {**chat.offered("I am neutral"), **chat.offered("我中立")}
    for name, label in asked.items():
        await chat.do(f"{name}: [{label}]")
    return set(asked)


async def vote(chat: Chatter, panel: set[str], choice: str) -> None:
    """All of a panel vote so; what the last of them set off stays in `told`."""
    for name in sorted(panel):
        zh = name in CHINESE
        way = "[看案件] » [看证据…] » [去投票]" if zh else "[Read the case] » [Show me…] » [Vote]"
        await chat.do(f"{name}: {way} » {VOTES[choice][zh]} » {'[投出这一票]' if zh else '[Cast my vote]'}")


async def ruled(chat: Chatter) -> set[str]:
    """As far as a ruling that may be appealed: the first panel."""
    await chat.openings("deal", "jurors", "more-jurors", "filed", "drawing")
    panel = await drawn(chat)
    await vote(chat, panel, "upheld")
    return panel


async def test_an_appeal_with_new_evidence_is_decided_afresh_by_others(stage):
    async with asyncio.timeout(120), stage() as scene:
        chat = Chatter(scene)
        first = await ruled(chat)
        assert len(first) == 3
        assert "ben" in chat.offered("Appeal")
        assert "mei" in chat.offered("复议") or "mei" in chat.offered("申请复议")
        await chat.do("olga: /appeal 1")
        assert chat.shown("olga", "nothing to appeal now")
        await chat.do("ben: [Appeal] » [New evidence …] » The courier's own picture, taken when he fetched the parcel.")
        await chat.do("ben: (document chat.png) » [Done] » The courier sent it only yesterday, after three calls.")
        await chat.do("ben: [Appeal]")
        assert chat.shown("ben", "Your appeal is in", "You have appealed")
        assert chat.shown("mei", "Ben申请复议", "The courier's own picture")
        await chat.do("ben: /counter 1", "ben: /appeal 1")
        assert chat.shown("ben", "nothing to appeal now")
        await chat.do("mei: [回应复议] » 这张图里看不出是哪一个包裹，日期也对不上。 » [发送]")
        assert chat.shown("ben", "小美 has answered your appeal")
        await chat.do("mei: /counter 1")
        assert chat.shown("mei", "做不了这个了")
        await chat.do("mei: /cases 1 ready", "ben: /cases 1 ready")
        second = await drawn(chat)
        assert len(second) == 3
        assert not first & second
        await vote(chat, second, "rejected")
        assert chat.shown("ben", "ruling on the appeal is final", "nothing is owed")
        assert chat.shown("mei", "复议的裁决就是最终裁决", "12315")
        assert not chat.offered("Have a look")
        former = min(first)
        await chat.do(f"{former}: /docket 1")
        assert not chat.offered("Vote")
        await chat.do("ben: /cases 1")
        assert chat.shown("ben", "closed", "The claim was rejected", "小美 says to that")


async def test_without_an_appeal_the_ruling_stands_and_is_carried_out(stage):
    async with asyncio.timeout(120), stage() as scene:
        chat = Chatter(scene)
        await ruled(chat)
        await chat.do(
            "ben: [Appeal] » [The procedure was not kept] » I was never asked about the second picture at all."
        )
        await chat.do("@ +48h")
        assert chat.shown("ben", "the ruling is final", "Nobody has appealed", "Please settle it with 小美")
        assert chat.shown("mei", "裁决生效了", "没有人申请复议", "不经过我")
        assert chat.shown("olga", "the ruling in case YD-1 is final")
        await chat.do("ben: [Appeal]")  # of the review that stood open meanwhile
        assert chat.shown("ben", "nothing to appeal now", "was not sent")
        await chat.do("ben: [I have done it] » [It is done, nothing to add]", "ben: [Yes, it is done]")
        await chat.do("@ +24h")
        assert not chat.told
        await chat.do("@ +48h")
        assert chat.shown("ben", "YD-1 is closed", "Put right")
