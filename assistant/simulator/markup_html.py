"""HTML as the Bot API knows it, with the real server's words for what it cannot parse; offsets in errors are bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.simulator.entities import Entity
from assistant.simulator.writing import Writing, unparsable

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
}
_TAGS = frozenset({*_KINDS, "a", "code", "pre", "tg-emoji"})
_SPACE = b" \t\r\n\0\v\f"
_ENTITY = re.compile(rb"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_TOKEN = re.compile(rb"[A-Za-z0-9.-]*")


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    start: int


class _Parser:
    def __init__(self, source: str) -> None:
        self.data = source.encode("utf-8", "replace")
        self.at = 0
        self.writing = Writing()
        self.open: list[_Open] = []

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.data):
            octet = self.data[self.at]
            if octet == 0x26 and (decoded := self.entity()):
                for one in decoded.encode():
                    self.writing.put(one)
            elif octet == 0x3C:
                if self.data.startswith(b"/", self.at + 1):
                    self.close()
                else:
                    self.begin()
            else:
                self.writing.put(octet)
                self.at += 1
        if self.open:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return self.writing.text(), self.writing.entities

    def entity(self) -> str:
        """The character an entity here stands for, or "" when this is plain text."""
        found = _ENTITY.match(self.data, self.at)
        if not found:
            return ""
        if found[3]:
            character = _NAMED[found[3]]
        else:
            code = int(found[1]) if found[1] else int(found[2], 16)
            if not 0 < code <= 0x10FFFF or 0xD800 <= code < 0xE000:
                return ""
            character = chr(code)
        self.at = found.end()
        return character

    def peek(self) -> int:
        return self.data[self.at] if self.at < len(self.data) else 0

    def spaces(self) -> None:
        while self.at < len(self.data) and self.data[self.at] in _SPACE:
            self.at += 1

    def word(self, stops: bytes) -> str:
        begun = self.at
        while self.at < len(self.data) and self.data[self.at] not in stops:
            self.at += 1
        return self.data[begun : self.at].decode("utf-8", "replace").lower()

    # --- start tags -------------------------------------------------------------------------------------

    def begin(self) -> None:
        begun = self.at
        self.at += 1
        tag = self.word(_SPACE + b">")
        if not self.peek():
            raise unparsable(f"Unclosed start tag at byte offset {begun}")
        if tag not in _TAGS:
            raise unparsable(f'Unsupported start tag "{tag}" at byte offset {begun}')
        argument = self.attributes(tag, begun)
        if tag == "span" and argument != "spoiler":
            raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {begun}')
        self.open.append(_Open(tag, argument, self.writing.units, len(self.writing.out)))

    def attributes(self, tag: str, begun: int) -> str:
        argument = ""
        while True:
            self.spaces()
            if self.peek() == 0x3E:
                self.at += 1
                return argument
            name = self.word(_SPACE + b"=>")
            if not name:
                raise unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {begun}')
            self.spaces()
            if self.peek() != 0x3D:
                if tag == "blockquote" and name == "expandable":
                    argument = "expandable"
                    continue
                raise unparsable(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {begun}'
                )
            self.at += 1
            self.spaces()
            if not self.peek():
                raise unparsable(f'Unclosed start tag "{tag}" at byte offset {begun}')
            value = self.value()
            if not self.peek():
                raise unparsable(f"Unclosed start tag at byte offset {begun}")
            argument = _argument(tag, name, value) or argument

    def value(self) -> str:
        quote = self.peek()
        if quote not in b"'\"":
            begun = self.at
            found = _TOKEN.match(self.data, self.at)
            self.at = found.end() if found else self.at
            if self.peek() not in _SPACE and self.peek() != 0x3E:
                raise unparsable(f"Unexpected end of name token at byte offset {begun}")
            return self.data[begun : self.at].decode().lower()
        self.at += 1
        value = bytearray()
        while self.at < len(self.data) and self.data[self.at] != quote:
            if self.data[self.at] == 0x26 and (decoded := self.entity()):
                value += decoded.encode()
            else:
                value.append(self.data[self.at])
                self.at += 1
        self.at += 1
        return value.decode("utf-8", "replace")

    # --- end tags ---------------------------------------------------------------------------------------

    def close(self) -> None:
        begun = self.at
        if not self.open:
            raise unparsable(f"Unexpected end tag at byte offset {begun}")
        self.at += 2
        tag = self.word(_SPACE + b">")
        self.spaces()
        if self.peek() != 0x3E:
            raise unparsable(f"Unclosed end tag at byte offset {begun}")
        self.at += 1
        opened = self.open[-1]
        if tag and tag != opened.tag:
            raise unparsable(f'Unmatched end tag at byte offset {begun}, expected "</{opened.tag}>", found "</{tag}>"')
        self.open.pop()
        self.mark(opened)

    def mark(self, opened: _Open) -> None:
        writing, tag = self.writing, opened.tag
        if tag == "a":
            url = opened.argument or bytes(writing.out[opened.start :]).decode("utf-8", "replace")
            writing.mark_link(opened.offset, url)
        elif tag == "tg-emoji":
            if not opened.argument.isdigit():
                raise unparsable("Invalid custom emoji identifier specified")
            writing.mark("custom_emoji", opened.offset, custom_emoji_id=opened.argument)
        elif tag in ("pre", "code"):
            self.mark_code(opened)
        elif opened.argument == "expandable":
            writing.mark("expandable_blockquote", opened.offset)
        else:
            writing.mark(_KINDS[tag], opened.offset)

    def mark_code(self, opened: _Open) -> None:
        """<pre><code class="language-x"> is one entity with a language."""
        last = self.writing.entities[-1] if self.writing.entities else None
        same = last and (last["offset"], last["length"]) == (opened.offset, self.writing.units - opened.offset)
        if last and same and {last["type"], opened.tag} == {"code", "pre"}:
            last["type"] = "pre"
            if opened.argument:
                last["language"] = opened.argument
        elif opened.argument:
            self.writing.mark(opened.tag, opened.offset, language=opened.argument)
        else:
            self.writing.mark(opened.tag, opened.offset)


def _argument(tag: str, name: str, value: str) -> str:
    if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id")):
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return ""


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of Bot API HTML. Raises ApiError."""
    text, entities = _Parser(source).run()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities
