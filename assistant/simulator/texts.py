"""Text parameters of calls: parsed or taken with their entities, cleaned, trimmed."""

from __future__ import annotations

from typing import Any

from assistant.simulator.entities import found
from assistant.simulator.parameters import Parameters


def formatted(params: Parameters, text: str, entities: str) -> tuple[str, list[dict[str, Any]]]:
    said = params.text(text).strip()
    return said, found(said)
