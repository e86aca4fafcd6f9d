"""A bot's webhook and commands: what may be set, and what is said of it."""

import pytest
from simkit import Sim


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "ftp://example.com/"}, "invalid webhook URL specified"),
        ({"url": "http://"}, "invalid webhook URL specified"),
        ({"url": "http://127.0.0.1/", "secret_token": "a" * 257}, "secret token is too long"),
        ({"url": "http://127.0.0.1/", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
async def test_webhooks_that_are_refused(sim: Sim, params: dict, words: str):
    assert await sim.refused("setWebhook", **params) == f"Bad Request: {words}"


async def test_a_host_without_an_address_is_refused(sim: Sim):
    words = await sim.refused("setWebhook", url="http://no-such-host.invalid/")
    assert words.startswith("Bad Request: bad webhook: Failed to resolve host: ")


async def test_setting_a_webhook_says_what_was_done(sim: Sim):
    async def described(method: str, **params: object) -> str:
        return (await sim.raw(method, params))[1]["description"]

    url = "http://127.0.0.1:9/"
    assert await described("setWebhook", url=url) == "Webhook was set"
    assert await described("setWebhook", url=url) == "Webhook is already set"
    assert await described("deleteWebhook") == "Webhook was deleted"
    assert await described("setWebhook", url="") == "Webhook is already deleted"


async def test_commands_that_are_refused(sim: Sim):
    def wanted(name: str, says: str = "x") -> dict:
        return {"commands": [{"command": name, "description": says}]}

    assert await sim.refused("setMyCommands", **wanted("Hi there")) == "Bad Request: BOT_COMMAND_INVALID"
    assert await sim.refused("setMyCommands", **wanted("hi", "")) == "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
    assert await sim.refused("setMyCommands", **wanted("hi"), scope={"type": "moon"}) == (
        "Bad Request: can't parse BotCommandScope: Unsupported type specified"
    )
    many = [{"command": f"c{number}", "description": "x"} for number in range(101)]
    assert await sim.refused("setMyCommands", commands=many) == "Bad Request: BOT_COMMANDS_TOO_MUCH"
