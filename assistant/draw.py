"""The flows as state diagrams (Mermaid) and the tables printed from code, for the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from assistant.dialog.flow import Flow
from assistant.domain.disputes import authority, lifecycle
from assistant.domain.orders.chart_page import page as orders_page

# Documents beside the folder of the flows, each from one function.
PRINTED: Mapping[str, Callable[[], str]] = {
    "disputes-lifecycle.md": lifecycle.page,
    "disputes-authority.md": authority.page,
    "orders-life.md": orders_page,
}


def page(flow: Flow) -> str:
    """One flow's document."""
    opened = f"`/{flow.on}`" if flow.on else (f"a link with `{flow.payload}…`" if flow.payload else "another flow")
    return (
        f"# {flow.title}\n\nOpened by {opened}. Drawn from `flows/{flow.name}.py` by `yidan draw`; do not edit.\n\n"
        f"```mermaid\n{flow.chart.mermaid()}\n```\n"
    )


def draw(flows: Iterable[Flow], folder: Path) -> None:
    """Write the documents anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for flow in flows:
        (folder / f"{flow.name}.md").write_text(page(flow), encoding="utf-8")
    for name, text in PRINTED.items():
        (folder.parent / name).write_text(text(), encoding="utf-8")


def stale(flows: Iterable[Flow], folder: Path) -> list[str]:
    """The documents that differ from the flows, or belong to none."""
    wanted = {f"{flow.name}.md": page(flow) for flow in flows}
    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    for name, text in PRINTED.items():
        wanted[name], path = text(), folder.parent / name
        kept |= {name: path.read_text(encoding="utf-8")} if path.exists() else {}
    return sorted(name for name in wanted.keys() | kept.keys() if wanted.get(name) != kept.get(name))
