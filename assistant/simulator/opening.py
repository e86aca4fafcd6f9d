"""Links that people follow: into a private chat, adding a bot to a group, into a group; and what becomes of the group."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from assistant.simulator import actions, standing, updates
from assistant.simulator.failures import ControlError
from assistant.simulator.people import Bot, Chat, Member, Message, Person
from assistant.simulator.world import World

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def follow(world: World, person: Person, url: str, group: Chat | None = None) -> Message:
    """Follow t.me/<bot>?start=<payload> and press Start, or t.me/<bot>?startgroup=<payload> and choose `group`."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    fields = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    if parts.hostname in ("t.me", "telegram.me"):
        username = parts.path.strip("/")
    elif parts.scheme == "tg" and parts.hostname == "resolve":
        username = fields.get("domain", "")
    else:
        raise ControlError("only t.me links can be opened here")
    bot = world.by_username(username)
    if not isinstance(bot, Bot):
        raise ControlError(f"no bot @{username}", 404)
    payload = fields.get("startgroup" if "startgroup" in fields else "start", "")
    if payload and not PAYLOAD.fullmatch(payload):
        raise ControlError("a start payload has 1 to 64 characters of A-Z, a-z, 0-9, _ and -")
    if "startgroup" not in fields:
        return actions.say(world, person, world.private_chat(person, bot), f"/start {payload}".strip())
    if group is None:
        raise ControlError("into which group? give its id as chat")
    return _added(world, person, group, bot, payload, fields.get("admin", ""))


def _added(  # noqa: PLR0913, PLR0917 - the plain facts of the link
    world: World, person: Person, group: Chat, bot: Bot, payload: str, asked: str
) -> Message:
    """The person's app lets the bot in, with the rights that the link asks for, and greets it there."""
    if not group.has(person.id):
        raise ControlError(f"{person.name} is not in this group", 403)
    if asked:
        rights = frozenset(f"can_{name}" for name in re.split(r"[+ ]", asked) if name)
        standing.add_with_rights(world, group, bot, person, rights)
    elif not group.has(bot.id):
        standing.join(world, group, bot, person)
    return actions.say(world, person, group, f"/start@{bot.username} {payload}".strip())


def is_invitation(url: str) -> bool:
    return url.startswith("https://t.me/+")


def enter(world: World, person: Person, link: str) -> None:
    """A person taps a group's invite link: they are in at once, or they ask."""
    group = next((each for each in world.groups.values() if link in each.links), None)
    if group is None:
        raise ControlError("no such invite link", 404)
    found = group.links[link]
    if group.has(person.id):
        raise ControlError("is in this group already")
    if not found["creates_join_request"]:
        standing.join(world, group, person)
        return
    group.asking[person.id] = person
    updates.asked_to_join(world, group, person, found)


def upgrade(world: World, group: Chat) -> Chat:
    """A basic group becomes a supergroup: another chat, with the same people, told of in both."""
    if group.type != "group" or group.became:
        raise ControlError("only a basic group becomes a supergroup, and once")
    owner = standing.owner_of(group)
    new = world.add_group(owner, group.title, "supergroup")
    new.description, new.permissions = group.description, group.permissions
    new.members = {number: Member(each.who, each.status, each.rights) for number, each in group.members.items()}
    for bot in group.bots():  # told of its place in the new one, never of having left the old one
        seat = new.members[bot.id]
        change = (standing.chat_member(bot, "left"), standing.chat_member(bot, seat.status, seat.rights))
        updates.bot_standing(world, bot, new, owner, change)
    updates.message_new(world, world.post(group, owner, {"migrate_to_chat_id": new.id}))
    group.became = new.id
    told = {"migrate_from_chat_id": group.id, "sender_chat": new.shown()}
    updates.message_new(world, world.post(new, owner, told))
    return new
