"""What counts as evidence: types by content, limits, where a file comes from, and its seal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from assistant.domain.disputes import custody
from assistant.errors import Refused
from assistant.i18n import N_

MOST = 10  # exhibits a side
MOST_BYTES = 20 * 1024 * 1024  # a side, in all: a bot cannot send more than 50 MB back
MOST_CAPTION = 200  # characters
LOOKS_ALIKE = 6  # bits of 64 that may differ

_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "picture": ("image/jpeg", "image/png", "image/webp", "image/gif"),
    "document": ("application/pdf",),
    "text": ("text/plain",),
    "audio": ("audio/ogg", "audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/wav", "audio/flac"),
    "video": ("video/mp4", "video/quicktime", "video/webm"),
}
FAMILY: Mapping[str, str] = {mime: family for family, mimes in _FAMILIES.items() for mime in mimes}


class Grade(StrEnum):
    """Where an exhibit comes from, the best first. Shown beside it: a hint for the panel, never a verdict."""

    WITNESSED = "witnessed"  # the assistant saw it being said
    FORWARD = "forward"  # forwarded, its author visible
    HIDDEN = "hidden"  # forwarded, its author hidden: a name and a date only
    FILE = "file"  # sent as a file: as it was on the device
    PICTURE = "picture"  # sent as a picture: made smaller on the way
    VOICE = "voice"  # spoken into the chat
    VIDEO = "video"  # sent as a video, or filmed in the chat: encoded anew on the way


GRADES: Mapping[Grade, str] = {
    Grade.WITNESSED: N_("seen by the assistant"),
    Grade.FORWARD: N_("forwarded, author visible"),
    Grade.HIDDEN: N_("forwarded, author hidden"),
    Grade.FILE: N_("original file"),
    Grade.PICTURE: N_("picture or screenshot"),
    Grade.VOICE: N_("voice message"),
    Grade.VIDEO: N_("video from the chat, not the original file"),
}
_SENT_AS: Mapping[str, Grade] = {
    "photo": Grade.PICTURE,
    "voice": Grade.VOICE,
    "video": Grade.VIDEO,
    "video_note": Grade.VIDEO,
    "animation": Grade.VIDEO,
}


def grade(kind: str, origin: str | None, *, witnessed: bool = False) -> Grade:
    """`kind` is the sort of message ("document", "photo", …), `origin` that of a forward ("person", "hidden", …)."""
    if witnessed:
        return Grade.WITNESSED
    if origin is not None:
        return Grade.HIDDEN if origin == "hidden" else Grade.FORWARD
    return _SENT_AS.get(kind, Grade.FILE)  # music, too, stays as it is on the way


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence. `side` is claimant or respondent; `seal` stays when everything else is erased.

    `seen_in`: numbers of earlier cases with the same bytes, `alike_in`: with a picture that looks the same (a hint only).
    `copy` (SHA-256) is what people look at instead of the original, where there is one: a picture without its place and
    time. `round` is 2 when it came with an appeal. Of a forward, `origin_side` is the side whose account it came from, and
    `origin_name` the name of anybody else.
    """

    n: int
    side: str
    sha256: str
    size: int
    mime: str
    grade: str
    submitted_at: datetime
    salt: str
    seal: str
    unique_id: str = ""
    copy: str = ""
    near: str = ""
    caption: str = ""
    item: str = ""
    origin_side: str = ""
    origin_name: str = ""
    origin_at: datetime | None = None
    late_reason: str = ""
    seen_in: tuple[int, ...] = ()
    alike_in: tuple[int, ...] = ()
    round: int = 1
    erased: bool = False

    @property
    def family(self) -> str:
        return FAMILY.get(self.mime, "")


def read(  # noqa: PLR0913 - what is known of a file comes from many sides
    raw: Mapping[str, Any],
    *,
    n: int,
    side: str,
    now: datetime,
    token: str,
    seen_in: Mapping[str, Iterable[int]],
    alike_in: Mapping[str, Iterable[int]] | None = None,
    late_reason: str = "",
    round_: int = 1,
    origin_side: str = "",
) -> Exhibit:
    """An exhibit from what a flow collected.

    `raw`: sha256, size (bytes), mime (by content) are needed; kind, unique_id, copy (the SHA-256 of what people look at),
    near (16 hex digits: what a picture looks like), caption, item, witnessed and origin (a mapping with kind, name, at) may be there. Raises Refused for a type that is not taken.
    """
    sha256, size, mime = str(raw["sha256"]), int(raw["size"]), str(raw["mime"])
    if mime not in FAMILY:
        raise Refused(NOT_TAKEN)
    if size <= 0:
        raise Refused(EMPTY)
    origin = raw.get("origin") or {}
    salted = custody.salt(token, "exhibit", n)
    return Exhibit(
        n=n,
        side=side,
        sha256=sha256,
        size=size,
        mime=mime,
        grade=grade(str(raw.get("kind", "photo")), origin.get("kind"), witnessed=bool(raw.get("witnessed"))),
        submitted_at=now,
        salt=salted,
        seal=custody.seal(salted, {"sha256": sha256, "size": size, "mime": mime}),
        unique_id=str(raw.get("unique_id") or ""),
        copy=str(raw.get("copy") or ""),
        near=str(raw.get("near") or ""),
        caption=str(raw.get("caption") or "")[:MOST_CAPTION],
        item=str(raw.get("item") or ""),
        origin_side=origin_side,
        origin_name="" if origin_side else str(origin.get("name") or ""),
        origin_at=origin.get("at"),
        late_reason=late_reason,
        seen_in=tuple(seen_in.get(sha256, ())),
        alike_in=tuple((alike_in or {}).get(sha256, ())),
        round=round_,
    )


def check(kept: Iterable[Exhibit], fresh: Exhibit) -> None:
    """Raise Refused where that side may not add this one: too many, too much, or already there."""
    own = [each for each in kept if each.side == fresh.side]
    if any(each.sha256 == fresh.sha256 for each in own):
        raise Refused(TWICE)
    if len(own) >= MOST:
        raise Refused(TOO_MANY, most=MOST)
    if sum(each.size for each in own) + fresh.size > MOST_BYTES:
        raise Refused(TOO_MUCH, most=MOST_BYTES // (1024 * 1024))


def alike(one: str, other: str) -> bool:
    """Whether two pictures look the same, by what `near` says of each. Screenshots of one app may look so, too."""
    return bool(one and other) and (int(one, 16) ^ int(other, 16)).bit_count() <= LOOKS_ALIKE


def fits(seal: str, salt: str, sha256: str, size: int, mime: str) -> bool:
    """Whether these bytes are the ones that were sealed."""
    return custody.seal(salt, {"sha256": sha256, "size": size, "mime": mime}) == seal


NOT_TAKEN = N_("This kind of file cannot be taken as evidence. Pictures, PDF, plain text, audio and video can.")
EMPTY = N_("This file is empty. Please send it again.")
TWICE = N_("This file is already among your evidence.")
TOO_MANY = N_("That would be more than {most} pieces of evidence. The most telling ones are enough.")
TOO_MUCH = N_("Your evidence may have {most} MB in all. Please send a shorter video or fewer files.")
