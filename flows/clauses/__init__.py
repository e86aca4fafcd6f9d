"""The clause library: every clause there is, in the order in which rules list them.

To add one, add an entry to a file here and its words to the catalogues (`make words`): the walk, the review, the
texts and the differences between versions follow by themselves.
"""

from assistant.domain.clauses import Clause
from flows.clauses.dealing import DEALING
from flows.clauses.delivery import DELIVERY
from flows.clauses.manners import MANNERS
from flows.clauses.money import MONEY
from flows.clauses.order import ORDER

LIBRARY: tuple[Clause, ...] = (*DEALING, *MONEY, *DELIVERY, *MANNERS, *ORDER)

__all__ = ["LIBRARY"]
