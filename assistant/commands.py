"""Commands of the domain carried out on the books: decide, write down, keep the history."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialog.values import freeze, thaw
from assistant.domain import groups as domain
from assistant.domain import rulebook, rulemaking
from assistant.domain.groups import (
    ApprovalOn,
    Entry,
    FoundGroup,
    GroupFounded,
    Happened,
    JoinGroup,
    LinkRenewed,
    MemberJoined,
    QrRenewed,
    Standing,
    StepTicked,
    expires,
)
from assistant.domain.rulemaking import ConfirmRules, RulesConfirmed, RulesSaved, SaveRules
from assistant.errors import Refused
from assistant.store import Books, Group

Command = domain.Command | rulemaking.Command
Event = Happened | rulemaking.Happened


def carry_out(books: Books, command: Command) -> list[Event]:
    """Decide and write down; raises Refused where the domain says no. One transaction with the rest of the turn."""
    standing = _standing(books, command)
    if isinstance(command, SaveRules | ConfirmRules):
        return [_write_rules(books, event) for event in _rulings(books, command, standing)]
    return [_write(books, event) for event in domain.decide(command, standing)]


def _rulings(books: Books, command: rulemaking.Command, standing: Standing | None) -> tuple[rulemaking.Happened, ...]:
    row = books.groups.rulebook(standing.group) if standing else None
    held = rulebook.read(thaw(row.body)) if row else None
    member = standing is not None and books.groups.member(standing.group, command.person) is not None
    return rulemaking.decide(command, standing, held, member=member)


def _write_rules(books: Books, event: rulemaking.Happened) -> rulemaking.Happened:
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


def _standing(books: Books, command: Command) -> Standing | None:
    if isinstance(command, FoundGroup):
        return None
    found = (
        books.groups.by_handle(command.handle) if isinstance(command, JoinGroup) else books.groups.get(command.group)
    )
    if found is None or found.archived_at is not None:
        return None
    rules = books.groups.rulebook(found.id)
    return Standing(found.id, found.owner, found.name, found.entry or "", rules.n if rules else 0)


def _write(books: Books, event: Happened) -> Happened:
    match event:
        case GroupFounded():
            event = replace(event, group=_found(books, event.asked))
        case QrRenewed():
            _put_qr(books, event.group, event.qr)
        case MemberJoined():
            _join(books, event)
        case ApprovalOn():
            _change(books, event.group, entry=Entry.APPROVAL)
        case StepTicked():
            _tick(books, event)
        case LinkRenewed():
            books.groups.renew_handle(event.group, event.handle)
    _remember(books, event)
    return event


def _found(books: Books, asked: FoundGroup) -> int:
    further = {
        "split": asked.split,
        "closes": asked.closes,
        "steps": asked.steps,
        "rotation": asked.rotation,
        "locale": asked.locale,
    }
    group = Group(
        handle=asked.handle,
        owner=asked.person,
        platform=asked.platform,
        kind=asked.kind,
        name=asked.name,
        trade=asked.trade,
        audience=asked.audience,
        size=str(asked.size),
        entry=asked.entry,
        zone=asked.zone,
        currency=asked.currency,
        payee=asked.payee,
        facts=freeze({key: value for key, value in further.items() if value is not None}),
    )
    made = books.groups.found(group, freeze(asked.rules), asked.now.timestamp())
    if asked.qr:
        _put_qr(books, made, asked.qr)
    return made


def _put_qr(books: Books, group: int, qr: object) -> None:
    code = thaw(freeze(qr))
    books.groups.put_qr(
        group, code["sha256"], code["text"], code["taken"].timestamp(), expires(code["taken"]).timestamp()
    )


def _join(books: Books, event: MemberJoined) -> None:
    person = books.people.get(event.person)
    books.groups.join(event.group, event.person, person.name if person else "", event.rules, event.now.timestamp())


def _change(books: Books, group: int, **changes: object) -> None:
    found = books.groups.get(group)
    if found is None or not books.groups.update(group, found.version, **changes):
        raise Refused(domain.NO_SUCH_LINK)


def _tick(books: Books, event: StepTicked) -> None:
    found = books.groups.get(event.group)
    facts = dict(found.facts) if found else {}
    _change(books, event.group, facts={**facts, "steps": {**facts.get("steps", {}), event.step: "done"}})


def _remember(books: Books, event: Happened) -> None:
    """The history: what happened, to which group, by whom."""
    person, now = (
        (event.asked.person, event.asked.now) if isinstance(event, GroupFounded) else (event.person, event.now)
    )
    books.events.append(f"group:{event.group}", type(event).__name__, {}, person, now.timestamp())
