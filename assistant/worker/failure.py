"""Why a job was not done, as a short code that both processes know."""

from __future__ import annotations


class JobFailed(Exception):  # noqa: N818 - reads as what happened
    """`code`: "too_big", "not_a_picture", "too_many_pixels", "gone", "network", "crashed", "timeout" or "stopped".

    Of files given as evidence also "empty", "unknown_type" (none that is taken), "damaged" (cut off or broken),
    "two_faced" (two types at once), "wrong_name" (its ending promises something else) and "heic" (a picture that few
    phones can show); of case files "missing" (an exhibit's blob is not there). "network" is worth another try, "crashed" and "timeout" may be. "stopped": the server is going down, and
    the job waits in its row for the next start. The others will not change.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
