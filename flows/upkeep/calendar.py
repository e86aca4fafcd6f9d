"""Everything that people are reminded of, as one table. A reminder more is an entry more.

When the first occurrence is set stands in flows/upkeep/reminding.py for what happens once (a code ages, a window closes); what
comes again and again needs no more than its `cycle`. Every function here reads facts by the names of its parameters:
`group`, `now`, `data` (what was kept with the occurrence), and what the books know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from assistant.dialog.values import thaw
from assistant.dialog.words import Day
from assistant.domain.checkups import CLOSE, PLAN
from assistant.domain.groups import CROWD
from assistant.domain.groups import Entry as WayIn
from assistant.domain.reminders import Cycle, day_of, next_day
from assistant.facts import Reading, apply
from assistant.i18n import N_
from flows.founding.wechat import open_steps
from flows.library import zone_of

JURORS = 3  # who must have agreed before a panel can be drawn
SIZES = (CROWD, CLOSE, PLAN)  # members from which the owner is asked whether the split is planned


def always() -> bool:
    return True


def nothing_more() -> dict[str, Any]:
    return {}


def never() -> Cycle | None:
    return None


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of reminder. Texts have `{name}` (the group's) and what `values` gives.

    `short` names it in a list, `text` tells it alone. `buttons` are words and a command; the group's number goes with
    it. `holds`: whether it (still) applies. `cycle`: the round in which it comes again, None for none. `again`: days
    after which one that was ignored is told once more; 0 for never. `done`: what is said to who taps Done.
    """

    short: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    holds: Reading = always
    values: Reading = nothing_more
    cycle: Reading = never
    again: int = 0
    done: str = N_("✓ Good, that is done: {what}.")


# --- the ways in ---


def code_ages(group: Any, now: datetime, find_qr: Callable[[int], Any]) -> bool:
    code = find_qr(group.id)
    return group.entry == WayIn.QR and code is not None and code.expires_at > now.timestamp()


def code_died(group: Any, now: datetime, find_qr: Callable[[int], Any]) -> bool:
    code = find_qr(group.id)
    return group.entry == WayIn.QR and code is not None and code.expires_at <= now.timestamp()


def last_day(group: Any, find_qr: Callable[[int], Any]) -> dict[str, Any]:
    until = datetime.fromtimestamp(find_qr(group.id).expires_at, UTC)
    return {"day": Day(day_of(until, zone_of(group)))}


def by_code(group: Any) -> bool:
    return bool(group.entry == WayIn.QR)


def closing(group: Any) -> dict[str, Any]:
    closes = thaw(group.facts["closes"])
    return {"day": Day(day_of(closes, zone_of(group)))}


def steps_wait(group: Any) -> bool:
    return bool(open_steps(group))


def no_code(group: Any, find_qr: Callable[[int], Any]) -> bool:
    return group.entry == WayIn.QR and find_qr(group.id) is None


# --- what comes again and again ---


def _cycle(name: str) -> Reading:
    """The round that the owner chose for it in the group's safety; None where there is none."""

    def chosen(group: Any, find_safety: Callable[[int], Any] | None = None) -> Cycle | None:
        row = find_safety(group.id) if find_safety else None
        cycles: Mapping[str, Any] = row.body["cycles"] if row else {"rotation": group.facts.get("rotation")}
        value = str(cycles.get(name))
        return Cycle(value) if value in set(Cycle) else None

    return chosen


def monthly() -> Cycle | None:
    return Cycle.MONTH


# --- people ---


def _agreed(group: Any, find_roles: Callable[..., Any] | None) -> int:
    return len(find_roles(group.id, "juror")) if find_roles else 0


def few_jurors(group: Any, find_roles: Callable[..., Any] | None = None) -> bool:
    return _agreed(group, find_roles) < JURORS


def jurors_so_far(group: Any, find_roles: Callable[..., Any] | None = None) -> dict[str, Any]:
    return {"count": _agreed(group, find_roles), "least": JURORS}


def how_many(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"count": data["count"]}


_SEND = (N_("Send the new code"), "renew")
_APPROVAL = (N_("Invitation approval is on now"), "approval")

