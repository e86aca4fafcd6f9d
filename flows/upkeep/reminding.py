"""When each reminder comes, and how what has come is told: together, in the morning, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from assistant.dialog.outcome import Deadline, Do, Effect, Notice, Reactions
from assistant.dialog.values import thaw
from assistant.domain.checkups import MembersChecked
from assistant.domain.groups import (
    ApprovalOn,
    Entry,
    GroupFounded,
    LinkRenewed,
    Platform,
    QrRenewed,
    StepTicked,
    expires,
)
from assistant.domain.reminders import DAY, Later, awake, day_of, is_quiet, morning, put_off
from assistant.domain.reminding import CloseReminders, FallDue, PassOnReminders, RemindersChanged, TellReminders
from assistant.domain.roles import GroupArchived, GroupRevived, InvitationAnswered, OwnerChanged
from assistant.domain.safety import SafetySet
from assistant.facts import Layered, Reading, apply, over
from flows.founding.wechat import open_steps
from flows.library import zone_of
from flows.upkeep.calendar import CALENDAR, SIZES, few_jurors, never, next_round
from flows.upkeep.pages import facts_read, stands, told

GATHER = timedelta(minutes=1)  # after the first has come, for what comes in the same moment
ROUNDS = tuple(kind for kind, entry in CALENDAR.items() if entry.cycle is not never)


def _timer(kind: str, group: int, due: datetime | None, **more: Any) -> Deadline:
    return Deadline(f"group:{group}:{kind}", due, f"group.{kind}", {"group": group, **more} if due else {})


def _once(kind: str, group: Any, day: date, now: datetime, of: str = "") -> Deadline:
    """On that day's morning; where that has passed, as soon as one may be spoken to."""
    due = awake(max(morning(day, zone_of(group)), now), zone_of(group))
    return _timer(kind, group.id, due, day=day.isoformat(), **({"of": of} if of else {}))


def _round(kind: str, group: Any, after: date, facts: Mapping[str, Any]) -> Deadline:
    """The next of its round after that day, or none where the owner wants none."""
    day = next_round(kind, group, after, facts)
    if day is None:
        return _timer(kind, group.id, None)
    return _timer(kind, group.id, morning(day, zone_of(group)), day=day.isoformat())


def _passed(now: datetime, group: Any) -> date:
    """The last day whose morning is over."""
    today = day_of(now, zone_of(group))
    return today if morning(today, zone_of(group)) <= now else today - DAY


# --- what happens sets and ends them ---


def founded(facts: Mapping[str, Any]) -> Iterator[Effect]:
    """The reminders of the first weeks, and the rounds."""
    event, group = facts["event"], facts["group"]
    asked = event.asked
    qr = thaw(dict(asked.qr)) if asked.qr else None
    today = day_of(asked.now, zone_of(group))
    if qr and expires(qr["taken"]) > asked.now:
        yield from _code(group, expires(qr["taken"]), asked.now)
    elif asked.platform == Platform.WECHAT and asked.entry == Entry.QR:
        yield _once("no_qr", group, today + DAY, asked.now)
    if asked.closes is not None:
        yield _once("close", group, day_of(asked.closes, zone_of(group)), asked.now)
    if "later" in (asked.steps or {}).values():
        yield _once("steps", group, today + DAY, asked.now)
    for kind in ROUNDS:
        yield _round(kind, group, today, facts)


def _code(group: Any, dies: datetime, now: datetime) -> Iterator[Effect]:
    """A code is told of on the day before its last one... and once more when it is dead."""
    day = day_of(dies, zone_of(group))
    yield _once("qr", group, day - DAY, now, of=dies.isoformat())
    yield _once("qr_dead", group, day + DAY, now, of=dies.isoformat())


def renewed(event: QrRenewed, group: Any) -> Iterator[Effect]:
    """The next reminder in place of the old one."""
    yield _timer("no_qr", event.group, None)
    yield Do(CloseReminders(event.now, event.group, ("qr", "qr_dead", "no_qr")))
    yield from _code(group, expires(thaw(dict(event.qr))["taken"]), event.now)


def approved(event: ApprovalOn) -> Iterator[Effect]:
    """With approval on, the code is dead: nothing left to remind of."""
    kinds = ("qr", "qr_dead", "close", "no_qr")
    for kind in kinds:
        yield _timer(kind, event.group, None)
    yield Do(CloseReminders(event.now, event.group, kinds))


def ticked(event: StepTicked, group: Any) -> Iterator[Effect]:
    if not open_steps(group):
        yield _timer("steps", event.group, None)
        yield Do(CloseReminders(event.now, event.group, ("steps",)))


def link_renewed(event: LinkRenewed) -> Iterator[Effect]:
    """The ways in were renewed; when that is due next stands as it stood."""
    yield Do(CloseReminders(event.now, event.group, ("rotate",)))


def rounds_chosen(facts: Mapping[str, Any]) -> Iterator[Effect]:
    """The owner chose other rounds: those off are over, the rest come when they come next."""
    group, now = facts["group"], facts["now"]
    off = tuple(kind for kind in ROUNDS if apply(CALENDAR[kind].cycle, facts) is None)
    for kind in ROUNDS:
        yield _round(kind, group, _passed(now, group), facts)
    if off:
        yield Do(CloseReminders(now, group.id, off))


def archived(event: GroupArchived) -> Iterator[Effect]:
    """Its timers are gone with it; what was open is over."""
    yield Do(CloseReminders(event.now, event.group))


