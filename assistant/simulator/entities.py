"""Formatted text: entities found, given or parsed, all in UTF-16 units."""

from __future__ import annotations

import re
from typing import Any

_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?(?![\w/]))"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w-]))"
    r"|(?P<url>(?:https?://|tg://)[^\s<>\"'，。；！？、]+|(?<![\w@./-])(?:[A-Za-z0-9-]+\.)+(?:com|org|net|me|io|cn|dev|app)(?:/[^\s<>\"'，。；！？、]*)?(?!\w))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
    r"|(?P<cashtag>(?<![\w$])\$[A-Z]{3,8}(?!\w))"
)


def width(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def found(text: str) -> list[dict[str, Any]]:
    """The entities that apps and servers find in any text: commands, mentions, links, tags."""
    entities: list[dict[str, Any]] = []
    if not any(sign in text for sign in "/@#$."):
        return entities
    offset = last = 0
    for match in _FOUND.finditer(text):
        said = match[0]
        if match.lastgroup == "url":
            said = said.rstrip(".,:;!?)")
        offset += width(text[last : match.start()])
        entities.append({"offset": offset, "length": width(said), "type": match.lastgroup})
        last = match.start()
    return entities
