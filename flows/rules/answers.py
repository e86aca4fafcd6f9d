"""Answers of the rules walk: how the review shows them, and the rulebook they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.dialog.words import Message, Plain, words
from assistant.domain.clauses import Clause, Parameter, Place, usual
from assistant.domain.groups import Kind
from assistant.domain.rulebook import SILENCE, Chosen, Rulebook
from assistant.i18n import N_
from flows.rules.text import Wording, cut, value_words

OWN, OUT, USUAL, AS_IS = "own", "out", "usual", "as_is"  # answers beside a clause's own values
OWN_LABEL, OUT_LABEL = N_("In my own words"), N_("Leave it out")
USUAL_LABEL, AS_IS_LABEL = N_("The usual value"), N_("In the usual words")
LEFT_OUT = N_("left out")
STAYS = N_("{words}\n\nThis sentence stays after yours: {more}")

Facts = Mapping[str, Any]


def own_key(key: str) -> str:
    """The state in which the clause's own words are asked."""
    return f"{key}_own"


def shown(clause: Clause, parameter: Parameter | None) -> Callable[[Facts], Any]:
    """An answer as the review shows it: its value, or what the clause says in short."""
    name = parameter.key if parameter else clause.key

    def shows(facts: Facts) -> Any:
        value = facts[name]
        if value == OWN:
            own = facts.get(own_key(name))
            return words(N_("“{words}”"), words=Plain(cut(own, 60))) if own else Message(OWN_LABEL)
        if value == OUT:
            return Message(LEFT_OUT)
        if parameter is None:
            kind = facts["place"].kind
            others = {name: None if each == OUT else each for name, each in facts.items()}
            return Message(clause.words(kind, others, short=True), {"silence": SILENCE[Kind(kind)]})
        return value_words(parameter, usual(parameter, facts["place"]) if value == USUAL else value)

    return shows


def looks_at(clause: Clause) -> tuple[str, ...]:
    """The answers to other clauses on which its words hang."""
    return tuple({key: None for variant in clause.variants for key in variant.when if key != clause.key})


def chosen(library: Sequence[Clause], facts: Facts) -> Rulebook:
    """The rules as they stand in the answers."""
    place: Place = facts["place"]
    found = (_chosen(clause, facts, place) for clause in library if clause.applies(place))
    return Rulebook(tuple(each for each in found if each is not None))


def _chosen(clause: Clause, facts: Facts, place: Place) -> Chosen | None:
    answer = facts.get(clause.key)
    if answer is None or answer == OUT:
        return None
    if answer == OWN:
        kept = clause.parameters[1:] if clause.beside else ()
        beside = {each.key: _value(each, facts, place) for each in kept if facts.get(each.key) != OUT}
        return Chosen(clause.key, str(clause.matter), beside, facts.get(own_key(clause.key)) or "")
    return Chosen(clause.key, str(clause.matter), {each.key: _value(each, facts, place) for each in clause.parameters})


def _value(parameter: Parameter, facts: Facts, place: Place) -> Any:
    value = facts.get(parameter.key)
    return usual(parameter, place) if value in (None, USUAL, OUT) else value


def here_words(wording: Wording) -> Callable[[Facts], Any]:
    """The clause of the state one is at, in words, with the values as they stand."""
    of = {name: clause for clause in wording.library for name in _names(clause)}

    def clause(facts: Facts) -> Any:
        found, place = of.get(facts["here"]), facts["place"]
        if found is None:
            return Plain("")
        now = {**facts, facts["here"]: facts.get("was")}
        every = {each.key: each for other in wording.library for each in other.parameters}
        marks = (None, OWN, OUT, USUAL)
        values = {key: now[key] for key in every if now.get(key) not in marks}
        values |= {other.key: None for other in wording.library if now.get(other.key) == OUT}
        said = wording.clause(found, values, place)
        if facts["here"] != own_key(found.key) or not found.beside:
            return said
        return words(STAYS, words=said, more=wording.beside(found, values, place))

    return clause


def _names(clause: Clause) -> tuple[str, ...]:
    return (clause.key, own_key(clause.key), *(each.key for each in clause.parameters))