def revived(facts: Mapping[str, Any]) -> Iterator[Effect]:
    """Taken up again: the rounds, the code, and what was never done."""
    group, now = facts["group"], facts["now"]
    tomorrow = day_of(now, zone_of(group)) + DAY
    for kind in ROUNDS:
        yield _round(kind, group, _passed(now, group), facts)
    code = facts["find_qr"](group.id)
    if group.entry == Entry.QR and code is not None and code.expires_at > now.timestamp():
        yield from _code(group, datetime.fromtimestamp(code.expires_at, UTC), now)
    elif group.platform == Platform.WECHAT and group.entry == Entry.QR:
        yield _once("no_qr" if code is None else "qr_dead", group, tomorrow, now)
    if open_steps(group):
        yield _once("steps", group, tomorrow, now)


def handed_over(event: OwnerChanged, group: Any) -> Iterator[Effect]:
    yield Do(PassOnReminders(event.now, event.group, awake(event.now, zone_of(group))))


def answered(event: InvitationAnswered, group: Any, find_roles: Callable[..., Any]) -> Iterator[Effect]:
    if not few_jurors(group, find_roles):
        yield Do(CloseReminders(event.now, event.group, ("jurors",)))


def grown(event: MembersChecked, group: Any) -> Iterator[Effect]:
    """What the count means was said at once; a week later it is asked what came of it, once a threshold."""
    reached = next((each for each in SIZES if event.size >= each), None)
    if reached is not None:
        tell = put_off(event.now, Later.NEXT_WEEK, zone_of(group))
        yield Do(FallDue(event.now, event.group, "size", str(reached), tell, {"count": event.size}))


# --- one has come ---


def _come(kind: str) -> Reading:
    """What a timer of that kind does: it is to be told as soon as one may speak, and the next one is set."""
    entry = CALENDAR[kind]

    def come(facts: Mapping[str, Any]) -> Iterator[Effect]:
        group, now, data = facts["group"], facts["now"], facts["data"]
        zone = zone_of(group)
        today = day_of(now, zone)
        day = date.fromisoformat(data["day"]) if "day" in data else today  # older timers do not say
        if apply(entry.cycle, facts) is not None:
            yield _round(kind, group, max(day, today), facts)
        elif kind in ROUNDS:
            return  # switched off since
        if kind == "qr" and "day" not in data:
            yield _once("qr_dead", group, today + 2 * DAY, now)
        if apply(entry.holds, facts):
            kept = {name: each for name, each in data.items() if name not in {"group", "day", "of"}}
            of = str(data.get("of") or day.isoformat())
            yield Do(FallDue(now, group.id, kind, of, awake(now, zone), kept))

    return over(come, ("group", "now", "data"), facts_read(entry.cycle, entry.holds))


# --- told together ---


def changed(
    event: RemindersChanged, now: datetime, open_reminders: Callable[[int], Any], find_number: Callable[[int], Any]
) -> Iterator[Effect]:
    """One message for all that these people are to be told next: set to its moment, or dropped."""
    for person in event.people:
        key = f"digest:{person}"
        waiting = [each for each in open_reminders(person) if each.tell is not None]
        moments = [
            awake(max(datetime.fromtimestamp(each.tell, UTC), now) + GATHER, zone_of(find_number(each.group)))
            for each in waiting
        ]
        due = min(moments, default=None)
        yield Deadline(key, due, "digest", {"person": person, "at": due.isoformat()} if due else {})


def digest(facts: Mapping[str, Any]) -> Iterator[Effect]:
    """All that a person is to be told by now, in one message, unless it is quiet hours where the group lives."""
    person, now = facts["data"]["person"], facts["now"]
    at = facts["data"].get("at")
    if at and now - datetime.fromisoformat(at) > GATHER:
        # We were down. What else came due meanwhile comes in a moment: told together then.
        yield Deadline(f"digest:{person}", now + GATHER, "digest", {"person": person})
        return
    again: dict[int, datetime | None] = {}
    waits: dict[int, datetime] = {}
    tell, over_now = [], []
    for row in facts["open_reminders"](person):
        group = facts["find_number"](row.group)
        if not stands(row, group, facts):
            over_now.append(row.id)
        elif row.tell is not None and row.tell <= now.timestamp():
            if is_quiet(now, zone_of(group)):
                waits[row.id] = awake(now, zone_of(group))
                continue
            tell.append((row, group))
            days = CALENDAR[row.kind].again if not row.times else 0
            again[row.id] = morning(day_of(now, zone_of(group)) + days * DAY, zone_of(group)) if days else None
    if tell:
        yield Notice(person, told(tell, Layered({}, facts)))
    yield Do(TellReminders(person, now, again, waits, tuple(over_now)))


_CYCLES = facts_read(*(entry.cycle for entry in CALENDAR.values()))
_EVERY = facts_read(*(each for entry in CALENDAR.values() for each in (entry.cycle, entry.holds, entry.values)))

REACTIONS = Reactions(
    happened={
        GroupFounded: over(founded, ("event", "group"), _CYCLES),
        QrRenewed: renewed,
        ApprovalOn: approved,
        StepTicked: ticked,
        LinkRenewed: link_renewed,
        SafetySet: over(rounds_chosen, ("group", "now"), _CYCLES),
        GroupArchived: archived,
        GroupRevived: over(revived, ("group", "now", "find_qr"), _CYCLES),
        OwnerChanged: handed_over,
        InvitationAnswered: answered,
        MembersChecked: grown,
        RemindersChanged: changed,
    },
    due={
        **{f"group.{kind}": _come(kind) for kind in CALENDAR},
        "digest": over(digest, ("data", "now", "open_reminders", "find_number"), _EVERY),
    },
)
