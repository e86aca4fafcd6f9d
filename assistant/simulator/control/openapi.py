"""The control API described by an OpenAPI document, made from one table."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import web

from assistant.simulator.control.base import Route, answer

_FORWARDED = "forwarded_from:integer forwarded_name:string forwarded_ago:number"
# (method, path) -> what it does; fields of the body or query: name, type, "!" where required.
OPERATIONS: dict[tuple[str, str], tuple[str, str]] = {
    ("GET", "/control/world"): ("Clock, limits, bots, people and chats.", ""),
    ("POST", "/control/bots"): (
        "Make a bot, or rename the one with this token. privacy=false lets it read everything in groups.",
        "token:string! username:string name:string privacy:boolean",
    ),
    ("POST", "/control/people"): (
        "A new person.",
        "name:string! language:string username:string id:integer",
    ),
    ("PATCH", "/control/people/{id}"): (
        "Rename a person; with hidden_forwards, forwards of what they said bear their name, not their account.",
        "name:string language:string username:string hidden_forwards:boolean",
    ),
    ("POST", "/control/people/{id}/block"): ("Block a bot, or no longer.", "bot:integer blocked:boolean"),
    ("GET", "/control/people/{id}/chats"): ("A person's chats, latest first.", ""),
    ("GET", "/control/people/{id}/commands"): ("The commands a person is shown by a bot.", "bot:integer"),
    ("GET", "/control/chats/{chat}/messages"): (
        "Messages new or changed after a revision. A private chat has the person's id.",
        "person:integer bot:integer after:integer",
    ),
    ("POST", "/control/say"): (
        (
            "A person writes to a bot (or into a group). It is a forward of something said outside of this world with "
            "forwarded_from (a person here) or forwarded_name (anybody), forwarded_ago seconds before."
        ),
        f"person:integer! text:string! bot:integer chat:integer reply_to:integer {_FORWARDED}",
    ),
    ("POST", "/control/forward"): (
        "A person forwards messages of a chat they see. Chats as elsewhere; from_bot with several bots in the world.",
        "person:integer! from_chat:integer! message_ids:array! from_bot:integer bot:integer chat:integer",
    ),
    ("POST", "/control/contact"): (
        "A person shares a contact: of a person here, or of anybody by name and phone.",
        "person:integer! of:integer name:string phone:string bot:integer chat:integer reply_to:integer",
    ),
    ("POST", "/control/edit"): (
        "A person edits a message of theirs.",
        "person:integer! chat:integer! message_id:integer! text:string! bot:integer",
    ),
    ("POST", "/control/press"): (
        "A person presses a button, named by data, label, or row and col. A link answers {url}.",
        "person:integer! chat:integer! message_id:integer! data:string label:string row:integer col:integer bot:integer",
    ),
    ("POST", "/control/open"): (
        (
            "Follow t.me/<bot>?start=<payload> and press Start; or t.me/<bot>?startgroup=<payload>&admin=<rights> "
            "into a group of the person's (chat); or tap an invite link: they are in, or ask to join where it wants approval."
        ),
        "person:integer! url:string! chat:integer",
    ),
    ("POST", "/control/send"): (
        (
            "A person sends files as multipart/form-data; 2 to 10 are an album. kind: photo, document (the default), "
            "video, audio, voice, video_note, animation or sticker; for an album of several kinds one a file, as in "
            "photo,video. Forwards as in say."
        ),
        (
            "person:integer! kind:string bot:integer chat:integer caption:string reply_to:integer file:binary! "
            f"{_FORWARDED}"
        ),
    ),
    ("GET", "/control/files/{id}"): ("The bytes behind a file_id.", ""),
    ("GET", "/control/toasts"): ("Answers to presses, as people saw them.", "person:integer after:integer"),
    ("POST", "/control/groups"): (
        "A new group (type group or supergroup).",
        "owner:integer! title:string! type:string",
    ),
    ("POST", "/control/groups/{id}/members"): ("Add a person or a bot.", "person:integer bot:integer by:integer"),
    ("DELETE", "/control/groups/{id}/members/{member}"): ("Remove somebody; left=1: they leave.", "left:integer"),
    ("POST", "/control/groups/{id}/admins"): (
        "Make an administrator, or no longer; with rights (can_pin_messages …) these alone.",
        "person:integer bot:integer admin:boolean rights:array",
    ),
    ("POST", "/control/groups/{id}/upgrade"): (
        "The group becomes a supergroup with another id, which is answered.",
        "",
    ),
    ("GET", "/control/clock"): ("The time: now(t) = now + rate × (seconds since).", ""),
    ("POST", "/control/clock"): (
        "Walk forward through every due moment, or set the rate (0 stands still, 1 runs with the wall).",
        "advance:number to:number rate:number",
    ),
    ("POST", "/control/clock/wait"): (
        "A process that follows the clock is idle: held until something changed since version `seen`.",
        "client:string! seen:integer! until:number",
    ),
    ("POST", "/control/settle"): (
        "Return when nothing is under way; a still clock jumps to what is due within `patience` seconds.",
        "patience:number timeout:number",
    ),
    ("GET", "/control/faults"): ("The faults in force.", ""),
    ("POST", "/control/faults"): (
        (
            "Trouble for the next `times` calls of a method or deliveries of a kind (* any); times 0: until removed. "
            "Modes: error, hang, drop_before, deliver_then_drop, duplicate_update, latency."
        ),
        (
            "mode:string method:string kind:string code:integer description:string retry_after:integer seconds:number migrate_to_chat_id:integer "
            "times:integer contains:string person:integer"
        ),
    ),
    ("DELETE", "/control/faults"): ("Remove all faults.", "id:integer"),
    ("DELETE", "/control/faults/{id}"): ("Remove one fault.", ""),
    ("GET", "/control/limits"): ("The rate limits.", ""),
    ("POST", "/control/limits"): (
        "Change the rate limits.",
        "on:boolean overall:number chat:number chat_burst:number group:number",
    ),
    ("GET", "/control/journal"): ("Calls, deliveries, jumps of the clock and notes after entry N.", "after:integer"),
    ("GET", "/control/events"): ("Server-Sent Events of everything that changes.", ""),
    ("GET", "/control/openapi.json"): ("This document.", ""),
}


def plain(path: str) -> str:
    """A route's path without the patterns of its parts."""
    return re.sub(r"\{(\w+):[^}]*\}", r"{\1}", path)


