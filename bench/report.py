"""Medians and ratios of one session's runs: a table for the terminal, Markdown for the docs, JSON for later."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import aiohttp
from rich.table import Table

from assistant.store.driver import driver
from bench.measure import TARGETS, Run

HEAD = ("Server", "Updates/s", "Range", "Ratio", "CPU s/1,000", "p50/p95/p99 ms", "MiB", "Right")


@dataclass(frozen=True)
class Line:
    """One target's medians; `share` is the median over the rounds of its rate by that round's `commit`."""

    target: str
    runs: int
    rate: float
    lowest: float
    highest: float
    share: float
    cpu: float
    p50: float
    p95: float
    p99: float
    peak_mib: float
    right: int
    owners: int


def summarise(runs: Sequence[Run]) -> list[Line]:
    """One line a target, from runs in rounds (each round has every target once)."""
    measure = [run.rate for run in runs if run.target == "commit"]
    found = []
    for target in TARGETS:
        mine = [run for run in runs if run.target == target]
        middle = {name: statistics.median(getattr(run, name) for run in mine) for name in _MEDIANS}
        found.append(
            Line(
                target=target,
                runs=len(mine),
                lowest=min(run.rate for run in mine),
                highest=max(run.rate for run in mine),
                share=statistics.median(run.rate / base for run, base in zip(mine, measure, strict=True)),
                right=sum(run.right for run in mine),
                owners=sum(run.owners for run in mine),
                **middle,
            )
        )
    return found


_MEDIANS = ("rate", "cpu", "p50", "p95", "p99", "peak_mib")


def cells(line: Line) -> tuple[str, ...]:
    right = "–" if line.target == "decode" else f"{line.right:,}/{line.owners:,}"
    return (
        TARGETS[line.target],
        f"{line.rate:,.0f}",
        f"{line.lowest:,.0f}–{line.highest:,.0f}",
        f"{line.share:.2f}",
        f"{line.cpu:.3f}",
        f"{line.p50:.1f}/{line.p95:.1f}/{line.p99:.1f}",
        f"{line.peak_mib:.0f}",
        right,
    )


def table(title: str, lines: Sequence[Line]) -> Table:
    """For the terminal."""
    drawn = Table(*HEAD, title=title)
    for line in lines:
        drawn.add_row(*cells(line))
    return drawn


def markdown(title: str, lines: Sequence[Line]) -> str:
    """The same for a document."""
    rows = [HEAD, ["---"] * len(HEAD), *map(cells, lines)]
    return "\n".join([f"### {title}", "", *(f"| {' | '.join(row)} |" for row in rows), ""])


def machine() -> dict[str, str | int]:
    """What the figures depend on besides the code, without names."""
    return {
        "cores": os.cpu_count() or 1,
        "system": platform.system(),
        "python": platform.python_version(),
        "aiohttp": aiohttp.__version__,
        "sqlite": driver.sqlite_version,
    }


def record(sections: Mapping[str, tuple[Sequence[Run], Sequence[Line]]]) -> dict[str, object]:
    """All of it, for build/bench.json."""
    parts = {
        name: {"medians": [asdict(each) for each in lines], "runs": [asdict(each) for each in runs]}
        for name, (runs, lines) in sections.items()
    }
    return {"machine": machine(), **parts}
