"""The page's files themselves: small, free of outside addresses and markup made of strings, complete in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assistant.simulator

PAGE = Path(assistant.simulator.__file__).parent / "page"
SCRIPTS = sorted((PAGE / "js").glob("*.js"))
FILES = [PAGE / "index.html", PAGE / "icon.svg", *SCRIPTS, *sorted((PAGE / "style").glob("*.css"))]
WORD = re.compile(r'^  (\w+): "(.*)",$', re.MULTILINE)


def words() -> tuple[dict[str, str], dict[str, str]]:
    english, chinese = (PAGE / "js" / "words.js").read_text().split("const ZH = {")
    return dict(WORD.findall(english)), dict(WORD.findall(chinese))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_stays_small(file: Path) -> None:
    assert len(file.read_text().splitlines()) < 250


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_file_loads_anything_from_outside(file: Path) -> None:
    addresses = set(re.findall(r"https?://[\w.-]+", file.read_text()))
    assert addresses <= {"http://www.w3.org", "https://t.me"}  # a namespace's name; the links bots make


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_no_script_makes_markup_or_code_of_a_string(file: Path) -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", file.read_text()
    )


def test_scripts_and_styles_stand_only_in_files() -> None:
    page = (PAGE / "index.html").read_text()
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*src=)", page)
    assert "default-src 'self'" in page


def test_both_languages_say_the_same_with_the_same_placeholders() -> None:
    english, chinese = words()
    assert english.keys() == chinese.keys()
    for key, text in english.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", chinese[key])), key


def test_every_text_is_used_and_every_used_text_exists() -> None:
    english, _ = words()
    code = "\n".join(file.read_text() for file in SCRIPTS if file.name != "words.js")
    assert set(re.findall(r'\bt\("(\w+)"', code)) <= english.keys()
    # Some are named in a table or chosen by a condition: there the bare name in quotes counts, or a jump's long form.
    unused = [key for key in english if f'"{key}"' not in code and not re.fullmatch("(hour|day|week)Long", key)]
    assert unused == []


def test_chinese_texts_use_chinese_punctuation() -> None:
    _, chinese = words()
    wrong = {key: text for key, text in chinese.items() if re.search(r"[\u4e00-\u9fff][,:;?!(]", text)}
    assert wrong == {}
