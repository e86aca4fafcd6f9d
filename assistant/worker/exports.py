"""What is kept about somebody, as files of their own: JSON an area, and the originals of what they sent."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from assistant.worker import blobs
from assistant.worker.content import ENDINGS

MOST = 45_000_000  # bytes of files in one part: a bot may send 50 MB
_MADE = (1980, 1, 1, 0, 0, 0)  # one zip for one content, whenever it is made


class Sent(msgspec.Struct, frozen=True):
    """A file somebody sent: its blob, type by content, and its name in the zip, without the ending."""

    sha256: str
    size: int
    mime: str
    name: str


class ExportSpec(msgspec.Struct, frozen=True):
    """`areas`: a file's name without ".json" → what stands in it. `readme`: what this is, in the reader's language."""

    readme: str
    areas: dict[str, Any]
    files: tuple[Sent, ...] = ()
    most: int = MOST


def make(folder: Path, spec: ExportSpec) -> dict[str, Any]:
    """{sha256, size, mime, parts: [{sha256, size, name}], missing}: blobs that are gone meanwhile are named, not missed."""
    there = [each for each in spec.files if blobs.place(folder, each.sha256).exists()]
    missing = [each.name for each in spec.files if each not in there]
    pages = {"README.txt": spec.readme.encode()}
    pages |= {f"{name}.json": _encoded(content) for name, content in sorted(spec.areas.items())}
    parts = list(_parts(there, spec.most - sum(map(len, pages.values())), spec.most))
    kept = [_write(folder, pages if at == 0 else {}, files) for at, files in enumerate(parts)]
    names = [f"yidan-{at}.zip" if len(kept) > 1 else "yidan.zip" for at in range(1, len(kept) + 1)]
    told = [{"sha256": blob.sha256, "size": blob.size, "name": name} for blob, name in zip(kept, names, strict=True)]
    first = {"sha256": kept[0].sha256, "size": kept[0].size, "mime": "application/zip"}
    return {**first, "parts": told, "missing": missing}


def _parts(files: Iterable[Sent], first: int, most: int) -> Iterator[Sequence[Sent]]:
    """The files, as many together as there is room; at least one part, however little is in it."""
    held: list[Sent] = []
    room = first
    for each in files:
        if each.size > room and (held or room == first):
            yield held
            held, room = [], most
        held.append(each)
        room -= each.size
    yield held


def _write(folder: Path, pages: Mapping[str, bytes], files: Sequence[Sent]) -> blobs.Blob:
    with blobs.draft(folder) as new:
        with zipfile.ZipFile(new.file, "w", zipfile.ZIP_STORED) as made:
            for name, content in pages.items():
                with made.open(_info(name, len(content)), "w") as target:
                    target.write(content)
            for each in files:
                name = f"files/{each.name}{ENDINGS.get(each.mime, '')}"
                with (
                    made.open(_info(name, each.size), "w") as target,
                    blobs.place(folder, each.sha256).open("rb") as source,
                ):
                    _copy(source, target)
        return new.written()


def _copy(source: BinaryIO, target: Any) -> None:
    shutil.copyfileobj(source, target, 1 << 16)


def _info(name: str, size: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MADE)
    info.external_attr, info.create_system, info.file_size = 0o644 << 16, 3, size
    return info


def _encoded(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
