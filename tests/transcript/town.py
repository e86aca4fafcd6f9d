"""A small Telegram in memory: people, what they do, and the chats as they see them."""

from __future__ import annotations

import hashlib
import itertools
from collections import deque
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.transcript.circle import Circle

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
        self.groups: dict[int, Circle] = {}
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
        number = await self.new_group(title, owner, members)
        self.groups[number].here = True
        return number

    async def new_group(self, title: str, owner: int, members: Any) -> int:
        number = -(4_000_000_001 + len(self.groups))
        self.groups[number] = Circle(title, {each: self._people[each] for each in (owner, *members)}, here=False)
        return number

    async def remove(self, chat: int) -> None:
        self.groups[chat].here = False
        self._standing(chat, "kicked")

    async def rights(self, chat: int, rights: Any) -> None:
        self.groups[chat].rights = frozenset(rights) or None
        self._standing(chat, "administrator" if rights else "member")

    async def upgrade(self, chat: int) -> int:
        new = -(1_002_000_000_001 + len(self.groups))
        self.groups[new] = self.groups[chat]
        owner = next(iter(self.groups[chat].members))
        self._standing(new, "administrator" if self.groups[chat].rights else "member")
        self._write(owner, chat, {"migrate_to_chat_id": new})
        self._write(owner, new, {"migrate_from_chat_id": chat})
        return new

    def _standing(self, chat: int, status: str) -> None:
        owner = next(iter(self.groups[chat].members.values()))
        new = {"status": status, "user": US}
        self._deliver({"my_chat_member": {"chat": self._chat(chat), "from": owner, "new_chat_member": new}})

    async def language(self, who: int, language: str) -> None:
        self._people[who]["language_code"] = language

    async def block(self, who: int, *, blocked: bool) -> None:
        self._block(who, blocked=blocked)

    def _block(self, who: int, *, blocked: bool) -> None:
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

    def _enter(self, who: int, link: str) -> None:
        chat, circle = next((number, each) for number, each in self.groups.items() if link in each.links)
        if not circle.links[link]:
            circle.members[who] = self._people[who]
            return
        circle.asking[who] = self._people[who]
        if "invite_users" not in (circle.rights or ()):
            return  # only whoever may invite hears of it
        asks = {"chat": self._chat(chat), "from": self._people[who], "user_chat_id": who}
        self._deliver({"chat_join_request": {**asks, "date": int(self.clock.now())}})

    async def open(self, who: int, link: str, chat: int = 0) -> None:
        if "/+" in link:
            self._enter(who, link)
            return
        fields = parse_qs(urlsplit(link).query)
        if "startgroup" in fields:
            circle, asked = self.groups[chat], fields.get("admin")
            before = (circle.here, circle.rights)
            circle.here, circle.rights = True, frozenset(asked[0].split()) if asked else circle.rights
            if before != (circle.here, circle.rights):
                self._standing(chat, "administrator" if asked else "member")
            self._write(who, chat, {"text": f"/start@{BOT} {fields['startgroup'][0]}"})
            return
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
        if chat in self._blocked:  # whoever writes unblocks
            self._block(who, blocked=False)
        number = next(self._messages)
        self._deliver({"message": self._body(who, chat, number) | content})
        return number

    def _body(self, who: int, chat: int, message: int) -> dict[str, Any]:
        sender = self._people[who]
        return {"message_id": message, "from": sender, "chat": self._chat(chat), "date": int(self.clock.now())}

    def _chat(self, chat: int) -> dict[str, Any]:
        if chat in self.groups:
            return {"id": chat, "type": "supergroup", "title": self.groups[chat].title}
        return {"id": chat, "type": "private", "first_name": self._people[chat]["first_name"]}

    # --- what the assistant does ---

    def _toast(self, chat: int, text: str) -> None:
        self._toasts.setdefault(chat, deque()).append(text)

    def _apply(self, method: str, params: dict[str, Any]) -> Any:
        """What the method does to the chat, as its people see it. Raises Refusal."""
        chat = params.pop("chat_id")
        if chat in self._blocked:
            return {}
        if (circle := self.groups.get(chat)) is not None:
            circle.check(method)
            if method != "sendMessage":
                return circle.call(method, params, US)
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
