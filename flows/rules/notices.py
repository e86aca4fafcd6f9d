"""After rules were saved: the owner gets the texts to paste, members what they have to confirm again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.outcome import Effect, Notice
from assistant.dialog.render import Reader
from assistant.dialog.values import thaw
from assistant.dialog.words import Button, Message, Paste, Plain, Screen, words
from assistant.domain.groups import MemberJoined
from assistant.domain.rulebook import difference, must_confirm_again, read
from assistant.domain.rulemaking import RulesSaved
from assistant.i18n import N_, NN_
from flows.library import member_link
from flows.rules.announcement import MOST
from flows.rules.papers import rules_papers
from flows.rules.text import WORDING, place_of


def rules_saved(
    event: RulesSaved,
    group: Any,
    reader: Reader,
    bot: str,
    roster: Callable[[int], Sequence[Any]],
) -> Iterator[Effect]:
    """The announcement to paste and the papers; a notice to whoever has to confirm anew. All else is under /rules."""
    link = member_link(bot, group.handle)
    text = WORDING.announcement(event.rules, place_of(group), group.name, group.trade or "", link, reader)
    behind = [
        each.person
        for each in roster(event.group)
        if each.rules_version < event.version and each.person != event.person
    ]
    count = words(COUNT, count=len(text), most=MOST)
    yield Notice(event.person, Screen((count,)))
    yield Notice(event.person, Paste(Plain(text)))
    yield from rules_papers(event.rules, event.version, event.now, group, link, reader)
    if event.confirm_again and behind:
        told = NN_(
            "📨 One member has to confirm anew and was told.", "📨 {count} members have to confirm anew and were told."
        )
        yield Notice(event.person, Screen((Message(told, {"count": len(behind)}),)))
        for person in behind:
            yield Notice(person, please_confirm(group, event.version))


COUNT = N_(
    "<b>Announcement</b>: {count} of {most} characters. People hardly read more; WeChat itself takes about 2,000. Post it in "
    "the group, so that everybody learns of the new version."
)


def joined(event: MemberJoined, group: Any, find_rules: Callable[..., Any]) -> Iterator[Effect]:
    """Whoever confirmed a screen that was older than the newest rules is told of what came meanwhile."""
    seen, newest = find_rules(event.group, event.rules), find_rules(event.group)
    if seen.n < newest.n and must_confirm_again(difference(read(thaw(seen.body)), read(thaw(newest.body)))):
        yield Notice(event.person, please_confirm(group, newest.n))


def please_confirm(group: Any, version: int) -> Screen:
    """To a member: what they confirmed has changed in money, time limits or penalties."""
    text = words(
        N_(
            "📜 The rules of <b>{name}</b> have changed (version {version}). Please look at what is new and confirm it."
        ),
        name=group.name,
        version=version,
    )
    return Screen((text,), ((Button(Message(N_("See what changed")), command("newrules", f"{group.id} {version}")),),))
