import json

import pytest
from aiohttp.test_utils import TestServer

from assistant.store import Writer, open_books
from assistant.telegram.client import Client
from assistant.telegram.holds import Holds
from assistant.telegram.limits import Limits, Rate
from assistant.telegram.metrics import Metrics
from assistant.telegram.sender import Sender
from tests.telegram.telegram_kit import START, TOKEN, FakeApi, ManualClock


@pytest.fixture
async def clock():
    return ManualClock()


@pytest.fixture
async def writer():
    books = open_books(":memory:")
    writer = Writer(books)
    yield writer
    await writer.close()
    books.close()


@pytest.fixture
async def api():
    return FakeApi()


@pytest.fixture
async def server(api):
    server = TestServer(api.app())
    await server.start_server()
    yield server
    await server.close()


@pytest.fixture
async def client(server, tmp_path):
    client = Client(str(server.make_url("")), TOKEN, lambda sha256: tmp_path / sha256, timeout=0.4)
    await client.start()
    yield client
    await client.close()


@pytest.fixture
def limits():
    return Limits(Rate(0, 1), Rate(0, 1), Rate(0, 1))


@pytest.fixture
def holds():
    return Holds()


@pytest.fixture
async def sender(client, writer, clock, limits, holds):
    sender = Sender(client, writer, clock, limits, holds, Metrics())
    yield sender
    await sender.stop(0.05)


@pytest.fixture
def owe(writer, sender):
    """Queue messages and tell the sender, as the app does."""

    async def queue(*texts, chat=501, policy="notice", method="sendMessage", **params):
        def work(books):
            return [
                books.outbox.queue(
                    chat, method, json.dumps({"chat_id": chat, "text": text, **params}).encode(), policy, START
                )
                for text in texts
            ]

        ids = await writer.run(work)
        sender.wake()
        return ids

    return queue


@pytest.fixture
def state(writer):
    async def states(*ids):
        rows = await writer.run(lambda books: [books.outbox.get(one) for one in ids])
        return [row.state for row in rows]

    return states
