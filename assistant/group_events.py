"""What happens in a group's chat, as commands of the domain: nobody talks there, so there is no conversation."""

from __future__ import annotations

from datetime import datetime

from assistant.dialog.events import AsksToJoin, Command, Incoming, Membership, Moved
from assistant.domain.chat_requests import NoteRequest
from assistant.domain.chats import BindChat, LoseChat, MoveChat, SeeAgain

LINK = "g_"  # how a link that adds the assistant to a chat begins
GONE = frozenset({"left", "kicked"})


def command_in(incoming: Incoming, now: datetime) -> BindChat | LoseChat | MoveChat | SeeAgain | NoteRequest | None:
    """None for whatever changes nothing."""
    match incoming.event:
        case Command(name="start", payload=payload) if payload.startswith(LINK):
            return BindChat(incoming.person, now, payload.removeprefix(LINK), incoming.chat)
        case Membership(status=status):
            return LoseChat(now, incoming.chat) if status in GONE else SeeAgain(now, incoming.chat)
        case AsksToJoin(reach=reach):
            return NoteRequest(incoming.person, now, incoming.chat, reach)
        case Moved(before=before, after=after):
            return MoveChat(now, before, after)
    return None
