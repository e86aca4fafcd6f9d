"""A stub Bot API: answers every method at once and hands what was said to whoever listens."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

import msgspec

from bench.walk import BOT, Call, read_call
from bench.wire import answer, take

_TRUE = answer(b'{"ok":true,"result":true}')
_ME = answer(msgspec.json.encode({"ok": True, "result": BOT}))
_SAID = {"message_id": 7, "date": 1_795_000_000, "chat": {"id": 1, "type": "private"}, "text": "x"}
_MESSAGE = answer(msgspec.json.encode({"ok": True, "result": _SAID}))


class Stub:
    """`listen` is called with each sendMessage or editMessageText; `calls` counts the calls by method."""

    def __init__(self) -> None:
        self.listen: Callable[[Call], object] = lambda call: None
        self.calls: Counter[str] = Counter()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Transport] = set()

    async def start(self) -> str:
        """Listen on a free port of this machine; the base URL."""
        self._server = await asyncio.get_running_loop().create_server(lambda: _Line(self), "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            for transport in list(self._open):
                transport.close()
            await self._server.wait_closed()

    def opened(self, transport: asyncio.Transport) -> None:
        self._open.add(transport)

    def closed(self, transport: asyncio.Transport) -> None:
        self._open.discard(transport)

    def reply(self, head: bytes, body: bytes) -> bytes:
        """The answer to one call."""
        method = head.split(b" ", 2)[1].rsplit(b"/", 1)[-1].decode()
        self.calls[method] += 1
        if method in {"sendMessage", "editMessageText"}:
            self.listen(read_call(body))
        return _ME if method == "getMe" else _MESSAGE if method.startswith("send") else _TRUE


class _Line(asyncio.Protocol):
    def __init__(self, stub: Stub) -> None:
        self._stub, self._buffer = stub, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._stub.opened(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stub.closed(self._transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (found := take(self._buffer)) is not None:
            head, body, self._buffer = found
            self._transport.write(self._stub.reply(head, body))
