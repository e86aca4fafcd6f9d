"""A child whose jobs misbehave; run as a program by the tests."""

import os
import sys
import time

from assistant.worker.child import main
from assistant.worker.failure import JobFailed


def refuse(office, args):
    raise JobFailed("gone")


def fail(office, args):
    raise RuntimeError(f"no luck at {office.desk.api}/bot{office.desk.token}/getMe")


def answer_half(office, args):
    os.write(3, b'{"id": 1, "res')
    os._exit(0)


def die(office, args):
    os._exit(9)


def hang(office, args):
    time.sleep(60)


def grow(office, args):
    return {"size": len(bytearray(2 << 30))}


def spill(office, args):
    (office.blobs / "spill").write_bytes(bytes(65 << 20))


def chatter(office, args):
    os.write(1, b'{"id": 1, "result": {"forged": true}}\n')
    sys.stdout.write("a library says hello\n")
    return {}


def boast(office, args):
    return {"text": "x" * (2 << 20)}


def echo(office, args):
    return {"pid": os.getpid(), "nice": os.nice(0), "argv": sys.argv, "environ": dict(os.environ), **args}


JOBS = (refuse, fail, answer_half, die, hang, grow, spill, chatter, boast, echo)

if __name__ == "__main__":
    main({job.__name__: job for job in JOBS})
