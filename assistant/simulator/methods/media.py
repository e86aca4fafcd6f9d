"""Sending files: uploaded, attached or known by their file_id; albums; getFile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.simulator.failures import ApiError, bad_request
from assistant.simulator.markup import Markup
from assistant.simulator.media import KINDS, PHOTO_BYTES, NotAPhoto
from assistant.simulator.methods.base import Call, Method
from assistant.simulator.methods.chats import own_message, writable
from assistant.simulator.methods.sending import caption_content, change, send
from assistant.simulator.parameters import Parameters, Upload

UPLOAD_BYTES = 50 * 2**20
DOWNLOAD_BYTES = 20 * 2**20
ALBUM = 10
_CAPTIONLESS = ("sticker", "video_note")
_IN_MEDIA = ("photo", "video", "document", "audio", "animation")
_FIELDS = (*KINDS, "caption", "caption_entities")


def _sender(kind: str) -> Method:
    def send_file(call: Call) -> dict[str, Any]:
        chat = writable(call)
        caption = {} if kind in _CAPTIONLESS else caption_content(call)
        return send(call, chat, {**file_content(call, kind, kind), **caption})

    return send_file


def file_content(call: Call, kind: str, name: str) -> dict[str, Any]:
    """The file named by a parameter, as the fields of a message. Raises ApiError."""
    upload = call.params.files.get(name)
    wanted = call.params.text(name).strip()
    if upload is None and wanted.startswith("attach://"):
        upload = call.params.files.get(wanted.removeprefix("attach://"))
    if upload is not None:
        return _uploaded(call, kind, upload)
    if not wanted:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if wanted.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # the simulated world has no other hosts
    file = call.world.files.by_id.get(wanted)
    if file is None:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {_type_name(file.kind)} as {_type_name(kind)}")
    return call.world.files.media[wanted]


def _type_name(kind: str) -> str:
    return "VoiceNote" if kind == "voice" else kind.title().replace("_", "")


def _uploaded(call: Call, kind: str, upload: Upload) -> dict[str, Any]:
    size = len(upload.data)
    if not size:
        raise bad_request("file must be non-empty")
    if size > UPLOAD_BYTES:
        raise ApiError(413)
    if kind == "photo" and size > PHOTO_BYTES:
        raise bad_request(f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_BYTES} bytes")
    try:
        return call.world.files.add(kind, upload.data, upload.name, _mime(upload))
    except NotAPhoto as error:
        raise bad_request(str(error)) from None


def _mime(upload: Upload) -> str:
    """What the client said of the file, unless that says nothing."""
    return "" if upload.mime.startswith("application/octet-stream") else upload.mime


def send_media_group(call: Call) -> list[dict[str, Any]]:
    chat = writable(call)
    try:
        wanted = call.params.data("media")
    except ValueError:
        raise bad_request("can't parse media JSON object") from None
    if not isinstance(wanted, list) or not wanted:
        raise bad_request("there are no messages to send")
    if len(wanted) > ALBUM:
        raise bad_request("too many messages to send as an album")
    contents = [_item(call, item) for item in wanted]
    if any("animation" in content for content in contents):
        raise bad_request("can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup")
    kinds = {kind for content in contents for kind in content if kind in ("document", "audio")}
    if kinds and len({frozenset(content.keys() & set(KINDS)) for content in contents}) > 1:
        raise bad_request("document and audio can't be mixed with other media types")
    album = {} if len(contents) == 1 else {"media_group_id": str(10**16 + call.world.number())}
    return [send(call, chat, {**content, **album}, Markup()) for content in contents]


def _item(call: Call, wanted: Any) -> dict[str, Any]:
    """One InputMedia: its file and its caption."""
    if not isinstance(wanted, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = wanted.get("type")
    if kind not in _IN_MEDIA:
        raise bad_request("can't parse InputMedia: invalid type specified")
    if not wanted.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    inner = replace(call, params=Parameters(dict(wanted), call.params.files))
    return {**file_content(inner, kind, "media"), **caption_content(inner)}


def edit_message_media(call: Call) -> dict[str, Any]:
    message = own_message(call)
    try:
        wanted = call.params.data("media")
    except ValueError:
        raise bad_request("can't parse input media JSON object") from None
    if wanted is None:
        raise bad_request("input media is not specified")
    return change(call, message, _item(call, wanted), (*_FIELDS, "text", "entities"))


def get_file(call: Call) -> dict[str, Any]:
    wanted = call.params.text("file_id")
    if not wanted:
        raise bad_request("file_id not specified")
    file = call.world.files.by_id.get(wanted)
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.data) > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": file.path,
    }


METHODS: dict[str, Method] = {
    **{f"send{kind.replace('_', '')}": _sender(kind) for kind in KINDS},
    "sendmediagroup": send_media_group,
    "editmessagemedia": edit_message_media,
    "getfile": get_file,
}
