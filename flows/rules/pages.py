"""/rules: the state first. For an owner how the rules stand and what can be done, for a member the rules in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.render import Reader, plain
from assistant.dialog.values import thaw
from assistant.dialog.words import Button, Day, Lines, Message, Paste, Plain, Screen, words
from assistant.domain.rulebook import difference, is_full, must_confirm_again, read
from assistant.domain.rulemaking import ConfirmRules
from assistant.errors import Refused
from assistant.i18n import N_, NN_
from flows.library import member_link
from flows.rules.announcement import MOST, announcement
from flows.rules.text import TITLE, WORDING, draft_values, full_in_force, pages, place_of, short_in_force

Groups = Sequence[Any]
Find = Callable[..., Any]
NOT_HERE = N_("You belong to no group of that kind here. Ask in your group for its member link.")


def button(text: str, name: str, payload: str = "") -> tuple[Button, ...]:
    return (Button(Message(text), command(name, payload)),)


def _live(groups: Groups) -> list[Any]:
    return [each for each in groups if each.archived_at is None]


def _which(payload: str, *groups: Groups) -> Any:
    """The group that a button names, among those the person may see."""
    number = payload.partition(" ")[0]
    found = next((each for some in groups for each in _live(some) if str(each.id) == number), None)
    if found is None:
        raise Refused(NOT_HERE)
    return found


def rules(looked_after: Groups, member_of: Groups, payload: str, find_rules: Find, find_member: Find) -> Screen:
    """/rules: the one group there is, or a choice."""
    mine, theirs = _live(looked_after), [each for each in _live(member_of) if each not in looked_after]
    if not payload and len(mine) + len(theirs) > 1:
        rows = tuple((Button(Plain(each.name), command("rules", str(each.id))),) for each in (*mine, *theirs))
        return Screen((Message(N_("<b>Rules of which group?</b>")),), rows)
    if not mine and not theirs:
        text = N_("You have no group here yet. Set one up, or open the member link of the group you belong to.")
        return Screen((Message(text),), (button(N_("Set up a group"), "newgroup"),))
    group = _which(payload or str((*mine, *theirs)[0].id), mine, theirs)
    return _for_owner(group, find_rules) if group in mine else _for_member(group, find_rules, find_member)


def _since(row: Any, group: Any) -> Day:
    """The day of a version where the group lives: the same one for everybody who reads it."""
    return Day(datetime.fromtimestamp(row.made_at, ZoneInfo(group.zone or "UTC")).date())


def _for_owner(group: Any, find_rules: Find) -> Screen:
    row = find_rules(group.id)
    number = str(group.id)
    more = (button(N_("Full text"), "fullrules", number), button(N_("Announcement"), "announcement", number))
    last = button(N_("Short rules"), "shortrules", number)
    state = words(
        N_("<b>Rules of {name}</b>\nVersion {n}, {since}"), name=group.name, n=row.n, since=_since(row, group)
    )
    if not is_full(row.body):
        told = N_(
            "So far there is the short draft: settlement, no false advertising, disputes. Five questions more, and your group has a "
            "full set of rules."
        )
        return Screen((state, Message(told)), (button(N_("Write the full rules"), "writerules", number), *more, last))
    news = (Lines((Message(N_("What changed last:")), _changes(group, row.n - 1, find_rules))),) if row.n > 1 else ()
    return Screen((state, *news), (button(N_("Change"), "writerules", number), *more, last))


def _changes(group: Any, before: int, find_rules: Find, after: int | None = None) -> Any:
    older, newer = (find_rules(group.id, n) for n in (before, after))
    old, new = read(thaw(older.body)), read(thaw(newer.body))
    found = difference(old, new)
    return WORDING.changes(found, new, place_of(group)) if found else Message(N_("nothing"))


def _for_member(group: Any, find_rules: Find, find_member: Find) -> Screen:
    row, member = find_rules(group.id), find_member(group.id)
    number = str(group.id)
    state = words(
        N_("<b>Rules of {name}</b>\nVersion {n}, {since}"), name=group.name, n=row.n, since=_since(row, group)
    )
    rows = [button(N_("Full text"), "fullrules", number)]
    told = words(N_("You have confirmed version {n}."), n=member.rules_version)
    if member.rules_version < row.n:
        rows.insert(0, button(N_("See what changed"), "newrules", f"{number} {row.n}"))
        if _binds(group, member, row, find_rules):
            told = words(WAITS, n=row.n, confirmed=member.rules_version)
    return Screen((state, Lines(short_in_force(group, row)), told), tuple(rows))


WAITS = N_("❗ Version {n} waits for your yes; so far you have confirmed version {confirmed}.")


def _binds(group: Any, member: Any, row: Any, find_rules: Find) -> bool:
    """Whether what changed since the member's version is to be confirmed."""
    old, new = (read(thaw(each.body)) for each in (find_rules(group.id, member.rules_version), row))
    return must_confirm_again(difference(old, new))


# --- texts to paste ---


