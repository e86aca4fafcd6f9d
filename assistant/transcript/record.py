"""Writes a conversation held by hand in the simulator down as a transcript, line by line as it happens."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import aiohttp

from assistant.transcript.matching import Message
from assistant.transcript.writing import spoken, typed

Event = Mapping[str, Any]  # of the simulator's event stream
_KINDS = ("photo", "animation", "document", "video", "voice", "audio", "video_note", "sticker")
_NAMELESS = frozenset({"voice", "sticker", "video_note"})
_LINK = re.compile(r"/start ([a-z])_[\w-]+")


class Recorder:
    """Takes the simulator's events and answers with the lines they make. Knows nobody at first."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._groups: dict[int, str] = {}
        self._keyboards: dict[tuple[int, int, str], str] = {}  # chat, message, data: the label
        self._texts: dict[tuple[int, int], str] = {}  # chat, message: what a person wrote
        self._here: int | None = None

    def take(self, event: Event) -> list[str]:
        """The lines that this event adds; none for what a transcript does not show."""
        match event["event"]:
            case "message":
                return self._message(event["message"])
            case "edited":
                return self._edited(event["message"])
            case "press":
                label = self._keyboards.get((event["chat"], event["message_id"], event["data"]), event["data"])
                return self._deed(event["person"], event["chat"], f"[{label}]")
            case "toast" if event["toast"]["text"]:
                return [
                    spoken({"toast": True, "text": event["toast"]["text"]}, self._elsewhere(event["toast"]["chat"]))
                ]
            case "journal" if event["entry"]["type"] == "clock":
                return ["", f"@ +{round(event['entry']['moved'])}s"]
        return []

    def _message(self, message: Message) -> list[str]:
        sender, chat = message["from"], message["chat"]
        if not any(kind in message for kind in ("text", "contact", *_KINDS)):
            return []  # somebody came or went, something was pinned
        if sender["is_bot"]:
            return self._said(message)
        known = self._introduce(sender, chat)
        self._texts[chat["id"], message["message_id"]] = message.get("text", "")
        if shown := self._shown(message):
            return known + self._deed(sender["id"], chat["id"], shown)
        where = self._groups.get(chat["id"], "")
        self._here = chat["id"]
        return [*known, "", typed(self._names[sender["id"]], message["text"], where)]

    def _shown(self, message: Message) -> str:
        """What is not simply said, as it stands behind the speaker: files, contacts, forwards, links; or ""."""
        kind = next((kind for kind in _KINDS if kind in message), "")
        name = "" if kind in _NAMELESS or not kind else f" {_file_name(message, kind)}"
        words = message.get("text", message.get("caption", "")).replace("\n", "\n  ")
        if origin := message.get("forward_origin"):
            what = f" {kind}{name}" if kind else ""
            return f"(forward {self._author(origin, message['date'])}{what}) {words}".rstrip()
        if contact := message.get("contact"):
            known = self._names.get(contact.get("user_id", 0))
            return f"(contact {known or _quoted(contact['first_name']) + ' ' + contact['phone_number']})"
        if kind:
            return f"({kind}{name}) {words}".rstrip()
        found = _LINK.fullmatch(words)
        return "" if found is None else "(link)" if found[1] == "g" else f"(link {found[1]})"

    def _author(self, origin: Mapping[str, Any], now: int) -> str:
        """Who said it first; somebody the transcript does not know is there by name only."""
        user = origin.get("sender_user", {})
        known = self._names.get(user.get("id", 0))
        shown = origin.get("sender_user_name") or user.get("first_name", "?")
        return f"{known or 'hidden ' + _quoted(shown)} -{max(0, now - origin['date'])}s"

    def _edited(self, message: Message) -> list[str]:
        if message["from"]["is_bot"]:
            return self._said(message)
        place = message["chat"]["id"], message["message_id"]
        before, self._texts[place] = self._texts.get(place, ""), message.get("text", "")
        return self._deed(
            message["from"]["id"], place[0], f"(edit {json.dumps(before, ensure_ascii=False)}) {self._texts[place]}"
        )

    def _said(self, message: Message) -> list[str]:
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if "callback_data" in button:
                    place = (message["chat"]["id"], message["message_id"], button["callback_data"])
                    self._keyboards[place] = button["text"]
        text = spoken(message, self._elsewhere(message["chat"]["id"]))
        return [re.sub(r"(\?start=[a-z]_)[\w-]+", r"\1…", text)]

    def _deed(self, who: int, chat: int, what: str) -> list[str]:
        self._here = chat
        where = f"→{self._groups[chat]}" if chat in self._groups else ""
        return ["", f"{self._names.get(who, f'person{who}')}{where}: {what}"]

    def _elsewhere(self, chat: int) -> str:
        """The name of a chat that is not the one in which somebody last did something."""
        return "" if chat == self._here else self._names.get(chat) or self._groups.get(chat) or f"chat{abs(chat)}"

    def _introduce(self, person: Mapping[str, Any], chat: Mapping[str, Any]) -> list[str]:
        lines = []
        if person["id"] not in self._names:
            name = self._names[person["id"]] = self._fresh(person["first_name"])
            lines.append(
                f"@ person {name} {person.get('language_code') or 'zh-hans'} {json.dumps(person['first_name'], ensure_ascii=False)}"
            )
        if chat["type"] != "private" and chat["id"] not in self._groups:
            group = self._groups[chat["id"]] = self._fresh(chat["title"])
            lines.append(f"@ group {group} {self._names[person['id']]}")
        return ["", *lines] if lines else []

    def _fresh(self, shown: str) -> str:
        """A name of one word that nobody bears yet."""
        word = "".join(re.findall(r"\w+", shown.lower())) or "someone"
        taken = {"bot", *self._names.values(), *self._groups.values()}
        return word if word not in taken else next(f"{word}{n}" for n in range(2, 10**6) if f"{word}{n}" not in taken)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _file_name(message: Message, kind: str) -> str:
    """The file's own name; a photo has lost it, and whoever plays the transcript puts one in."""
    name = message[kind].get("file_name") if isinstance(message[kind], Mapping) else None
    return json.dumps(name, ensure_ascii=False) if name else f"your-{kind}"


async def record(simulator: str, tell: Callable[[str], None] = print) -> None:
    """Tell the lines of what happens at the simulator with that address, until it ends or this is cancelled."""
    recorder = Recorder()
    tell("A recorded conversation")
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None)) as http:
        async for event in _events(http, simulator.rstrip("/")):
            for line in recorder.take(event):
                tell(line)


async def _events(http: aiohttp.ClientSession, simulator: str) -> AsyncIterator[Event]:
    async with http.get(f"{simulator}/control/events") as stream:
        stream.raise_for_status()
        async for line in stream.content:
            if line.startswith(b"data: "):
                yield json.loads(line[6:])


if __name__ == "__main__":
    asyncio.run(record(sys.argv[1]))
