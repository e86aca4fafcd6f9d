"""Keeps the catalogues complete: `update` brings them up to date with the code, `check` refuses what is missing.

Run as `python -m scripts.words update|check`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"
TEMPLATE = LOCALES / "messages.pot"
KEYWORDS = {"N_": None, "NN_": (1, 2)}
FIELD = re.compile(r"\{(\w+)\}")
MARK = re.compile(r"</?(?:b|i|code|pre)>")


def template() -> polib.POFile:
    """Every text in the code, with where it stands."""
    found = polib.POFile(wrapwidth=100)
    found.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for folder in ("assistant", "flows"):
        for path, _, message, _, _ in extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            one, many = message if isinstance(message, tuple) else (message, "")
            entry = found.find(one)
            if entry is None:
                plural = {"msgid_plural": many, "msgstr_plural": {0: "", 1: ""}} if many else {}
                entry = polib.POEntry(msgid=one, **plural)
                found.append(entry)
            where = (f"{folder}/{path}", "")
            entry.occurrences = sorted({*entry.occurrences, where})
    return found


def update() -> None:
    """Add what is new (empty), drop what is gone; the English catalogue fills itself."""
    texts = template()
    texts.save(str(TEMPLATE))
    for path in LOCALES.glob("*/LC_MESSAGES/messages.po"):
        catalogue = polib.pofile(str(path), wrapwidth=100)
        known = {entry.msgid: entry for entry in catalogue if not entry.obsolete}
        fresh = polib.POFile(wrapwidth=100)
        fresh.metadata = catalogue.metadata
        for text in texts:
            old = known.get(text.msgid)
            entry = polib.POEntry(msgid=text.msgid, msgid_plural=text.msgid_plural, occurrences=text.occurrences)
            forms = _forms(fresh)
            if text.msgid_plural:
                own = dict(old.msgstr_plural) if old and old.msgid_plural else {}
                entry.msgstr_plural = {at: own.get(at, "") for at in range(forms)}
            else:
                entry.msgstr = old.msgstr if old else ""
            if path.parent.parent.name == "en":
                _same(entry)
            fresh.append(entry)
        fresh.save(str(path))


def _forms(catalogue: polib.POFile) -> int:
    found = re.search(r"nplurals=(\d)", catalogue.metadata.get("Plural-Forms", "nplurals=2"))
    return int(found[1]) if found else 2


def _same(entry: polib.POEntry) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid


def problems() -> Iterator[str]:
    """Everything that would let an untranslated or broken text pass."""
    texts = {entry.msgid: entry for entry in template()}
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/messages.po")):
        name = path.parent.parent.name
        catalogue = polib.pofile(str(path))
        known = {entry.msgid: entry for entry in catalogue if not entry.obsolete}
        yield from (f"{name}: missing: {each!r}" for each in texts.keys() - known.keys())
        yield from (f"{name}: stale: {each!r}" for each in known.keys() - texts.keys())
        yield from (f"{name}: obsolete: {entry.msgid!r}" for entry in catalogue if entry.obsolete)
        for entry in known.values():
            yield from (f"{name}: {each}: {entry.msgid!r}" for each in _wrong(entry))


def _wrong(entry: polib.POEntry) -> Iterator[str]:
    if "fuzzy" in entry.flags:
        yield "fuzzy"
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    wanted = set(FIELD.findall(entry.msgid_plural or entry.msgid))
    for form in forms:
        if not form.strip():
            yield "empty"
        elif set(FIELD.findall(form)) - wanted or (wanted - {"count"}) - set(FIELD.findall(form)):
            yield f"placeholders differ in {form!r}"
        elif sorted(MARK.findall(form)) != sorted(MARK.findall(entry.msgid)):
            yield f"marks differ in {form!r}"


def check() -> int:
    found = list(problems())
    for each in found:
        print(each)  # noqa: T201 - a command line tool
    return 1 if found else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["check"]:
            sys.exit(check())
        case _:
            sys.exit("usage: python -m scripts.words update|check")
