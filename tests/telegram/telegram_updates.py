"""Updates as Telegram writes them, to be varied by the tests."""

import json
from typing import Any

ANNA: dict[str, Any] = {
    "id": 501, "is_bot": False, "first_name": "Anna", "last_name": "Li", "username": "anna", "language_code": "zh-hans",
}  # fmt: skip
HOME: dict[str, Any] = {"id": 501, "type": "private", "first_name": "Anna", "username": "anna"}
GROUP: dict[str, Any] = {"id": -1009, "type": "supergroup", "title": "Tea"}


def message(update_id: int = 7, *, chat: Any = HOME, field: str = "message", **content: Any) -> bytes:
    sender = content.pop("sender", ANNA)
    body = {"message_id": 33, "from": sender, "chat": chat, "date": 1_790_000_000, **content}
    return json.dumps({"update_id": update_id, field: body}).encode()


def press(update_id: int = 8, **over: Any) -> bytes:
    place = {"message_id": 44, "chat": HOME, "date": 0}
    query = {"id": "q1", "from": ANNA, "chat_instance": "1", "message": place, "data": "a:1:yes", **over}
    return json.dumps({"update_id": update_id, "callback_query": query}).encode()
