"""Downloads and papers, through the real child and a real HTTP server."""

import asyncio
from pathlib import Path

import msgspec
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from assistant.papers.poster import PosterSpec
from assistant.papers.qr import read
from assistant.worker import JobFailed, Worker, download, place

MEDIA = Path(__file__).parents[2] / "fixtures" / "media"
TOKEN = "4242:a-canary-token"
MEGABYTE = 1 << 20


def names(folder):
    return [path.name for path in folder.iterdir()]


class BotApi:
    """getFile and the files behind it; a file's id says how it behaves."""

    def __init__(self):
        self.held = asyncio.Event()
        self.asked = []

    async def get_file(self, request):
        file_id = request.query["file_id"]
        self.asked.append(file_id)
        if file_id == "expired":
            body = {"ok": False, "error_code": 400, "description": "Bad Request: wrong file_id"}
            return web.json_response(body, status=400)
        if file_id == "refused as big":
            body = {"ok": False, "error_code": 400, "description": "Bad Request: file is too big"}
            return web.json_response(body, status=400)
        if file_id in {"flood", "broken"}:
            return web.json_response({"ok": False}, status=429 if file_id == "flood" else 500)
        if file_id == "nonsense":
            return web.Response(text="<html>")
        if file_id == "empty result":
            return web.json_response({"ok": True, "result": {}})
        if file_id == "away":
            raise web.HTTPFound("http://127.0.0.1:9/elsewhere")
        size = {"said to be big": 21 * MEGABYTE}.get(file_id)
        result = {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_path": f"photos/{file_id}"}
        return web.json_response({"ok": True, "result": {**result, **({"file_size": size} if size else {})}})

    async def file(self, request):
        name = request.match_info["name"]
        if name == "missing":
            raise web.HTTPNotFound
        if name == "empty":
            return web.Response(body=b"")
        if name in {"big", "big without length", "cut", "slow"}:
            return await self._streamed(request, name)
        return web.Response(body=(MEDIA / name).read_bytes())

    async def _streamed(self, request, name):
        answer = web.StreamResponse()
        if name == "big":
            answer.content_length = 21 * MEGABYTE
        if name == "cut":
            answer.content_length = 1000
        await answer.prepare(request)
        try:
            if name == "big without length":
                for _ in range(21):
                    await answer.write(bytes(MEGABYTE))
            elif name != "big":
                await answer.write(b"\x89PNG\r\n\x1a\n")
            if name == "slow":
                await self.held.wait()
            if name in {"cut", "big"}:
                request.transport.close()
        except ConnectionError:
            pass
        return answer


@pytest.fixture
async def api():
    bot = BotApi()
    application = web.Application()
    application.router.add_get(f"/bot{TOKEN}/getFile", bot.get_file)
    application.router.add_get(f"/file/bot{TOKEN}/photos/{{name}}", bot.file)
    async with TestServer(application) as server:
        bot.url = str(server.make_url("/")).rstrip("/")
        yield bot
        bot.held.set()


@pytest.fixture
async def worker(api, tmp_path):
    made = Worker(tmp_path, api.url, TOKEN)
    yield made
    await made.stop()


async def failure(worker, **args):
    with pytest.raises(JobFailed) as caught:
        await worker.run("read_qr", args)
    assert TOKEN not in str(caught.value)
    return caught.value.code


async def test_a_picture_is_fetched_kept_and_read(worker, tmp_path):
    told = await worker.run("read_qr", {"file_id": "two-codes.png", "size": 1066})
    content = (MEDIA / "two-codes.png").read_bytes()
    assert place(tmp_path, told["sha256"]).read_bytes() == content
    assert (told["size"], told["mime"], told["unique_id"]) == (len(content), "image/png", "u-two-codes.png")
    assert told["verdict"] == "payment"
    assert {code["verdict"] for code in told["codes"]} == {"payment", "wechat_group"}


async def test_fetching_it_again_changes_nothing(worker, tmp_path):
    first = await worker.run("read_qr", {"file_id": "no-code.jpg"})
    assert first["verdict"] == "none"
    assert first["codes"] == []
    assert await worker.run("read_qr", {"file_id": "no-code.jpg", "size": None}) == first
    assert names(tmp_path) == [first["sha256"]]


@pytest.mark.parametrize(
    ("file_id", "code"),
    [
        ("expired", "gone"),
        ("missing", "gone"),
        ("refused as big", "too_big"),
        ("said to be big", "too_big"),
        ("big", "too_big"),
        ("big without length", "too_big"),
        ("flood", "network"),
        ("broken", "network"),
        ("nonsense", "network"),
        ("empty result", "network"),
        ("away", "network"),
        ("cut", "network"),
        ("empty", "not_a_picture"),
        ("make.py", "not_a_picture"),
    ],
)
async def test_each_failure_has_its_code_and_leaves_no_file(worker, tmp_path, file_id, code):
    assert await failure(worker, file_id=file_id) == code
    assert names(tmp_path) == []


async def test_a_file_known_to_be_too_big_is_not_asked_for(worker, api):
    assert await failure(worker, file_id="x", size=download.MOST + 1) == "too_big"
    assert api.asked == []


async def test_a_server_that_is_not_there_is_a_network_failure(tmp_path):
    worker = Worker(tmp_path, "http://127.0.0.1:9", TOKEN)
    assert await failure(worker, file_id="x") == "network"
    await worker.stop()


@pytest.mark.parametrize("base", ["", "no address", "file:///etc", "ftp://127.0.0.1"])
async def test_only_http_is_spoken(tmp_path, base):
    worker = Worker(tmp_path, base, TOKEN)
    assert await failure(worker, file_id="passwd") == "network"
    await worker.stop()


async def test_a_slow_server_is_not_waited_for(api, monkeypatch):
    monkeypatch.setattr(download, "_PATIENCE", 0.05)
    desk = download.Desk(api.url, TOKEN)

    def fetch():
        return list(download.content(desk, "photos/slow"))

    with pytest.raises(JobFailed, match="network"):
        await asyncio.to_thread(fetch)


async def test_a_dripping_server_is_not_waited_for_either(api, monkeypatch):
    monkeypatch.setattr(download, "_ALTOGETHER", 0.0)
    desk = download.Desk(api.url, TOKEN)

    def fetch():
        return list(download.content(desk, "photos/wechat-group-qr.jpg"))

    with pytest.raises(JobFailed, match="network"):
        await asyncio.to_thread(fetch)


async def test_a_job_that_hangs_on_the_net_times_out(api, tmp_path):
    worker = Worker(tmp_path, api.url, TOKEN)
    await worker.run("read_qr", {"file_id": "no-code.jpg"})
    worker._timeout = 0.1
    assert await failure(worker, file_id="slow") == "timeout"
    await worker.stop()


def test_a_desk_does_not_show_its_token():
    assert TOKEN not in repr(download.Desk("https://api.example", TOKEN))


SPEC = PosterSpec(
    kind="goods",
    badge="商品交易",
    tagline="一单一结",
    name="二手相机交易群🎉",
    trade_label="交易内容",
    trade="相机",
    invite="扫码进群",
    join_title="怎么进群",
    join=("扫码", "看公告"),
    rules_title="规矩",
    rules=("先核对订单，再付款",),
    link_label="成员入口",
    link="https://t.me/yidan_bot?start=x",
    footer="管理员绝不代收货款。",
    qr="https://weixin.qq.com/g/AQYAAKkD",
)


async def test_a_poster_is_drawn_into_the_folder_of_blobs(worker, tmp_path):
    told = await worker.run("poster", msgspec.to_builtins(SPEC))
    content = place(tmp_path, told["sha256"]).read_bytes()
    assert (told["size"], told["mime"]) == (len(content), "image/png")
    assert told["left_out"] in ([], ["🎉"])
    assert {code.text for code in read(content)} == {SPEC.qr, SPEC.link}
    assert await worker.run("poster", msgspec.to_builtins(SPEC)) == told


async def test_a_poster_without_its_words_is_a_bug_and_the_next_one_is_drawn(worker):
    with pytest.raises(JobFailed, match="crashed"):
        await worker.run("poster", {"kind": "goods"})
    assert await worker.run("poster", msgspec.to_builtins(SPEC))


NAMES = {"kind": "tasks", "badge": "任务", "tagline": "一单一结", "name": "同城跑腿任务群🎉"}
LINK = {"link_label": "成员入口", "link": "https://t.me/yidan_bot?start=x", "footer": "管理员绝不代收货款。"}
RULES = [f"第{number}条，当天验收，当天结算，接单人不垫付任何费用" for number in range(1, 31)]
PAPERS = {
    "rules_card": {
        **NAMES,
        **LINK,
        "version": "第 1 版",
        "groups": [{"title": "结算", "rules": RULES}],
        "more": "另有 {count} 条",
    },
    "impersonation_card": {
        **NAMES,
        **LINK,
        "title": "只认号码",
        "payee_title": "唯一收款人",
        "payee": {"name": "林小满", "id": 5123456789},
        "admins_title": "管理员",
        "admins": [{"name": f"管理员{number}", "id": 98765432 + number, "note": ""} for number in range(20)],
        "others": "除此之外，都不是我们",
        "others_notes": ["先对号码。"],
    },
    "scam_card": {
        **NAMES,
        **LINK,
        "title": "先停手",
        "scams": [{"title": "我帮他收", "quote": "「先转给我。」", "sign": "号码不对。"}] * 3,
        "do_title": "怎么办",
        "do": ["不付钱"],
    },
    "rules_pdf": {
        **NAMES,
        **LINK,
        "version": "第 1 版",
        "clauses": [{"title": f"结算{number}", "text": "当天验收，当天结算。" * 12} for number in range(30)],
        "page": "{page} / {pages}",
    },
}


async def test_every_paper_is_made_by_one_child_within_its_memory(worker, tmp_path):
    for _ in range(2):  # the second time beside all that the first one left in memory
        for kind, spec in {**PAPERS, "poster": msgspec.to_builtins(SPEC)}.items():
            told = await worker.run(kind, spec)
            content = place(tmp_path, told["sha256"]).read_bytes()
            assert told["size"] == len(content)
            assert told["mime"] == ("application/pdf" if kind == "rules_pdf" else "image/png")
            assert content.startswith(b"%PDF-" if kind == "rules_pdf" else b"\x89PNG")
            assert told["left_out"] in ([], ["🎉"])
    assert len(names(tmp_path)) == len(PAPERS) + 1


@pytest.mark.parametrize("kind", PAPERS)
async def test_a_paper_without_its_words_is_a_bug_and_the_next_one_is_made(worker, kind):
    with pytest.raises(JobFailed, match="crashed"):
        await worker.run(kind, {**PAPERS[kind], "link": None})
    assert await worker.run(kind, PAPERS[kind])