CALENDAR: Mapping[str, Entry] = {
    "qr": Entry(
        N_("Fetch a new QR code · {name}"),
        N_(
            "🔔 The QR code of <b>{name}</b> works only until {day}.\nIn the group: ··· → Group QR Code → save it, and send "
            "me the picture. The new one lives 7 days again."
        ),
        (_SEND, _APPROVAL),
        holds=code_ages,
        values=last_day,
        done=N_("✓ Good. The picture of the new code makes the poster new: /renew"),
    ),
    "qr_dead": Entry(
        N_("Renew the dead QR code · {name}"),
        N_(
            "🔔 The QR code of <b>{name}</b> no longer works, so nobody can join with it. If you still recruit, fetch a new "
            "one; if not, switch invitation approval on."
        ),
        (_SEND, _APPROVAL),
        holds=code_died,
        done=N_("✓ Good. The picture of the new code makes the poster new: /renew"),
    ),
    "close": Entry(
        N_("Close the QR window · {name}"),
        N_(
            "🔔 The QR window of <b>{name}</b> was to stay open until {day}. Switch invitation approval on:\n··· → Manage "
            "Group → Invitation Approval. Then tell me here, and I stop reminding you of the code."
        ),
        (_APPROVAL,),
        holds=by_code,
        values=closing,
        again=3,
    ),
    "steps": Entry(
        N_("Steps in WeChat · {name}"),
        N_("🔔 Some steps of <b>{name}</b> in WeChat were left for later. A quiet five minutes will do."),
        ((N_("Show the steps"), "steps"),),
        holds=steps_wait,
    ),
    "no_qr": Entry(
        N_("Send the QR code · {name}"),
        N_("🔔 I still need the QR code of <b>{name}</b> for the poster."),
        ((N_("Send the code"), "renew"),),
        holds=no_code,
        again=3,
        done=N_("✓ Good. With a picture of the code I draw the poster: /renew"),
    ),
    "rotate": Entry(
        N_("Renew the ways in · {name}"),
        N_("🔔 Time to renew the ways into <b>{name}</b>: a new member link, and a new QR code if you use one."),
        ((N_("Make a new member link"), "newlink"),),
        cycle=_cycle("rotation"),
    ),
    "member_check": Entry(
        N_("Look through the members · {name}"),
        N_(
            "🔔 Time to look through the members of <b>{name}</b>: who has left, who shows neither name nor trade, whose "
            "picture or name looks like yours."
        ),
        ((N_("Look through the members"), "membercheck"),),
        cycle=_cycle("check"),
    ),
    "inactivity": Entry(
        N_("Ask the silent ones · {name}"),
        N_(
            "🔔 Three more months of <b>{name}</b>. Ask those who have long been silent whether they want to stay. Let go only "
            "of those who do not answer."
        ),
        ((N_("Show the text for them"), "inactivity"),),
        cycle=_cycle("inactivity"),
    ),
    "silent": Entry(
        N_("Who answered? · {name}"),
        N_(
            "🔔 The silent ones of <b>{name}</b> have had their week. Whoever answered stays. The others may go: open the members, "
            "remove them, no reproach; they may come back at any time."
        ),
        ((N_("Look through the members"), "membercheck"),),
    ),
    "survey": Entry(
        N_("Ask how it goes · {name}"),
        N_(
            "🔔 Time to ask the members of <b>{name}</b> how it goes, without names. Ask for the last unpleasant deal as "
            "well: there you learn most."
        ),
        ((N_("Show the questions"), "survey"),),
        cycle=_cycle("survey"),
    ),
    "size": Entry(
        N_("It is getting full · {name}"),
        N_(
            "🔔 <b>{name}</b> has {count} members. Above 200, WeChat lets nobody in by QR code any more, and talk drowns. "
            "Plan a second group while it is easy: by category, or by region."
        ),
        ((N_("Open the group"), "group"),),
        values=how_many,
    ),
    "jurors": Entry(
        N_("Find jurors · {name}"),
        N_(
            "🔔 Jurors of <b>{name}</b> who have agreed: {count} of {least}. With three, a quarrel is decided by others than "
            "you. Whom does everybody trust?"
        ),
        ((N_("People of the group"), "people"),),
        holds=few_jurors,
        values=jurors_so_far,
        cycle=monthly,
    ),
}


def next_round(kind: str, group: Any, after: date, facts: Mapping[str, Any]) -> date | None:
    """The next day of its round after that one, counted from the founding; None where the owner wants none."""
    cycle = apply(CALENDAR[kind].cycle, facts)
    founded = day_of(datetime.fromtimestamp(group.founded_at, UTC), zone_of(group))
    return next_day(founded, cycle, after) if cycle is not None else None
