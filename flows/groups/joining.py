"""The door of a group's chat: who asks to join gets the rules, who has confirmed them is let in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assistant.dialog.outcome import Call, Do, Effect, Notice, Proof, Reactions
from assistant.dialog.render import say
from assistant.dialog.words import Button, Message, Screen, words
from assistant.domain.chat_requests import AskedToJoin, LetIn, ToLetIn
from assistant.domain.groups import MemberJoined
from assistant.domain.rulemaking import RulesConfirmed
from assistant.i18n import N_
from flows.groups.chat_notices import nothing, reader_of
from flows.groups.chat_words import reason
from flows.library import member_link
from flows.people.words import person_named, row

Find = Callable[..., Any]
LET_IN, STILL_OUT = "chat.let_in", "chat.still_out"
FIRST = N_(
    "You would like to join <b>{name}</b>. First read its short rules, please: tap below, then Start. Once you have confirmed them I let "
    "you in."
)
STUCK = N_(
    "{who} has confirmed the rules of <b>{name}</b> and wants to join, but I could not open the door: {why} Please let them in yourself, in "
    "the group under its requests to join."
)


def asked(event: AskedToJoin, group: Any, bot: str) -> Iterator[Effect]:
    """A link, and no more: whoever has not pressed Start can be written to for five minutes only."""
    opens = Button(Message(N_("Read the rules and confirm them")), url=member_link(bot, group.handle))
    first = Screen((words(FIRST, name=group.name),), ((opens,),))
    yield Call(event.reach, "sendMessage", say(first, reader_of(group)), "notice")


def joined(event: MemberJoined | RulesConfirmed) -> Iterator[Effect]:
    yield Do(LetIn(event.person, event.now, event.group))


def let_in(event: ToLetIn) -> Iterator[Effect]:
    about = {"group": event.group, "person": event.person}
    yield Call(event.chat, "approveChatJoinRequest", {"user_id": event.person}, proof=Proof(LET_IN, about, STILL_OUT))


def still_out(data: Mapping[str, Any], group: Any, find_name: Find) -> Iterator[Effect]:
    """To the owner, unless they were quicker: then the request is gone, or the person is in."""
    if "REQUESTER" in data["why"] or "ALREADY" in data["why"]:
        return
    who = person_named(find_name(data["person"]), data["person"])
    text = words(STUCK, who=who, name=group.name, why=reason(data["why"]))
    yield Notice(group.owner, Screen((text,), (row(N_("Check again"), "telegram", f"{group.id} check"),)))


REACTIONS = Reactions(
    happened={AskedToJoin: asked, ToLetIn: let_in, MemberJoined: joined, RulesConfirmed: joined},
    due={LET_IN: nothing, STILL_OUT: still_out},
)
