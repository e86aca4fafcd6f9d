"""What each person sees of a case. A look is made from the case by the guard alone; who may see nothing gets None."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from assistant.domain.disputes.authority import Look, Role, may, role_of
from assistant.domain.disputes.case import Case, Claim, Plea
from assistant.domain.disputes.claims import checklist, missing
from assistant.domain.disputes.drawing import Draw
from assistant.domain.disputes.evidence import MOST, MOST_BYTES, Exhibit
from assistant.domain.disputes.lifecycle import SEAT
from assistant.domain.disputes.options import options, turn
from assistant.domain.disputes.outcome import Side
from assistant.domain.disputes.panel import Pool
from assistant.domain.disputes.views import DocketView, DrawView, InvitationView, PartyView, Shown, StatusView, View
from assistant.domain.disputes.voting import unopened

BLOT = "▇▇"  # in the place of a name
_LETTER = r"[^\W\u2e80-\u9fff]"  # of a script that writes its words apart
_SHORTEST = 3  # letters of a first name that is no other word
_TITLES = frozenset({"the", "mr.", "mrs", "mrs.", "miss", "dr."})
_NAMES_TOO = (
    "amber april art august autumn bill chance dale dawn drew faith frank grace grant guy hope ivy jack joy june mark max may "
    "miles pat pearl penny ray rich rob rose ruby sandy sky sue summer victor will"
)
_WORDS = frozenset(_NAMES_TOO.split())


def see(case: Case, person: int, pool: Pool, names: Iterable[str] = (), handle: str = "") -> View | None:
    """The case as that person may see it; None: as if there were none. `names` of the parties are blotted out for a panel."""
    role = role_of(case, person, pool, handle)
    if may(Look.CASE, role, case.state):
        return _party(case, role)
    if may(Look.DOCKET, role, case.state):
        return _docket(case, person, role, tuple(names))
    if may(Look.INVITATION, role, case.state):
        return _invitation(case, person, role)
    if may(Look.STATUS, role, case.state):
        return StatusView(**_common(case, role, person))
    return None


def with_name(view: View | None, case: Case, respondent: str, claimant: str) -> View | None:
    """A party's view with the other one's name as the books know it."""
    if not isinstance(view, PartyView):
        return view
    if view.side == Side.RESPONDENT:
        return replace(view, other_name=claimant)
    return replace(view, other_name=respondent or case.respondent_name)


def _common(case: Case, role: Role, person: int) -> dict[str, Any]:
    waiting = turn(case)
    seat = case.seat_of(person)
    due = case.next_due()
    if seat is not None and role is Role.INVITED and (own := case.deadline(f"{SEAT}{seat.slot}")):
        due = own.due
    may_do = options(case, role, person)
    return {
        "number": case.number,
        "group": case.group,
        "kind": case.kind,
        "role": str(role),
        "state": str(case.state),
        "since": case.entered_at,
        "due": due,
        "turn": waiting,
        "my_turn": str(role) in waiting and bool(may_do),
        "options": may_do,
        "over": case.over,
        "version": case.version,
        "filed_at": case.filed_at,
    }


def shown(case: Case, exhibit: Exhibit, side: Side | None = None, opened: Iterable[int] = ()) -> Shown:
    """One exhibit as a party sees it."""
    return Shown(
        n=exhibit.n,
        part=case.part_of(exhibit.side),
        mine=exhibit.side == side,
        sha256=exhibit.sha256,
        copy=exhibit.copy,
        size=exhibit.size,
        mime=exhibit.mime,
        family=exhibit.family,
        grade=exhibit.grade,
        caption=exhibit.caption,
        item=exhibit.item,
        submitted_at=exhibit.submitted_at,
        late_reason=exhibit.late_reason,
        origin_part=case.part_of(exhibit.origin_side) if exhibit.origin_side else "",
        origin_name=exhibit.origin_name,
        origin_at=exhibit.origin_at,
        seen_before=bool(exhibit.seen_in),
        alike_before=bool(exhibit.alike_in) and not exhibit.seen_in,
        erased=exhibit.erased,
        seal=exhibit.seal,
        opened=exhibit.n in set(opened),
    )


def _draw(draw: Draw) -> DrawView:
    return DrawView(
        round=draw.round,
        commitment=draw.commitment,
        nonce_hash=draw.nonce_hash,
        tags=draw.tags,
        leanings=draw.leanings,
        seats=draw.seats,
        strikes=draw.strikes,
        nonces=draw.nonces,
        struck=draw.struck,
        nonce=draw.nonce if draw.done else "",
        key=draw.key,
        order=draw.order,
    )


def _party(case: Case, role: Role) -> PartyView:
    side = Side.CLAIMANT if role is Role.CLAIMANT else Side.RESPONDENT
    own = [each for each in case.exhibits if each.side == side]
    items = checklist(case.kind, case.claim.wrong, answering=side is Side.RESPONDENT)
    panel = case.panel("accepted")
    return PartyView(
        **_common(case, role, case.claimant if side is Side.CLAIMANT else case.respondent or 0),
        side=str(side),
        part=case.part_of(side),
        other=case.respondent if side is Side.CLAIMANT else case.claimant,
        other_name=case.respondent_name if side is Side.CLAIMANT else "",
        handle=case.handle if side is Side.CLAIMANT else "",
        deal=case.deal,
        claim=case.claim,
        deadlines=case.deadlines,
        noticed=case.noticed_at is not None,
        on_papers=case.on_papers,
        silent=case.silent,
        more_time=case.more_time,
        answer=case.answer,
        offers=case.offers,
        exhibits=tuple(shown(case, each, side) for each in case.exhibits),
        left=MOST - len(own),
        left_bytes=MOST_BYTES - sum(each.size for each in own),
        missing=missing(items, own),
        rebuttals=case.rebuttals,
        ready=case.ready,
        docket=case.dockets[-1] if case.dockets else "",
        round=case.round,
        draws=tuple(_draw(each) for each in case.draws),
        seats=case.draw.seats if case.draw else 0,
        taken=len(panel),
        voted=sum(bool(seat.commitment) for seat in panel),
        mediator=any(seat.round == 0 and seat.state == "accepted" for seat in case.seats),
        rulings=case.rulings,
        plea=case.plea,
        remedy=case.remedy,
        ending=case.ending,
        sanction=case.sanction if side is Side.RESPONDENT else None,
    )


def blot(text: str, names: Iterable[str]) -> str:
    """The text without those names (two characters or more; shorter ones would blot out half the text).

    As they are written anywhere, as words of their own in small or capital letters, and by the first name alone.
    """
    whole = {name.strip() for name in names}
    for name in sorted({*whole, *(_first(name) for name in whole)}, key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(name, BLOT) if name in whole else text
            text = re.sub(rf"(?<!{_LETTER}){re.escape(name)}(?!{_LETTER})", _one(name), text, flags=re.IGNORECASE)
    return text


def _first(name: str) -> str:
    """What one is called by; too short to tell it from other words: nothing."""
    first = name.split(maxsplit=1)[0] if name else ""
    return "" if first.isascii() and (len(first) < _SHORTEST or first.lower() in _TITLES) else first


def _one(name: str) -> Callable[[re.Match[str]], str]:
    """Where a name is also a word ("will", "may"), its small letters are left: they say more than they give away."""
    word = name.lower() if name.lower() in _WORDS else None
    return lambda found: found[0] if found[0] == word else BLOT


def _docket(case: Case, person: int, role: Role, names: tuple[str, ...]) -> DocketView:
    seat = case.seat_of(person)
    assert seat is not None  # that is what the role says
    claim, plea, first = case.claim, case.plea, case.rulings[0].tally if case.rulings else None
    names = (*names, case.respondent_name)
    return DocketView(
        **_common(case, role, person),
        slot=seat.slot,
        part=claim.part,
        what=blot(case.deal.what, names),
        deal_amount=case.deal.amount,
        agreed_at=case.deal.agreed_at,
        rules=case.deal.rules,
        claim=Claim(
            part=claim.part,
            wrong=claim.wrong,
            want=claim.want,
            story=blot(claim.story, names),
            amount=claim.amount,
            received_at=claim.received_at,
            late_reason=blot(claim.late_reason, names),
        ),
        answer=blot(case.answer.text, names) if case.answer else "",
        silent=case.silent,
        on_papers=case.on_papers,
        rebuttals={case.part_of(side): blot(text, names) for side, text in case.rebuttals.items()},
        exhibits=tuple(_for_panel(case, each, seat.opened, names) for each in case.exhibits),
        left=unopened(case, seat) if role is Role.JUROR else (),
        voted=bool(seat.commitment),
        commitment=seat.commitment,
        offers=case.offers if role is Role.MEDIATOR else (),  # what was offered for peace is not held against anybody
        plea=Plea(case.part_of(plea.side), plea.ground, blot(plea.text, names), plea.at, blot(plea.answer, names))
        if plea
        else None,
        first=first,
    )


def _for_panel(case: Case, exhibit: Exhibit, opened: Iterable[int], names: Iterable[str]) -> Shown:
    plain = shown(case, exhibit, None, opened)
    caption, reason = blot(plain.caption, names), blot(plain.late_reason, names)
    return replace(plain, caption=caption, late_reason=reason, origin_name="")


def _invitation(case: Case, person: int, role: Role) -> InvitationView:
    seat = case.seat_of(person)
    assert seat is not None  # that is what the role says
    return InvitationView(
        **_common(case, role, person),
        slot=seat.slot,
        seats=case.draw.seats if seat.round and case.draw else 0,
        part=case.claim.part,
        wrong=case.claim.wrong,
        amount=case.claim.amount,
        exhibits=len(case.exhibits),
    )
