"""The child: one JSON job a line in, one JSON answer a line out, until its input ends."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from assistant.worker import blobs, limits
from assistant.worker.download import Desk
from assistant.worker.failure import JobFailed
from assistant.worker.jobs import KINDS, Job, Office


class Hello(msgspec.Struct):
    """The first line. The token comes this way since argv and environment can be read from outside."""

    blobs: str
    api: str
    token: str


class Order(msgspec.Struct):
    """Every further line."""

    id: int
    kind: str
    args: dict[str, Any]


def main(kinds: Mapping[str, Job] = KINDS) -> None:
    limits.confine()
    # A service manager asks all processes to end at once; this one ends when the server closes its input.
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, signal.SIG_IGN)
    answers = _own_output()
    orders = sys.stdin.buffer
    hello = msgspec.json.decode(orders.readline(), type=Hello)
    office = Office(Path(hello.blobs), Desk(hello.api, hello.token))
    blobs.prepare(office.blobs)
    for line in orders:
        order = msgspec.json.decode(line, type=Order)
        limits.grant()
        answer = {"id": order.id, **_answer(kinds, office, order)}
        answers.write(msgspec.json.encode(answer) + b"\n")
        answers.flush()


def _own_output() -> BinaryIO:
    """Standard output for the answers alone: whatever a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _answer(kinds: Mapping[str, Job], office: Office, order: Order) -> dict[str, Any]:
    try:
        return {"result": kinds[order.kind](office, order.args)}
    except JobFailed as failed:
        return {"failed": failed.code}
    except Exception:  # noqa: BLE001 - a bug in one job is told to the operator, and the next job goes on
        trace = traceback.format_exc()
        sys.stderr.write(trace.replace(office.desk.token, "<token>") if office.desk.token else trace)
        return {"failed": "crashed"}
