"""What becomes of an owed message after an attempt: pure, one rule for each way a call can end.

| the call | edit | notice | once |
| --- | --- | --- | --- |
| was done, or changed nothing | sent | sent | sent |
| never reached Telegram, 429, token refused | again, for three days | the same | the same |
| result unknown | again, 8 times | again, 3 times (a copy does no harm) | over: unknown |
| refused (blocked, gone, malformed) | dead | dead | dead |
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.store import Owed
from assistant.telegram.failures import (
    Blocked,
    CallFailed,
    Migrated,
    NotModified,
    NotSent,
    RetryAfter,
    TokenRefused,
    Unknown,
)

TOO_OLD = 3 * 86400.0  # seconds; what could not be said for so long is no news any more
LONGEST_PAUSE = 60.0
# How often a result may stay unknown before we stop: each time may have left a copy with the reader.
_REPEATS = {"edit": 8, "notice": 3, "once": 0}


@dataclass(frozen=True, slots=True)
class Sent:
    result: bytes | None


@dataclass(frozen=True, slots=True)
class Again:
    """It surely did not arrive: once more, not before `at`."""

    at: float


@dataclass(frozen=True, slots=True)
class Unsure:
    """It may have arrived. `at`: when to repeat it; None: never."""

    at: float | None


@dataclass(frozen=True, slots=True)
class Dead:
    """Never to be sent. `blocked`: nothing will reach this chat."""

    why: str
    blocked: bool = False


Verdict = Sent | Again | Unsure | Dead


def backoff(attempt: int) -> float:
    """Seconds to wait after that many attempts: 1, 2, 4 … 60."""
    return min(LONGEST_PAUSE, 2.0 ** min(attempt - 1, 10))


def judge(row: Owed, failure: CallFailed, *, unsure: int, now: float) -> Verdict:
    """Decide what a failed attempt means.

    `row` is as it was before the attempt; `unsure` counts its unknown results, this one included.
    """
    pause = backoff(row.attempts + 1)
    match failure:
        case NotModified():
            return Sent(None)
        case Unknown():
            # The store knows the policy too; the count is what it cannot know.
            return Unsure(now + pause if unsure <= _REPEATS[row.policy] else None)
        case Migrated():
            return Again(now)
        case RetryAfter(seconds=seconds):
            pause = seconds
        case TokenRefused():
            pause = LONGEST_PAUSE
        case Blocked():
            return Dead(failure.description, blocked=True)
        case NotSent():
            pass
        case _:
            return Dead(failure.description)
    return Again(now + pause) if now - row.queued_at < TOO_OLD else Dead("too old")
