"""A conversation in parts, where what comes next depends on chance: who is drawn, say. Pure, or over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.transcript import Player, parse

FOLDER = Path(__file__).parent.parent / "fixtures" / "transcripts"


def labels(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def words(message: dict[str, Any]) -> str:
    return str(message.get("text") or message.get("caption") or "")


class Chatter:
    """Plays one part after the other on one stage; `told` is all that was said since, as (who to, message)."""

    def __init__(self, stage: Any) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        self._player = Player(self._script(""), stage, lambda name, message: self.told.append((name, dict(message))))

    def _script(self, text: str) -> Any:
        return parse(f"A part\n\n{text}", FOLDER / "part.chat")

    async def do(self, *lines: str) -> list[tuple[str, dict[str, Any]]]:
        """Lines of a transcript; what was said after them."""
        self.told = []
        self._player._script = self._script("\n\n".join(lines))
        await self._player.play()
        return self.told

    async def openings(self, *names: str) -> None:
        await self.do(*(f"@ play openings/{name}.chat" for name in names))

    def shown(self, who: str, *parts: str) -> bool:
        """Whether that person was told something with all these words in it."""
        return any(name == who and all(part in words(message) for part in parts) for name, message in self.told)

    def offered(self, label: str) -> dict[str, str]:
        """Who got a button that begins like that, and its words."""
        return {name: each for name, message in self.told for each in labels(message) if each.startswith(label)}
