"""Words to text: a screen in the reader's language, with entities instead of markup.

Marks in catalogue texts (`<b>`, `<i>`, `<code>`, `<pre>`) become Bot API entities, whose offsets count
UTF-16 units; values are inserted after that, so nothing a person typed is ever markup.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from assistant import i18n
from assistant.dialog.parsers.characters import clean
from assistant.dialog.words import Button, Day, Lines, Local, Mention, Message, Paste, Plain, Say
from assistant.domain.money import Money

MOST_TEXT = 4096  # code points of a message, after rendering (Bot API)
MOST_LABEL = 60  # a button's label; phones cut longer ones
_TOKEN = re.compile(r"<(/?)(b|i|code|pre)>|\{(\w+)\}")
_KINDS = {"b": "bold", "i": "italic", "code": "code", "pre": "pre"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the language, and the zone their times are shown in."""

    locale: str
    zone: str

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


@dataclass(slots=True)
class Text:
    """Text in the making, with its entities."""

    parts: list[str] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)
    _counted: int = 0  # parts, and their length
    _length: int = 0

    def add(self, text: str) -> None:
        self.parts.append(text)

    @property
    def length(self) -> int:
        """In UTF-16 units; counted only where an entity begins or ends."""
        if self._counted < len(self.parts):
            self._length += utf16("".join(self.parts[self._counted :]))
            self._counted = len(self.parts)
        return self._length

    def __str__(self) -> str:
        return "".join(self.parts)


def utf16(text: str) -> int:
    """The length Telegram counts offsets in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


@functools.lru_cache(maxsize=4096)
def _tokens(template: str) -> tuple[tuple[str, str], ...]:
    """A template as (kind, text): "text", "field", "open", "close"."""
    found, at = [], 0
    for match in _TOKEN.finditer(template):
        if match.start() > at:
            found.append(("text", template[at : match.start()]))
        closing, mark, name = match.groups()
        found.append(("field", name) if name else ("close" if closing else "open", mark))
        at = match.end()
    if at < len(template):
        found.append(("text", template[at:]))
    return tuple(found)


def _template(message: Message, locale: str) -> str:
    if isinstance(message.id, tuple):
        return i18n.plural(*message.id, int(message.values["count"]), locale)
    return i18n.text(message.id, locale)


def _clean(text: str) -> str:
    return text if text.isascii() and text.isprintable() else clean(text)


def write(value: Any, reader: Reader, out: Text) -> None:  # noqa: C901, PLR0912 - one case a kind of value
    """Append a value as the reader's locale writes it. Raises KeyError for a placeholder nothing fills."""
    match value:
        case Message():
            _write_message(value, reader, out)
        case Lines(lines=lines, separator=separator):
            for at, line in enumerate(lines):
                out.add(separator if at else "")
                write(line, reader, out)
        case Plain(text=text):
            out.add(_clean(text))
        case str():
            out.add(_clean(value))
        case Mention(person=person, name=name):
            _mention(person, _clean(name), out)
        case bool() | None:
            raise TypeError(f"{value!r} has no words")
        case int() | float():
            out.add(i18n.number(value, reader.locale))
        case Money():
            out.add(i18n.money(value.minor, value.currency, reader.locale))
        case timedelta():
            out.add(i18n.duration(value, reader.locale))
        case Day(day=day):
            out.add(i18n.day(day, reader.locale))
        case Local(at=at, zone=zone):
            out.add(i18n.moment_there(at, reader.locale, zone, reader.zone))
        case datetime():
            out.add(i18n.moment(value, reader.locale, reader.zone))
        case list() | tuple():
            out.add(i18n.join([plain(each, reader) for each in value], reader.locale))
        case _:
            raise TypeError(f"a {type(value).__name__} has no words")


def _mention(person: int, name: str, out: Text) -> None:
    start = out.length
    out.add(name)
    user = {"id": person, "is_bot": False, "first_name": name}
    out.entities.append({"type": "text_mention", "offset": start, "length": out.length - start, "user": user})


def _write_message(message: Message, reader: Reader, out: Text) -> None:
    opened: list[tuple[str, int]] = []
    for kind, text in _tokens(_template(message, reader.locale)):
        match kind:
            case "text":
                out.add(text)
            case "field":
                write(message.values[text], reader, out)
            case "open":
                opened.append((text, out.length))
            case _:
                mark, start = opened.pop()
                if out.length > start:
                    out.entities.append({"type": _KINDS[mark], "offset": start, "length": out.length - start})


def plain(value: Any, reader: Reader) -> str:
    """A value as bare text."""
    if isinstance(value, Message) and not value.values and isinstance(value.id, str):
        return _fixed(value.id, reader.locale)
    out = Text()
    write(value, reader, out)
    return str(out)


@functools.lru_cache(maxsize=4096)
def _fixed(message: str, locale: str) -> str:
    """The bare text of a message without values, as most buttons have."""
    out = Text()
    _write_message(Message(message), Reader(locale, "UTC"), out)
    return str(out)


def say(what: Say, reader: Reader) -> dict[str, Any]:
    """A screen or a text to paste as the fields of sendMessage or editMessageText, but for the chat."""
    out = Text()
    if isinstance(what, Paste):
        write(what.text, reader, out)
        return {"text": str(out), "entities": [{"type": "pre", "offset": 0, "length": out.length}]}
    for at, paragraph in enumerate(what.paragraphs):
        out.add("\n\n" if at else "")
        write(paragraph, reader, out)
    text, entities = _within(str(out), out.entities)
    fields: dict[str, Any] = {"text": text, "link_preview_options": {"is_disabled": True}}
    if entities:
        fields["entities"] = sorted(entities, key=lambda each: (each["offset"], -each["length"]))
    if what.rows:
        fields["reply_markup"] = {"inline_keyboard": list(_keyboard(what.rows, reader))}
    return fields


def _within(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Cut what is longer than a message may be; the checks of the catalogues keep it from coming to that."""
    if len(text) <= MOST_TEXT:
        return text, entities
    text = text[: MOST_TEXT - 1] + "…"
    end = utf16(text)
    return text, [each for each in entities if each["offset"] + each["length"] <= end]


def _keyboard(rows: Sequence[Sequence[Button]], reader: Reader) -> Iterator[list[dict[str, Any]]]:
    for row in rows:
        yield [_button(button, reader) for button in row]


def _button(button: Button, reader: Reader) -> dict[str, Any]:
    text = plain(button.label, reader)
    shown = text if len(text) <= MOST_LABEL else text[: MOST_LABEL - 1] + "…"
    if button.url:
        return {"text": shown, "url": button.url}
    if button.copy:
        return {"text": shown, "copy_text": {"text": button.copy}}
    return {"text": shown, "callback_data": button.data}
