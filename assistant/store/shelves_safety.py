"""What the shelf of safety offers, whatever database stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from assistant.store.rows_safety import SafetyRow


class Safeties(Protocol):
    """What owners settled about safety, version by version, and which papers were made of it."""

    def put(self, group: int, body: Mapping[str, Any], now: float) -> int:
        """Keep a new version; its number."""

    def get(self, group: int) -> SafetyRow | None:
        """Give the newest version."""

    def note_paper(self, group: int, kind: str, now: float) -> bool:
        """Note that a paper was made of the newest version; False where there is none."""

    def papers(self, group: int) -> frozenset[str]:
        """The kinds that were made of the newest version."""
