"""The life of an order and who may do what, as a page of the documents."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.orders.charts import CANCELLATION, CHARTS, LIFE, PAYMENT, PERFORMANCE, Action
from assistant.domain.orders.guard import WHO
from assistant.statechart import Chart, Edge

_TITLES = {
    LIFE.name: "The order",
    PAYMENT.name: "Each payment, once agreed",
    PERFORMANCE.name: "The performance, beside the payments",
    CANCELLATION.name: "Calling it off, by both",
}


def page() -> str:
    """The four charts, and the table that `guard` decides by."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "# The life of an order"
    yield "\nDrawn from `assistant/domain/orders/charts.py` and `guard.py` by `yidan draw`; do not edit."
    yield "How orders work is told in [orders.md](orders.md)."
    for chart in CHARTS:
        yield f"\n## {_TITLES[chart.name]}\n\n```mermaid\n{chart.mermaid()}\n```"
    yield "\n## Who may do what\n"
    yield "Whoever is not named learns nothing, not even that the order exists. `clock`: a stored deadline, nobody.\n"
    yield "| action | who | when |\n|---|---|---|"
    for action, roles in WHO.items():
        yield f"| {action} | {', '.join(sorted(roles))} | {_when(action)} |"


def _when(action: Action) -> str:
    if action is Action.REMIND:
        return "performance delivered, not reminded yet"
    places = [f"{chart.name} {edge.source}" for chart in CHARTS for edge in _edges(chart, action)]
    return ", ".join(dict.fromkeys(places))


def _edges(chart: Chart, action: Action) -> list[Edge]:
    return [edge for edge in chart.edges if edge.when == action]
