"""The stage for transcripts in memory: the service over in-memory books, a clock that stands still, phones."""

from __future__ import annotations

import hashlib
import itertools
import json
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from assistant.dialog.engine import Dialogue
from assistant.papers import qr
from assistant.papers.case_spec import CaseFileSpec
from assistant.papers.impersonation_card import ImpersonationCardSpec
from assistant.papers.picture import BadPicture, sniff
from assistant.papers.poster import PosterSpec, draw
from assistant.papers.rules_card import RulesCardSpec
from assistant.papers.rules_pdf import RulesPdfSpec
from assistant.papers.scam_card import ScamCardSpec
from assistant.service import Service
from assistant.store import open_books
from assistant.telegram.incoming import Ignored, Undecodable, decode
from assistant.transcript import START
from assistant.worker import JobFailed
from assistant.worker.exhibits import look
from assistant.worker.exports import ExportSpec
from flows import FLOWS, PAGES, REACTIONS
from tests.transcript.circle import Refusal
from tests.transcript.town import BOT, Standing, Town

DIALOGUE = Dialogue(FLOWS, PAGES)
FORBIDDEN = 403  # what Telegram says of whoever has blocked us


PAPERS = {
    "rules_card": RulesCardSpec,
    "rules_pdf": RulesPdfSpec,
    "impersonation_card": ImpersonationCardSpec,
    "scam_card": ScamCardSpec,
}


class PureStage(Town):
    """Service + books + fake Telegram, all in one thread. `draw_posters` draws them really (slow)."""

    def __init__(self, *, draw_posters: bool = False) -> None:
        super().__init__(Standing(START))
        self.books = open_books(":memory:")
        self.draw_posters = draw_posters
        self._tokens = itertools.count(1)
        self._faults: list[dict[str, Any]] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.service = self._service()

    def _service(self) -> Service:
        return Service(
            DIALOGUE,
            REACTIONS,
            self.clock,
            fresh=lambda: f"{next(self._tokens):08x}" * 2,
            may_ride=lambda chat, now: True,
            bot=lambda: BOT,
        )

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
            self._toast(incoming.chat, answer.ack.text)
        if answer.body is not None and not dropped:
            body = json.loads(answer.body)
            self._apply(body.pop("method"), body)
        self._rest()

    def _rest(self) -> None:
        """Pay what is owed, take what is due and do the slow work, until there is nothing of it."""
        while True:
            self._pay()
            if self._due():
                continue
            jobs = self.books.jobs.ready(1)
            if not jobs:
                return
            job = jobs[0]
            self.books.begin()
            self.books.jobs.start(job.id)
            self.service.worked(self.books, job.id, *self._work(job.kind, job.args))
            self.books.commit()

    def _due(self) -> bool:
        """What comes due this very moment: a message that has arrived may prove something, say."""
        found = self.books.timers.due(self.clock.now(), 50)
        for timer in found:
            self.books.begin()
            self.service.due(self.books, timer)
            self.books.commit()
        return bool(found)

    def _work(self, kind: str, args: dict[str, Any]) -> tuple[dict[str, Any] | None, str]:
        args = {name: value for name, value in args.items() if name != "key"}
        if kind == "case_file":
            name = f"{msgspec.convert(args, CaseFileSpec).case}.zip"
            made = {"sha256": "0" * 64, "size": 1}
            return {**made, "mime": "application/zip", "parts": [{**made, "name": name}]}, ""
        if kind == "export":
            msgspec.convert(args, ExportSpec)
            made = {"sha256": "0" * 64, "size": 1}
            return {**made, "mime": "application/zip", "parts": [{**made, "name": "yidan.zip"}], "missing": []}, ""
        if kind in PAPERS:
            msgspec.convert(args, PAPERS[kind])  # every word is there, and of its kind
            name = {"rules_pdf": "application/pdf"}.get(kind, "image/png")
            return {"sha256": "0" * 64, "size": 1, "mime": name, "left_out": []}, ""
        if kind == "poster":
            spec = msgspec.convert(args, PosterSpec)
            assert all(each.strip() for each in (*spec.rules, *spec.join)), f"an empty line on the poster: {spec}"
            left_out = draw(spec).left_out if self.draw_posters else ()
            return {"sha256": "0" * 64, "size": 1, "mime": "image/png", "left_out": list(left_out)}, ""
        content = args["text"].encode() if "text" in args else self._files[args["file_id"]]
        if kind == "keep_exhibit":
            return exhibit(content, args.get("name") or "")
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
                rule = self._struck(row.method, row.params.decode(), "error")
                if row.chat in self._blocked or (rule and rule["code"] == FORBIDDEN):
                    self.books.outbox.dead(row.id, "blocked", self.clock.now())
                    self.books.people.block(row.chat, self.clock.now())
                    continue
                if rule:
                    self.books.outbox.retry(row.id, self.clock.now() + rule.get("retry_after", 1))
                    continue
                try:
                    result = self._apply(row.method, json.loads(row.params))
                except Refusal as no:
                    self.books.outbox.dead(row.id, str(no), self.clock.now())
                else:
                    self.books.outbox.sent(row.id, json.dumps(result).encode(), self.clock.now())
            self.books.commit()

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
            self._due()
            self._rest()
        self.clock.time = target

    async def restart(self) -> None:
        """Everything but the books is lost, and these come from their file again."""
        self._folder = self._folder or tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / f"{next(self._tokens)}.db"
        self.books.database.connection.execute("VACUUM INTO ?", (str(path),))
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

    def close(self) -> None:
        self.books.close()
        if self._folder is not None:
            self._folder.cleanup()


def exhibit(content: bytes, name: str) -> tuple[dict[str, Any] | None, str]:
    """What the worker would tell of a file given as evidence."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        try:
            seen, copy = look(Path(file.name), name)
        except JobFailed as failed:
            return None, failed.code
    if copy:
        seen["copy"] |= {"sha256": hashlib.sha256(copy).hexdigest(), "size": len(copy)}
    sha256 = hashlib.sha256(content).hexdigest()
    return {"sha256": sha256, "size": len(content), "unique_id": f"u{sha256[:12]}", **seen}, ""


_seen: dict[bytes, list[qr.Code]] = {}


def _codes(content: bytes) -> list[qr.Code]:
    """Read once a picture: many transcripts show the same one."""
    if content not in _seen:
        _seen[content] = qr.read(content)
    return _seen[content]
