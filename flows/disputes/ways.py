"""What a person may do in a case, as buttons; which ones there are the guard says (`options`), never a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.dialog.words import Button
from assistant.domain.disputes.lifecycle import State
from assistant.i18n import N_
from flows.disputes.words import case_button


@dataclass(frozen=True, slots=True)
class Way:
    """A word of `options` as people read it. `flow`: the command of the conversation it opens ("": done by the press)."""

    label: str
    flow: str = ""


WAYS: Mapping[str, Way] = {
    "notify": Way(N_("Tell the other side now")),
    "answer": Way(N_("Answer"), "respond"),
    "time": Way(N_("I need a day more")),
    "accept": Way(N_("Accept the offer")),
    "refuse": Way(N_("Refuse the offer")),
    "offer": Way(N_("Make an offer"), "negotiate"),
    "exhibit": Way(N_("Add evidence"), "evidence"),
    "nonce": Way(N_("Add my own words to the lottery"), "nonce"),
    "strike": Way(N_("Leave one juror out"), "strike"),
    "rebut": Way(N_("Say a last word on it"), "rebut"),
    "ready": Way(N_("Nothing to add: go on")),
    "appeal": Way(N_("Appeal …"), "appeal"),
    "counter": Way(N_("Answer the appeal"), "counter"),
    "report": Way(N_("I have done it"), "reported"),
    "confirm": Way(N_("I have it"), "got"),
    "contest": Way(N_("I do not have it"), "denied"),
    "withdraw": Way(N_("Take the case back …"), "takeback"),
}

FOR_A_STEP = frozenset({"notify", "time", "ready"})
COUNTER, DRAW_NOW = N_("Offer something else"), N_("Go on, draw now")


def rows(view: Any) -> Iterator[tuple[Button, ...]]:
    """A button for each thing that its reader may do now, with the case's version: what has changed since is seen."""
    for word in view.options:
        if word in WAYS:
            yield case_button(_label(view, word), view.number, f"{word} {stamp(view, word)}")


def _label(view: Any, word: str) -> str:
    """What some of them mean depends on what lies on the table, and on the step."""
    if word == "offer" and "accept" in view.options:
        return COUNTER
    if word == "ready" and view.state == State.DRAW:
        return DRAW_NOW
    return WAYS[word].label


def stamp(view: Any, word: str) -> str:
    """What a button was made for: an offer as it was seen then, or for what no news changes the meaning of, this step."""
    return str(view.state if word in FOR_A_STEP else view.version)
