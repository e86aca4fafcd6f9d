"""/safety: the state first. What is done, what is missing, what is due, and the way to mend each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.values import thaw
from assistant.dialog.words import Button, Day, Lines, Message, Paste, Plain, Screen, words
from assistant.domain import rehearsal
from assistant.domain.groups import NOT_YOURS, Entry, Platform
from assistant.domain.reminders import day_of
from assistant.domain.roles import Role
from assistant.domain.rulebook import Rulebook, is_full, read
from assistant.domain.safety import NOT_SET, MakeCards
from assistant.domain.safety import read as read_safety
from assistant.domain.safety_score import Code, Footing, Item, Status, score
from assistant.errors import Refused
from assistant.i18n import N_
from flows.founding.wechat import open_steps
from flows.library import member_link
from flows.safety.states import LIMITS
from flows.safety.text import for_the_group

Groups = Sequence[Any]
Find = Callable[..., Any]
DAY = 86400.0  # seconds
MARKS = {Status.DONE: N_("✅ {what}"), Status.MISSING: N_("▫️ {what}"), Status.DUE: N_("⏰ {what}")}
# The command that mends -> what its button says.
BUTTONS = {
    "setsafety": N_("Answer the safety questions"),
    "writerules": N_("Complete the rules"),
    "steps": N_("Show the steps"),
    "renew": N_("Send a new QR code"),
    "safetycards": N_("Draw the cards"),
    "people": N_("Jurors and admins"),
    "rehearse": N_("Rehearse a dispute"),
}
CHANGE = N_("Change the answers")


def button(text: str, name: str, payload: str = "") -> tuple[Button, ...]:
    return (Button(Message(text), command(name, payload)),)


def which(looked_after: Groups, payload: str) -> Any:
    """The group that a button names, among those the person looks after."""
    found = next((each for each in looked_after if str(each.id) == payload.partition(" ")[0]), None)
    if found is None:
        raise Refused(NOT_YOURS)
    return found


def safety(
    looked_after: Groups,
    payload: str,
    now: datetime,
    find_safety: Find,
    find_rules: Find,
    find_qr: Find,
    find_team: Find,
    find_roles: Find,
    open_invitations: Find,
    find_papers: Find,
) -> Screen:
    """/safety: the score of the one group there is, or a choice."""
    if not looked_after:
        text = N_("You look after no group here yet. Set one up first; its safety comes right after.")
        return Screen((Message(text),), (button(N_("Set up a group"), "newgroup"),))
    if not payload and len(looked_after) > 1:
        rows = tuple((Button(Plain(each.name), command("safety", str(each.id))),) for each in looked_after)
        return Screen((Message(N_("<b>Safety of which group?</b>")),), rows)
    group = which(looked_after, payload or str(looked_after[0].id))
    items = standing(group, now, find_safety, find_rules, find_qr, find_team, find_roles, open_invitations, find_papers)
    return score_card(group, items, settled=find_safety(group.id) is not None)


def standing(
    group: Any,
    now: datetime,
    find_safety: Find,
    find_rules: Find,
    find_qr: Find,
    find_team: Find,
    find_roles: Find,
    open_invitations: Find,
    find_papers: Find,
) -> tuple[Item, ...]:
    """The score of a group as things stand."""
    row, rules = find_safety(group.id), find_rules(group.id)
    settled = read_safety(row.body) if row else None
    book = read(thaw(rules.body)) if rules and is_full(rules.body) else None
    footing = Footing(
        safety=settled,
        **_rules(book),
        steps=len(open_steps(group)) if group.platform == Platform.WECHAT else None,
        code=_code(group, find_qr(group.id), now),
        team=tuple(mate.person for mate in find_team(group.id)),
        jurors=len(find_roles(group.id, Role.JUROR)),
        asked=len([each for each in open_invitations(group.id, Role.JUROR) if each.expires_at > now.timestamp()]),
        papers=find_papers(group.id),
        rehearsed=rehearsal.done_at(group.facts) is not None,
    )
    return score(footing)


def _rules(book: Rulebook | None) -> dict[str, bool]:
    """What the score wants to know of the rules in force; None where there is only a short draft."""
    return {
        "full_rules": book is not None,
        "disputes": book is not None and book.get("disputes") is not None,
        "limits": book is not None and all(book.get(key) is not None for key in LIMITS),
    }


def _code(group: Any, code: Any, now: datetime) -> Code:
    """How the group's QR code stands; one that dies within a day is due."""
    if group.platform != Platform.WECHAT or group.entry != Entry.QR:
        return Code.UNNEEDED
    if code is None or code.expires_at is None or code.expires_at <= now.timestamp():
        return Code.MISSING
    return Code.DYING if code.expires_at - now.timestamp() <= DAY else Code.WORKS


