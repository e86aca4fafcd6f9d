"""An order as plain values for storing, and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from assistant.domain.orders.charts import Leaving, Paid, State, Work
from assistant.domain.orders.order import Order, Payment
from assistant.domain.orders.terms import Basis, Instalment, Side, Term, Terms

_PLAIN_TERMS = ("group", "kind", "maker", "what", "amount", "how", "rules", "window", "silence")
_ENUMS: Mapping[str, Any] = {"state": State, "work": Work, "leaving": Leaving}
_OWN = frozenset({"terms", "payments"})
_OUTSIDE = frozenset({"number", "version"})  # columns that the store gives


def dump(order: Order) -> dict[str, Any]:
    """Maps, lists, texts, numbers, money, moments and spans; without number and version."""
    plain = {each.name: getattr(order, each.name) for each in fields(Order) if each.name not in _OWN | _OUTSIDE}
    payments = [
        {"state": each.state, "reported_at": each.reported_at, "seen_at": each.seen_at} for each in order.payments
    ]
    return {**plain, "terms": _terms(order.terms), "payments": payments}


def load(body: Mapping[str, Any], number: int, version: int) -> Order:
    """What `dump` made, its values thawed."""
    plain = {name: _ENUMS[name](value) if name in _ENUMS else value for name, value in body.items() if name not in _OWN}
    payments = tuple(Payment(**{**each, "state": Paid(each["state"])}) for each in body["payments"])
    return Order(_read_terms(body["terms"]), payments=payments, number=number, version=version, **plain)


def _terms(terms: Terms) -> dict[str, Any]:
    plain = {name: getattr(terms, name) for name in _PLAIN_TERMS}
    parts = [{"amount": each.amount, "due": _term(each.due)} for each in terms.parts]
    return {**plain, "side": terms.side, "parts": parts, "delivery": _term(terms.delivery)}


def _read_terms(body: Mapping[str, Any]) -> Terms:
    parts = tuple(Instalment(each["amount"], _read_term(each["due"])) for each in body["parts"])
    plain = {name: body[name] for name in _PLAIN_TERMS}
    return Terms(**plain, side=Side(body["side"]), parts=parts, delivery=_read_term(body["delivery"]))


def _term(term: Term) -> dict[str, Any]:
    return {"basis": term.basis, "span": term.span, "at": term.at}


def _read_term(body: Mapping[str, Any]) -> Term:
    return Term(Basis(body["basis"]), body["span"], body["at"])
