"""The case file: the chain, the exhibits and readable pages in a zip, the same bytes for the same case.

Everything is stored as it is. A file that would be too large is cut into parts: the first has everything but the
originals that did not fit, which are in the others.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from assistant.papers import case_html, case_pdf
from assistant.papers.case_picture import thumbnail
from assistant.papers.case_spec import CaseFileSpec, Exhibit, copy, original

FORMAT = "yidan/case-file/1"
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
MOST = 48 * 1024 * 1024  # bytes of a part: a bot may send 50 MB
_AROUND = 512  # bytes that a zip needs for each of its files, and a little more
_MADE = (2000, 1, 1, 0, 0, 0)  # the manifest tells the day; so the same case gives the same bytes
_CHUNK = 1 << 20

Find = Callable[[str], Path]  # a blob's place by its SHA-256


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file in the zip: its bytes, or the blob that holds them."""

    name: str
    content: bytes = b""
    blob: str = ""
    size: int = 0

    @property
    def sha256(self) -> str:
        return self.blob or hashlib.sha256(self.content).hexdigest()

    @property
    def bytes(self) -> int:
        return self.size if self.blob else len(self.content)


def build(spec: CaseFileSpec, find: Find, opened: Callable[[], BinaryIO], most: int = MOST) -> Iterator[BinaryIO]:
    """Write the parts one after the other, each into a file that `opened` gives; yields each when it is written.

    Raises FileNotFoundError where an exhibit's blob is not there.
    """
    small = {exhibit.n: thumbnail(find(exhibit.copy)) for exhibit in spec.exhibits if exhibit.copy}
    entries = [
        _Entry("case.html", case_html.page(spec, {n: picture.jpeg for n, picture in small.items()})),
        _Entry("case.pdf", case_pdf.draw(spec, small)),
        *([_Entry("rules.txt", ("\n\n".join(spec.rules) + "\n").encode())] if spec.rules else []),
        *(_blob(find, copy(exhibit), exhibit.copy) for exhibit in spec.exhibits if exhibit.copy),
    ]
    originals = [_blob(find, original(exhibit), exhibit.sha256) for exhibit in spec.exhibits if exhibit.sha256]
    parts = _dealt(entries, originals, most - 4 * len(_encoded(_manifest(spec, [], 1))) - 65536)
    for number, inside in enumerate(parts, 1):
        manifest = _manifest(spec, parts, number)
        content = _encoded(manifest)
        seal = f"{hashlib.sha256(content).hexdigest()}  {MANIFEST}\n".encode()
        out = opened()
        _write(out, [_Entry(MANIFEST, content), _Entry(SEAL, seal), *inside], find)
        yield out


def _blob(find: Find, name: str, sha256: str) -> _Entry:
    return _Entry(name, blob=sha256, size=find(sha256).stat().st_size)


def _dealt(entries: list[_Entry], originals: list[_Entry], room: int) -> list[list[_Entry]]:
    """What goes into which part."""
    parts, left = [list(entries)], room - sum(each.bytes + _AROUND for each in entries)
    for each in originals:
        needed = each.bytes + _AROUND
        if needed > left:
            parts.append([])
            left = room
        parts[-1].append(each)
        left -= needed
    return parts


def _manifest(spec: CaseFileSpec, parts: list[list[_Entry]], number: int) -> dict[str, Any]:
    files = [{each.name: {"sha256": each.sha256, "size": each.bytes} for each in inside} for inside in parts]
    frame = {
        "format": FORMAT,
        "case": spec.case,
        "made_at": spec.made_at,
        "part": number,
        "parts": len(parts),
        "files": files[number - 1] if files else {},
    }
    if number > 1:
        return frame
    chain = [asdict(link) for link in spec.chain]
    return {
        **frame,
        "language": spec.language,
        "head": spec.chain[-1].head if spec.chain else "",
        "links": len(chain),
        "chain": chain,
        "exhibits": [_exhibit(exhibit) for exhibit in spec.exhibits],
        "other_parts": files[1:],
        "pages": _pages(spec),
    }


def _exhibit(exhibit: Exhibit) -> dict[str, Any]:
    shown = {"n": exhibit.n, "title": exhibit.title, "lines": list(exhibit.lines), "erased": not exhibit.sha256}
    if not exhibit.sha256:
        return shown
    named = {"file": original(exhibit), "copy": copy(exhibit) if exhibit.copy else None}
    return {**shown, **named, "sha256": exhibit.sha256, "size": exhibit.size, "mime": exhibit.mime}


def _pages(spec: CaseFileSpec) -> list[dict[str, Any]]:
    """What the readable pages say: timeline, ruling, draw and all."""
    return [
        {
            "title": section.title,
            "rows": [[row.label, row.text] for row in section.rows],
            "text": list(section.paragraphs),
        }
        for section in spec.sections
    ]


def _encoded(manifest: Mapping[str, Any]) -> bytes:
    return (json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _write(out: BinaryIO, entries: list[_Entry], find: Find) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for entry in entries:
            info = zipfile.ZipInfo(entry.name, _MADE)
            info.external_attr = 0o644 << 16
            info.create_system = 3  # wherever it is made, the bytes are the same
            info.file_size = entry.bytes
            with made.open(info, "w") as target, _source(entry, find) as source:
                while chunk := source.read(_CHUNK):
                    target.write(chunk)


def _source(entry: _Entry, find: Find) -> BinaryIO:
    return find(entry.blob).open("rb") if entry.blob else io.BytesIO(entry.content)
