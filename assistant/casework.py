"""Rows of the books as the domain wants to see cases, and all that it has to know beside them."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

import msgspec

from assistant.clock import moment
from assistant.dialog.values import thaw
from assistant.domain import rulebook
from assistant.domain.disputes import custody, panel, risks
from assistant.domain.disputes.case import Case, Deal
from assistant.domain.disputes.claims import Part
from assistant.domain.disputes.events import CaseEvent
from assistant.domain.disputes.lifecycle import State, clocks_of
from assistant.domain.disputes.panel import Juror, Pool
from assistant.domain.disputes.sanctions import Penalty, ladder_of
from assistant.domain.orders.agenda import claims_until
from assistant.domain.orders.charts import State as OrderState
from assistant.domain.orders.order import Order
from assistant.domain.orders.terms import Side as OrderSide
from assistant.domain.roles import Role
from assistant.ordering import order_of
from assistant.store import NOBODY, Books, CaseRow, Group, LinkRow, PenaltyRow, RiskRow

MOST_ORDERS = 100  # that a leaning is read from
LEANS_FROM = 3  # deals
BEFORE_DRAW = frozenset({State.EVIDENCE, State.REBUTTAL, State.FROZEN, State.APPEAL})
_BASE = frozenset(field.name for field in fields(CaseEvent))


def case_of(row: CaseRow) -> Case:
    return msgspec.convert(row.body, Case)


def row_of(case: Case, ended_at: datetime | None) -> CaseRow:
    return CaseRow(
        number=case.number,
        handle=case.handle,
        group=case.group,
        order=case.deal.order,
        claimant=case.claimant,
        respondent=case.respondent,
        state=str(case.state),
        filed_at=case.filed_at.timestamp(),
        ended_at=ended_at.timestamp() if ended_at else None,
        body=msgspec.to_builtins(case),
        version=case.version,
    )


def split(event: CaseEvent) -> tuple[dict[str, Any], dict[str, Any]]:
    """What goes into the chain, and what is kept beside it."""
    whole: dict[str, Any] = msgspec.to_builtins(event)
    whole = {name: value for name, value in whole.items() if name not in _BASE}
    private = {name: whole.pop(name) for name in list(whole) if name in event.PRIVATE}
    return whole, private


def link_of(row: LinkRow) -> custody.Link:
    return custody.Link(row.n, row.at, row.who, row.kind, row.digest, row.head, row.content, row.salt)


# --- who could decide ---


def pool_of(books: Books, group: Group, parties: Iterable[int], now: datetime, case: Case | None = None) -> Pool:
    """The jurors of a group and its partners, and who stands too near to these parties.

    Of a `case`, only who had agreed when it was filed: nobody is made a juror for it afterwards, and no partnership is
    begun or ended for it. Whether each mostly buys or sells is read for its draw alone, since it takes reading their orders.
    """
    parties = tuple(parties)
    dealt, ruled = (now - span for span in (panel.DEALT_WITHIN, panel.RULED_WITHIN))
    partners = {number: runners for number, runners in _partners(books, group.id, case) if not runners & set(parties)}
    groups = (group.id, *partners)
    return Pool(
        jurors=_jurors(books, [group.id], case),
        partners=_jurors(books, partners, case),
        owner=group.owner,
        admins=frozenset(each.person for each in books.roles.of_group(group.id, Role.ADMIN)),
        inviters=_all(books.cases.inviters(number, party) for number in groups for party in parties),
        dealt=_all(books.orders.dealt_with(party, dealt.timestamp()) for party in parties),
        ruled=_all(books.cases.ruled_on(party, ruled.timestamp()) for party in parties),
        runners=_all(partners.values()),
    )


def _partners(books: Books, group: int, case: Case | None) -> Iterable[tuple[int, frozenset[int]]]:
    """The live groups whose jurors may help out, each with who runs it."""
    for row in books.partners.of_group(group, case.filed_at.timestamp() if case is not None else None):
        found = books.groups.get(row.partner)
        if found is not None and found.archived_at is None:
            admins = (each.person for each in books.roles.of_group(found.id, Role.ADMIN))
            yield found.id, frozenset((found.owner, *admins))


def _all(found: Iterable[Iterable[int]]) -> frozenset[int]:
    return frozenset(person for people in found for person in people)


def _jurors(books: Books, groups: Iterable[int], case: Case | None) -> tuple[Juror, ...]:
    rows = [each for group in groups for each in books.roles.of_group(group, Role.JUROR)]
    until = case.filed_at.timestamp() if case is not None else float("inf")
    people = dict.fromkeys(each.person for each in rows if each.since <= until)
    leans = case is not None and case.state in BEFORE_DRAW
    return tuple(Juror(person, _leaning(books, person) if leans else "") for person in people)


def _leaning(books: Books, person: int) -> str:
    """Whether somebody mostly buys or mostly sells, two deals of three; "" for who does neither, or little."""
    orders = [order_of(row) for row in books.orders.of_person(person, MOST_ORDERS)]
    sides = Counter(order.side(person) for order in orders if order.agreed_at is not None)
    buys, sells = sides[OrderSide.PAYER], sides[OrderSide.PAYEE]
    if buys + sells < LEANS_FROM:
        return ""
    if 3 * buys >= 2 * (buys + sells):
        return str(Part.BUYER)
    return str(Part.SELLER) if 3 * sells >= 2 * (buys + sells) else ""


# --- deals and rules ---


def deal_of(order: Order, person: int) -> Deal | None:
    """An agreed order as a deal of that person; None where it binds nobody or not them, or the other one was erased."""
    if (
        max(order.maker, order.other or 0) >= NOBODY
        or order.agreed_at is None
        or order.state not in {OrderState.AGREED, OrderState.SETTLED}
        or not order.side(person)
    ):
        return None
    ends = claims_until(order, side=order.side(person))
    window = order.terms.window
    waits = order.received_at is None or order.side(person) is OrderSide.PAYEE
    missed = ends - window if ends is not None and window is not None and waits else None
    return Deal(
        what=order.terms.what,
        amount=order.terms.amount,
        rules=order.terms.rules,
        agreed_at=order.agreed_at,
        order=order.number,
        buyer=order.party(OrderSide.PAYER),
        seller=order.party(OrderSide.PAYEE),
        received_at=order.received_at,
        missed_at=missed,
    )


def rules_of(books: Books, group: int, version: int | None) -> rulebook.Rulebook | None:
    """That version of a group's rules, or the one in force."""
    row = books.groups.rulebook(group, version)
    return rulebook.read(thaw(row.body)) if row else None


