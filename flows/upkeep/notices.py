"""What follows from checks and rounds, and from a newcomer whose name looks like an admin's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.outcome import Deadline, Do, Effect, Notice, Reactions
from assistant.dialog.words import Button, Message, Plain, Screen, words
from assistant.domain.checkups import ANSWERS_WITHIN, Asked, MembersChecked, Round, RoundDone
from assistant.domain.groups import MemberJoined
from assistant.domain.lookalikes import Trusted, look_alike
from assistant.domain.reminders import day_of, morning
from assistant.domain.reminding import CloseReminders
from assistant.i18n import N_
from flows.library import zone_of
from flows.upkeep.member_words import HOW


def joined(
    event: MemberJoined,
    group: Any,
    find_trusted: Callable[[int], Sequence[Trusted]],
    find_name: Callable[[int], str],
    find_member: Callable[[int], Any],
) -> Iterator[Effect]:
    """The owner hears of a newcomer who could be taken for somebody who speaks for the group."""
    name = find_name(event.person)
    alike = look_alike(event.person, name, find_trusted(group.id))
    if alike is None or find_member(group.id).since < event.now.timestamp():
        return
    text = words(
        N_(
            "⚠️ A newcomer of <b>{group}</b> looks like {like}: “{name}”, number {number} ({how}). The real number is {right}.\n"
            "Is it a second account of yours or theirs? Then all is well. If not: remove it, and tell the group that {like} never writes from there."
        ),
        group=group.name,
        like=alike.like.name,
        name=name,
        number=Plain(str(event.person)),
        right=Plain(str(alike.like.person)),
        how=Message(HOW[alike.how]),
    )
    rows = ((Button(Message(N_("Check all members")), command("membercheck", str(group.id), below=True)),),)
    yield Notice(group.owner, Screen((text,), rows))


def checked(event: MembersChecked, group: Any) -> Iterator[Effect]:
    yield Do(CloseReminders(event.now, event.group, ("member_check", "size")))
    if event.asked is Asked.NOW:
        yield _answers_due(event, group)


def done(event: RoundDone, group: Any) -> Iterator[Effect]:
    yield Do(CloseReminders(event.now, event.group, (str(event.kind),)))
    if event.kind is Round.INACTIVITY:
        yield _answers_due(event, group)


def _answers_due(event: MembersChecked | RoundDone, group: Any) -> Deadline:
    """The morning on which the silent ones have had their week."""
    day = day_of(event.now + ANSWERS_WITHIN, zone_of(group))
    data = {"group": event.group, "day": day.isoformat()}
    return Deadline(f"group:{event.group}:silent", morning(day, zone_of(group)), "group.silent", data)


REACTIONS = Reactions(happened={MemberJoined: joined, MembersChecked: checked, RoundDone: done})