def document() -> dict[str, Any]:
    paths: dict[str, dict[str, Any]] = {}
    for (method, path), (summary, fields) in OPERATIONS.items():
        paths.setdefault(path, {})[method.lower()] = _operation(method, path, summary, fields.split())
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Simulated Telegram: control API",
            "version": "1",
            "description": "Ids are integers, times epoch seconds. Errors are 4xx with {error}.",
        },
        "paths": paths,
    }


def _operation(method: str, path: str, summary: str, fields: list[str]) -> dict[str, Any]:
    inside = [{"name": name, "in": "path", "required": True, "schema": {}} for name in re.findall(r"\{(\w+)\}", path)]
    operation: dict[str, Any] = {"summary": summary, "responses": {"200": {"description": "Done."}}}
    if method in ("POST", "PATCH") and fields:
        kind = "multipart/form-data" if path == "/control/send" else "application/json"
        operation["requestBody"] = {"content": {kind: {"schema": _schema(fields)}}}
    else:
        for field in fields:
            name, form = field.rstrip("!").split(":")
            inside.append({"name": name, "in": "query", "required": field.endswith("!"), "schema": _type(form)})
    if inside:
        operation["parameters"] = inside
    return operation


def _schema(fields: list[str]) -> dict[str, Any]:
    properties = {field.split(":")[0]: _type(field.rstrip("!").split(":")[1]) for field in fields}
    required = [field.split(":")[0] for field in fields if field.endswith("!")]
    return {"type": "object", "properties": properties, "required": required}


def _type(form: str) -> dict[str, Any]:
    if form == "array":
        return {"type": "array", "items": {"type": "integer"}}
    return {"type": "string", "format": "binary"} if form == "binary" else {"type": form}


async def serve_document(request: web.Request) -> web.Response:
    return answer(document())


ROUTES: list[Route] = [("GET", "/control/openapi.json", serve_document)]
