"""A group with a quarrel, in memory: everybody in it presses and says whatever comes to mind, and all that the assistant
sends is looked at, message by message, for what its reader has no right to."""

from __future__ import annotations

import copy
import itertools
import json
import re
import shutil
from pathlib import Path
from typing import Any

from assistant.casework import case_of, link_of
from assistant.domain.disputes import custody
from assistant.domain.disputes.case import Case
from assistant.domain.disputes.lifecycle import ENDS, State
from assistant.store import open_books
from assistant.transcript import Player, parse
from tests.faults import struck
from tests.visitor import Recorder

OLGA, MEI, BEN, NORA, DORA, EMIL = range(500_000_001, 500_000_007)
NAMES = {MEI: "小美", BEN: "Ben"}
SAID = {
    "封面撕坏了": MEI,
    "packed them well": BEN,
    "差得太远": DORA,
    "does not show these books": EMIL,
}  # in the openings
STRANGER = "@ person nora en Nora"
"""She is in no group, and knows nobody."""
DRAWN = "mei: /draw 1 » [现在就抽]\nben: /draw 1 » [Go on, draw now]"
FILED = f"""
mei: /dispute » [Three novels, good condition · Ben] » [坏的、破损] » [退一部分] » 30
  » Ben（{BEN}）寄来的书，封面撕坏了，小美我都拍下来了。 » (photo torn-parcel.jpg) Ben 寄的 » (document receipt.pdf) » [好了] » [★ …] » [提交]
"""
ANSWERED = f"""
ben: [Read and answer] » [Answer] » [I see it differently] » I packed them well, and 小美 ({MEI}) knows it. Ben.
  » (photo parcel.jpg) Packed by Ben » [Done] » [Send my answer]
mei: /cases 1 ready
ben: /cases 1 ready
mei: /cases 1 ready
ben: /cases 1 ready
"""
"""They call each other by name, and by number."""
VOTES = """
emil: [Read the case] » [Show me…] » [Vote] » [The claim is right] » Exhibit 3 does not show these books. » [Cast my vote]
dora: [看案件] » [看证据…] » [去投票] » [支持] » 证据1里两本封面都撕了，和说好的九成新差得太远。 » [投出这一票]
"""
OPENINGS = (
    ("deal", "jurors", "more-jurors"),
    ("deal", "jurors", "more-jurors", "filed"),
    ("deal", "one-juror", "filed", "answered"),
    ("deal", "jurors", "filed", "drawing"),
    ("deal", "jurors", FILED, ANSWERED, "voting"),
    ("deal", "jurors", "more-jurors", FILED, ANSWERED, DRAWN),
    ("deal", "jurors", FILED, ANSWERED, "voting", VOTES),
    ("deal", "jurors", FILED, ANSWERED, "voting", "ruled"),
)
TIMES = re.compile(r"case:(\d+):(.+)")


class Leak(AssertionError):  # noqa: N818 - says what happened
    """Somebody was shown what is not theirs."""


