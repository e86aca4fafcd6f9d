"""Control API: people and what they do in chats."""

from __future__ import annotations

from aiohttp import web

from assistant.simulator import actions, forwarding, opening
from assistant.simulator.control.base import WORLD, Route, answer, body_of, integer, optional, text
from assistant.simulator.control.views import bot_view, chats_of, messages_after, person_view, world_view


async def world(request: web.Request) -> web.Response:
    return answer(world_view(request.app[WORLD]))


async def add_bot(request: web.Request) -> web.Response:
    body = await body_of(request)
    bot = request.app[WORLD].add_bot(text(body, "token"), optional(body, "username"), optional(body, "name"))
    if "privacy" in body:
        bot.reads_all = not body["privacy"]
    return answer(bot_view(bot))


async def add_person(request: web.Request) -> web.Response:
    body = await body_of(request)
    wanted = integer(body, "id") if body.get("id") is not None else None
    person = request.app[WORLD].add_person(
        text(body, "name"), text(body, "language", "zh-hans"), optional(body, "username"), wanted
    )
    return answer(person_view(person))


async def change_person(request: web.Request) -> web.Response:
    place, body = request.app[WORLD], await body_of(request)
    person = place.person(int(request.match_info["id"]))
    place.change_person(
        person, name=optional(body, "name"), language=optional(body, "language"), username=optional(body, "username")
    )
    if "hidden_forwards" in body:
        person.hidden_forwards = bool(body["hidden_forwards"])
    return answer(person_view(person))


async def block(request: web.Request) -> web.Response:
    place, body = request.app[WORLD], await body_of(request)
    person, bot = place.person(int(request.match_info["id"])), place.bot(body.get("bot"))
    (actions.block if body.get("blocked", True) else actions.unblock)(place, person, bot)
    return answer(person_view(person))


async def chats(request: web.Request) -> web.Response:
    place = request.app[WORLD]
    return answer(chats_of(place, place.person(int(request.match_info["id"]))))


async def messages(request: web.Request) -> web.Response:
    place, query = request.app[WORLD], request.query
    number = int(request.match_info["chat"])
    person = place.person(integer(query, "person", number))
    bot = integer(query, "bot") if "bot" in query else None
    chat = actions.place(place, person, bot=bot, chat=number)
    found, cursor = messages_after(chat, integer(query, "after", 0))
    return answer({"messages": found, "cursor": cursor})


async def say(request: web.Request) -> web.Response:
    place, body = request.app[WORLD], await body_of(request)
    person = place.person(integer(body, "person"))
    chat = actions.place(place, person, bot=body.get("bot"), chat=body.get("chat"))
    origin = forwarding.elsewhere(place, body)
    message = actions.say(place, person, chat, text(body, "text"), body.get("reply_to"), origin)
    return answer({"message": message.seen()})


async def forward(request: web.Request) -> web.Response:
    place, body = request.app[WORLD], await body_of(request)
    person = place.person(integer(body, "person"))
    source = actions.place(place, person, bot=body.get("from_bot"), chat=integer(body, "from_chat"))
    target = actions.place(place, person, bot=body.get("bot"), chat=body.get("chat"))
    sent = forwarding.forward(place, person, source, body.get("message_ids"), target)
    return answer({"messages": [message.seen() for message in sent]})


async def contact(request: web.Request) -> web.Response:
    place, body = request.app[WORLD], await body_of(request)
    person = place.person(integer(body, "person"))
    chat = actions.place(place, person, bot=body.get("bot"), chat=body.get("chat"))
    return answer({"message": forwarding.contact(place, person, chat, body).seen()})


async def edit(request: web.Request) -> web.Response:
    place, body = request.app[WORLD], await body_of(request)
    person = place.person(integer(body, "person"))
    chat = actions.place(place, person, bot=body.get("bot"), chat=body.get("chat"))
    message = actions.edit(place, person, chat, body.get("message_id"), text(body, "text"))
    return answer({"message": message.seen()})


async def press(request: web.Request) -> web.Response:
    place, body = request.app[WORLD], await body_of(request)
    person = place.person(integer(body, "person"))
    chat = actions.place(place, person, bot=body.get("bot"), chat=body.get("chat"))
    return answer(actions.press(place, person, chat, body.get("message_id"), body))


async def open_link(request: web.Request) -> web.Response:
    place, body = request.app[WORLD], await body_of(request)
    person = place.person(integer(body, "person"))
    if opening.is_invitation(text(body, "url")):
        opening.enter(place, person, text(body, "url"))
        return answer({"message": None})
    chat = place.group(body["chat"]) if body.get("chat") is not None else None
    return answer({"message": opening.follow(place, person, text(body, "url"), chat).seen()})


async def toasts(request: web.Request) -> web.Response:
    place, query = request.app[WORLD], request.query
    after = integer(query, "after", 0)
    wanted = integer(query, "person") if "person" in query else None
    found = [toast for toast in place.toasts[after:] if wanted in (None, toast["person"])]
    return answer({"toasts": found, "cursor": len(place.toasts)})


ROUTES: list[Route] = [
    ("GET", "/control/world", world),
    ("POST", "/control/bots", add_bot),
    ("POST", "/control/people", add_person),
    ("PATCH", r"/control/people/{id:\d+}", change_person),
    ("POST", r"/control/people/{id:\d+}/block", block),
    ("GET", r"/control/people/{id:\d+}/chats", chats),
    ("GET", r"/control/chats/{chat:-?\d+}/messages", messages),
    ("POST", "/control/say", say),
    ("POST", "/control/forward", forward),
    ("POST", "/control/contact", contact),
    ("POST", "/control/edit", edit),
    ("POST", "/control/press", press),
    ("POST", "/control/open", open_link),
    ("GET", "/control/toasts", toasts),
]
