"""What a case file is made from: the chain as it is, and everything else in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Row:
    """A short fact: its name and what it is; a line break in `text` begins a new line."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """Facts, then paragraphs; either may be missing."""

    title: str
    rows: tuple[Row, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence: the original's hash, size in bytes, type and ending, and the copy that people look at.

    `title` is "Exhibit 3 · Buyer", `lines` what else is said of it. An erased one has no `sha256` (and no `copy`).
    """

    n: int
    title: str
    lines: tuple[str, ...]
    sha256: str = ""
    size: int = 0
    mime: str = ""
    ending: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the chain, part by part as custody.Link has it."""

    n: int
    at: str
    who: str
    kind: str
    digest: str
    head: str
    content: Mapping[str, Any] | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFileSpec:
    """Everything in a case file. `case` is the name by which its chain knows it ("YD-12"), `made_at` ISO 8601.

    `intro` says what this is and how to check it. `exhibits_title`, `rules_title`, `chain_title` head the parts that
    are laid out here; `erased` stands where an exhibit was, `file_label` before the name of its file, `head_label`
    before the last head, shortened as both sides were sent it. `rules` is the full text of the version in force,
    paragraph by paragraph. `page` has {page} and {pages} in it.
    """

    case: str
    made_at: str
    language: str
    kind: Literal["goods", "services", "tasks"]
    badge: str
    title: str
    subtitle: str
    intro: str
    sections: tuple[Section, ...]
    exhibits_title: str
    exhibits: tuple[Exhibit, ...]
    erased: str
    file_label: str
    rules_title: str
    rules: tuple[str, ...]
    chain_title: str
    chain_intro: str
    chain: tuple[Link, ...]
    head_label: str
    page: str


def original(exhibit: Exhibit) -> str:
    """The name of its file in the zip."""
    return f"exhibits/exhibit-{exhibit.n:02}{exhibit.ending}"


def copy(exhibit: Exhibit) -> str:
    """The name of its copy in the zip."""
    return f"exhibits/exhibit-{exhibit.n:02}-view.jpg"
