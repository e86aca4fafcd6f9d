"""How a group stands, in short lines: for /start, for the list of groups and for a group's own page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from assistant.dialog.words import Lines, Message, words
from assistant.domain.groups import NOT_YOURS, Entry, Platform
from assistant.domain.roles import Role
from assistant.errors import Refused
from assistant.i18n import N_, NN_
from flows.founding.wechat import open_steps

Groups = Sequence[Any]
FindQr = Callable[[int], Any]
OpenInvitations = Callable[[int, str], Sequence[Any]]
ARCHIVED = N_("That group is archived. /groups shows how to take it up again.")


def which(looked_after: Groups, my_groups: Groups, payload: str) -> Any:
    """The group that a button names, if the person looks after it."""
    number = payload.partition(" ")[0]
    found = next((each for each in looked_after if str(each.id) == number), None)
    if found is None and any(str(each.id) == number for each in my_groups):
        raise Refused(ARCHIVED)
    if found is None:
        raise Refused(NOT_YOURS)
    return found


def at_a_glance(members: int, rules: Any) -> Lines:
    """Members, and the rules in force: one line."""
    some = Message(NN_("{count} member", "{count} members"), {"count": members})
    count = some if members else Message(N_("no member yet"))
    return Lines((count, words(N_("rules version {n}"), n=rules.n)), " · ")


def due(group: Any, now: datetime, find_qr: FindQr, open_invitations: OpenInvitations) -> tuple[Message, ...]:
    """What waits for somebody, the most pressing first."""
    return (*_code(group, now, find_qr), *_steps(group), *_invitations(group, now, open_invitations))


def _steps(group: Any) -> Iterator[Message]:
    if group.platform == Platform.WECHAT and (waiting := len(open_steps(group))):
        yield Message(NN_("one step in WeChat is open", "{count} steps in WeChat are open"), {"count": waiting})


def _code(group: Any, now: datetime, find_qr: FindQr) -> Iterator[Message]:
    if group.platform != Platform.WECHAT or group.entry != Entry.QR:
        return
    code = find_qr(group.id)
    if code is None:
        yield Message(N_("there is no QR code yet"))
    elif code.expires_at <= now.timestamp():
        yield Message(N_("the QR code has run out: nobody can join with it"))
    else:
        yield words(N_("the QR code works until {until}"), until=datetime.fromtimestamp(code.expires_at, UTC))


def _invitations(group: Any, now: datetime, open_invitations: OpenInvitations) -> Iterator[Message]:
    found = [each for role in Role for each in open_invitations(group.id, role) if each.expires_at > now.timestamp()]
    if found:
        text = NN_("one invitation is unanswered", "{count} invitations are unanswered")
        yield Message(text, {"count": len(found)})
