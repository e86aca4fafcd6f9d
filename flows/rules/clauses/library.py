"""Every clause there is, in the order in which rules list them, by chapter."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.clauses import Clause
from assistant.i18n import N_
from flows.rules.clauses.dealing import DEALING
from flows.rules.clauses.delivery import DELIVERY
from flows.rules.clauses.manners import MANNERS
from flows.rules.clauses.money import MONEY
from flows.rules.clauses.order import ORDER

CHAPTERS: Sequence[tuple[str, Sequence[Clause]]] = (
    (N_("Before the deal"), DEALING),
    (N_("Money"), MONEY),
    (N_("Delivery and receipt"), DELIVERY),
    (N_("Manners"), MANNERS),
    (N_("When something goes wrong"), ORDER),
)
LIBRARY: tuple[Clause, ...] = tuple(clause for _, clauses in CHAPTERS for clause in clauses)
