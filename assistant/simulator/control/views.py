"""How the world looks to the control API."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from assistant.simulator.people import Bot, Chat, Person
from assistant.simulator.world import World


def bot_view(bot: Bot) -> dict[str, Any]:
    return {
        "id": bot.id,
        "username": bot.username,
        "name": bot.name,
        "token_hint": bot.hint(),
        "webhook_url": bot.webhook.url,
        "pending": len(bot.updates),
        "last_error": bot.webhook.last_error_message,
        "last_error_date": bot.webhook.last_error_date,
        "commands": bot.commands.get(("default", ""), []),
        "privacy": not bot.reads_all,
    }


def person_view(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "language": person.language,
        "username": person.username,
        "blocked": sorted(person.blocked),
        "hidden_forwards": person.hidden_forwards,
    }


def group_view(group: Chat) -> dict[str, Any]:
    members = [
        {"id": member.who.id, "name": member.who.name, "bot": isinstance(member.who, Bot), "status": member.status}
        for member in group.members.values()
    ]
    return {"id": group.id, "type": group.type, "title": group.title, "members": members}


def world_view(world: World) -> dict[str, Any]:
    chats = [group_view(group) for group in world.groups.values()]
    for bot in world.bots.values():
        chats += [{"id": number, "type": "private", "bot": bot.id, "person": number} for number in bot.private_chats]
    return {
        "now": world.clock.now(),
        "clock": {"rate": world.clock.rate, "version": world.clock.version},
        "limits": world.limits.shown(),
        "bots": [bot_view(bot) for bot in world.bots.values()],
        "people": [person_view(person) for person in world.people.values()],
        "chats": chats,
    }


def chats_of(world: World, person: Person) -> list[dict[str, Any]]:
    """A person's list of chats, the latest first; bots never written to are there, too."""
    rows: list[dict[str, Any]] = []
    for bot in world.bots.values():
        private = bot.private_chats.get(person.id)
        rows.append(_row(private, person.id, "private", bot.name, bot.id))
    groups = (group for group in world.groups.values() if group.has(person.id))
    rows += [_row(group, group.id, group.type, group.title, None) for group in groups]
    rows.sort(key=lambda row: -(row["last"] or {"revision": 0})["revision"])
    return rows


def _row(chat: Chat | None, number: int, kind: str, title: str, bot: int | None) -> dict[str, Any]:
    last = None
    if chat is not None:
        last = next((message.seen() for message in reversed(chat.messages.values()) if not message.deleted), None)
    row: dict[str, Any] = {"chat": number, "type": kind, "title": title, "with_bot": bot, "last": last}
    if chat is not None and chat.private:
        row["started"] = chat.started
    return row


def messages_after(chat: Chat, revision: int) -> tuple[list[dict[str, Any]], int]:
    """Messages new or changed after that revision, in order of their numbers, and the revision reached."""
    start = bisect_right(chat.changes, (revision, 2**63))
    numbers = sorted({number for _, number in chat.changes[start:]})
    reached = chat.changes[-1][0] if chat.changes else revision
    return [chat.messages[number].seen() for number in numbers], max(reached, revision)


def commands_for(bot: Bot, person: Person) -> list[dict[str, Any]]:
    """The commands a person sees in the private chat: the narrowest scope that has any, in their language if there."""
    language = person.language[:2]
    for scope in (f"chat:{person.id}", "all_private_chats", "default"):
        for spoken in (language, ""):
            if found := bot.commands.get((scope, spoken)):
                return found
    return []
