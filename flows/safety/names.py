"""Several names in one message, one a line or with commas between."""

from __future__ import annotations

import re

from assistant.dialog.events import Context, Said, Text
from assistant.dialog.parsers import Parser, name, text
from assistant.domain.safety import LEAST_ENDS, LONGEST_NAME, MOST_ENDS, MOST_PEOPLE
from assistant.errors import Refused
from assistant.i18n import N_

EXAMPLE = N_("One name a line, like:\nLi Lei\nHan Meimei\nZhang Wei")
TOO_FEW = N_("That makes {given}; {least} at least are needed here. One name a line, please.")
TOO_MANY = N_("That makes {given} names; {most} at most, please.")
NO_ENDS = N_("Only the last 2 to 6 letters or figures, please, such as 3456. Never send me the whole number.")
ENDS_EXAMPLE = N_("For example 3456, as it stands behind the stars at payment.")
_BETWEEN = re.compile(r"[\n,，、;；]+")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.、．)）:：]|[-•·*])\s*")
_ENDS = re.compile(rf"[0-9A-Za-z]{{{LEAST_ENDS},{MOST_ENDS}}}")


def names(least: int = 1) -> Parser:
    """Reads `least` to MOST_PEOPLE names of LONGEST_NAME visible characters at most, each once, in order."""
    whole, single = text(1, MOST_PEOPLE * LONGEST_NAME), name(LONGEST_NAME)

    def read(said: Said, context: Context) -> tuple[str, ...]:
        parts = (_NUMBERED.sub("", part).strip() for part in _BETWEEN.split(whole(said, context)))
        found = tuple(dict.fromkeys(single(Text(part), context) for part in parts if part))
        if len(found) < least:
            raise Refused(TOO_FEW, given=len(found), least=least)
        if len(found) > MOST_PEOPLE:
            raise Refused(TOO_MANY, given=len(found), most=MOST_PEOPLE)
        return found

    return Parser(read, EXAMPLE, {})


def ends() -> Parser:
    """Reads the last characters of an account, and refuses whole numbers."""
    whole = text(1, 200)

    def read(said: Said, context: Context) -> str:
        found = str(whole(said, context)).strip(" *＊•·.…").replace(" ", "")
        if not _ENDS.fullmatch(found):
            raise Refused(NO_ENDS)
        return found

    return Parser(read, ENDS_EXAMPLE, {})
