"""The case file of a case on the books: made from what its reader may see, by the real worker, and checked offline."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hall import BUYER, OWNER, SELLER, Hall

from assistant.dialog.outcome import File, Notice, Shown, Work
from assistant.domain.disputes import commands as c
from assistant.domain.disputes import custody
from assistant.domain.disputes.lifecycle import State
from assistant.errors import Refused
from assistant.facts import Layered, apply
from assistant.forgetting import forget_evidence
from assistant.papers.case_spec import CaseFileSpec
from assistant.verify import verify
from assistant.verify_zip import Unreadable
from assistant.worker import blobs, case_files
from assistant.worker.content import ENDINGS
from assistant.worker.failure import JobFailed
from flows.disputes import case_file
from flows.disputes import papers as case_papers
from tests.case_files import given, inside, packed, views

MEDIA = Path(__file__).parent.parent.parent / "fixtures" / "media"


def shown(name: str) -> dict[str, object]:
    """An exhibit as the conversations hand it on."""
    raw = given(name)
    return {**raw, "copy": hashlib.sha256(views()[name]).hexdigest()} if name in views() else raw


@pytest.fixture
def hall():
    """A case with an appeal and a penalty, closed; its number is 1."""
    hall = Hall(8)
    number = hall.file(hall.order(), exhibits=(shown("parcel.jpg"), shown("receipt.pdf")))
    hall.do(c.ProveNotice, SELLER, number)
    hall.do(c.Respond, SELLER, number, stance="contest", text="我发出去的时候是好的，有照片为证，请看证据。")
    hall.do(c.OfferSettlement, SELLER, number, text="I give back a little for peace.")
    while hall.case(number).state is not State.RULED:
        hall.step(number)
    late = "It was on another phone until today."
    hall.do(
        c.Appeal, SELLER, number, ground="new_evidence", text=late, exhibits=(shown("voice.ogg"),), late_reason=late
    )
    hall.do(c.AnswerAppeal, BUYER, number, text="It tells nothing new.")
    while hall.case(number).state is not State.REMEDY:
        hall.step(number)
    hall.do(c.DecideSanction, OWNER, number, step="none", reason="The first deal of a new member here.")
    hall.do(c.ReportRemedy, SELLER, number, text="Paid by WeChat.")
    hall.do(c.ConfirmRemedy, BUYER, number)
    return hall


@pytest.fixture
def folder(tmp_path):
    kept = tmp_path / "blobs"
    blobs.prepare(kept)
    for content in (
        *((MEDIA / name).read_bytes() for name in ("parcel.jpg", "receipt.pdf", "voice.ogg")),
        *views().values(),
    ):
        place = blobs.place(kept, hashlib.sha256(content).hexdigest())
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return kept


def asked(hall: Hall, person: int, locale: str = "en", payload: str = "1") -> object:
    facts = {"payload": payload, "person": person, "now": hall.now, "locale": locale}
    return apply(case_file.page, Layered(facts, hall.known(person)))


def spec_for(hall: Hall, person: int, locale: str = "en") -> CaseFileSpec:
    page = asked(hall, person, locale)
    assert isinstance(page, Shown)
    (work,) = page.effects
    assert isinstance(work, Work)
    return msgspec.convert(msgspec.json.decode(msgspec.json.encode(work.args)), CaseFileSpec)


def zipped(folder: Path, spec: CaseFileSpec) -> Path:
    (part,) = case_files.make(folder, spec)["parts"]
    out = folder.parent / part["name"]
    out.write_bytes(blobs.place(folder, part["sha256"]).read_bytes())
    return out


@pytest.mark.parametrize(("person", "locale"), [(BUYER, "zh_CN"), (SELLER, "en")])
def test_the_file_of_a_real_case_is_sound_and_a_changed_byte_is_found(hall, folder, person, locale):
    made = zipped(folder, spec_for(hall, person, locale))
    head = hall.books.cases.last_link(1).head
    report = verify([made], [custody.short(head)])
    assert report.problems == []
    assert any("is that of link" in line for line in report.checked)
    with zipfile.ZipFile(made) as whole:
        names = whole.namelist()
        page = whole.read(next(name for name in names if name.endswith(".html"))).decode()
    for said in (
        "Person 1",
        "Person 2",
        "The frame was broken when it came.",
        "I give back a little for peace.",
        "Paid by WeChat.",
    ):
        assert said in page
    content = bytearray(made.read_bytes())
    content[content.index((MEDIA / "receipt.pdf").read_bytes()[:64]) + 20] ^= 1
    made.write_bytes(bytes(content))
    with pytest.raises(Unreadable):
        verify([made])


@pytest.mark.parametrize("changed", ["exhibits/exhibit-02.pdf", "exhibits/exhibit-01-view.jpg", "case.html"])
def test_a_file_changed_by_somebody_who_packs_it_anew_is_found_too(hall, folder, changed):
    made = zipped(folder, spec_for(hall, SELLER))
    files = inside(made.read_bytes())
    name = next(
        each
        for each in files
        if each.endswith(changed.rpartition(".")[2]) and (changed in each or changed == "case.html")
    )
    files[name] = files[name][:-1] + bytes([files[name][-1] ^ 1])
    made.write_bytes(packed(files))
    assert any(name in problem for problem in verify([made]).problems)


def test_what_somebody_got_for_it_stays_theirs(hall, folder):
    links = {person: {link.kind: link for link in spec_for(hall, person).chain} for person in (BUYER, SELLER)}
    assert links[SELLER]["SanctionDecided"].content["reason"] == "The first deal of a new member here."
    assert links[BUYER]["SanctionDecided"].content is None is links[BUYER]["SanctionDecided"].salt
    assert "The first deal of a new member" not in msgspec.json.encode(spec_for(hall, BUYER)).decode()


def test_nobody_but_the_two_gets_it_and_no_juror_is_named(hall):
    for person in (OWNER, *hall.jurors[:2]):
        assert hall.known(person)["case_papers"](1) is None
    assert not isinstance(asked(hall, OWNER), Shown)
    for payload in ("1", "2", "", "x"):
        with pytest.raises(Refused):
            asked(hall, hall.jurors[0], payload=payload)
    told = msgspec.json.encode(spec_for(hall, BUYER)).decode()
    assert not any(f"Person {juror}" in told for juror in hall.jurors)
    assert "juror " in told


def test_it_is_made_once_until_it_has_come(hall):
    hall.books.jobs.queue("case_file", {"key": "case_file:1"}, BUYER, 0.0)
    assert not isinstance(asked(hall, BUYER), Shown)
    assert isinstance(asked(hall, SELLER), Shown)
    (job,) = hall.books.jobs.ready(9)
    hall.books.jobs.start(job.id)
    assert not isinstance(asked(hall, BUYER), Shown)
    hall.books.jobs.fail(job.id, "crashed")
    assert isinstance(asked(hall, BUYER), Shown)


def test_evidence_that_is_gone_fails_calmly_and_what_was_erased_is_left_out(hall, folder):
    whole = spec_for(hall, BUYER)
    blobs.place(folder, given("voice.ogg")["sha256"]).unlink()
    with pytest.raises(JobFailed, match="missing"):
        case_files.make(folder, whole)
    for code in ("missing", "crashed"):
        (told,) = case_file.failed(BUYER, "case_file:1", code)
        assert isinstance(told, Notice)
        assert told.say.rows[0][0].data == "c:casefile 1"
    hall.now += timedelta(days=91)
    assert forget_evidence(hall.books, 1)
    report = verify([zipped(folder, spec_for(hall, BUYER))])
    assert report.problems == []


def test_each_part_is_sent_and_the_first_tells_how_to_check_it(hall):
    result = {
        "parts": [
            {"sha256": "a" * 64, "size": 1, "name": "YD-1-1.zip"},
            {"sha256": "b" * 64, "size": 1, "name": "YD-1-2.zip"},
        ]
    }
    facts = {"person": BUYER, "job": "case_file:1", "result": result}
    sent = list(apply(case_file.sent, Layered(facts, hall.known(BUYER))))
    assert [(each.sha256, each.name) for each in sent if isinstance(each, File)] == [
        ("a" * 64, "YD-1-1.zip"),
        ("b" * 64, "YD-1-2.zip"),
    ]
    assert sent[0].caption.values["code"] == custody.short(hall.books.cases.last_link(1).head)
    assert list(apply(case_file.sent, Layered({**facts, "person": OWNER}, hall.known(OWNER)))) == []


def test_files_end_as_the_worker_writes_them():
    for mime, ending in case_papers.ENDINGS.items():
        assert ENDINGS.get(mime, ending) == ending
