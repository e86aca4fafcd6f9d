"""The shortest way through everything: a person writes, a bot answers, a button is pressed."""

from simkit import Sim, webhook


async def test_a_conversation_over_the_webhook(sim: Sim):
    anna = await sim.person("Anna")
    async with webhook(sim, secret_token="s3cret") as hook:
        hook.reply = lambda update: {
            "method": "sendMessage",
            "chat_id": anna,
            "text": "Hello",
            "reply_markup": {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]},
        }
        await sim.say(anna, "/start")
        await sim.settle()
        said = await sim.messages(anna)
        assert [message["text"] for message in said] == ["/start", "Hello"]
        assert said[0]["entities"] == [{"offset": 0, "length": 6, "type": "bot_command"}]
        assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"

        hook.reply = lambda update: {
            "method": "editMessageText",
            "chat_id": anna,
            "message_id": said[1]["message_id"],
            "text": "Gone",
        }
        pressed = await sim.post("press", person=anna, chat=anna, message_id=said[1]["message_id"], label="Go")
        await sim.settle()
        assert await sim.call("answerCallbackQuery", callback_query_id=pressed["query_id"], text="Well") is True
        assert (await sim.get(f"toasts?person={anna}"))["toasts"][0]["text"] == "Well"
        assert (await sim.messages(anna))[1]["text"] == "Gone"
        assert "reply_markup" not in (await sim.messages(anna))[1]
