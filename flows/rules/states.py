"""Questions made from the clause library: one for each value, and one for own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.dialog.events import Context, Said
from assistant.dialog.parsers import Parser, amount, duration, text, whole
from assistant.dialog.steps import Ask, Choose, Question
from assistant.dialog.words import Message
from assistant.domain.clauses import Clause, Parameter, Pick, Span, Sum, usual
from assistant.domain.groups import Audience, Kind, Platform
from assistant.domain.lawful import refuse_unlawful
from assistant.errors import Refused
from assistant.facts import Reading, over
from assistant.i18n import N_
from flows.library import CURRENCIES
from flows.rules.answers import (
    AS_IS,
    AS_IS_LABEL,
    OUT,
    OUT_LABEL,
    OWN,
    OWN_LABEL,
    USUAL,
    USUAL_LABEL,
    Facts,
    looks_at,
    own_key,
    shown,
)

LEAST_OWN, MOST_OWN = 10, 300  # characters of own words


@dataclass(frozen=True, slots=True)
class Node:
    """A state on the way; with a guard it is passed over unless that holds."""

    key: str
    state: Question | None = None
    guard: Reading | None = None


def nodes(library: Sequence[Clause]) -> list[Node]:
    """All questions of a library, in order."""
    return [node for clause in library for node in _nodes(clause)]


def _nodes(clause: Clause) -> Iterator[Node]:
    key, first, rest = clause.key, clause.parameters[:1], clause.parameters[1:]
    everywhere = (clause.kinds, clause.platforms, clause.audiences) == (tuple(Kind), tuple(Platform), tuple(Audience))

    def applies(facts: Facts) -> bool:
        return clause.applies(facts["place"])

    def in_own_words(facts: Facts) -> bool:
        return applies(facts) and facts[key] == OWN

    def has_values(facts: Facts) -> bool:
        return applies(facts) and facts[key] != OUT and (facts[key] != OWN or bool(clause.beside))

    yield Node(key, _main(clause, first[0] if first else None), None if everywhere else over(applies, ("place",)))
    yield Node(own_key(key), _own(clause), over(in_own_words, ("place", key)))
    for parameter in rest:
        state = _question(
            clause, parameter, {}, _held(clause, parameter), over(shown(clause, parameter), (parameter.key, "place"))
        )
        yield Node(parameter.key, state, over(has_values, ("place", key)))


# --- the questions of a clause ---


def _main(clause: Clause, parameter: Parameter | None) -> Question:
    more = {OWN: OWN_LABEL} | ({} if clause.mandatory else {OUT: OUT_LABEL})
    shows = over(shown(clause, parameter), (clause.key, "place"), (own_key(clause.key), *looks_at(clause)))
    assume = _held(clause, parameter)
    if parameter is not None:
        more = more if clause.asked or isinstance(parameter, Pick) else {USUAL: USUAL_LABEL, **more}
        return _question(clause, parameter, more, assume, shows)
    return Choose(
        N_("{clause}\n\n<b>Shall it stand like that?</b>"),
        {AS_IS: AS_IS_LABEL, **more},
        label=clause.title,
        why=_why(clause),
        default=lambda: AS_IS,
        assume=assume,
        shows=shows,
    )


def _question(
    clause: Clause, parameter: Parameter, more: Mapping[str, str], assume: Reading, shows: Reading
) -> Question:
    def usually(facts: Facts) -> Any:
        stored = facts["draft"].get(parameter.key) if not facts["held"] else None
        return stored or usual(parameter, facts["place"])

    default = over(usually, ("place", "draft", "held"))
    label, why = parameter.label, _why(clause)
    if isinstance(parameter, Pick):
        return Choose(
            parameter.ask,
            _offered(parameter, more),
            label=label,
            why=why,
            default=default,
            assume=assume,
            shows=shows,
            wide=True,
        )
    return Ask(
        parameter.ask,
        _parser(parameter),
        label=label,
        why=why,
        default=default if clause.asked and more else None,
        check=_same_money(parameter.key) if isinstance(parameter, Sum) else None,
        assume=assume,
        shows=shows,
        options=more,
    )


def _offered(pick: Pick, more: Mapping[str, str]) -> Any:
    """The options: a function of the place where not all of them exist everywhere."""
    if not pick.only:
        return {**pick.options, **more}

    def options(facts: Facts) -> dict[str, str]:
        return {**pick.offered(facts["place"].platform), **more}

    return over(options, ("place",))


def _why(clause: Clause) -> Any:
    if isinstance(clause.why, str):
        return clause.why
    reasons = clause.why

    def why(facts: Facts) -> str:
        return reasons[Kind(facts["place"].kind)]

    return over(why, ("place",))


def _own(clause: Clause) -> Ask:
    key = own_key(clause.key)

    def lawful(facts: Facts) -> None:
        refuse_unlawful(facts[key])

    def held(facts: Facts) -> str | None:
        found = facts["held"].get(clause.key) if facts["held"] else None
        return found.own or None if found else None

    return Ask(
        N_("<b>Write this clause in your own words</b>, 10 to 300 characters. The usual words are:\n\n{clause}"),
        _paragraph(),
        why=_why(clause),
        check=over(lawful, (key,)) if clause.gate else None,
        assume=over(held, ("held",)),
    )


def _paragraph() -> Parser:
    """Own words: a clause is one paragraph, however it was typed."""
    words_of = text(LEAST_OWN, MOST_OWN)

    def read(said: Said, context: Context) -> str:
        return " ".join(words_of(said, context).split())

    return Parser(read, words_of.example, words_of.values)


def _parser(parameter: Parameter) -> Parser:
    if isinstance(parameter, Span):
        return duration(least=parameter.least, most=parameter.most)
    if isinstance(parameter, Sum):
        return amount(least=parameter.least, most=parameter.most)
    if isinstance(parameter, Pick):
        raise TypeError("a choice is not typed")
    return whole(least=parameter.least, most=parameter.most)


def _same_money(key: str) -> Reading:
    def check(facts: Facts) -> None:
        wanted = facts["place"].currency
        if getattr(facts[key], "currency", wanted) != wanted:
            raise Refused(
                N_("This group counts in {currency}. Please give the amount in that."),
                currency=Message(CURRENCIES.get(wanted, wanted)),
            )

    return over(check, (key, "place"))


def _held(clause: Clause, parameter: Parameter | None) -> Reading:
    """The answer without asking: what holds in the group, else what is usual; None where the walk asks."""

    def assume(facts: Facts) -> Any:
        place, held = facts["place"], facts["held"]
        plain = usual(parameter, place) if parameter else AS_IS
        if held is None:
            first = parameter is None or parameter.key == clause.key
            on = clause.mandatory or place.audience in clause.usually
            return None if clause.asked and first else (plain if on or not first else OUT)
        found = held.get(clause.key)
        if found is None:
            return plain if clause.mandatory or (parameter and parameter.key != clause.key) else OUT
        if found.own and (parameter is None or parameter.key == clause.key):
            return OWN
        if found.own and parameter and clause.beside:
            return found.values.get(parameter.key, OUT)
        return found.values.get(parameter.key, plain) if parameter else plain

    return over(assume, ("place", "held"))
