"""A group's chat in Telegram: connect it, look again at what I may do there, set it up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.words import Message, Screen
from assistant.domain.chat_binding import IN_WECHAT
from assistant.domain.chats import CheckChat, OfferChat, SetUpChat
from assistant.domain.groups import Platform
from assistant.errors import Refused
from assistant.i18n import N_
from flows.groups.chat_words import offer, state
from flows.groups.state import Groups, which

LOOKING = N_("I am looking at what I may do there. A moment, please.")
SETTING = N_("I am setting it up. A moment, please; then I tell you what worked and what did not.")


def telegram(
    looked_after: Groups,
    my_groups: Groups,
    payload: str,
    person: int,
    now: datetime,
    fresh: str,
    bot: str,
    group_chat: Callable[[int], Any],
) -> Screen | Shown:
    """Whoever looks after a group: how it stands with its chat. The link that connects it is made anew each time."""
    mine = which(looked_after, my_groups, payload)
    if mine.platform != Platform.TELEGRAM:
        raise Refused(IN_WECHAT)
    chat = group_chat(mine.id)
    if chat is None:
        return Shown(offer(mine, bot, fresh), OfferChat(person, now, mine.id, fresh))
    if payload.endswith(" check"):
        return Shown(Screen((Message(LOOKING),)), CheckChat(person, now, mine.id))
    if payload.endswith(" setup"):
        return Shown(Screen((Message(SETTING),)), SetUpChat(person, now, mine.id))
    return state(mine, chat)


PAGES = (Page("telegram", telegram, on=("telegram",)),)
