"""Who may decide a case, and what a pool of so many can bear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from assistant.domain.money import Money, money

DEALT_WITHIN = timedelta(days=180)  # whoever dealt with a party since then stays out
RULED_WITHIN = timedelta(days=90)  # and whoever ruled on one
SMALL, LARGE = 3, 5  # seats
LARGE_FROM = 2000  # whole units of the currency, in a group without a cap
APPEAL_FROM = 8


@dataclass(frozen=True, slots=True)
class Juror:
    """Somebody who consented to decide. `leaning`: "buyer" or "seller", whichever they mostly are; "" if neither."""

    person: int
    leaning: str = ""


class Why(StrEnum):
    """Why somebody is not eligible."""

    PARTY = "party"
    OWNER = "owner"
    ADMIN = "admin"
    RUNS_A_PARTNER = "runs_a_partner"
    INVITED_A_PARTY = "invited_a_party"
    DEALT_WITH_A_PARTY = "dealt_with_a_party"
    RULED_ON_A_PARTY = "ruled_on_a_party"
    DECLINED = "declined"
    ALREADY_DECIDED = "already_decided"


@dataclass(frozen=True, slots=True)
class Pool:
    """All that the books know about who could decide this case, and who stands too near.

    `jurors` consented in the case's own group, `partners` in a partner group that no party runs; `runners` own or
    co-administer a partner group. The sets hold people.
    """

    jurors: tuple[Juror, ...] = ()
    partners: tuple[Juror, ...] = ()
    owner: int = 0
    admins: frozenset[int] = frozenset()
    inviters: frozenset[int] = frozenset()
    dealt: frozenset[int] = frozenset()
    ruled: frozenset[int] = frozenset()
    runners: frozenset[int] = frozenset()

    def run_by(self, parties: Iterable[int]) -> bool:
        """Whether the owner or an admin is a party: then nobody of this group decides."""
        return bool(({self.owner} | self.admins) & set(parties))


Near = tuple[tuple[frozenset[int], Why], ...]


@dataclass(frozen=True, slots=True)
class Eligible:
    """Who may be drawn, and why the others may not. `helped`: some of them come from a partner group."""

    people: tuple[Juror, ...]
    excluded: tuple[tuple[int, Why], ...] = field(default=())
    helped: bool = False


def eligible(pool: Pool, parties: Iterable[int], declined: Iterable[int] = (), decided: Iterable[int] = ()) -> Eligible:
    """Consented jurors minus everybody who stands too near.

    Partner groups fill up where the own pool bears no panel; if this one's owner or an admin is a party, theirs alone
    decide. Whoever is on the list is drawn with the same chance: own jurors drawn for certain would be known to both.
    `declined`: who said no in this case; `decided`: who sat on an earlier panel of it.
    """
    parties = frozenset(parties)
    near: Near = (
        (parties, Why.PARTY),
        (frozenset({pool.owner}), Why.OWNER),
        (pool.admins, Why.ADMIN),
        (pool.inviters, Why.INVITED_A_PARTY),
        (pool.dealt, Why.DEALT_WITH_A_PARTY),
        (pool.ruled, Why.RULED_ON_A_PARTY),
        (frozenset(declined), Why.DECLINED),
        (frozenset(decided), Why.ALREADY_DECIDED),
    )
    candidates = () if pool.run_by(parties) else pool.jurors
    if len(own := _free(candidates, near)) < SMALL:
        candidates = (*candidates, *pool.partners)
        near = (*near, (pool.runners, Why.RUNS_A_PARTNER))
    people = _free(candidates, near)
    out = tuple(
        (each.person, why)
        for each in candidates
        if (why := next((reason for some, reason in near if each.person in some), None)) is not None
    )
    return Eligible(people, out, helped=bool({each.person for each in people} - {each.person for each in own}))


def neutrals(pool: Pool, parties: Iterable[int], declined: Iterable[int] = ()) -> tuple[int, ...]:
    """Who could mediate: somebody as far from both, who decides nothing and so may come from any of the groups."""
    nobody = Pool((*pool.jurors, *pool.partners), (), 0, frozenset(), pool.inviters, pool.dealt, pool.ruled)
    ran = {pool.owner} | pool.admins | pool.runners
    return tuple(each.person for each in eligible(nobody, parties, declined).people if each.person not in ran)


def _free(candidates: Iterable[Juror], near: Near) -> tuple[Juror, ...]:
    excluded = frozenset[int]().union(*(people for people, _ in near))
    unique = {each.person: each for each in candidates if each.person not in excluded}
    return tuple(unique.values())


@dataclass(frozen=True, slots=True)
class Plan:
    """What a pool can bear; told before the draw. `seats` 0: no panel, mediation instead.

    `helped`: it takes jurors of a partner group.
    """

    seats: int
    strikes: bool
    reserves: int
    appeal: bool
    helped: bool = False

    @property
    def possible(self) -> bool:
        return self.seats > 0


def is_large(amount: Money | None, cap: Money | None) -> bool:
    """Whether so much is in dispute that five should decide: the group's cap or more."""
    if amount is None:
        return False
    bar = cap if cap is not None and cap.currency == amount.currency else money(LARGE_FROM, amount.currency)
    return bar is not None and amount.minor >= bar.minor


def plan(size: int, *, large: bool = False) -> Plan:
    """What `size` eligible people can bear: seats first, then an appeal panel, then a strike for each side, then reserves."""
    if size < SMALL:
        return Plan(0, strikes=False, reserves=0, appeal=False)
    seats = LARGE if large and size >= LARGE else SMALL
    appeal = size >= APPEAL_FROM
    over = size - seats - (SMALL if appeal else 0)
    strikes = over >= 2
    return Plan(seats, strikes, size - seats - (2 if strikes else 0), appeal)


def quorum(seats: int) -> int:
    """How many amounts a finding needs: two of three, three of five."""
    return seats // 2 + 1
