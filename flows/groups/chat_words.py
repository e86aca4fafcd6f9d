"""A group that lives in Telegram, in words: how to connect it, what I may do there, what was set up, what only people can do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.dialog.words import Button, Lines, Message, Plain, Screen, words
from assistant.domain.chats import Chat, Right, Step
from assistant.domain.groups import Entry
from assistant.i18n import N_
from flows.people.words import row

ASKED = {
    Right.INFO: ("change_info", N_("Title and description")),
    Right.LIMITS: ("restrict_members", N_("What members may do")),
    Right.PIN: ("pin_messages", N_("Pin the rules")),
    Right.INVITE: ("invite_users", N_("Invite links")),
}
STEPS = {
    Step.TITLE: N_("Title"),
    Step.ABOUT: N_("Description"),
    Step.LIMITS: N_("Members may write and show things, but not change the group"),
    Step.RULES: N_("Post the rules"),
    Step.PIN: N_("Pin the rules"),
    Step.LINK: N_("Invite link"),
}
ORDER = (Step.TITLE, Step.ABOUT, Step.LIMITS, Step.RULES, Step.PIN, Step.LINK)
HOW = N_(
    "<b>{name}</b> is not connected with Telegram yet.\n\n"
    "1. Make a group in Telegram, if there is none yet; you alone in it will do.\n"
    "2. Tap the button below, choose that group, and leave the rights switched on.\n\n"
    "Then I look at what I may do there and tell you here. The button works once, for a day, and only for you and your admins."
)
MEMBER_ONLY = N_(
    "I am in it as a plain member, so there is nothing that I can set up. In the group: Edit, then Administrators, then add me. I notice "
    "it, and tell you here."
)
ONE_TAP = N_(
    "With one tap I set the title, the description and what members may do, post and pin the rules, and make an invite link."
)
ONLY_YOU = N_(
    "Only you can do this:\n• pass on the link: I can add nobody and see no list of members\n"
    "• slow mode, if talk runs too fast: Edit, then Permissions\n• decide who else is administrator"
)
ASKING = N_("Invite link; whoever taps it asks to join, and I let them in once they have confirmed the rules:\n{link}")
OPEN = N_("Invite link; whoever taps it is in:\n{link}")
NO_RIGHT = N_("I lack the right for that.")
NOT_THERE = N_("I am not in that group any more.")
NO_ANSWER = N_("Telegram did not answer. Try once more later.")


def add_link(bot: str, handle: str) -> str:
    """The link that adds the assistant to a chat, asking for the rights it needs."""
    return f"https://t.me/{bot}?startgroup=g_{handle}&admin={'+'.join(name for name, _ in ASKED.values())}"


def offer(group: Any, bot: str, handle: str) -> Screen:
    """Not connected yet: what to do, and the button that does it."""
    add = (Button(Message(N_("➕ Add me to the group")), url=add_link(bot, handle)),)
    return Screen((words(HOW, name=group.name),), (add, row(N_("‹ My groups"), "groups")))


def state(group: Any, chat: Chat) -> Screen:
    """Connected: what I may do, what was done and what was not, what is left for people."""
    head = words(N_("<b>{name}</b> is connected with its group in Telegram."), name=group.name)
    return Screen((head, *_told(group, chat), Message(ONLY_YOU)), tuple(_ways(group, chat)))


def _told(group: Any, chat: Chat) -> Iterator[Message | Lines]:
    if chat.rights is None:
        yield Message(MEMBER_ONLY)
    else:
        rights = (_ticked(Message(label), ok=right in chat.rights) for right, (_, label) in ASKED.items())
        yield Lines((Message(N_("What I may do there:")), *rights))
    if chat.setup.steps:
        yield Lines((Message(N_("What I have set up:")), *_done(chat)))
    elif chat.rights:
        yield Message(ONE_TAP)
    if chat.link:
        yield words(ASKING if group.entry == Entry.APPROVAL else OPEN, link=chat.link)


def _done(chat: Chat) -> Iterator[Message]:
    for step in ORDER:
        if step in chat.setup.steps:
            why = chat.setup.steps[step]
            yield _refused(step, why) if why else _ticked(Message(STEPS[step]), ok=True)


def _refused(step: Step, why: str) -> Message:
    return words(N_("✗ {what}: {why}"), what=Message(STEPS[step]), why=reason(why))


def _ticked(what: Message, *, ok: bool) -> Message:
    return words(N_("✓ {what}") if ok else N_("✗ {what}"), what=what)


def _ways(group: Any, chat: Chat) -> Iterator[tuple[Button, ...]]:
    if chat.rights:
        again = N_("Set it up again") if chat.setup.steps else N_("✓ Set it up")
        yield row(again, "telegram", f"{group.id} setup")
    yield row(N_("Check again"), "telegram", f"{group.id} check")
    yield row(N_("‹ My groups"), "groups")


def reason(why: str) -> Message | Plain:
    """Telegram's words against something, in a plain sentence."""
    said = why.lower()
    if "rights" in said or "admin_required" in said:
        return Message(NO_RIGHT)
    if "kicked" in said or "not a member" in said or "chat not found" in said:
        return Message(NOT_THERE)
    if "too old" in said or "unknown result" in said:
        return Message(NO_ANSWER)
    return words(N_("Telegram says: {why}"), why=why)
