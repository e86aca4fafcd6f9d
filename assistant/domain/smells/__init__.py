"""The table behind the scam check."""

from assistant.domain.smells.heavy import HEAVY
from assistant.domain.smells.light import LIGHT
from assistant.domain.smells.mixture import ENOUGH, IDEAS_EN, IDEAS_ZH, MIXTURE, PRETEXT, SAY
from assistant.domain.smells.smell import BAD, Smell

__all__ = ["BAD", "ENOUGH", "HEAVY", "IDEAS_EN", "IDEAS_ZH", "LIGHT", "MIXTURE", "PRETEXT", "SAY", "Smell"]
