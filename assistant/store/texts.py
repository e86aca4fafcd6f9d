"""JSON as the tables keep it: compact text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, Any]).decode


def to_text(body: Mapping[str, Any]) -> str:
    return _encode(body).decode()


def from_text(text: str) -> dict[str, Any]:
    return _decode(text)
