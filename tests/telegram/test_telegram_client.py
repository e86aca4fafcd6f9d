import asyncio
import hashlib
import io
import json
import logging
import traceback

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import unused_port

from assistant.telegram import failures
from assistant.telegram.client import Client
from assistant.telegram.log import configure
from tests.telegram.telegram_kit import TOKEN, hang_up, never, refusal


async def failing(client, method="sendMessage", params=b"{}"):
    with pytest.raises(failures.CallFailed) as caught:
        await client.call(method, params)
    return caught.value


async def test_a_call_gives_its_result_as_json(client, api):
    assert json.loads(await client.call("sendMessage", {"chat_id": 1, "text": "你好"})) == {"message_id": 1}
    assert api.calls[0].params == {"chat_id": 1, "text": "你好"}


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal(429, "Too Many Requests: retry after 7", retry_after=7), failures.RetryAfter),
        (refusal(403, "Forbidden: bot was blocked by the user"), failures.Blocked),
        (
            refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-5),
            failures.Migrated,
        ),
        (refusal(400, "Bad Request: message is not modified: specified new …"), failures.NotModified),
        (refusal(400, "Bad Request: message to edit not found"), failures.CannotEdit),
        (refusal(400, "Bad Request: message can't be edited"), failures.CannotEdit),
        (refusal(400, "Bad Request: chat not found"), failures.Rejected),
        (refusal(401, "Unauthorized"), failures.TokenRefused),
        (refusal(500, "Internal Server Error"), failures.Unknown),
        (502, failures.Unknown),
        (200, failures.Unknown),
        (413, failures.Rejected),
        (hang_up, failures.Unknown),
        (never, failures.Unknown),
    ],
)
async def test_every_bad_end_has_its_class(client, api, answer, kind):
    api.on("sendMessage", answer)
    assert type(await failing(client)) is kind


async def test_what_telegram_asks_for_comes_with_the_failure(client, api):
    api.on("sendMessage", refusal(429, "x", retry_after=7), refusal(400, "y", migrate_to_chat_id=-5))
    first, second = await failing(client), await failing(client)
    assert isinstance(first, failures.RetryAfter)
    assert first.seconds == 7
    assert isinstance(second, failures.Migrated)
    assert second.chat == -5


async def test_without_a_connection_nothing_was_sent(tmp_path):
    client = Client(f"http://127.0.0.1:{unused_port()}", TOKEN, lambda _: tmp_path)
    await client.start()
    assert type(await failing(client)) is failures.NotSent
    await client.close()


@pytest.fixture
def poster(tmp_path):
    content = bytes(range(256)) * 3000
    sha256 = hashlib.sha256(content).hexdigest()
    (tmp_path / sha256).write_bytes(content)
    return sha256, content


async def test_a_blob_is_uploaded(client, api, poster):
    sha256, content = poster
    params = {"chat_id": 1, "photo": {"blob": sha256, "name": "海报.png"}, "reply_markup": {"inline_keyboard": []}}
    await client.call("sendPhoto", json.dumps(params).encode())
    (call,) = api.calls
    assert call.content_type == "multipart/form-data"
    assert call.params == {"chat_id": "1", "photo": ("海报.png", content), "reply_markup": '{"inline_keyboard":[]}'}


async def test_blobs_of_an_album_are_attached(client, api, poster):
    sha256, content = poster
    media = [{"type": "photo", "media": {"blob": sha256}}, {"type": "photo", "media": "AgACfileid"}]
    await client.call("sendMediaGroup", {"chat_id": 1, "media": media})
    (call,) = api.calls
    assert json.loads(call.params["media"])[0]["media"] == "attach://file0"
    assert call.params["file0"] == (sha256, content)


async def test_a_strange_file_name_stays_within_its_header(client, api, poster):
    sha256, content = poster
    await client.call("sendDocument", {"document": {"blob": sha256, "name": 'a"\r\nX-Evil: 1\u202e.png'}})
    assert api.calls[0].params["document"] == ("a___X-Evil: 1_.png", content)


async def test_people_who_write_about_blobs_send_no_files(client, api):
    await client.call("sendMessage", {"chat_id": 1, "text": 'a "blob" here', "x": {"blob": "../../etc/passwd"}})
    assert api.calls[0].content_type == "application/json"


async def test_a_missing_blob_is_refused_for_good(client, api):
    failure = await failing(client, "sendPhoto", json.dumps({"photo": {"blob": "0" * 64}}).encode())
    assert isinstance(failure, failures.Rejected)
    assert api.calls == []


@pytest.mark.parametrize("trouble", [hang_up, never, 502, 401, "unreachable"])
async def test_the_token_shows_nowhere(client, api, tmp_path, monkeypatch, trouble):
    lines = io.StringIO()
    monkeypatch.setattr("sys.stderr", lines)
    before = logging.getLogger().handlers[:], structlog.get_config()
    configure("json", "debug")
    logging.getLogger().handlers[0].setStream(lines)
    if trouble == "unreachable":
        client = Client(f"http://127.0.0.1:{unused_port()}", TOKEN, lambda _: tmp_path)
        await client.start()
    else:
        api.on("sendMessage", trouble)
    try:
        failure = await failing(client, params=b'{"text": "hi"}')
        text = "".join(traceback.format_exception(failure)) + repr(failure) + str(failure)
        assert failure.__context__ is None
        assert failure.__cause__ is None
        url = f"http://x/bot{TOKEN}/sendMessage"
        structlog.get_logger().error("call failed", client=client, url=url, exc_info=failure)
        logging.getLogger("aiohttp.client").warning("GET %s", f"https://api.telegram.org/file/bot{TOKEN}/photos/1.jpg")
    finally:
        logging.getLogger().handlers[:] = before[0]
        structlog.configure(**before[1])
        await client.close()
    seen = text + lines.getvalue() + repr(client)
    assert "call failed" in seen
    assert "photos/1.jpg" in seen
    assert "CANARY" not in seen


async def test_a_slow_answer_is_not_waited_for_longer_than_allowed(client, api):
    api.on("sendMessage", never)
    async with asyncio.timeout(2):
        assert type(await failing(client)) is failures.Unknown


async def test_redirects_are_not_followed(client, api):
    async def elsewhere(request):
        return web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"})

    api.on("sendMessage", elsewhere)
    assert type(await failing(client)) is failures.Unknown
