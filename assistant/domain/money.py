"""Exact amounts: whole minor units and a currency, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

# ISO 4217 exponents other than two, as CLDR shows them (the test compares them with babel's table).
_DIGITS = {
    **dict.fromkeys(("JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "JOD", "KWD", "OMR", "TND"), 3),
}


def digits(currency: str) -> int:
    """How many decimals the currency (ISO 4217) is counted with: 2 for CNY, 0 for JPY."""
    return _DIGITS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` counts the currency's smallest unit (fen, cents); `currency` is an ISO 4217 code."""

    minor: int
    currency: str

    @property
    def units(self) -> Fraction:
        """The same amount in whole units (yuan, dollars), exactly."""
        return Fraction(self.minor, 10 ** digits(self.currency))


def money(units: Fraction | int, currency: str) -> Money | None:
    """Money from whole units (yuan, dollars); None where the currency has no such small change."""
    minor = Fraction(units) * 10 ** digits(currency)
    return Money(int(minor), currency) if minor.denominator == 1 else None