def full(
    looked_after: Groups,
    member_of: Groups,
    payload: str,
    find_rules: Find,
    find_member: Find,
    locale: str,
    zone: str,
) -> Shown:
    """The whole text, in as many messages as it takes; whoever has it still to confirm can do so below it."""
    group = _which(payload, looked_after, member_of)
    row, member = find_rules(group.id), find_member(group.id)
    made = full_in_force(group, row, Reader(locale, zone))
    count = sum(len(each.text) for each in made)
    parts = Message(NN_("in one message", "in {count} messages"), {"count": len(made)})
    note = words(N_("☝️ Full rules: {count} characters, {parts}."), count=count, parts=parts)
    behind = member is not None and member.rules_version < row.n
    return _pasted(made, note, group, *([_confirm(group, row)] if behind else []))


def short(looked_after: Groups, member_of: Groups, payload: str, find_rules: Find, locale: str, zone: str) -> Shown:
    """The short rules, as newcomers confirm them."""
    group = _which(payload, looked_after, member_of)
    row, reader = find_rules(group.id), Reader(locale, zone)
    head = plain(words(TITLE, name=group.name, version=row.n), reader)
    made = pages("\n".join(plain(line, reader) for line in short_in_force(group, row)), head)
    return _pasted(
        made, Message(N_("☝️ The short rules. Newcomers read and confirm them through the member link.")), group
    )


def to_announce(looked_after: Groups, payload: str, find_rules: Find, bot: str, locale: str, zone: str) -> Shown:
    """The announcement, with its length."""
    group = _which(payload, looked_after)
    text = announced(group, find_rules(group.id), member_link(bot, group.handle), Reader(locale, zone))
    note = words(N_("☝️ Announcement: {count} of {most} characters."), count=len(text), most=MOST)
    return _pasted((Plain(text),), note, group)


def announced(group: Any, row: Any, link: str, reader: Reader) -> str:
    """A stored version as the announcement of its group."""
    body = thaw(row.body)
    if is_full(body):
        return WORDING.announcement(read(body), place_of(group), group.name, group.trade or "", link, reader)
    drafted = announcement(group.name, group.trade or "", group.kind, *draft_values(body), link)
    return "\n".join(plain(each, reader) for each in drafted)


def _pasted(made: Sequence[Plain], note: Message, group: Any, *rows: tuple[Button, ...]) -> Shown:
    back = button(N_("‹ Rules"), "rules", str(group.id))
    return Shown(Screen((note,), (*rows, back)), paste=tuple(Paste(each) for each in made))


# --- confirming anew ---


def new_rules(member_of: Groups, payload: str, find_rules: Find, find_member: Find) -> Screen:
    """What changed since the version the member confirmed, and the button that confirms the newest."""
    group = _which(payload, member_of)
    row, member = find_rules(group.id), find_member(group.id)
    if member.rules_version >= row.n:
        return _thanks(group, member.rules_version)
    return Screen(tuple(_news(group, row, member, find_rules)), tuple(_confirming(group, row)))


def _news(group: Any, row: Any, member: Any, find_rules: Find) -> Iterator[Any]:
    yield words(N_("<b>Rules of {name}</b>\nVersion {n}, {since}"), name=group.name, n=row.n, since=_since(row, group))
    since = words(N_("What changed since version {n}, which you confirmed:"), n=member.rules_version)
    yield Lines((since, _changes(group, member.rules_version, find_rules)))
    if not _binds(group, member, row, find_rules):
        yield Message(N_("Only the wording changed, so nothing needs to be confirmed."))


def _confirm(group: Any, row: Any) -> tuple[Button, ...]:
    return (Button(words(N_("I confirm version {n}"), n=row.n), command("agree", f"{group.id} {row.n}")),)


def _confirming(group: Any, row: Any) -> Iterator[tuple[Button, ...]]:
    yield _confirm(group, row)
    yield button(N_("Full text"), "fullrules", str(group.id))


def agree(
    member_of: Groups, payload: str, now: datetime, person: int, find_rules: Find, find_member: Find
) -> Screen | Shown:
    """A member confirms; an older button shows what is newest instead."""
    group = _which(payload, member_of)
    row = find_rules(group.id)
    if payload != f"{group.id} {row.n}" or find_member(group.id).rules_version >= row.n:
        return new_rules(member_of, payload, find_rules, find_member)
    return Shown(_thanks(group, row.n), ConfirmRules(person, now, group.id, row.n))


def _thanks(group: Any, n: int) -> Screen:
    text = words(N_("✓ Thank you. You have confirmed version {n} of the rules of <b>{name}</b>."), n=n, name=group.name)
    return Screen((text,), (button(N_("Rules"), "rules", str(group.id)),))


PAGES = (
    Page("rules", rules, on=("rules",)),
    Page("fullrules", full, on=("fullrules",)),
    Page("shortrules", short, on=("shortrules",)),
    Page("announcement", to_announce, on=("announcement",)),
    Page("newrules", new_rules, on=("newrules",)),
    Page("agree", agree, on=("agree",)),
)
