"""The folder of files that are named after their own content."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.worker.failure import JobFailed

_PART = ".part-"
_STALE = 3600  # seconds: older parts belong to nobody any more


@dataclass(frozen=True, slots=True)
class Blob:
    """A kept file: hex SHA-256 of its bytes, and how many there are."""

    sha256: str
    size: int


def place(folder: Path, sha256: str) -> Path:
    """Where a blob lies. The name is checked, for it may have come a long way."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a sha256")
    return folder / sha256


@dataclass(slots=True)
class Draft:
    """A file on its way into the folder: written, hashed and counted in one go."""

    path: Path
    file: Any
    size: int = 0
    _sum: Any = field(default_factory=hashlib.sha256)

    def write(self, chunk: bytes, limit: int) -> None:
        """Raises JobFailed("too_big") before the draft grows past `limit` bytes."""
        self.size += len(chunk)
        if self.size > limit:
            raise JobFailed("too_big")
        self._sum.update(chunk)
        self.file.write(chunk)

    def written(self) -> Blob:
        """As `keep`, for what was written to `file` by others."""
        self.file.flush()
        with self.path.open("rb") as made:
            self._sum = hashlib.file_digest(made, "sha256")
        self.size = self.path.stat().st_size
        return self.keep()

    def keep(self) -> Blob:
        """Puts the draft at its place, durably: after this returns, a power cut cannot take it away."""
        self.file.flush()
        os.fsync(self.file.fileno())
        blob = Blob(self._sum.hexdigest(), self.size)
        target = place(self.path.parent, blob.sha256)
        if not _renewed(target, blob.size):
            self.path.replace(target)
        _sync(target.parent)
        return blob


@contextlib.contextmanager
def draft(folder: Path) -> Iterator[Draft]:
    """A new draft inside the folder; without `keep` nothing of it stays."""
    handle, name = tempfile.mkstemp(prefix=_PART, dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield Draft(path, file)
    finally:
        path.unlink(missing_ok=True)


def keep(folder: Path, content: bytes) -> Blob:
    """Keeps bytes that are already here."""
    with draft(folder) as new:
        new.write(content, len(content))
        return new.keep()


def _renewed(target: Path, size: int) -> bool:
    """Whether the blob is there already; then it is wanted anew, and no sweeper may think it old."""
    try:
        os.utime(target)
        return target.stat().st_size == size
    except FileNotFoundError:
        return False


def drop(folder: Path, names: Iterable[str], young: float) -> int:
    """Delete blobs, but none written or wanted within the last `young` seconds; how many went."""
    gone = 0
    for name in names:
        path = place(folder, name)
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime <= time.time() - young:
                path.unlink()
                gone += 1
    return gone


def prepare(folder: Path) -> None:
    """Makes the folder, and clears away what a killed process left half written."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for part in folder.glob(f"{_PART}*"):
        with contextlib.suppress(FileNotFoundError):
            if part.stat().st_mtime < time.time() - _STALE:
                part.unlink()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
