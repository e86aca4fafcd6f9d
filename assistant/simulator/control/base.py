"""Requests and answers of the control API."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from assistant.simulator.failures import ControlError
from assistant.simulator.world import World

WORLD: web.AppKey[World] = web.AppKey("world", World)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Route = tuple[str, str, Handler]


def answer(content: Any, status: int = 200) -> web.Response:
    text = json.dumps(content, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json")


async def body_of(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request; nothing at all counts as an empty one. Raises ControlError."""
    raw = await request.read()
    if not raw:
        return {}
    try:
        content = json.loads(raw)
    except ValueError:
        raise ControlError("the body is not JSON") from None
    if not isinstance(content, dict):
        raise ControlError("the body must be a JSON object")
    return content


def integer(content: Any, name: str, default: int | None = None) -> int:
    """An integer field of a body or query. Raises ControlError."""
    value = content.get(name, default)
    if isinstance(value, str) and value.lstrip("-").isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ControlError(f"{name} must be an integer")
    return value


def number(content: Any, name: str) -> float:
    value = content.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ControlError(f"{name} must be a number")
    return float(value)


def text(content: Any, name: str, default: str | None = None) -> str:
    value = content.get(name, default)
    if not isinstance(value, str):
        raise ControlError(f"{name} must be a text")
    return value


def optional(content: Any, name: str) -> str | None:
    value = content.get(name)
    if value is not None and not isinstance(value, str):
        raise ControlError(f"{name} must be a text")
    return value
