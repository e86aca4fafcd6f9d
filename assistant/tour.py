"""The tour: a transcript played live in the terminal against the whole assistant, and what it leaves behind.

What scrolls by is cut to what can be read in passing: questions that the transcript answers in one go (`»`) take a line
each, long messages lose their middle, and what others are told loses more. Comments of the transcript are the headings.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from assistant.demo import Place, play, running, transcript
from assistant.store import open_books
from assistant.transcript.matching import kinds, rows, text_lines
from assistant.transcript.reading import labels
from assistant.transcript.script import MORE, Do, Open, Pass, Press, Say, Script, Send, Step
from assistant.verify import verify
from assistant.verify_zip import Unreadable

WIDTH = 78  # columns
MOST = 16  # lines of one message
ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "application/pdf": ".pdf", "application/zip": ".zip"}
MORNING, ZONE = (
    10,
    ZoneInfo("Asia/Shanghai"),
)  # the hour at which it begins there, so that no reminder waits for a night
_PROGRESS = re.compile(r"\d+/\d+$")
_WIDE = "\u2e80-\ufeff"
_WORD = re.compile(rf"(?:[{_WIDE}]|[^\s{_WIDE}]+)[，。；：、？！”’」』）…]*\s*|\s+")


async def play_tour(out: Console, database: Path | None) -> int:
    """Play it; the exit code: 1 if the case file it ends with does not hold.

    Prints where database and papers were left, each path on a line of its own.
    """
    script = transcript("tour.chat")
    out.print(Text(f"\n{script.title}", style="bold"), soft_wrap=False)
    async with running(database=database, virtual=True, people=()) as place:
        await _begin_in_the_morning(place)
        shown = _Terminal(out, script)
        await play(script, place.url, shown.tell, shown.watch)
        papers = _papers(place)
    out.print(Text("\nLeft behind for a look:", style="bold"))
    for path in (place.database, *papers):
        out.print(str(path), markup=False)
    return max([_check(out, path) for path in papers if path.suffix == ".zip"], default=1)


async def _begin_in_the_morning(place: Place) -> None:
    now = datetime.now(ZONE)
    begin = now.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    begin += timedelta(days=begin <= now)
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{place.url}/control/clock", json={"to": begin.timestamp()}) as answer,
    ):
        answer.raise_for_status()


def _papers(place: Place) -> list[Path]:
    """The papers that were made, in their order, under names that open."""
    books = open_books(str(place.database))
    try:
        drawn = books.files.made()
    finally:
        books.close()
    found = []
    for at, file in enumerate(drawn, start=1):
        named = place.database.parent / f"paper-{at}{ENDINGS.get(file.mime, '')}"
        named.write_bytes((place.files / file.path).read_bytes())
        found.append(named)
    return found


def _check(out: Console, path: Path) -> int:
    """As `yidan verify` does it; the exit code."""
    try:
        wrong: Sequence[str] = verify([path]).problems
    except Unreadable as no:
        wrong = [str(no)]
    out.print(Text(f"\nyidan verify {path.name}: {'; '.join(wrong) or 'everything fits'}"), soft_wrap=True)
    return 1 if wrong else 0


class _Terminal:
    """What people do is a line, what the assistant says to it a box."""

    def __init__(self, out: Console, script: Script) -> None:
        self._out, self._width = out, min(WIDTH, out.width)
        people = [step.words for step in script.steps if isinstance(step, Do) and step.name == "person"]
        self._names = {name: more[1] if len(more) > 1 else name for name, *more in people}
        told = enumerate(script.path.read_text(encoding="utf-8").splitlines(), start=1)
        self._headings = deque((at, line[1:].strip()) for at, line in told if line.startswith("#"))
        # Steps by identity: the same words may be said twice.
        self._passing = {id(step) for step, after in pairwise(script.steps) if isinstance(after, Pass)}
        self._brief, self._who = False, ""
        self._labels: dict[str, list[str]] = {}  # of each person's buttons, the newest first

    def watch(self, step: Step) -> None:
        """What somebody is about to do."""
        while self._headings and self._headings[0][0] < step.at:
            self._out.print()
            self._out.rule(Text(self._headings.popleft()[1], style="bold"), align="left")
        self._brief, self._who = id(step) in self._passing, getattr(step, "who", "")
        match step:
            case Say(text=text):
                self._line(f"{self._names[self._who]} ▸ {text}", "cyan")
            case Press(label=label):
                self._line(f"{self._names[self._who]} ▸ [{self._pressed(label)}]", "cyan")
            case Send(kind=kind, files=files, caption=caption):
                self._line(f"{self._names[self._who]} ▸ ({kind} {' '.join(files)}) {caption}".rstrip(), "cyan")
            case Open():
                self._line(f"{self._names[self._who]} ▸ (opens the link)", "cyan")
            case Do(name="wait", words=words):
                hours = float(words[0]) / 3600
                passed = f"{hours / 24:g} days later" if hours >= 48 else f"{hours:g} hours later"
                self._out.rule(Text(passed, style="dim"), style="dim")

    def _pressed(self, label: str) -> str:
        """The whole label where the transcript only has its beginning."""
        begun = label.removesuffix(MORE)
        return next((each for each in self._labels.get(self._who, ()) if begun and each.startswith(begun)), label)

    def tell(self, who: str, message: Mapping[str, Any]) -> None:
        """One message of the assistant."""
        told = kinds(message)
        if "toast" in told:
            return
        buttons = [label for row in rows(message) for label in labels(row)]
        self._labels[who] = buttons + self._labels.get(who, [])
        lines, name = text_lines(message) or [""], self._names[who]
        if self._brief:
            asked = _PROGRESS.search(lines[0])
            self._line(f"    一单 → {name}: {lines[-1 if asked else 0]}", "dim")
            return
        sign = "📷 " if "photo" in told else "📄 " if "document" in told else ""
        aside = "paste" in told or (self._who and who != self._who)
        body = _short([sign + lines[0], *lines[1:]], self._width - 4, MOST // 2 if aside else MOST)
        shown = [f"[{label}] " for label in buttons if not label.startswith("✎")]
        keys = _fill(shown, self._width - 4)[: 1 if aside else 2]
        self._box(f"一单 → {name}", body, keys)

    def _box(self, title: str, lines: list[str], keys: list[str]) -> None:
        text = Text("\n").join([*map(Text, lines), *(Text(row, style="green") for row in keys)])
        self._out.print(Panel(text, title=title, title_align="left", width=self._width), soft_wrap=False)

    def _line(self, text: str, style: str) -> None:
        line = Text(" ".join(text.splitlines()), style=style)
        line.truncate(self._width, overflow="ellipsis")
        self._out.print(line, soft_wrap=False)


def _fill(words: Sequence[str], columns: int) -> list[str]:
    """As many on each line as fit. Chinese characters take two columns and may begin a line; their commas may not."""
    filled = [""]
    for word in words:
        if filled[-1] and cell_len(filled[-1]) + cell_len(word.rstrip()) > columns:
            filled.append("")
        filled[-1] += word
    return [row.rstrip() for row in filled if row]


def _short(lines: Sequence[str], columns: int, most: int) -> list[str]:
    """Folded, and at most so many: what is left out of the middle is a …"""
    folded = [_fill(_WORD.findall(line), columns) for line in lines]
    if sum(map(len, folded)) <= most:
        return [row for each in folded for row in each]
    head: list[str] = []
    end = folded[-1][-2:]
    for each in folded:
        if len(head) + len(each) + 1 + len(end) > most:
            break
        head += each
    return [*head, MORE, *end]
