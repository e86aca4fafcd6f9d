"""A server under test as a process of its own: started, pinned to a core, measured, ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


def _cores() -> tuple[set[int], set[int]]:
    if not hasattr(os, "sched_getaffinity"):
        return set(), set()
    ours = sorted(os.sched_getaffinity(0))
    return {ours[0]}, {ours[1] if len(ours) > 1 else ours[0]}


# The server's and the generator's; one and the same where there is only one. Asked before any of us is pinned.
SERVER_CORE, OUR_CORE = _cores()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Server:
    """A running server; CPU and memory are those of the process and its children (Linux; elsewhere 0)."""

    pid: int
    port: int

    def cpu_seconds(self) -> float:
        """User and system time so far."""
        return sum(_ticks(pid) for pid in _tree(self.pid)) / _TICK

    def peak_mib(self) -> float:
        """The most resident memory it ever had."""
        return sum(_peak_kib(pid) for pid in _tree(self.pid)) / 1024


@contextmanager
def running(command: list[str], port: int, env: dict[str, str], log: Path, core: set[int]) -> Iterator[Server]:
    """Start `python …`, wait until it listens, and end it with the block. RuntimeError with its log if it does not."""
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, *command], env={**os.environ, **env}, stdout=out, stderr=out)
    if core:
        os.sched_setaffinity(process.pid, core)  # before it has started a thread or a child
    try:
        _wait(process, port, log)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


def _tree(pid: int) -> list[int]:
    found, at = [pid], 0
    while at < len(found):
        with suppress(OSError):
            for task in Path(f"/proc/{found[at]}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        at += 1
    return found


def _ticks(pid: int) -> int:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])
    return 0


def _peak_kib(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0
