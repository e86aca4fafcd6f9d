"""A rulebook in words: full, short, as an announcement, and what changed between two versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from assistant.dialog.render import Reader, plain
from assistant.dialog.values import thaw
from assistant.dialog.words import Lines, Message, Plain, words
from assistant.domain.clauses import Clause, Parameter, Pick, Place, Whole, usual
from assistant.domain.groups import Kind
from assistant.domain.rulebook import MANDATORY, SILENCE, Change, Chosen, Rulebook, Way, is_full, read
from assistant.i18n import N_, NN_
from flows.rules.announcement import LINK, MOST, SAFETY, WELCOME, short_rules
from flows.rules.clauses import LIBRARY

PAGE = 3900  # characters of one message: the Bot API takes 4,096
SHORT_OWN, TIGHT_OWN = 120, 60  # characters of own words in the short rules, and where there is little room
URGENT = ("window", "cap")  # what an announcement says before other clauses, where there is room
NUMBERED = N_("{n}. {title}: {text}")
BESIDE = N_("{words} {more}")
MORE = NN_("And one more clause: see the full rules.", "And {count} more clauses: see the full rules.")
TITLE = N_("【{name}】 Rules, version {version}")
ADDED, LEFT_OUT = N_("＋ {clause}: {text}"), N_("－ left out: {clause}")
CHANGED, REWORDED = N_("• {clause}: from {before} to {after}"), N_("• {clause}, in other words: {text}")


def place_of(group: Any) -> Place:
    """The group as far as its rules depend on it."""
    return Place(group.kind, group.platform, group.audience or "", group.currency or "CNY")


def value_words(parameter: Parameter, value: Any) -> Any:
    """A value as a text shows it: a choice by its words, a share with its sign."""
    if isinstance(parameter, Whole) and parameter.shown and value is not None:
        return Message(parameter.shown, {"value": value})
    if not isinstance(parameter, Pick):
        return value
    return Message(parameter.options[value]) if value in parameter.options else Plain(str(value))


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


class Wording:
    """The words of one library of clauses."""

    def __init__(self, library: Sequence[Clause]) -> None:
        self.library = tuple(library)
        self._by_key = {clause.key: clause for clause in library}

    def clause(self, clause: Clause, values: Mapping[str, Any], place: Place, *, short: bool = False) -> Message:
        """One clause with values; where one is missing, the usual one."""
        return Message(clause.words(place.kind, values, short=short), self._filled(clause, values, place))

    def beside(self, clause: Clause, values: Mapping[str, Any], place: Place) -> Message:
        """The sentence that stays beside own words."""
        return Message(clause.beside, self._filled(clause, values, place))

    def _filled(self, clause: Clause, values: Mapping[str, Any], place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {"silence": SILENCE[Kind(place.kind)]}
        for each in (clause, *(self._by_key[key] for key in clause.needs)):
            for parameter in each.parameters:
                value = values.get(parameter.key)
                found[parameter.key] = value_words(parameter, usual(parameter, place) if value is None else value)
        return found

    def _values(self, book: Rulebook) -> dict[str, Any]:
        """Every value by its key, and None for each clause that is left out."""
        out = {clause.key: None for clause in self.library if book.get(clause.key) is None}
        return out | {name: value for each in book.clauses for name, value in each.values.items()}

    def _said(
        self, clause: Clause, chosen: Chosen, values: Mapping[str, Any], place: Place, *, short: bool, own: int
    ) -> Any:
        if not chosen.own:
            return self.clause(clause, values, place, short=short)
        said = Plain(cut(chosen.own, own) if own else chosen.own)
        if own or not clause.beside or not chosen.values:
            return said
        return words(BESIDE, words=said, more=self.beside(clause, values, place))

    def _chosen(self, book: Rulebook, keys: Iterable[str] = ()) -> Iterator[tuple[Clause, Chosen]]:
        """What is on and says something, in the library's order."""
        for clause in self.library:
            chosen = book.get(clause.key)
            lacks = chosen is None or (not chosen.own and any(book.value(key) is None for key in clause.needs))
            if chosen is not None and not lacks and (not keys or clause.key in keys):
                yield clause, chosen

    def lines(
        self, book: Rulebook, place: Place, *, short: bool = False, own: int = 0, keys: Iterable[str] = ()
    ) -> tuple[Message, ...]:
        """Numbered clauses: all of them, or those named. `own`: how many characters of own words there is room for."""
        every, made = self._values(book), []
        for n, (clause, chosen) in enumerate(self._chosen(book, keys), start=1):
            text = self._said(clause, chosen, every, place, short=short, own=own)
            made.append(words(NUMBERED, n=n, title=Message(clause.title), text=text))
        return tuple(made)

    def said(self, book: Rulebook, place: Place, *, short: bool = False) -> Iterator[tuple[Clause, Message | Plain]]:
        """Each clause that is on, and what it says."""
        every, own = self._values(book), SHORT_OWN if short else 0
        for clause, chosen in self._chosen(book):
            yield clause, self._said(clause, chosen, every, place, short=short, own=own)

    def short(self, book: Rulebook, place: Place) -> tuple[Message, ...]:
        """What binds most, a line each, and where to read the rest."""
        keys = [clause.key for clause in self.library if clause.brief]
        lines = self.lines(book, place, short=True, own=SHORT_OWN, keys=keys)
        more = sum(1 for _ in self._chosen(book)) - len(lines)
        return (*lines, Message(MORE, {"count": more})) if more > 0 else lines

    def full_text(self, book: Rulebook, place: Place, reader: Reader) -> str:
        return "\n".join(plain(line, reader) for line in self.lines(book, place))

    def announcement(self, book: Rulebook, place: Place, name: str, trade: str, link: str, reader: Reader) -> str:
        """At most MOST characters: the mandatory clauses, then of those asked for as many as fit."""
        head = words(WELCOME[Kind(place.kind)], name=name, trade=trade)
        tail = [plain(Message(SAFETY), reader), plain(words(LINK, link=link), reader)]
        keys, text = list(MANDATORY), ""
        asked = [clause.key for clause in self.library if clause.asked and clause.key not in MANDATORY]
        for more in [None, *sorted(asked, key=lambda key: (*URGENT, key).index(key))]:
            tried = [*keys, *([more] if more else [])]
            lines = self.lines(book, place, short=True, own=TIGHT_OWN, keys=tried)
            longer = "\n".join([plain(head, reader), *(plain(line, reader) for line in lines), *tail])
            if not text or len(longer) <= MOST:
                keys, text = tried, longer
        return text

    def changes(self, changes: Sequence[Change], after: Rulebook, place: Place) -> Lines:
        """A difference in words, a line each; what is new or worded anew with what it says in `after`."""
        said = {clause.key: text for clause, text in self.said(after, place, short=True)}
        return Lines(tuple(self._change(each, said.get(each.clause, Plain(""))) for each in changes))

    def _change(self, change: Change, said: Message | Plain) -> Message:
        clause = self._by_key.get(change.clause)
        title = Message(clause.title) if clause else Plain(change.clause)
        match change.way:
            case Way.ADDED:
                return words(ADDED, clause=title, text=said)
            case Way.LEFT_OUT:
                return words(LEFT_OUT, clause=title)
            case Way.REWORDED:
                return words(REWORDED, clause=title, text=said)
        parameters = {each.key: each for each in clause.parameters} if clause else {}
        parameter = parameters.get(change.parameter)
        if parameter is None:
            return words(REWORDED, clause=title, text=said)
        shown = {"before": value_words(parameter, change.before), "after": value_words(parameter, change.after)}
        return Message(CHANGED, {"clause": Message(parameter.label), **shown})


