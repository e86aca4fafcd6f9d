"""The worker as a process of its own for every transcript, without loading fonts and libraries anew each time.

One process loads them once; asked over a socket, it forks a child that becomes the very worker of the house:
`assistant.worker.child.main` with the pipes that were handed over. A paper is drawn once: the same words give the same
bytes (tests/papers hold that), so who asks for it again gets a copy.
"""

import atexit
import functools
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from assistant.papers import rules_pdf
from assistant.papers.rules_pdf import Clause, RulesPdfSpec
from assistant.worker import blobs, child
from assistant.worker.jobs import KINDS, Args, Job, Office

# What the house starts instead of the worker; it lives as long as the forked one, and takes it along when killed.
ASK = """
import socket, sys
ask = socket.socket(socket.AF_UNIX)
ask.connect(sys.argv[1])
socket.send_fds(ask, [b"!"], [0, 1, 2])
for each in (0, 1):
    __import__("os").close(each)
ask.recv(1)
"""

PAPERS = frozenset({"poster", "rules_card", "impersonation_card", "scam_card", "rules_pdf"})
KEPT = Path(sys.argv[-1]).parent
PRINT = RulesPdfSpec("goods", "-", "-", "-", "-", (Clause("-", "-"),), "-", "-", "https://t.me/yidan_bot", "-")


@functools.cache
def command() -> tuple[str, ...]:
    """The command line of a worker that is warm; the first call starts what keeps it so, until this process ends."""
    place = Path(tempfile.mkdtemp(prefix="warm-")) / "socket"
    root = Path(__file__).parents[2]
    keeper = subprocess.Popen([sys.executable, "-m", __name__, place], cwd=root, stdout=subprocess.PIPE)
    atexit.register(keeper.kill)
    keeper.stdout.readline()  # it listens
    return (sys.executable, "-I", "-S", "-c", ASK, str(place))


def keep_warm(place: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    rules_pdf.draw(PRINT)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(place)
    listening.listen()
    print("warm", flush=True)
    while True:
        asking, _ = listening.accept()
        _, pipes, _, _ = socket.recv_fds(asking, 1, 3)
        if os.fork() == 0:
            listening.close()
            become(asking, pipes)
        asking.close()
        for each in pipes:
            os.close(each)


def become(asking: socket.socket, pipes: list[int]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, each in enumerate(pipes):
        os.dup2(each, number)
        os.close(each)
    threading.Thread(target=lambda: asking.recv(1) or os._exit(1), daemon=True).start()
    code = 1
    try:
        child.main({kind: remembered(kind, job) if kind in PAPERS else job for kind, job in KINDS.items()})
        code = 0
    finally:
        os._exit(code)


def remembered(kind: str, job: Job) -> Job:
    def answer(office: Office, args: Args) -> Args:
        known = KEPT / hashlib.sha256(json.dumps([kind, args], sort_keys=True).encode()).hexdigest()
        if not known.exists():
            result = job(office, args)
            shutil.copyfile(blobs.place(office.blobs, result["sha256"]), known.with_suffix(".paper"))
            known.write_text(json.dumps(result))
        blobs.keep(office.blobs, known.with_suffix(".paper").read_bytes())
        return json.loads(known.read_text())

    return answer


if __name__ == "__main__":
    keep_warm(sys.argv[1])
