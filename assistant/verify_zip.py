"""Reading a case file that anybody may have made: bounded, nothing is unpacked to disk, nothing is believed."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
FORMAT = "yidan/case-file/1"
_NAME = re.compile(r"(?:exhibits/)?[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
_MOST_FILES = 200
_MOST_BYTES = 64 * 1024 * 1024  # of one file, unpacked
_MOST_TEXT = 16 * 1024 * 1024  # of the manifest
_CHUNK = 1 << 20


class Unreadable(Exception):  # noqa: N818 - says what it is
    """No case file, or not one that can safely be read."""


@dataclass(slots=True)
class Part:
    """One zip: its manifest, and the SHA-256 and size of each file in it. `problems` are told, each once."""

    name: str
    manifest: dict[str, Any]
    found: dict[str, tuple[str, int]]
    problems: list[str] = field(default_factory=list)


def read(path: Path) -> Part:
    """Raises Unreadable."""
    try:
        with zipfile.ZipFile(path) as opened:
            return _read(path.name, opened)
    except Unreadable:
        raise
    except (
        OSError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
    ) as error:
        raise Unreadable(f"{path.name} cannot be read as a zip: {error}") from None
    except Exception as error:  # noqa: BLE001 - unpackers raise whatever they like on hostile bytes
        raise Unreadable(f"{path.name} cannot be read: {type(error).__name__}") from None


def _read(name: str, opened: zipfile.ZipFile) -> Part:
    inside = opened.infolist()
    names = [info.filename for info in inside]
    if len(inside) > _MOST_FILES:
        raise Unreadable(f"{name} has more than {_MOST_FILES} files in it")
    if twice := {each for each in names if names.count(each) > 1}:
        raise Unreadable(f"{name} has two files called {_shown(min(twice))}")
    if bad := [each for each in names if not _NAME.fullmatch(each)]:
        raise Unreadable(f"{name} has a file with a name that no case file has: {_shown(bad[0])}")
    if big := [info.filename for info in inside if info.file_size > _MOST_BYTES]:
        raise Unreadable(f"{big[0]} is too large to be read")
    if MANIFEST not in names:
        raise Unreadable(f"{name} has no {MANIFEST}: it is no case file")
    content = _content(opened, MANIFEST)
    manifest = _manifest(content)
    part = Part(name, manifest, {each: _measured(opened, each) for each in names if each != MANIFEST})
    sealed = _content(opened, SEAL).split()[:1] if SEAL in names else []
    if sealed != [hashlib.sha256(content).hexdigest().encode()]:
        part.problems.append(f"{MANIFEST} is not as it was made: {SEAL} does not fit it")
    part.found.pop(SEAL, None)
    _compare(part)
    return part


def _shown(name: str) -> str:
    """A strange name without what could trick a terminal."""
    return ascii(name[:80])


def _content(opened: zipfile.ZipFile, name: str) -> bytes:
    with opened.open(name) as file:
        content = file.read(_MOST_TEXT + 1)
    if len(content) > _MOST_TEXT:
        raise Unreadable(f"{name} is too large to be read")
    return content


def _measured(opened: zipfile.ZipFile, name: str) -> tuple[str, int]:
    """Hash and size of a file, read piece by piece: what it says of its own size is not believed."""
    hashed, size = hashlib.sha256(), 0
    with opened.open(name) as file:
        while chunk := file.read(_CHUNK):
            hashed.update(chunk)
            size += len(chunk)
            if size > _MOST_BYTES:
                raise Unreadable(f"{name} is too large to be read")
    return hashed.hexdigest(), size


def _manifest(content: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError):
        raise Unreadable(f"{MANIFEST} is not JSON") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise Unreadable(f"{MANIFEST} is of another format than {FORMAT}")
    files = manifest.get("files")
    fits = isinstance(files, dict) and all(isinstance(each, dict) for each in files.values())
    if not fits or not isinstance(manifest.get("case"), str):
        raise Unreadable(f"{MANIFEST} does not say what a case file says")
    return manifest


def _compare(part: Part) -> None:
    """What lies in the zip against what its manifest says."""
    listed: dict[str, Any] = part.manifest["files"]
    for name in sorted(listed.keys() - part.found.keys()):
        part.problems.append(f"{_shown(name)} is missing")
    for name in sorted(part.found.keys() - listed.keys()):
        part.problems.append(f"{name} does not belong to it")
    for name in sorted(listed.keys() & part.found.keys()):
        told = (listed[name].get("sha256"), listed[name].get("size"))
        if told != part.found[name]:
            part.problems.append(f"{name} is not as it was made")
