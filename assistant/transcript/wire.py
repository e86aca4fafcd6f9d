"""The stage over HTTP: a simulated Telegram's control API, and the assistant as whatever listens behind it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import aiohttp

from assistant.transcript.matching import Message

_PATIENCE = 30.0  # real seconds
_AT_WORK = 120.0  # real seconds that slow work may take before a transcript is given up


class Refused(Exception):  # noqa: N818 - says what happened
    """The control API said no."""


class House(Protocol):
    """The assistant as a process that can be started, stopped in order, and killed."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def kill(self) -> None: ...


class WireStage:
    """`url` is the simulator's address. Its clock should be a virtual one, and its bot the only one."""

    def __init__(self, http: aiohttp.ClientSession, url: str, house: House) -> None:
        self._http, self.control, self._house = http, f"{url}/control", house
        self._at_rest = False
        self._seen: dict[int, int] = {}  # revision looked at, by chat
        self._toasts: dict[int, int] = {}  # toasts looked at, by person

    async def _ask(self, method: str, path: str, **sent: Any) -> Any:
        self._at_rest = self._at_rest and method == "GET"
        async with self._http.request(method, f"{self.control}/{path}", **sent) as response:
            answer = await response.json()
            if response.status != 200:
                raise Refused(f"{path}: {answer.get('error', response.status)}")
            return answer

    async def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        return await self._ask("POST", path, json=body)

    # --- people ---

    async def person(self, name: str, language: str) -> int:
        return int((await self._post("people", {"name": name, "language": language}))["id"])

    async def group(self, title: str, owner: int, members: Sequence[int]) -> int:
        group = await self._group(title, owner, members, "supergroup")
        await self._post(f"groups/{group}/members", {"bot": await self._bot()})
        return group

    async def new_group(self, title: str, owner: int, members: Sequence[int]) -> int:
        return await self._group(title, owner, members, "group")

    async def _group(self, title: str, owner: int, members: Sequence[int], kind: str) -> int:
        group = int((await self._post("groups", {"owner": owner, "title": title, "type": kind}))["id"])
        for member in members:
            await self._post(f"groups/{group}/members", {"person": member})
        return group

    async def _bot(self) -> int:
        return int((await self._ask("GET", "world"))["bots"][0]["id"])

    async def remove(self, chat: int) -> None:
        await self._ask("DELETE", f"groups/{chat}/members/{await self._bot()}")

    async def rights(self, chat: int, rights: Sequence[str]) -> None:
        given = [f"can_{each}" for each in rights]
        await self._post(f"groups/{chat}/admins", {"bot": await self._bot(), "admin": bool(rights), "rights": given})

    async def upgrade(self, chat: int) -> int:
        return int((await self._post(f"groups/{chat}/upgrade", {}))["id"])

    async def language(self, who: int, language: str) -> None:
        await self._ask("PATCH", f"people/{who}", json={"language": language})

    async def block(self, who: int, *, blocked: bool) -> None:
        await self._post(f"people/{who}/block", {"blocked": blocked})

    async def hides(self, who: int) -> None:
        await self._ask("PATCH", f"people/{who}", json={"hidden_forwards": True})

    async def say(self, who: int, chat: int, text: str, forwarded: Mapping[str, Any] | None = None) -> int:
        said = await self._post("say", {"person": who, **_place(who, chat), "text": text, **(forwarded or {})})
        return int(said["message"]["message_id"])

    async def edit(self, who: int, chat: int, message: int, text: str) -> None:
        await self._post("edit", {"person": who, "chat": chat, "message_id": message, "text": text})

    async def press(self, who: int, chat: int, message: int, data: str) -> None:
        await self._post("press", {"person": who, "chat": chat, "message_id": message, "data": data})

    async def send(  # noqa: PLR0913, PLR0917 - see Stage
        self,
        who: int,
        chat: int,
        kind: str,
        files: Sequence[tuple[str, bytes]],
        caption: str,
        forwarded: Mapping[str, Any] | None = None,
    ) -> None:
        form = aiohttp.FormData()
        fields = {"person": who, **_place(who, chat), "kind": kind, "caption": caption, **(forwarded or {})}
        for name, value in fields.items():
            form.add_field(name, str(value))
        for name, content in files:
            form.add_field("file", content, filename=name)
        await self._ask("POST", "send", data=form)

    async def contact(self, who: int, chat: int, contact: Mapping[str, Any]) -> None:
        await self._post("contact", {"person": who, **_place(who, chat), **contact})

    async def open(self, who: int, link: str, chat: int = 0) -> None:
        await self._post("open", {"person": who, "url": link, **({"chat": chat} if chat else {})})

    # --- time and trouble ---

    async def now(self, moment: float) -> None:
        await self._post("clock", {"to": moment})

    async def wait(self, seconds: float) -> None:
        await self._post("clock", {"advance": seconds})

    async def begin(self) -> None:
        """Start the assistant, and wait until it has told Telegram where it is."""
        after = (await self._ask("GET", f"journal?after={1 << 53}"))["cursor"]
        await self._house.start()
        end = time.monotonic() + _PATIENCE
        while not await self._announced(after):
            if time.monotonic() > end:
                raise Refused("the assistant runs, but sets no webhook")
            await asyncio.sleep(0.01)

    async def _announced(self, after: int) -> bool:
        entries = (await self._ask("GET", f"journal?after={after}"))["entries"]
        calls = (each for each in entries if each["type"] == "call" and each["ok"])
        return any(each["method"].lower() == "setwebhook" for each in calls)

    async def restart(self) -> None:
        await self._rest()
        await self._house.stop()
        await self.begin()

    async def kill(self) -> None:
        await self._rest()
        await self._house.kill()
        await self.begin()

    async def fault(self, method: str, **rule: Any) -> None:
        deliveries = rule["mode"] == "duplicate_update" or method in {"message", "edited_message", "callback_query"}
        await self._post("faults", {"kind" if deliveries else "method": method, **rule})

    # --- what is heard ---

    async def _rest(self) -> None:
        if not self._at_rest:
            settled = await self._post("settle", {"patience": 0, "timeout": _AT_WORK})
            if not settled["rested"]:
                raise Refused(f"the assistant is still at work after {_AT_WORK:.0f} seconds")
            self._at_rest = True

    async def heard(self, chat: int, who: int) -> list[Message]:
        await self._rest()
        path = f"chats/{chat}/messages?person={who}&after={self._seen.get(chat, 0)}"
        found = await self._ask("GET", path)
        self._seen[chat] = found["cursor"]
        messages = [each for each in found["messages"] if each["from"]["is_bot"] and not _mere(each)]
        if chat != who:
            return messages
        toasts = await self._ask("GET", f"toasts?person={who}&after={self._toasts.get(who, 0)}")
        self._toasts[who] = toasts["cursor"]
        return [*({"toast": True, "text": each["text"]} for each in toasts["toasts"] if each["text"]), *messages]


def _mere(message: Message) -> bool:
    """Gone, or only a note of the app: a new title, something pinned."""
    return bool(message["deleted"]) or "new_chat_title" in message or "pinned_message" in message


def _place(who: int, chat: int) -> dict[str, int]:
    return {"chat": chat} if chat != who else {}
