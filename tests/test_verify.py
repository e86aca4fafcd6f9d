"""`yidan verify`: a case file as it was made holds; whatever is changed in it is found and named."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain.disputes import custody
from assistant.verify import verify
from assistant.verify_zip import Unreadable
from tests.case_files import CHAIN, COURT, blobs, inside, packed, parts, spec

CODE = custody.short(CHAIN[-1].head)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return blobs(tmp_path_factory.mktemp("blobs"))


@pytest.fixture(scope="module")
def whole(folder):
    [content] = parts(folder, spec())
    return content


def checked(tmp_path, *contents, codes=()):
    paths = []
    for n, content in enumerate(contents):
        paths.append(tmp_path / f"part{n}.zip")
        paths[-1].write_bytes(content)
    return verify(paths, codes)


def forged(whole, change):
    """As a forger would: the manifest changed, and everything that only rests on itself made to fit."""
    files = inside(whole)
    manifest = json.loads(files["manifest.json"])
    change(manifest, files)
    for name in manifest["files"]:
        if name in files:
            manifest["files"][name] = {"sha256": hashlib.sha256(files[name]).hexdigest(), "size": len(files[name])}
    manifest["links"], manifest["head"] = (
        len(manifest["chain"]),
        manifest["chain"][-1]["head"] if manifest["chain"] else "",
    )
    files["manifest.json"] = json.dumps(manifest).encode()
    files["manifest.sha256"] = hashlib.sha256(files["manifest.json"]).hexdigest().encode()
    return packed(files)


def rehashed(chain):
    """Every link hashed anew by somebody who knows how."""
    previous = None
    for raw in chain:
        if raw["content"] is not None:
            raw["digest"] = custody.seal(raw["salt"], raw["content"])
        head = custody._head(
            previous or custody.origin("YD-3"), raw["n"], raw["at"], raw["who"], raw["kind"], raw["digest"]
        )
        raw["head"] = previous = head


def test_a_case_file_as_it_was_made_holds(tmp_path, whole):
    report = checked(tmp_path, whole, codes=[CODE, CODE.replace(" ", "").upper()])
    assert report.problems == report.notes == []
    assert report.case == "YD-3"
    said = " / ".join(report.checked)
    for what in (
        f"{len(CHAIN)} links",
        "4 of 4 exhibits",
        "docket",
        "draw 1",
        "draw 2",
        "6 ballots",
        f"code {CODE} is that of link",
    ):
        assert what in said


def test_the_same_case_gives_the_same_bytes_and_another_language_the_same_chain(tmp_path, folder, whole):
    assert parts(folder, spec()) == [whole]
    [chinese] = parts(folder, spec("zh"))
    assert checked(tmp_path, chinese).problems == []
    assert json.loads(inside(chinese)["manifest.json"])["chain"] == json.loads(inside(whole)["manifest.json"])["chain"]


def test_packed_anew_by_another_program_it_still_holds(tmp_path, whole):
    assert checked(tmp_path, packed(inside(whole), zipfile.ZIP_DEFLATED)).problems == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_byte_changed_in_any_file_is_found(tmp_path, whole, data):
    files = inside(whole)
    name = data.draw(st.sampled_from(sorted(files)))
    at, by = data.draw(st.integers(0, len(files[name]) - 1)), data.draw(st.integers(1, 255))
    changed = bytearray(files[name])
    changed[at] ^= by
    try:
        report = checked(tmp_path, packed({**files, name: bytes(changed)}))
    except Unreadable:
        return
    if name == "manifest.sha256" and at >= 64:
        return  # behind the hash stands the file's name, which means nothing
    assert report.problems, (name, at)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**9), by=st.integers(1, 255))
def test_a_byte_changed_anywhere_in_the_zip_never_breaks_the_check(tmp_path, whole, at, by):
    changed = bytearray(whole)
    changed[at % len(whole)] ^= by
    try:
        report = checked(tmp_path, bytes(changed))
    except Unreadable:
        return
    if not report.problems:  # only what no file consists of: a date, a right, a comment
        assert inside(bytes(changed)) == inside(whole)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_forged_content_is_named_by_its_link(tmp_path, whole, data):
    n = data.draw(st.integers(1, len(CHAIN)))

    def change(manifest, files):
        manifest["chain"][n - 1]["content"]["forged"] = True

    [problem] = checked(tmp_path, forged(whole, change)).problems
    assert problem.startswith(f"link {n} ({CHAIN[n - 1].kind}, ")
    assert "not what was written down" in problem


@pytest.mark.parametrize(("part", "value"), [("who", "claimant "), ("at", "2026-01-01T00:00:00+00:00"), ("kind", "X")])
def test_who_when_and_what_are_held_by_the_chain(tmp_path, whole, part, value):
    [problem] = checked(
        tmp_path, forged(whole, lambda manifest, _: manifest["chain"][8].update({part: value}))
    ).problems
    assert problem.startswith("link 9 (")


def test_swapped_left_out_and_doubled_links_are_found(tmp_path, whole):
    def swap(manifest, files):
        chain = manifest["chain"]
        chain[3], chain[4] = chain[4], chain[3]

    def swap_numbers_too(manifest, files):
        swap(manifest, files)
        manifest["chain"][3]["n"], manifest["chain"][4]["n"] = 4, 5

    assert checked(tmp_path, forged(whole, swap)).problems[0].startswith("link 4")
    assert checked(tmp_path, forged(whole, swap_numbers_too)).problems[0].startswith("link 4 (")
    assert (
        checked(tmp_path, forged(whole, lambda manifest, _: manifest["chain"].pop(6))).problems[0].startswith("link 7")
    )
    doubled = forged(whole, lambda manifest, _: manifest["chain"].insert(2, manifest["chain"][1]))
    assert checked(tmp_path, doubled).problems[0].startswith("link 3")


def test_a_chain_cut_short_is_found_by_the_code_that_was_handed_out(tmp_path, whole):
    def cut(manifest, files):
        del manifest["chain"][-3:]

    clumsy = json.loads(inside(whole)["manifest.json"])
    del clumsy["chain"][-3:]
    content = json.dumps(clumsy).encode()
    files = inside(whole) | {"manifest.json": content, "manifest.sha256": hashlib.sha256(content).hexdigest().encode()}
    assert checked(tmp_path, packed(files)).problems == [
        f"link {len(CHAIN) - 2}: the end is missing: the chain does not reach the code that was handed out"
    ]
    # Whoever cuts it skilfully is found out by the other side, who was sent the last code.
    assert checked(tmp_path, forged(whole, cut)).problems == []
    assert "is not in this chain" in checked(tmp_path, forged(whole, cut), codes=[CODE]).problems[0]


def test_a_chain_made_anew_is_found_by_any_code_handed_out(tmp_path, whole):
    def rewrite(manifest, files):
        manifest["chain"][0]["content"]["claim"]["story"] = "It never came at all, ever."
        rehashed(manifest["chain"])

    early = custody.short(CHAIN[2].head)
    report = checked(tmp_path, forged(whole, rewrite), codes=[early])
    assert f"the code {early}" in report.problems[0]
    assert any("docket is not what both sides had said" in problem for problem in report.problems)
    assert checked(tmp_path, whole, codes=["abcd"]).problems  # four characters prove nothing


def rewritten(whole, kind, change):
    """A house that writes down what is wrong from the start: the chain holds, and the arithmetic does not."""

    def act(manifest, files):
        for raw in manifest["chain"]:
            if raw["kind"] == kind:
                change(raw["content"])
        rehashed(manifest["chain"])

    return forged(whole, act)


@pytest.mark.parametrize(
    ("kind", "change", "found"),
    [
        ("JurorsDrawn", lambda said: said["order"].reverse(), "the order does not follow from the nonces"),
        ("JurorsDrawn", lambda said: said.update(nonce="0" * 32), "the nonce is not the one that was committed"),
        ("DrawPrepared", lambda said: said["tags"].reverse(), "the commitment is not that of the list"),
        ("JurorAsked", lambda said: said.update(slot=said["slot"] % 12 + 1), "others were asked than the order says"),
        ("NonceAdded", lambda said: said.update(nonce="another dog"), "the order does not follow from the nonces"),
        (
            "CaseRuled",
            lambda said: said["ballots"][0].update(reason="Something else entirely."),
            "is not the one that was cast",
        ),
        ("BallotCast", lambda said: said.update(commitment="0" * 64), "is not the one that was cast"),
        (
            "Answered",
            lambda said: said.update(text="I admit everything there is."),
            "the docket is not what both sides",
        ),
        ("ExhibitSubmitted", lambda said: said["exhibit"].update(size=5), "its seal does not fit"),
        ("CaseFiled", lambda said: said.pop("claim"), "the chain does not say what a case says"),
    ],
)
def test_a_house_that_computes_wrongly_is_found_out(tmp_path, whole, kind, change, found):
    assert any(found in problem for problem in checked(tmp_path, rewritten(whole, kind, change)).problems)


def test_exhibits_swapped_replaced_or_added_are_found(tmp_path, whole):
    def replaced(manifest, files):
        files["exhibits/exhibit-03.pdf"] = b"%PDF-1.4 another receipt"

    def hidden(manifest, files):
        del manifest["files"]["exhibits/exhibit-04.ogg"], files["exhibits/exhibit-04.ogg"]
        manifest["exhibits"].pop()

    def added(manifest, files):
        files["exhibits/exhibit-05.jpg"] = b"x"
        manifest["files"]["exhibits/exhibit-05.jpg"] = {}
        manifest["exhibits"].append({"n": 5, "file": "exhibits/exhibit-05.jpg", "erased": False})

    assert "is not the one that was submitted" in checked(tmp_path, forged(whole, replaced)).problems[0]
    assert "but not in the file" in checked(tmp_path, forged(whole, hidden)).problems[0]
    assert "that the chain does not know" in checked(tmp_path, forged(whole, added)).problems[0]


def test_missing_and_foreign_files_are_named(tmp_path, whole):
    files = inside(whole)
    gone = {name: content for name, content in files.items() if name != "case.pdf"}
    assert checked(tmp_path, packed(gone)).problems == ["part0.zip: 'case.pdf' is missing"]
    assert checked(tmp_path, packed({**files, "virus.exe": b"MZ"})).problems == [
        "part0.zip: virus.exe does not belong to it"
    ]


def test_after_an_erasure_it_still_holds_and_says_what_is_gone(tmp_path, folder):
    n = next(link.n for link in CHAIN if link.kind == "ExhibitSubmitted")
    chain = tuple(custody.erase(link) if link.n in {n, 6} else link for link in CHAIN)
    [content] = parts(folder, spec(erased=(1,), chain=chain))
    assert "exhibits/exhibit-01.jpg" not in inside(content)
    report = checked(tmp_path, content, codes=[CODE])
    assert report.problems == []
    assert f"{len(CHAIN)} links of the chain hold; of 2 the content was erased" in report.checked
    assert "3 of 4 exhibits are the ones submitted then; 1 erased" in report.checked
    assert sum("could not be computed anew" in note for note in report.notes) == 2
    half = tuple(replace(link, salt=None) if link.n == n else link for link in CHAIN)
    [content] = parts(folder, spec(chain=half))
    assert "neither whole nor erased" in checked(tmp_path, content).problems[0]
    claimed = tuple(custody.erase(link) if link.n == 6 else link for link in CHAIN)
    [content] = parts(folder, spec(erased=(1,), chain=claimed))
    assert "is in the chain (link 2) but not in the file" in checked(tmp_path, content).problems[0]


def test_what_is_too_large_comes_in_parts(tmp_path, folder):
    made = parts(folder, spec(), most=390_000)
    assert len(made) > 1
    assert all(len(part) <= 390_000 for part in made)
    report = checked(tmp_path, *made)
    assert report.problems == report.notes == []
    assert "4 of 4 exhibits are the ones submitted then" in report.checked
    alone = checked(tmp_path, made[0])
    assert alone.problems == []
    assert "part 2 was not given, so the originals in it were not checked" in alone.notes
    with pytest.raises(Unreadable, match="not the first part"):
        checked(tmp_path, made[1])
    other = packed({**inside(made[1]), "exhibits/exhibit-04.ogg": b"other"})
    assert checked(tmp_path, made[0], other).problems


# --- zips that mean harm ---


def test_a_name_that_leads_elsewhere_is_refused_and_nothing_is_written(tmp_path, whole):
    for name in ("../../evil.txt", "/etc/passwd", "exhibits/../../x", "a\\b", "\x1b[31mred", "exhibits/sub/x", "C:x"):
        with pytest.raises(Unreadable, match="name that no case file has"):
            checked(tmp_path, packed({**inside(whole), name: b"x"}))
    assert [path.name for path in tmp_path.iterdir()] == ["part0.zip"]


def test_two_files_of_one_name_are_refused(tmp_path, whole):
    out = io.BytesIO(whole)
    with zipfile.ZipFile(out, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("case.html", b"another page")
    with pytest.raises(Unreadable, match=r"two files called 'case\.html'"):
        checked(tmp_path, out.getvalue())


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, whole):
    files = inside(whole)
    with pytest.raises(Unreadable, match="too large"):
        checked(tmp_path, packed({**files, "rules.txt": bytes(65 * 1024 * 1024)}, zipfile.ZIP_DEFLATED))
    with pytest.raises(Unreadable, match="too large"):
        checked(tmp_path, packed({**files, "manifest.json": b" " * 17 * 1024 * 1024}, zipfile.ZIP_DEFLATED))
    with pytest.raises(Unreadable, match="more than 200"):
        checked(tmp_path, packed({**files, **{f"x{n}": b"" for n in range(200)}}))


def test_a_file_that_lies_about_its_size_is_refused(tmp_path, whole):
    content = packed({**inside(whole), "rules.txt": bytes(70 * 1024 * 1024)}, zipfile.ZIP_DEFLATED)
    directory = content.rindex(b"PK\x01\x02", 0, content.rindex(b"rules.txt"))
    lied = bytearray(content)
    lied[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        checked(tmp_path, bytes(lied))


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"nonsense", b"[" * 100_000, b'{"format": "other"}', b'{"format": "yidan/case-file/1"}',
     b'{"format": "yidan/case-file/1", "case": "x", "files": {}}', b'{"format": "yidan/case-file/1", "case": "x", "files": {"a": 1}}'],
)  # fmt: skip
def test_a_strange_manifest_is_refused(tmp_path, manifest):
    with pytest.raises(Unreadable):
        checked(tmp_path, packed({"manifest.json": manifest}))


@pytest.mark.parametrize(
    "link", [None, 5, [], {}, {"n": "1"}, {"n": 1, "at": 1, "who": "", "kind": "", "digest": "", "head": ""}]
)
def test_a_strange_link_is_a_missing_one(tmp_path, whole, link):
    def change(manifest, files):
        manifest["chain"][2] = link
        manifest["chain"][-1] = dict(manifest["chain"][-1])

    assert checked(tmp_path, forged(whole, change)).problems[0].startswith("link 3")


def test_what_is_no_zip_is_told_as_such(tmp_path):
    for content in (b"", b"PK\x03\x04", b"%PDF-1.4", b"x" * 1000):
        with pytest.raises(Unreadable, match="cannot be read as a zip"):
            checked(tmp_path, content)
    with pytest.raises(Unreadable):
        verify([tmp_path / "nowhere.zip"])


# --- the command ---


def run(*words):
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "verify", *map(str, words)], check=False, capture_output=True, text=True
    )
    return done.returncode, done.stdout


def test_the_command_says_what_was_checked_and_ends_in_0_or_1(tmp_path, whole):
    good, bad = tmp_path / "YD-3.zip", tmp_path / "bad.zip"
    good.write_bytes(whole)
    bad.write_bytes(forged(whole, lambda manifest, _: manifest["chain"][4]["content"].update(how="said so")))
    code, said = run(good, "--code", CODE)
    assert code == 0
    assert said.splitlines()[0] == "Case YD-3"
    assert said.splitlines()[-1] == "Everything fits."
    code, said = run(bad)
    assert code == 1
    assert "✗ link 5 (NoticeProven, " in said
    assert said.splitlines()[-1] == "This file is not what was written down then."
    code, said = run(tmp_path / "nowhere.zip")
    assert code == 1
    assert "Traceback" not in said


def test_the_case_was_one_that_shows_everything():
    assert COURT.it.over
    assert {"NonceAdded", "JurorsDrawn", "CaseAppealed", "Rebutted"} <= {link.kind for link in CHAIN}
