"""What the shelf of safety hands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SafetyRow:
    """Version `n` of a group's answers about safety, counted from 1; `made_at` in epoch seconds."""

    group: int
    n: int
    made_at: float
    body: dict[str, Any]
