"""What a case's chain says of its exhibits, dockets, draws and ballots, computed anew and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.domain.disputes import custody, drawing
from assistant.domain.disputes.custody import Link

_SIDES = ("claimant", "respondent")
_OPENED = frozenset({"CaseRuled", "NothingFound", "RulingStood"})


@dataclass(frozen=True, slots=True)
class Papers:
    """The case's name, the manifest, and the hash and size of every file that was given."""

    case: str
    manifest: Mapping[str, Any]
    found: Mapping[str, tuple[str, int]]


@dataclass(slots=True)
class _Docket:
    """What the panel will see, gathered along the chain. `whole` is False once a part of it was erased."""

    salt: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    exhibits: list[tuple[str, str]] = field(default_factory=list)
    whole: bool = True

    def root(self) -> str:
        order = ["claim", "answer", *(f"rebuttal of the {side}" for side in _SIDES), "appeal", "answer to the appeal"]
        sealed = [
            (label, custody.seal(self.salt, [label, self.texts[label]])) for label in order if self.texts.get(label)
        ]
        return custody.docket_root([*sealed, *self.exhibits])


def examine(papers: Papers, links: Sequence[Link], checked: list[str], problems: list[str], notes: list[str]) -> None:
    """Adds to these lists. The chain itself holds already; but nothing says that who wrote it computed rightly."""
    for each in (_exhibits, _dockets, _draws, _ballots, _outcome):
        try:
            each(papers, links, checked, problems, notes)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as wrong:
            problems.append(f"the chain does not say what a case says: {type(wrong).__name__} {wrong}")


def _exhibits(papers: Papers, links: Sequence[Link], checked: list[str], problems: list[str], notes: list[str]) -> None:
    """Each exhibit of the chain is there under its own hash, and its seal fits; none is there that the chain lacks."""
    listed = {each["n"]: each for each in papers.manifest.get("exhibits", [])}
    right, erased, elsewhere = 0, 0, 0
    submitted = [link for link in links if link.kind == "ExhibitSubmitted"]
    for link in submitted:
        if link.content is None:
            erased += 1
            continue
        said = link.content["exhibit"]
        shown = listed.pop(said["n"], None)
        facts = {"sha256": said["sha256"], "size": said["size"], "mime": said["mime"]}
        if custody.seal(said["salt"], facts) != said["seal"]:
            problems.append(f"exhibit {said['n']}: its seal does not fit it (link {link.n})")
        elif shown is None or shown.get("erased"):
            problems.append(f"exhibit {said['n']} is in the chain (link {link.n}) but not in the file")
        elif shown["file"] not in papers.found:
            elsewhere += 1
        elif papers.found[shown["file"]] != (said["sha256"], said["size"]):
            problems.append(f"exhibit {said['n']} ({shown['file']}) is not the one that was submitted (link {link.n})")
        else:
            right += 1
    gone = [each for each in listed.values() if each.get("erased")]
    if len(gone) != erased or len(listed) != len(gone):
        problems.append("the file shows exhibits that the chain does not know")
    if submitted:
        checked.append(
            f"{right} of {len(submitted)} exhibits are the ones submitted then"
            + (f"; {erased} erased" if erased else "")
        )
    if elsewhere:
        notes.append(f"{elsewhere} exhibits are in other parts")


def _dockets(papers: Papers, links: Sequence[Link], checked: list[str], problems: list[str], notes: list[str]) -> None:
    """What the panel was shown is what both sides had said and submitted by then."""
    docket = _Docket()
    for link in links:
        if link.content is None:
            docket.whole = False
        elif link.kind in {"DocketFrozen", "DocketReopened"}:
            if not docket.whole:
                notes.append(f"the docket of link {link.n} could not be computed anew, since parts of it were erased")
            elif docket.root() != link.content["root"]:
                problems.append(f"link {link.n}: the docket is not what both sides had said and submitted by then")
            else:
                checked.append(
                    f"the docket {custody.short(link.content['root'])} holds all that was said and submitted"
                )
        else:
            _gather(docket, link.kind, link.content)


def _gather(docket: _Docket, kind: str, said: Mapping[str, Any]) -> None:
    match kind:
        case "CaseFiled":
            docket.salt, docket.texts["claim"] = said["claim"]["salt"], said["claim"]["story"]
        case "Answered":
            docket.texts["answer"] = said["text"]
        case "Rebutted":
            docket.texts[f"rebuttal of the {said['side']}"] = said["text"]
        case "CaseAppealed":
            docket.texts["appeal"] = said["text"]
        case "AppealAnswered":
            docket.texts["answer to the appeal"] = said["text"]
        case "ExhibitSubmitted":
            docket.exhibits.append((f"exhibit {said['exhibit']['n']}", said["exhibit"]["seal"]))


