"""A case with an appeal over real HTTP, by whoever chance makes its jurors; and both draws computed again by the script,
from nothing but what the two parties were sent."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.transcript import Player, parse
from assistant.transcript.play import opened
from tests.end_to_end.ends import ENDS
from tests.end_to_end.in_process import InProcess
from tests.faults.books import Books

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "recompute_draw.py"
HERE = ROOT / "fixtures" / "transcripts" / "any.chat"
NAMES = ("olga", "mei", "ben", "dora", "emil", "fay", "gus", "hana", "ivo", "jana", "kim")  # in the order they come
OPENING = "\n\n".join(f"@ play openings/{each}.chat" for each in ("deal", "jurors", "more-jurors", "filed", "drawing"))
READS_CHINESE = {"dora", "fay"}
VOTES = {
    True: "/docket 1 see » /vote 1 » [支持] » 证据1里封面撕坏了，别的照片也说不出另一种可能。 » [投出这一票]",
    False: "/docket 1 see » /vote 1 » [The claim is right] » Exhibit 1 shows torn covers, and nothing else fits. » [Cast my vote]",
}
APPEAL = """
ben: /cases 1 » [Appeal …] » [The procedure was not kept] » The second photo was never shown to the jurors, and it settles the matter.
  » [Appeal]
mei: /cases 1 » [回应复议] » 照片从一开始就在证据里，裁判都看过了。 » [发送]
"""


class Court:
    """The people, what they were sent, and the books to see whom chance has picked."""

    def __init__(self, stage: Any, folder: Path) -> None:
        self.books, self.sent = Books(folder / "yidan.db"), list[tuple[str, str]]()
        self.player = Player(parse("more\n", HERE), stage, self._hear)

    def _hear(self, name: str, message: Any) -> None:
        self.sent.append((name, message.get("text", "")))

    async def play(self, text: str) -> None:
        self.player._script = parse(f"more\n\n{text}", HERE)
        await self.player.play()

    def panel(self, round_: int) -> dict[str, int]:
        """Names and slots of those who are asked or sit there."""
        rows = self.books.rows("seat", f"round = {round_} AND state IN ('asked', 'accepted')")
        return {NAMES[row["person"] - min(self._people())]: row["slot"] for row in rows}

    def _people(self) -> list[int]:
        return [row["id"] for row in self.books.rows("person")]

    async def decide(self, round_: int) -> set[str]:
        panel = self.panel(round_)
        await self.play("\n\n".join(f"{name}: /seat 1 {slot} yes" for name, slot in panel.items()))
        await self.play("\n\n".join(f"{name}: {VOTES[name in READS_CHINESE]}" for name in panel))
        return set(panel)

    async def numbers(self, name: str, button: str) -> str:
        """What that party is sent to check the newest draw with."""
        before = len(self.sent)
        await self.play(f"{name}: /draw 1 » [{button}]")
        (text,) = [text for who, text in self.sent[before:] if who == name and '"commitment"' in text]
        return text[text.index("{") : text.rindex("}") + 1]


async def test_an_appeal_goes_to_other_jurors_and_both_draws_can_be_computed_again(tmp_path: Path, record_property):
    places: list[Path] = []

    def noting(simulator: str, folder: Path) -> InProcess:
        places.append(folder)
        return InProcess(simulator, folder)

    async with asyncio.timeout(120), opened(noting) as stage:
        court = Court(stage, places[-1])
        await court.play(OPENING)
        panels, draws = [], []
        for round_, before in ((1, "@ +13h"), (2, f"{APPEAL}\n@ +40h")):
            await court.play(before)
            draws += [
                await court.numbers("mei", "验算用的数据"),
                await court.numbers("ben", "The numbers to check it with"),
            ]
            panels.append(await court.decide(round_))
        assert len(panels[0]) == len(panels[1]) == 3
        assert not panels[0] & panels[1]
        kinds = Counter(row["kind"] for row in court.books.rows("dispute_event"))
        await asyncio.to_thread(ENDS.collect, Path(__file__), court.books.path)
        assert (kinds["CaseAppealed"], kinds["CaseRuled"], kinds["RemedyDue"]) == (1, 2, 1)
        for draw in draws:
            assert json.loads(draw)["round"] == (1 if draw in draws[:2] else 2)
            found = await asyncio.to_thread(_recomputed, draw, tmp_path)
            assert found.returncode == 0, found.stdout + found.stderr
        forged = json.dumps({**json.loads(draws[0]), "order": json.loads(draws[0])["order"][::-1]})
        assert (await asyncio.to_thread(_recomputed, forged, tmp_path)).returncode == 1
        record_property("draws computed again from what parties were sent", f"{len(draws)}, of 2 rounds, over HTTP")


def _recomputed(draw: str, folder: Path) -> Any:
    file = folder / "draw.json"
    file.write_text(draw, encoding="utf-8")
    return subprocess.run([sys.executable, SCRIPT, file], capture_output=True, text=True, check=False)
