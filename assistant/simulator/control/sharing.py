"""Control API: groups, files that people send, and files as onlookers see them."""

from __future__ import annotations

from typing import Any

from aiohttp import BodyPartReader, web

from assistant.simulator import actions, forwarding, opening, standing
from assistant.simulator.control.base import WORLD, Route, answer, body_of, integer, text
from assistant.simulator.control.views import commands_for, group_view
from assistant.simulator.entities import found
from assistant.simulator.failures import ControlError
from assistant.simulator.media import NotAPhoto
from assistant.simulator.people import Bot, Person
from assistant.simulator.world import World

SENDABLE = ("photo", "document", "video", "voice", "audio", "video_note", "animation", "sticker")
TOGETHER = ({"photo", "video"}, {"document"}, {"audio"})  # what may form an album
FILE_BYTES = 50 * 2**20
ALBUM = 10


async def send(request: web.Request) -> web.Response:
    """A file, or 2 to 10 as an album, of a person."""
    world = request.app[WORLD]
    fields, files = await _parts(request)
    person = world.person(integer(fields, "person"))
    chat = integer(fields, "chat") if "chat" in fields else None
    bot = integer(fields, "bot") if "bot" in fields else None
    place = actions.place(world, person, bot=bot, chat=chat)
    kinds = _kinds(text(fields, "kind", "document"), len(files))
    said = _caption(text(fields, "caption", "").strip(), kinds[0])
    try:
        contents = [
            world.files.add(kind, data, name, mime) for kind, (name, mime, data) in zip(kinds, files, strict=True)
        ]
    except NotAPhoto as error:
        raise ControlError(f"not a photo: {error}") from None
    around = forwarding.elsewhere(world, fields)
    if len(contents) > 1:
        around["media_group_id"] = str(10**16 + world.number())
    messages = []
    for content in contents:
        messages.append(actions.write(world, person, place, {**around, **content, **said}, fields.get("reply_to")))
        said = {}
    return answer({"messages": [message.seen() for message in messages]})


def _kinds(wanted: str, files: int) -> list[str]:
    """The kind of each file. Raises ControlError for what apps would not send together."""
    kinds = wanted.split(",")
    kinds = kinds * files if len(kinds) == 1 else kinds
    if not set(kinds) <= set(SENDABLE):
        raise ControlError(f"kind must be one of {', '.join(SENDABLE)}")
    if not 1 <= files <= ALBUM or len(kinds) != files:
        raise ControlError(f"send 1 to {ALBUM} files, with one kind for all or one for each")
    if files > 1 and not any(set(kinds) <= together for together in TOGETHER):
        raise ControlError("an album holds photos and videos, or documents, or sound files")
    return kinds


def _caption(caption: str, kind: str) -> dict[str, Any]:
    if len(caption) > actions.CAPTION:
        raise ControlError(f"a caption has at most {actions.CAPTION} characters")
    if not caption or kind in ("sticker", "video_note"):
        return {}
    entities = found(caption)
    return {"caption": caption, "caption_entities": entities} if entities else {"caption": caption}


async def _parts(request: web.Request) -> tuple[dict[str, Any], list[tuple[str, str, bytes]]]:
    """The plain fields and the files (name, type, bytes) of a multipart request."""
    if not request.content_type.startswith("multipart/"):
        raise ControlError("send files as multipart/form-data")
    fields: dict[str, Any] = {}
    files: list[tuple[str, str, bytes]] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise ControlError("parts within parts are not read")
        data = bytes(await part.read())
        if len(data) > FILE_BYTES:
            raise ControlError("a file has at most 50 MiB", 413)
        if part.filename:
            mime = part.headers.get("Content-Type", "")
            files.append((part.filename, "" if mime == "application/octet-stream" else mime, data))
        elif part.name:
            fields[part.name] = data.decode("utf-8", "replace")
    for name in ("reply_to", "forwarded_from", "forwarded_ago"):
        if name in fields:
            fields[name] = integer(fields, name)
    return fields, files


async def file(request: web.Request) -> web.Response:
    """The bytes behind a file_id, for the page."""
    found_file = request.app[WORLD].files.by_id.get(request.match_info["id"])
    if found_file is None:
        raise ControlError("no such file", 404)
    shown = found_file.mime if found_file.mime.startswith(("image/", "audio/", "video/")) else ""
    if "svg" in shown:
        shown = ""  # a script in a picture must not run on the page
    return web.Response(
        body=found_file.data,
        content_type=shown or "application/octet-stream",
        headers={"Cache-Control": "max-age=86400", "X-Content-Type-Options": "nosniff"},
    )


async def commands(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    bot = world.bot(integer(request.query, "bot") if "bot" in request.query else None)
    return answer({"commands": commands_for(bot, world.person(int(request.match_info["id"])))})


async def add_group(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await body_of(request)
    group = world.add_group(world.person(body.get("owner")), text(body, "title"), text(body, "type", "group"))
    return answer(group_view(group))


def _who(world: World, content: Any) -> Person | Bot:
    if content.get("person") is not None:
        return world.person(integer(content, "person"))
    return world.bot(content.get("bot"))


async def join(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await body_of(request)
    group = world.group(int(request.match_info["id"]))
    by = world.person(body["by"]) if body.get("by") is not None else None
    standing.join(world, group, _who(world, body), by)
    return answer(group_view(group))


async def remove(request: web.Request) -> web.Response:
    """Removed by the owner; with ?left=1 somebody goes of their own accord."""
    world = request.app[WORLD]
    group, number = world.group(int(request.match_info["id"])), int(request.match_info["member"])
    member = group.members.get(number)
    if member is None:
        raise ControlError("is not in this group", 404)
    standing.leave(world, group, member.who, None if request.query.get("left") else standing.owner_of(group))
    return answer(group_view(group))


async def appoint(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await body_of(request)
    group = world.group(int(request.match_info["id"]))
    rights = frozenset(map(str, body["rights"])) if isinstance(body.get("rights"), list) else None
    standing.appoint(world, group, _who(world, body), admin=bool(body.get("admin", True)), rights=rights)
    return answer(group_view(group))


async def upgrade(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    return answer(group_view(opening.upgrade(world, world.group(int(request.match_info["id"])))))


ROUTES: list[Route] = [
    ("POST", "/control/send", send),
    ("GET", "/control/files/{id}", file),
    ("GET", r"/control/people/{id:\d+}/commands", commands),
    ("POST", "/control/groups", add_group),
    ("POST", r"/control/groups/{id:-\d+}/members", join),
    ("DELETE", r"/control/groups/{id:-\d+}/members/{member:\d+}", remove),
    ("POST", r"/control/groups/{id:-\d+}/admins", appoint),
    ("POST", r"/control/groups/{id:-\d+}/upgrade", upgrade),
]
