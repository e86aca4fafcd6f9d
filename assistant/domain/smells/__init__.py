"""The table behind the scam check."""

from assistant.domain.smells.heavy import HEAVY
from assistant.domain.smells.light import LIGHT
from assistant.domain.smells.smell import BAD, Smell

__all__ = ["BAD", "HEAVY", "LIGHT", "Smell"]
