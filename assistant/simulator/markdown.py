"""MarkdownV2, with the real server's words for what it cannot parse; offsets in errors are bytes."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.simulator.entities import Entity
from assistant.simulator.writing import Writing, emoji_id, unparsable

_RESERVED = frozenset(b"_*[]()~`>#+-=|{}.!\n")
_TICK = frozenset(b"`")
_SPACE = frozenset(b" \t\r\n\0\v\f")
_SIGNS = {
    "Bold": b"*",
    "Italic": b"_",
    "Underline": b"__",
    "Strikethrough": b"~",
    "Spoiler": b"||",
    "Code": b"`",
    "Pre": b"```",
    "PreCode": b"```",
    "TextUrl": b"]",
    "CustomEmoji": b"]",
}


@dataclass(slots=True)
class _Open:
    kind: str
    offset: int  # UTF-16
    octet: int  # where it began in the source
    start: int  # where its text begins in the result
    argument: str = ""


class _Parser:
    def __init__(self, source: str) -> None:
        self.data = source.encode("utf-8", "replace")
        self.at = 0
        self.writing = Writing()
        self.open: list[_Open] = []
        self.quoting = False

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.data):
            octet = self.data[self.at]
            if octet == 0x5C and 0 < self.peek(1) <= 126:
                self.writing.put(self.peek(1))
                self.at += 2
            elif octet not in self.reserved():
                self.writing.put(octet)
                self.at += 1
            elif self.ends(octet):
                self.close(octet)
            else:
                self.begin(octet)
        if self.quoting and self.open and self.open[-1].kind == "BlockQuote":
            self.writing.mark("blockquote", self.open.pop().offset)
        if self.open:
            raise self.unended()
        return self.writing.text(), self.writing.entities

    def peek(self, ahead: int) -> int:
        return self.data[self.at + ahead] if self.at + ahead < len(self.data) else 0

    def starts(self, sign: bytes) -> bool:
        return self.data.startswith(sign, self.at)

    def reserved(self) -> frozenset[int]:
        return _TICK if self.open and self.open[-1].kind in ("Code", "Pre", "PreCode") else _RESERVED

    def ends(self, octet: int) -> bool:
        if not self.open:
            return False
        kind = self.open[-1].kind
        if self.quoting and octet == 0x0A and self.peek(1) != 0x3E:
            return True
        if kind == "BlockQuote":
            return False
        if kind == "Italic":
            return octet == 0x5F and self.peek(1) != 0x5F
        return self.starts(_SIGNS[kind])

    # --- beginnings -------------------------------------------------------------------------------------

    def begin(self, octet: int) -> None:
        begun = self.at
        if octet == 0x0A:
            self.newline()
            return
        if octet == 0x3E and begun == 0:
            self.quoting = True
            self.push("BlockQuote", begun, 1)
            return
        if self.starts(b"```"):
            self.begin_block()
            return
        for kind, sign in (
            ("Underline", b"__"),
            ("Italic", b"_"),
            ("Bold", b"*"),
            ("Strikethrough", b"~"),
            ("Spoiler", b"||"),
            ("Code", b"`"),
            ("CustomEmoji", b"!["),
            ("TextUrl", b"["),
        ):
            if self.starts(sign):
                self.push(kind, begun, len(sign))
                return
        raise unparsable(f"Character '{chr(octet)}' is reserved and must be escaped with the preceding '\\'")

    def newline(self) -> None:
        self.writing.put(0x0A)
        self.at += 1
        if self.peek(0) == 0x3E:
            begun = self.at
            self.at += 1
            if not self.quoting:
                self.quoting = True
                self.push("BlockQuote", begun, 0)

    def begin_block(self) -> None:
        begun = self.at
        self.at += 3
        end = self.at
        while end < len(self.data) and self.data[end] not in _SPACE and self.data[end] != 0x60:
            end += 1
        kind, language = "Pre", ""
        if end not in (self.at, len(self.data)) and self.data[end] != 0x60:
            kind, language = "PreCode", self.data[self.at : end].decode("utf-8", "replace")
            self.at = end
        if self.peek(0) in (0x0A, 0x0D):
            self.at += 2 if self.peek(1) in (0x0A, 0x0D) and self.peek(0) != self.peek(1) else 1
        self.push(kind, begun, 0, language)

    def push(self, kind: str, begun: int, length: int, argument: str = "") -> None:
        self.at += length
        self.open.append(_Open(kind, self.writing.units, begun, len(self.writing.out), argument))

    # --- ends -------------------------------------------------------------------------------------------

    def close(self, octet: int) -> None:
        entity = self.open[-1]
        if octet == 0x0A and entity.kind != "BlockQuote":
            raise self.unended()
        if entity.kind == "BlockQuote":
            self.quoting = False
            self.writing.put(0x0A)
            self.at += 1
            self.writing.mark("blockquote", entity.offset)
        elif entity.kind == "TextUrl":
            self.at += 1
            url = self.address("a URL") if self.peek(0) == 0x28 else None
            if url is None:
                url = bytes(self.writing.out[entity.start :]).decode("utf-8", "replace")
            self.writing.mark_link(entity.offset, url)
        elif entity.kind == "CustomEmoji":
            self.at += 1
            if self.peek(0) != 0x28:
                raise unparsable("Custom emoji entity must contain a tg://emoji URL")
            number = emoji_id(self.address("a custom emoji URL"))
            self.writing.mark("custom_emoji", entity.offset, custom_emoji_id=number)
        else:
            self.at += len(_SIGNS[entity.kind])
            self.mark_plain(entity)
        self.open.pop()

    def mark_plain(self, entity: _Open) -> None:
        if entity.kind == "PreCode":
            self.writing.mark("pre", entity.offset, language=entity.argument)
        else:
            self.writing.mark(entity.kind.lower(), entity.offset)

    def address(self, what: str) -> str:
        """What stands in the parentheses that begin here."""
        self.at += 1
        begun = self.at
        url = bytearray()
        while self.at < len(self.data) and self.data[self.at] != 0x29:
            if self.data[self.at] == 0x5C and 0 < self.peek(1) <= 126:
                self.at += 1
            url.append(self.data[self.at])
            self.at += 1
        if self.at >= len(self.data):
            raise unparsable(f"Can't find end of {what} at byte offset {begun}")
        self.at += 1
        return url.decode("utf-8", "replace")

    def unended(self) -> Exception:
        entity = self.open[-1]
        return unparsable(f"Can't find end of {entity.kind} entity at byte offset {entity.octet}")


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of MarkdownV2. Raises ApiError."""
    return _Parser(source).run()
