"""`yidan verify`: whether a case file is what was written down then. Offline, from the file alone.

What is checked rests on the chain (assistant/domain/disputes/custody.py): each step of the case hashed onto the one
before, over salted digests. Exhibits, dockets, draws and ballots are checked against what the chain says of them.
Standard library only, so that whoever checks can read all of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.domain.disputes import custody
from assistant.domain.disputes.custody import Broken, Flaw, Link
from assistant.verify_case import Papers, examine
from assistant.verify_zip import Part, Unreadable, read

_FLAWS: Mapping[Flaw, str] = {
    Flaw.MISSING: "it is not there, or out of its place",
    Flaw.CONTENT: "its content is not what was written down then",
    Flaw.HALF_ERASED: "it is neither whole nor erased",
    Flaw.CHAIN: "who, what or when was changed, or a link before it",
    Flaw.CUT: "the end is missing: the chain does not reach the code that was handed out",
}
_LINK = {"at": str, "who": str, "kind": str, "digest": str, "head": str}


@dataclass(slots=True)
class Report:
    """What was checked, and what is wrong (nothing: the file is sound). `notes`: what could not be checked, and why."""

    case: str
    checked: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def verify(paths: Sequence[Path], heads: Sequence[str] = ()) -> Report:
    """Check a case file, all its parts given. `heads` are codes that were sent to a party (their first characters do).

    Raises Unreadable.
    """
    parts = sorted((read(path) for path in paths), key=lambda part: str(part.manifest.get("part")))
    first = parts[0]
    if not isinstance(first.manifest.get("chain"), list):
        raise Unreadable(f"{first.name} is not the first part of a case file; give that one, too")
    report = Report(first.manifest["case"])
    for part in parts:
        report.problems += [f"{part.name}: {problem}" for problem in part.problems]
    report.checked.append(f"{sum(len(part.found) for part in parts)} files are as they were made")
    _parts(parts, report)
    links = _links(first.manifest["chain"])
    if _chain(first.manifest, links, heads, report):
        papers = Papers(
            report.case, first.manifest, {name: known for part in parts for name, known in part.found.items()}
        )
        examine(papers, links, report.checked, report.problems, report.notes)
    if report.problems and report.checked and any(part.problems for part in parts):
        report.checked.pop(0)
    return report


def _parts(parts: Sequence[Part], report: Report) -> None:
    """Do they belong together, and are all there?"""
    first = parts[0].manifest
    others = first.get("other_parts") or []
    for part in parts[1:]:
        number = part.manifest.get("part")
        fits = (
            isinstance(number, int) and 1 < number <= len(others) + 1 and part.manifest["files"] == others[number - 2]
        )
        if part.manifest["case"] != first["case"] or not fits:
            report.problems.append(f"{part.name} does not belong to {parts[0].name}")
    given = {part.manifest.get("part") for part in parts}
    missing = [number for number in range(2, len(others) + 2) if number not in given]
    report.notes += [f"part {number} was not given, so the originals in it were not checked" for number in missing]


def _links(raw: Sequence[Any]) -> list[Link]:
    """The links as they stand; what has not the shape of one counts as missing."""
    links = []
    for each in raw:
        whole = isinstance(each, dict) and all(isinstance(each.get(name), kind) for name, kind in _LINK.items())
        content, salt = (each.get("content"), each.get("salt")) if whole else (None, None)
        if (
            not whole
            or not isinstance(each.get("n"), int)
            or not isinstance(content, dict | None)
            or not isinstance(salt, str | None)
        ):
            links.append(Link(0, "", "", "", "", "", None, None))
        else:
            links.append(Link(n=each["n"], content=content, salt=salt, **{name: each[name] for name in _LINK}))
    return links


def _chain(manifest: Mapping[str, Any], links: Sequence[Link], heads: Sequence[str], report: Report) -> bool:
    """Whether every link holds; what follows makes no sense otherwise."""
    broken = custody.verify(manifest["case"], links)
    if broken is None and (manifest.get("links"), manifest.get("head")) != (
        len(links),
        links[-1].head if links else "",
    ):
        broken = Broken(len(links) + 1, Flaw.CUT)
    if broken is not None:
        link = links[broken.n - 1] if broken.n <= len(links) else None
        named = f" ({link.kind}, {link.at})" if link is not None and link.kind else ""
        report.problems.append(f"link {broken.n}{named}: {_FLAWS[broken.flaw]}")
        return False
    erased = sum(link.erased for link in links)
    report.checked.append(
        f"{len(links)} links of the chain hold" + (f"; of {erased} the content was erased" if erased else "")
    )
    for code in heads:
        _handed_out(code, links, report)
    return True


def _handed_out(code: str, links: Sequence[Link], report: Report) -> None:
    """A code that a party was sent stands somewhere in this chain."""
    wanted = "".join(code.lower().split())
    found = next((link for link in links if len(wanted) >= 8 and link.head.startswith(wanted)), None)
    if found is None:
        report.problems.append(f"the code {code} that was handed out is not in this chain: it was cut off or made anew")
    else:
        report.checked.append(f"the code {code} is that of link {found.n} ({found.kind})")
