"""What an event means at the current step: a value, slow work to wait for, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.dialog.events import Contact, Media, Other, Said, Text
from assistant.dialog.parsers.base import Parser
from assistant.dialog.route import check
from assistant.dialog.steps import Ask, Choose, Collect, Offer, Review, Tick
from assistant.dialog.view import View, options
from assistant.dialog.words import Plain
from assistant.errors import Refused
from assistant.facts import apply
from assistant.i18n import N_, text


@dataclass(frozen=True, slots=True)
class Read:
    """A value, and the words or the action it came from (replayed when the code has changed)."""

    value: Any
    said: str | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """The answer is a file; slow work of that kind looks at it first."""

    work: str
    media: Media | Text  # words are kept like a file where they are evidence


def said(view: View, event: Said) -> Read | Wait:
    """Read words or media at the current step; raises Refused."""
    state = view.flow.states[view.frame.state]
    match state:
        case Ask(options=fixed) if isinstance(event, Text) and (key := _named(fixed, event, view)) is not None:
            return option(view, key)
        case Ask(work=work) if work:
            found = _parse(state.parse, event, view)
            return Wait(work, found) if isinstance(found, Media) else _checked(view, found, event)
        case Ask():
            return _checked(view, _parse(state.parse, event, view), event)
        case Collect():
            found = _parse(state.parse, event, view)
            return (
                Wait(state.work, found)
                if state.work and isinstance(found, Media | Text)
                else Read(found, _words(event))
            )
        case Choose():
            return Read(_chosen(dict(options(state, view)), event, view))
        case Offer():
            return Read(_chosen(dict(state.buttons), event, view))
        case Tick() | Review():
            raise Refused(N_("Here the buttons do it. Tap the one that fits."))
        case _:
            raise Refused(N_("Nothing is asked right now."))


def proposal(view: View, index: str) -> Read | Wait:
    """A proposal that was pressed is read as if it had been typed."""
    state = view.flow.states[view.frame.state]
    proposals = apply(state.propose, view) if isinstance(state, Ask) and state.propose else ()
    if not (index.isascii() and index.isdigit()) or int(index) >= len(proposals):
        raise Refused(N_("That button is no longer in use."))
    return said(view, Text(proposals[int(index)]))


def option(view: View, key: str) -> Read:
    """An option that was pressed."""
    state = view.flow.states[view.frame.state]
    known = options(state, view) if isinstance(state, Ask | Choose) else getattr(state, "buttons", {})
    if key not in known:
        raise Refused(N_("That button is no longer in use."))
    check(view, view.frame.state, key)
    return Read(key)


def again(view: View, words: str) -> Any:
    """Read stored words anew, for a replay: the value, or Refused."""
    state = view.flow.states[view.frame.state]
    if not isinstance(state, Ask):
        raise Refused(N_("Please answer this once more."))
    found = _checked(view, _parse(state.parse, Text(words), view), Text(words))
    return found.value


def _parse(parse: Parser, event: Said, view: View) -> Any:
    kind = "text" if isinstance(event, Text) else event.kind
    if kind not in parse.takes and "text" in parse.takes:
        raise Refused(N_("I can only read words here. Type your answer, please."))
    return parse(event, view.context)


def _checked(view: View, value: Any, event: Said) -> Read:
    check(view, view.frame.state, value)
    return Read(value, _words(event))


def _chosen(found: Mapping[str, str | Plain], event: Said, view: View) -> str:
    """A choice that was typed instead: its words in the reader's language, or its number."""
    if isinstance(event, Other | Media | Contact):
        raise Refused(N_("A picture or sticker does not help me here. Tap one of the buttons."))
    wanted = event.text.strip().casefold()
    for at, (key, words) in enumerate(found.items(), start=1):
        if wanted and wanted in {_spoken(words, view).casefold(), str(at)}:
            if isinstance(view.flow.states[view.frame.state], Choose):
                check(view, view.frame.state, key)
            return key
    meant = [key for key, words in found.items() if len(wanted) > 1 and wanted in _spoken(words, view).casefold()]
    if len(meant) == 1:
        return str(option(view, meant[0]).value)
    raise Refused(N_("Tap the button that fits best."))


def _named(fixed: Mapping[str, str | Plain], event: Text, view: View) -> str | None:
    """A fixed choice beside free words that was typed: only by its very words."""
    wanted = event.text.strip().casefold()
    return next((key for key, words in fixed.items() if _spoken(words, view).casefold() == wanted), None)


def _spoken(words: str | Plain, view: View) -> str:
    return words.text if isinstance(words, Plain) else text(words, view["locale"])


def _words(event: Said) -> str | None:
    return event.text if isinstance(event, Text) else None
