"""The case file of a case of every end, whoever has been erased by then: it holds, and a changed byte is named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hall import BUYER, DAY, SELLER, Hall

from assistant.dialog.outcome import Shown, Work
from assistant.domain.disputes import commands as c
from assistant.domain.disputes.lifecycle import ENDS, State
from assistant.domain.disputes.outcome import Ending, Void
from assistant.domain.money import Money
from assistant.domain.orders.charts import Action
from assistant.domain.orders.deals import MoveOrder
from assistant.domain.privacy import ErasePerson
from assistant.facts import Layered, apply
from assistant.papers import case_zip
from assistant.papers.case_spec import CaseFileSpec
from assistant.verify import Report, verify
from assistant.verify_zip import Unreadable
from assistant.worker import blobs, case_files
from flows.disputes import case_file
from tests.case_files import given, inside, packed, views

MEDIA = Path(__file__).parent.parent.parent / "fixtures" / "media"
NOT_THERE = "Nothing has arrived here, I looked twice."
STORY, ANSWER = "The frame was broken when it came.", "It was whole when I sent it, look at the photo."


def shown(name: str) -> dict[str, object]:
    raw = given(name)
    return {**raw, "copy": hashlib.sha256(views()[name]).hexdigest()} if name in views() else raw


def ruled(hall: Hall, number: int, *choices: str) -> None:
    while hall.case(number).state is not State.BALLOT:
        hall.step(number)
    hall.vote(number, *choices)


def remedied(hall: Hall, number: int) -> None:
    ruled(hall, number, "upheld", "upheld", "rejected")
    hall.do(c.ReportRemedy, SELLER, number, text="Paid by WeChat.")
    hall.do(c.ConfirmRemedy, BUYER, number)


def contested(hall: Hall, number: int) -> None:
    ruled(hall, number, "upheld", "upheld", "rejected")
    hall.do(c.ReportRemedy, SELLER, number, text="Paid by WeChat.")
    hall.do(c.ContestRemedy, BUYER, number, text=NOT_THERE)
    hall.do(c.ReportRemedy, SELLER, number, text="And once more.")
    hall.late(number)


def unremedied(hall: Hall, number: int) -> None:
    ruled(hall, number, "upheld", "upheld", "rejected")
    hall.late(number)


def settled(hall: Hall, number: int) -> None:
    hall.do(c.OfferSettlement, SELLER, number, amount=Money(10_000, "CNY"), text="For peace.")
    hall.do(c.AcceptOffer, BUYER, number, offer=1)


# Each end (and each way a closed case closed) -> what leads there.
WAYS: dict[str, Callable[[Hall, int], object]] = {
    "settled": settled,
    "withdrawn": lambda hall, number: hall.do(c.Withdraw, BUYER, number),
    "void": lambda hall, number: hall.do(c.VoidCase, c.SERVICE, number, why=Void.UNLAWFUL),
    "no_finding": lambda hall, number: ruled(hall, number, "undecided", "undecided", "upheld"),
    "closed remedied": remedied,
    "closed contested": contested,
    "closed unremedied": unremedied,
    "closed rejected": lambda hall, number: ruled(hall, number, "rejected", "rejected", "upheld"),
}


def paid(hall: Hall) -> int:
    """An order on which nothing is open any more."""
    number = hall.order()
    for person, action in ((BUYER, Action.REPORT), (SELLER, Action.SEE)):
        hall.carry(MoveOrder(person, hall.now, number, hall.books.orders.get(number).version, action, 0, None))
    return number


def ended(way: str) -> Hall:
    """A case with evidence and words of both sides, ended in that way; its number is 1."""
    hall = Hall(3)
    number = hall.file(paid(hall), exhibits=(shown("parcel.jpg"), shown("receipt.pdf")), story=STORY)
    hall.do(c.ProveNotice, SELLER, number)
    hall.do(c.Respond, SELLER, number, stance="contest", text=ANSWER, exhibits=(shown("chat.png"),))
    WAYS[way](hall, number)
    case = hall.case(number)
    assert f"{case.state} {case.ending}".strip() == way
    return hall


@pytest.fixture(name="folder")
def fixture_folder(tmp_path, monkeypatch):
    """The blobs of the case; the printed page, which nothing here looks at, is not drawn."""
    monkeypatch.setattr(case_zip.case_pdf, "draw", lambda *_: b"%PDF-1.7 not drawn")
    kept = tmp_path / "blobs"
    blobs.prepare(kept)
    names = ("parcel.jpg", "receipt.pdf", "chat.png")
    for content in (*((MEDIA / name).read_bytes() for name in names), *views().values()):
        place = blobs.place(kept, hashlib.sha256(content).hexdigest())
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return kept


def made(hall: Hall, folder: Path, person: int) -> bytes:
    facts = {"payload": "1", "person": person, "now": hall.now, "locale": "en"}
    page = apply(case_file.page, Layered(facts, hall.known(person)))
    assert isinstance(page, Shown)
    (work,) = page.effects
    assert isinstance(work, Work)
    spec = msgspec.convert(msgspec.json.decode(msgspec.json.encode(work.args)), CaseFileSpec)
    (part,) = case_files.make(folder, spec)["parts"]
    return blobs.place(folder, part["sha256"]).read_bytes()


def checked(folder: Path, content: bytes, heads: tuple[str, ...] = ()) -> Report:
    path = folder.parent / "YD-1.zip"
    path.write_bytes(content)
    return verify([path], heads)


def codes(hall: Hall) -> tuple[str, ...]:
    """Every code that was ever handed out."""
    return tuple(row.head[:12] for row in hall.books.cases.chain(1))


def test_these_are_all_ends():
    assert {way.split()[0] for way in WAYS} == set(ENDS)
    assert {way.split()[1] for way in WAYS if " " in way} == set(Ending)


@pytest.mark.parametrize("way", WAYS)
def test_it_holds_for_both(way, folder):
    hall = ended(way)
    for person in (BUYER, SELLER):
        report = checked(folder, made(hall, folder, person), codes(hall))
        assert report.problems == report.notes == []
        assert f"{len(codes(hall))} links of the chain hold" in report.checked
        assert "3 of 3 exhibits are the ones submitted then" in report.checked


# Who leaves -> for whom it is made, what of theirs is gone from it, and how many exhibits.
LEAVING = {
    "claimant": (BUYER, SELLER, (STORY, "Person 1", "parcel.jpg"), 2),
    "respondent": (SELLER, BUYER, (ANSWER, "Person 2", "chat.png"), 1),
    "juror": (None, BUYER, (), 0),
}


NO_JUROR = {"settled", "withdrawn", "void"}  # in these nobody was ever asked


@pytest.mark.parametrize(
    ("way", "who"), [(way, who) for way in WAYS for who in LEAVING if who != "juror" or way not in NO_JUROR]
)
def test_it_holds_when_one_of_them_has_left(way, who, folder):
    hall = ended(way)
    before = codes(hall)
    person, reader, words, exhibits = LEAVING[who]
    hall.now += 40 * DAY  # so that nothing hinders them any more
    hall.carry(ErasePerson(person or hall.case(1).seats[0].person, hall.now))
    content = made(hall, folder, reader)
    report = checked(folder, content, before)
    assert report.problems == []
    assert any("of the content was erased" in line or "the content was erased" in line for line in report.checked)
    assert (
        f"{3 - exhibits} of 3 exhibits are the ones submitted then" + (f"; {exhibits} erased" if exhibits else "")
        in report.checked
    )
    files = inside(content)
    text = files["case.html"].decode() + files["manifest.json"].decode()
    for said in words:
        assert said not in text
        assert not said.endswith((".jpg", ".png")) or (MEDIA / said).read_bytes() not in files.values()


@pytest.mark.parametrize("who", [None, "claimant", "respondent"])
@pytest.mark.parametrize("way", WAYS)
def test_a_changed_byte_is_named(way, who, folder):
    hall = ended(way)
    person, reader, *_ = LEAVING[who] if who else (0, BUYER)
    if who and (person or hall.case(1).seats):
        hall.now += 40 * DAY
        hall.carry(ErasePerson(person or hall.case(1).seats[0].person, hall.now))
    files = inside(made(hall, folder, reader))
    for name, content in files.items():
        last = 63 if name == "manifest.sha256" else len(content) - 1  # behind the hash stands a name that means nothing
        for at in (0, last // 2, last):
            changed = bytearray(content)
            changed[at] ^= 1
            assert_named(folder, {**files, name: bytes(changed)}, name)


def assert_named(folder: Path, files: dict[str, bytes], name: str) -> None:
    try:
        problems = checked(folder, packed(files)).problems
    except Unreadable as no:
        problems = [str(no)]
    wanted = "manifest" if name.startswith("manifest") else name
    assert any(wanted in problem for problem in problems), (name, problems)


@pytest.mark.parametrize(
    ("way", "who"), [("closed contested", None), ("closed contested", "claimant"), ("settled", "respondent")]
)
def test_what_somebody_changes_who_seals_the_file_anew_is_named_by_its_link(way, who, folder):
    hall = ended(way)
    person, reader, *_ = LEAVING[who] if who else (0, BUYER)
    if who and (person or hall.case(1).seats):
        hall.now += 40 * DAY
        hall.carry(ErasePerson(person or hall.case(1).seats[0].person, hall.now))
    files = inside(made(hall, folder, reader))
    manifest = json.loads(files["manifest.json"])
    for at, link in enumerate(manifest["chain"]):
        for part in ("at", "who", "kind", "digest", *(("content", "salt") if link["content"] is not None else ())):
            forged = json.loads(files["manifest.json"])
            now = forged["chain"][at][part]
            forged["chain"][at][part] = {**now, "more": 1} if part == "content" else one_other(now)
            assert link_named(folder, files, forged, at + 1), (link["kind"], part)


def one_other(text: str) -> str:
    """The same with one character changed."""
    return text[:-1] + ("0" if text[-1] != "0" else "1")


def link_named(folder: Path, files: dict[str, bytes], manifest: dict, n: int) -> bool:
    content = json.dumps(manifest).encode()
    seal = hashlib.sha256(content).hexdigest().encode()
    small = dict.fromkeys(files, b"") | {"manifest.json": content, "manifest.sha256": seal}
    return any(problem.startswith(f"link {n} (") for problem in checked(folder, packed(small)).problems)


BY_THE_CHAIN = {
    "settled": ["settled on 2026-11-23: 10000 CNY in the smallest unit"],
    "withdrawn": ["withdrawn on 2026-11-23"],
    "void": ["void on 2026-11-23: unlawful"],
    "no_finding": ["no finding on 2026-11-2"],
    "closed remedied": [
        "ruled on 2026-11-2",
        ": upheld, 30000 CNY in the smallest unit",
        "closed on 2026-1",
        ": remedied",
    ],
    "closed contested": [": upheld, 30000 CNY in the smallest unit", ": contested"],
    "closed unremedied": [": upheld, 30000 CNY in the smallest unit", ": unremedied"],
    "closed rejected": [": rejected (link "],
}


@pytest.mark.parametrize("way", WAYS)
def test_a_page_forged_alone_is_seen_beside_what_the_chain_says(way, folder):
    hall = ended(way)
    files = inside(made(hall, folder, SELLER))
    manifest = json.loads(files["manifest.json"])
    page = files["case.html"].replace(b"CN\xc2\xa5300", b"CN\xc2\xa5900")
    assert page != files["case.html"]
    manifest["files"]["case.html"] = {"sha256": hashlib.sha256(page).hexdigest(), "size": len(page)}
    content = json.dumps(manifest).encode()
    seal = hashlib.sha256(content).hexdigest().encode()
    report = checked(folder, packed({**files, "case.html": page, "manifest.json": content, "manifest.sha256": seal}))
    told = [line for line in report.checked if line.startswith("by the chain: ")]
    assert told[0] == "by the chain: filed on 2026-11-23: partial_refund, 30000 CNY in the smallest unit (link 1)"
    for said in BY_THE_CHAIN[way]:
        assert any(said in line for line in told[1:]), told
