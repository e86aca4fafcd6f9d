"""A person at the control API, and a bot whose webhook answers as a test tells it to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiogram.methods
import aiohttp
from aiogram.types import TelegramObject, Update
from aiohttp import web
from pydantic import TypeAdapter

from assistant.simulator import Limits, Running, World, serve

TOKEN = "700000001:AAtest-token"
START = 1_800_000_000.0


_RETURNS = {
    name.lower(): TypeAdapter(getattr(aiogram.methods, name).__returning__)
    for name in aiogram.methods.__all__
    if hasattr(getattr(aiogram.methods, name), "__returning__") and name != "TelegramMethod"
}


async def until(condition: Callable[[], bool]) -> None:
    """Look every few milliseconds until it holds; fails after five real seconds."""
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came to that")


def conforms(content: Any) -> None:
    """No field that the published schema does not know."""
    if isinstance(content, TelegramObject):
        assert not content.model_extra, (type(content).__name__, content.model_extra)
        for name in type(content).model_fields:
            conforms(getattr(content, name))
    elif isinstance(content, list):
        for item in content:
            conforms(item)


@dataclass
class Sim:
    """The simulator seen through HTTP alone; `world` is at hand where a test looks inside."""

    running: Running
    http: aiohttp.ClientSession
    bot: dict[str, Any] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.running.world

    @property
    def url(self) -> str:
        return self.running.url

    async def ask(self, method: str, path: str, expect: int = 200, /, **body: Any) -> Any:
        async with self.http.request(method, f"{self.url}/control/{path}", json=body or None) as response:
            answer = await response.json()
            assert response.status == expect, answer
            return answer

    async def get(self, path: str, expect: int = 200) -> Any:
        return await self.ask("GET", path, expect)

    async def post(self, path: str, expect: int = 200, /, **body: Any) -> Any:
        return await self.ask("POST", path, expect, **body)

    async def person(self, name: str = "Anna", **more: Any) -> int:
        return (await self.post("people", name=name, **more))["id"]

    async def say(self, person: int, text: str, **more: Any) -> dict[str, Any]:
        return (await self.post("say", person=person, text=text, **more))["message"]

    async def raw(self, method: str, params: dict[str, Any] | None = None, token: str = TOKEN) -> tuple[int, dict]:
        async with self.http.post(f"{self.url}/bot{token}/{method}", json=params or {}) as response:
            return response.status, await response.json()

    async def call(self, method: str, **params: Any) -> Any:
        status, body = await self.raw(method, params)
        assert status == 200, body
        conforms(_RETURNS[method.lower()].validate_python(body["result"]))
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        status, body = await self.raw(method, params)
        assert status != 200, body
        assert body["error_code"] == status
        return body["description"]

    async def settle(self, **more: Any) -> Any:
        return await self.post("settle", **({"patience": 0} | more))

    async def advance(self, seconds: float) -> Any:
        return await self.post("clock", advance=seconds)

    async def messages(self, person: int, after: int = 0) -> list[dict[str, Any]]:
        return (await self.get(f"chats/{person}/messages?person={person}&after={after}"))["messages"]

    async def entries(self, kind: str) -> list[dict[str, Any]]:
        return [entry for entry in (await self.get("journal"))["entries"] if entry["type"] == kind]


@asynccontextmanager
async def simulator(**options: Any) -> AsyncIterator[Sim]:
    """A virtual world without rate limits, with one bot, unless told otherwise."""
    wanted = {
        "virtual": True,
        "start": START,
        "limits": Limits(on=False),
        "seed": 7,
        "quiet": 0.01,
        "spin_guard": 0.03,
    } | options
    running = await serve("127.0.0.1", 0, world=World(**wanted))
    async with aiohttp.ClientSession() as http:
        sim = Sim(running, http)
        try:
            sim.bot = await sim.post("bots", token=TOKEN, username="yidan_bot", name="Yidan")
            yield sim
        finally:
            await running.stop()


@dataclass
class Hook:
    """A webhook: keeps what it received; `reply` says what it answers (status, headers, body) to an update."""

    url: str = ""
    received: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    reply: Callable[[dict[str, Any]], Any] = lambda update: None
    now: Callable[[], float] = lambda: 0.0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.text()
        update = json.loads(body)
        conforms(Update.model_validate(update))
        self.received.append(update)
        self.headers.append(dict(request.headers))
        self.bodies.append(body)
        self.times.append(self.now())
        answer = self.reply(update)
        if asyncio.iscoroutine(answer) or isinstance(answer, asyncio.Future):
            answer = await answer
        if isinstance(answer, web.StreamResponse):
            return answer
        if isinstance(answer, int) and answer is not True:
            return web.Response(status=answer)
        return web.json_response(answer) if isinstance(answer, dict) else web.Response()

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.received if "message" in update]


async def started(sim: Sim, *names: str) -> list[int]:
    """People who have written to the bot before; nothing of it is pending."""
    people = [await sim.person(name) for name in names]
    for person in people:
        await sim.say(person, "/start")
    await sim.call("deleteWebhook", drop_pending_updates=True)
    return people


@asynccontextmanager
async def webhook(sim: Sim, **settings: Any) -> AsyncIterator[Hook]:
    hook = Hook(now=sim.world.clock.now)
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        await sim.call("setWebhook", url=hook.url, **settings)
        yield hook
    finally:
        await sim.call("deleteWebhook")
        await runner.cleanup()
