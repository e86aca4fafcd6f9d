"""What smells in a message: text in, findings out, the worst first. Words, not judgement; pure and quick.

A message is read in two ways: `tight`, without blanks and signs, so that 私 . 下 . 转 . 账 is 私下转账 (Chinese), and
`loose`, with single blanks and its clauses (languages that have words). Both remember where a character came from,
so that a finding can quote what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.domain.folding import fold
from assistant.domain.smells import BAD, ENOUGH, HEAVY, IDEAS_EN, IDEAS_ZH, LIGHT, MIXTURE, PRETEXT, SAY, Smell

SMELLS = (*HEAVY, *LIGHT, MIXTURE)
MOST = 4096  # characters looked at: a message has no more
_LONGEST_QUOTE = 24  # characters
_ENDS = frozenset(",.;!?…。|\n\r")  # after folding; between them a "never" counts
# What turns a phrase into a warning against it: shortly before it within the same clause, or right after it.
_NO_ZH = re.compile(
    r"(?:不要|不得|不可|不会|不能|不许|不准|不搞|不做|不接|不收|别|勿|莫|从不|无需|不用|没有|无须|反对).{0,3}$|(?<![能要是会])不$"
    r"|(?:禁止|严禁|谨防|防止|防范|(?<!不)小心|警惕|当心|拒绝|杜绝|绝不|远离|举报|切勿|抵制).{0,14}$"
)
_NO_ZH_AFTER = re.compile(
    r".{0,2}(?:不要|别|勿|切勿|千万不?[要别])(?:打开|点|相信|信|理|扫|转|付|给|上当|参与|回复)|.{0,6}(?:是|属于|就是|都是)(?:骗|诈骗|假)"
)
_NO_EN = re.compile(
    r"\b(?:never|not|don't|dont|doesn't|won't|can't|cannot|no|without|avoid|beware of|refuse|refuses|forbidden|prohibited|watch out for|against)"
    r"(?: (?:to|any|anyone|anybody|a|an|the|who|you|your|ever|ask|asks|asking|use|using|for|do|please|or|reply to|give|accept|fall for|pay|send|transfer|deal|trade|share|open|click|scan|go|requests? for|offers? of))*$"
)
# Whoever speaks of swindlers warns, more often than not: then only whole phrases count.
_WARNS = re.compile(
    r"(?<!不是)(?<!不会)(?:骗子|诈骗|骗局|防骗|反诈|被骗|上当)|假客服|别信|别点|不要信|不要点|当心|谨防|警惕|\b(?:scam|fraud|phish|swindl)",
    re.ASCII,
)
_GLANCE = 48  # characters around a phrase in which such a word counts


class Verdict(StrEnum):
    BAD = "bad"
    DOUBTFUL = "doubtful"
    WEAK = "weak"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Finding:
    """A smell, and the words that gave it away, as they were written."""

    smell: Smell
    quote: str


def sniff(text: str) -> tuple[Finding, ...]:
    """What smells in these words, the heaviest first; each smell once. Takes any text; time grows with its length."""
    tight, loose = _read(text[:MOST])
    found = tuple(Finding(smell, quote) for smell in SMELLS if (quote := _smelt(smell, tight, loose)) is not None)
    if verdict(found) in {Verdict.WEAK, Verdict.NOTHING} and (quote := _mixed(tight, loose)) is not None:
        found = (Finding(MIXTURE, quote), *found)
    return tuple(sorted(found, key=lambda each: -each.smell.weight))


def verdict(findings: tuple[Finding, ...]) -> Verdict:
    """All findings as one word; two light ones together are as good as a heavy one."""
    weight = sum(each.smell.weight for each in findings)
    if any(each.smell.weight >= BAD for each in findings) or weight > BAD:
        return Verdict.BAD
    if weight > 1:
        return Verdict.DOUBTFUL
    return Verdict.WEAK if findings else Verdict.NOTHING


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    source: str
    places: tuple[int, ...]  # of each character in the source
    clauses: tuple[int, ...]  # which clause it stands in

    def quote(self, start: int, end: int) -> str:
        said = " ".join(self.source[self.places[start] : self.places[end - 1] + 1].split())
        return said if len(said) <= _LONGEST_QUOTE else said[: _LONGEST_QUOTE - 1] + "…"

    def before(self, start: int, most: int) -> str:
        """The words just before a place, no further back than its clause."""
        first = max(0, start - most)
        while first < start and self.clauses[first] != self.clauses[start]:
            first += 1
        return self.text[first:start]


def _read(source: str) -> tuple[_Reading, _Reading]:
    clause, blank = 0, True
    kept: list[tuple[str, int, int]] = []
    spaced: list[tuple[str, int, int]] = []
    for place, char in enumerate(source):
        for each in fold(char):
            if each.isalnum():
                kept.append((each, place, clause))
                blank = False
            else:
                clause += each in _ENDS
                if each.isspace() and blank:
                    continue
                blank = each.isspace()
            spaced.append((" " if blank else _plain(each), place, clause))
    return _reading(kept, source), _reading(spaced, source)


def _plain(char: str) -> str:
    return "'" if char in "’‘`" else char


def _reading(kept: list[tuple[str, int, int]], source: str) -> _Reading:
    letters, places, clauses = zip(*kept, strict=True) if kept else ((), (), ())
    return _Reading("".join(letters), source, places, clauses)


def _smelt(smell: Smell, tight: _Reading, loose: _Reading) -> str | None:
    """The words that smell so, or None."""
    if smell.zh:
        for start, end in _spans(_zh(smell.zh), tight, _NO_ZH):
            if not _NO_ZH_AFTER.match(tight.text, end, end + _GLANCE):
                return tight.quote(start, end)
    found = next(_spans(_en(smell.en), loose, _NO_EN), None) if smell.en else None
    if found is None and smell.together and not _WARNS.search(loose.text):
        return next((quote for each in smell.together if (quote := _all_there(each, tight, loose)) is not None), None)
    return loose.quote(*found) if found else None


def _all_there(patterns: tuple[str, ...], tight: _Reading, loose: _Reading) -> str | None:
    """The words of the first pattern, where all of them are there."""
    chinese = not patterns[0].isascii()
    said, no = (tight, _NO_ZH) if chinese else (loose, _NO_EN)
    read = [_zh(each) if chinese else _en(each) for each in patterns]
    found = next(_spans(read[0], said, no), None)
    return said.quote(*found) if found and all(each.search(said.text) for each in read[1:]) else None


def _mixed(tight: _Reading, loose: _Reading) -> str | None:
    """The first words of a mixture of ideas that seldom meet in an honest deal, or None."""
    if _WARNS.search(loose.text):
        return None
    for said, patterns, read in ((tight, IDEAS_ZH, _zh), (loose, IDEAS_EN, _en)):
        hits = {at: hit.span() for at, each in enumerate(patterns) if (hit := read(each).search(said.text)) is not None}
        if len(hits) >= ENOUGH or (PRETEXT in hits and len(hits.keys() - {SAY}) > 1):
            return said.quote(*min(hits.values()))
    return None


def _spans(pattern: re.Pattern[str], said: _Reading, no: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the pattern stands without being warned of."""
    for match in pattern.finditer(said.text):
        start, end = match.span()
        if end > start and not no.search(said.before(start, _GLANCE).rstrip()):
            yield start, end


@cache
def _zh(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _en(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)  # a word also ends where Chinese begins
