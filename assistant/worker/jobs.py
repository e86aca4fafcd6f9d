"""The kinds of work: a name and a function each. A new paper is one entry more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from assistant.papers import poster, qr
from assistant.papers.picture import BadPicture, sniff
from assistant.worker import blobs, download
from assistant.worker.failure import JobFailed


@dataclass(frozen=True, slots=True)
class Office:
    """What every job has at hand: the folder of blobs, and where files are fetched from."""

    blobs: Path
    desk: download.Desk


Args = dict[str, Any]
Job = Callable[[Office, Args], Args]


def read_qr(office: Office, args: Args) -> Args:
    """{file_id, size?} → {sha256, size, mime, unique_id, codes: [{text, verdict}], verdict}.

    Only what could be decoded as a picture is kept.
    """
    if (args.get("size") or 0) > download.MOST:
        raise JobFailed("too_big")
    told = download.facts(office.desk, args["file_id"])
    with blobs.draft(office.blobs) as new:
        for chunk in download.content(office.desk, told["file_path"]):
            new.write(chunk, download.MOST)
        new.file.flush()
        codes = _codes(new.path)
        with new.path.open("rb") as file:
            mime = sniff(file.read(16))
        blob = new.keep()
    return {
        "sha256": blob.sha256,
        "size": blob.size,
        "mime": mime,
        "unique_id": told.get("file_unique_id", ""),
        "codes": [{"text": code.text, "verdict": code.verdict} for code in codes],
        "verdict": qr.overall(codes),
    }


def _codes(path: Path) -> list[qr.Code]:
    try:
        return qr.read(path)
    except BadPicture as bad:
        raise JobFailed(bad.code) from None


def draw_poster(office: Office, args: Args) -> Args:
    """The fields of a PosterSpec → {sha256, size, mime, left_out} of a PNG in the folder."""
    sheet = poster.draw(msgspec.convert(args, poster.PosterSpec))
    blob = blobs.keep(office.blobs, sheet.png)
    return {"sha256": blob.sha256, "size": blob.size, "mime": "image/png", "left_out": list(sheet.left_out)}


KINDS: Mapping[str, Job] = {"read_qr": read_qr, "poster": draw_poster}