def _draws(papers: Papers, links: Sequence[Link], checked: list[str], problems: list[str], notes: list[str]) -> None:
    """The jurors follow from what was committed beforehand."""
    draws: dict[int, list[Link]] = {}
    last = 0
    for link in links:
        if link.kind == "DrawPrepared" and link.content is not None:
            last = link.content["round"]
            draws[last] = []
        if link.kind in {"DrawPrepared", "NonceAdded", "JurorStruck", "JurorsDrawn", "JurorAsked"} and last:
            draws[last].append(link)
    for number, steps in draws.items():
        contents = [(link.kind, link.content) for link in steps if link.content is not None]
        if len(contents) < len(steps):
            notes.append(f"draw {number} could not be computed anew, since parts of it were erased")
        elif wrong := _wrong_draw(contents):
            problems.append(f"draw {number} (link {steps[0].n} on): {wrong}")
        elif any(kind == "JurorsDrawn" for kind, _ in contents):
            checked.append(f"draw {number} follows from the list and the nonces committed before it")


def _wrong_draw(steps: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """What does not follow in a draw; "" where everything does."""
    prepared = steps[0][1]
    tags, leanings = tuple(prepared["tags"]), tuple(prepared["leanings"])
    if drawing.Commitment(tags, leanings, prepared["nonce_hash"]).hash != prepared["commitment"]:
        return "the commitment is not that of the list and the nonce"
    drawn = next((said for kind, said in steps if kind == "JurorsDrawn"), None)
    if drawn is None:
        return ""
    if drawing.nonce_hash(drawn["nonce"]) != prepared["nonce_hash"]:
        return "the nonce is not the one that was committed"
    key = drawing.key_of(drawn["nonce"], {said["side"]: said["nonce"] for kind, said in steps if kind == "NonceAdded"})
    struck = [said["slot"] - 1 for kind, said in steps if kind == "JurorStruck"]
    order = drawing.standing(key, len(tags), struck)
    if (drawn["key"], tuple(drawn["order"])) != (key, tuple(at + 1 for at in order)):
        return "the order does not follow from the nonces"
    first = [at + 1 for at in drawing.panel(order, leanings, prepared["seats"])]
    asked = [said["slot"] for kind, said in steps if kind == "JurorAsked" and said["round"]][: len(first)]
    return "" if asked == first else "others were asked than the order says"


def _ballots(papers: Papers, links: Sequence[Link], checked: list[str], problems: list[str], notes: list[str]) -> None:
    """Each ballot opened is the one that was sealed when it was cast."""
    cast: dict[int, str] = {}
    right = 0
    for link in links:
        if link.content is None:
            continue
        if link.kind == "DrawPrepared":
            cast = {}
        if link.kind == "BallotCast":
            cast[link.content["slot"]] = link.content["commitment"]
        for ballot in link.content.get("ballots", ()) if link.kind in _OPENED else ():
            amount = [ballot["amount"]["minor"], ballot["amount"]["currency"]] if ballot["amount"] else None
            sealed = custody.seal(
                ballot["salt"], [papers.case, ballot["slot"], ballot["choice"], amount, ballot["reason"]]
            )
            if sealed != ballot["commitment"] or cast.get(ballot["slot"], sealed) != sealed:
                problems.append(f"link {link.n}: the ballot of juror {ballot['slot']} is not the one that was cast")
            else:
                right += 1
    if right:
        checked.append(f"{right} ballots are the ones that were cast and sealed")


# What a case comes to, by kind of link -> where its words and its money stand.
_COMES_TO: Mapping[str, tuple[str, str, str]] = {
    "CaseFiled": ("filed", "claim.want", "claim.amount"),
    "CaseRuled": ("ruled", "tally.outcome", "tally.amount"),
    "CaseSettled": ("settled", "action", "amount"),
    "CaseWithdrawn": ("withdrawn", "", ""),
    "CaseVoided": ("void", "why", ""),
    "NothingFound": ("no finding", "", ""),
    "TalksEnded": ("no finding", "", ""),
    "CaseClosed": ("closed", "ending", ""),
}


def _outcome(papers: Papers, links: Sequence[Link], checked: list[str], problems: list[str], notes: list[str]) -> None:
    """What the chain itself says was asked for and decided: whoever forges a page only cannot forge this."""
    for link in links:
        if link.kind not in _COMES_TO:
            continue
        what, words, money = _COMES_TO[link.kind]
        if link.content is None:
            checked.append(f"by the chain: {what} on {link.at[:10]} (link {link.n}; its content was erased)")
            continue
        amount = _at(link.content, money)
        said = [_at(link.content, words), amount and f"{amount['minor']} {amount['currency']} in the smallest unit"]
        told = ", ".join(str(each) for each in said if each)
        checked.append(f"by the chain: {what} on {link.at[:10]}{': ' if told else ''}{told} (link {link.n})")


def _at(content: Mapping[str, Any], path: str) -> Any:
    """What stands there; None where the path is empty."""
    found: Any = content if path else None
    for name in path.split(".") if path else ():
        found = found[name]
    return found
