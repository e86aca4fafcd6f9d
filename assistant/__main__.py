"""The command line: `yidan`, or `python -m assistant`."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

cli = typer.Typer(
    name="yidan", help="Yidan, a chat assistant for pay-per-order groups.", no_args_is_help=True, add_completion=False
)
out = Console(highlight=False, soft_wrap=True)
Port = Annotated[int, typer.Option(help="Port on this machine.", min=0, max=65535)]
DIAGRAMS = Path("docs/flows")


@cli.command()
def demo(
    port: Port = 8080,
    database: Annotated[Path | None, typer.Option(help="Keep the data here; else in a fresh folder.")] = None,
    *,
    tour: Annotated[
        bool, typer.Option("--tour", help="Play founding, safety, a deal and a dispute in this terminal, then end.")
    ] = False,
    empty: Annotated[
        bool, typer.Option("--empty", help="Begin without the small town: two newcomers, no past.")
    ] = False,
) -> None:
    """Start the assistant, a simulated Telegram and a chat page with a small town, all on this machine."""
    from assistant.telegram.log import configure

    configure(level="warning")
    if tour:
        from assistant.tour import play_tour

        raise typer.Exit(asyncio.run(play_tour(out, database)))
    asyncio.run(_demo(port, database, town=not empty))


async def _demo(port: int, database: Path | None, *, town: bool) -> None:
    from assistant.demo import running

    if town:
        out.print("\n  Building a small town to look around in; a moment …")
    try:
        async with running(port, database, town=town) as place:
            out.print(f"\n  [bold]Yidan is here:[/bold] {place.url}/\n")
            out.print(f"  Data: {place.database}")
            out.print("  Stop with Ctrl+C.\n")
            await _until_told()
    except OSError as error:
        out.print(f"Port {port} cannot be used ({error.strerror}). Try another: yidan demo --port 8090")
        raise typer.Exit(1) from None


async def _until_told() -> None:
    """Until Ctrl+C or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()


@cli.command()
def serve() -> None:
    """Run the webhook service; settings come from YIDAN_… variables."""
    from assistant.settings import BadSettings, load
    from assistant.telegram.log import configure

    try:
        settings = load()
    except BadSettings as wrong:
        out.print(str(wrong))
        raise typer.Exit(2) from None
    configure(
        settings.log_format,
        settings.log_level,
        secrets=(settings.token.get_secret_value(), settings.secret.get_secret_value()),
    )
    from assistant.app import Assistant

    async def run() -> None:
        assistant = Assistant(settings)
        await assistant.start()
        out.print(f"Listening on {settings.host}:{assistant.telegram.port}")
        await _until_told()
        await assistant.stop()

    asyncio.run(run())


@cli.command()
def simulate(
    port: Port = 8081,
    *,
    virtual_clock: Annotated[
        bool, typer.Option("--virtual-clock", help="Time stands still until it is moved.")
    ] = False,
) -> None:
    """Run the simulated Telegram alone, for any bot in any language."""
    from assistant.simulator import serve as simulated

    async def run() -> None:
        telegram = await simulated("127.0.0.1", port, virtual_clock)
        out.print(f"\n  [bold]Simulated Telegram:[/bold] {telegram.url}/  (Bot API base URL: {telegram.url})\n")
        await _until_told()
        await telegram.stop()

    asyncio.run(run())


@cli.command()
def play(
    files: Annotated[list[Path], typer.Argument(help="Transcripts (*.chat).", exists=True, dir_okay=False)],
) -> None:
    """Play transcripts against a fresh assistant over real HTTP; 1 and the first difference where they differ."""
    from assistant.telegram.log import configure
    from assistant.transcript.play import run

    configure(level="error")
    raise typer.Exit(run(files))


@cli.command()
def draw(
    flow: Annotated[str, typer.Argument(help="Only this flow, to the terminal.")] = "",
    *,
    check: Annotated[bool, typer.Option("--check", help="Only say which documents are out of date.")] = False,
) -> None:
    """Draw the flows as state diagrams."""
    from assistant.draw import draw as write
    from assistant.draw import page, stale
    from flows import FLOWS

    if flow:
        found = next((each for each in FLOWS if each.name == flow), None)
        if found is None:
            out.print(f"No flow is called {flow}. There are: {', '.join(each.name for each in FLOWS)}")
            raise typer.Exit(2)
        out.print(page(found), markup=False)
    elif check:
        late = stale(FLOWS, DIAGRAMS)
        if late:
            out.print(f"Out of date: {', '.join(late)}. Run: make diagrams")
            raise typer.Exit(1)
    else:
        write(FLOWS, DIAGRAMS)


@cli.command()
def backup(
    target: Annotated[Path, typer.Argument(help="The file to write.")],
    database: Annotated[Path, typer.Option(envvar="YIDAN_DATABASE", help="The database.")] = Path("yidan.db"),
) -> None:
    """Copy the database while it is in use, and check the copy."""
    from assistant.store import StoreError
    from assistant.store import backup as copy

    try:
        copy(str(database), str(target))
    except FileExistsError:
        out.print(f"{target} is there already; choose another name.")
        raise typer.Exit(1) from None
    except (StoreError, OSError) as error:
        out.print(str(error))
        raise typer.Exit(1) from None
    out.print(f"Copied and checked: {target}")


@cli.command()
def verify(
    files: Annotated[list[Path], typer.Argument(help="The case file; all its parts, if there are several.")],
    code: Annotated[list[str] | None, typer.Option(help="A code that a party was sent while the case went on.")] = None,
) -> None:
    """Check the case file of a dispute, offline: whether it is what was written down then."""
    from assistant.verify import verify as check
    from assistant.verify_zip import Unreadable

    try:
        report = check(files, code or ())
    except Unreadable as no:
        out.print(f"✗ {no}", markup=False)
        raise typer.Exit(1) from None
    out.print(f"Case {ascii(report.case)[1:-1]}", markup=False)
    for sign, lines in (("✓", report.checked), ("·", report.notes), ("✗", report.problems)):
        for line in lines:
            out.print(f"{sign} {line}", markup=False)
    out.print("This file is not what was written down then." if report.problems else "Everything fits.")
    if report.problems:
        raise typer.Exit(1)


def main() -> None:
    """The console script."""
    cli()


if __name__ == "__main__":
    main()
