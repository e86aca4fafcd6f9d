"""Why a job was not done, as a short code that both processes know."""

from __future__ import annotations


class JobFailed(Exception):  # noqa: N818 - reads as what happened
    """`code`: "too_big", "not_a_picture", "too_many_pixels", "gone", "network", "crashed" or "timeout".

    "network" is worth another try; "crashed" and "timeout" may be; the others will not change.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
