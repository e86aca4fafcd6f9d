"""Whatever is posted to us: refused with 4xx or taken with 200, never a 5xx, and everybody can go on."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiogram.types import Update
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.books import Books
from tests.faults.deliveries import HEADERS, Reply, deliver, deliver_all, message, press
from tests.faults.process import Process, process, telegram
from tests.faults.updates import PEOPLE, absurd_ids, realistic, spoiled

BATCH = 50
GOOD = message(1, PEOPLE[0], "/start")


@dataclass
class House:
    """The assistant in its process, one keep-alive session to it, and what its buttons carry."""

    loop: asyncio.AbstractEventLoop
    assistant: Process
    http: aiohttp.ClientSession
    last: int = 1000
    data: list[str] = field(default_factory=lambda: ["c:groups", "s:0:0:o.wechat", "nonsense"])

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(asyncio.wait_for(work, 60))

    def deliver(self, update: Any, **headers: str) -> Reply:
        return self.run(deliver(self.http, self.assistant.url, update, **headers))

    def number(self) -> int:
        self.last += 1
        return self.last

    def learn(self, replies: list[Reply]) -> None:
        """Remember buttons to press."""
        self.data += [data for reply in replies for data in _buttons(reply.body)]
        del self.data[3:-300]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    loop = asyncio.new_event_loop()
    stack = AsyncExitStack()
    folder = tmp_path_factory.mktemp("house")
    try:
        yield loop.run_until_complete(stack.enter_async_context(_house(loop, folder)))
    finally:
        loop.run_until_complete(stack.aclose())
        loop.close()


@asynccontextmanager
async def _house(loop: asyncio.AbstractEventLoop, folder: Path) -> AsyncIterator[House]:
    connector = aiohttp.TCPConnector(limit=16)
    async with (
        telegram() as world,
        process(folder, world.url, public_url="", log_level="error") as assistant,
        aiohttp.ClientSession(connector=connector) as http,
    ):
        bot = next(iter(world.world.bots.values()))
        for person in PEOPLE:
            known = world.world.add_person(f"P{person}", number=person)
            world.world.private_chat(known, bot).started = True
        await assistant.start()
        await assistant.listening()
        yield House(loop, assistant, http)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b"7", b"[]", b'"text"', b"{}", b'{"update_id": null}', b"\xff\xfe", b"[" * 100_000, b"\x00"],
)
def test_what_is_no_update_is_a_bad_request(house: House, body: bytes):
    assert house.deliver(body).status == 400


@pytest.mark.parametrize("secret", ["", "wrong", "a_secret_for_tests_onlyx", "A_SECRET_FOR_TESTS_ONLY", "geheim-é"])
def test_a_wrong_secret_is_forbidden(house: House, secret: str):
    assert house.deliver(GOOD, **{"X-Telegram-Bot-Api-Secret-Token": secret}).status == 403


def test_without_the_secret_nothing_is_even_read(house: House):
    async def bare(body: bytes) -> int:
        async with house.http.post(f"{house.assistant.url}/telegram", data=body) as answer:
            return answer.status

    assert [house.run(bare(body)) for body in (json.dumps(GOOD).encode(), b"{")] == [403, 403]


@pytest.mark.parametrize("chunked", [False, True])
def test_two_megabytes_are_too_large(house: House, chunked: bool):
    body = json.dumps({**GOOD, "padding": "x" * 2**21}).encode()

    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 2**16):
            yield body[start : start + 2**16]

    async def post() -> int:
        data = chunks() if chunked else io.BytesIO(body)
        async with house.http.post(f"{house.assistant.url}/telegram", data=data, headers=HEADERS) as answer:
            return answer.status

    assert house.run(post()) == 413


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD"])
def test_only_post_is_a_method_here(house: House, method: str):
    async def ask() -> int:
        async with house.http.request(method, f"{house.assistant.url}/telegram", headers=HEADERS) as answer:
            return answer.status

    assert house.run(ask()) == 405


@pytest.mark.parametrize("kind", ["shipping_query", "chat_boost", "a_kind_of_the_year_2030", "message_reaction"])
def test_kinds_that_mean_nothing_to_us_are_taken_and_passed_over(house: House, kind: str):
    assert house.deliver({"update_id": house.number(), kind: {"any": ["thing"]}}) == Reply(200, None, b"")


def test_an_update_nested_without_end_is_taken_once_and_kept_for_a_human(house: House):
    raw = b'{"update_id":%d,"message":%s' % (house.number(), b'{"reply_to_message":' * 20_000)
    assert house.deliver(raw + b"1" + b"}" * 20_001).status == 200


def test_a_body_that_is_not_what_its_encoding_says_is_a_bad_request(house: House):
    assert house.deliver(b"not gzip", **{"Content-Encoding": "gzip"}).status == 400


def taken_by_the_thousand(house: House, examples: int) -> None:
    books = Books(house.assistant.database)
    data = st.one_of(st.deferred(lambda: st.sampled_from(house.data)), st.text(max_size=16))
    kinds = st.one_of(
        realistic(data).map(lambda each: ("real", each)),
        realistic(data).map(lambda each: ("real", each)),
        spoiled(data).map(lambda each: ("spoiled", each)),
        st.tuples(st.just("nameless"), st.builds(lambda number, each: {**each, "update_id": number}, absurd_ids, realistic(data))),
    )  # fmt: skip

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.lists(kinds, min_size=BATCH, max_size=BATCH))
    def batch(drawn: list[tuple[str, dict[str, Any]]]) -> None:
        drawn = [(kind, each if kind == "nameless" else {"update_id": house.number(), **each}) for kind, each in drawn]
        for kind, each in drawn:
            if kind == "real":
                Update.model_validate(each)  # or else it would prove nothing
        replies = house.run(deliver_all(house.http, house.assistant.url, [each for _, each in drawn]))
        odd = [
            (each, reply)
            for (kind, each), reply in zip(drawn, replies, strict=True)
            if reply.status != (400 if kind == "nameless" else 200)
        ]
        assert odd == []
        real = {each["update_id"] for kind, each in drawn if kind == "real"}
        assert [letter for letter in books.rows("letter") if letter["update_id"] in real] == []
        house.learn([reply for reply in replies if reply.status == 200])

    batch()
    for person in PEOPLE:
        _goes_on(house, person)


def _goes_on(house: House, person: int) -> None:
    """/start is answered, and so is the first step of a group."""
    for text in ("/start", "/newgroup"):
        buttons = _screen(house, person, lambda text=text: message(house.number(), person, text))
    if "c:newgroup!" in buttons:  # one was begun already
        buttons = _screen(house, person, lambda: press(house.number(), person, "c:newgroup!"))
    choice = next(data for data in buttons if data.endswith(":0:o.wechat"))
    following = _screen(house, person, lambda: press(house.number(), person, choice))
    assert any(data.endswith(":1:o.goods") for data in following)


def _screen(house: House, person: int, update: Callable[[], dict[str, Any]]) -> list[str]:
    """The buttons of the answer: they ride on the reply, or come as a call once the limits allow it."""
    if (reply := house.deliver(update())).body:
        return _buttons(reply.body)
    books = Books(house.assistant.database)
    for _ in range(600):
        if not books.rows("outbox", f"chat = {person} AND state IN ('queued', 'sending')"):
            return _buttons(books.rows("outbox", f"chat = {person} ORDER BY id DESC LIMIT 1")[0]["params"])
        house.run(asyncio.sleep(0.1))  # the simulated Telegram lives in that loop
    raise AssertionError("nothing is sent")


def _buttons(call: bytes) -> list[str]:
    rows = json.loads(call or b"{}").get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def test_ten_thousand_random_updates_are_all_taken_or_refused_and_everybody_goes_on(house: House):
    taken_by_the_thousand(house, 10_000 // BATCH)


@pytest.mark.soak
def test_a_hundred_thousand_random_updates_are_all_taken_or_refused(house: House):
    taken_by_the_thousand(house, 100_000 // BATCH)
