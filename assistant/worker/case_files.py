"""Writing a case file into the folder of blobs."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, BinaryIO

from assistant.papers import case_zip
from assistant.papers import type as letters
from assistant.papers.case_spec import CaseFileSpec
from assistant.papers.picture import BadPicture
from assistant.worker import blobs
from assistant.worker.failure import JobFailed


def make(folder: Path, spec: CaseFileSpec) -> dict[str, Any]:
    """{sha256, size, mime, parts: [{sha256, size, name}]}: the first part is the file itself. Raises JobFailed("missing")."""
    with contextlib.ExitStack() as drafts:
        begun: list[blobs.Draft] = []

        def opened() -> BinaryIO:
            begun.append(drafts.enter_context(blobs.draft(folder)))
            return begun[-1].file  # type: ignore[no-any-return]  # a file opened for bytes

        try:
            parts = case_zip.build(spec, lambda sha256: blobs.place(folder, sha256), opened)
            kept = [begun[-1].written() for _ in parts]
        except (FileNotFoundError, BadPicture):
            raise JobFailed("missing") from None
        finally:
            letters.close()
    many = len(kept) > 1
    names = [f"{spec.case}-{number}.zip" if many else f"{spec.case}.zip" for number in range(1, len(kept) + 1)]
    told = [{"sha256": blob.sha256, "size": blob.size, "name": name} for blob, name in zip(kept, names, strict=True)]
    return {"sha256": kept[0].sha256, "size": kept[0].size, "mime": "application/zip", "parts": told}
