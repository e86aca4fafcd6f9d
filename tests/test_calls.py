"""Every call to the Bot API that the assistant makes is one that Telegram would take."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from assistant.app import menu
from tests.bot_api import checked, problems
from tests.faults.books import Books
from tests.faults.owners import Owner, Phone
from tests.faults.process import eventually, process, telegram


async def test_every_call_of_real_walks_over_http_fits_the_schema(tmp_path: Path):
    async with telegram(12.0) as world, process(tmp_path, world.url) as assistant, aiohttp.ClientSession() as http:
        owners = []
        for name, language, locale in (("Anna", "en", "en"), ("小林", "zh-hans", "zh_CN")):
            person = world.world.add_person(name, language).id
            owners.append(Owner(Phone(http, world.url, person), locale, random.Random(1), 0.0, platforms=["wechat"]))
        await assistant.start()
        await asyncio.gather(*(owner.found() for owner in owners))
        await eventually(lambda: not Books(assistant.database).unfinished(), 30)
        await assistant.stop()
    calls = [entry for entry in world.world.journal.after(0) if entry["type"] == "call"]
    assert [entry for entry in calls if not entry["ok"]] == []
    methods = checked([(entry["method"], entry["params"]) for entry in calls])
    screens = {"sendmessage", "editmessagetext", "answercallbackquery", "sendphoto"}
    assert methods >= screens | {"getme", "setwebhook", "setmycommands"}


def test_the_menu_is_within_telegrams_bounds():
    for table in menu():
        assert problems("setMyCommands", table.params()) == []
        assert 1 <= len(table.commands) <= 100
        for name, text in table.commands:
            assert name.islower()
            assert len(name) <= 32
            assert 1 <= len(text) <= 256


@pytest.mark.parametrize(
    "params",
    [
        {"chat_id": 1, "text": "a", "colour": "red"},
        {"chat_id": 1, "text": "a", "link_preview_options": {"is_off": True}},
        {"chat_id": 1, "text": "a", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
        {"chat_id": 1, "text": "🎉", "entities": [{"type": "bold", "offset": 1, "length": 1}]},
        {"chat_id": 1, "text": "a" * 4097},
        {"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": "é" * 33}]]}},
        {"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]}},
        {"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "b", "data": "x"}]]}},
    ],
)
def test_the_check_notices_what_telegram_would_refuse(params: dict[str, Any]):
    assert problems("sendMessage", params)
