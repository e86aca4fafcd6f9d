"""The Bot API as others have written it down (aiogram's models), and its limits, which models do not state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import aiogram.methods
from pydantic import BaseModel

_METHODS = {name.lower(): getattr(aiogram.methods, name) for name in aiogram.methods.__all__}
TEXT, CAPTION, TOAST, TITLE, DESCRIPTION = 4096, 1024, 200, 128, 255  # characters (core.telegram.org/bots/api)
DATA, COPY, LABEL = 64, 256, 64  # bytes of callback_data, characters of a text to copy; a label that is shown whole


def problems(method: str, params: dict[str, Any]) -> list[str]:
    """What is wrong with a call, in words; nothing when Telegram would take it."""
    sent = {
        name: "attach://file" if isinstance(value, dict) and value.keys() & {"blob", "file"} else value
        for name, value in params.items()
    }
    call = _METHODS[method.lower()].model_validate(sent)
    return [*_unknown(call, type(call).__name__), *_sizes(sent), *_keyboard(sent)]


def _unknown(model: Any, where: str) -> Iterator[str]:
    """Parameters that the schema does not know, at every level."""
    if isinstance(model, BaseModel):
        yield from (f"{where} has no {name}" for name in model.model_extra or ())
        for name in model.model_fields_set & type(model).model_fields.keys():
            yield from _unknown(getattr(model, name), f"{where}.{name}")
    elif isinstance(model, list):
        for item in model:
            yield from _unknown(item, where)


def _sizes(params: dict[str, Any]) -> Iterator[str]:
    most = TOAST if "callback_query_id" in params else TEXT
    for name, longest in (("title", TITLE), ("description", DESCRIPTION)):
        if not 1 <= len(params.get(name, "-")) <= longest:
            yield f"{name}: {len(params[name])} characters"
    for name, longest in (("text", most), ("caption", CAPTION)):
        said = params.get(name)
        if said is None:
            continue
        if len(said) > longest:
            yield f"{name}: {len(said)} characters"
        if not said.strip() and name == "text":
            yield "an empty text"
        units = len(said.encode("utf-16-le")) // 2
        for entity in params.get("caption_entities" if name == "caption" else "entities", ()):
            start, end = entity["offset"], entity["offset"] + entity["length"]
            if not 0 <= start < end <= units:
                yield f"entity outside the text: {entity} of {units}"
            elif any(0xDC00 <= unit < 0xE000 for unit in _units(said, start, end)):
                yield f"entity splits a character: {entity}"


def _units(said: str, *places: int) -> Iterator[int]:
    raw = said.encode("utf-16-le")
    yield from (int.from_bytes(raw[2 * at : 2 * at + 2], "little") for at in places if 2 * at < len(raw))


def _keyboard(params: dict[str, Any]) -> Iterator[str]:
    for button in (button for row in params.get("reply_markup", {}).get("inline_keyboard", ()) for button in row):
        label, data = button["text"], button.get("callback_data")
        if not label.strip():
            yield f"a button without a label: {button}"
        if len(label) > LABEL:
            yield f"a label of {len(label)} characters: {label}"
        if data is not None and not 1 <= len(data.encode()) <= DATA:
            yield f"callback_data of {len(data.encode())} bytes: {data}"
        if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= COPY:
            yield f"a text to copy that is too long: {button}"
        if len(button.keys() - {"text"}) != 1:
            yield f"a button that does not do exactly one thing: {button}"


def checked(calls: list[tuple[str, dict[str, Any]]]) -> set[str]:
    """The methods that were called; each call is one that Telegram would take."""
    found = [(method, params, wrong) for method, params in calls if (wrong := problems(method, params))]
    assert found == []
    return {method.lower() for method, _ in calls}
