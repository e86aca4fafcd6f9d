"""Entities of formatted text: found in any text, or given by a bot; all offsets in UTF-16 units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assistant.simulator.failures import bad_request

Entity = dict[str, Any]

_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?(?![\w/]))"
    r"|(?P<email>(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w-]))"
    r"|(?P<url>(?:https?://|tg://)[^\s<>\"'，。；！？、]+"
    r"|(?<![\w@./-])(?:[A-Za-z0-9-]{1,63}\.)+(?:com|org|net|me|io|cn|dev|app)(?:/[^\s<>\"'，。；！？、]*)?(?!\w))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
    r"|(?P<cashtag>(?<![\w$])\$[A-Z]{3,8}(?!\w))"
)
_GIVEN = {
    "bold": "",
    "italic": "",
    "underline": "",
    "strikethrough": "",
    "spoiler": "",
    "blockquote": "",
    "expandable_blockquote": "",
    "code": "",
    "pre": "language",
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "",
}
_FOUND_ANYWAY = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card"})


def width(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def found(text: str) -> list[Entity]:
    """The entities that apps and servers find in any text: commands, mentions, links, tags."""
    entities: list[Entity] = []
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


def given(wanted: Any) -> list[Entity]:
    """The entities a bot gives for a text. Raises ApiError for what the real server cannot parse."""
    if not isinstance(wanted, list):
        return []
    return [entity for entity in map(_read, wanted) if entity is not None]


def _read(wanted: Any) -> Entity | None:
    if not isinstance(wanted, dict):
        raise _unreadable("expected an Object")
    offset, length = (_integer(wanted, name) for name in ("offset", "length"))
    kind = wanted.get("type")
    if not isinstance(kind, str):
        raise _unreadable('Can\'t find field "type"')
    if kind in _FOUND_ANYWAY or length <= 0 or offset < 0:
        return None
    if kind not in _GIVEN:
        raise _unreadable("Unsupported type specified")
    entity: Entity = {"offset": offset, "length": length, "type": kind}
    extra = _GIVEN[kind]
    if extra and wanted.get(extra):
        entity[extra] = wanted[extra]
    elif extra and kind != "pre":
        raise _unreadable(f'Can\'t find field "{extra}"')
    if kind == "text_mention" and not isinstance(entity["user"], dict):
        raise _unreadable('Field "user" must be of type Object')
    return entity


def _integer(wanted: dict[str, Any], name: str) -> int:
    value = wanted.get(name)
    if isinstance(value, str) and value.lstrip("-").isdigit():
        value = int(value)
    if value is None:
        raise _unreadable(f'Can\'t find field "{name}"')
    if isinstance(value, bool) or not isinstance(value, int):
        raise _unreadable(f'Field "{name}" must be of type Number')
    return value


def _unreadable(why: str) -> Exception:
    return bad_request(f"can't parse MessageEntity: {why}")


def check(text: str, entities: list[Entity]) -> None:
    """Every entity lies within the text and on whole characters. Raises ApiError."""
    if not entities:
        return
    starts: dict[int, int] = {}  # UTF-16 offset of each character -> its byte offset
    units = octets = 0
    for character in text:
        starts[units] = octets
        units += 2 if character > "\uffff" else 1
        octets += len(character.encode("utf-8", "surrogatepass"))
    starts[units] = octets
    for entity in entities:
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        if begin >= units:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {begin}")
        if end > units:
            raise bad_request(
                f"entity beginning at UTF-16 offset {begin} ends after the end of the text at UTF-16 offset {end}"
            )
        if begin not in starts:
            raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {starts[begin - 1]}")
        if end not in starts:
            raise bad_request(
                f"entity beginning at UTF-16 offset {begin} ends in a middle of a UTF-16 symbol"
                f" at byte offset {starts[end - 1]}"
            )


def merged(entities: list[Entity], text: str) -> list[Entity]:
    """The given ones and those found beside them, in the order the real server lists them."""
    fixed = [(entity["offset"], entity["offset"] + entity["length"]) for entity in entities if _rigid(entity)]
    extra = [entity for entity in found(text) if not _touches(entity, fixed)]
    return sorted([*entities, *extra], key=lambda entity: (entity["offset"], -entity["length"]))


def _rigid(entity: Entity) -> bool:
    """Code and links leave no room for found entities inside."""
    return entity["type"] in ("code", "pre", "text_link", "text_mention", "custom_emoji")


def _touches(entity: Entity, spans: Iterable[tuple[int, int]]) -> bool:
    begin, end = entity["offset"], entity["offset"] + entity["length"]
    return any(begin < high and low < end for low, high in spans)
