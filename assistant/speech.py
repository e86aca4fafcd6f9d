"""What is said leaves through here: on the webhook's own answer where it may, else through the outbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from assistant.dialog.buttons import keeps
from assistant.dialog.events import Incoming, Tap
from assistant.store import Books, Policy

_encode = msgspec.json.Encoder().encode

MayRide = Callable[[int, float], bool]


@dataclass(frozen=True, slots=True)
class Ack:
    """The answer to a callback query; goes out right after COMMIT, outside chat order."""

    query_id: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the webhook does after COMMIT.

    `body` is a JSON object with "method" that rides on the 200 (None: an empty 200); while it is being
    written, later messages to `chat` wait. `owes`: messages were queued, so the sender is to look.
    `again`: the update had been answered before.
    """

    body: bytes | None = None
    chat: int | None = None
    ack: Ack | None = None
    owes: bool = True
    again: bool = False


class Speech:
    """Collects what one turn says. `said` counts all that was ever said in that person's private chat.

    The first message answers the update: a press turns its own message into it, and it rides on the
    webhook's answer where nothing older waits for the chat and the limits allow it.
    """

    def __init__(self, books: Books, incoming: Incoming, now: float, said: int, may_ride: MayRide) -> None:
        self._books, self._incoming, self._now, self._may_ride = books, incoming, now, may_ride
        self.said = said
        self.body: bytes | None = None
        self.owes = False  # whether anything was queued for the sender
        self._begun = False

    def answer(self, fields: Mapping[str, Any]) -> None:
        """Say something to the person who spoke."""
        incoming = self._incoming
        method, target = "sendMessage", {"chat_id": incoming.chat}
        pressed = isinstance(incoming.event, Tap) and not keeps(incoming.event.data)
        if not self._begun and pressed and incoming.message_id is not None:
            method, target["message_id"] = "editMessageText", incoming.message_id
        rides = not self._begun and self._rides()
        self._begun = True
        self.said += 1
        if rides:
            self.body = _encode({"method": method, **target, **fields})
        else:
            self._owe(incoming.chat, method, {**target, **fields}, "edit" if "message_id" in target else "notice")

    def tell(self, person: int, method: str, fields: Mapping[str, Any], proof: Mapping[str, Any] | None = None) -> None:
        """Say something that must be seen to arrive: to anybody, through the outbox.

        `proof`: {"kind", "data", "lost"} of a deadline that comes due when Telegram has taken it; see Proof.
        """
        self._owe(person, method, {"chat_id": person, **fields}, "notice", proof)
        if person == self._incoming.person and self._incoming.private:
            self.said += 1
            return
        desk = self._books.desks.get(person)
        self._books.desks.put(person, desk.said + 1, desk.body)

    def call(
        self, chat: int, method: str, fields: Mapping[str, Any], policy: Policy, proof: Mapping[str, Any] | None = None
    ) -> None:
        """Have a method carried out in a group's chat, in order with all that is said there. `proof` as in `tell`."""
        self._owe(chat, method, {"chat_id": chat, **fields}, policy, proof)

    def _rides(self) -> bool:
        incoming = self._incoming
        if incoming.update_id is None or not incoming.private or self._books.outbox.waiting(incoming.chat):
            return False
        return self._may_ride(incoming.chat, self._now)

    def _owe(
        self,
        chat: int,
        method: str,
        params: Mapping[str, Any],
        policy: Policy,
        proof: Mapping[str, Any] | None = None,
    ) -> None:
        self._books.outbox.queue(chat, method, _encode(params), policy, self._now, proof)
        self.owes = True
