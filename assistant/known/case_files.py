"""What a case file is made from that no screen shows: the chain itself, and the names of the two. For the two alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.casework import case_of, pool_of
from assistant.clock import moment
from assistant.domain.disputes.authority import Look, Role, may, role_of
from assistant.ordering import name_of
from assistant.store import Books, LinkRow

WORK = "case_file"


@dataclass(frozen=True, slots=True)
class CasePapers:
    """`chain`: the links as JSON; what the reader may not read is erased there, and the chain still holds.

    `head`: the last one. `coming`: a case file for this reader is being made.
    """

    chain: tuple[Mapping[str, Any], ...]
    head: str
    claimant: str
    respondent: str
    coming: bool


def _case_papers(books: Books, person: int) -> Callable[[int], CasePapers | None]:
    """None for everybody but the two parties: owner, jurors and strangers get no case file."""

    def find(number: int) -> CasePapers | None:
        row = books.cases.get(number)
        group = books.groups.get(row.group) if row else None
        if row is None or group is None:
            return None
        case = case_of(row)
        role = role_of(case, person, pool_of(books, group, (), moment(row.filed_at)))
        if not may(Look.CASE, role, case.state):
            return None
        links = books.cases.chain(number)
        names = [name_of(books, case.group, each) if each else "" for each in (case.claimant, case.respondent)]
        return CasePapers(
            chain=tuple(_link(each, role) for each in links),
            head=links[-1].head if links else "",
            claimant=names[0],
            respondent=names[1] or case.respondent_name,
            coming=books.jobs.waiting(WORK, person),
        )

    return find


def _link(row: LinkRow, role: Role) -> Mapping[str, Any]:
    """A link without what is kept beside it. What somebody got for it is their own matter, not the other's."""
    hidden = row.kind == "SanctionDecided" and role is not Role.RESPONDENT
    return {
        "n": row.n,
        "at": row.at,
        "who": row.who,
        "kind": row.kind,
        "digest": row.digest,
        "head": row.head,
        "content": None if hidden else row.content,
        "salt": None if hidden else row.salt,
    }


FACTS: Mapping[str, Callable[[Books, int], Any]] = {"case_papers": _case_papers}
