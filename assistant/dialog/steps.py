"""The vocabulary that flows are written in: what a single step asks, shows or does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.dialog.parsers.base import Parser
from assistant.dialog.words import Plain

Function = Callable[..., Any]
Options = Mapping[str, str | Plain]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What every question may have.

    `label` names the answer in the review; `why` is the practical reason behind the Why? button (a
    text, or a function of facts that gives one);
    `default` (a value, or a function of facts) makes the step skippable; `assume` answers it unasked, to
    be changed from the review (where it gives None, the step asks); `check` may refuse a value (it reads the value by its state's name).
    """

    label: str = ""
    why: str | Function = ""
    default: Any = None
    assume: Function | None = None
    check: Function | None = None
    paste: Function | None = None  # facts -> texts to paste, sent before the screen
    shows: Function | None = None  # facts -> the answer as the review shows it, where the value alone says too little


@dataclass(frozen=True, slots=True)
class Ask(_Question):
    """A question answered in free words or media; `propose` offers answers as buttons.

    `options` are fixed choices beside the free words; the answer is then the option's key.

    With `work` the answer is a file that slow work looks at first; `verdict` turns the work's result
    into the value, or refuses. `later` lets a person leave it for another day (the value is then None).
    """

    say: str
    parse: Parser
    propose: Function | None = None
    options: Options = field(default_factory=dict)
    work: str = ""
    verdict: Function | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class Choose(_Question):
    """A question with a closed choice: option key -> its words."""

    say: str
    options: Options | Function
    wide: bool = False  # long words: one option a row


@dataclass(frozen=True, slots=True)
class Collect(_Question):
    """Takes any number of answers, in any order, without duplicates, until Done.

    With `work` each file is looked at first; `verdict` turns the work's result (and the `media`) into the item, or refuses; `failures`
    words the work's codes. `item` (the fact of that name -> Message) says what one gathered thing is, `note` (facts -> Messages) what is still missing.
    """

    say: str
    parse: Parser
    most: int = 10
    confirm_none: str = ""  # what to ask when Done is pressed with nothing
    work: str = ""
    verdict: Function | None = None
    failures: Mapping[str, str] = field(default_factory=dict)
    item: Function | None = None
    note: Function | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do outside: what, how, and another way where a menu lacks it.

    `about` names the answers it carries outside: when one of these changes, it is to be done again.
    """

    key: str
    title: str
    how: str
    instead: str
    copy: Function | None = None  # facts -> a text of at most 256 characters, behind a button that copies it
    paste: Function | None = None  # facts -> texts to paste, which a button sends once more
    about: tuple[str, ...] = ()
    checked: date | None = None  # when the menu path was last looked at


@dataclass(frozen=True, slots=True)
class Tick(_Question):
    """Steps to do outside, one after the other: Done / How? / I don't see that option / Later."""

    say: str
    steps: Function


@dataclass(frozen=True, slots=True)
class Offer(_Question):
    """A screen with named ways on; each button is an edge of its own."""

    say: str
    buttons: Options


@dataclass(frozen=True, slots=True)
class Run(_Question):
    """Another conversation, which comes back with its result. It is handed whatever it wants to be `given`.

    `given` here names the answers its result hangs on: when one of them changes, it is gone through again.
    """

    flow: str
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extra:
    """A further button of a review: it shows texts to paste, and a note above the review; nothing moves."""

    words: str
    paste: Function
    note: Function | None = None  # facts -> a Message


@dataclass(frozen=True, slots=True)
class Review:
    """The last look: all answers on one screen, each editable with one tap.

    `warn` gives messages about answers that do not go together; they hinder nothing.
    """

    say: str
    yes: str
    extra: Mapping[str, Extra] = field(default_factory=dict)
    warn: Function | None = None


@dataclass(frozen=True, slots=True)
class End:
    """The end: `does` is the command for the domain, `gives` the answers handed back to a caller."""

    say: str
    does: type[Any] | None = None
    gives: tuple[str, ...] = ()
    paste: Function | None = None  # facts -> texts to paste, sent before the screen
    buttons: Mapping[str, str] = field(default_factory=dict)  # command -> words
    then: Function | None = None  # facts -> the Command of a page that shows what became of it, under `say`


Question = Ask | Choose | Collect | Tick | Offer | Run
State = Question | Review | End
