"""Parameters of a call, read as leniently as the real server reads them: everything is text at first.

Integers are clamped rather than rejected, booleans are true, yes or 1, and objects may come as JSON text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from assistant.simulator.failures import ApiError

_INTEGER = re.compile(r"\s*-?[0-9]+")
_HEADER = re.compile(rb'([a-z*]+)="([^"]*)"|([a-z*]+)=([^;\s]+)', re.IGNORECASE)
INT32 = 2**31 - 1
INT64 = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    data: bytes
    mime: str = ""


@dataclass(slots=True)
class Parameters:
    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return self.text(name) != ""

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0, least: int = -INT32 - 1, most: int = INT32) -> int:
        text = self.text(name)
        if not text:
            return default
        found = _INTEGER.match(text)
        return max(least, min(most, int(found[0]) if found else 0))

    def truth(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def data(self, name: str) -> Any:
        """A JSON parameter, None when absent. Raises ValueError."""
        value = self.values.get(name)
        if isinstance(value, str):
            return json.loads(value) if value else None
        return value

    def shown(self) -> dict[str, Any]:
        """For the journal: without the bytes of files."""
        files = {name: {"file": upload.name, "size": len(upload.data)} for name, upload in self.files.items()}
        return {**self.values, **files}


def read(content_type: str, body: bytes, query: Mapping[str, str] | None = None) -> Parameters:
    """Query and body together; the body counts where both name a parameter. Raises ApiError for broken bodies."""
    parameters = Parameters(dict(query or {}))
    kind = content_type.partition(";")[0].strip().lower()
    if not body:
        return parameters
    if kind == "application/json":
        parameters.values.update(_json(body))
    elif kind == "application/x-www-form-urlencoded":
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        parameters.values.update(pairs)
    elif kind == "multipart/form-data":
        _multipart(content_type, body, parameters)
    return parameters


def _json(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body)
    except ValueError:
        raise ApiError(400, "can't parse request: Can't parse JSON object") from None
    if not isinstance(content, dict):
        raise ApiError(400, "can't parse request: Expected JSON object")
    return content


def _multipart(content_type: str, body: bytes, parameters: Parameters) -> None:
    boundary = _options(content_type.encode()).get("boundary", "")
    if not boundary:
        raise ApiError(400, "boundary not found")
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:]:
        if part.startswith(b"--"):
            return
        head, _, content = part.partition(b"\r\n\r\n")
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(b":") for line in head.split(b"\r\n"))
        }
        options = _options(headers.get(b"content-disposition", b""))
        name = options.get("name", "")
        if "filename" in options:
            mime = headers.get(b"content-type", b"").decode("latin-1")
            parameters.files[name] = Upload(options["filename"], content, mime)
        elif name:
            parameters.values[name] = content.decode("utf-8", "replace")


def _options(header: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for quoted, value, plain, bare in _HEADER.findall(header):
        found[(quoted or plain).decode().lower()] = (value if quoted else bare).decode("utf-8", "replace")
    return found
