"""What a group's rules say of an order: the cap, parts above it, usual terms. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.domain.groups import Kind
from assistant.domain.lawful import refuse_unlawful
from assistant.domain.money import Money
from assistant.domain.orders.terms import MOST_HOW, MOST_PARTS, MOST_WHAT, Basis, Instalment, Term, Terms
from assistant.domain.rulebook import SILENCE, Rulebook
from assistant.errors import Refused
from assistant.i18n import N_

DAY = timedelta(days=1)
ABOVE_CAP = N_("A single deal here is at most {cap}, and the rules know no payment in parts. Choose a smaller amount.")
TOO_MANY = N_("Even in parts that is too much for this group: {most} parts of {cap} at most.")
OTHER_MONEY = N_("This group deals in {currency}. Please name the amount in it.")
NEW_RULES = N_("The rules of this group were changed meanwhile. Please begin the order once more: /order")
TOO_LATE = N_("That moment has passed. Please choose a later one.")
UNFIT = N_("These terms do not fit the rules of the group. Please begin the order once more: /order")


@dataclass(frozen=True, slots=True)
class Limits:
    """The values of version `rules` as far as orders ask for them; None where the rules are silent, or in own words."""

    rules: int
    kind: str
    currency: str
    cap: Money | None
    percent: int | None  # of the first part, above the cap
    settle: timedelta | None
    ship: timedelta | None
    window: timedelta | None

    @property
    def silence(self) -> timedelta:
        return SILENCE[Kind(self.kind)]

    @property
    def pay_since(self) -> Basis:
        """What a span for paying counts from, in this kind of group."""
        return {Kind.GOODS: Basis.AGREED, Kind.SERVICES: Basis.RECEIVED, Kind.TASKS: Basis.DELIVERED}[Kind(self.kind)]

    @property
    def deliver_since(self) -> Basis:
        """What a span for delivering counts from."""
        return Basis.PAID if self.kind == Kind.GOODS else Basis.AGREED

    @property
    def pay(self) -> Term | None:
        """By when these rules want a deal paid."""
        return None if self.settle is None else Term(self.pay_since, self.settle)

    @property
    def delivery(self) -> Term | None:
        """By when these rules want goods shipped; work has a day of its own."""
        return Term(self.deliver_since, self.ship) if self.kind == Kind.GOODS and self.ship is not None else None


def limits(book: Rulebook, rules: int, kind: str, currency: str) -> Limits:
    """Read off a rulebook; its values are thawed already."""
    values = {key: book.value(key) for key in ("cap", "parts", "settle", "ship", "window")}
    cap = values["cap"] if isinstance(values["cap"], Money) and values["cap"].currency == currency else None
    return Limits(rules, kind, currency, cap, values["parts"], values["settle"], values["ship"], values["window"])


def above(amount: Money, held: Limits) -> bool:
    return held.cap is not None and amount.minor > held.cap.minor


def affordable(amount: Money, held: Limits) -> None:
    """Raise Refused where the rules do not allow such an amount."""
    if amount.currency != held.currency:
        raise Refused(OTHER_MONEY, currency=held.currency)
    if held.cap is None or not above(amount, held):
        return
    if held.percent is None:
        raise Refused(ABOVE_CAP, cap=held.cap)
    if 1 + _rest(amount, held.cap, held.percent)[1] > MOST_PARTS:
        raise Refused(TOO_MANY, most=MOST_PARTS, cap=held.cap)


def split(amount: Money, held: Limits, pay: Term, delivery: Term, now: datetime) -> tuple[Instalment, ...]:
    """The payments of a deal: one, or above the cap those that the rules propose; none of them above the cap."""
    affordable(amount, held)
    if held.cap is None or held.percent is None or not above(amount, held):
        return (Instalment(amount, pay),)
    settle = held.settle or DAY
    first, *rest = _shares(amount, held.cap, held.percent)
    dues = (Term(Basis.RECEIVED, settle * at) for at in range(1, len(rest) + 1))
    begin = Instalment(Money(first, amount.currency), _first(held, settle, delivery, now))
    return (begin, *(Instalment(Money(each, amount.currency), due) for each, due in zip(rest, dues, strict=True)))


def _shares(amount: Money, cap: Money, percent: int) -> list[int]:
    """Minor units of each part: the first by the rules' share, the rest in equal parts; all within the cap."""
    rest, count = _rest(amount, cap, percent)
    share, over = divmod(rest, count)
    return [amount.minor - rest, *(share + (at < over) for at in range(count))]


def _rest(amount: Money, cap: Money, percent: int) -> tuple[int, int]:
    """What is left after the first part, and in how many parts."""
    rest = amount.minor - max(1, min(amount.minor * percent // 100, cap.minor))
    return rest, -(-rest // cap.minor)


def _first(held: Limits, settle: timedelta, delivery: Term, now: datetime) -> Term:
    """Goods and services: at the start. Tasks: at half time, where there is a day to halve."""
    if held.kind == Kind.TASKS and delivery.at is not None:
        return Term(Basis.FIXED, at=now + (delivery.at - now) / 2)
    return Term(Basis.AGREED, settle)


def inspect(terms: Terms, held: Limits, now: datetime) -> None:
    """Raise Refused where terms break the rules in force, whoever wrote them."""
    refuse_unlawful(terms.what)
    refuse_unlawful(terms.how)
    affordable(terms.amount, held)
    if terms.rules != held.rules:
        raise Refused(NEW_RULES)
    whole = sum(part.amount.minor for part in terms.parts) == terms.amount.minor > 0
    same = all(part.amount.currency == terms.amount.currency and part.amount.minor > 0 for part in terms.parts)
    capped = held.cap is None or all(part.amount.minor <= held.cap.minor for part in terms.parts)
    short = 0 < len(terms.what) <= MOST_WHAT * 4 and len(terms.how) <= MOST_HOW * 4  # code points; people see fewer
    pinned = (terms.window, terms.silence, terms.kind) == (held.window, held.silence, held.kind)
    if not (whole and same and capped and short and pinned and len(terms.parts) <= MOST_PARTS):
        raise Refused(UNFIT)
    if any(each.at is not None and each.at <= now for each in (terms.delivery, *(part.due for part in terms.parts))):
        raise Refused(TOO_LATE)
