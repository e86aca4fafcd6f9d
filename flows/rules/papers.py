"""The words on the rules card and in the printed rules; both are made outside the turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from assistant.dialog.outcome import Effect, File, Notice, Picture, Work
from assistant.dialog.render import Reader, plain
from assistant.dialog.words import Day, Message, Screen, words
from assistant.domain.groups import Kind
from assistant.domain.rulebook import Rulebook
from assistant.i18n import N_
from flows.founding.posters import BADGES, FOOTER, KEEP, LINK, TAGLINE
from flows.rules.clauses import CHAPTERS
from flows.rules.text import WORDING, place_of

VERSION = N_("Rules, version {version} of {day}")
MORE = N_("and {count} more in the full rules")
PAGE = N_("Page {page} of {pages}")


def rules_papers(rules: Rulebook, version: int, now: datetime, group: Any, link: str, reader: Reader) -> Iterator[Work]:
    """The card for phones and the pages for print, of the version that holds since `now`."""
    frame = _frame(version, now, group, link, reader)
    yield Work(f"rules_card:{group.id}", "rules_card", {**frame, **card(rules, group, reader)})
    yield Work(f"rules_pdf:{group.id}", "rules_pdf", {**frame, **pages(rules, group, reader)})


def _frame(version: int, now: datetime, group: Any, link: str, reader: Reader) -> dict[str, Any]:
    """What both papers bear."""
    day = Day(now.astimezone(reader.tz).date())
    return {
        "kind": group.kind,
        "badge": plain(Message(BADGES[Kind(group.kind)]), reader),
        "tagline": plain(Message(TAGLINE), reader),
        "name": group.name,
        "version": plain(words(VERSION, version=version, day=day), reader),
        "link_label": plain(Message(LINK), reader),
        "link": link,
        "footer": plain(Message(FOOTER), reader),
        "keep": KEEP,
    }


def card(rules: Rulebook, group: Any, reader: Reader) -> dict[str, Any]:
    """The rules card: short forms by chapter."""
    said = {clause.key: plain(text, reader) for clause, text in WORDING.said(rules, place_of(group), short=True)}
    chapters = [(title, [said[each.key] for each in clauses if each.key in said]) for title, clauses in CHAPTERS]
    groups = [{"title": plain(Message(title), reader), "rules": lines} for title, lines in chapters if lines]
    return {"groups": groups, "more": _template(MORE, reader)}


def pages(rules: Rulebook, group: Any, reader: Reader) -> dict[str, Any]:
    """The printed rules: every clause in full."""
    clauses = [
        {"title": plain(Message(clause.title), reader), "text": plain(text, reader)}
        for clause, text in WORDING.said(rules, place_of(group))
    ]
    return {"clauses": clauses, "page": _template(PAGE, reader), "language": reader.locale.replace("_", "-")}


def _template(text: str, reader: Reader) -> str:
    """A text whose placeholders the paper itself fills."""
    return plain(Message(text, {name: f"{{{name}}}" for name in ("count", "page", "pages")}), reader)


def card_drawn(person: int, result: Mapping[str, Any]) -> tuple[Effect, ...]:
    text = N_("Your rules card. Put it up in the group, or send it to newcomers.")
    return (Picture(person, str(result["sha256"]), "rules.png", Message(text)),)


def pages_printed(person: int, result: Mapping[str, Any]) -> tuple[Effect, ...]:
    text = N_("The full rules as a PDF, for printing or for the files of the group.")
    return (File(person, str(result["sha256"]), "rules.pdf", Message(text)),)


def paper_failed(person: int) -> tuple[Effect, ...]:
    text = N_("I could not make one of the papers just now. Save the rules once more with /rules and I try again.")
    return (Notice(person, Screen((Message(text),))),)
