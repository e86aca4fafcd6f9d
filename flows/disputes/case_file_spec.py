"""The words of a case file: everything that was said and shown in a case, in its reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.render import Reader, plain
from assistant.dialog.values import thaw
from assistant.dialog.words import Day, Lines, Message, Plain, words
from assistant.domain.disputes.case import Ruling
from assistant.domain.disputes.evidence import GRADES, Grade
from assistant.domain.disputes.outcome import GROUNDS, Ground, Side, Stance
from assistant.domain.disputes.views import PartyView, Shown
from assistant.domain.rulebook import is_full, read
from assistant.i18n import N_
from flows.aftermath.after_ruling import due_words
from flows.disputes.exhibits import FAMILIES
from flows.disputes.exhibits_shown import first_sent
from flows.disputes.papers import ENDINGS, OFFERS
from flows.disputes.screen import terms
from flows.disputes.steps import STEPS
from flows.disputes.words import number_of, part_word, state_word, want_words, wrong_word
from flows.panel.ruling_words import choice_words, counted, outcome_words
from flows.rules.text import NUMBERED, WORDING, place_of

Section = dict[str, Any]
INTRO = N_(
    "Everything that was said and shown in this case, as it stood when this file was made. The files themselves lie beside it.\nWhether "
    "anything was changed since, anybody can check without the internet: yidan verify {file}"
)
CHAIN = N_(
    "Each step of the case is sealed together with the one before it: whoever changes a word breaks everything after it. The first "
    "characters of the last code were sent with this file, so a cut-off end is seen, too."
)


class Scribe:
    """Words for one reader: the two sides by part and name, moments in the group's zone."""

    def __init__(self, view: PartyView, group: Any, papers: Any, locale: str) -> None:
        self.view, self.group, self.papers = view, group, papers
        self.reader = Reader(locale, group.zone or "UTC")

    def say(self, value: Any) -> str:
        return plain(Message(value) if isinstance(value, str) else value, self.reader)

    def at(self, moment: datetime | None) -> str:
        """With the year, since a file is kept for long."""
        if moment is None:
            return ""
        there = moment.astimezone(self.reader.tz)
        return f"{self.say(Day(there.date()))} {there:%H:%M}"

    def side(self, side: str) -> Message:
        """Buyer or Seller, with the name."""
        own = self.view.part if side == self.view.side else {"buyer": "seller", "seller": "buyer"}[self.view.part]
        name = self.papers.claimant if side == Side.CLAIMANT else self.papers.respondent
        part = part_word(self.view.kind, own)
        return words(N_("{part} ({name})"), part=part, name=name) if name else part

    def who(self, who: str) -> str:
        """Who did a step: a side, a juror by the seat, the mediator, or the assistant itself."""
        if who in set(Side):
            return self.say(self.side(who))
        role, _, slot = who.partition(" ")
        if role == "juror":
            return self.say(words(N_("juror {slot}"), slot=Plain(slot)))
        return self.say(_OTHERS.get(who, N_("the assistant")))

    def row(self, label: Any, value: Any) -> dict[str, str]:
        return {"label": self.say(label), "text": value if isinstance(value, str) else self.say(value)}


STANCES = {Stance.PARTLY: N_("agrees in part"), Stance.CONTEST: N_("sees it differently")}
_OTHERS = {"mediator": N_("the mediator"), "owner": N_("the owner"), "admin": N_("an admin")}


