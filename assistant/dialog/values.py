"""Answers as JSON and back: a draft outlives restarts and deployments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from assistant.dialog.events import Contact, Media, Origin, Text
from assistant.domain.money import Money

_TAG = "$"


def freeze(value: Any) -> Any:  # noqa: C901 - a case a kind of value
    """A value as plain JSON; what JSON does not know is tagged."""
    match value:
        case Money():
            return {_TAG: "money", "minor": value.minor, "currency": value.currency}
        case timedelta():
            return {_TAG: "span", "seconds": value.total_seconds()}
        case datetime():
            return {_TAG: "moment", "at": value.isoformat()}
        case Media():
            return {_TAG: "media", **{each.name: freeze(getattr(value, each.name)) for each in fields(value)}}
        case Text():
            return {_TAG: "words", "text": value.text, "origin": freeze(value.origin)}
        case Contact():
            return {_TAG: "contact", "person": value.person, "name": value.name}
        case Origin():
            told = {"kind": value.kind, "person": value.person, "name": value.name}
            return {_TAG: "origin", **told, "at": value.at.isoformat()}
        case Mapping():
            return {str(key): freeze(each) for key, each in value.items()}
        case list() | tuple():
            return [freeze(each) for each in value]
        case str():
            return str(value)  # a StrEnum is stored as its plain text
        case _:
            return value


def thaw(stored: Any) -> Any:
    """What `freeze` made, as values again. Sequences come back as tuples."""
    if isinstance(stored, list):
        return tuple(thaw(each) for each in stored)
    if not isinstance(stored, dict):
        return stored
    rest = {key: each for key, each in stored.items() if key != _TAG}
    maker = _MAKERS.get(stored.get(_TAG, ""))
    return maker(rest) if maker else {key: thaw(each) for key, each in rest.items()}


_MAKERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "money": lambda stored: Money(**stored),
    "span": lambda stored: timedelta(seconds=stored["seconds"]),
    "moment": lambda stored: datetime.fromisoformat(stored["at"]),
    "media": lambda stored: Media(**{**stored, "origin": thaw(stored.get("origin"))}),
    "words": lambda stored: Text(stored["text"], thaw(stored.get("origin"))),
    "contact": lambda stored: Contact(**stored),
    "origin": lambda stored: Origin(**{**stored, "at": datetime.fromisoformat(stored["at"])}),
}
