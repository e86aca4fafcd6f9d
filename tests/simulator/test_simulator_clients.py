"""Unmodified aiogram and python-telegram-bot drive a bot against the simulator."""

import asyncio
import io
from collections.abc import AsyncIterator

import aiogram
import pytest
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.filters import CommandStart
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from PIL import Image
from simkit import TOKEN, Sim, simulator
from telegram.ext import Application, CallbackQueryHandler, CommandHandler

from assistant.simulator import Limits


def picture(wide: int = 1600, high: int = 900, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (wide, high), "teal").save(out, form)
    return out.getvalue()


@pytest.fixture
async def anna(sim: Sim) -> int:
    person = await sim.person("Anna", language="en")
    await sim.say(person, "/start")
    return person


@pytest.fixture
async def bot(sim: Sim) -> AsyncIterator[aiogram.Bot]:
    made = aiogram.Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(sim.url)))
    yield made
    await made.session.close()


@pytest.fixture
async def ptb(sim: Sim) -> AsyncIterator[telegram.Bot]:
    made = telegram.Bot(TOKEN, base_url=f"{sim.url}/bot", base_file_url=f"{sim.url}/file/bot")
    async with made:
        yield made


async def test_aiogram_calls(sim: Sim, bot: aiogram.Bot, anna: int):
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (sim.bot["id"], "yidan_bot", True)
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])
    sent = await bot.send_message(anna, "<b>Hi</b> &amp; bye", parse_mode="HTML", reply_markup=keyboard)
    assert (sent.text, sent.html_text) == ("Hi & bye", "<b>Hi</b> &amp; bye")
    assert sent.reply_markup.model_dump() == keyboard.model_dump()
    edited = await bot.edit_message_text("new", chat_id=anna, message_id=sent.message_id)
    assert (edited.text, edited.reply_markup) == ("new", None)
    assert await bot.delete_message(anna, sent.message_id)
    shown = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Yes")]], resize_keyboard=True)
    await bot.send_message(anna, "?", reply_markup=shown)
    await bot.send_message(anna, "!", reply_markup=ReplyKeyboardRemove())
    keyboards = [message.get("reply_keyboard") for message in await sim.messages(anna)]
    assert keyboards[-2]["keyboard"] == [[{"text": "Yes"}]]
    assert keyboards[-1] == {"remove_keyboard": True}
    assert await bot.send_chat_action(anna, "typing")


async def test_aiogram_files(sim: Sim, bot: aiogram.Bot, anna: int):
    sent = await bot.send_photo(anna, BufferedInputFile(picture(), "a.png"), caption="look")
    assert [(size.width, size.height) for size in sent.photo] == [(90, 51), (320, 180), (800, 450), (1280, 720)]
    largest = await bot.download(sent.photo[-1])
    assert Image.open(largest).size == (1280, 720)
    again = await bot.send_photo(anna, sent.photo[-1].file_id)
    assert again.photo == sent.photo
    document = await bot.send_document(anna, BufferedInputFile("内容".encode(), "规则.txt"))
    assert (document.document.file_name, document.document.mime_type) == ("规则.txt", "text/plain")
    assert (await bot.download(document.document)).read() == "内容".encode()
    album = await bot.send_media_group(
        anna, [InputMediaPhoto(media=BufferedInputFile(picture(9, 9), "x.png"), caption="c") for _ in range(3)]
    )
    assert len({message.media_group_id for message in album}) == 1
    changed = await bot.edit_message_media(
        InputMediaPhoto(media=BufferedInputFile(picture(50, 40), "y.png"), caption="other"),
        chat_id=anna,
        message_id=sent.message_id,
    )
    assert (changed.caption, changed.photo[-1].width) == ("other", 50)
    with pytest.raises(TelegramBadRequest, match="can't use file of type Document as Photo"):
        await bot.send_photo(anna, document.document.file_id)
    with pytest.raises(TelegramBadRequest, match="10485761 bytes is too big for a photo; the maximum size is 10485760"):
        await bot.send_photo(anna, BufferedInputFile(bytes(10 * 2**20 + 1), "big.png"))
    for send in (bot.send_video, bot.send_voice, bot.send_audio, bot.send_sticker, bot.send_animation):
        await send(anna, BufferedInputFile(b"bytes", "f.bin"))


async def test_aiogram_commands_by_scope_and_language(sim: Sim, bot: aiogram.Bot, anna: int):
    await bot.set_my_commands([BotCommand(command="help", description="Help")])
    await bot.set_my_commands(
        [BotCommand(command="new", description="New")], scope=BotCommandScopeAllPrivateChats(), language_code="en"
    )
    assert [command.command for command in await bot.get_my_commands()] == ["help"]
    shown = await sim.get(f"people/{anna}/commands")
    assert shown["commands"] == [{"command": "new", "description": "New"}]
    await bot.delete_my_commands(scope=BotCommandScopeAllPrivateChats(), language_code="en")
    assert (await sim.get(f"people/{anna}/commands"))["commands"][0]["command"] == "help"


async def test_aiogram_raises_its_own_errors(sim: Sim, bot: aiogram.Bot, anna: int):
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(await sim.person("Ben"), "x")
    await sim.post("limits", on=True, chat_burst=1)
    await bot.send_message(anna, "x")
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(anna, "y")
    assert caught.value.retry_after == 1


