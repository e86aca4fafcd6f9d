"""Control API: the clock, rest, faults, limits, the journal and live events."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from assistant.simulator import settling
from assistant.simulator.control.base import WORLD, Route, answer, body_of, integer, number, text
from assistant.simulator.failures import ControlError

PING = 15.0  # real seconds between signs of life on an idle event stream
LONGEST_JUMP = 100 * 366 * 86_400.0


async def clock(request: web.Request) -> web.Response:
    return answer(request.app[WORLD].clock.state())


async def change_clock(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await body_of(request)
    if "rate" in body:
        rate = number(body, "rate")
        if not 0 <= rate <= 1000:
            raise ControlError("rate must be between 0 and 1000")
        world.clock.set_rate(rate)
        world.events.publish("clock", clock=world.clock.state())
    if "advance" in body or "to" in body:
        now = world.clock.now()
        to = number(body, "to") if "to" in body else now + number(body, "advance")
        if not now <= to <= now + LONGEST_JUMP:
            raise ControlError("time only goes forward, and by a hundred years at most")
        await settling.advance(world, to)
    elif "rate" not in body:
        raise ControlError("give advance, to, or rate")
    return answer(world.clock.state())


async def wait(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await body_of(request)
    until = number(body, "until") if body.get("until") is not None else None
    await world.clock.wait(text(body, "client"), integer(body, "seen"), until)
    return answer(world.clock.state())


async def settle(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await body_of(request)
    patience = number(body, "patience") if "patience" in body else 120.0
    timeout = number(body, "timeout") if "timeout" in body else 20.0
    rested = await settling.settle(world, patience, timeout)
    return answer({"now": world.clock.now(), "journal": world.journal.count, "rested": rested})


async def faults(request: web.Request) -> web.Response:
    return answer({"faults": request.app[WORLD].faults.all()})


async def add_fault(request: web.Request) -> web.Response:
    return answer(request.app[WORLD].faults.add(await body_of(request)).shown())


async def clear_faults(request: web.Request) -> web.Response:
    wanted = request.match_info.get("id") or request.query.get("id")
    return answer({"removed": request.app[WORLD].faults.clear(int(wanted) if wanted else None)})


async def limits(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    if request.method == "POST":
        world.limits.change(await body_of(request))
    return answer(world.limits.shown())


async def journal(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    entries = world.journal.after(integer(request.query, "after", 0))
    return answer({"entries": entries, "cursor": world.journal.count})


async def events(request: web.Request) -> web.StreamResponse:
    """Server-Sent Events: everything that changes, as it changes."""
    world = request.app[WORLD]
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    queue = world.events.join()
    try:
        await response.prepare(request)
        await response.write(b": welcome\n\n")
        while True:
            try:
                event = await asyncio.wait_for(queue.get(), PING)
            except TimeoutError:
                await response.write(b": ping\n\n")
                continue
            if event is None:
                break
            data = json.dumps(event, ensure_ascii=False)
            await response.write(f"event: {event['event']}\ndata: {data}\n\n".encode())
    except ConnectionError:
        pass  # the onlooker left
    finally:
        world.events.leave(queue)
    return response


ROUTES: list[Route] = [
    ("GET", "/control/clock", clock),
    ("POST", "/control/clock", change_clock),
    ("POST", "/control/clock/wait", wait),
    ("POST", "/control/settle", settle),
    ("GET", "/control/faults", faults),
    ("POST", "/control/faults", add_fault),
    ("DELETE", "/control/faults", clear_faults),
    ("DELETE", r"/control/faults/{id:\d+}", clear_faults),
    ("GET", "/control/limits", limits),
    ("POST", "/control/limits", limits),
    ("GET", "/control/journal", journal),
    ("GET", "/control/events", events),
]
