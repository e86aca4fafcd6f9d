"""What follows from what happened: who is told what, which deadlines are set, which papers are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from assistant.dialog.buttons import command
from assistant.dialog.outcome import Deadline, Effect, Notice, Picture, Reactions, Work
from assistant.dialog.render import Reader
from assistant.dialog.values import thaw
from assistant.dialog.words import Button, Message, Screen, words
from assistant.domain.groups import (
    ROTATES,
    ApprovalOn,
    Entry,
    GroupFounded,
    LinkRenewed,
    MemberJoined,
    Platform,
    PosterWanted,
    QrRenewed,
    Rotation,
    StepTicked,
    expires,
    renewal,
)
from assistant.domain.rulemaking import RulesConfirmed, RulesSaved
from assistant.i18n import N_
from flows.library import member_link
from flows.posters import caption, poster
from flows.rules_notices import rules_saved
from flows.rules_papers import card_drawn, pages_printed, paper_failed
from flows.wechat import open_steps

DAY = timedelta(days=1)


def founded(event: GroupFounded, group: Any, reader: Reader, bot: str) -> Iterator[Effect]:
    """The poster, and the deadlines of the first weeks."""
    asked = event.asked
    qr = thaw(dict(asked.qr)) if asked.qr else None
    if qr and expires(qr["taken"]) <= asked.now:
        qr = None  # it died while the review was left open
    text, until = (qr["text"], expires(qr["taken"])) if qr else (None, None)
    if asked.platform == Platform.WECHAT and (qr or asked.entry == Entry.APPROVAL):
        spec = poster(group, thaw(dict(asked.rules)), member_link(bot, asked.handle), text, until, reader)
        yield Work(f"poster:{event.group}", "poster", spec)
    yield from _deadlines(event, qr)


def _deadlines(event: GroupFounded, qr: Mapping[str, Any] | None) -> Iterator[Deadline]:
    asked, data = event.asked, {"group": event.group}
    if qr:
        yield _timer("qr", event.group, renewal(qr["taken"]))
    if asked.closes is not None:
        yield _timer("close", event.group, _that_morning(asked.closes, asked.zone, asked.now))
    if "later" in (asked.steps or {}).values():
        yield Deadline(f"group:{event.group}:steps", asked.now + DAY, "group.steps", data)
    if asked.platform == Platform.WECHAT and asked.entry == Entry.QR and qr is None:
        yield Deadline(f"group:{event.group}:no_qr", asked.now + DAY, "group.no_qr", data)
    if asked.rotation is not None:
        yield _timer("rotate", event.group, asked.now + ROTATES[Rotation(asked.rotation)])


def _that_morning(day: datetime, zone: str, now: datetime) -> datetime:
    """Nine o'clock of that day in the group's zone: time enough to act; never before now."""
    morning = day.astimezone(ZoneInfo(zone)).replace(hour=9, minute=0, second=0, microsecond=0)
    return max(morning, now + timedelta(hours=1))


def _timer(kind: str, group: int, due: datetime | None) -> Deadline:
    return Deadline(f"group:{group}:{kind}", due, f"group.{kind}", {"group": group})


def renewed(
    event: QrRenewed, group: Any, reader: Reader, bot: str, find_rules: Callable[[int], Any]
) -> Iterator[Effect]:
    """The new poster, and the next reminder in place of the old one."""
    qr = thaw(dict(event.qr))
    rules = thaw(find_rules(event.group).body)
    spec = poster(group, rules, member_link(bot, group.handle), qr["text"], expires(qr["taken"]), reader)
    yield Work(f"poster:{event.group}", "poster", spec)
    yield _timer("qr", event.group, renewal(qr["taken"]))
    yield _timer("no_qr", event.group, None)
    yield _timer("qr_dead", event.group, None)


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


def approved(event: ApprovalOn) -> Iterator[Effect]:
    """With approval on, the code is dead: nothing left to remind of."""
    yield _timer("qr", event.group, None)
    for kind in ("qr_dead", "close", "no_qr"):
        yield _timer(kind, event.group, None)


def nothing() -> tuple[Effect, ...]:
    return ()


# --- deadlines that have come ---


def _row(text: str, name: str, payload: str) -> tuple[Button, ...]:
    return (Button(Message(text), command(name, payload)),)


def qr_ages(group: Any, now: datetime) -> Iterator[Effect]:
    """Day 6: the code dies tomorrow."""
    if group.entry != Entry.QR:
        return
    text = words(
        N_(
            "🔔 The QR code of <b>{name}</b> stops working tomorrow.\nIn the group: ··· → Group QR Code → save it, and send me the "
            "picture. The new one lives 7 days again."
        ),
        name=group.name,
    )
    number = str(group.id)
    yield Notice(group.owner, Screen((text,), (_row(N_("Send the new code"), "renew", number), _approval(number))))
    yield _timer("qr_dead", group.id, now + 2 * DAY)


def qr_died(group: Any) -> Iterator[Effect]:
    """Two days later, where nothing came: told once, in other words."""
    text = words(
        N_(
            "The QR code of <b>{name}</b> no longer works, so nobody can join with it. If you still recruit, fetch a new "
            "one; if not, switch invitation approval on."
        ),
        name=group.name,
    )
    number = str(group.id)
    yield Notice(group.owner, Screen((text,), (_row(N_("Send the new code"), "renew", number), _approval(number))))


def _approval(number: str) -> tuple[Button, ...]:
    return _row(N_("Invitation approval is on now"), "approval", number)


def window_closes(group: Any, now: datetime) -> Iterator[Effect]:
    """The closing date of the QR window."""
    text = words(
        N_(
            "🔔 The QR window of <b>{name}</b> closes today. Switch invitation approval on:\n··· → Manage Group → Invitation "
            "Approval. Then tell me here, and I stop reminding you of the code."
        ),
        name=group.name,
    )
    yield Notice(group.owner, Screen((text,), (_approval(str(group.id)),)))
    yield _timer("close", group.id, now + 3 * DAY)


def steps_open(group: Any) -> Iterator[Effect]:
    if not open_steps(group):
        return
    text = words(
        N_("🔔 Some steps of <b>{name}</b> in WeChat were left for later. A quiet five minutes will do."),
        name=group.name,
    )
    yield Notice(group.owner, Screen((text,), (_row(N_("Show the steps"), "steps", str(group.id)),)))


def no_code(group: Any) -> Iterator[Effect]:
    text = words(N_("🔔 I still need the QR code of <b>{name}</b> for the poster."), name=group.name)
    yield Notice(group.owner, Screen((text,), (_row(N_("Send the code"), "renew", str(group.id)),)))


def rotate(group: Any, now: datetime) -> Iterator[Effect]:
    """The cycle the owner chose: link and code are worth renewing, for they travel further than one thinks."""
    text = words(
        N_("🔔 Time to renew the ways into <b>{name}</b>: a new member link, and a new QR code if you use one."),
        name=group.name,
    )
    number = str(group.id)
    yield Notice(group.owner, Screen((text,), (_row(N_("Make a new member link"), "newlink", number),)))
    cycle = Rotation(group.facts.get("rotation", Rotation.MONTH))
    yield _timer("rotate", group.id, now + ROTATES[cycle])


# --- slow work that has ended ---


def poster_drawn(person: int, result: Mapping[str, Any]) -> tuple[Effect, ...]:
    return (Picture(person, str(result["sha256"]), "poster.png", caption(list(result.get("left_out", ())))),)


def poster_failed(person: int) -> tuple[Effect, ...]:
    text = Message(N_("I could not draw the poster just now. Open your group and ask for it once more."))
    return (Notice(person, Screen((text,), (_row(N_("My groups"), "groups", ""),))),)


REACTIONS = Reactions(
    happened={
        GroupFounded: founded,
        QrRenewed: renewed,
        ApprovalOn: approved,
        MemberJoined: nothing,
        LinkRenewed: nothing,
        StepTicked: nothing,
        PosterWanted: poster_wanted,
        RulesSaved: rules_saved,
        RulesConfirmed: nothing,
    },
    due={
        "group.qr": qr_ages,
        "group.qr_dead": qr_died,
        "group.close": window_closes,
        "group.steps": steps_open,
        "group.no_qr": no_code,
        "group.rotate": rotate,
    },
    worked={"poster": poster_drawn, "rules_card": card_drawn, "rules_pdf": pages_printed},
    failed={"poster": poster_failed, "rules_card": paper_failed, "rules_pdf": paper_failed},
)
