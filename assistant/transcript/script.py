"""The steps of a transcript: who says what in which chat, and what the assistant answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MORE = "…"  # at the end of a line: whatever follows there; alone: any lines


class BadTranscript(Exception):  # noqa: N818 - says what it is
    """A line that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the file, and the number it has there."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Said elsewhere, `ago` seconds before: by `author`, a person of the transcript; `hidden`: by that name alone."""

    author: str
    hidden: bool
    ago: float


@dataclass(frozen=True, slots=True)
class Say:
    """`who` writes `text`; `chat` is a group's name, or empty for the private chat with the assistant."""

    at: int
    who: str
    chat: str
    text: str
    forwarded: Forwarded | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A press of the button `label` on the newest message that bears it, or the `back`-th before that.

    `late`: on a keyboard that has meanwhile been replaced, as on a phone that has not heard of it yet.
    """

    at: int
    who: str
    chat: str
    label: str
    times: int = 1
    back: int = 0
    late: bool = False


@dataclass(frozen=True, slots=True)
class Send:
    """Files or things that are no text; `kind` is photo, document, voice, video, audio, sticker …

    For an album it is one kind for all files, or one for each ("photo,video").
    """

    at: int
    who: str
    chat: str
    kind: str
    files: tuple[str, ...] = ()
    caption: str = ""
    forwarded: Forwarded | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """`who` shares a contact: of a person of the transcript, or with a `phone` of anybody of that name."""

    at: int
    who: str
    chat: str
    of: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """`who` changes the newest message of theirs that reads `old` (empty: the newest at all)."""

    at: int
    who: str
    chat: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Open:
    """`who` follows a link: the one given, or the newest of a `kind` that the assistant wrote to anybody.

    As a link, "+" stands for the newest invite link of a group. The kind is the letter its payload begins with: g (a group, for members), o (an order), c (a case) …
    """

    at: int
    who: str
    chat: str
    link: str = ""
    kind: str = "g"


@dataclass(frozen=True, slots=True)
class Hear:
    """What the assistant says: lines of text and rows of buttons (None: not looked at).

    `kinds` holds some of new, edit, paste, photo, document, mention, toast; `chat` is a person's or group's name,
    or empty for the chat in which somebody last did something.
    """

    at: int
    chat: str
    kinds: frozenset[str]
    lines: tuple[Told, ...]
    rows: tuple[Told, ...] | None = None


@dataclass(frozen=True, slots=True)
class Pass:
    """Whatever the assistant said to the step before is not looked at (`»` in a line)."""

    at: int


@dataclass(frozen=True, slots=True)
class Do:
    """A directive: `@ name words…`."""

    at: int
    name: str
    words: tuple[str, ...]


Step = Say | Press | Send | Share | Edit | Open | Pass | Hear | Do


@dataclass(frozen=True, slots=True)
class Script:
    """A transcript that has been read; files it names lie in `folder` or in `media` beside it."""

    path: Path
    title: str
    steps: tuple[Step, ...]

    def needs(self, name: str) -> bool:
        """Whether a directive of that name occurs."""
        return any(isinstance(step, Do) and step.name == name for step in self.steps)

    def file(self, name: str) -> Path:
        """A file that the transcript names: beside it, or in the `media` folder next to its own."""
        for folder in (self.path.parent, self.path.parent.parent / "media"):
            if (folder / name).is_file():
                return folder / name
        raise BadTranscript(f"{self.path}: there is no file {name}")
