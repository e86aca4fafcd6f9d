"""The clause library: every clause there is, in the order in which rules list them."""

from assistant.domain.clauses import Clause
from flows.clauses.dealing import DEALING
from flows.clauses.delivery import DELIVERY
from flows.clauses.manners import MANNERS
from flows.clauses.money import MONEY
from flows.clauses.order import ORDER

LIBRARY: tuple[Clause, ...] = (*DEALING, *MONEY, *DELIVERY, *MANNERS, *ORDER)

__all__ = ["LIBRARY"]
