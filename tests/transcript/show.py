"""Prints what really happens in a transcript, in the transcript's own form: `python -m tests.transcript.show FILE…`.

With `--write` the answers that no longer fit are replaced by the real ones. Read them before you keep them.
"""

import asyncio
import re
import sys
from pathlib import Path

from assistant.transcript import Player, read
from assistant.transcript.matching import fits
from assistant.transcript.script import Hear
from assistant.transcript.writing import spoken
from tests.stage import PureStage


class Prompter(Player):
    """Notes which messages came after which line."""

    def __init__(self, script, stage):
        super().__init__(script, stage, self._note)
        self.after = {}
        self._at = 0

    async def _act(self, step):
        self._at = step.at
        await super()._act(step)

    def _pass(self, step):
        self.after.pop(step.at, None)
        super()._pass(step)

    def _note(self, name, message):
        self.after.setdefault(self._at, []).append(("" if name == self._here else name, message))


def filled(path: Path, *, strict: bool = False) -> str:
    """The file with the real answers in place of those that do not fit."""
    script = read(path)
    prompter = Prompter(script, PureStage())
    try:
        asyncio.run(prompter.play())
    except Exception as error:
        print(f"!!! {path.name}: {error!r}", file=sys.stderr)
        if strict:
            return path.read_text(encoding="utf-8")
    written = {}  # the answers after each line, with their own lines
    lines = path.read_text(encoding="utf-8").splitlines()
    acting = 0
    for step in script.steps:
        if isinstance(step, Hear):
            written.setdefault(acting, []).append((step, _block(lines, step.at)))
        else:
            acting = step.at
    out, at = [], 1
    hears = {step.at for steps in written.values() for step, _ in steps}
    while at <= len(lines):
        block = _block(lines, at)
        if at not in hears:
            out += block
            out += _answers(prompter.after.get(at, []), written.get(at, []))
        at += len(block)
    return "\n".join(out) + "\n"


def _block(lines, at):
    """A line and the indented ones below it."""
    end = at
    while end < len(lines) and lines[end].strip() and lines[end][0].isspace():
        end += 1
    return lines[at - 1 : end]


def _answers(said, written):
    out = []
    for index, (chat, message) in enumerate(said):
        old, block = written[index] if index < len(written) else (None, [])
        real = re.sub(r"start=([a-z])_[0-9a-f]+", r"start=\1_…", spoken(message, chat)).splitlines()
        out += block if old is not None and fits(old, message) else real
    return out


if __name__ == "__main__":
    for name in sys.argv[1:]:
        if name.startswith("--"):
            continue
        if "--write" in sys.argv:
            Path(name).write_text(filled(Path(name), strict="--partly" not in sys.argv), encoding="utf-8")
        else:
            print(filled(Path(name)))
