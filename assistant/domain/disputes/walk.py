"""One command on its way: what it comes to, step by step, each step seen by the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from assistant.domain.disputes import custody
from assistant.domain.disputes.apply import apply
from assistant.domain.disputes.case import Case, Deal
from assistant.domain.disputes.commands import SERVICE, CaseCommand, FileCase
from assistant.domain.disputes.events import CaseEvent
from assistant.domain.disputes.lifecycle import Clocks
from assistant.domain.disputes.panel import Pool
from assistant.domain.disputes.sanctions import Ladder, Penalty
from assistant.domain.money import Money
from assistant.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """All else that the books know and a command may need.

    For filing: `number` the case will have, `kind` of the group, `deal` (None: the order is not there or not theirs),
    `open_case` on that deal, `filed`: when this person filed lately, `clocks`, `window` (the claims window, None: no
    such clause) and `cap` by the rules of the deal. `seen`: the other cases that the command's files were used in,
    `alike`: those with a picture that looks the same.
    `pool` is who could decide. `ladder` and `past`: penalties by the rules, and those decided so far in the group.
    """

    pool: Pool = field(default_factory=Pool)
    number: int = 0
    kind: str = ""
    archived: bool = False
    deal: Deal | None = None
    open_case: bool = False
    filed: tuple[datetime, ...] = ()
    clocks: Clocks = field(default_factory=Clocks)
    window: timedelta | None = None
    cap: Money | None = None
    seen: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    alike: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    ladder: Ladder = field(default_factory=Ladder)
    past: tuple[Penalty, ...] = ()


class Walk:
    """The case as it is by now, and the events that led there."""

    def __init__(self, case: Case | None, command: CaseCommand | FileCase, setting: Setting, who: str) -> None:
        self._case, self.command, self.setting, self._who = case, command, setting, who
        self.events: list[CaseEvent] = []

    @property
    def case(self) -> Case:
        if self._case is None:
            raise LookupError("not filed yet")
        return self._case

    def tell(self, kind: type[CaseEvent], /, **fields: Any) -> None:
        """Who gave the command did this."""
        self._happened(kind, self.command.person, self._who, fields)

    def follow(self, kind: type[CaseEvent], /, **fields: Any) -> None:
        """It follows by itself."""
        self._happened(kind, SERVICE, "assistant", fields)

    def salt(self, *purpose: object) -> str:
        """A secret for this purpose at this point of the case."""
        return custody.salt(self.command.token, self.case.number, self.case.version, *purpose)

    def _happened(self, kind: type[CaseEvent], person: int, who: str, fields: dict[str, Any]) -> None:
        number = self._case.number if self._case else self.setting.number
        group = self._case.group if self._case else fields.pop("group")
        event = kind(case=number, group=group, person=person, who=who, now=self.command.now, **fields)
        self._case = apply(self._case, event)
        self.events.append(event)


def said(text: str, least: int, most: int, short: str, long: str) -> str:
    """The text without blanks around it; Refused where it is too short or too long (in characters)."""
    text = text.strip()
    if len(text) < least:
        raise Refused(short, least=least)
    if len(text) > most:
        raise Refused(long, most=most)
    return text
