"""A group in the small Telegram in memory: who is in it, what the assistant may do there, and what becomes of it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

ALL = frozenset({"change_info", "restrict_members", "invite_users", "pin_messages"})
_NEEDS = {
    "setChatTitle": ("change_info", "not enough rights to change chat title"),
    "setChatDescription": ("change_info", "not enough rights to set chat description"),
    "setChatPermissions": ("restrict_members", "not enough rights to change chat permissions"),
    "pinChatMessage": ("pin_messages", "not enough rights to manage pinned messages in the chat"),
    "createChatInviteLink": ("invite_users", "not enough rights to manage chat invite link"),
    "approveChatJoinRequest": ("invite_users", "not enough rights to manage chat join requests"),
}
_LINKS = itertools.count(1)


class Refusal(Exception):  # noqa: N818 - says what Telegram did
    """What Telegram says against a call; `code` as in the Bot API."""

    def __init__(self, why: str, code: int = 400) -> None:
        super().__init__(f"{'Forbidden' if code == 403 else 'Bad Request'}: {why}")
        self.code = code


@dataclass
class Circle:
    """`rights`: the assistant's as administrator, without "can_"; None: a plain member, or not there at all."""

    title: str
    members: dict[int, dict[str, Any]]
    here: bool = True
    rights: frozenset[str] | None = None
    description: str = ""
    permissions: Any = None
    pinned: int = 0
    links: dict[str, bool] = field(default_factory=dict)  # whether one has to ask
    asking: dict[int, dict[str, Any]] = field(default_factory=dict)

    def check(self, method: str) -> None:
        """Raises Refusal where the assistant may not do that."""
        if not self.here:
            raise Refusal("bot was kicked from the supergroup chat", 403)
        right, why = _NEEDS.get(method, ("", ""))
        if right and right not in (self.rights or ()):
            raise Refusal(why)

    def call(self, method: str, params: dict[str, Any], us: dict[str, Any]) -> Any:
        """A method that is about the group itself."""
        match method:
            case "getChatAdministrators":
                given = {f"can_{each}": each in (self.rights or ()) for each in ALL}
                return [{"user": us, "status": "administrator", **given}] if self.rights is not None else []
            case "getChatMember":
                who = self.members.get(params["user_id"], {"id": params["user_id"], "first_name": "?"})
                return {"user": who, "status": "member" if who["id"] in self.members else "left"}
            case "setChatTitle":
                self._changed("title", params["title"])
            case "setChatDescription":
                self._changed("description", params["description"])
            case "setChatPermissions":
                self.permissions = params["permissions"]
            case "pinChatMessage":
                self.pinned = params["message_id"]
            case "createChatInviteLink":
                link = f"https://t.me/+{next(_LINKS):016}"
                self.links[link] = params["creates_join_request"]
                return {"invite_link": link, "creates_join_request": params["creates_join_request"]}
            case "approveChatJoinRequest":
                if params["user_id"] not in self.asking:
                    raise Refusal("HIDE_REQUESTER_MISSING")
                self.members[params["user_id"]] = self.asking.pop(params["user_id"])
            case _:
                raise AssertionError(method)
        return True

    def _changed(self, what: str, value: str) -> None:
        if getattr(self, what) == value:
            raise Refusal(f"chat {what} is not modified")
        setattr(self, what, value)
