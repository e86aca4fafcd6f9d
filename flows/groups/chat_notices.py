"""What follows from what happens to a group's chat: Telegram is asked and told, the owner hears what came of it.

Everything for the chat goes through the outbox, in order. Setting is repeated where nobody knows whether it was done, for a
repeat changes nothing; so are the rules posted and the link made, for a second copy does little harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

from assistant.dialog.outcome import Call, Do, Effect, Notice, Proof, Reactions
from assistant.dialog.render import Reader, plain, say
from assistant.dialog.words import Button, Message, Plain, Screen, words
from assistant.domain.chats import (
    ChatBound,
    ChatChecked,
    ChatLost,
    ChatMoved,
    ChatOffered,
    ChatSetUp,
    NoteRights,
    NoteStep,
    OfferChat,
    RightsSeen,
    Step,
    StepEnded,
)
from assistant.domain.groups import Entry, GroupFounded, Platform
from assistant.i18n import N_
from flows.groups.chat_words import offer, reason, state
from flows.library import member_link
from flows.people.words import row
from flows.rules.pages import announced

Find = Callable[..., Any]
SEEN, UNSEEN = "chat.rights", "chat.unseen"
DONE, REFUSED = "chat.done", "chat.refused"
MAY = ("messages", "audios", "documents", "photos", "videos", "video_notes", "voice_notes", "other_messages")
MEMBERS_MAY = {
    **{f"can_send_{each}": True for each in MAY},
    "can_add_web_page_previews": True,
    "can_send_polls": False,
    "can_change_info": False,
    "can_invite_users": False,
    "can_pin_messages": False,
}
ABOUT = N_("{trade}: one deal at a time, each settled on the spot. Rules and help: {link}")
HERE = N_("✓ Connected: this is the group <b>{name}</b>. I keep quiet here; the rest we do in private.")
LOST = N_(
    "I am no longer in the Telegram group of <b>{name}</b>. Rules, orders and cases go on as before; but there I can set up nothing any "
    "more, and call nobody whom I cannot write to. You can add me again at any time."
)


def reader_of(group: Any) -> Reader:
    """Everybody in a group's chat: the language it was founded in, the zone it lives in."""
    return Reader(group.facts.get("locale", "zh_CN"), group.zone or "UTC")


def founded(event: GroupFounded, group: Any, bot: str, fresh: str) -> Iterator[Effect]:
    """The last step of founding a group in Telegram: to connect it."""
    if event.asked.platform == Platform.TELEGRAM:
        yield Do(OfferChat(event.asked.person, event.asked.now, event.group, fresh))
        yield Notice(event.asked.person, offer(group, bot, fresh))


def bound(event: ChatBound, group: Any, bot: str) -> Iterator[Effect]:
    private = Button(Message(N_("Open the private chat")), url=f"https://t.me/{bot}?start=groups")
    here = Screen((words(HERE, name=group.name),), ((private,),))
    yield Call(event.chat, "sendMessage", say(here, reader_of(group)), "notice")
    yield _look(event.group, event.chat, event.person)


def checked(event: ChatChecked) -> Iterator[Effect]:
    yield _look(event.group, event.chat, event.person)


def moved(event: ChatMoved) -> Iterator[Effect]:
    """Apps make a supergroup of a group in which somebody gets rights of their own: what was seen before no longer holds."""
    yield _look(event.group, event.after, 0)


def _look(group: int, chat: int, asker: int) -> Call:
    """The administrators that a bot is shown are people and itself."""
    about = {"group": group, "chat": chat, "asker": asker}
    return Call(chat, "getChatAdministrators", {}, proof=Proof(SEEN, about, UNSEEN))


def looked(data: Mapping[str, Any], now: datetime) -> Iterator[Effect]:
    me = next((each for each in data["result"] if each["user"]["is_bot"]), None)
    rights = None if me is None else frozenset(name for name, given in me.items() if given is True)
    yield Do(NoteRights(now, data["group"], data["chat"], data["asker"], rights))


