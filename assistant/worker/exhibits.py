"""Taking a file as evidence: fetched, measured and hashed as it comes, looked at, and kept as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.papers import case_picture
from assistant.papers.picture import BadPicture
from assistant.worker import blobs, content, download
from assistant.worker.failure import JobFailed

_PICTURE_FAILURES = {"not_a_picture": "damaged"}


def keep(folder: Path, desk: download.Desk, args: dict[str, Any]) -> dict[str, Any]:
    """{file_id, size?, name?} or {text} → {sha256, size, mime, ending, unique_id, near, copy}.

    `mime` is told from the content, `ending` goes with it. `copy` is {sha256, size, mime, width, height} of what people
    look at instead of a picture, without place and device; None for everything else. `near`: see case_picture.View.
    The original is never changed, and links in it are never followed. Raises JobFailed.
    """
    if "text" in args:
        return _words(folder, str(args["text"]))
    if (args.get("size") or 0) > download.MOST:
        raise JobFailed("too_big")
    told = download.facts(desk, args["file_id"])
    with blobs.draft(folder) as new:
        for chunk in download.content(desk, told["file_path"]):
            new.write(chunk, download.MOST)
        new.file.flush()
        seen, copy = look(new.path, args.get("name") or "")
        blob = new.keep()
    if copy:
        shown = blobs.keep(folder, copy)
        seen["copy"] |= {"sha256": shown.sha256, "size": shown.size}
    return {"sha256": blob.sha256, "size": blob.size, "unique_id": told.get("file_unique_id", ""), **seen}


def _words(folder: Path, text: str) -> dict[str, Any]:
    """Words that were forwarded, kept as a plain text file."""
    blob = blobs.keep(folder, text.encode())
    told = {"mime": "text/plain", "ending": ".txt", "near": "", "copy": None, "unique_id": ""}
    return {"sha256": blob.sha256, "size": blob.size, **told}


def look(path: Path, name: str) -> tuple[dict[str, Any], bytes]:
    """What there is to tell of a file beside its hash, and the bytes of its copy (none: it has no copy)."""
    mime = content.recognise(path, name)
    view = _view(path, mime)
    seen: dict[str, Any] = {"mime": mime, "ending": content.ENDINGS[mime], "near": "", "copy": None}
    if view is None:
        return seen, b""
    shown = {"mime": "image/jpeg", "width": view.width, "height": view.height}
    return {**seen, "near": view.near, "copy": shown}, view.jpeg


def _view(path: Path, mime: str) -> case_picture.View | None:
    if not mime.startswith("image/"):
        return None
    try:
        return case_picture.view(path, mime)
    except BadPicture as bad:
        raise JobFailed(_PICTURE_FAILURES.get(bad.code, bad.code)) from None
