"""Names and free text, measured by what people see."""

from __future__ import annotations

import unicodedata

from assistant.dialog.events import Context, Said
from assistant.dialog.parsers.base import Parser
from assistant.dialog.parsers.characters import seen_length
from assistant.dialog.parsers.reading import typed
from assistant.errors import Refused
from assistant.i18n import N_

TEXT_EXAMPLE = N_("A sentence or two in your own words is fine, up to {most} characters.")
NAME_EXAMPLE = N_("A short name will do, up to {most} characters, such as “Riverside Books”.")
TOO_SHORT = N_("That is {given} characters so far; please write at least {least}, so that others can follow.")
TOO_LONG = N_("That is {given} characters; {most} fit here. Could you shorten it a little?")
NAME_TOO_LONG = N_("That name has {given} characters and {most} fit. Could you find a shorter one?")
ONLY_SIGNS = N_("A name needs at least one letter or number, such as “Riverside Books”.")
NO_WORDS = N_("I only see signs there. Please say it in words.")


DENSE = 12  # code points of a visible character at most, on average: messages have limits in code points


def text(least: int = 1, most: int = 1000) -> Parser:
    """Reads free text of `least` to `most` visible characters; new lines stay as they were typed."""

    def read(said: Said, context: Context) -> str:
        value = "\n".join(line.rstrip() for line in typed(said).split("\n"))
        count = max(seen_length(value), len(value) // DENSE)
        if count > most:
            raise Refused(TOO_LONG, given=count, most=most)
        if count < least:
            raise Refused(TOO_SHORT, given=count, least=least)
        if least > 1 and not _says_something(value):
            raise Refused(NO_WORDS)
        return value

    return Parser(read, TEXT_EXAMPLE, {"most": most})


def name(most: int = 20) -> Parser:
    """Reads a name of at most `most` visible characters, its white space folded to single blanks."""

    def read(said: Said, context: Context) -> str:
        value = " ".join(typed(said).split())
        count = max(seen_length(value), len(value) // DENSE)
        if count > most:
            raise Refused(NAME_TOO_LONG, given=count, most=most)
        if not _says_something(value):
            raise Refused(ONLY_SIGNS)
        return value

    return Parser(read, NAME_EXAMPLE, {"most": most})


def _says_something(value: str) -> bool:
    """A letter or number of any script, or an emoji (a symbol of its own)."""
    return any(unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "So" for char in value)
