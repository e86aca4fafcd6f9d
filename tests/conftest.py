"""What the tests measured and counted is told at the end of a run: each `record_property(name, value)`."""

from __future__ import annotations

from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = [each for outcome in ("passed", "failed") for each in terminalreporter.stats.get(outcome, ())]
    told = {f"{name}: {value}": None for each in reports for name, value in getattr(each, "user_properties", ())}
    if told:
        terminalreporter.section("measured")
        for line in sorted(told):
            terminalreporter.write_line(line)
