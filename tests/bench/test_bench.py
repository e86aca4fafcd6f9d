"""The benchmark still runs: each server once, with a few owners, and every conversation right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.measure import TARGETS, measure
from bench.report import markdown, summarise


@pytest.mark.parametrize("target", TARGETS)
async def test_a_few_owners_walk_to_their_end(target):
    run = await measure(target, 3, lines=2)
    assert run.updates == 3 * 25
    assert run.refused == 0
    assert target == "decode" or run.right == run.owners == 3


async def test_at_a_pace_latencies_count_from_when_an_update_was_due():
    run = await measure("decode", 2, paced=100)
    assert 80 < run.rate < 120
    assert run.p50 < 1000


async def test_a_report_has_a_line_for_each_server():
    run = await measure("commit", 1)
    lines = summarise([replace(run, target=target) for target in TARGETS])
    assert [line.share for line in lines] == [1.0] * len(TARGETS)
    assert markdown("Closed loop", lines).count("\n|") == 2 + len(TARGETS)
