"""Names that look like those of the people who speak for a group. Pure; identity is the number, never the name.

What counts as alike, strictest first: the very same characters; the same at a glance (other alphabets, width, case,
blanks, signs, figures for letters, old forms of Chinese characters); an office in the name (群主, admin); nearly the
same long Latin name. Chinese names that differ in a character are different people, so these are never "nearly".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.folding import fold, is_han, twin

_FIGURES = str.maketrans("05", "os")
_PAIRS = (("rn", "m"), ("vv", "w"))  # seen as one
_STROKES = frozenset("Il1|ǀӀІΙ｜")  # at a glance all the same stroke; as letters they are not
_OFFICE = re.compile(
    r"(?:官方|在线|本群|群)?(?:群主|管理员|群管|客服|群助手|小助手|财务|收款员|售后|管理组|运营)(?:本人|大号|小号|新号)?"
    r"|官方|本人|大号|小号|新号|备用号?"
    r"|(?:the )?\b(?:group ?)?(?:owner|admin(?:istrator)?|support|official|moderator|help ?desk|customer service)\b"
)
_OFFICE_ALONE = re.compile(
    r"(?:官方|在线|本群|群)?(?:群主|管理员|群管|客服|收款员|管理组)"
    r"|\b(?:group ?)?(?:owner|admin(?:istrator)?|official|moderator|customer service)\b"
)
_SHORTEST_SLIP = 8  # letters of a Latin name in which a doubled, dropped or swapped letter means something
_SHORTEST_CHANGE = 12  # and in which another letter does


class Likeness(StrEnum):
    SAME = "same"
    DISGUISED = "disguised"
    OFFICE = "office"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Trusted:
    """Somebody who speaks for a group: its owner or an admin."""

    person: int
    name: str
    owner: bool = False


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A name that looks like a trusted person's, although the number is another's.

    `person` is None where the number is not known (a forward from a hidden account).
    """

    person: int | None
    name: str
    like: Trusted
    how: Likeness


def look_alike(person: int | None, name: str, trusted: Sequence[Trusted]) -> LookAlike | None:
    """Whom of the trusted this name could be taken for, the strictest likeness first; None for themselves."""
    if any(each.person == person for each in trusted):
        return None
    found = [(how, each) for each in trusted if (how := likeness(name, each.name)) is not None]
    if not found:
        owner = next((each for each in trusted if each.owner), None)
        return LookAlike(person, name, owner, Likeness.OFFICE) if owner and claims_office(name) else None
    how, like = min(found, key=lambda each: _STRICTEST.index(each[0]))
    return LookAlike(person, name, like, how)


def among(people: Iterable[tuple[int, str]], trusted: Sequence[Trusted]) -> tuple[LookAlike, ...]:
    """All look-alikes among people given by number and name."""
    found = (look_alike(person, name, trusted) for person, name in people)
    return tuple(each for each in found if each is not None)


def likeness(name: str, known: str) -> Likeness | None:
    """How a name looks like a known one, or None where it does not."""
    if name.strip() == known.strip():
        return Likeness.SAME if name.strip() else None
    ours, theirs = _skeleton(known), _skeleton(name)
    if not ours or not theirs:
        return None
    if ours == theirs or _at_a_glance(known) == _at_a_glance(name):
        return Likeness.DISGUISED
    bare = _skeleton(_OFFICE.sub(" ", _plain(name)))
    if bare and bare in {ours, _skeleton(_OFFICE.sub(" ", _plain(known)))}:
        return Likeness.OFFICE
    return Likeness.NEAR if _near(ours, theirs) else None


def claims_office(name: str) -> bool:
    """Whether a name says that its bearer speaks for the group."""
    plain = _plain(name)
    return any(_OFFICE_ALONE.search(each) for each in (plain, plain.replace(" ", "")))


_STRICTEST = list(Likeness)


def _plain(name: str) -> str:
    """Folded, with signs as blanks: what an office is looked for in."""
    return " ".join("".join(each if each.isalnum() else " " for char in name for each in fold(char)).split())


def _skeleton(name: str) -> str:
    """What remains at a glance. A name of figures alone, or of signs alone, is compared as it is."""
    letters = "".join(twin(each) for char in name for each in fold(char) if each.isalnum())
    if not letters:
        return "".join(each for char in name for each in fold(char) if not each.isspace())
    if letters.isdigit():
        return letters
    letters = letters.translate(_FIGURES)
    for pair, one in _PAIRS:
        letters = letters.replace(pair, one)
    return letters


def _at_a_glance(name: str) -> str:
    """The same, with every upright stroke as one: a small L, a capital i, a one, and within a name a small i."""
    strokes = (char in _STROKES or (char == "i" and at > 0) for at, char in enumerate(name))
    return _skeleton("".join("ı" if stroke else char for stroke, char in zip(strokes, name, strict=True)))


def _near(one: str, other: str) -> bool:
    """Latin names that differ by one slip of the finger."""
    if any(is_han(char) for char in one + other) or min(len(one), len(other)) < _SHORTEST_SLIP:
        return False
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        return len(longer) - len(shorter) == 1 and any(
            longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer) - 1)
        )
    apart = [at for at in range(len(one)) if one[at] != other[at]]
    if len(apart) == 1:
        return len(one) >= _SHORTEST_CHANGE
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1
    return swapped and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
