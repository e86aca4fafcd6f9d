"""The clause library.

To add a clause, add an entry to a file here and its words to the catalogues (`make words`): the walk, the review, the
texts and the differences between versions follow by themselves.
"""

from flows.rules.clauses.library import CHAPTERS, LIBRARY

__all__ = ["CHAPTERS", "LIBRARY"]
