"""A small bot for the page's tests: it answers over plain HTTP by long polling, as any bot in any language might."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
from typing import Any

import aiohttp
from PIL import Image

TOKEN = "77:a-token-for-the-parrot"
USERNAME = "parrot_bot"
NAME = "鹦鹉 Parrot"
RULES = "一单一结 · 旧书交易群\n1. 先说清楚，再付款\n2. 收货后 24 小时内可以提出售后\n3. 谁也不代收款"
COMMANDS = [
    {"command": "start", "description": "开始"},
    {"command": "rules", "description": "群规"},
    {"command": "photo", "description": "一张图片"},
    {"command": "links", "description": "链接"},
]


def picture(width: int = 640, height: int = 420, colour: tuple[int, int, int] = (40, 140, 200)) -> bytes:
    """A PNG whose shade runs from dark to light, so that a screenshot shows it was drawn whole."""
    ramp = Image.linear_gradient("L").resize((width, height))
    bands = [ramp.point(lambda value, part=part: int(value * 0.4 + part * 0.6)) for part in colour]
    file = io.BytesIO()
    Image.merge("RGB", bands).save(file, "PNG")
    return file.getvalue()


def entities(text: str, **wanted: str) -> list[dict[str, Any]]:
    """One entity a keyword (its type) over the given part of the text."""
    return [{"type": kind, "offset": text.index(part), "length": len(part)} for kind, part in wanted.items()]


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


class Parrot:
    def __init__(self, simulator: str, session: aiohttp.ClientSession) -> None:
        self._base = f"{simulator}/bot{TOKEN}"
        self._http = session
        self.heard: list[dict[str, Any]] = []
        self.slow = 0.0  # seconds it "types" before it answers

    async def call(self, method: str, **params: Any) -> Any:
        async with self._http.post(f"{self._base}/{method}", json=params) as response:
            answer = await response.json()
        assert answer["ok"], (method, answer)
        return answer["result"]

    async def run(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                self.heard.append(update)
                await self._answer(update)

    async def _answer(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            await self._pressed(update["callback_query"])
        elif "message" in update and update["message"]["chat"]["type"] == "private":
            await self._said(update["message"])
        elif "edited_message" in update:
            text = f"改成了：{update['edited_message']['text']}"
            await self.call("sendMessage", chat_id=update["edited_message"]["chat"]["id"], text=text)

    async def _pressed(self, query: dict[str, Any]) -> None:
        message = query["message"]
        place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        if query["data"] == "next":
            text = "第 1/12 步\n\n群在哪里？\n\n先定平台，后面的步骤会跟着变。"
            rows = keyboard(
                [{"text": "微信", "callback_data": "wechat"}, {"text": "Telegram", "callback_data": "telegram"}],
                [{"text": "为什么问这个", "callback_data": "why"}],
            )
            await self.call(
                "editMessageText", **place, text=text, entities=entities(text, bold="群在哪里？"), reply_markup=rows
            )
            await self.call("answerCallbackQuery", callback_query_id=query["id"])
        else:
            alert = query["data"] == "why"
            text = "平台决定后面的步骤。" if alert else f"记下了：{query['data']}"
            await self.call("answerCallbackQuery", callback_query_id=query["id"], text=text, show_alert=alert)

    async def _said(self, message: dict[str, Any]) -> None:
        chat, text = message["chat"]["id"], message.get("text", "")
        if self.slow:
            await self.call("sendChatAction", chat_id=chat, action="typing")
            await asyncio.sleep(self.slow)
        command = text.split()[0] if text.startswith("/") else ""
        match command:
            case "/start":
                await self._greet(chat, text)
            case "/rules":
                words = f"可以直接粘贴到群公告：\n{RULES}"
                await self.call("sendMessage", chat_id=chat, text=words, entities=entities(words, pre=RULES))
            case "/photo":
                await self._photo(chat)
            case "/links":
                await self._links(chat)
            case "/group":
                link = f"https://t.me/{USERNAME}?startgroup=g-7&admin=pin_messages"
                rows = keyboard([{"text": "加进群", "url": link}])
                await self.call("sendMessage", chat_id=chat, text="把我加进群：", reply_markup=rows)
            case "/keyboard":
                keys = {"keyboard": [[{"text": "买家"}, {"text": "卖家"}]], "input_field_placeholder": "选一个"}
                await self.call("sendMessage", chat_id=chat, text="你是哪一方？", reply_markup=keys)
            case "/bye":
                await self.call("sendMessage", chat_id=chat, text="再见", reply_markup={"remove_keyboard": True})
            case _:
                kinds = [kind for kind in ("photo", "document", "video", "audio") if kind in message]
                await self.call("sendMessage", chat_id=chat, text=f"收到：{text or ' '.join(kinds)}")

    async def _greet(self, chat: int, text: str) -> None:
        words = f"你好，我是鹦鹉。\n\n你说的是 {text}。试试 /rules 或 code-42。"
        rows = keyboard(
            [{"text": "建一个群", "callback_data": "next"}],
            [{"text": "官网", "url": "https://example.org/"}, {"text": "复制编号", "copy_text": {"text": "A-12"}}],
            [{"text": "再来一次", "url": f"https://t.me/{USERNAME}?start=again"}],
        )
        spans = entities(words, bold="你好", bot_command="/rules", code="code-42")
        await self.call("sendMessage", chat_id=chat, text=words, entities=spans, reply_markup=rows)

    async def _photo(self, chat: int) -> None:
        form = aiohttp.FormData({"chat_id": str(chat), "caption": "一张 <b>图片</b>"})
        form.add_field("photo", picture(), filename="poster.png", content_type="image/png")
        async with self._http.post(f"{self._base}/sendPhoto", data=form) as response:
            assert response.status == 200, await response.text()

    async def _links(self, chat: int) -> None:
        words = "看 example.org、文档、暗语和引文"
        spans = [
            *entities(words, url="example.org", spoiler="暗语", italic="引文"),
            {"type": "text_link", "offset": words.index("文档"), "length": 2, "url": "https://example.org/docs"},
        ]
        await self.call("sendMessage", chat_id=chat, text=words, entities=spans)


@contextlib.asynccontextmanager
async def parrot(simulator: str):
    """The bot at work, with its commands registered."""
    async with aiohttp.ClientSession(json_serialize=json.dumps) as session:
        bot = Parrot(simulator, session)
        await bot.call("setMyCommands", commands=COMMANDS)
        work = asyncio.create_task(bot.run())
        try:
            yield bot
        finally:
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError, aiohttp.ClientError):
                await work
