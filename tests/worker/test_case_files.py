"""The case file made by the real child, in the folder of blobs."""

import json

import msgspec
import pytest

from assistant.verify import verify
from assistant.worker import JobFailed, Worker, place
from tests.case_files import blobs, inside, spec


@pytest.fixture
async def worker(tmp_path):
    made = Worker(blobs(tmp_path), "http://127.0.0.1:9", "4242:token")
    yield made
    await made.stop()


def args(**how):
    return msgspec.to_builtins(spec(**how))


async def test_it_is_kept_under_its_hash_and_holds(worker, tmp_path):
    told = await worker.run("case_file", args(language="zh"))
    assert told["mime"] == "application/zip"
    assert told["parts"] == [{"sha256": told["sha256"], "size": told["size"], "name": "YD-3.zip"}]
    file = place(tmp_path, told["sha256"])
    assert file.stat().st_size == told["size"]
    assert verify([file]).problems == []
    manifest = json.loads(inside(file.read_bytes())["manifest.json"])
    assert [page["title"] for page in manifest["pages"]] == ["订单", "申请", "回应", "经过", "裁决"]
    assert await worker.run("case_file", args(language="zh")) == told


async def test_an_exhibit_whose_bytes_are_gone_is_told_and_leaves_nothing(worker, tmp_path):
    for exhibit in (spec().exhibits[3].sha256, spec().exhibits[0].copy):
        path = place(tmp_path, exhibit)
        content = path.read_bytes()
        path.unlink()
        before = set(tmp_path.iterdir())
        with pytest.raises(JobFailed, match="missing"):
            await worker.run("case_file", args())
        assert set(tmp_path.iterdir()) == before
        path.write_bytes(content)
