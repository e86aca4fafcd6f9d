"""Invitations made, answered and withdrawn; roles given and taken; a group handed over, archived, taken up again."""

from __future__ import annotations

from typing import Any, get_args

from assistant.domain import role_making, roles
from assistant.domain.groups import NO_SUCH_LINK
from assistant.domain.roles import (
    AnswerInvitation,
    GroupArchived,
    GroupRevived,
    Happened,
    InvitationAnswered,
    InvitationWithdrawn,
    OwnerChanged,
    Reply,
    Role,
    RoleDropped,
    RoleInvited,
    WithdrawInvitation,
)
from assistant.errors import Refused
from assistant.standing import invited, standing
from assistant.store import Books


def _roles(books: Books, command: roles.Command) -> list[Happened]:
    offer = invited(books, command.handle) if isinstance(command, AnswerInvitation | WithdrawInvitation) else None
    number = (offer.group if offer else 0) if isinstance(command, AnswerInvitation) else command.group
    group = books.groups.get(number)
    stands = standing(books, group) if group else None
    return [_write(books, event) for event in role_making.decide(command, stands, offer)]


def _write(books: Books, event: Happened) -> Happened:
    now = event.now.timestamp()
    match event:
        case RoleInvited():
            until = event.expires.timestamp()
            books.invitations.make(event.handle, event.group, event.role, event.name, event.person, now, until)
        case InvitationAnswered():
            _answer(books, event)
        case InvitationWithdrawn():
            if not books.invitations.withdraw(event.handle):
                raise Refused(role_making.USED)
        case RoleDropped():
            books.roles.drop(event.group, event.who, event.role)
        case OwnerChanged():
            _hand_over(books, event)
        case GroupArchived():
            _change(books, event.group, archived_at=now)
            books.timers.drop_prefix(f"group:{event.group}:")  # every reminder of the group, of whatever kind
        case GroupRevived():
            _change(books, event.group, archived_at=None)
    books.events.append(f"group:{event.group}", type(event).__name__, _kept(event), event.person, now)
    return event


def _answer(books: Books, event: InvitationAnswered) -> None:
    reply, now = Reply.ACCEPTED if event.accepted else Reply.DECLINED, event.now.timestamp()
    if not books.invitations.answer(event.handle, event.person, reply, now):
        raise Refused(role_making.USED)
    if event.accepted and event.role is not Role.OWNER:
        books.roles.put(event.group, event.person, event.role, _name(books, event.person), now)


def _hand_over(books: Books, event: OwnerChanged) -> None:
    """The old owner stays on as admin; other offers of the same group would now come from nobody who may make them."""
    _change(books, event.group, owner=event.person)
    books.roles.put(event.group, event.before, Role.ADMIN, _name(books, event.before), event.now.timestamp())
    for each in books.invitations.open(event.group, Role.OWNER):
        books.invitations.withdraw(each.handle)
    for offer in books.partners.open_offers(event.group):
        books.partners.answer(offer.handle, Reply.WITHDRAWN, None, event.now.timestamp())


def _change(books: Books, group: int, **changes: object) -> None:
    found = books.groups.get(group)
    if found is None or not books.groups.update(group, found.version, **changes):
        raise Refused(NO_SUCH_LINK)


def _name(books: Books, person: int) -> str:
    found = books.people.get(person)
    return found.name if found else ""


def _kept(event: Happened) -> dict[str, Any]:
    """What the history keeps beside who and when."""
    match event:
        case RoleInvited():
            return {"role": event.role, "name": event.name, "handle": event.handle}
        case InvitationAnswered():
            return {"role": event.role, "accepted": event.accepted, "handle": event.handle}
        case InvitationWithdrawn():
            return {"handle": event.handle}
        case RoleDropped():
            return {"role": event.role, "who": event.who, "why": event.why}
        case OwnerChanged():
            return {"before": event.before}
    return {}


CARRIES = dict.fromkeys(get_args(roles.Command), _roles)
