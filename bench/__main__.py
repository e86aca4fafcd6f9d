"""`python -m bench`: the assistant beside the least a webhook server can do, as medians and ratios of one run."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from bench.measure import TARGETS, Run, measure
from bench.process import OUR_CORE
from bench.report import markdown, record, summarise, table

OUT = Path("build")
console = Console(width=max(112, Console().width))


def main(
    rounds: Annotated[int, typer.Option(help="Interleaved rounds; each measures every server once.", min=1)] = 5,
    users: Annotated[int, typer.Option(help="Owners who walk in a round.", min=1)] = 300,
    pace: Annotated[float, typer.Option(help="Updates a second of the paced rounds; 0 leaves them out.", min=0)] = 150,
) -> None:
    """Walk 1 over HTTP against each server in turn, in a closed loop over 64 connections and at a pace."""
    OUT.mkdir(exist_ok=True)
    if OUR_CORE:
        os.sched_setaffinity(0, OUR_CORE)
    console.print("Durable (synchronous=FULL), one process a server; Telegram's rate limits are lifted.")
    closed = asyncio.run(_rounds(rounds, users, 0))
    sections = {"closed": (closed, summarise(closed))}
    titles = {"closed": "Closed loop, 64 connections"}
    if pace:
        paced = asyncio.run(_rounds(min(rounds, 3), max(1, min(users, 50)), pace))
        sections["paced"] = (paced, summarise(paced))
        titles["paced"] = f"Paced at {pace:g} updates/s"
    for name, (_, lines) in sections.items():
        console.print(table(titles[name], lines))
    text = "\n".join(markdown(titles[name], lines) for name, (_, lines) in sections.items())
    (OUT / "bench.md").write_text(text, encoding="utf-8")
    (OUT / "bench.json").write_bytes(msgspec.json.format(msgspec.json.encode(record(sections)), indent=1))
    console.print(f"{OUT / 'bench.json'}\n{OUT / 'bench.md'}")


async def _rounds(rounds: int, users: int, pace: float) -> list[Run]:
    runs = []
    for number in range(rounds):
        for target in TARGETS:
            with console.status(f"round {number + 1} of {rounds}: {TARGETS[target]}"):
                runs.append(await measure(target, users, paced=pace))
    return runs


if __name__ == "__main__":
    typer.run(main)
