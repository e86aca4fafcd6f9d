"""The screens that people come back to: the start, their groups, what is stored about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.conversation import Stage
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.pages import resume_row
from assistant.dialog.session import Desk
from assistant.dialog.steps import Step
from assistant.dialog.words import Button, Lines, Message, Plain, Screen, words
from assistant.domain.groups import NOT_YOURS, Entry, MakePoster, Platform, RenewLink, SwitchApprovalOn, TickStep
from assistant.errors import Refused
from assistant.i18n import N_, NN_
from flows.library import member_link
from flows.wechat import open_steps

Groups = Sequence[Any]


def button(text: str, name: str, payload: str = "") -> tuple[Button, ...]:
    return (Button(Message(text), command(name, payload)),)


def start(my_groups: Groups, desk: Desk, stage: Stage, notes: tuple[Message, ...]) -> Screen:
    """/start shows what fits the person: a conversation to go on with, the groups, or a welcome."""
    waiting = ([desk.active] if desk.active else []) + list(desk.parked)
    rows = [resume_row(stage, each) for each in waiting[:3]]
    groups = [each for each in my_groups if each.archived_at is None]
    if groups:
        text = Message(
            NN_("Welcome back. You look after one group.", "Welcome back. You look after {count} groups."),
            {"count": len(groups)},
        )
        rows += [button(N_("My groups"), "groups"), button(N_("Set up another group"), "newgroup")]
    else:
        text = Message(
            N_(
                "Hello, I am <b>Yidan</b>. I help small groups in which every deal is settled on the spot: I set the group "
                "up with you, write its rules, and keep swindlers out.\n\nIt takes about a quarter of an hour, and you can stop "
                "at any time."
            )
        )
        rows += [button(N_("Set up a group"), "newgroup")]
    return Screen((*notes, text), (*rows, button(N_("I have a problem with a deal"), "dispute"), LANGUAGE))


LANGUAGE = (Button(Plain("🌐 Language · 语言"), command("language")),)


def dispute() -> Screen:
    """An honest word until disputes exist."""
    return Screen(
        (
            Message(
                N_(
                    "I can't take disputes yet; that comes soon. Until then: keep the whole chat, the payment voucher and "
                    "photos on the device they came on, and talk to the other side and the group's owner within the claims window."
                )
            ),
        ),
        (button(N_("To the start"), "start"),),
    )


def groups(my_groups: Groups) -> Screen:
    """/groups: one button a group."""
    found = [each for each in my_groups if each.archived_at is None]
    if not found:
        return Screen((Message(N_("You have no group here yet.")),), (button(N_("Set up a group"), "newgroup"),))
    rows = tuple((Button(Plain(each.name), command("group", str(each.id))),) for each in found)
    return Screen((Message(N_("<b>Your groups</b>")),), (*rows, button(N_("Set up another group"), "newgroup")))


def _mine(my_groups: Groups, payload: str) -> Any:
    found = next((each for each in my_groups if str(each.id) == payload.split(" ", maxsplit=1)[0]), None)
    if found is None:
        raise Refused(NOT_YOURS)
    return found


def group(
    my_groups: Groups, payload: str, bot: str, find_qr: Callable[[int], Any], find_members: Callable[[int], int]
) -> Screen:
    """One group: how it stands, and what can be done."""
    mine = _mine(my_groups, payload)
    lines: list[Message] = [
        words(N_("<b>{name}</b>"), name=mine.name),
        Message(
            NN_("One member has confirmed the rules.", "{count} members have confirmed the rules."),
            {"count": find_members(mine.id)},
        ),
    ]
    number = str(mine.id)
    rows = []
    if waiting := len(open_steps(mine)):
        left = NN_("One step in WeChat is still open.", "{count} steps in WeChat are still open.")
        lines.append(Message(left, {"count": waiting}))
        rows.append(button(N_("Show the steps"), "steps", number))
    if mine.platform == Platform.WECHAT and mine.entry == Entry.QR:
        code = find_qr(mine.id)
        if code is None:
            lines.append(Message(N_("No QR code yet.")))
        else:
            until = datetime.fromtimestamp(code.expires_at, UTC)
            lines.append(words(N_("The QR code works until {until}."), until=until))
        rows.append(button(N_("New QR code"), "renew", number))
        rows.append(button(N_("Invitation approval is on now"), "approval", number))
    lines.append(words(N_("Member link:\n{link}"), link=member_link(bot, mine.handle)))
    rows.append(button(N_("Rules"), "rules", number))
    if mine.platform == Platform.WECHAT:
        rows.append(button(N_("Poster"), "poster", number))
    rows.append(button(N_("Make a new member link"), "newlink", number))
    rows.append(button(N_("‹ My groups"), "groups"))
    return Screen((Lines(tuple(lines)),), tuple(rows))


def steps(my_groups: Groups, payload: str) -> Screen:
    """The steps in WeChat that were left for later: what to do, and a button for each."""
    mine = _mine(my_groups, payload)
    waiting = open_steps(mine)
    if not waiting:
        return Screen((Message(N_("Nothing is left to do in WeChat.")),), (button(N_("‹ My groups"), "groups"),))
    told = [Lines((words(N_("<b>{title}</b>"), title=_titled(each, mine)), _told(each, mine))) for each in waiting]
    rows = [
        (Button(words(N_("✓ {title}"), title=_titled(each, mine)), command("tick", f"{mine.id} {each.key}")),)
        for each in waiting
    ]
    return Screen((words(N_("<b>{name}</b>: still to do in WeChat"), name=mine.name), *told), tuple(rows))


def _titled(step: Step, group: Any) -> Message:
    return Message(step.title, {"name": group.name})


def _told(step: Step, group: Any) -> Message:
    return Message(step.how, {"name": group.name})


def tick(my_groups: Groups, payload: str, now: datetime, person: int) -> Screen | Shown:
    """One of these steps is done."""
    mine = _mine(my_groups, payload)
    step = next((each for each in open_steps(mine) if payload == f"{mine.id} {each.key}"), None)
    if step is None:
        return steps(my_groups, payload)
    left = len(open_steps(mine)) - 1
    said = words(N_("✓ Done: {title}"), title=_titled(step, mine))
    more = button(N_("Show the steps"), "steps", str(mine.id)) if left else button(N_("My groups"), "groups")
    return Shown(Screen((said,), (more,)), TickStep(person, now, mine.id, step.key))


def poster(my_groups: Groups, payload: str, now: datetime, person: int) -> Shown:
    """The poster once more, as things stand."""
    mine = _mine(my_groups, payload)
    text = words(N_("I am drawing the poster of <b>{name}</b>. It comes in a moment."), name=mine.name)
    return Shown(Screen((text,), (button(N_("My groups"), "groups"),)), MakePoster(person, now, mine.id))


def approval(my_groups: Groups, payload: str, now: datetime, person: int) -> Shown:
    """The owner says that the QR window is closed."""
    mine = _mine(my_groups, payload)
    text = words(
        N_(
            "✓ Noted: newcomers of <b>{name}</b> now need your yes. The QR code no longer works, and needs no renewing."
        ),
        name=mine.name,
    )
    return Shown(Screen((text,), (button(N_("My groups"), "groups"),)), SwitchApprovalOn(person, now, mine.id))


def newlink(my_groups: Groups, payload: str, now: datetime, person: int, fresh: str, bot: str) -> Screen | Shown:
    """A new member link; asks once, for the old one dies."""
    mine = _mine(my_groups, payload)
    if not payload.endswith(" yes"):
        text = words(
            N_(
                "The old link of <b>{name}</b> will then lead nowhere, in the announcement and on posters too. Make a new one?"
            ),
            name=mine.name,
        )
        rows = (
            button(N_("Yes, a new link"), "newlink", f"{mine.id} yes"),
            button(N_("No, leave it"), "group", str(mine.id)),
        )
        return Screen((text,), rows)
    text = words(N_("✓ The new member link of <b>{name}</b>:\n{link}"), name=mine.name, link=member_link(bot, fresh))
    poster_row = [button(N_("New poster"), "poster", str(mine.id))] if mine.platform == Platform.WECHAT else []
    papers = (button(N_("New announcement"), "announcement", str(mine.id)), *poster_row)
    return Shown(Screen((text,), (*papers, button(N_("My groups"), "groups"))), RenewLink(person, now, mine.id, fresh))


def privacy(my_groups: Groups, member_of: Groups, desk: Desk) -> Screen:
    """/privacy: what is stored, in plain words."""
    drafts = len(desk.parked) + (1 if desk.active else 0)
    return Screen(
        (
            Message(N_("<b>What I keep about you</b>")),
            Lines(tuple(_kept(len(my_groups), len(member_of), drafts))),
            Message(
                N_(
                    "Updates and my answers to them are deleted after 48 hours, unfinished conversations after 30 days. "
                    "I never ask for passwords, identity cards or full account numbers. Export and erasure by button come "
                    "later; until then ask whoever runs this assistant."
                )
            ),
        ),
        (button(N_("To the start"), "start"),),
    )


def _kept(groups: int, memberships: int, drafts: int) -> Iterator[Message]:
    yield Message(N_("• your Telegram number, name and language"))
    for count, lines in (
        (groups, NN_("• one group of yours", "• {count} groups of yours")),
        (memberships, NN_("• one membership", "• {count} memberships")),
        (drafts, NN_("• one unfinished conversation", "• {count} unfinished conversations")),
    ):
        if count:
            yield Message(lines, {"count": count})


PAGES = (
    Page("start", start, on=("start",)),
    Page("groups", groups, on=("groups",)),
    Page("group", group, on=("group",)),
    Page("steps", steps, on=("steps",)),
    Page("tick", tick, on=("tick",)),
    Page("poster", poster, on=("poster",)),
    Page("approval", approval, on=("approval",)),
    Page("newlink", newlink, on=("newlink",)),
    Page("dispute", dispute, on=("dispute",)),
    Page("privacy", privacy, on=("privacy",)),
)
