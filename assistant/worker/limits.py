"""What the child may use of the machine. A hostile picture may end the child, and nothing else."""

from __future__ import annotations

import contextlib
import os
import resource

MEMORY = 1 << 30  # bytes of address space: a picture of 50 megapixels takes about 300 MB in all its forms
LARGEST_FILE = 64 << 20  # bytes
CPU = 20  # seconds a job


def confine() -> None:
    """Once, before the first job. A limit that the system does not know (macOS: memory) is left out."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),  # a core dump would hold the token and people's pictures
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    with contextlib.suppress(OSError):
        os.nice(10)


def grant() -> None:
    """Before each job: the system counts a process's whole life, so the limit moves along."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + CPU
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