def echo() -> aiogram.Dispatcher:
    dispatcher = aiogram.Dispatcher()
    go = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])

    @dispatcher.message(CommandStart(deep_link=True))
    async def start(message: Message) -> None:
        await message.answer(f"from {message.text}", reply_markup=go)

    @dispatcher.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        await query.answer("pressed")
        await query.message.edit_text("done")

    return dispatcher


async def conversation(sim: Sim) -> None:
    """The same for every bot here: a deep link, a button, an edited message."""
    ben = await sim.person("Ben")
    await sim.post("open", person=ben, url="https://t.me/yidan_bot?start=abc-1")
    await sim.settle()
    first, second = await sim.messages(ben)
    assert (first["text"], second["text"]) == ("/start abc-1", "from /start abc-1")
    await sim.post("press", person=ben, chat=ben, message_id=second["message_id"], label="Go")
    await sim.settle()
    assert (await sim.messages(ben))[-1]["text"] == "done"
    assert (await sim.get(f"toasts?person={ben}"))["toasts"][0]["text"] == "pressed"


async def test_an_aiogram_bot_that_polls(sim: Sim, bot: aiogram.Bot):
    sim.world.quiet = 0.1
    dispatcher = echo()
    polling = asyncio.ensure_future(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=5))
    await conversation(sim)
    await dispatcher.stop_polling()
    await polling


@pytest.mark.parametrize("background", [True, False])
async def test_an_aiogram_bot_with_a_webhook(sim: Sim, bot: aiogram.Bot, background: bool):
    app = web.Application()
    SimpleRequestHandler(echo(), bot, handle_in_background=background, secret_token="s").register(app, "/hook")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s")
    sim.world.quiet = 0.1
    await conversation(sim)
    assert (await bot.get_webhook_info()).pending_update_count == 0
    await bot.delete_webhook()
    await runner.cleanup()


async def test_python_telegram_bot_calls(sim: Sim, ptb: telegram.Bot, anna: int):
    assert (await ptb.get_me()).username == "yidan_bot"
    sent = await ptb.send_message(anna, "*Hi*\\!", parse_mode="MarkdownV2")
    assert (sent.text, sent.entities[0].type) == ("Hi!", "bold")
    assert (await ptb.edit_message_text("new", chat_id=anna, message_id=sent.message_id)).text == "new"
    photo = await ptb.send_photo(anna, picture(form="JPEG"), caption="c")
    file = await ptb.get_file(photo.photo[-1].file_id)
    assert Image.open(io.BytesIO(await file.download_as_bytearray())).size == (1280, 720)
    await ptb.send_document(anna, b"bytes", filename="a.bin")
    assert await ptb.set_my_commands([("help", "Help")])
    assert (await ptb.get_my_commands())[0].command == "help"
    assert await ptb.set_webhook("http://127.0.0.1:9/x", max_connections=5)
    assert (await ptb.get_webhook_info()).max_connections == 5
    assert await ptb.delete_webhook(drop_pending_updates=True)
    with pytest.raises(telegram.error.BadRequest, match="Message is not modified"):
        await ptb.edit_message_text("new", chat_id=anna, message_id=sent.message_id)


async def test_a_python_telegram_bot_that_polls(sim: Sim):
    sim.world.quiet = 0.1
    go = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Go", callback_data="go")]])

    async def start(update: telegram.Update, context: object) -> None:
        await update.message.reply_text(f"from {update.message.text}", reply_markup=go)

    async def pressed(update: telegram.Update, context: object) -> None:
        await update.callback_query.answer("pressed")
        await update.callback_query.edit_message_text("done")

    app = Application.builder().token(TOKEN).base_url(f"{sim.url}/bot").base_file_url(f"{sim.url}/file/bot").build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(pressed))
    async with app:
        await app.start()
        await app.updater.start_polling(timeout=2)
        await conversation(sim)
        await app.updater.stop()
        await app.stop()


async def test_rates_refill_with_the_clock():
    async with simulator(limits=Limits(chat_burst=3)) as sim:
        anna = await sim.person("Anna")
        await sim.say(anna, "/start")
        for _ in range(3):
            await sim.call("sendMessage", chat_id=anna, text="x")
        params = {"chat_id": anna, "text": "x"}
        async with sim.http.post(f"{sim.url}/bot{TOKEN}/sendMessage", json=params) as response:
            assert (response.status, response.headers["Retry-After"]) == (429, "1")
            assert (await response.json())["parameters"] == {"retry_after": 1}
        await sim.advance(1)
        await sim.call("sendMessage", **params)
        people = [await sim.person(f"P{number}") for number in range(40)]
        for person in people:
            await sim.say(person, "/start")
        await sim.advance(1)
        sent = [(await sim.raw("sendMessage", {"chat_id": person, "text": "x"}))[0] for person in people]
        assert sent == [200] * 30 + [429] * 10
        group = await sim.post("groups", owner=anna, title="Deals")
        await sim.post(f"groups/{group['id']}/members", bot=sim.bot["id"])
        accepted = 0
        for _ in range(60):
            await sim.advance(1)
            accepted += (await sim.raw("sendMessage", {"chat_id": group["id"], "text": "x"}))[0] == 200
        assert accepted == 39, "twenty at once or one by one, and twenty more in the minute"
