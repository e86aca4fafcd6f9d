"""Reads the `.chat` format; what it looks like is told in docs/transcripts.md."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.transcript.script import (
    BadTranscript,
    Do,
    Edit,
    Forwarded,
    Hear,
    Open,
    Pass,
    Press,
    Say,
    Script,
    Send,
    Share,
    Step,
    Told,
)

BOT = "bot"
KINDS = frozenset({"new", "edit", "paste", "photo", "document", "mention", "toast"})
SENDABLE = frozenset({"photo", "document", "album", "voice", "video", "audio", "video_note", "animation", "sticker"})
DIRECTIVES = frozenset(
    "person group newgroup remove rights upgrade now restart kill fault language block unblock hides".split()  # noqa: SIM905 - a list of words reads best as words
)
FILMS = (".mp4", ".mov", ".webm")
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_SPEAKER = re.compile(r"(?P<who>\w+)(?:\s*→\s*(?P<chat>\w+))?(?:\s+\((?P<kinds>[\w ,]+)\))?:(?:\s+(?P<rest>.*))?")
_ROW = re.compile(r"(?:\[[^\[\]]+\]\s*)+")
_PRESS = re.compile(r"\[(?P<label>[^\[\]]+)\](?:\s*×(?P<times>\d+))?(?:\s*↑(?P<back>\d+))?(?P<late>\s*\(late\))?")
_SPECIAL = re.compile(r"\((?P<what>\w+)(?P<words>[^()]*)\)\s*(?P<rest>.*)", re.DOTALL)
_AN_HOUR = 3600.0  # how long ago something was said elsewhere, where nothing is written
_AGO = re.compile(r"-[\d.]+[smhd][\dsmhd.]*")
THEN = re.compile(r"\s+»\s+")
_SPAN = re.compile(r"\+((?:\d+(?:\.\d+)?[smhd])+)")


@dataclass
class _Block:
    """A first line and the indented ones below it."""

    at: int
    head: str
    tail: list[Told] = field(default_factory=list)


def read(path: Path) -> Script:
    """Read a transcript. Raises BadTranscript, which names file and line, and OSError."""
    return parse(path.read_text(encoding="utf-8"), path)


def parse(text: str, path: Path) -> Script:
    """A transcript from its text; `path` is what errors and file names refer to."""
    blocks = list(_blocks(text, path))
    if not blocks or blocks[0].head.startswith("@ ") or blocks[0].tail:
        raise BadTranscript(f"{path}:1: a transcript begins with its title")
    return Script(path, blocks[0].head, tuple(step for block in blocks[1:] for step in _steps(block, path)))


def _blocks(text: str, path: Path) -> Iterator[_Block]:
    block: _Block | None = None
    for at, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            if block is None:
                raise BadTranscript(f"{path}:{at}: an indented line belongs to one above it")
            block.tail.append(Told(at, line.strip()))
            continue
        if block is not None:
            yield block
        block = _Block(at, line.rstrip())
    if block is not None:
        yield block


def _steps(block: _Block, path: Path) -> list[Step]:
    try:
        if block.head.startswith("@ play "):
            return list(_opening(block, path))
        if block.head.startswith("@ "):
            return [_directive(block)]
        found = _speaker(block.head)
        first = [Told(block.at, found["rest"])] if found["rest"] else []
        if found["who"] == BOT:
            return [_hear(block, found, [*first, *block.tail])]
        said = "\n".join(each.text for each in [*first, *block.tail])
        return _deeds(block.at, found["who"], found["chat"] or "", said)
    except ValueError as wrong:
        raise BadTranscript(f"{path}:{block.at}: {wrong}") from None


def _speaker(head: str) -> re.Match[str]:
    found = _SPEAKER.fullmatch(head)
    if found is None:
        raise ValueError("neither a speaker (anna: …), a directive (@ …), a comment (# …) nor indented")
    if found["kinds"] and found["who"] != BOT:
        raise ValueError("only lines of the assistant have a kind in parentheses")
    return found


def _directive(block: _Block) -> Do:
    name, *words = shlex.split(block.head[2:])
    if block.tail:
        raise ValueError("a directive is one line")
    if name.startswith("+"):
        return Do(block.at, "wait", (str(span(name)),))
    if name not in DIRECTIVES:
        raise ValueError(f"no such directive: {name} (there are +25h, {', '.join(sorted(DIRECTIVES))})")
    return Do(block.at, name, tuple(words))


def _opening(block: _Block, path: Path) -> Iterator[Step]:
    """What people do in another transcript, as if all of it stood in this line; what they are told is not looked at."""
    words = shlex.split(block.head)[2:]
    if len(words) != 1 or block.tail:
        raise ValueError("which transcript shall be played? @ play openings/deal.chat")
    other = path.parent / words[0]
    if not other.is_file():
        raise ValueError(f"there is no file {words[0]}")
    for step in read(other).steps:
        if not isinstance(step, Hear | Pass):
            yield replace(step, at=block.at)
            yield Pass(block.at)


def span(text: str) -> float:
    """A span such as +1d12h in seconds. Raises ValueError."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"not a span of time: {text} (write +25h, +2d, +90s)")
    return sum(float(count) * _UNITS[unit] for count, unit in re.findall(r"([\d.]+)([smhd])", found[1]))


