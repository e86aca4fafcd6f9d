"""A small world whose clock can be followed, and a loop as the house has them."""

import asyncio
import contextlib
import time

from aiohttp import web

START = 1_790_000_000.0


class World:
    """The other side of the clock's protocol: a few lines, one client at a time matters."""

    def __init__(self, rate=0.0):
        self.base, self.at, self.rate, self.version = START, time.monotonic(), rate, 1
        self.changed = asyncio.Event()
        self.posts = []
        self.gone = False
        self.superseded = asyncio.Event()

    def told(self):
        return {"now": self.base + self.rate * (time.monotonic() - self.at), "rate": self.rate, "version": self.version}

    def move(self, seconds=0.0, rate=None):
        self.base, self.at = self.told()["now"] + seconds, time.monotonic()
        self.rate = self.rate if rate is None else rate
        self.version += 1
        self.changed.set()
        self.changed = asyncio.Event()

    def app(self):
        app = web.Application()
        app.router.add_get("/control/clock", self.read)
        app.router.add_post("/control/clock/wait", self.wait)
        return app

    async def read(self, request):
        return web.json_response(self.told())

    async def wait(self, request):
        body = await request.json()
        self.posts.append(body)
        self.superseded.set()
        self.superseded = mine = asyncio.Event()
        waits = [asyncio.ensure_future(one.wait()) for one in (self.changed, mine)]
        if self.version <= body["seen"]:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for one in waits:
            one.cancel()
        return web.Response(status=503) if self.gone else web.json_response(self.told())

    def idle(self):
        """The last thing a client told: has it seen this version?"""
        return bool(self.posts) and self.posts[-1]["seen"] >= self.version


class Loop:
    """A party as they are in the house: it waits, acts, and waits again."""

    def __init__(self, clock, until=None):
        self.clock, self.until, self.signal, self.woken = clock, until, asyncio.Event(), 0
        self.hold = asyncio.Event()
        self.hold.set()
        self.task = clock.spawn(self.run())

    async def run(self):
        while True:
            await self.clock.wait(self.until, self.signal)
            self.signal.clear()
            self.woken += 1
            if self.until is not None and self.until <= self.clock.now():
                self.until = None
            await self.hold.wait()

    async def stop(self):
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task
