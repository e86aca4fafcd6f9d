"""Cases filed and carried on: each step with its links, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.casework import (
    by_rules,
    case_of,
    deal_of,
    link_of,
    penalty_of,
    pool_of,
    row_of,
    rules_of,
    secret_of,
    split,
)
from assistant.domain.disputes import commands as c
from assistant.domain.disputes import custody, evidence, filing
from assistant.domain.disputes import events as e
from assistant.domain.disputes import events_panel as p
from assistant.domain.disputes.authority import NO_SUCH_CASE
from assistant.domain.disputes.case import Case, Deal
from assistant.domain.disputes.decide import MEANWHILE, decide
from assistant.domain.disputes.walk import Setting
from assistant.errors import Refused
from assistant.ordering import order_of
from assistant.store import Books, CaseRow, ExhibitRow, LinkRow, PenaltyRow, SeatRow

REMEMBERED = timedelta(days=180)  # how far back pictures are compared by their looks


def _file(books: Books, command: c.FileCase) -> list[Any]:
    command = replace(command, token=secret_of(books, command.token))
    group = books.groups.get(command.group)
    if group is None:
        raise Refused(filing.NO_DEAL)
    rules, deal = _deal(books, command)
    lately = books.cases.filed_since(command.person, (command.now - filing.LATELY).timestamp())
    parties = [each for each in (deal.buyer, deal.seller) if each is not None] if deal else []
    setting = Setting(
        pool=pool_of(books, group, parties, command.now),
        number=books.cases.next_number(),
        kind=group.kind,
        archived=group.archived_at is not None,
        deal=deal,
        open_case=deal is not None and _has_open(books, command, deal),
        filed=tuple(_moment(row.filed_at) for row in lately),
        **_met_before(books, command.exhibits, 0, command.now),
        **by_rules(rules),
    )
    events, case = decide(command, None, setting)
    return _write(books, None, case, events, command.token)


def _deal(books: Books, command: c.FileCase) -> tuple[Any, Deal | None]:
    """The rules that were in force when the deal was agreed, and the deal."""
    if command.order is not None:
        row = books.orders.get(command.order)
        if row is None or row.group != command.group:
            return None, None
        return rules_of(books, row.group, row.rules), deal_of(order_of(row), command.person)
    version = _in_force(books, command.group, command.dealt_at)
    mine = books.groups.member(command.group, command.person) is not None
    group = books.groups.get(command.group)
    belongs = mine or (group is not None and group.owner == command.person)
    return rules_of(books, command.group, version), filing.described(command, version) if belongs else None


def _in_force(books: Books, group: int, at: datetime | None) -> int:
    """The newest version made by then; the first one for deals older than all."""
    newest = books.groups.rulebook(group)
    n = newest.n if newest else 1
    while n > 1 and at is not None:
        row = books.groups.rulebook(group, n)
        if row is None or row.made_at <= at.timestamp():
            break
        n -= 1
    return n


def _has_open(books: Books, command: c.FileCase, deal: Deal) -> bool:
    """Whether there is an open case on this deal, whoever of the two opened it."""
    if deal.order is not None:
        return any(row.ended_at is None for row in books.cases.of_order(deal.order))
    others = {deal.buyer, deal.seller} - {command.person, None}
    rows = [row for row in books.cases.of_person(command.person, 50) if row.ended_at is None and row.order is None]
    return any(
        (others & {row.claimant, row.respondent}) or case_of(row).respondent_name == command.other.strip()
        for row in rows
        if row.group == command.group
    )


def _met_before(books: Books, exhibits: Sequence[Mapping[str, Any]], number: int, now: datetime) -> dict[str, Any]:
    """The part of a setting that says in which other cases these files, or pictures that look like them, were shown."""
    seen = {str(raw["sha256"]): tuple(books.cases.seen(str(raw["sha256"]), number)) for raw in exhibits}
    pictures = {str(raw["sha256"]): str(raw["near"]) for raw in exhibits if raw.get("near")}
    looks = books.cases.looks(number, (now - REMEMBERED).timestamp()) if pictures else []
    alike = {
        sha256: tuple(sorted({case for case, near in looks if evidence.alike(mine, near)}))
        for sha256, mine in pictures.items()
    }
    return {"seen": seen, "alike": alike}


def _move(books: Books, command: c.CaseCommand) -> list[Any]:
    command = replace(command, token=secret_of(books, command.token))
    row = books.cases.get(command.case)
    group = books.groups.get(row.group) if row else None
    if row is None or group is None:
        raise Refused(NO_SUCH_CASE)
    case = case_of(row)
    exhibits = _brought(command)
    judging = isinstance(command, c.DecideSanction)
    setting = Setting(
        pool=pool_of(books, group, case.parties, command.now, case),
        kind=group.kind,
        **_met_before(books, exhibits, case.number, command.now),
        past=tuple(penalty_of(each) for each in books.penalties.of_group(group.id)) if judging else (),
        **by_rules(rules_of(books, group.id, case.deal.rules)),
    )
    events, after = decide(command, case, setting)
    return _write(books, row, after, events, command.token)


def _brought(command: c.CaseCommand) -> Sequence[Mapping[str, Any]]:
    """The exhibits that come with a command."""
    match command:
        case c.SubmitExhibit():
            return (command.exhibit, *command.more)
        case c.Respond() | c.Appeal():
            return command.exhibits
    return ()


# --- writing down ---


def _write(books: Books, held: CaseRow | None, after: Case, events: tuple[e.CaseEvent, ...], token: str) -> list[Any]:
    """The case as it stands now, a link for each event, and what is looked up in other ways. `held`: as it was kept."""
    if not events:
        return []
    now = events[-1].now
    ended = _moment(held.ended_at) if held is not None and held.ended_at is not None else now
    row = row_of(after, ended if after.over else None)
    if held is None:
        books.cases.add(row)
    elif not books.cases.save(row, held.version):
        raise Refused(MEANWHILE)
    for event in events:
        _link(books, after, event, token)
        _note(books, after, event)
    return [*events, *_timers(case_of(held) if held else None, after, now)]


def _link(books: Books, case: Case, event: e.CaseEvent, token: str) -> None:
    last = books.cases.last_link(case.number)
    content, private = split(event)
    if event.person:
        private["person"] = event.person
    n = last.n + 1 if last else 1
    link = custody.add(
        link_of(last) if last else None,
        case=case.name,
        at=event.now.astimezone(UTC).isoformat(),
        who=event.who,
        kind=type(event).__name__,
        content=content,
        salt=custody.salt(token, case.name, "link", n),
    )
    books.cases.link(
        LinkRow(
            case.number, link.n, link.at, link.who, link.kind, link.digest, link.head, link.content, link.salt, private
        )
    )


def _note(books: Books, case: Case, event: e.CaseEvent) -> None:
    """What is looked up without opening the case."""
    at = event.now.timestamp()
    match event:
        case e.ExhibitSubmitted(exhibit=exhibit):
            row = ExhibitRow(
                case=case.number,
                n=exhibit.n,
                person=event.person,
                sha256=exhibit.sha256,
                copy_sha256=exhibit.copy or None,
                near=exhibit.near or None,
                unique_id=exhibit.unique_id or None,
                size=exhibit.size,
                at=at,
            )
            books.cases.put_exhibit(row)
        case p.JurorAsked():
            books.cases.put_seat(SeatRow(case.number, event.round, event.slot, event.juror, "asked", at))
        case p.SeatTaken():
            books.cases.put_seat(SeatRow(case.number, event.round, event.slot, event.person, "accepted", at))
        case p.SeatLost():
            books.cases.put_seat(SeatRow(case.number, event.round, event.slot, event.juror, event.how, at))
        case p.BallotCast():
            seat = SeatRow(case.number, event.round, event.slot, event.person, "accepted", at)
            books.cases.put_ballot(seat, event.commitment, at)
        case e.SanctionDecided():
            breach = case.claim.wrong
            row_ = PenaltyRow(case.number, case.group, event.against, breach, event.step, event.deviates, at)
            books.penalties.put(row_)


def _timers(before: Case | None, after: Case, now: datetime) -> list[e.CaseTimersSet]:
    """Which limits run now that did not, or not until then, and which run no more."""
    held = {each.name: each.due for each in before.deadlines} if before else {}
    runs = {each.name: each.due for each in after.deadlines}
    fresh = {name: due for name, due in runs.items() if held.get(name) != due}
    over = tuple(name for name in held if name not in runs)
    if not fresh and not over:
        return []
    return [e.CaseTimersSet(case=after.number, group=after.group, person=0, now=now, run=fresh, over=over)]


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)


_COMMANDS = (
    *(c.SendNotice, c.ProveNotice, c.Respond, c.AskMoreTime, c.OfferSettlement, c.AcceptOffer, c.RefuseOffer),
    *(c.Withdraw, c.SubmitExhibit, c.Rebut, c.ReadyToGoOn, c.AddNonce, c.StrikeJuror, c.AcceptSeat, c.DeclineSeat),
    *(c.OpenExhibit, c.CastBallot, c.Appeal, c.AnswerAppeal, c.ReportRemedy, c.ConfirmRemedy, c.ContestRemedy),
    *(c.DecideSanction, c.VoidCase, c.TimeOut, c.ShiftClocks),
)
CARRIES: Mapping[type, Callable[[Books, Any], list[Any]]] = {c.FileCase: _file, **dict.fromkeys(_COMMANDS, _move)}
