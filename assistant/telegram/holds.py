"""Chats whose next message rides on a webhook's answer: later ones wait until that has been written."""

from __future__ import annotations

import threading
from collections import Counter


class Holds:
    """Which chats must wait; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._chats: Counter[int] = Counter()

    def chats(self) -> set[int]:
        """Chats held now, as a copy."""
        with self._lock:
            return set(self._chats)

    def ride(self) -> Ride:
        """Make room for one reply; it holds nothing yet."""
        return Ride(self._lock, self._chats)


class Ride:
    """One reply on its way.

    `hold` is called by the writer's thread inside the transaction, `end` by the event loop. A request may be
    cancelled while its turn still waits for the writer, so `end` may come first: then `hold` does nothing, and
    no chat is held for ever.
    """

    def __init__(self, lock: threading.Lock, chats: Counter[int]) -> None:
        self._lock = lock
        self._chats = chats
        self._chat: int | None = None
        self._over = False

    def hold(self, chat: int) -> None:
        with self._lock:
            if not self._over and self._chat is None:
                self._chat = chat
                self._chats[chat] += 1

    def end(self) -> bool:
        """Say that the reply is written, or never will be. Gives whether a chat was let go."""
        with self._lock:
            self._over = True
            chat, self._chat = self._chat, None
            if chat is None:
                return False
            self._chats[chat] -= 1
            if not self._chats[chat]:
                del self._chats[chat]
            return True
