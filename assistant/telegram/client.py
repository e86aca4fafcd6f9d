"""The Bot API over HTTP: one session, one timeout policy, failures by class, and a token that never shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
from yarl import URL

from assistant.telegram.failures import CallFailed, NotSent, Rejected, Unknown, classify
from assistant.telegram.uploads import bears_files, form

_JSON = {"Content-Type": "application/json"}
# What these stand for happened before the first byte of the request.
_BEFORE = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)


class _Parameters(msgspec.Struct):
    retry_after: float | None = None
    migrate_to_chat_id: int | None = None


class _Reply(msgspec.Struct):
    ok: bool
    result: msgspec.Raw = msgspec.Raw(b"null")
    error_code: int = 0
    description: str = ""
    parameters: _Parameters = msgspec.field(default_factory=_Parameters)


_reply = msgspec.json.Decoder(_Reply)


class Client:
    """Calls methods of one bot.

    `api` is the base URL, `find_blob` gives a blob's path by its SHA-256. Timeouts are real seconds whatever
    the clock port says: they are about sockets, not about dates.
    """

    def __init__(
        self, api: str, token: str, find_blob: Callable[[str], Path], *, timeout: float = 30.0, connect: float = 10.0
    ) -> None:
        # A closure, not an attribute: nothing that prints this object can print the token.
        addresses: dict[str, URL] = {}

        def address(method: str) -> URL:
            if method not in addresses:
                addresses[method] = URL(f"{api.rstrip('/')}/bot{token}/{method}")
            return addresses[method]

        self._address: Callable[[str], URL] = address
        self._find_blob = find_blob
        # `connect` is the shorter, so that the total never ends a request that had not begun.
        self._patience = aiohttp.ClientTimeout(total=timeout, connect=min(connect, timeout / 2))
        self._long_patience = aiohttp.ClientTimeout(total=timeout * 4, connect=min(connect, timeout * 2))
        self._session: aiohttp.ClientSession | None = None

    def __repr__(self) -> str:
        return "Client(…)"

    async def start(self) -> None:
        connector = aiohttp.TCPConnector(limit=0)  # the sender and the buckets limit what is in flight
        self._session = aiohttp.ClientSession(
            connector=connector, timeout=self._patience, cookie_jar=aiohttp.DummyCookieJar()
        )

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(self, method: str, params: bytes | Mapping[str, Any] = b"{}") -> bytes:
        """Call a method with a JSON object of parameters; gives its `result` as JSON.

        Raises a CallFailed of the class that says what to do next (see failures).
        """
        raw = params if isinstance(params, bytes) else msgspec.json.encode(params)
        outcome = await self._attempt(method, raw)
        if isinstance(outcome, CallFailed):
            # Raised here, outside of any handler: aiohttp's exceptions carry the URL, and with it the token.
            raise outcome
        return outcome

    async def _attempt(self, method: str, params: bytes) -> bytes | CallFailed:
        try:
            with ExitStack() as closing:
                files = None
                if bears_files(params):
                    files = form(msgspec.json.decode(params), self._find_blob, closing)
                status, body = await self._post(method, params, files)
        except _BEFORE as error:
            return NotSent(f"no connection ({type(error).__name__})")
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            return Unknown(f"no answer ({type(error).__name__})")
        except FileNotFoundError:
            return Rejected("a file to send is missing", 0)
        except OSError as error:
            return NotSent(f"a file cannot be read ({type(error).__name__})")
        return _read(status, body)

    async def _post(self, method: str, params: bytes, files: aiohttp.FormData | None) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("start the client first")
        request = self._session.post(
            self._address(method),
            data=params if files is None else files,
            headers=_JSON if files is None else None,
            timeout=self._patience if files is None else self._long_patience,
            allow_redirects=False,
        )
        async with request as answer:
            return answer.status, await answer.read()


def _read(status: int, body: bytes) -> bytes | CallFailed:
    try:
        reply = _reply.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # Something between us and Telegram has answered. A 4xx of it says that it did not pass us on.
        text = f"unreadable answer with status {status}"
        return Rejected(text, status) if 400 <= status < 500 else Unknown(text)
    if reply.ok:
        return bytes(reply.result)
    more = reply.parameters
    return classify(reply.error_code or status, reply.description, more.retry_after, more.migrate_to_chat_id)
