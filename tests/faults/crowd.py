"""Somebody in a quarrel who does whatever comes to mind: presses what they see, what they saw, or what others see."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

from tests.faults.square import BEN, MEI, NORA, OLGA, Square

MEDIA = Path(__file__).parent.parent.parent / "fixtures" / "media"
FILES = tuple(
    (name, (MEDIA / name).read_bytes())
    for name in ("parcel.jpg", "chat.png", "receipt.pdf", "notes.txt", "empty.pdf", "really-a-pdf.jpg", "voice.ogg")
)
LOOKS = ("cases 1", "cases", "docket 1", "draw 1", "ruling 1", "cases 2", "start", "orders 1")
DEEDS = ("dispute", "vote 1", "respond 1", "negotiate 1", "evidence 1", "rebut 1", "nonce 1", "strike 1", "appeal 1",
         "counter 1", "remedy 1", "reported 1", "denied 1", "casefile 1", "penalty 1", "myrisks")  # fmt: skip
# What is said in these is for the parties of a case and its panel alone.
CONFIDENTIAL = {"file_dispute", "respond", "negotiate", "add_evidence", "rebut", "cast_ballot", "nonce", "appeal", "counter",
                "answer_appeal", "remedy", "reported", "denied", "deny_remedy", "withdraw"}  # fmt: skip
_LINK = re.compile(r"start=([vgoc]_[0-9a-f]+)")
_ENDING = re.compile(r"withdraw|seat .* no|decline|recuse|:cancel")
BACK = (":back", ":cancel", ":why", ":drop", "!")


def rows(message: dict[str, Any]) -> list[str]:
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in keyboard for button in row if "callback_data" in button]


class Crowd:
    """`seed` decides everything; `log` says what was done, to be read when something went wrong."""

    def __init__(self, square: Square, seed: int) -> None:
        self.square, self.dice, self.log = square, random.Random(seed), list[str]()
        self.people, self.last = sorted(square._people), NORA

    async def walk(self, steps: int) -> None:
        for _ in range(steps):
            await self._step()

    async def _step(self) -> None:
        dice, what = self.dice, self.dice.random()
        if what < 0.03:
            seconds = dice.choice((600, 3600, 3600, 13 * 3600, 30 * 3600))
            self._note("waits", seconds)
            await self.square.wait(seconds)
        elif what < 0.05:
            self._note("restart")
            await self.square.restart()
        elif what < 0.06:
            self._note("down")
            self.square.down(dice.choice((3600, 20 * 3600)))
            await self.square.wait(0)
        else:
            if what < 0.11:  # Telegram does not hear our answer, and comes again
                await self.square.fault(dice.choice(("message", "callback_query")), mode="deliver_then_drop", times=1)
            self.square.swap = dice.random() < 0.04
            self.last = self._somebody()
            await self._deed(self.last)

    def _somebody(self) -> int:
        """Mostly one of those who are waited for, so that things go on; a stranger and the owner come along at times."""
        what = self.dice.random()
        if self._flow(self.last) and what > 0.35:
            return self.last
        if what < 0.12:
            return self.dice.choice((NORA, OLGA))
        if what < 0.25:
            return self.dice.choice(self.people)
        found = [MEI, BEN]
        for case in self.square.cases():
            waiting = [
                seat for seat in case.seats if seat.live and not seat.commitment and seat.round in {0, case.round}
            ]
            found += [seat.person for seat in waiting] * 3
        return self.dice.choice(found)

    def _note(self, *what: Any) -> None:
        self.log.append(" ".join(map(str, what)))

    async def _deed(self, person: int) -> None:
        dice, square, messages = self.dice, self.square, self.square._chats.get(person, {})
        bearing = [number for number in sorted(messages) if rows(messages[number])]
        asked, what = self._flow(person), dice.random()
        if asked and what < 0.75:
            await self._answer(person, asked, bearing)
        elif bearing and what < 0.72:
            number = dice.choice(bearing[-3:])
            data = rows(messages[number])
            await self._press(person, number, self._onward(data))
        elif bearing and what < 0.82:  # an old one
            number = dice.choice(bearing)
            await self._press(person, number, dice.choice(rows(messages[number])))
        elif bearing and what < 0.86:  # somebody else's
            others = [data for chat in square._chats.values() for message in chat.values() for data in rows(message)]
            await self._press(person, bearing[-1], dice.choice(others))
        elif what < 0.88:
            await self._link(person)
        else:
            text = "/" + dice.choice(LOOKS if dice.random() < 0.6 else DEEDS)
            self._note(person, text)
            await square.say(person, person, text)

    def _onward(self, data: list[str]) -> str:
        """One that leads on; what ends it all, or somebody's part in it, is pressed more rarely."""
        onward = [each for each in data if not each.endswith(BACK)]
        calm = [each for each in onward if not _ENDING.search(each) or self.dice.random() < 0.15]
        return self.dice.choice(calm or onward or data)

    async def _press(self, person: int, number: int, data: str) -> None:
        for _ in range(2 if self.dice.random() < 0.1 else 1):
            self._note(person, "presses", number, data)
            await self.square.press(person, person, number, data)

    async def _answer(self, person: int, flow: str, bearing: list[int]) -> None:
        dice = self.dice
        newest = self.square._chats[person][bearing[-1]] if bearing else {}
        ahead = [data for data in rows(newest) if data.endswith((":yes", ":b.ok")) or ":t.done." in data]
        choices = [data for data in rows(newest) if ":o." in data]
        if ahead and dice.random() < 0.6:
            await self._press(person, bearing[-1], ahead[0])
        elif choices and dice.random() < 0.8:
            await self._press(person, bearing[-1], dice.choice(choices))
        elif dice.random() < 0.15:
            files = dice.sample(FILES, dice.choice((1, 1, 2, 3)))
            kind = "photo" if all(name.endswith(("jpg", "png")) for name, _ in files) else "document"
            self._note(person, "sends", kind, [name for name, _ in files])
            await self.square.send(person, person, kind, files, self._words(person, flow))
        else:
            text = dice.choice((self._words(person, flow), self._words(person, flow), "30", "12.5", "0", "yesterday"))
            self._note(person, "says", text)
            await self.square.say(person, person, text)

    def _words(self, person: int, flow: str) -> str:
        """Whoever is no party knows no names; what is said in confidence can be told by its mark."""
        mark = f" mark{person - 500_000_000}" if flow in CONFIDENTIAL else ""
        who = self.dice.choice(("Ben", "小美", str(BEN), str(MEI), "He")) if person in {MEI, BEN} and mark else "They"
        return f"{who} sent me torn books in a wet box{mark}"

    async def _link(self, person: int) -> None:
        """Somebody shows them a link."""
        links = [each for each in self.links() if f"start={'o_' if person > NORA else '?'}" not in each]
        if links:
            link = self.dice.choice(sorted(links))
            self._note(person, "opens", link)
            await self.square.open(person, link)

    def links(self) -> set[str]:
        told = json.dumps([*self.square._chats.values()], ensure_ascii=False)
        return {f"https://t.me/yidan_bot?start={each}" for each in _LINK.findall(told)}

    def _flow(self, person: int) -> str:
        """The conversation they are in, or nothing."""
        body = self.square.books.desks.get(person).body
        active = json.loads(body).get("active") if body else None
        return active["frames"][-1]["flow"] if active else ""
