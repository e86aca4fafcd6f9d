"""The worker survives whatever its child does."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from assistant.worker import JobFailed, Worker

TOKEN = "4242:a-canary-token"
ODD = (sys.executable, str(Path(__file__).with_name("odd_jobs.py")))


@pytest.fixture
async def worker(tmp_path):
    made = Worker(tmp_path / "blobs", "http://127.0.0.1:9", TOKEN, timeout=10, command=ODD)
    yield made
    await made.stop()


async def failure(worker, kind, **args):
    with pytest.raises(JobFailed) as caught:
        await worker.run(kind, args)
    return caught.value.code


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def seen_from_outside(pid):
    folder = Path(f"/proc/{pid}")
    return "".join((folder / name).read_text() for name in ("cmdline", "environ") if folder.exists())


async def test_a_job_is_answered(worker):
    await worker.start()
    assert (await worker.run("echo", {"text": "一单一结\n"}))["text"] == "一单一结\n"


async def test_the_first_job_starts_the_child_by_itself(worker):
    assert worker.pid is None
    assert (await worker.run("echo", {}))["pid"] == worker.pid


async def test_jobs_asked_for_at_once_are_done_one_by_one_each_with_its_own_answer(worker):
    answers = await asyncio.gather(*(worker.run("echo", {"number": number}) for number in range(20)))
    assert [answer["number"] for answer in answers] == list(range(20))
    assert len({answer["pid"] for answer in answers}) == 1


async def test_a_refusal_keeps_its_code_and_the_child(worker):
    before = (await worker.run("echo", {}))["pid"]
    assert await failure(worker, "refuse") == "gone"
    assert worker.pid == before


@pytest.mark.parametrize("kind", ["fail", "no such kind", "grow", "spill"])
async def test_a_bug_or_a_limit_fails_the_job_and_not_the_child(worker, kind):
    before = (await worker.run("echo", {}))["pid"]
    assert await failure(worker, kind) == "crashed"
    assert (await worker.run("echo", {}))["pid"] == before


@pytest.mark.parametrize("kind", ["die", "answer_half", "boast"])
async def test_a_lost_child_fails_its_job_and_the_next_job_has_a_new_one(worker, kind):
    before = (await worker.run("echo", {}))["pid"]
    assert await failure(worker, kind) == "crashed"
    assert (await worker.run("echo", {}))["pid"] != before
    assert not alive(before)


async def test_a_child_killed_while_idle_costs_no_job(worker):
    before = (await worker.run("echo", {}))["pid"]
    os.kill(before, signal.SIGKILL)
    await worker._child.wait()
    assert worker.pid is None
    assert (await worker.run("echo", {}))["pid"] != before


async def test_a_hanging_job_is_ended_in_time_and_the_next_one_goes_on(worker):
    before = (await worker.run("echo", {}))["pid"]
    worker._timeout = 0.1
    assert await failure(worker, "hang") == "timeout"
    assert not alive(before)
    worker._timeout = 10
    assert await worker.run("echo", {})


async def test_an_abandoned_job_does_not_answer_the_next(worker):
    before = (await worker.run("echo", {}))["pid"]
    job = asyncio.create_task(worker.run("hang", {}))
    await asyncio.sleep(0.05)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    assert (await worker.run("echo", {"mine": 1}))["mine"] == 1
    assert not alive(before)


async def test_what_libraries_print_does_not_disturb_the_answers(worker):
    assert await worker.run("chatter", {}) == {}
    assert (await worker.run("echo", {"mine": 1}))["mine"] == 1


async def test_the_token_is_in_neither_argv_nor_environment_nor_an_error(worker, capfd):
    told = await worker.run("echo", {})
    assert TOKEN not in str(told)
    assert TOKEN not in seen_from_outside(worker.pid)
    with pytest.raises(JobFailed) as caught:
        await worker.run("fail", {})
    assert TOKEN not in repr(caught.value)
    said = capfd.readouterr().err
    assert "RuntimeError" in said
    assert TOKEN not in said


async def test_the_child_gives_way_to_the_server(worker):
    assert (await worker.run("echo", {}))["nice"] >= os.nice(0)


async def test_stopping_ends_the_child_and_leaves_no_zombie(worker):
    pid = (await worker.run("echo", {}))["pid"]
    await worker.stop()
    assert worker.pid is None
    assert not alive(pid)
    await worker.stop()


async def test_stopping_in_the_middle_waits_for_the_job(worker):
    job = asyncio.create_task(worker.run("echo", {"mine": 1}))
    await asyncio.sleep(0)
    await worker.stop()
    assert (await job)["mine"] == 1


async def test_jobs_that_wait_while_it_stops_are_left_for_the_next_start(worker):
    await worker.start()
    jobs = [asyncio.create_task(worker.run("echo", {"number": number})) for number in range(3)]
    await asyncio.sleep(0)
    await worker.stop()
    first, *others = await asyncio.gather(*jobs, return_exceptions=True)
    assert first["number"] == 0
    assert [error.code for error in others] == ["stopped", "stopped"]
    assert worker.pid is None
    await worker.start()
    assert await worker.run("echo", {})


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_to_all_processes_leaves_the_running_job_to_the_server(worker, asked):
    before = (await worker.run("echo", {}))["pid"]
    os.kill(before, asked)
    assert (await worker.run("echo", {}))["pid"] == before


async def test_a_child_without_a_server_ends(worker):
    pid = (await worker.run("echo", {}))["pid"]
    worker._child.stdin.close()
    await worker._child.wait()
    assert not alive(pid)


async def test_a_command_that_cannot_be_started_fails_the_job(tmp_path):
    worker = Worker(tmp_path, "", "", command=("/no/such/program",))
    assert await failure(worker, "echo") == "crashed"
    await worker.stop()


async def test_a_command_that_answers_nonsense_fails_the_job(tmp_path):
    worker = Worker(tmp_path, "", "", command=(sys.executable, "-c", "print('nonsense', flush=True); input(); input()"))
    assert await failure(worker, "echo") == "crashed"
    await worker.stop()


async def test_arguments_that_are_no_json_are_the_callers_bug(worker):
    with pytest.raises(TypeError):
        await worker.run("echo", {"what": object()})
    assert await worker.run("echo", {})
