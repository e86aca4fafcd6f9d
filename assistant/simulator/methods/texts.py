"""Text parameters of calls: parsed or taken with their entities, cleaned and trimmed as the real server does."""

from __future__ import annotations

import re

from assistant.simulator.entities import Entity, check, given, merged, width
from assistant.simulator.failures import bad_request
from assistant.simulator.markdown import parse_markdown
from assistant.simulator.markup_html import parse_html
from assistant.simulator.methods.base import Call

RAW_BYTES = 32_768
_OFFENDING = re.compile("[\x00-\x08\x0b-\x1f]|[\u2028-\u202e\u0333\u033f\u030a]")


def formatted(call: Call, text: str, entities: str) -> tuple[str, list[Entity]]:
    """The text of that parameter and its entities, by parse_mode or as given. Raises ApiError."""
    source = call.params.text(text)
    if len(source.encode("utf-8", "replace")) > RAW_BYTES:
        raise bad_request("text is too long")
    mode = call.params.text("parse_mode").lower()
    if source and mode not in ("", "none"):
        said, spans = _parse(source, mode)
    else:
        said, spans = source, _given(call, entities)
        check(said, spans)
    said, spans = _trimmed(*_cleaned(said, spans))
    return said, _known(call, merged(spans, said))


def _parse(source: str, mode: str) -> tuple[str, list[Entity]]:
    if mode == "html":
        return parse_html(source)
    if mode == "markdownv2":
        return parse_markdown(source)
    raise bad_request("unsupported parse_mode")


def _given(call: Call, name: str) -> list[Entity]:
    try:
        return given(call.params.data(name))
    except ValueError:
        return []  # as the real server: what is no JSON array counts as none


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Control characters become spaces; carriage returns and signs that turn the text around vanish."""
    if not _OFFENDING.search(text):
        return text, entities
    moved: list[int] = []  # new offset of each old one
    kept: list[str] = []
    units = 0
    for character in text:
        new = character
        if _OFFENDING.match(character):
            new = " " if character < " " and character != "\r" else ""
        moved += [units] * width(character)
        units += width(new)
        kept.append(new)
    moved.append(units)
    return "".join(kept), _between(entities, moved)


def _between(entities: list[Entity], moved: list[int]) -> list[Entity]:
    changed = []
    for entity in entities:
        begin, end = moved[entity["offset"]], moved[entity["offset"] + entity["length"]]
        if end > begin:
            changed.append({**entity, "offset": begin, "length": end - begin})
    return changed


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at the ends; entities end where the text does."""
    kept = text.rstrip(" \n\t")
    cut = len(kept) - len(kept.lstrip(" \n\t"))
    lead = min([cut, *(entity["offset"] for entity in entities)])
    kept = kept[lead:]
    length = width(kept)
    shifted = []
    for entity in entities:
        begin = entity["offset"] - lead
        end = min(begin + entity["length"], length)
        if end > begin:
            shifted.append({**entity, "offset": begin, "length": end - begin})
    return kept, shifted


def _known(call: Call, entities: list[Entity]) -> list[Entity]:
    """Mentions of people by id carry the person; of people the bot has never met, they vanish."""
    shown = []
    for entity in entities:
        if entity["type"] != "text_mention":
            shown.append(entity)
            continue
        number = entity.get("user_id") or entity["user"].get("id")
        person = call.world.people.get(number) if isinstance(number, int) else None
        if person is not None and call.world.met(call.bot, person):
            kept = {name: value for name, value in entity.items() if name != "user_id"}
            shown.append({**kept, "user": person.user()})
    return shown
