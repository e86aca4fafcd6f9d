"""Who cannot be written to is called in the group's chat: that there is a message, and not a word of what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assistant.dialog.outcome import Call, Effect, Proof, Reactions
from assistant.dialog.render import say
from assistant.dialog.words import Button, Mention, Message, Screen, words
from assistant.domain.disputes import events as e
from assistant.domain.disputes.lifecycle import State
from assistant.i18n import N_
from flows.disputes.notices_filed import UNREACHED
from flows.groups.chat_notices import reader_of

Find = Callable[..., Any]
MEMBER = "case.member"
HERE = frozenset({"creator", "administrator", "member"})
CALLED = N_("{who}, there is a message for you. It is private, so you read it with me alone.")


def unreached(data: Mapping[str, Any], case_cast: Find, case_as: Find, group_chat: Find) -> Iterator[Effect]:
    """At once, beside the text for the claimant."""
    yield from _look(data["case"], case_cast, case_as, group_chat)


def reminded(event: e.NoticeReminded, case_cast: Find, case_as: Find, group_chat: Find) -> Iterator[Effect]:
    yield from _look(event.case, case_cast, case_as, group_chat)


def _look(number: int, case_cast: Find, case_as: Find, group_chat: Find) -> Iterator[Effect]:
    """First whether they are in the chat at all: a name that calls nobody would only make people curious."""
    cast = case_cast(number)
    view = case_as(number, cast.claimant)
    chat = group_chat(view.group)
    if chat is None or cast.respondent is None or view.state != State.NOTICE:
        return
    about = {"group": view.group, "case": number}
    yield Call(chat.chat, "getChatMember", {"user_id": cast.respondent}, proof=Proof(MEMBER, about))


def call(
    data: Mapping[str, Any], group: Any, bot: str, case_cast: Find, case_as: Find, group_chat: Find
) -> Iterator[Effect]:
    """They are there: called by number, under the name that they have in Telegram. Opening the link proves the notice."""
    view, chat, told = case_as(data["case"], case_cast(data["case"]).claimant), group_chat(group.id), data["result"]
    here = told["status"] in HERE or told.get("is_member", False)
    if not here or chat is None or view.state != State.NOTICE:
        return
    who = Mention(told["user"]["id"], told["user"]["first_name"])
    opens = Button(Message(N_("Read my message")), url=f"https://t.me/{bot}?start=c_{view.handle}")
    yield Call(
        chat.chat, "sendMessage", say(Screen((words(CALLED, who=who),), ((opens,),)), reader_of(group)), "notice"
    )


REACTIONS = Reactions(happened={e.NoticeReminded: reminded}, due={UNREACHED: unreached, MEMBER: call})
