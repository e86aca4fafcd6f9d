"""What a smell is: one trick of swindlers, and how it is told from honest words."""

from __future__ import annotations

from dataclasses import dataclass

BAD = 3  # a smell of this weight is enough by itself


@dataclass(frozen=True, slots=True)
class Smell:
    """One trick. `weight`: 3 hardly ever honest, 2 often a trick, 1 ordinary, but swindlers love it.

    `says` is an example (in each language one that the patterns find), `why` what is behind it, `do` what to do.
    `zh` and `en` are phrases; `together` are ideas that need no phrase of their own: each entry names patterns that
    all have to be somewhere in the message, in Chinese or in English.
    """

    key: str
    weight: int
    title: str
    says: str
    why: str
    do: str
    zh: str
    en: str
    together: tuple[tuple[str, ...], ...] = ()
