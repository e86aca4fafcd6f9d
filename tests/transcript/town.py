"""A small Telegram in memory: people, what they do, and the chats as they see them."""

from __future__ import annotations

import hashlib
import itertools
from collections import deque
from typing import Any

BOT = "yidan_bot"
US = {"id": 1, "is_bot": True, "first_name": "Yidan", "username": BOT}


class Standing:
    """A clock that only moves when it is told to."""

    def __init__(self, now: float) -> None:
        self.time = now

    def now(self) -> float:
        return self.time


class Town:
    """What people do becomes updates, which a subclass takes in `_deliver`; `_apply` does what a method says."""

    def __init__(self, clock: Standing) -> None:
        self.clock = clock
        self._updates, self._messages = itertools.count(1000), itertools.count(1)
        self._people: dict[int, dict[str, Any]] = {}
        self._blocked: set[int] = set()
        self._hiding: set[int] = set()
        self._groups: dict[int, str] = {}
        self._chats: dict[int, dict[int, dict[str, Any]]] = {}
        self._changed: dict[int, dict[int, None]] = {}
        self._toasts: dict[int, deque[str]] = {}
        self._files: dict[str, bytes] = {}

    def _deliver(self, content: dict[str, Any]) -> None:
        raise NotImplementedError

    # --- people and what they do ---

    async def person(self, name: str, language: str) -> int:
        number = 500_000_001 + len(self._people)
        self._people[number] = {"id": number, "is_bot": False, "first_name": name, "language_code": language}
        return number

    async def group(self, title: str, owner: int, members: Any) -> int:
        number = -(4_000_000_001 + len(self._groups))
        self._groups[number] = title
        return number

    async def language(self, who: int, language: str) -> None:
        self._people[who]["language_code"] = language

    async def block(self, who: int, *, blocked: bool) -> None:
        status = "kicked" if blocked else "member"
        (self._blocked.add if blocked else self._blocked.discard)(who)
        standing = {"status": status, "user": US}
        self._deliver(
            {"my_chat_member": {"chat": self._chat(who), "from": self._people[who], "new_chat_member": standing}}
        )

    async def hides(self, who: int) -> None:
        self._hiding.add(who)

    async def say(self, who: int, chat: int, text: str, forwarded: Any = None) -> int:
        return self._write(who, chat, {**self._origin(forwarded), "text": text})

    def _origin(self, told: Any) -> dict[str, Any]:
        if not told:
            return {}
        date = int(self.clock.now() - told["forwarded_ago"])
        author = self._people.get(told.get("forwarded_from"), {"id": 0, "first_name": told.get("forwarded_name")})
        if author["id"] in self._hiding | {0}:
            origin = {"type": "hidden_user", "sender_user_name": author["first_name"]}
        else:
            origin = {"type": "user", "sender_user": author}
        return {"forward_origin": {**origin, "date": date}}

    async def contact(self, who: int, chat: int, contact: Any) -> None:
        of = self._people.get(contact.get("of"), {})
        shown = {"first_name": of.get("first_name", contact.get("name"))} | ({"user_id": of["id"]} if of else {})
        self._write(who, chat, {"contact": {"phone_number": contact.get("phone", "+1000"), **shown}})

    async def edit(self, who: int, chat: int, message: int, text: str) -> None:
        body = self._body(who, chat, message) | {"text": text, "edit_date": int(self.clock.now())}
        self._deliver({"edited_message": body})

    async def press(self, who: int, chat: int, message: int, data: str) -> None:
        query = {"id": str(next(self._updates)), "from": self._people[who], "data": data}
        place = {"message_id": message, "chat": self._chat(chat), "date": int(self.clock.now())}
        self._deliver({"callback_query": {**query, "chat_instance": "1", "message": place}})

    async def send(self, who: int, chat: int, kind: str, files: Any, caption: str, forwarded: Any = None) -> None:
        album = {"media_group_id": str(next(self._updates))} if len(files) > 1 else {}
        said = {"caption": caption} if caption else {}
        kinds = kind.split(",") if "," in kind else [kind] * len(files)
        for each, (name, content) in zip(kinds, files, strict=True):
            self._write(who, chat, {**self._origin(forwarded), **self._file(each, name, content), **album, **said})
            said = {}

    async def open(self, who: int, link: str) -> None:
        self._write(who, who, {"text": f"/start {link.partition('?start=')[2]}".strip()})

    def _file(self, kind: str, name: str, content: bytes) -> dict[str, Any]:
        file_id = f"{kind}-{len(self._files)}"
        self._files[file_id] = content
        file = {
            "file_id": file_id,
            "file_unique_id": f"u{hashlib.sha256(content).hexdigest()[:12]}",
            "file_size": len(content),
        }
        if kind == "photo":
            return {"photo": [file | {"width": 90, "height": 90}, file | {"width": 800, "height": 800}]}
        return {kind: file | ({"file_name": name} if kind == "document" else {})}

    def _write(self, who: int, chat: int, content: dict[str, Any]) -> int:
        number = next(self._messages)
        self._deliver({"message": self._body(who, chat, number) | content})
        return number

    def _body(self, who: int, chat: int, message: int) -> dict[str, Any]:
        sender = self._people[who]
        return {"message_id": message, "from": sender, "chat": self._chat(chat), "date": int(self.clock.now())}

    def _chat(self, chat: int) -> dict[str, Any]:
        if chat in self._groups:
            return {"id": chat, "type": "supergroup", "title": self._groups[chat]}
        return {"id": chat, "type": "private", "first_name": self._people[chat]["first_name"]}

    # --- what the assistant does ---

    def _toast(self, chat: int, text: str) -> None:
        self._toasts.setdefault(chat, deque()).append(text)

    def _apply(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """What the method does to the chat, as its people see it."""
        chat = params.pop("chat_id")
        if chat in self._blocked:
            return {}
        messages = self._chats.setdefault(chat, {})
        edits = method == "editMessageText"
        assert edits or method in {"sendMessage", "sendPhoto", "sendDocument"}, method
        number = params["message_id"] if edits else next(self._messages)
        assert not edits or number in messages, f"edits a message that is not there: {params}"
        message = {**params, "message_id": number, "edited": edits}
        if edits and {**messages[number], "edited": True} == message:
            return message  # "message is not modified"
        messages[number] = message
        self._changed.setdefault(chat, {})[number] = None
        return message

    async def heard(self, chat: int, who: int) -> list[dict[str, Any]]:
        toasts = self._toasts.pop(chat, ())
        changed = sorted(self._changed.pop(chat, {}))
        return [*({"toast": True, "text": text} for text in toasts), *(self._chats[chat][each] for each in changed)]