def spec(
    view: PartyView, group: Any, papers: Any, timeline: Sequence[Any], rules: Any, locale: str, now: datetime
) -> dict[str, Any]:
    """The fields of a CaseFileSpec as JSON. `rules`: the row of the version that the deal was made under."""
    scribe = Scribe(view, group, papers, locale)
    name = f"YD-{view.number}"
    return {
        "case": name,
        "made_at": now.isoformat(),
        "language": locale.replace("_", "-"),
        "kind": view.kind,
        "badge": scribe.say(N_("Case file")),
        "title": scribe.say(words(N_("Case {number}: {what}"), number=number_of(view.number), what=view.deal.what)),
        "subtitle": scribe.say(
            words(
                N_("{group} · {state} · made {at}"),
                group=group.name,
                state=state_word(view.state),
                at=Plain(scribe.at(now)),
            )
        ),
        "intro": scribe.say(words(INTRO, file=Plain(f"{name}.zip"))),
        "sections": [each for each in _sections(scribe, timeline) if each["rows"] or each["paragraphs"]],
        "exhibits_title": scribe.say(N_("Evidence")),
        "exhibits": [_exhibit(scribe, each) for each in view.exhibits],
        "erased": scribe.say(N_("Erased; its seal in the chain stays.")),
        "file_label": scribe.say(N_("File:")),
        "rules_title": scribe.say(words(N_("The rules of the deal: version {n}"), n=view.deal.rules)),
        "rules": _rules(scribe, rules),
        "chain_title": scribe.say(N_("Every step, sealed")),
        "chain_intro": scribe.say(CHAIN),
        "chain": [dict(each) for each in papers.chain],
        "head_label": scribe.say(N_("Last code:")),
        "page": "{page}/{pages}",
    }


def _section(scribe: Scribe, title: Any, rows: Sequence[Any] = (), paragraphs: Sequence[str] = ()) -> Section:
    return {"title": scribe.say(title), "rows": list(rows), "paragraphs": [each for each in paragraphs if each]}


def _sections(s: Scribe, timeline: Sequence[Any]) -> Iterator[Section]:
    view, claim = s.view, s.view.claim
    yield _section(s, N_("The deal"), list(_deal(s)))
    rows = [
        s.row(N_("By"), s.side(Side.CLAIMANT)),
        s.row(N_("On"), s.at(view.filed_at)),
        s.row(N_("What went wrong"), wrong_word(claim.wrong)),
        s.row(N_("What is asked for"), want_words(claim.want, claim.amount)),
    ]
    if claim.late_reason:
        rows.append(s.row(N_("Why it came late"), claim.late_reason))
    yield _section(s, N_("The claim"), rows, [claim.story])
    yield _section(s, N_("Answer of the other side"), *_answer(s))
    added = [s.row(s.side(side), text) for side, text in view.rebuttals.items()]
    yield _section(s, N_("Last words"), added)
    yield _section(s, N_("Offers to settle"), [_offer(s, each) for each in view.offers])
    for ruling in view.rulings:
        yield _ruling(s, ruling)
        if ruling.round == 1:
            yield from _plea(s)
    yield _section(s, N_("Carrying it out"), list(_remedy(s)))
    steps = [
        s.row(Plain(s.at(each.at)), f"{s.say(STEPS[each.kind])} · {s.who(each.who)}")
        for each in timeline
        if each.kind in STEPS
    ]
    yield _section(s, N_("What happened, step by step"), steps)


def _deal(s: Scribe) -> Iterator[dict[str, str]]:
    deal = s.view.deal
    yield s.row(N_("What"), deal.what)
    yield s.row(N_("Price"), deal.amount)
    yield s.row(N_("Agreed on"), s.at(deal.agreed_at))
    yield s.row(N_("Between"), Lines((s.side(Side.CLAIMANT), s.side(Side.RESPONDENT)), " · "))
    yield s.row(
        N_("On record"),
        words(N_("order № {number}"), number=Plain(str(deal.order)))
        if deal.order
        else N_("no: described by one side alone"),
    )


def _answer(s: Scribe) -> tuple[list[dict[str, str]], list[str]]:
    view, answer = s.view, s.view.answer
    if answer is not None:
        rows = [
            s.row(N_("By"), s.side(Side.RESPONDENT)),
            s.row(N_("On"), s.at(answer.at)),
            s.row(N_("In short"), Message(STANCES[Stance(answer.stance)])),
        ]
        return rows, [answer.text]
    if view.on_papers:
        return [], [s.say(N_("The other side could not be reached."))]
    return [], [s.say(N_("No answer came in time. That proves nothing by itself."))] if view.silent else []


