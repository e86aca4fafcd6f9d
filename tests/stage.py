"""The stage for transcripts in memory: the service over in-memory books, a clock that stands still, phones."""

from __future__ import annotations

import hashlib
import itertools
import json
import tempfile
from collections import deque
from pathlib import Path
from typing import Any

import msgspec

from assistant.dialog.engine import Dialogue
from assistant.papers import qr
from assistant.papers.picture import BadPicture, sniff
from assistant.papers.poster import PosterSpec, draw
from assistant.service import Service
from assistant.store import open_books
from assistant.telegram.incoming import Ignored, Undecodable, decode
from assistant.transcript import START
from flows import FLOWS, PAGES, REACTIONS

BOT = "yidan_bot"
US = {"id": 1, "is_bot": True, "first_name": "Yidan", "username": BOT}
DIALOGUE = Dialogue(FLOWS, PAGES)


class Standing:
    """A clock that only moves when it is told to."""

    def __init__(self, now: float) -> None:
        self.time = now

    def now(self) -> float:
        return self.time


class PureStage:
    """Service + books + fake Telegram, all in one thread. `draw_posters` draws them really (slow)."""

    def __init__(self, *, draw_posters: bool = False) -> None:
        self.clock, self.books = Standing(START), open_books(":memory:")
        self.draw_posters = draw_posters
        self._tokens = itertools.count(1)
        self._updates, self._messages = itertools.count(1000), itertools.count(1)
        self._people: dict[int, dict[str, Any]] = {}
        self._blocked: set[int] = set()
        self._groups: dict[int, str] = {}
        self._chats: dict[int, dict[int, dict[str, Any]]] = {}
        self._changed: dict[int, dict[int, None]] = {}
        self._toasts: dict[int, deque[str]] = {}
        self._files: dict[str, bytes] = {}
        self._faults: list[dict[str, Any]] = []
        self.service = self._service()

    def _service(self) -> Service:
        return Service(
            DIALOGUE,
            REACTIONS,
            self.clock,
            fresh=lambda: f"{next(self._tokens):016x}",
            may_ride=lambda chat, now: True,
            bot=lambda: BOT,
        )

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

    async def say(self, who: int, chat: int, text: str) -> int:
        return self._write(who, chat, {"text": text})

    async def edit(self, who: int, chat: int, message: int, text: str) -> None:
        body = self._body(who, chat, message) | {"text": text, "edit_date": int(self.clock.now())}
        self._deliver({"edited_message": body})

    async def press(self, who: int, chat: int, message: int, data: str) -> None:
        query = {"id": str(next(self._updates)), "from": self._people[who], "data": data}
        place = {"message_id": message, "chat": self._chat(chat), "date": int(self.clock.now())}
        self._deliver({"callback_query": {**query, "chat_instance": "1", "message": place}})

    async def send(self, who: int, chat: int, kind: str, files: Any, caption: str) -> None:
        album = {"media_group_id": str(next(self._updates))} if len(files) > 1 else {}
        said = {"caption": caption} if caption else {}
        for name, content in files:
            self._write(who, chat, {**self._file(kind, name, content), **album, **said})
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

    # --- the wire: updates in, methods out ---

    def _deliver(self, content: dict[str, Any]) -> None:
        update = {"update_id": next(self._updates), **content}
        raw = json.dumps(update, ensure_ascii=False).encode()
        kind = next(iter(content))
        if self._struck(kind, raw.decode(), "deliver_then_drop"):
            self._take(raw, dropped=True)
        # Telegram delivers again at once; that is also all that can be seen of "drop_before".
        self._struck(kind, raw.decode(), "drop_before")
        self._take(raw)

    def _take(self, raw: bytes, *, dropped: bool = False) -> None:
        """One delivery; with `dropped` the assistant's reply gets lost on its way back."""
        incoming = decode(raw, BOT)
        assert not isinstance(incoming, Undecodable), incoming
        if isinstance(incoming, Ignored):
            return
        self.books.begin()
        answer = self.service.turn(self.books, incoming, raw)
        self.books.commit()
        assert not self.books.letters.recent(1), f"a bug was buried: {self.books.letters.recent(1)[0]}"
        if answer.ack is not None and answer.ack.text:
            self._toasts.setdefault(incoming.chat, deque()).append(answer.ack.text)
        if answer.body is not None and not dropped:
            body = json.loads(answer.body)
            self._apply(body.pop("method"), body)
        self._rest()

    def _rest(self) -> None:
        """Pay what is owed and do the slow work, until there is neither."""
        while True:
            self._pay()
            jobs = self.books.jobs.ready(1)
            if not jobs:
                return
            job = jobs[0]
            self.books.begin()
            self.books.jobs.start(job.id)
            self.service.worked(self.books, job.id, *self._work(job.kind, job.args))
            self.books.commit()

    def _work(self, kind: str, args: dict[str, Any]) -> tuple[dict[str, Any] | None, str]:
        args = {name: value for name, value in args.items() if name != "key"}
        if kind == "poster":
            spec = msgspec.convert(args, PosterSpec)
            assert all(each.strip() for each in (*spec.rules, *spec.join)), f"an empty line on the poster: {spec}"
            left_out = draw(spec).left_out if self.draw_posters else ()
            return {"sha256": "0" * 64, "size": 1, "mime": "image/png", "left_out": list(left_out)}, ""
        content = self._files[args["file_id"]]
        try:
            codes = _codes(content)
        except BadPicture as bad:
            return None, bad.code
        shown = [{"text": code.text, "verdict": code.verdict} for code in codes]
        file = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "mime": sniff(content[:16])}
        unique = f"u{file['sha256'][:12]}"
        return {**file, "unique_id": unique, "codes": shown, "verdict": qr.overall(codes)}, ""

    def _pay(self) -> None:
        while rows := self.books.outbox.ready(self.clock.now(), 10):
            self.books.begin()
            for row in rows:
                self.books.outbox.claim([row.id])
                if rule := self._struck(row.method, row.params.decode(), "error"):
                    self.books.outbox.retry(row.id, self.clock.now() + rule.get("retry_after", 1))
                    continue
                result = self._apply(row.method, json.loads(row.params))
                self.books.outbox.sent(row.id, json.dumps(result).encode(), self.clock.now())
            self.books.commit()

    def _apply(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """What the method does to the chat, as its people see it."""
        chat = params.pop("chat_id")
        if chat in self._blocked:
            return {}
        messages = self._chats.setdefault(chat, {})
        edits = method == "editMessageText"
        assert edits or method in {"sendMessage", "sendPhoto"}, method
        number = params["message_id"] if edits else next(self._messages)
        assert not edits or number in messages, f"edits a message that is not there: {params}"
        message = {**params, "message_id": number, "edited": edits}
        if edits and {**messages[number], "edited": True} == message:
            return message  # "message is not modified"
        messages[number] = message
        self._changed.setdefault(chat, {})[number] = None
        return message

    # --- time, restarts, trouble ---

    async def now(self, moment: float) -> None:
        self.clock.time = moment

    async def wait(self, seconds: float) -> None:
        """Every due moment on the way, one after the other."""
        target = self.clock.now() + seconds
        while True:
            moments = [each for each in (self.books.timers.next(), self.books.outbox.next_at()) if each is not None]
            if not moments or min(moments) > target:
                break
            self.clock.time = max(self.clock.time, min(moments))
            for timer in self.books.timers.due(self.clock.now(), 50):
                self.books.begin()
                self.service.due(self.books, timer)
                self.books.commit()
            self._rest()
        self.clock.time = target

    async def restart(self) -> None:
        """Everything but the books is lost, and even these come from their file again."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "books.db"
            self.books.database.connection.execute("VACUUM INTO ?", (str(path),))
            self.books.close()
            self.books = open_books(":memory:")
            self.books.close()
            self.books = open_books(str(path))
        self.service = self._service()

    kill = restart

    async def fault(self, method: str, **rule: Any) -> None:
        self._faults.append({"method": method, **rule})

    def _struck(self, method: str, content: str, mode: str) -> dict[str, Any] | None:
        for rule in self._faults:
            fits = rule["method"] == method and rule["mode"] == mode and rule.get("contains", "") in content
            if fits and rule["times"] > 0:
                rule["times"] -= 1
                return rule
        return None

    async def heard(self, chat: int, who: int) -> list[dict[str, Any]]:
        toasts = self._toasts.pop(chat, ())
        changed = sorted(self._changed.pop(chat, {}))
        return [*({"toast": True, "text": text} for text in toasts), *(self._chats[chat][each] for each in changed)]

    def close(self) -> None:
        self.books.close()


_seen: dict[bytes, list[qr.Code]] = {}


def _codes(content: bytes) -> list[qr.Code]:
    """Read once a picture: many transcripts show the same one."""
    if content not in _seen:
        _seen[content] = qr.read(content)
    return _seen[content]
