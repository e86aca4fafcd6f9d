"""Updates delivered by hand, for the exact answer of the webhook to each."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.faults.process import SECRET

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    retry_after: str | None
    body: bytes


def user(person: int) -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": f"P{person}", "language_code": "en"}


def message(number: int, person: int, text: str) -> dict[str, Any]:
    chat = {"id": person, "type": "private", "first_name": f"P{person}"}
    said = {"message_id": number, "from": user(person), "chat": chat, "date": 1_800_000_000, "text": text}
    return {"update_id": number, "message": said}


def press(number: int, person: int, data: str) -> dict[str, Any]:
    place = {"message_id": 5, "chat": {"id": person, "type": "private"}, "date": 1_800_000_000}
    query = {"id": str(number), "from": user(person), "message": place, "chat_instance": "1", "data": data}
    return {"update_id": number, "callback_query": query}


async def deliver(http: aiohttp.ClientSession, url: str, update: Any, **headers: str) -> Reply:
    raw = update if isinstance(update, bytes) else json.dumps(update).encode()
    async with http.post(f"{url}/telegram", data=raw, headers=HEADERS | headers) as answer:
        return Reply(answer.status, answer.headers.get("Retry-After"), await answer.read())


async def deliver_all(http: aiohttp.ClientSession, url: str, updates: Iterable[Any]) -> list[Reply]:
    """Side by side, as Telegram does for different chats."""
    return await asyncio.gather(*(deliver(http, url, update) for update in updates))


async def deliver_until_taken(http: aiohttp.ClientSession, url: str, updates: dict[int, Any]) -> dict[int, Reply]:
    """Like Telegram: what was not answered by 200 comes again."""
    taken: dict[int, Reply] = {}
    for _ in range(100):
        left = [number for number in updates if number not in taken]
        if not left:
            return taken
        replies = await deliver_all(http, url, [updates[number] for number in left])
        taken |= {number: reply for number, reply in zip(left, replies, strict=True) if reply.status == 200}
        await asyncio.sleep(0.05)
    raise AssertionError(f"never taken: {updates.keys() - taken.keys()}")
