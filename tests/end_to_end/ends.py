"""How the cases of all transcripts that were played came to their ends, and along which edges of the chart."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.domain.disputes import events, events_panel
from assistant.domain.disputes.lifecycle import CHART, State
from assistant.domain.disputes.outcome import Ending
from tests.faults.books import Books

# Nobody can talk a case into "void": it is the service's own, and the tests of the domain go there.
ALL = {
    "settled",
    "withdrawn",
    "no finding by a panel",
    "no finding in mediation",
    *(f"closed, {each}" for each in Ending),
}
# How the names of the transcripts begin in which cases come to their ends.
CASES = ("after-", "case-", "filing-", "mediation", "panel-", "partner-")
EDGES = {(edge.source, edge.when) for edge in CHART.edges}


class Ends:
    """What was collected so far."""

    def __init__(self) -> None:
        self.played: set[Path] = set()
        self.reached: dict[str, str] = {}  # an end: the transcript that comes there
        self.gone: set[tuple[str, str]] = set()

    def collect(self, transcript: Path, database: Path) -> None:
        """Reads the books of a transcript that has just been played."""
        self.played.add(transcript)
        books = Books(database)
        for case in books.rows("dispute"):
            kinds = [row["kind"] for row in books.rows("dispute_event", f"case_id = {case['id']} ORDER BY n")]
            self._walk(kinds)
            if case["ended_at"] is not None:
                self.reached.setdefault(_end(case["state"], json.loads(case["body"])["ending"], kinds), transcript.stem)

    def _walk(self, kinds: list[str]) -> None:
        state = State.DRAFT
        for kind in kinds:
            if edge := getattr(events, kind, getattr(events_panel, kind, None)).EDGE:
                self.gone.add((str(state), edge))
                state = State(CHART.fire(state, edge, {}))


def _end(state: str, ending: str | None, kinds: list[str]) -> str:
    if state == "closed":
        return f"closed, {ending}"
    if state == "no_finding":
        return "no finding in mediation" if "MediationBegan" in kinds else "no finding by a panel"
    return state


ENDS = Ends()
"""Of this run of the tests."""
