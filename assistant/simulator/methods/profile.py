"""The bot itself: getMe, and its commands by scope and language."""

from __future__ import annotations

import re
from typing import Any

from assistant.simulator.failures import bad_request
from assistant.simulator.methods.base import Call, Method

COMMANDS = 100
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)


def get_me(call: Call) -> dict[str, Any]:
    return {
        **call.bot.user(),
        "can_join_groups": True,
        "can_read_all_group_messages": call.bot.reads_all,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(call: Call) -> bool:
    place = _place(call)
    try:
        wanted = call.params.data("commands")
    except ValueError:
        raise bad_request("can't parse commands JSON object") from None
    if wanted is not None and not isinstance(wanted, list):
        raise bad_request("expected an Array of BotCommand")
    commands = [_command(item) for item in wanted or []]
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    if commands:
        call.bot.commands[place] = commands
    else:
        call.bot.commands.pop(place, None)
    call.world.events.publish("bot", bot=call.bot.id)
    return True


def get_my_commands(call: Call) -> list[dict[str, Any]]:
    return call.bot.commands.get(_place(call), [])


def delete_my_commands(call: Call) -> bool:
    call.bot.commands.pop(_place(call), None)
    call.world.events.publish("bot", bot=call.bot.id)
    return True


def _command(wanted: Any) -> dict[str, Any]:
    if not isinstance(wanted, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(wanted.get(name), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    command, description = wanted["command"].removeprefix("/"), wanted["description"].strip()
    if not _NAME.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _place(call: Call) -> tuple[str, str]:
    """Scope (with its chat and user) and language as the key of a list of commands. Raises ApiError."""
    language = call.params.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    try:
        wanted = call.params.data("scope")
    except ValueError:
        raise bad_request("can't parse BotCommandScope JSON object") from None
    if wanted is None:
        return "default", language
    if not isinstance(wanted, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = wanted.get("type")
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    parts = [kind]
    for name in ("chat_id", "user_id"):
        if (name == "chat_id" and kind.startswith("chat")) or (name == "user_id" and kind == "chat_member"):
            if not wanted.get(name):
                raise bad_request(f"can't parse BotCommandScope: Can't find field \"{name}\"")
            parts.append(str(wanted[name]))
    return ":".join(parts), language


METHODS: dict[str, Method] = {
    "getme": get_me,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
}
