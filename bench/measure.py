"""One run of one target: a fresh process and a fresh database, a warm-up, then the measured walks."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.load import Load
from bench.process import SERVER_CORE, Server, free_port, running
from bench.stub import Stub
from bench.walk import PRESSES, Owner

SECRET = "bench_secret_0123456789"
WARM_UP = 32  # owners who walk before anything is counted
TARGETS = {
    "decode": "bare aiohttp",
    "commit": "aiohttp + SQLite commit",
    "assistant": "the assistant",
}


@dataclass(frozen=True)
class Run:
    """What one run gave; times in milliseconds unless named otherwise."""

    target: str
    paced: float  # updates a second asked for, 0 for a closed loop
    updates: int
    rate: float  # updates a second
    cpu: float  # CPU seconds for 1,000 updates, of all the server's processes
    p50: float
    p95: float
    p99: float
    peak_mib: float
    owners: int
    right: int
    refused: int


async def measure(target: str, users: int, *, paced: float = 0, lines: int = 64) -> Run:
    """Start the target, play `users` walks against it, and end it."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        return await _measure(target, users, paced, lines, Path(folder))


async def _measure(target: str, users: int, paced: float, lines: int, folder: Path) -> Run:
    port = free_port()
    stub = Stub()
    api = await stub.start()
    try:
        command, env = _command(target, port, api, folder)
        with running(command, port, env, folder / "log", SERVER_CORE) as server:
            await asyncio.sleep(0.5 if target == "assistant" else 0.1)  # it tells Telegram its commands
            warm_up = Load(_owners(target, 10_000, WARM_UP), 1, SECRET, lines=16)
            stub.listen = warm_up.listen
            await warm_up.run(port)
            load = Load(_owners(target, 1_000_000, users), 1_000_000, SECRET, lines=lines, rate=paced)
            stub.listen = load.listen
            return await _play(target, load, stub, server)
    finally:
        await stub.stop()


async def _play(target: str, load: Load, stub: Stub, server: Server) -> Run:
    acked, before = stub.calls["answerCallbackQuery"], server.cpu_seconds()
    gc.collect()
    gc.disable()
    try:
        await load.run(server.port)
    finally:
        gc.enable()
    if target == "assistant":
        await _until_answered(stub, acked + PRESSES * len(load.owners))
    owners = list(load.owners.values())
    await _until_heard(owners)
    times = statistics.quantiles(load.latencies, n=100)
    return Run(
        target=target,
        paced=load.rate,
        updates=load.total,
        rate=load.total / load.seconds,
        cpu=(server.cpu_seconds() - before) * 1000 / load.total,
        p50=times[49] * 1000,
        p95=times[94] * 1000,
        p99=times[98] * 1000,
        peak_mib=server.peak_mib(),
        owners=len(owners),
        right=sum(owner.right() for owner in owners),
        refused=load.refused,
    )


async def _until_heard(owners: Sequence[Owner]) -> None:
    """The last screen of an owner may come as a call of its own, some time after the answer to the last press."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(10):
            while not all(owner.right() for owner in owners):  # noqa: ASYNC110 - as below
                await asyncio.sleep(0.02)


async def _until_answered(stub: Stub, presses: int) -> None:
    """Every press was answered, so that what this costs is counted too. Raises TimeoutError after 10 seconds."""
    async with asyncio.timeout(10):
        while stub.calls["answerCallbackQuery"] < presses:  # noqa: ASYNC110 - a look now and then costs the least
            await asyncio.sleep(0.02)


def _owners(target: str, first: int, count: int) -> list[Owner]:
    return [Owner(first + at, blind=target != "assistant") for at in range(count)]


def _command(target: str, port: int, api: str, folder: Path) -> tuple[list[str], dict[str, str]]:
    if target != "assistant":
        return ["-m", "bench.bare", target, str(port), str(folder / "bare.db")], {}
    settings = {
        "TOKEN": "4242:bench",
        "SECRET": SECRET,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "API": api,
        "DATABASE": str(folder / "yidan.db"),
        "FILES": str(folder / "files"),
        "PORT": str(port),
        # Telegram's limits are lifted here: they, not the assistant, would be measured.
        "RATE_OVERALL": "0",
        "RATE_CHAT": "0",
        "RATE_GROUP": "0",
        "LOG_LEVEL": "warning",
    }
    return ["-m", "bench.served"], {f"YIDAN_{name}": value for name, value in settings.items()}
