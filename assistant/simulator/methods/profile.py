"""The bot itself: getMe and its commands."""

from __future__ import annotations

from typing import Any

from assistant.simulator.methods.base import Call, Method


def get_me(call: Call) -> dict[str, Any]:
    return {
        **call.bot.user(),
        "can_join_groups": True,
        "can_read_all_group_messages": call.bot.reads_all,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_guest_queries": False,
    }


METHODS: dict[str, Method] = {"getme": get_me}
