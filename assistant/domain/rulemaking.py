"""Saving rules and confirming them: commands in, events out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assistant.domain.groups import NO_SUCH_LINK, NOT_YOURS, Standing
from assistant.domain.rulebook import MANDATORY, Change, Rulebook, difference, must_confirm_again
from assistant.errors import Ended, Refused
from assistant.i18n import N_


@dataclass(frozen=True, slots=True)
class SaveRules:
    """Whoever looks after the group saves the next version. `base` is the version it was written from, `texts` its wording by language."""

    person: int
    now: datetime
    group: int
    base: int
    rules: Rulebook
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RulesSaved:
    """Version `version` holds from now on."""

    group: int
    person: int
    now: datetime
    version: int
    rules: Rulebook
    texts: Mapping[str, str]
    difference: tuple[Change, ...]
    confirm_again: bool


@dataclass(frozen=True, slots=True)
class ConfirmRules:
    """A member has read what changed and confirms version `version`."""

    person: int
    now: datetime
    group: int
    version: int


@dataclass(frozen=True, slots=True)
class RulesConfirmed:
    group: int
    person: int
    now: datetime
    version: int


Command = SaveRules | ConfirmRules
Happened = RulesSaved | RulesConfirmed

NOTHING_NEW = N_("These are the very rules in force, so there is no new version to save. Change something, or cancel.")
MEANWHILE = N_(
    "The rules were changed in the meantime. Cancel here and begin anew with /rules, so that nothing is lost."
)
LACKING = N_("Settlement, no false advertising and disputes belong in every set of rules.")
NO_MEMBER = N_("Only members of the group can confirm its rules.")
NEWER = N_("There is a newer version of these rules. Look at it with /rules and confirm that one.")


def decide(command: Command, standing: Standing | None, held: Rulebook | None, *, member: bool) -> tuple[Happened, ...]:
    """What follows; raises Refused. `held` are the rules in force, `member` whether the person belongs to the group."""
    if standing is None or standing.archived:
        raise Ended(NO_SUCH_LINK)
    match command:
        case SaveRules():
            return (_saved(command, standing, held or Rulebook()),)
        case ConfirmRules():
            if not member:
                raise Refused(NO_MEMBER)
            if command.version != standing.rules:
                raise Refused(NEWER)
            return (RulesConfirmed(standing.group, command.person, command.now, command.version),)


def _saved(command: SaveRules, standing: Standing, held: Rulebook) -> RulesSaved:
    if not standing.looks_after(command.person):
        raise Ended(NOT_YOURS)
    if command.base != standing.rules:
        raise Refused(MEANWHILE)
    if any(command.rules.get(key) is None for key in MANDATORY):
        raise Refused(LACKING)
    if command.rules == held:
        raise Refused(NOTHING_NEW)
    changes = difference(held, command.rules)
    again = must_confirm_again(changes)
    return RulesSaved(
        standing.group, command.person, command.now, standing.rules + 1, command.rules, command.texts, changes, again
    )
