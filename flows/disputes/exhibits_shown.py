"""Evidence as it is shown: a line of the list, and the files themselves, without the sender's name of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from assistant.dialog.outcome import Effect, File, Picture
from assistant.dialog.words import Message, Plain, words
from assistant.domain.disputes.evidence import GRADES, Grade
from assistant.domain.disputes.views import Shown
from assistant.i18n import N_
from flows.disputes.exhibits import FAMILIES
from flows.disputes.words import part_word
from flows.rules.text import cut

ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/wav": ".wav",
    "audio/flac": ".flac",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
}
COPIED = ".jpg"  # what the copies of pictures are


def source(exhibit: Shown, kind: str) -> Message:
    """What it is and where it comes from. What was sent as such has no better origin than being that."""
    family, grade = Message(FAMILIES[exhibit.family]), Message(GRADES[Grade(exhibit.grade)])
    if exhibit.grade in {Grade.PICTURE, Grade.VIDEO}:
        return family
    if exhibit.grade == Grade.VOICE:
        return grade
    if exhibit.origin_part:
        return words(N_("{family}, forwarded from {who}"), family=family, who=part_word(kind, exhibit.origin_part))
    return words(N_("{family}, {grade}"), family=family, grade=grade)


def first_sent(exhibit: Shown, who: Any, when: Any) -> Message | None:
    """Of a forward: by whom (`who`, where it was a party) and when it was first sent; None where neither is known."""
    name = who if exhibit.origin_part else exhibit.origin_name
    if exhibit.origin_at is None or not name:
        return None
    hidden = N_("First sent {when} by somebody called “{name}”; the account cannot be seen.")
    return words(hidden if exhibit.grade == Grade.HIDDEN else N_("First sent {when} by {name}."), when=when, name=name)


def caption(exhibit: Shown, kind: str) -> Message:
    """What stands under a file: its number, whose it is, where it comes from, and what its sender wrote."""
    head = words(
        N_("Exhibit {n} · {part} · {source}"),
        n=exhibit.n,
        part=part_word(kind, exhibit.part),
        source=source(exhibit, kind),
    )
    return words(N_("{head}\n“{caption}”"), head=head, caption=exhibit.caption) if exhibit.caption else head


def told(exhibit: Shown, kind: str, room: int = 60) -> Message:
    """One line of the list: seen or not, what it is, whose, where it comes from, and what one should know of it.

    `room`: characters of its caption (0: none, and no word more than needed).
    """
    said = cut(exhibit.caption, room) if room else ""
    line = words(
        N_("{mark} <b>{n}</b> {part}: {source}{caption}"),
        mark="✓" if exhibit.opened else "▫️",
        n=exhibit.n,
        part=part_word(kind, exhibit.part),
        source=source(exhibit, kind),
        caption=words(N_(", “{caption}”"), caption=said) if said else Plain(""),
    )
    if exhibit.erased:
        return words(N_("{mark} <b>{n}</b> {part}: erased at its owner's wish"), **line.values)
    if not room and (exhibit.seen_before or exhibit.alike_before):
        short = N_("{line} ⚠️ used before") if exhibit.seen_before else N_("{line} ⚠️ looks used before")
        return words(short, line=line)
    if exhibit.seen_before:
        return words(N_("{line} ⚠️ this file was used in an earlier case"), line=line)
    if exhibit.alike_before:
        return words(N_("{line} ⚠️ looks like a picture from an earlier case"), line=line)
    return line


def sends(exhibits: Iterable[Shown], kind: str, person: int) -> Iterator[Effect]:
    """The files in their order: pictures as copies to look at, the rest as files of neutral names."""
    for each in exhibits:
        if each.erased:
            continue
        if each.family == "picture" and each.copy:
            yield Picture(person, each.copy, f"exhibit-{each.n}{COPIED}", caption(each, kind))
        else:
            yield File(person, each.sha256, f"exhibit-{each.n}{ENDINGS[each.mime]}", caption(each, kind))