def by_rules(rules: rulebook.Rulebook | None) -> dict[str, Any]:
    """The part of a setting that the rules of the deal say."""
    if rules is None:
        rules = rulebook.Rulebook()
    window, cap = rules.value("window"), rules.value("cap")
    return {"clocks": clocks_of(rules), "window": window, "cap": cap, "ladder": ladder_of(rules)}


def penalty_of(row: PenaltyRow) -> Penalty:
    return Penalty(row.person, row.breach, row.step, moment(row.at), row.case, row.deviates)


def entry_of(row: RiskRow) -> risks.Entry:
    contested = moment(row.contested_at) if row.contested_at is not None else None
    made, expires = moment(row.made_at), moment(row.expires_at)
    return risks.Entry(row.id, row.case, row.group, made, expires, contested, row.contest or "", row.kept)


def key_of(books: Books, person: int) -> str:
    """The keyed hash of a person."""
    return risks.key_of(_secret(books), person)


def secret_of(books: Books, token: str) -> str:
    """What salts and nonces are made from: a turn's token alone may be seen in a link that the same turn has made."""
    return custody.salt(_secret(books), "token", token)


def _secret(books: Books) -> str:
    """The service's own key: made when it is first needed, it never leaves the books."""
    return books.penalties.secret(secrets.token_hex(32))
