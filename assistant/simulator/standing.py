"""Groups in their simplest form: who is in, who may do what, and what bots hear of it."""

from __future__ import annotations

from typing import Any

from assistant.simulator import updates
from assistant.simulator.failures import ControlError
from assistant.simulator.people import Bot, Chat, Member, Person
from assistant.simulator.world import World

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
)


def chat_member(who: Person | Bot, status: str, rights: frozenset[str] | None = None) -> dict[str, Any]:
    """The Bot API's ChatMember; an administrator with `rights` has these alone."""
    member: dict[str, Any] = {"user": who.user(), "status": status}
    if status == "kicked":
        member["until_date"] = 0
    if status == "creator":
        member["is_anonymous"] = False
    if status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(_RIGHTS, True)}
        member["can_promote_members"] = False
        if rights is not None:
            member |= {right: right in rights or right == "can_manage_chat" for right in _RIGHTS}
    return member


def owner_of(group: Chat) -> Person:
    for member in group.members.values():
        if member.status == "creator" and isinstance(member.who, Person):
            return member.who
    raise ControlError("this group has no owner")


def join(world: World, group: Chat, who: Person | Bot, by: Person | None = None) -> None:
    """Somebody is added: bots hear of their own standing first, then all hear the service message."""
    if group.has(who.id):
        raise ControlError("is in this group already")
    by = by or (who if isinstance(who, Person) else owner_of(group))
    _set(world, group, who, "member", by)
    message = world.post(group, by, {"new_chat_members": [who.user()]})
    updates.message_new(world, message)


def leave(world: World, group: Chat, who: Person | Bot, by: Person | None = None) -> None:
    """Somebody goes (`by` None) or is removed."""
    if not group.has(who.id):
        raise ControlError("is not in this group", 404)
    removed = by is not None and by is not who
    message = world.post(group, by or who, {"left_chat_member": who.user()})
    updates.message_new(world, message)
    actor = by or (who if isinstance(who, Person) else owner_of(group))
    _set(world, group, who, "kicked" if removed else "left", actor)


def appoint(world: World, group: Chat, who: Person | Bot, *, admin: bool, rights: frozenset[str] | None = None) -> None:
    """Make an administrator, with some rights only or with all usual ones; or a plain member again."""
    if rights is not None and not rights <= set(_RIGHTS):
        raise ControlError(f"no such right: {', '.join(sorted(rights - set(_RIGHTS)))}")
    if not group.has(who.id):
        raise ControlError("is not in this group", 404)
    if group.members[who.id].status == "creator":
        raise ControlError("the owner stays the owner")
    _set(world, group, who, "administrator" if admin else "member", owner_of(group), rights if admin else None)


def add_with_rights(world: World, group: Chat, bot: Bot, by: Person, rights: frozenset[str]) -> None:
    """A link of the bot's adds it as an administrator with the rights that the link asks for."""
    if group.members[by.id].status != "creator":
        raise ControlError("only the owner can add a bot with rights", 403)
    if not rights <= set(_RIGHTS):
        raise ControlError(f"no such right: {', '.join(sorted(rights - set(_RIGHTS)))}")
    new = not group.has(bot.id)
    _set(world, group, bot, "administrator", by, rights)
    if new:
        updates.message_new(world, world.post(group, by, {"new_chat_members": [bot.user()]}))


def may(group: Chat, bot: Bot, right: str) -> bool:
    """Whether the bot is an administrator with that right."""
    member = group.members[bot.id]
    return member.status == "administrator" and (member.rights is None or right in member.rights)


def _set(  # noqa: PLR0913, PLR0917 - who becomes what, where, and by whom
    world: World, group: Chat, who: Person | Bot, status: str, by: Person, rights: frozenset[str] | None = None
) -> None:
    member = group.members.get(who.id)
    old = chat_member(who, member.status if member else "left", member.rights if member else None)
    change = (old, chat_member(who, status, rights))
    group.members[who.id] = Member(who, status, rights)
    if change[0] == change[1]:
        return
    world.touch()
    world.events.publish("chat", chat=group.id)
    if isinstance(who, Bot):
        updates.bot_standing(world, who, group, by, change)
    for bot in group.bots():
        if bot is not who and group.members[bot.id].status == "administrator":
            updates.member_standing(world, bot, group, by, change)
