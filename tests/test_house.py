"""The rules of the house that no tool of its own looks after."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.draw import stale
from flows import FLOWS

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for folder in ("assistant", "flows") for path in (ROOT / folder).rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 50  # lines

WEB = (
    "assistant/app.py",
    "assistant/demo.py",
    "assistant/tour.py",
    "assistant/followed_clock.py",
    "assistant/telegram/",
    "assistant/simulator/",
    "assistant/transcript/",
)
# One door a library: who may import it.
DOORS = {
    "transitions": ("assistant/statechart.py",),
    "babel": ("assistant/i18n.py",),
    "sqlite_utils": ("assistant/store/",),
    "sqlite3": ("assistant/store/",),
    "pysqlite3": ("assistant/store/",),
    "aiohttp": WEB,
    "PIL": ("assistant/papers/", "assistant/simulator/media.py"),
    "segno": ("assistant/papers/",),
    "zxingcpp": ("assistant/papers/",),
    "cn2an": ("assistant/dialog/parsers/",),
    "pydantic_settings": ("assistant/settings.py",),
    "prometheus_client": ("assistant/telegram/metrics.py",),
    "typer": ("assistant/__main__.py",),
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(path: Path) -> Iterator[str]:
    """The top names of every module a file imports, wherever in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module") and node.args:
            yield ast.literal_eval(node.args[0]).partition(".")[0]


def test_nothing_is_imported_for_types_alone():
    """An import under TYPE_CHECKING hides a circle."""
    assert [name(path) for path in SOURCES if "TYPE_CHECKING" in path.read_text(encoding="utf-8")] == []


def test_no_import_is_relative():
    found = [
        name(path)
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert found == []


def _hands_on(node: ast.stmt, path: Path) -> bool:
    """A docstring, an import, __all__; in flows also plain tables of what was imported."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if not isinstance(node, ast.Assign):
        return False
    return ast.unparse(node.targets[0]) == "__all__" or (
        name(path) == "flows/__init__.py" and isinstance(node.value, ast.Tuple)
    )


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name == "__init__.py"], ids=name)
def test_a_packages_front_only_hands_names_on(path: Path):
    assert [ast.unparse(node) for node in tree(path).body if not _hands_on(node, path)] == []


@pytest.mark.parametrize("library", DOORS)
def test_every_library_has_one_door(library: str):
    users = [name(path) for path in SOURCES if library in imported(path)]
    assert users, f"nobody uses {library}"
    assert [user for user in users if not user.startswith(DOORS[library])] == []


def test_files_are_short():
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {file: count for file, count in lines.items() if count > LONGEST_FILE} == {}


def test_functions_are_short():
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    spans = {
        f"{name(path)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, kinds) and not re.match(r"m\d\d_", node.name)  # a migration is one text of SQL
    }
    assert {function: count for function, count in spans.items() if count > LONGEST_FUNCTION} == {}


def test_the_diagrams_show_the_flows_as_they_are():
    assert stale(FLOWS, ROOT / "docs" / "flows") == [], "make diagrams"


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return {re.split(r"[<>=!~;\[ ]", each, maxsplit=1)[0] for each in wanted}


def test_every_dependency_has_its_reason():
    """docs/dependencies.md: one row a dependency, and none that is gone."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| \[?`?([\w.-]+)`?[^|]* \| ([^|]+) \|", page, re.MULTILINE))
    rows = {row: reason for row, reason in rows.items() if row not in {"Library", "---"}}
    assert rows.keys() == _declared()
    assert [row for row, reason in rows.items() if len(reason.split()) < 5] == []


def test_every_library_that_is_imported_is_declared():
    """What comes only with another library may leave with it."""
    distributions = {
        "PIL": "pillow",
        "zxingcpp": "zxing-cpp",
        "pydantic": "pydantic-settings",
        "fpdf": "fpdf2",
        "fontTools": "fonttools",
    }
    used = {each for path in SOURCES for each in imported(path)} - sys.stdlib_module_names - {"assistant", "flows"}
    assert {distributions.get(each, each.replace("_", "-")) for each in used} - _declared() == set()
