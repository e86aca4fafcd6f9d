"""Files in a call's parameters: {"photo": {"blob": SHA256, "name": "poster.png"}} becomes a multipart upload."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import aiohttp
import msgspec

_SHA256 = re.compile(r"[0-9a-f]{64}")


def bears_files(params: bytes) -> bool:
    """Look quickly; in JSON a quoted "blob" inside somebody's text is escaped, so it does not match."""
    return b'"blob"' in params


def _printable(name: str) -> str:
    """Keep a name within its header."""
    return "".join(char if char.isprintable() and char not in '"\\' else "_" for char in name)[:120]


def form(params: dict[str, Any], find: Callable[[str], Path], closing: ExitStack) -> aiohttp.FormData | None:
    """Turn the parameters into a form with their blobs attached, opened for streaming; None when there are none.

    `find` gives a blob's path by its SHA-256. The files are closed with `closing`. Raises OSError for a missing one.
    """
    parts: list[tuple[str, str, str]] = []

    def attach(value: Any, field: str | None) -> Any:
        if isinstance(value, dict):
            sha256 = value.get("blob")
            if isinstance(sha256, str) and _SHA256.fullmatch(sha256):
                name = field or f"file{len(parts)}"
                parts.append((name, sha256, _printable(str(value.get("name", sha256)))))
                return f"attach://{name}"
            return {key: attach(inner, None) for key, inner in value.items()}
        return [attach(inner, None) for inner in value] if isinstance(value, list) else value

    plain = {key: attach(value, key) for key, value in params.items()}
    if not parts:
        return None
    data = aiohttp.FormData(quote_fields=False)  # names of files may be Chinese; Telegram reads UTF-8
    own = {name for name, _, _ in parts}
    for key, value in plain.items():
        if key not in own:
            data.add_field(key, value if isinstance(value, str) else msgspec.json.encode(value).decode())
    for name, sha256, filename in parts:
        source = closing.enter_context(find(sha256).open("rb"))
        data.add_field(name, source, filename=filename, content_type="application/octet-stream")
    return data
