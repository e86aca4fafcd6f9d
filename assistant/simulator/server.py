"""The simulator over HTTP: the Bot API, its files, the control API and the chat page on one port."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from assistant.simulator.control import chatting, openapi, running, sharing
from assistant.simulator.control.base import WORLD, Handler, answer
from assistant.simulator.dispatch import ConnectionDropped, Dispatcher
from assistant.simulator.failures import ApiError, ControlError
from assistant.simulator.parameters import Parameters, read
from assistant.simulator.people import Bot
from assistant.simulator.world import World

LARGEST_REQUEST = 64 * 2**20
DISPATCHER: web.AppKey[Dispatcher] = web.AppKey("dispatcher", Dispatcher)
_BOT = re.compile(r"/bot([^/]*)/(.*)")


def create_app(world: World) -> web.Application:
    """The whole simulator; run it with `handler_cancellation=True`, so that a caller's death is noticed."""
    app = web.Application(client_max_size=LARGEST_REQUEST, middlewares=[_guard])
    app[WORLD] = world
    app.cleanup_ctx.append(_running)
    app.on_shutdown.append(_hang_up)
    for method, path, handler in [*chatting.ROUTES, *sharing.ROUTES, *running.ROUTES, *openapi.ROUTES]:
        app.router.add_route(method, path, handler)
    app.router.add_get("/file/bot{token}/{path:.+}", _file)
    app.router.add_route("*", "/bot{call:.*}", _bot_api)
    app.router.add_get("/{path:.*}", _page)
    return app


async def _running(app: web.Application) -> AsyncIterator[None]:
    dispatcher = app[DISPATCHER] = Dispatcher(app[WORLD])
    yield
    await dispatcher.close()
    app[WORLD].clock.close()


async def _hang_up(app: web.Application) -> None:
    """Held requests must not delay the end."""
    app[WORLD].events.close()
    app[DISPATCHER].polls.close()
    app[WORLD].clock.release()


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Errors as JSON; and no foreign web page may steer the world through its visitor's browser."""
    if not request.path.startswith("/control/"):
        return await handler(request)
    if not _same_page(request):
        return answer({"error": "requests of other pages are refused"}, 403)
    try:
        return await handler(request)
    except ControlError as error:
        return answer({"error": str(error)}, error.status)
    except web.HTTPException as error:
        return answer({"error": error.reason}, error.status)


def _same_page(request: web.Request) -> bool:
    """Whether a browser asks on behalf of our own page; a public name that now leads here is not ours."""
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    name = urlsplit(origin).hostname or ""
    here = name == "localhost" or "." not in name or _is_address(name)
    return here and urlsplit(origin).netloc == request.host


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


# --- the Bot API --------------------------------------------------------------------------------------------


async def _bot_api(request: web.Request) -> web.StreamResponse:
    dispatcher = request.app[DISPATCHER]
    try:
        bot, method = _addressed(dispatcher.world, request.path)
        result = await dispatcher.call(bot, method, await _parameters(request), "http")
    except ApiError as error:
        return _error(error)
    except ConnectionDropped:
        return _cut(request)
    described = f',"description":"{result.description}"' if result.description else ""
    return web.Response(text=f'{{"ok":true,"result":{result.result}{described}}}', content_type="application/json")


def _addressed(world: World, path: str) -> tuple[Bot, str]:
    """The bot and the method (lower case) of a path. Raises ApiError."""
    found = _BOT.fullmatch(path)
    if not found:
        raise ApiError(404)
    return world.bot_by_token(found[1]), found[2].strip("/").lower()


def _error(error: ApiError) -> web.Response:
    response = answer(error.body(), error.code)
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


async def _parameters(request: web.Request) -> Parameters:
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413) from None
    return read(request.headers.get("Content-Type", ""), body, request.query)


def _cut(request: web.Request) -> web.Response:
    """End the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _file(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    try:
        world.bot_by_token(request.match_info["token"])
    except ApiError as error:
        return _error(error)
    file = world.files.by_path.get(request.match_info["path"])
    if file is None:
        return _error(ApiError(404))
    return web.Response(body=file.data, content_type="application/octet-stream")


async def _page(request: web.Request) -> web.StreamResponse:
    """The chat page's own files, nothing above their folder."""
    folder = request.app[WORLD].page.resolve()
    path = (folder / (request.match_info["path"] or "index.html")).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        return answer(ApiError(404).body(), 404)
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})


# --- running it ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Running:
    url: str
    world: World
    _runner: web.AppRunner

    async def stop(self) -> None:
        await self._runner.cleanup()


async def serve(
    host: str = "127.0.0.1", port: int = 0, virtual: bool = False, *, world: World | None = None
) -> Running:
    """Start the simulator on that address (port 0: any free one) with a world of its own, or the one given."""
    world = world or World(virtual=virtual, open_doors=True)
    runner = web.AppRunner(create_app(world), handler_cancellation=True, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError:
        await runner.cleanup()
        raise
    bound = runner.addresses[0][1]
    shown = f"[{host}]" if ":" in host else host
    return Running(f"http://{shown}:{bound}", world, runner)
