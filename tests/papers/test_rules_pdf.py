"""The printed rules: every word can be copied, the type is embedded, and other programs read it without complaint."""

import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from card_specs import LATIN_NAME, MEMBER, WIDE_NAME, many_clauses, pdf_chinese, pdf_english
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_text import pages
from PIL import Image, ImageChops, ImageStat

from assistant.papers.qr import read
from assistant.papers.rules_pdf import Clause, draw
from assistant.papers.type import clean

GOLDEN = Path(__file__).parent / "golden"
BOTH = [pdf_chinese, pdf_english]


def bare(text):
    """Without white space: lines may break anywhere."""
    return re.sub(r"\s", "", text)


def body(spec, pdf):
    """The text between the first head and the last footer, without the foot of each page."""
    told = pages(pdf)
    shown = []
    for number, text in enumerate(told, 1):
        said = spec.page.replace("{pages}", str(len(told))).replace("{page}", str(number))
        foot = bare(f"{spec.link_label}{spec.link.removeprefix('https://')}{said}")
        assert bare(text).endswith(foot)
        shown.append(bare(text).removesuffix(foot))
    return "".join(shown)


def words(spec):
    """What was given, in its order."""
    clauses = "".join(f"{number}{clause.title}{clause.text}" for number, clause in enumerate(spec.clauses, 1))
    warning = f"!{spec.footer}" if spec.footer and spec.clauses else ""
    return bare(f"{spec.badge}{spec.tagline}{spec.name}{spec.version}{spec.intro}{clauses}{warning}")


@pytest.mark.parametrize("made", BOTH)
@pytest.mark.parametrize("count", [5, 30])
def test_the_text_layer_says_exactly_the_words_given(made, count):
    spec = made()
    spec = made(clauses=many_clauses(spec, count, 3))
    done = draw(spec)
    assert (
        done.pages == len(pages(done.pdf)) == {5: 1 if made is pdf_chinese else 2, 30: done.pages}[count]
        or done.pages > 1
    )
    assert done.left_out == ()
    assert body(spec, done.pdf) == words(spec)


@pytest.mark.parametrize(
    ("made", "name"),
    [(pdf_chinese, WIDE_NAME), (pdf_chinese, "W" * 60), (pdf_english, LATIN_NAME), (pdf_english, "一单一结" * 8)],
)
def test_long_names_of_groups_are_whole(made, name):
    spec = made(name=name)
    assert body(spec, draw(spec).pdf) == words(spec)


def test_characters_that_look_alike_keep_their_own_codes():
    said = "⼀一㆒⽔水Ωμµ·・—“读”'a"
    spec = pdf_english(clauses=(Clause(said, "“read” … it"),))
    assert clean(said, colour=False)[1] == []
    assert body(spec, draw(spec).pdf) == words(spec)


def test_emoji_and_rare_characters_are_left_out_and_told():
    done = draw(pdf_chinese(name="🎉相机𪚥群", clauses=(Clause("📷实拍", "发👍🏽图\n①☎5️⃣"),)))
    assert done.left_out == ("🎉", "𪚥", "📷", "👍🏽")
    assert body(pdf_chinese(), done.pdf).endswith(
        words(pdf_chinese(name="相机群", clauses=(Clause("实拍", "发图①☎5"),)))
    )


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_printed_as_far_as_it_can_be(title, text):
    spec = pdf_english(clauses=(Clause(title, text),))
    kept = Clause(clean(title, colour=False)[0], "".join(clean(line, colour=False)[0] for line in text.splitlines()))
    assert body(spec, draw(spec).pdf) == words(pdf_english(clauses=(kept,)))


@pytest.mark.parametrize("made", BOTH)
def test_the_same_rules_give_the_same_bytes_at_any_time(made, monkeypatch):
    first = draw(made())
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    time.sleep(1.1)
    again = draw(made())
    monkeypatch.undo()
    time.tzset()
    assert again == first


def test_nothing_but_the_name_and_the_language_is_told_beside_the_pages():
    pdf = draw(pdf_chinese()).pdf
    assert re.findall(rb"/(?:Creation|Mod)Date \((.*?)\)", pdf) == [b"D:20000101000000Z"]
    assert b"/Lang (zh-CN)" in pdf
    assert b"yidan-type" not in pdf


def test_thirty_clauses_are_printed_soon_and_small():
    spec = pdf_chinese(clauses=many_clauses(pdf_chinese(), 30, 2))
    draw(pdf_english())
    began = time.process_time()
    done = draw(spec)
    assert time.process_time() - began < 3
    assert len(done.pdf) < 200_000


@pytest.mark.parametrize("clauses", [(), (Clause("", ""),), (Clause("Only a title", ""),), (Clause("", "x" * 3000),)])
def test_odd_clauses_do_no_harm(clauses):
    spec = pdf_english(clauses=clauses, intro="", badge="", tagline="")
    assert body(spec, draw(spec).pdf) == words(spec)


def test_a_code_that_could_not_be_scanned_is_not_printed():
    with pytest.raises(ValueError, match="too much text"):
        draw(pdf_english(link="https://t.me/" + "x" * 600))


def program(name, *arguments):
    """What another program says about the file; told and skipped where it is missing."""
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed (poppler-utils): the text layer itself is checked without it")
    done = subprocess.run([name, *arguments], check=True, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout


@pytest.fixture(params=BOTH)
def printed(request, tmp_path):
    spec = request.param()
    place = tmp_path / f"{request.param.__name__}.pdf"
    place.write_bytes(draw(spec).pdf)
    return spec, place


def test_pdffonts_finds_small_embedded_truetype_with_a_text_layer(printed):
    _spec, place = printed
    rows = program("pdffonts", place).splitlines()[2:]
    assert rows
    assert all(re.search(r"\+NotoSansCJK\w+ +CID TrueType +Identity-H +yes yes yes", row) for row in rows)


def test_pdftotext_copies_every_word(printed):
    spec, place = printed
    said = bare(program("pdftotext", "-raw", place, "-"))
    assert sorted(said) == sorted("".join(map(bare, pages(place.read_bytes()))))
    for clause in spec.clauses:
        assert bare(clause.title) in said
        assert bare(clause.text) in said


def test_pdftoppm_shows_it_as_approved_with_codes_that_scan(printed, tmp_path):
    _spec, place = printed
    program("pdftoppm", "-r", "150", "-png", place, tmp_path / "page")
    for number, shown in enumerate(sorted(tmp_path.glob("page-*.png"))):
        assert {code.text for code in read(shown)} == {MEMBER}
        with Image.open(shown) as picture:
            drawn = picture.convert("RGB")
        for left, right in ((0, 120), (drawn.width - 120, drawn.width)):
            assert drawn.crop((left, 60, right, drawn.height)).getextrema() == ((255, 255),) * 3
        if number == 0:
            like(drawn.resize((310, drawn.height // 4), Image.Resampling.BOX), GOLDEN / f"{place.stem}.png")


def like(small, golden):
    """Compares with the approved picture; each run leaves what it saw in build/cards."""
    left = Path(__file__).parents[2] / "build" / "cards" / golden.name
    left.parent.mkdir(parents=True, exist_ok=True)
    small.quantize(32).save(left, optimize=True)
    with Image.open(golden) as approved:
        difference = ImageChops.difference(small, approved.convert("RGB"))
    assert max(ImageStat.Stat(difference).mean) < 1.5
    blocks = ImageStat.Stat(difference.resize((15, 21), Image.Resampling.BOX))
    assert max(most for _least, most in blocks.extrema) < 14
