"""Saving rules and confirming them."""

from __future__ import annotations

from assistant.commands.standing import standing_of
from assistant.dialog.values import freeze, thaw
from assistant.domain import rulebook, rulemaking
from assistant.domain.rulemaking import ConfirmRules, RulesConfirmed, RulesSaved, SaveRules
from assistant.errors import Refused
from assistant.store import Books


def _rules(books: Books, command: rulemaking.Command) -> list[rulemaking.Happened]:
    standing = standing_of(books, command.group)
    row = books.groups.rulebook(standing.group) if standing else None
    held = rulebook.read(thaw(row.body)) if row else None
    member = standing is not None and books.groups.member(standing.group, command.person) is not None
    return [_write(books, event) for event in rulemaking.decide(command, standing, held, member=member)]


def _write(books: Books, event: rulemaking.Happened) -> rulemaking.Happened:
    subject, now = f"group:{event.group}", event.now.timestamp()
    kept = {"version": event.version}
    match event:
        case RulesSaved():
            made = books.groups.add_rulebook(event.group, freeze(event.rules.body(event.texts)), now)
            if made != event.version:
                raise Refused(rulemaking.MEANWHILE)
            kept |= {"confirm_again": event.confirm_again, "changes": len(event.difference)}
        case RulesConfirmed():
            person = books.people.get(event.person)
            books.groups.join(event.group, event.person, person.name if person else "", event.version, now)
    books.events.append(subject, type(event).__name__, kept, event.person, now)
    return event


CARRIES = {SaveRules: _rules, ConfirmRules: _rules}
