"""Founding groups, joining them and keeping their way in fresh."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from assistant.commands.standing import standing, standing_of
from assistant.dialog.values import freeze, thaw
from assistant.domain import groups as domain
from assistant.domain import rulebook
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
from assistant.errors import Refused
from assistant.store import Books, Group


def _groups(books: Books, command: domain.Command) -> list[Happened]:
    return [_write(books, event) for event in domain.decide(command, _standing(books, command))]


def _standing(books: Books, command: domain.Command) -> Standing | None:
    if isinstance(command, FoundGroup):
        return None
    if isinstance(command, JoinGroup):
        return standing(books, books.groups.by_handle(command.handle))
    return standing_of(books, command.group)


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
    rules = rulebook.read(asked.rules).body(asked.texts)
    made = books.groups.found(group, freeze(rules), asked.now.timestamp())
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


CARRIES = dict.fromkeys(get_args(domain.Command), _groups)
