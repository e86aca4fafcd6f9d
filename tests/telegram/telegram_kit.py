"""Small stand-ins for what is outside: time, the Bot API, and a service that says what it is told to."""

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from assistant.speech import Ack, Answer

TOKEN = "123456:CANARYcanaryCANARYcanaryCANARYcana"
SECRET = "s3cret_s3cret_s3cret"
START = 1_790_000_000.0


class ManualClock:
    """Stands still until it is moved; knows whether anyone is busy."""

    def __init__(self, now=START):
        self._now = now
        self._moved = asyncio.Event()
        self.begun = 0
        self.waits = []

    def now(self):
        return self._now

    async def wait(self, until, signal=None):
        self.waits.append(until)
        while not (signal is not None and signal.is_set()) and not (until is not None and until <= self._now):
            moved = self._moved
            tasks = [asyncio.ensure_future(moved.wait())]
            if signal is not None:
                tasks.append(asyncio.ensure_future(signal.wait()))
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()

    def advance(self, seconds):
        self._now += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    def spawn(self, work):
        return asyncio.get_running_loop().create_task(work)

    def begin(self):
        self.begun += 1

    def end(self):
        self.begun -= 1

    def busy(self):
        return contextlib.nullcontext()

    async def start(self): ...

    async def close(self): ...


@dataclass
class Call:
    method: str
    params: dict[str, Any]
    content_type: str = "application/json"


def refusal(code, description, **parameters):
    return {"ok": False, "error_code": code, "description": description, "parameters": parameters}


@dataclass
class FakeApi:
    """Answers in turn with what was put under a method's name: a body, a status, or something to do."""

    calls: list[Call] = field(default_factory=list)
    answers: dict[str, list[Any]] = field(default_factory=dict)
    gate: asyncio.Event | None = None
    most_at_once: int = 0
    _at_once: int = 0

    def app(self):
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_post("/bot{token}/{method}", self._serve)
        return app

    def on(self, method, *answers):
        self.answers.setdefault(method, []).extend(answers)

    def methods(self):
        return [call.method for call in self.calls]

    def texts(self):
        return [call.params.get("text") for call in self.calls if call.method == "sendMessage"]

    async def _serve(self, request):
        method = request.match_info["method"]
        assert request.match_info["token"] == TOKEN
        if request.content_type == "application/json":
            params = json.loads(await request.read())
        else:
            params = {}
            async for part in await request.multipart():
                data = await part.read()
                params[part.name] = (part.filename, bytes(data)) if part.filename else data.decode()
        self.calls.append(Call(method, params, request.content_type))
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            if self.gate is not None:
                await self.gate.wait()
            return await self._answer(request, method)
        finally:
            self._at_once -= 1

    async def _answer(self, request, method):
        waiting = self.answers.get(method, [])
        answer = waiting.pop(0) if waiting else {"ok": True, "result": {"message_id": len(self.calls)}}
        if callable(answer):
            return await answer(request)
        if isinstance(answer, dict):
            return web.json_response(answer, status=answer.get("error_code", 200))
        return web.Response(status=answer, text="<html>")


async def hang_up(request):
    request.transport.abort()
    return web.Response()


async def never(request):
    await asyncio.sleep(30)
    return web.Response()


@dataclass
class FakeService:
    """Gives `answer` to every turn; runs `then(books, incoming)` first."""

    answer: Answer = Answer()  # noqa: RUF009 - it is frozen
    then: Any = None
    turns: list[Any] = field(default_factory=list)
    buried: list[Any] = field(default_factory=list)

    def turn(self, books, incoming, raw):
        self.turns.append(incoming)
        if self.then is not None:
            self.then(books, incoming)
        return self.answer

    def undecodable(self, books, update_id, raw, why):
        self.buried.append((update_id, why))
        books.letters.bury(update_id, raw, why, START)
        return Answer()


def riding(chat=501, text="next"):
    body = json.dumps({"method": "sendMessage", "chat_id": chat, "text": text}).encode()
    return Answer(body, chat, Ack("q1"))


async def until(true, patience=400):
    """Let the loop run until that holds; real time passes only in the sockets' own steps."""
    for _ in range(patience):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came true")


async def settled(patience=6):
    """Give everything that could still happen the time to happen."""
    for _ in range(patience):
        await asyncio.sleep(0.005)


async def reaches(state, wanted, *ids):
    for _ in range(400):
        if await state(*ids) == wanted:
            return
        await asyncio.sleep(0.005)
    raise AssertionError((await state(*ids), wanted))
