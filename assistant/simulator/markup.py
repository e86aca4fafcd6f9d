"""Keyboards: what reply_markup may hold, and the real server's words when it may not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from assistant.simulator.failures import ApiError, bad_request
from assistant.simulator.parameters import Parameters

DATA_BYTES = 64
MARKUP_BYTES = 10_240  # of all buttons' texts and data together
_ROW = 8
_BUTTONS = 100
_ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)


@dataclass(frozen=True, slots=True)
class Markup:
    """An inline keyboard belongs to the message; a reply keyboard (or its removal) to the chat's input field."""

    inline: dict[str, Any] | None = None
    reply: dict[str, Any] | None = None


def read_markup(params: Parameters) -> Markup:
    """The parameter reply_markup. Raises ApiError."""
    try:
        wanted = params.data("reply_markup")
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if wanted is None:
        return Markup()
    if not isinstance(wanted, dict):
        raise bad_request("object expected as reply markup")
    rows = _rows(wanted, "keyboard", 'field "keyboard" must be an Array of Arrays')
    inline = _rows(
        wanted, "inline_keyboard", 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
    )
    shown = [[_reply_button(button) for button in row] for row in rows]
    pressed = [[_inline_button(button) for button in row] for row in inline]
    if any(shown):
        return Markup(reply={**wanted, "keyboard": [row for row in shown if row]})
    if any(pressed):
        return Markup(inline=_inline_keyboard([row for row in pressed if row]))
    if _truth(wanted, "remove_keyboard", "hide_keyboard"):
        return Markup(reply={"remove_keyboard": True})
    if _truth(wanted, "force_reply", "force_reply_keyboard"):
        return Markup(reply={**wanted, "force_reply": True})
    return Markup()


def _truth(wanted: dict[str, Any], *names: str) -> bool:
    return any(wanted.get(name) is True for name in names)


def _rows(wanted: dict[str, Any], name: str, otherwise: str) -> list[list[Any]]:
    rows = wanted.get(name)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(otherwise)
    return rows


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if not _text(button, "keyboard button").strip():
        raise bad_request("keyboard button text must be non-empty")
    return button


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = _text(button, "inline keyboard button")
    action = next((name for name in _ACTIONS if _given(button, name)), None)
    if action is None:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    value = button[action]
    if action == "callback_data" and len(value.encode()) > DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url":
        value = _url(value)
    extra = {name: button[name] for name in ("icon_custom_emoji_id", "style") if button.get(name)}
    return {"text": text, action: value, **extra}


def _given(button: dict[str, Any], name: str) -> bool:
    value = button.get(name)
    if name in ("url", "callback_data"):
        if value is not None and not isinstance(value, str):
            raise bad_request(f'can\'t parse inline keyboard button: Field "{name}" must be of type String')
        return bool(value)
    return value is not None


def _text(button: dict[str, Any], what: str) -> str:
    text = button.get("text")
    if text is None:
        raise bad_request(f"can't parse {what}: Can't find field \"text\"")
    if not isinstance(text, str):
        raise bad_request(f'can\'t parse {what}: Field "text" must be of type String')
    return text


def _url(url: str) -> str:
    """tg:, ton: and web addresses with a dot in the host; without a scheme http is meant."""
    if url.startswith(("tg:", "ton:", "tonsite:", "mailto:", "tel:")):
        return url
    full = url if "://" in url else f"http://{url}"
    scheme, _, rest = full.partition("://")
    host = rest.split("/", 1)[0].split("?", 1)[0].split("@")[-1]
    if scheme.lower() not in ("http", "https") or " " in host or "." not in host.strip(".").split(":")[0]:
        raise ApiError(400, f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return full if rest.partition("/")[1] or "?" in rest else f"{full}/"


def _inline_keyboard(rows: list[list[dict[str, Any]]]) -> dict[str, Any]:
    size = sum(len(json.dumps(button, ensure_ascii=False).encode()) for row in rows for button in row)
    if size > MARKUP_BYTES or sum(map(len, rows)) > _BUTTONS or max(map(len, rows)) > _ROW:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows}