def not_looked(data: Mapping[str, Any], group: Any) -> Iterator[Effect]:
    if not data["asker"]:
        return
    text = words(
        N_("I could not look into the Telegram group of <b>{name}</b>: {why}"),
        name=group.name,
        why=reason(data["why"]),
    )
    yield Notice(data["asker"], Screen((text,), (row(N_("Check again"), "telegram", f"{group.id} check"),)))


def seen(event: RightsSeen, group: Any, group_chat: Find) -> Iterator[Effect]:
    if event.person:
        yield Notice(event.person, state(group, group_chat(event.group)))


# --- setting it up ---


def set_up(event: ChatSetUp, group: Any, find_rules: Find, bot: str) -> Iterator[Effect]:
    """All that needs no other step first. Each tells by itself what came of it; none hinders the next."""
    link, reader = member_link(bot, group.handle), reader_of(group)
    about = plain(words(ABOUT, trade=group.trade or group.name, link=link), reader)
    confirm = Button(Message(N_("Read the rules and confirm them")), url=link)
    rules = Screen((Plain(announced(group, find_rules(group.id), link, reader)),), ((confirm,),))
    limits = {"permissions": MEMBERS_MAY, "use_independent_chat_permissions": True}
    calls: Mapping[Step, tuple[str, Mapping[str, Any], Literal["edit", "notice"]]] = {
        Step.TITLE: ("setChatTitle", {"title": group.name}, "edit"),
        Step.ABOUT: ("setChatDescription", {"description": about}, "edit"),
        Step.LIMITS: ("setChatPermissions", limits, "edit"),
        Step.RULES: ("sendMessage", say(rules, reader), "notice"),
        Step.LINK: ("createChatInviteLink", {"creates_join_request": group.entry == Entry.APPROVAL}, "notice"),
    }
    yield _look(event.group, event.chat, 0)
    for step in event.plan:
        if step in calls:
            yield Call(event.chat, *calls[step], _told(event, step))
    if event.message:
        yield _pin(event, event.message)


def _pin(event: ChatSetUp | StepEnded, message: int) -> Call:
    pin = {"message_id": message, "disable_notification": True}
    return Call(event.chat, "pinChatMessage", pin, proof=_told(event, Step.PIN))


def _told(event: ChatSetUp | StepEnded, step: Step) -> Proof:
    return Proof(DONE, {"group": event.group, "run": event.run, "asker": event.person, "step": step}, REFUSED)


def done(data: Mapping[str, Any], now: datetime) -> Iterator[Effect]:
    told = data["result"] if isinstance(data["result"], dict) else {}
    link, message = told.get("invite_link", ""), told.get("message_id", 0)
    yield Do(_note(data, now, link=link, message=message))


def refused(data: Mapping[str, Any], now: datetime) -> Iterator[Effect]:
    """What was so already needed no doing."""
    yield Do(_note(data, now, why="" if "not modified" in data["why"].lower() else data["why"]))


def _note(data: Mapping[str, Any], now: datetime, **more: Any) -> NoteStep:
    return NoteStep(now, data["group"], data["run"], data["asker"], Step(data["step"]), **more)


def ended(event: StepEnded, group: Any, group_chat: Find) -> Iterator[Effect]:
    """Posted rules are pinned; when all is through, whoever asked for it hears what was done and what was not."""
    if event.step is Step.RULES and not event.why:
        yield _pin(event, event.message)
    if event.through:
        yield Notice(event.person, state(group, group_chat(event.group)))


def lost(event: ChatLost, group: Any) -> Iterator[Effect]:
    ways = (row(N_("Add me again"), "telegram", str(group.id)), row(N_("‹ My groups"), "groups"))
    yield Notice(group.owner, Screen((words(LOST, name=group.name),), ways))


def nothing() -> tuple[Effect, ...]:
    return ()


REACTIONS = Reactions(
    happened={
        GroupFounded: founded,
        ChatOffered: nothing,
        ChatBound: bound,
        ChatChecked: checked,
        RightsSeen: seen,
        ChatSetUp: set_up,
        StepEnded: ended,
        ChatMoved: moved,
        ChatLost: lost,
    },
    due={SEEN: looked, UNSEEN: not_looked, DONE: done, REFUSED: refused},
)
