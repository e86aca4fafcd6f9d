"""Prints what really happens in a transcript, in the transcript's own form: `python -m tests.transcript.show FILE…`.

With `--write` the answers in the file are replaced by the real ones. Read them before you keep them.
"""

import asyncio
import re
import sys
from pathlib import Path

from assistant.transcript import Player, read
from assistant.transcript.script import Hear
from assistant.transcript.writing import spoken
from tests.stage import PureStage


class _Prompter(Player):
    """Notes which message came after which step."""

    def __init__(self, script, stage):
        super().__init__(script, stage, self._note)
        self.after = {}
        self.at = 0

    async def _act(self, step):
        self.at = step.at
        await super()._act(step)

    def _pass(self, step):
        self.after.pop(step.at, None)
        super()._pass(step)

    def _note(self, name, message):
        chat = "" if name == self._here else name
        self.after.setdefault(self.at, []).append(re.sub(r"start=g_[0-9a-f]+", "start=g_…", spoken(message, chat)))


def filled(path: Path) -> str:
    """The file with the real answers in place of those written."""
    script = read(path)
    prompter = _Prompter(script, PureStage())
    try:
        asyncio.run(prompter.play())
    except Exception as error:
        print(f"!!! {error}", file=sys.stderr)
    hears = [step.at for step in script.steps if isinstance(step, Hear)]
    lines, out, skipping = path.read_text(encoding="utf-8").splitlines(), [], False
    for at, line in enumerate(lines, 1):
        if at in hears:
            skipping = True
        elif not line.strip() or not line[0].isspace():
            skipping = False
        if not skipping:
            out.append(line)
            follows = at == len(lines) or not (lines[at].strip() and lines[at][0].isspace())
            if follows:
                pending = [
                    block for where in sorted(prompter.after) if where <= at for block in prompter.after.pop(where)
                ]
                out += [each for block in pending for each in block.splitlines()]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    write = "--write" in sys.argv
    for name in sys.argv[1:]:
        if name.startswith("--"):
            continue
        text = filled(Path(name))
        if write:
            Path(name).write_text(text, encoding="utf-8")
        else:
            print(text)
