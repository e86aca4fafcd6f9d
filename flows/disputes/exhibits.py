"""Evidence as it is gathered, in whatever conversation: what may be sent, what it becomes, what would still help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.dialog.events import Context, Media, Said, Text
from assistant.dialog.parsers.base import Parser
from assistant.dialog.steps import Collect, Function
from assistant.dialog.words import Lines, Message, words
from assistant.domain.disputes import custody, evidence
from assistant.domain.disputes.claims import Item
from assistant.errors import Refused
from assistant.i18n import N_
from flows.disputes.evidence_trouble import TROUBLE

KINDS = frozenset({"photo", "document", "video", "voice", "audio", "video_note", "animation"})
OWN_WORDS = N_(
    "Words of your own belong into the story. Here I take what shows it: photos, files, voice, video, and messages that you "
    "forward to me. Words under a picture become its caption."
)
NOT_THAT = N_("That I cannot take as evidence. Photos, files, voice, video and forwarded messages work.")
EXAMPLE = N_("Tap the paper clip and choose several at once, or forward the messages that matter.")


def _read(said: Said, context: Context) -> Media | Text:
    if isinstance(said, Media) and said.kind in KINDS:
        return said
    if isinstance(said, Text):
        if said.origin is None:
            raise Refused(OWN_WORDS)
        return said
    raise Refused(NOT_THAT)


def verdict(result: Mapping[str, Any], media: Media | Text) -> dict[str, Any]:
    """What the worker found out about a file, with what Telegram told of it: an exhibit before it is sealed."""
    origin = media.origin
    return {
        "sha256": result["sha256"],
        "size": result["size"],
        "mime": result["mime"],
        "near": result.get("near", ""),
        "copy": (result.get("copy") or {}).get("sha256", ""),
        "unique_id": result.get("unique_id", ""),
        "kind": media.kind if isinstance(media, Media) else "text",
        "caption": media.caption[: evidence.MOST_CAPTION] if isinstance(media, Media) else "",
        "origin": {"kind": origin.kind, "id": origin.person, "name": origin.name, "at": origin.at} if origin else None,
    }


FAMILIES = {
    "picture": N_("picture"),
    "document": N_("PDF"),
    "text": N_("text"),
    "audio": N_("sound"),
    "video": N_("video"),
}


def told(item: Mapping[str, Any]) -> Message:
    """One line about a gathered thing: what it is, how big, its fingerprint, where it comes from."""
    origin = item.get("origin") or {}
    grade = evidence.grade(str(item["kind"]), origin.get("kind"))
    return words(
        N_("{family}, {size}, {grade}, fingerprint {print}"),
        family=Message(FAMILIES[evidence.FAMILY[item["mime"]]]),
        size=size(int(item["size"])),
        grade=Message(evidence.GRADES[grade]),
        print=custody.short(str(item["sha256"])),
    )


def size(count: int) -> Message:
    """Bytes as people read them."""
    if count >= 1024 * 1024:
        return words(N_("{count} MB"), count=round(count / (1024 * 1024), 1))
    return words(N_("{count} KB"), count=max(1, round(count / 1024)))


def within(exhibits: Iterable[Mapping[str, Any]]) -> None:
    """All together at most what a side may bring; only kinds that can be evidence."""
    exhibits = tuple(exhibits)
    if any(each["mime"] not in evidence.FAMILY for each in exhibits):
        raise Refused(evidence.NOT_TAKEN)
    if sum(int(each["size"]) for each in exhibits) > evidence.MOST_BYTES:
        raise Refused(evidence.TOO_MUCH, most=evidence.MOST_BYTES // (1024 * 1024))


@dataclass(frozen=True, slots=True)
class Gathered:
    """A thing gathered but not sealed yet, as a checklist looks at it."""

    family: str
    item: str = ""


def gathered(exhibits: Iterable[Mapping[str, Any]]) -> tuple[Gathered, ...]:
    return tuple(Gathered(evidence.FAMILY.get(str(each["mime"]), ""), str(each.get("item") or "")) for each in exhibits)


def would_help(items: Iterable[Item]) -> tuple[Lines, ...]:
    """What of the checklist is not there yet; nothing where all is."""
    lines = tuple(words(N_("▫️ {what}"), what=Message(each.text)) for each in items)
    return (Lines((Message(N_("What would help:")), *lines)),) if lines else ()


def collect(say: str, *, note: Function | None = None, confirm_none: str = "", why: str = "") -> Collect:
    """The question for evidence; its state has to be called `exhibits`."""
    return Collect(
        say,
        Parser(_read, EXAMPLE, {}, KINDS | {"text"}),
        label=N_("Evidence"),
        why=why,
        most=evidence.MOST,
        confirm_none=confirm_none,
        work="keep_exhibit",
        verdict=verdict,
        failures=TROUBLE,
        item=told,
        note=note,
        check=within,
    )