class Square(Recorder):
    """The stage, with eyes on every message that leaves and on the books after every deed."""

    def __init__(self) -> None:
        self.entitled: dict[int, set[int]] = {}  # by case: who has ever been a party, or sat on its panel
        self.near: dict[int, set[int]] = {}  # by case: who may at least know that there is one
        self._seen: dict[int, int] = {}  # by case: the version that was checked last
        self.presses = self.told = self.shared = 0
        self.swap, self._late = False, None
        super().__init__()

    # --- beginnings ---

    async def open(self, who: int, link: str, chat: int = 0) -> None:
        if "start=c_" in link:
            for near in self.near.values():
                near.add(who)
        await super().open(who, link, chat)

    @staticmethod
    async def at(opening: tuple[str, ...]) -> Square:
        """After those openings have been played."""
        square = Square()
        lines = [each if ":" in each else f"@ play openings/{each}.chat" for each in opening]
        lines.insert(1, STRANGER)
        player = Player(parse("\n\n".join(["a quarrel", *lines]), struck.FIXTURES), square, lambda name, message: None)
        await player.play()
        return square

    def copied(self, path: Path) -> Square:
        """The same square, to be walked through from here; its books lie at `path`."""
        if not (kept := path.with_suffix(".first")).exists():
            self.books.database.connection.execute("VACUUM INTO ?", (str(kept),))
        shutil.copy(kept, path)
        other = Square()
        other.books.close()
        for name in ("_people", "_chats", "_changed", "_toasts", "_files", "entitled", "near"):
            setattr(other, name, copy.deepcopy(getattr(self, name)))
        other.clock.time = self.clock.time
        for name in ("_updates", "_messages", "_tokens"):
            setattr(other, name, itertools.count(100_000))
        other.books = open_books(str(path))
        other.service = other._service()
        return other

    # --- what happens to deliveries ---

    def _deliver(self, content: dict[str, Any]) -> None:
        """With `swap`, the next one overtakes this one."""
        if self.swap:
            self.swap, self._late = False, content
            return
        late, self._late = self._late, None
        self._delivered(content)
        if late is not None:
            self._delivered(late)

    def _delivered(self, content: dict[str, Any]) -> None:
        before = len(self.calls)
        super()._deliver(content)
        said = [method for method, _ in self.calls[before:]]
        if "callback_query" in content:
            self.presses += 1
            assert "answerCallbackQuery" in said, f"a press that nothing answered: {content}"
        elif "message" in content:
            assert said or self.books.jobs.ready(1) or "media_group_id" in content["message"], f"unheard: {content}"

    def _take(self, raw: bytes, *, dropped: bool = False) -> None:
        super()._take(raw, dropped=dropped)
        self.look()

    def down(self, seconds: float) -> None:
        """As the house does when it comes back: the time is given back first, then what is due fires."""
        since = self.clock.now()
        self.clock.time += seconds
        self.books.begin()
        self.service.away(self.books, since, self.clock.now())
        self.books.commit()
        self._rest()

    async def wait(self, seconds: float) -> None:
        await super().wait(seconds)
        self.look()

    # --- what must hold ---

    def cases(self) -> list[Case]:
        rows = (self.books.cases.get(number) for number in range(1, self.books.cases.next_number()))
        return [case_of(row) for row in rows if row is not None]

    def look(self) -> None:
        total = self.books.database.connection.execute("SELECT sum(amount) FROM posting").fetchone()[0]
        assert not total, f"the ledger is off by {total}"
        due = {timer.key: timer.due for timer in self.books.timers.due(1e12, 999)}
        for case in self.cases():
            self._moves(case, due)
            if self._seen.get(case.number) != case.version:
                self._seen[case.number] = case.version
                self._holds(case)

    def _moves(self, case: Case, due: dict[str, float]) -> None:
        """No case without an end, or a moment at which it goes on by itself."""
        assert case.over == (case.state in ENDS)
        assert case.over or case.deadlines, f"case {case.number} waits for nothing in {case.state}"
        told = {f"case:{case.number}:{each.name}": each.due.timestamp() for each in case.deadlines}
        mine = {key: at for key, at in due.items() if (found := TIMES.fullmatch(key)) and int(found[1]) == case.number}
        assert mine == told, f"case {case.number}: the clocks are not those of its books"

    def _holds(self, case: Case) -> None:
        rows = self.books.cases.chain(case.number)
        assert custody.verify(case.name, [link_of(row) for row in rows]) is None
        assert len(rows) == case.version
        assert [each.round for each in case.rulings] == list(range(1, len(case.rulings) + 1))
        kinds = [row.kind for row in rows]
        assert kinds.count("CaseRuled") == len(case.rulings) <= 2
        counted = "".join("v" if kind == "BallotCast" else "R" if kind == "CaseRuled" else "" for kind in kinds)
        assert not counted.rpartition("R")[2] or case.plea is not None or not case.rulings, "a vote after the count"
        seated = [(seat.round, seat.person) for seat in case.seats if seat.state == "accepted"]
        assert len(set(seated)) == len(seated)
        assert not {person for _, person in seated} & {*case.parties, OLGA}

    # --- who is shown what ---

    def _apply(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        self._scan(params["chat_id"], json.dumps(params, ensure_ascii=False))
        self.told += 1
        return super()._apply(method, params)

    def _scan(self, reader: int, said: str) -> None:
        cases = self.cases()
        for case in cases:
            seated = {seat.person for seat in case.seats if seat.state == "accepted"}
            inside = self.entitled.setdefault(case.number, set())
            inside |= {*case.parties, *seated}
            near = self.near.setdefault(case.number, {OLGA})
            near |= inside | {seat.person for seat in case.seats}
            if case.name in said and reader not in near:
                raise Leak(f"{reader} hears of {case.name}: {said}")
            files = {row.sha256 for row in self.books.cases.exhibits(case.number)}
            files |= {row.copy_sha256 for row in self.books.cases.exhibits(case.number)} - {None}
            if reader not in inside and any(f'"blob": "{name}"' in said for name in files):
                raise Leak(f"{reader} is sent an exhibit of {case.name}: {said}")
        writers = {500_000_000 + int(number) for number in re.findall(r"mark(\d+)", said)}
        writers |= {writer for words, writer in SAID.items() if words in said}
        for writer in writers - {reader}:
            self.shared += 1
            if not any(self._may_read(reader, writer, case) for case in cases):
                raise Leak(f"{reader} reads what {writer} said: {said}")
        self._names(reader, said, cases)

    def _may_read(self, reader: int, writer: int, case: Case) -> bool:
        if reader not in self.entitled[case.number]:
            return False
        if writer in case.parties:
            return True
        counted = {0, *(each.round for each in case.rulings)}  # a mediator speaks openly, a juror after the count
        counted |= {case.round} if case.state is State.NO_FINDING else set()
        return any(seat.person == writer and seat.round in counted for seat in case.seats)

    def _names(self, reader: int, said: str, cases: list[Case]) -> None:
        """Who sits on a panel, or is asked to, learns neither names nor numbers of the parties."""
        for case in cases:
            if reader in case.parties or not any(seat.person == reader for seat in case.seats):
                continue
            for party in {*case.parties} & set(NAMES):
                name = NAMES[party]
                if str(party) in said or re.search(rf"\b{name}\b" if name.isascii() else name, said):
                    raise Leak(f"{reader}, a juror of {case.name}, reads {name}: {said}")
