"""The tour: a transcript played live in the terminal against the whole assistant, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.align import Align
from rich.console import Console, Group
from rich.panel import Panel
from rich.text import Text

from assistant.demo import Place, play, running, transcript
from assistant.store import open_books
from assistant.transcript.script import Do, Open, Press, Say, Send, Step

BUBBLE = 62  # columns


async def play_tour(out: Console, database: Path | None) -> int:
    """Play it; the exit code. Prints where database and papers were left, each path on a line of its own."""
    script = transcript("tour.chat")
    out.print(Text(f"\n{script.title}\n", style="bold"))
    async with running(database=database, virtual=True, people=()) as place:
        shown = _Terminal(out)
        await play(script, place.url, shown.tell, shown.watch)
        papers = await _papers(place)
    out.print(Text("\nLeft behind for a look:", style="bold"))
    for path in (place.database, *papers):
        out.print(str(path), markup=False)
    return 0


ENDINGS = {"image/png": ".png", "application/pdf": ".pdf", "application/zip": ".zip"}


async def _papers(place: Place) -> list[Path]:
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


class _Terminal:
    """Bubbles: people on the right, the assistant on the left."""

    def __init__(self, out: Console) -> None:
        self._out = out

    def watch(self, step: Step) -> None:
        match step:
            case Say(who=who, text=text):
                self._person(who, text)
            case Press(who=who, label=label):
                self._person(who, f"[{label}]")
            case Send(who=who, kind=kind, files=files):
                self._person(who, f"({kind} {' '.join(files)})")
            case Open(who=who):
                self._person(who, "(opens the member link)")
            case Do(name="wait", words=words):
                hours = float(words[0]) / 3600
                passed = f"{hours / 24:g} days later" if hours >= 48 else f"{hours:g} hours later"
                self._out.rule(Text(passed, style="dim"), style="dim")

    def _person(self, who: str, text: str) -> None:
        bubble = Panel(Text(text), title=who, title_align="right", border_style="cyan", expand=False)
        self._out.print(Align.right(bubble))

    def tell(self, who: str, message: Mapping[str, Any]) -> None:
        """One message of the assistant."""
        if "toast" in message:
            return
        body = Text(str(message.get("text") or message.get("caption") or ""))
        if "photo" in message:
            body = Text("🖼  ") + body
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        keys = [Text("  ".join(f"[{button['text']}]" for button in row), style="green") for row in rows]
        self._out.print(
            Panel(Group(body, *keys), title=f"一单 → {who}", title_align="left", width=BUBBLE, border_style="white")
        )
