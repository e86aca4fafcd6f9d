"""What the members' check and the rounds share: which group, where it lives, when the next one is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.words import Day, Message, Plain, words
from assistant.domain.groups import NOT_YOURS, Platform
from assistant.domain.reminders import day_of
from assistant.errors import Refused
from assistant.i18n import N_
from flows.library import names_of, sole, zone_of
from flows.upkeep.calendar import next_round

Find = Callable[[int], Any]


def by_key(looked_after: Sequence[Any]) -> dict[str, Any]:
    return {str(each.id): each for each in looked_after}


def admit(looked_after: Sequence[Any], which: str = "") -> None:
    """Only who looks after a group gets in."""
    if not looked_after:
        raise Refused(N_("You look after no group here yet. Set one up first: /newgroup"))
    if which and which not in by_key(looked_after):
        raise Refused(NOT_YOURS)


def choices(looked_after: Sequence[Any]) -> dict[str, Plain]:
    return names_of(by_key(looked_after))


def only_one(looked_after: Sequence[Any], which: str = "") -> str | None:
    """The group that the button named, or the only one there is."""
    return which or sole(by_key(looked_after))


def on_wechat(choice: str, find_number: Find) -> bool:
    return bool(find_number(int(choice)).platform == Platform.WECHAT)


def by_platform(wechat: str, telegram: str) -> Callable[..., Message]:
    """Words that differ with where the group lives."""

    def chosen(choice: str, find_number: Find) -> Message:
        return Message(wechat if on_wechat(choice, find_number) else telegram)

    return chosen


def next_time(kind: str, off: str) -> Callable[..., Message]:
    """When a round of that kind is due next, as the owner settled it; `off` is said where there is none."""

    def told(choice: str, find_number: Find, now: datetime, find_safety: Any = None) -> Message:
        group = find_number(int(choice))
        day = next_round(kind, group, day_of(now, zone_of(group)), {"group": group, "find_safety": find_safety})
        if day is None:
            return Message(off)
        return words(N_("Next time on {day}; I remind you."), day=Day(day))

    return told
