"""What people do in their apps: write, edit, press, follow links, block, and what happens in groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.simulator import updates
from assistant.simulator.entities import found
from assistant.simulator.failures import ControlError
from assistant.simulator.people import Bot, Chat, Message, Person, Query
from assistant.simulator.standing import chat_member
from assistant.simulator.world import World

TEXT = 4096
CAPTION = 1024
_SAID: Mapping[str, Any] = {}  # not forwarded


def place(world: World, person: Person, *, bot: Any = None, chat: Any = None) -> Chat:
    """Where a person writes: a group they are in, or the private chat with a bot."""
    if isinstance(chat, int) and chat < 0:
        group = world.group(chat)
        if not group.has(person.id):
            raise ControlError(f"{person.name} is not in this group", 403)
        return group
    if isinstance(chat, int) and bot is None and chat in world.bots:  # an app's view: the other side is the bot
        bot = chat
    return world.private_chat(person, world.bot(bot))


def say(  # noqa: PLR0913, PLR0917 - a message and the two things that may hang on it
    world: World, person: Person, chat: Chat, text: str, reply_to: Any = None, origin: Mapping[str, Any] = _SAID
) -> Message:
    """A text message, trimmed as apps trim it; `origin` makes it a forward."""
    text = text.strip()
    if not text:
        raise ControlError("a message needs words")
    if len(text) > TEXT:
        raise ControlError(f"longer than {TEXT} characters: apps split such a text")
    content: dict[str, Any] = {**origin, "text": text}
    entities = found(text)
    if entities:
        content["entities"] = entities
    return write(world, person, chat, content, reply_to)


def write(world: World, person: Person, chat: Chat, content: dict[str, Any], reply_to: Any = None) -> Message:
    """Any message of a person, and the updates that come of it."""
    if chat.bot is not None:
        unblock(world, person, chat.bot)
        chat.started = True
    if reply_to is not None:
        content = {"reply_to_message": message_in(chat, reply_to).quoted(), **content}
    message = world.post(chat, person, content)
    updates.message_new(world, message)
    return message


def edit(world: World, person: Person, chat: Chat, number: Any, text: str) -> Message:
    message = message_in(chat, number)
    if message.sender is not person:
        raise ControlError("only one's own messages can be edited", 403)
    text = text.strip()
    field, entities, most = ("text", "entities", TEXT)
    if "text" not in message.body:
        field, entities, most = ("caption", "caption_entities", CAPTION)
    if len(text) > most or (field == "text" and not text):
        raise ControlError(f"the new words must have 1 to {most} characters")
    body = {name: value for name, value in message.body.items() if name != entities}
    message.body = {**body, field: text, "edit_date": int(world.clock.now())}
    if spans := found(text):
        message.body[entities] = spans
    message.edited = True
    world.changed(message, "edited")
    updates.message_edited(world, message)
    return message


def press(world: World, person: Person, chat: Chat, number: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """Press a button of a message, named by data, label, or row and column. Links answer with their address.

    Data of a keyboard the message bore earlier may still be pressed: an app may not have heard of the edit yet.
    """
    message = chat.messages.get(number) if isinstance(number, int) else None
    if message is None or not isinstance(message.sender, Bot):
        raise ControlError("no such message with buttons", 404)
    data = wanted.get("data")
    if isinstance(data, str):
        if data not in message.pressable:
            raise ControlError("no button with that data", 404)
    else:
        button = _button(message, wanted)
        if "url" in button:
            return {"url": button["url"]}
        data = button.get("callback_data")
        if data is None:
            raise ControlError("a button of that kind cannot be pressed here")
    return {"query_id": _ask(world, person, message, data).id, "answered": False}


def _ask(world: World, person: Person, message: Message, data: str) -> Query:
    bot = message.sender
    assert isinstance(bot, Bot)
    number = str(world.chance.randrange(10**17, 10**18) * 10 + world.number() % 10)
    now = world.clock.now()
    while bot.queries and (oldest := next(iter(bot.queries.values()))).asked + 2 * updates.QUERY_LIFE < now:
        del bot.queries[oldest.id]
    query = bot.queries[number] = Query(number, person, message, data, now)
    world.touch()
    world.events.publish("press", person=person.id, chat=message.chat.id, message_id=message.id, data=data)
    updates.pressed(world, bot, query)
    return query


def _button(message: Message, wanted: dict[str, Any]) -> dict[str, Any]:
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    if "label" in wanted:
        buttons = [button for row in rows for button in row if button["text"] == wanted["label"]]
        if buttons:
            return dict(buttons[0])
        labels = ", ".join(button["text"] for row in rows for button in row)
        raise ControlError(f"no button {wanted['label']!r}; there are: {labels or 'none'}", 404)
    row, column = wanted.get("row"), wanted.get("col", 0)
    if not isinstance(row, int) or not isinstance(column, int):
        raise ControlError("name the button by data, label, or row and col")
    try:
        return dict(rows[row][column])
    except IndexError:
        raise ControlError("no button in that place", 404) from None


def block(world: World, person: Person, bot: Bot) -> None:
    if bot.id not in person.blocked:
        person.blocked.add(bot.id)
        _standing(world, person, bot, "member", "kicked")


def unblock(world: World, person: Person, bot: Bot) -> None:
    if bot.id in person.blocked:
        person.blocked.discard(bot.id)
        _standing(world, person, bot, "kicked", "member")


def _standing(world: World, person: Person, bot: Bot, old: str, new: str) -> None:
    chat = world.private_chat(person, bot)
    world.events.publish("person", person=person.id)
    updates.bot_standing(world, bot, chat, person, (chat_member(bot, old), chat_member(bot, new)))


def message_in(chat: Chat, number: Any) -> Message:
    message = chat.messages.get(number) if isinstance(number, int) else None
    if message is None or message.deleted:
        raise ControlError("no such message", 404)
    return message