def score_card(group: Any, items: Sequence[Item], *, settled: bool) -> Screen:
    """The score on one screen, each thing that wants a hand one tap away."""
    done = sum(1 for item in items if item.status == Status.DONE)
    head = words(N_("🛡 <b>Safety of {name}</b>\n{done} of {all} in place"), name=group.name, done=done, all=len(items))
    lines = tuple(words(MARKS[item.status], what=_what(item, group)) for item in items)
    due = any(item.status == Status.DUE for item in items)
    notes = {N_("⏰ is there, but wants a hand again."): due, N_("Everything is in place."): done == len(items)}
    told = (Message(text) for text, holds in notes.items() if holds)
    return Screen((head, Lines(lines), *told), tuple(_rows(group, items, settled=settled)))


def _what(item: Item, group: Any) -> Message:
    """Of a rehearsal also the day, where the group lives."""
    at = rehearsal.done_at(group.facts)
    if item.key != "rehearsal" or at is None:
        return Message(item.what, item.values)
    day = day_of(datetime.fromtimestamp(at, UTC), group.zone or "UTC")
    return words(N_("A dispute rehearsed, on {day}"), day=Day(day))


def _rows(group: Any, items: Sequence[Item], *, settled: bool) -> Iterator[tuple[Button, ...]]:
    """One button a way of mending, then what can always be done."""
    number, open_ = str(group.id), [item for item in items if item.status != Status.DONE]
    mends = dict.fromkeys(item.mends for item in open_)
    stale = not settled or any(item.key == "team" for item in open_)
    if stale:
        mends.pop("safetycards", None)  # they come with the answers
    for name in sorted(mends, key=lambda name: name != "setsafety" or settled):
        yield button(CHANGE if settled and name == "setsafety" else BUTTONS[name], name, number)
    if settled and "setsafety" not in mends:
        yield button(CHANGE, "setsafety", number)
    if not stale:
        yield button(N_("Text for the group"), "safetytext", number)
        if "safetycards" not in mends:
            yield button(N_("Cards once more"), "safetycards", number)
    yield button(N_("Check a suspicious message"), "check")
    yield button(N_("‹ Group"), "group", number)


def make_cards(looked_after: Groups, payload: str, now: datetime, person: int, find_safety: Find) -> Shown:
    """Both cards once more."""
    group = which(looked_after, payload)
    if find_safety(group.id) is None:
        raise Refused(NOT_SET)
    text = words(N_("I am drawing both cards of <b>{name}</b>. They come in a moment."), name=group.name)
    back = button(N_("‹ Safety"), "safety", str(group.id))
    return Shown(Screen((text,), (back,)), MakeCards(person, now, group.id))


def text(looked_after: Groups, payload: str, find_safety: Find, find_team: Find, bot: str, locale: str) -> Shown:
    """The text for the group, to paste."""
    group = which(looked_after, payload)
    row = find_safety(group.id)
    if row is None:
        raise Refused(NOT_SET)
    team, link = find_team(group.id), member_link(bot, group.handle)
    said = for_the_group(read_safety(row.body), group, team, link, locale)
    note = words(N_("☝️ For the group: {count} characters. Post it and pin it."), count=len(said.text))
    return Shown(Screen((note,), (button(N_("‹ Safety"), "safety", str(group.id)),)), paste=(Paste(said),))


PAGES = (
    Page("safety", safety, on=("safety",)),
    Page("safetycards", make_cards, on=("safetycards",)),
    Page("safetytext", text, on=("safetytext",)),
)
