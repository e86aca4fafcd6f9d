"""Exact amounts: whole minor units and a currency, never a float."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """`minor` counts the currency's smallest unit (fen, cents); `currency` is an ISO 4217 code."""

    minor: int
    currency: str