def _offer(s: Scribe, offer: Any) -> dict[str, str]:
    state = N_("never answered") if s.view.over and offer.state == "open" else OFFERS[offer.state]
    parts = [Plain(s.who(offer.by)), terms(offer), Message(state)]
    return s.row(Plain(s.at(offer.at)), Lines(tuple(parts), " · "))


def _ruling(s: Scribe, ruling: Ruling) -> Section:
    claim = s.view.claim
    rows = [
        s.row(N_("On"), s.at(ruling.at)),
        s.row(N_("Decided"), outcome_words(ruling.tally, claim.want, claim.amount)),
        s.row(N_("How they voted"), counted(ruling.ballots)),
    ]
    for ballot in ruling.ballots:
        label = words(N_("juror {slot}"), slot=Plain(str(ballot.slot)))
        rows.append(s.row(label, f"{s.say(choice_words(ballot.choice, ballot.amount))}\n{ballot.reason}"))
    return _section(s, N_("The ruling") if ruling.round == 1 else N_("The ruling on the appeal"), rows)


def _plea(s: Scribe) -> Iterator[Section]:
    plea = s.view.plea
    if plea is None:
        return
    rows = [
        s.row(N_("By"), s.side(plea.side)),
        s.row(N_("On"), s.at(plea.at)),
        s.row(N_("Ground"), Message(GROUNDS[Ground(plea.ground)])),
    ]
    if plea.answer:
        rows.append(s.row(N_("The other side"), plea.answer))
    yield _section(s, N_("The appeal"), rows, [plea.text])


def _remedy(s: Scribe) -> Iterator[dict[str, str]]:
    remedy = s.view.remedy
    if remedy is None:
        return
    yield s.row(N_("What was to be done"), due_words(s.view))
    said = [
        (N_("Reported as done"), remedy.reported_at, remedy.report),
        (N_("Denied"), remedy.contested_at, remedy.contest),
    ]
    for label, at, text in reversed(said) if remedy.waiting else said:
        if at is not None:
            yield s.row(label, f"{s.at(at)}\n{text}".strip())


def _exhibit(s: Scribe, shown: Shown) -> dict[str, Any]:
    """Whose, from where, and when; of an erased one no more than its number."""
    whose = s.side(s.view.side if shown.mine else str(Side(s.view.side).other))
    title = s.say(words(N_("Evidence {n} · {whose}"), n=shown.n, whose=whose))
    if shown.erased:
        return {"n": shown.n, "title": title, "lines": []}
    what = words(
        N_("{family}, {grade}"), family=Message(FAMILIES[shown.family]), grade=Message(GRADES[Grade(shown.grade)])
    )
    lines = [f"{s.say(what)} · {s.at(shown.submitted_at)}"]
    by = s.side(s.view.side if shown.origin_part == s.view.part else str(Side(s.view.side).other))
    first = first_sent(shown, by, Plain(s.at(shown.origin_at)))
    lines += [s.say(first)] if first is not None else []
    lines += [f"“{shown.caption}”"] if shown.caption else []
    lines += [s.say(words(N_("Came late: {text}"), text=shown.late_reason))] if shown.late_reason else []
    file = {"sha256": shown.sha256, "size": shown.size, "mime": shown.mime, "ending": ENDINGS[shown.mime]}
    return {"n": shown.n, "title": title, "lines": lines, **file, "copy": shown.copy}


def _rules(s: Scribe, row: Any) -> list[str]:
    body: Mapping[str, Any] = thaw(row.body) if row is not None else {}
    if not is_full(body):
        return []
    found = WORDING.said(read(body), place_of(s.group))
    return [
        s.say(words(NUMBERED, n=n, title=Message(clause.title), text=text)) for n, (clause, text) in enumerate(found, 1)
    ]
