"""What there is to see of a case, by role: the shapes. seeing.py fills them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assistant.domain.disputes.ballot import Tally
from assistant.domain.disputes.case import Answer, Claim, Deal, Offer, Plea, Remedy, Ruling, Sanction
from assistant.domain.disputes.claims import Item
from assistant.domain.disputes.lifecycle import Deadline
from assistant.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What everybody sees who may see anything. `due`: when the step ends; `turn`: the roles that are waited for."""

    number: int
    group: int
    kind: str
    role: str
    state: str
    since: datetime | None
    due: datetime | None
    turn: tuple[str, ...]
    my_turn: bool
    options: tuple[str, ...]
    over: bool
    version: int
    filed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An exhibit as it is shown. `part`: whose it is, "buyer" or "seller"; `mine`: the reader's own.

    Of a forward: `origin_part` is whose account it came from, "" if neither side's; `origin_name` of anybody else is not shown
    to a panel. `copy`: the SHA-256 of what to send instead of the original ("": there is no copy, send `sha256`).
    """

    n: int
    part: str
    mine: bool
    sha256: str
    copy: str
    size: int
    mime: str
    family: str
    grade: str
    caption: str
    item: str
    submitted_at: datetime
    late_reason: str
    origin_part: str
    origin_name: str
    origin_at: datetime | None
    seen_before: bool
    alike_before: bool
    erased: bool
    seal: str
    opened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawView:
    """A draw as both sides see it. `key` and `order` once it is done; `slots` counts those on the list."""

    round: int
    commitment: str
    nonce_hash: str
    tags: tuple[str, ...]
    leanings: tuple[str, ...]
    seats: int
    strikes: bool
    nonces: Mapping[str, str]
    struck: Mapping[str, int]
    nonce: str
    key: str
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView(View):
    """What a party sees: both sides' papers, and of the panel no names. `part`: the reader's own part in the deal.

    `missing`: what the reader's own side has yet to show. `taken` of `seats` seats are taken, `voted` have voted.
    """

    side: str
    part: str
    other: int | None
    other_name: str
    handle: str
    deal: Deal
    claim: Claim
    deadlines: tuple[Deadline, ...]
    noticed: bool
    on_papers: bool
    silent: bool
    more_time: bool
    answer: Answer | None
    offers: tuple[Offer, ...]
    exhibits: tuple[Shown, ...]
    left: int
    left_bytes: int
    missing: tuple[Item, ...]
    rebuttals: Mapping[str, str]
    ready: frozenset[str]
    docket: str
    round: int
    draws: tuple[DrawView, ...]
    seats: int
    taken: int
    voted: int
    mediator: bool
    rulings: tuple[Ruling, ...]
    plea: Plea | None
    remedy: Remedy | None
    ending: str
    sanction: Sanction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketView(View):
    """What a juror or mediator sees: Buyer and Seller, no names, no numbers of people.

    `left`: exhibits yet to be looked at; `voted`: their own ballot is in; `first`: what the first panel decided (appeal).
    """

    slot: int
    part: str
    what: str
    deal_amount: Money
    agreed_at: datetime
    rules: int
    claim: Claim
    answer: str
    silent: bool
    on_papers: bool
    rebuttals: Mapping[str, str]
    exhibits: tuple[Shown, ...]
    left: tuple[int, ...]
    voted: bool
    commitment: str
    offers: tuple[Offer, ...]
    plea: Plea | None
    first: Tally | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationView(View):
    """What somebody sees who is asked to decide (`seats` > 0) or to mediate (0): enough to know whether to accept.

    `elsewhere`: it is the case of a partner group.
    """

    slot: int
    seats: int
    part: str
    wrong: str
    amount: Money | None
    exhibits: int
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView(View):
    """What the owner sees: that it runs, and how far it is."""
