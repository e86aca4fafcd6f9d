"""Showing a bot what was said elsewhere: forwards, and contacts.

Where a forward comes from is told as its author wishes: by their account, or by their name alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.simulator import actions
from assistant.simulator.failures import ControlError
from assistant.simulator.people import Bot, Chat, Message, Person
from assistant.simulator.world import World

AGE = 3600.0  # seconds since it was said, where nobody says
MOST = 100  # messages forwarded at once
# What a copy leaves behind: its place in the other chat, what it answered, its buttons.
_LEFT_BEHIND = frozenset(
    """message_id from sender_chat chat date edit_date reply_to_message reply_markup
    media_group_id forward_origin""".split()  # noqa: SIM905 - a list of words reads best as words
)
_SERVICE = frozenset({"new_chat_members", "left_chat_member", "group_chat_created", "new_chat_title", "pinned_message"})
_NUMBER = re.compile(r"\+?[0-9]{3,20}")


def origin(author: Person | Bot, date: int) -> dict[str, Any]:
    """MessageOriginUser, or MessageOriginHiddenUser for who wants no link to their account."""
    if isinstance(author, Person) and author.hidden_forwards:
        return {"type": "hidden_user", "sender_user_name": author.name, "date": date}
    return {"type": "user", "sender_user": author.user(), "date": date}


def elsewhere(world: World, told: Mapping[str, Any]) -> dict[str, Any]:
    """The forward_origin of something said outside of this world's chats; {} when nothing of it is told.

    `forwarded_from` is a person of this world, `forwarded_name` the name of somebody who is not, `forwarded_ago` how
    many seconds ago it was said. Raises ControlError.
    """
    author, name = told.get("forwarded_from"), told.get("forwarded_name")
    if author is None and name is None:
        return {}
    ago = told.get("forwarded_ago", AGE)
    if isinstance(ago, bool) or not isinstance(ago, int | float) or ago < 0:
        raise ControlError("forwarded_ago must be a number of seconds")
    date = int(world.clock.now() - ago)
    if author is not None:
        return {"forward_origin": origin(world.person(author), date)}
    if not isinstance(name, str) or not name.strip():
        raise ControlError("forwarded_name must be a name")
    return {"forward_origin": {"type": "hidden_user", "sender_user_name": name.strip(), "date": date}}


def forward(world: World, person: Person, source: Chat, numbers: Any, target: Chat) -> list[Message]:
    """Copies of messages that the person sees, as forwards; what was forwarded before keeps its first origin."""
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= MOST:
        raise ControlError(f"message_ids: 1 to {MOST} numbers of messages")
    found = [actions.message_in(source, number) for number in numbers]
    for message in found:
        if message.body.get("has_protected_content") or _SERVICE & message.body.keys():
            raise ControlError("this message cannot be forwarded", 403)
    albums: dict[str, str] = {}
    return [actions.write(world, person, target, _copy(world, message, albums, len(found))) for message in found]


def _copy(world: World, message: Message, albums: dict[str, str], together: int) -> dict[str, Any]:
    body = message.body
    content = {name: value for name, value in body.items() if name not in _LEFT_BEHIND}
    content["forward_origin"] = body.get("forward_origin") or origin(message.sender, message.date)
    album = body.get("media_group_id")
    if album and together > 1:  # forwarded together they stay together, under another number
        content["media_group_id"] = albums.setdefault(album, str(10**16 + world.number()))
    return content


def contact(world: World, person: Person, chat: Chat, told: Mapping[str, Any]) -> Message:
    """A contact is shared: of somebody in this world (`of`), or by `name` and `phone` alone."""
    shown: dict[str, Any] = {"phone_number": told.get("phone") or "+10000000000"}
    if not isinstance(shown["phone_number"], str) or not _NUMBER.fullmatch(shown["phone_number"]):
        raise ControlError("phone must be a telephone number")
    if told.get("of") is not None:
        whom = world.person(told["of"])
        shown |= {"first_name": told.get("name") or whom.name, "user_id": whom.id}
    else:
        shown["first_name"] = told.get("name")
    if not isinstance(shown["first_name"], str) or not shown["first_name"].strip():
        raise ControlError("a contact needs a name, or a person it is of")
    return actions.write(world, person, chat, {"contact": shown}, told.get("reply_to"))
