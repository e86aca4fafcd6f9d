"""What the parsers of HTML and MarkdownV2 share: bytes in, text and entities out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.simulator.entities import Entity
from assistant.simulator.failures import ApiError, bad_request

_USER = re.compile(r"tg://user\?id=(\d+)")
_EMOJI = re.compile(r"tg://emoji\?id=(\d+)")
_HOST = re.compile(r"(?:[\w-]+\.)+\w{2,}(?::\d+)?(?:[/?#]\S*)?")


def unparsable(why: str) -> ApiError:
    return bad_request(f"can't parse entities: {why}")


@dataclass(slots=True)
class Writing:
    """The text as it grows, with its length in UTF-16 units."""

    out: bytearray = field(default_factory=bytearray)
    units: int = 0
    entities: list[Entity] = field(default_factory=list)

    def put(self, octet: int) -> None:
        """One byte of the UTF-8 text."""
        if octet & 0xC0 != 0x80:
            self.units += 2 if octet >= 0xF0 else 1
        self.out.append(octet)

    def mark(self, kind: str, offset: int, **extra: str) -> None:
        """An entity from `offset` to here; an empty one is none."""
        if self.units > offset:
            self.entities.append({"offset": offset, "length": self.units - offset, "type": kind, **extra})

    def mark_link(self, offset: int, url: str) -> None:
        """A link, or a mention where it leads to a person; what is no address stays plain text."""
        if found := _USER.fullmatch(url):
            if self.units > offset:
                mention = {"offset": offset, "length": self.units - offset, "type": "text_mention"}
                self.entities.append({**mention, "user_id": int(found[1])})
        elif checked := checked_link(url):
            self.mark("text_link", offset, url=checked)

    def text(self) -> str:
        return self.out.decode("utf-8", "replace")


def checked_link(url: str) -> str:
    """The address as the server keeps it, or "" when it is none."""
    url = url.strip()
    if url.startswith(("tg://", "ton://", "tonsite://")):
        return url
    scheme, sign, rest = url.partition("://")
    if sign and scheme.lower() not in ("http", "https"):
        return ""
    if not _HOST.fullmatch(rest if sign else url):
        return ""
    full = url if sign else f"http://{url}"
    return full if "/" in full.partition("://")[2] or "?" in full else f"{full}/"


def emoji_id(url: str) -> str:
    found = _EMOJI.fullmatch(url)
    if not found:
        raise unparsable("Invalid custom emoji identifier specified")
    return found[1]
