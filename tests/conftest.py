"""How the tests are dealt out to the cores; and what they measured is told at the end: `record_property(name, value)`."""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.end_to_end.ends import CASES

ENDINGS = "tests/end_to_end/test_transcripts_http.py"
COSTLY = (
    "tests/test_wheel.py",
    "tests/test_hostile.py",
    "tests/faults/test_bad_input.py",
    "tests/papers/test_case_pages.py",
)


class Together(LoadScopeScheduling):
    """Each test goes to whichever process is free; those that share what is costly, or one record, to the same."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in COSTLY or (file == ENDINGS and about_ends(nodeid)) else nodeid


def about_ends(nodeid: str) -> bool:
    """Whether a case comes to its end in that transcript, or what all of them came to is looked at."""
    transcript = nodeid.partition("[")[2]
    return not transcript or transcript.startswith(CASES)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: Any, log: Any) -> LoadScopeScheduling:
    return Together(config, log)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = [each for outcome in ("passed", "failed") for each in terminalreporter.stats.get(outcome, ())]
    told = {f"{name}: {value}": None for each in reports for name, value in getattr(each, "user_properties", ())}
    if told:
        terminalreporter.section("measured")
        for line in sorted(told):
            terminalreporter.write_line(line)