WORDING = Wording(LIBRARY)


def pages(text: str, head: str = "") -> tuple[Plain, ...]:
    """A long text as messages, broken between lines."""
    made, page = [], head
    for line in text.split("\n"):
        if page and len(page) + len(line) + 1 > PAGE:
            made.append(Plain(page))
            page = line
        else:
            page = f"{page}\n{line}" if page else line
    return (*made, Plain(page))


def short_in_force(group: Any, row: Any) -> tuple[Message, ...]:
    """The short rules of a stored version, a full one or the short draft of the founding."""
    body = thaw(row.body) if row else {}
    if is_full(body):
        return WORDING.short(read(body), place_of(group))
    return short_rules(group.kind, *draft_values(body))


def three(group: Any, body: Mapping[str, Any]) -> tuple[Message, ...]:
    """The three mandatory clauses, a line each, of rules thawed."""
    if is_full(body):
        return WORDING.lines(read(body), place_of(group), short=True, own=TIGHT_OWN, keys=MANDATORY)
    return short_rules(group.kind, *draft_values(body))


def draft_values(body: Mapping[str, Any]) -> tuple[timedelta, timedelta]:
    """Settlement time and claims window of a short draft."""
    day = timedelta(days=1)
    return body.get("settle", day), body.get("window", day)


def full_in_force(group: Any, row: Any, reader: Reader) -> tuple[Plain, ...]:
    """A stored version in full, as it was worded when it was saved, for pasting."""
    body = thaw(row.body)
    head = plain(words(TITLE, name=group.name, version=row.n), reader)
    kept = body.get("texts", {}).get(reader.locale)
    if kept is None and is_full(body):
        kept = WORDING.full_text(read(body), place_of(group), reader)
    text = kept or "\n".join(plain(line, reader) for line in short_rules(group.kind, *draft_values(body)))
    return pages(text, head)