def _hear(block: _Block, found: re.Match[str], lines: list[Told]) -> Hear:
    kinds = frozenset((found["kinds"] or "").replace(",", " ").split())
    if unknown := kinds - KINDS:
        raise ValueError(f"no such kind of message: {', '.join(sorted(unknown))}")
    if not lines:
        raise ValueError("the assistant says nothing here; write … for anything")
    rows = [each for each in lines if _ROW.fullmatch(each.text)]
    text = [each for each in lines if each not in rows]
    if rows and any(each.at > rows[0].at and each.text != "…" for each in text):
        raise ValueError("buttons come after the text")
    below = [each for each in text if rows and each.at > rows[0].at]
    text = [each for each in text if each not in below]
    return Hear(block.at, found["chat"] or "", kinds, tuple(text), (*rows, *below) if rows else None)


def labels(row: str) -> tuple[str, ...]:
    """The buttons of a row: "[A] [B]" → ("A", "B")."""
    return tuple(each.strip() for each in re.findall(r"\[([^\[\]]+)\]", row))


def _deeds(at: int, who: str, chat: str, text: str) -> list[Step]:
    r"""Several things done one after the other, if » stands between them; what begins with \ is said as it is."""
    steps: list[Step] = []
    for part in [text] if text.startswith("\\") else THEN.split(text):
        steps += [Pass(at)] if steps else []
        steps.append(_deed(at, who, chat, part.strip()))
    return steps


def _deed(at: int, who: str, chat: str, text: str) -> Step:
    if not text:
        raise ValueError(f"{who} says nothing")
    if text.startswith("\\"):
        return Say(at, who, chat, text[1:])
    if pressed := _PRESS.fullmatch(text):
        label, times, back = pressed["label"].strip(), int(pressed["times"] or 1), int(pressed["back"] or 0)
        return Press(at, who, chat, label, times, back, late=bool(pressed["late"]))
    if text.startswith("(") and (special := _SPECIAL.fullmatch(text)):
        return _special(at, who, chat, special)
    return Say(at, who, chat, text)


def _special(at: int, who: str, chat: str, found: re.Match[str]) -> Step:
    what, words, rest = found["what"], shlex.split(found["words"]), found["rest"]
    if what == "edit":
        return Edit(at, who, chat, words[0] if words else "", rest)
    if what == "link":
        word = words[0] if words else ""
        return Open(at, who, chat, kind=word) if re.fullmatch("[a-z]", word) else Open(at, who, chat, word)
    if what == "contact" and 1 <= len(words) <= 2:
        return Share(at, who, chat, words[0], words[1] if len(words) > 1 else "")
    forwarded = _forwarded(words) if what == "forward" else None
    if forwarded is not None:
        if not words:
            return Say(at, who, chat, rest, forwarded)
        what, *words = words
    if what not in SENDABLE:
        raise ValueError(f"cannot do ({what}); to say it, write \\({what}…")
    if what == "album":
        what = _album(words)
    return Send(at, who, chat, what, tuple(words), rest, forwarded)


def _forwarded(words: list[str]) -> Forwarded:
    """Who said it and when; takes these words away from the front of the list."""
    hidden = words[:1] == ["hidden"]
    if len(words) <= hidden:
        raise ValueError('who said it? (forward ben) or (forward hidden "Old Wang")')
    author = words[1 if hidden else 0]
    del words[: 1 + hidden]
    ago = span(f"+{words.pop(0)[1:]}") if words and _AGO.fullmatch(words[0]) else _AN_HOUR
    return Forwarded(author, hidden, ago)


def _album(files: list[str]) -> str:
    """Photos and videos, told apart by their endings: "photo" where there are only these."""
    if not 2 <= len(files) <= 10:
        raise ValueError("an album has 2 to 10 pictures")
    kinds = ["video" if name.endswith(FILMS) else "photo" for name in files]
    return kinds[0] if len(set(kinds)) == 1 else ",".join(kinds)
