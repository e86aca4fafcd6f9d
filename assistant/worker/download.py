"""Fetching a file from the Bot API: getFile, then its bytes, never more of them than asked for."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

from assistant.worker.failure import JobFailed

MOST = 20 * 1024 * 1024  # bytes: what the Bot API hands out at most
_PATIENCE = 10.0  # seconds for one read
_ALTOGETHER = 25.0  # seconds for one answer, however steadily it drips
_CHUNK = 64 * 1024
_GONE = {400, 403, 404, 410}
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where to fetch from. The token is part of every address, so no address ever leaves this module."""

    api: str
    token: str

    def __repr__(self) -> str:
        return "Desk()"


def facts(desk: Desk, file_id: str, most: int = MOST) -> dict[str, Any]:
    """What getFile tells: file_path, file_unique_id, perhaps file_size. Raises JobFailed."""
    deadline = time.monotonic() + _ALTOGETHER
    said = b"".join(_bytes(desk, f"/bot{desk.token}/getFile?file_id={quote(file_id, safe='')}", 1 << 16, deadline))
    try:
        told: dict[str, Any] = msgspec.json.decode(said)["result"]
        path, size = told["file_path"], told.get("file_size") or 0
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError):
        raise JobFailed("network") from None
    if not isinstance(path, str) or not isinstance(size, int) or ".." in path.split("/"):
        raise JobFailed("network")
    if size > most:
        raise JobFailed("too_big")
    return told


def content(desk: Desk, file_path: str, most: int = MOST) -> Iterator[bytes]:
    """The file's bytes, chunk by chunk; raises JobFailed, also in the middle."""
    deadline = time.monotonic() + _ALTOGETHER
    return _bytes(desk, f"/file/bot{desk.token}/{quote(file_path)}", most, deadline)


def _bytes(desk: Desk, path: str, most: int, deadline: float) -> Iterator[bytes]:
    try:
        with _opener(desk.api).open(desk.api.rstrip("/") + path, timeout=_PATIENCE) as answer:
            expected = answer.length  # None where the server does not say
            if expected is not None and expected > most:
                raise JobFailed("too_big")
            got = 0
            while chunk := answer.read1(_CHUNK):
                got += len(chunk)
                if got > most:
                    raise JobFailed("too_big")
                if time.monotonic() > deadline:
                    raise JobFailed("network")
                yield chunk
            if expected is not None and got < expected:
                raise JobFailed("network")
    except urllib.error.HTTPError as error:
        with error:
            code = _code(error)
        raise JobFailed(code) from None
    except (OSError, http.client.HTTPException, ValueError):
        # `from None`: what these say may contain the address, and so the token.
        raise JobFailed("network") from None


def _code(error: urllib.error.HTTPError) -> str:
    if error.code not in _GONE:
        return "network"
    try:
        return "too_big" if b"too big" in error.read(4096) else "gone"
    except (OSError, http.client.HTTPException):
        return "network"


def _opener(api: str) -> urllib.request.OpenerDirector:
    """HTTP and HTTPS only, and no redirects: they would carry the token to whoever they name."""
    opener = urllib.request.OpenerDirector()
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ]
    if urlsplit(api).hostname not in _LOOPBACK:
        handlers.append(urllib.request.ProxyHandler())
    for handler in handlers:
        opener.add_handler(handler)
    return opener
