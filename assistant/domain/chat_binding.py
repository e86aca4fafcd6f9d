"""Which chat becomes a group's, and what is set up there: commands in, events out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from assistant.domain.chats import (
    LINK_LASTS,
    BindChat,
    Chat,
    ChatBound,
    ChatChecked,
    ChatLost,
    ChatMoved,
    ChatOffered,
    ChatSetUp,
    CheckChat,
    Command,
    Happened,
    Link,
    LoseChat,
    MoveChat,
    NoteRights,
    NoteStep,
    OfferChat,
    Place,
    Right,
    RightsSeen,
    SeeAgain,
    Setup,
    SetUpChat,
    Step,
    StepEnded,
)
from assistant.domain.groups import NOT_YOURS, Platform
from assistant.errors import Ended
from assistant.i18n import N_

AT_MOST = timedelta(minutes=10)  # a setting-up that is not through by then may be begun anew

IN_WECHAT = N_("This group lives in WeChat, where no assistant can come in. Its steps are yours; /groups shows them.")
NOT_CONNECTED = N_("This group is not connected with a chat in Telegram. Open it in /groups and add me first.")
BUSY = N_("I am at it already. I tell you in a moment what came of it.")
UNKNOWN = N_(
    "I do not know this link, so nothing was connected. The owner gets a fresh one from me in private: /groups"
)
USED = N_("This link was used already; each works once. The owner gets a fresh one from me in private: /groups")
EXPIRED = N_("This link was good for a day and has run out. The owner gets a fresh one from me in private: /groups")
STRANGER = N_("Only the owner or an admin of that group can connect a chat with it. Nothing was changed.")
TAKEN = N_("This chat already belongs to another group that I look after. Nothing was changed.")


def decide(command: Command, place: Place | None, link: Link | None = None) -> tuple[Happened, ...]:
    """What follows; raises Ended. `place` is None where there is no such group; what nobody asked for any more is nothing."""
    if isinstance(command, BindChat):
        return (_bound(command, place, link),)
    if isinstance(command, OfferChat | CheckChat | SetUpChat):
        return (_wanted(command, place),)
    return _told(command, place) if place is not None else ()


def _told(command: NoteRights | NoteStep | MoveChat | SeeAgain | LoseChat, place: Place) -> tuple[Happened, ...]:
    """What Telegram says; it holds of an archived group, too."""
    group = place.standing.group
    match command:
        case MoveChat():
            return (ChatMoved(group, command.now, command.before, command.after),)
        case SeeAgain():
            return (ChatChecked(group, 0, command.now, command.chat),)
        case LoseChat():
            return (ChatLost(group, command.now, command.chat),)
        case NoteRights():
            return _seen(command, place)
        case NoteStep():
            return _ended(command, place)


def _wanted(command: OfferChat | CheckChat | SetUpChat, place: Place | None) -> ChatOffered | ChatChecked | ChatSetUp:
    place = _looked_after(place, command.person)
    group, person, now = place.standing.group, command.person, command.now
    if isinstance(command, OfferChat):
        return ChatOffered(group, person, now, command.handle, now + LINK_LASTS)
    if place.chat is None:
        raise Ended(NOT_CONNECTED)
    if isinstance(command, CheckChat):
        return ChatChecked(group, person, now, place.chat.chat)
    before = place.chat.setup
    if not before.through and before.begun is not None and now < before.begun + AT_MOST:
        raise Ended(BUSY)
    return _setting_up(command, place, place.chat)


def _setting_up(command: SetUpChat, place: Place, chat: Chat) -> ChatSetUp:
    """What is there and holds is not made twice: the invite link, and the newest rules."""
    rules = place.standing.rules
    message = chat.message if chat.rules == rules else 0
    there = {*([Step.LINK] if chat.link else []), *([Step.RULES] if message else [])}
    plan = tuple(step for step in Step if step not in there)
    return ChatSetUp(
        place.standing.group, command.person, command.now, chat.chat, chat.setup.run + 1, plan, message, rules
    )


def _looked_after(place: Place | None, person: int) -> Place:
    if place is None or place.standing.archived or not place.standing.looks_after(person):
        raise Ended(NOT_YOURS)
    if place.platform != Platform.TELEGRAM:
        raise Ended(IN_WECHAT)
    return place


def _bound(command: BindChat, place: Place | None, link: Link | None) -> ChatBound:
    if link is None or place is None or place.standing.archived:
        raise Ended(UNKNOWN)
    if not place.standing.looks_after(command.person):
        raise Ended(STRANGER)
    if link.used:
        raise Ended(USED)
    if command.now >= link.expires:
        raise Ended(EXPIRED)
    if link.taken:
        raise Ended(TAKEN)
    return ChatBound(place.standing.group, command.person, command.now, command.chat, link.handle)


def _seen(command: NoteRights, place: Place) -> tuple[Happened, ...]:
    """Told to whoever asked; when nobody did, to the owner if it is news."""
    if place.chat is None or place.chat.chat != command.chat:
        return ()
    rights = None if command.rights is None else frozenset(each for each in Right if each in command.rights)
    reader = command.asker or (place.standing.owner if rights != place.chat.rights else 0)
    return (RightsSeen(place.standing.group, reader, command.now, rights),)


def _ended(command: NoteStep, place: Place) -> tuple[Happened, ...]:
    """Each step of the run under way ends once. Without the rules there is nothing to pin."""
    if place.chat is None:
        return ()
    chat, setup = place.chat, place.chat.setup
    if command.run != setup.run or command.step not in setup.plan or command.step in setup.steps:
        return ()
    unpinned = command.step is Step.RULES and command.why
    ended = {command.step: command, **({Step.PIN: command} if unpinned else {})}
    left = {step for step in setup.plan if step not in setup.steps}
    found = []
    for step, told in ended.items():
        left.discard(step)
        found.append(
            StepEnded(
                place.standing.group, command.asker, command.now, chat.chat, command.run, step,
                told.why, told.link, told.message, through=not left,
            )
        )  # fmt: skip
    return tuple(found)


# --- as the books keep it ---


def read(chat: int, facts: Mapping[str, Any]) -> Chat:
    """A chat from what the books know of it."""
    rights, setup = facts.get("rights"), facts.get("setup") or {}
    return Chat(
        chat,
        None if rights is None else frozenset(Right(each) for each in rights),
        Setup(
            setup.get("run", 0),
            datetime.fromisoformat(setup["begun"]) if setup.get("begun") else None,
            tuple(Step(each) for each in setup.get("plan", ())),
            {Step(step): why for step, why in setup.get("steps", {}).items()},
        ),
        facts.get("link", ""),
        facts.get("message", 0),
        facts.get("rules", 0),
    )


def after(facts: Mapping[str, Any], event: RightsSeen | ChatSetUp | StepEnded | ChatMoved) -> dict[str, Any]:
    """What the books know of a chat once this has happened."""
    match event:
        case ChatMoved():  # messages have other numbers there, and old invite links lead nowhere
            return {"rights": facts.get("rights")}
        case RightsSeen(rights=rights):
            return {**facts, "rights": None if rights is None else sorted(rights)}
        case ChatSetUp():
            there = {step: "" for step in Step if step not in event.plan}
            setup = {"run": event.run, "begun": event.now.isoformat(), "plan": list(event.plan), "steps": there}
            return {**facts, "setup": {**setup, "rules": event.rules}}
        case StepEnded():
            setup = facts["setup"]
            steps = {**setup["steps"], event.step: event.why}
            return {**facts, **_gained(event, setup["rules"]), "setup": {**setup, "steps": steps}}


def _gained(event: StepEnded, rules: int) -> dict[str, Any]:
    if event.step is Step.LINK and event.link:
        return {"link": event.link}
    if event.step is Step.RULES and not event.why:
        return {"message": event.message, "rules": rules}
    if event.step is Step.PIN and "not found" in event.why:  # somebody has deleted them: to be posted anew
        return {"message": 0}
    return {}
