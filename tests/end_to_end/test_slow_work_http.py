"""Slow work may take longer than a silent process is waited for: what comes of it is heard all the same."""

import asyncio
from pathlib import Path

from assistant import followed_clock
from assistant.simulator import settling
from assistant.transcript import Player, parse
from assistant.transcript.play import opened
from assistant.worker import Worker
from tests.end_to_end.in_process import InProcess

SILENT = 0.5  # real seconds
WALK = """A group is founded, and its rules come as a PDF

@ person anna en

anna: /newgroup » [WeChat] » [Trade goods] » used books » [People who know each other] » 30 » [I sell nothing myself]
  » Riverside Books » [★ …] » [★ …] » [Skip: …] » [Skip: …] » [Skip: …] » [★ …] » [✓ Good, use these rules] » [Done ✓]
  » [Done ✓] » [Done ✓] » [Done ✓] » [Done ✓] » [✓ Create the group]
bot: 🎉 Riverside Books is ready.
  …
bot (photo): …
bot (photo): …
bot (document): The full rules as a PDF, …
"""


async def test_a_rules_pdf_that_takes_its_time_is_heard(monkeypatch):
    monkeypatch.setattr(settling, "SILENT", SILENT)
    monkeypatch.setattr(followed_clock, "PULSE", SILENT / 10)
    run = Worker.run

    async def slowly(self, kind, args):
        await asyncio.sleep(3 * SILENT if kind == "rules_pdf" else 0)
        return await run(self, kind, args)

    monkeypatch.setattr(Worker, "run", slowly)
    async with asyncio.timeout(60), opened(InProcess) as stage:
        await Player(parse(WALK, Path("slow.chat")), stage).play()
