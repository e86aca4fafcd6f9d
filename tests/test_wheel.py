"""The wheel alone is enough: built and installed without the network, run from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Notes every file of the checkout that the installed program opens or looks for; the libraries may lie in it.
WATCH = f"""
import os, sys

def watch(event, args):
    if event not in ("open", "os.listdir", "os.scandir") or not args or not isinstance(args[0], (str, bytes, os.PathLike)):
        return
    path = os.path.abspath(os.fsdecode(args[0]))
    if path.startswith({str(ROOT)!r} + os.sep) and not path.startswith({sys.prefix!r} + os.sep):
        descriptor = os.open(os.environ["STRAY"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(descriptor, path.encode() + b"\\n")
        os.close(descriptor)

sys.addaudithook(watch)
"""


@dataclass(frozen=True)
class Installed:
    """The wheel in an environment of its own, which sees this one's libraries but not the checkout."""

    wheel: Path
    environment: Path
    folder: Path

    @property
    def strays(self) -> Path:
        return self.environment / "strays.txt"

    def yidan(self, *arguments: str) -> str:
        """Run it in an empty folder; what it printed."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "YIDAN_"))}
        done = subprocess.run(
            [self.environment / "bin" / "yidan", *arguments],
            cwd=self.folder,
            env=environment | {"STRAY": str(self.strays), "COLUMNS": "100", "TMPDIR": str(self.folder)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert not self.strays.exists(), f"reads from the checkout: {self.strays.read_text()}"
        return done.stdout


def run(*command: str | Path) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    place = tmp_path_factory.mktemp("wheel")
    environment, folder = place / "environment", place / "empty"
    folder.mkdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place)
    (wheel,) = place.glob("*.whl")
    run(sys.executable, "-m", "venv", environment)
    run(environment / "bin" / "python", "-m", "pip", "install", "-q", "--no-index", "--no-deps", wheel)
    (packages,) = environment.glob("lib/python*/site-packages")
    # Path files inside it are not read: an editable install there stays out of sight.
    libraries = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (packages / "libraries.pth").write_text("\n".join(libraries) + "\n")
    (packages / "sitecustomize.py").write_text(WATCH)
    return Installed(wheel, environment, folder)


def test_a_look_into_the_checkout_would_be_noticed(installed: Installed):
    strays = installed.environment / "noticed.txt"
    look = f"open({str(ROOT / 'README.md')!r}).close()"
    subprocess.run([installed.environment / "bin" / "python", "-c", look], env={"STRAY": str(strays)}, check=True)
    assert strays.read_text() == f"{ROOT / 'README.md'}\n"


def test_the_wheel_holds_what_is_not_code(installed: Installed):
    with zipfile.ZipFile(installed.wheel) as wheel:
        names = set(wheel.namelist())
    for wanted in (ROOT / "locales").rglob("*.po"):
        assert f"assistant/_locales/{wanted.relative_to(ROOT / 'locales').as_posix()}" in names
    for wanted in (path for path in (ROOT / "assistant" / "simulator" / "page").rglob("*") if path.is_file()):
        assert wanted.relative_to(ROOT).as_posix() in names
    assert not [name for name in names if name.startswith(("tests/", "bench/", "scripts/")) or "__pycache__" in name]


def test_it_explains_itself(installed: Installed):
    said = installed.yidan("--help")
    assert all(command in said for command in ("demo", "serve", "simulate", "play", "draw", "backup"))


def test_it_knows_its_flows(installed: Installed):
    assert "stateDiagram" in installed.yidan("draw", "found_group")


def test_the_tour_needs_nothing_but_the_wheel(installed: Installed):
    said = installed.yidan("demo", "--tour")
    left = [Path(line.strip()) for line in said.splitlines() if line.strip().startswith("/")]
    assert {path.suffix for path in left} == {".db", ".png", ".jpg", ".pdf", ".zip"}
    assert "everything fits" in said
    assert [path for path in left if not path.is_file()] == []
