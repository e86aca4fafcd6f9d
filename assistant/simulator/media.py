"""Files of the simulated world, kept in memory."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class File:
    id: str
    unique_id: str
    kind: str
    data: bytes
    path: str
    name: str | None = None
    mime: str | None = None


@dataclass(slots=True)
class Files:
    by_id: dict[str, File] = field(default_factory=dict)
    by_path: dict[str, File] = field(default_factory=dict)
