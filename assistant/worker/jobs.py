"""The kinds of work: a name and a function each. A new paper is one entry more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from assistant.papers import impersonation_card, poster, qr, rules_card, scam_card
from assistant.papers import type as letters
from assistant.papers.picture import BadPicture, sniff
from assistant.papers.sheet import Sheet
from assistant.worker import blobs, download, exhibits, exports
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


Spec = TypeVar("Spec")


def _picture(spec: type[Spec], draw: Callable[[Spec], Sheet]) -> Job:
    """The fields of a spec → {sha256, size, mime, left_out, hidden} of a PNG in the folder; see `Sheet`."""

    def job(office: Office, args: Args) -> Args:
        try:
            sheet = draw(msgspec.convert(args, spec))
        finally:
            letters.close()  # a large photo may come next, and wants the room
        blob = blobs.keep(office.blobs, sheet.png)
        told = {"sha256": blob.sha256, "size": blob.size, "mime": "image/png"}
        return {**told, "left_out": list(sheet.left_out), "hidden": sheet.hidden}

    return job


def print_rules(office: Office, args: Args) -> Args:
    """The fields of a RulesPdfSpec → {sha256, size, mime, left_out, pages} of a PDF in the folder."""
    from assistant.papers import rules_pdf  # what makes fonts and PDFs takes long to load; pictures do without

    made = rules_pdf.draw(msgspec.convert(args, rules_pdf.RulesPdfSpec))
    blob = blobs.keep(office.blobs, made.pdf)
    told = {"sha256": blob.sha256, "size": blob.size, "mime": "application/pdf"}
    return {**told, "left_out": list(made.left_out), "pages": made.pages}


def keep_exhibit(office: Office, args: Args) -> Args:
    return exhibits.keep(office.blobs, office.desk, args)


def case_file(office: Office, args: Args) -> Args:
    """The fields of a CaseFileSpec → {sha256, size, mime, parts: [{sha256, size, name}]}; the first part is the file."""
    from assistant.papers.case_spec import CaseFileSpec  # takes long to load, as above
    from assistant.worker import case_files

    return case_files.make(office.blobs, msgspec.convert(args, CaseFileSpec))


def export(office: Office, args: Args) -> Args:
    """The fields of an ExportSpec → {sha256, size, mime, parts: [{sha256, size, name}], missing}."""
    return exports.make(office.blobs, msgspec.convert(args, exports.ExportSpec))


def drop_blobs(office: Office, args: Args) -> Args:
    """{names, young} → {dropped}. Done here, where blobs come to be, so that none is dropped while it does."""
    blobs.prepare(office.blobs)
    return {"dropped": blobs.drop(office.blobs, args["names"], args["young"])}


KINDS: Mapping[str, Job] = {
    "read_qr": read_qr,
    "keep_exhibit": keep_exhibit,
    "drop_blobs": drop_blobs,
    "poster": _picture(poster.PosterSpec, poster.draw),
    "rules_card": _picture(rules_card.RulesCardSpec, rules_card.draw),
    "impersonation_card": _picture(impersonation_card.ImpersonationCardSpec, impersonation_card.draw),
    "scam_card": _picture(scam_card.ScamCardSpec, scam_card.draw),
    "rules_pdf": print_rules,
    "case_file": case_file,
    "export": export,
}
