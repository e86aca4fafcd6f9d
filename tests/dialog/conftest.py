"""A small flow that has everything, and a person who talks to it without any transport."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant.dialog import buttons, session
from assistant.dialog.engine import Dialogue
from assistant.dialog.events import Command, Context, Edited, Event, Media, Tap, Text
from assistant.dialog.flow import Flow, Page
from assistant.dialog.outcome import Outcome
from assistant.dialog.pages import PAGES
from assistant.dialog.parsers import amount, duration, media, name, whole
from assistant.dialog.render import Reader, plain, say
from assistant.dialog.session import Desk
from assistant.dialog.steps import Ask, Choose, Collect, End, Offer, Review, Run, Step, Tick
from assistant.dialog.words import Message, Screen
from assistant.errors import Refused
from assistant.statechart import path

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Sell:
    """The command of the test flow."""

    person: int
    thing: str
    kind: str
    price: Any
    many: int
    note: str | None
    proof: Any
    extra: Any
    chores: Any


def large(many: int) -> bool:
    return many > 10


def names(thing: str) -> tuple[str, ...]:
    return (f"{thing} one", f"{thing} two")


def no_fakes(thing: str) -> None:
    if "fake" in thing:
        raise Refused("Please use the buttons.")


def chores(kind: str) -> tuple[Step, ...]:
    first = Step("wash", "Wash it", "With water.", "With soap.")
    return (
        (first,) if kind == "old" else (first, Step("wrap", "Wrap it", "In paper.", "In cloth.", copy=lambda: "paper"))
    )


def make_inner() -> Flow:
    return Flow(
        "extra",
        title="Extra",
        given=("thing",),
        states={
            "colour": Ask("Colour of {thing}?", name(most=20), label="Colour"),
            "wait": Ask("How long?", duration(least=timedelta(hours=1), most=timedelta(days=9)), label="Wait"),
            "told": End("Told.", gives=("colour", "wait")),
        },
        edges=path("colour", "wait", "told"),
    )


def make_sell(**changes: Any) -> Flow:
    states = {
        "thing": Ask("What?", name(most=20), label="Thing", check=no_fakes, why="Because."),
        "kind": Choose("Which kind?", {"new": "New", "old": "Old"}, label="Kind"),
        "price": Ask("How much?", amount(least=1, most=10**7), label="Price"),
        "many": Ask("How many?", whole(least=1, most=99), label="Number", default=1),
        "note": Ask("A title?", name(most=30), label="Title", propose=names),
        "sure": Offer("That is a lot. Sure?", {"yes": "Yes", "fewer": "Fewer"}),
        "extra": Run("extra", label="Extra"),
        "chores": Tick("Do these.", chores, label="Chores"),
        "proof": Collect("Photos?", media("photo"), label="Photos", most=3, confirm_none="None at all?"),
        "zone": Choose(
            "Where?", {"Asia/Tokyo": "Japan", "Europe/Berlin": "Germany"}, label="Where", assume=lambda: "Asia/Tokyo"
        ),
        "review": Review("All right?", yes="Sell"),
        "sold": End("{thing} is on sale.", does=Sell),
    }
    states |= changes.pop("states", {})
    return Flow(
        "sell",
        title="Sale",
        on="sell",
        states=states,
        edges=changes.pop(
            "edges",
            [
                *path("thing", "kind", "price", "many", "note", "extra", "chores", "proof", "zone", "review", "sold"),
                ("answer", "many", "sure", large),
                ("yes", "sure", "note"),
                ("fewer", "sure", "many"),
            ],
        ),
        **changes,
    )


def home(notes: tuple[Message, ...], desk: Desk) -> Screen:
    return Screen((*notes, Message("Home.")))


@dataclass
class Person:
    """Says things to a Dialogue; remembers the desk and the last screen."""

    dialogue: Dialogue
    desk: Desk = field(default_factory=Desk)
    now: datetime = START
    locale: str = "en"
    number: itertools.count = field(default_factory=lambda: itertools.count(1))
    last: Outcome | None = None
    commands: list[Any] = field(default_factory=list)
    books: dict[str, Any] = field(default_factory=dict)
    said_at: int = 0

    def send(self, event: Event, message: int | None = None) -> str:
        self.said_at = message or next(self.number)
        context = Context(
            self.now, self.locale, "Asia/Shanghai", "CNY", None if isinstance(event, Tap) else self.said_at
        )
        fresh = f"{next(self.number):08x}" * 2
        books: Mapping[str, Any] = {"person": 7, "fresh": fresh, "bot": "test_bot", **self.books}
        # a round trip through storage at every step: what cannot be stored cannot be lost unnoticed
        self.last = self.dialogue.handle(session.load(session.dump(self.desk)), event, context, books)
        self.desk = self.last.desk
        if self.last.command is not None:
            self.commands.append(self.last.command)
        return self.text

    def says(self, text: str) -> str:
        return self.send(Command(*text[1:].split(" ", 1)) if text.startswith("/") else Text(text))

    def edits(self, message: int, text: str) -> str:
        return self.send(Edited(Text(text)), message)

    def shows(self, unique: str, album: str | None = None, kind: str = "photo") -> str:
        return self.send(Media(kind, f"f-{unique}", unique, album=album))

    def taps(self, label: str) -> str:
        return self.send(Tap(self.data(label)))

    def data(self, label: str) -> str:
        found = next((data for text, data in self.buttons.items() if text.startswith(label)), None)
        assert found is not None, f"no button {label!r} among {list(self.buttons)}"
        return found

    @property
    def reader(self) -> Reader:
        return Reader(self.locale, "Asia/Shanghai")

    @property
    def screens(self) -> list[dict[str, Any]]:
        return [say(each, self.reader) for each in (self.last.says if self.last else ())]

    @property
    def text(self) -> str:
        return "\n---\n".join(each["text"] for each in self.screens)

    @property
    def toast(self) -> str:
        return plain(self.last.toast, self.reader) if self.last and self.last.toast else ""

    @property
    def buttons(self) -> dict[str, str]:
        rows = self.screens[-1].get("reply_markup", {}).get("inline_keyboard", []) if self.screens else []
        return {button["text"]: button.get("callback_data", "") for row in rows for button in row}

    @property
    def state(self) -> str | None:
        return self.desk.active.top.state if self.desk.active else None

    def to(self, state: str) -> None:
        """Walk the test flow to a state by the shortest answers."""
        self.says("/sell")
        steps = {
            "thing": lambda: self.says("lamp"),
            "kind": lambda: self.taps("New"),
            "price": lambda: self.says("5"),
            "many": lambda: self.taps("Skip"),
            "note": lambda: self.taps("lamp one"),
            "colour": lambda: self.says("red"),
            "wait": lambda: self.says("2h"),
            "chores": lambda: self.taps("Done"),
            "proof": lambda: self.shows("p1") and self.taps("Done"),
        }
        while self.state != state:
            steps[self.state]()


PAGE = Page("start", home, on=("start",))
OTHER = Flow(
    "other",
    title="Other",
    on="other",
    states={"word": Ask("A word?", name(most=20), label="Word"), "over": End("Over.")},
    edges=path("word", "over"),
)


def dialogue(*flows: Flow) -> Dialogue:
    return Dialogue(flows or (make_sell(), make_inner(), OTHER), (PAGE, *PAGES))


@pytest.fixture
def anna() -> Person:
    return Person(dialogue())


__all__ = ["buttons"]
