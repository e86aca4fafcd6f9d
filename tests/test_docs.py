"""What the documents say is so: the tutorial runs as printed, and no setting, command or file is missing or made up."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main

from assistant.__main__ import cli
from assistant.commands import carry
from assistant.dialog.engine import Dialogue
from assistant.dialog.outcome import Reactions, together
from assistant.domain import groups
from assistant.service import Service
from assistant.settings import Settings
from assistant.transcript import Player
from assistant.transcript.reading import parse
from flows import FLOWS, PAGES, REACTIONS
from flows.groups import notices
from tests.stage import BOT, PureStage

ROOT = Path(__file__).parent.parent
PAGES_OF_DOCS = [ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES_OF_DOCS += sorted((ROOT / "docs").glob("*.md"))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(language: str) -> dict[str, str]:
    """The tutorial's blocks of code by their first line."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", text("docs/conversations.md"), re.DOTALL | re.MULTILINE)
    return {block.splitlines()[0].removeprefix("# "): block for block in found}


def ran(block: str, place: dict[str, Any]) -> dict[str, Any]:
    exec(compile(block, "docs/conversations.md", "exec"), place)
    return place


# --- the tutorial ---


class _Stage(PureStage):
    """The assistant with one conversation more."""

    def __init__(self, dialogue: Dialogue, reactions: Any) -> None:
        self._more = (dialogue, reactions)
        super().__init__()

    def _service(self) -> Service:
        numbers = iter(range(1, 10_000))
        return Service(
            *self._more,
            self.clock,
            fresh=lambda: f"{next(numbers):016x}",
            may_ride=lambda chat, now: True,
            bot=lambda: BOT,
        )


@pytest.fixture
def tutorial(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Stage]:
    """All its steps done, without touching a file."""
    code = blocks("python")
    domain = ran(code["assistant/domain/groups.py"], dict(vars(groups)))
    for name in ("PlanSwapDay", "SwapDayPlanned"):
        monkeypatch.setattr(groups, name, domain[name], raising=False)
    cases = textwrap.indent(code["assistant/domain/groups.py, in decide()"], "        ")
    decide = ran(f"def more(command, standing):\n    match command:\n{cases}", domain)["more"]
    usual = groups.decide
    monkeypatch.setattr(groups, "decide", lambda command, now: usual(command, now) or decide(command, now))

    module = ModuleType("flows.swap_day")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    flow = ran(code["flows/swap_day.py"], vars(module))["flow"]
    after = ran(code["flows/groups/notices.py"], {**vars(notices), "SwapDayPlanned": domain["SwapDayPlanned"]})
    of_groups = carry.CARRIES[groups.MakePoster]
    monkeypatch.setattr(carry, "CARRIES", {**carry.CARRIES, domain["PlanSwapDay"]: of_groups})
    swap_day = Reactions(
        happened={domain["SwapDayPlanned"]: after["swap_day_planned"]},
        due={"group.swap": after["swap_day_near"]},
    )
    reactions = together(REACTIONS, swap_day)
    stage = _Stage(Dialogue((*FLOWS, flow), PAGES), reactions)
    yield stage
    stage.close()


async def test_the_tutorials_conversation_goes_as_its_transcript_says(tutorial: _Stage):
    (transcript,) = blocks("text").values()
    await Player(parse(transcript, ROOT / "fixtures" / "transcripts" / "swap-day.chat"), tutorial).play()


# --- settings, commands, files ---


def rows(name: str) -> dict[str, str]:
    """Of each table row that begins with code: the code, and the second column."""
    return dict(re.findall(r"^\| `([^`]+)` \| ([^|]*?) \|", text(name), re.MULTILINE))


def shown(default: Any) -> str:
    if isinstance(default, float) and default.is_integer():
        default = int(default)
    return f"`{default}`"


def test_every_setting_is_in_the_table_with_its_default():
    told = {name: default for name, default in rows("docs/operating.md").items() if name.startswith("YIDAN_")}
    fields = {f"YIDAN_{name.upper()}": field for name, field in Settings.model_fields.items()}
    assert told.keys() == fields.keys()
    for name, field in fields.items():
        wanted = "required" if field.is_required() else "none" if field.default is None else shown(field.default)
        assert told[name] == wanted, name


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_every_command_of_the_command_line_is_in_the_table_and_no_other(page):
    told = {name.split()[1] for name in rows(page) if name.startswith("yidan ")}
    assert told == set(typer.main.get_group(cli).commands)


@pytest.mark.parametrize("page", PAGES_OF_DOCS, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)|(?:src|href)=\"([^\"#]+)", page.read_text(encoding="utf-8"))
    local = [link for pair in links for link in pair if link and "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES_OF_DOCS, ids=lambda page: page.name)
def test_files_that_are_named_exist(page):
    """`docs/x.md`, `tests/store/test_y.py::test_z`: no claim leans on what is gone (the tutorial's new files apart)."""
    named = re.findall(r"`((?:assistant|flows|tests|docs|deploy|scripts|fixtures|bench|locales)/[\w./-]*)(?:::(\w+))?`",
                       page.read_text(encoding="utf-8"))  # fmt: skip
    gone = [path for path, _ in named if "swap" not in path and not (ROOT / path).exists()]
    lost = [name for path, name in named if name and f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")]
    assert (gone, lost) == ([], [])
