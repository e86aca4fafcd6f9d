"""What follows from what happened to a group: who is told what, which papers are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.outcome import Effect, Notice, Picture, Reactions, Work
from assistant.dialog.render import Reader
from assistant.dialog.values import thaw
from assistant.dialog.words import Button, Message, Screen
from assistant.domain.groups import (
    Entry,
    GroupFounded,
    MemberJoined,
    Platform,
    PosterWanted,
    QrRenewed,
    expires,
)
from assistant.domain.rulebook import read
from assistant.domain.rulemaking import RulesConfirmed, RulesSaved
from assistant.i18n import N_
from flows.founding.posters import caption, poster
from flows.library import member_link
from flows.rules.notices import joined, rules_saved
from flows.rules.papers import card_drawn, pages_printed, paper_failed, rules_papers


def founded(event: GroupFounded, group: Any, reader: Reader, bot: str) -> Iterator[Effect]:
    """The poster, and the papers of the rules."""
    asked, link = event.asked, member_link(bot, event.asked.handle)
    qr = thaw(dict(asked.qr)) if asked.qr else None
    if qr and expires(qr["taken"]) <= asked.now:
        qr = None  # it died while the review was left open
    text, until = (qr["text"], expires(qr["taken"])) if qr else (None, None)
    if asked.platform == Platform.WECHAT and (qr or asked.entry == Entry.APPROVAL):
        spec = poster(group, thaw(dict(asked.rules)), link, text, until, reader)
        yield Work(f"poster:{event.group}", "poster", spec)
    yield from rules_papers(read(asked.rules), 1, asked.now, group, link, reader)


def renewed(
    event: QrRenewed, group: Any, reader: Reader, bot: str, find_rules: Callable[[int], Any]
) -> Iterator[Effect]:
    """The new poster."""
    qr = thaw(dict(event.qr))
    rules = thaw(find_rules(event.group).body)
    spec = poster(group, rules, member_link(bot, group.handle), qr["text"], expires(qr["taken"]), reader)
    yield Work(f"poster:{event.group}", "poster", spec)


def poster_wanted(
    event: PosterWanted,
    group: Any,
    reader: Reader,
    bot: str,
    find_rules: Callable[[int], Any],
    find_qr: Callable[[int], Any],
) -> Iterator[Effect]:
    """The poster once more, as things stand: with the code while it lives, else by invitation."""
    code = find_qr(event.group) if group.entry == Entry.QR else None
    until = datetime.fromtimestamp(code.expires_at, UTC) if code else None
    if until is None or until <= event.now:
        code, until = None, None
    rules = thaw(find_rules(event.group).body)
    spec = poster(group, rules, member_link(bot, group.handle), code.text if code else None, until, reader)
    yield Work(f"poster:{event.group}", "poster", spec)


def nothing() -> tuple[Effect, ...]:
    return ()


# --- slow work that has ended ---


def poster_drawn(person: int, result: Mapping[str, Any]) -> tuple[Effect, ...]:
    return (Picture(person, str(result["sha256"]), "poster.png", caption(list(result.get("left_out", ())))),)


def poster_failed(person: int) -> tuple[Effect, ...]:
    text = Message(N_("I could not draw the poster just now. Open your group and ask for it once more."))
    groups = Button(Message(N_("My groups")), command("groups"))
    return (Notice(person, Screen((text,), ((groups,),))),)


REACTIONS = Reactions(
    happened={
        GroupFounded: founded,
        QrRenewed: renewed,
        MemberJoined: joined,
        PosterWanted: poster_wanted,
        RulesSaved: rules_saved,
        RulesConfirmed: nothing,
    },
    worked={"poster": poster_drawn, "rules_card": card_drawn, "rules_pdf": pages_printed},
    failed={"poster": poster_failed, "rules_card": paper_failed, "rules_pdf": paper_failed},
)
