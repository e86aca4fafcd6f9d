"""The readable pages of a case file: complete, escaped, without anything that runs or loads, the same each time."""

import re
from html.parser import HTMLParser

import pytest
from pdf_text import pages as pdf_pages

from assistant.papers.case_html import page
from assistant.papers.case_pdf import draw
from assistant.papers.case_spec import Exhibit, Row, Section
from tests.case_files import CHAIN, blobs, inside, parts, spec

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> \"quoted\" 'too' & \x00\u202eevil"


class Page(HTMLParser):
    def __init__(self, content):
        super().__init__()
        self.tags, self.attributes, self.said = set(), [], []
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.said.append(data)


@pytest.fixture(scope="module", params=["en", "zh"])
def files(request, tmp_path_factory):
    [content] = parts(blobs(tmp_path_factory.mktemp("blobs")), spec(request.param))
    return request.param, inside(content)


def words(made):
    """What has to be read on the pages."""
    yield from (made.title, made.subtitle, made.exhibits_title, made.rules_title, made.chain_title)
    for section in made.sections:
        yield section.title
        yield from (row.text for row in section.rows)
    yield from (exhibit.title for exhibit in made.exhibits)


def flat(text):
    return re.sub(r"\s", "", text)


def test_everything_can_be_read_on_the_page_and_in_the_document(files):
    language, inner = files
    said = flat("".join(Page(inner["case.html"].decode()).said))
    printed = flat("".join(pdf_pages(inner["case.pdf"])))
    for text in words(spec(language)):
        assert flat(text) in said, text
        assert flat(text) in printed, text
    assert inner["rules.txt"].decode().count("\n\n") == 12
    assert CHAIN[-1].head[:4] in printed


def test_the_page_loads_and_runs_nothing(files):
    read = Page(files[1]["case.html"].decode())
    assert not read.tags & {"script", "iframe", "object", "embed", "link", "form", "base", "svg", "a"}
    assert not [name for name, _ in read.attributes if name.startswith("on")]
    sources = [value for name, value in read.attributes if name in {"src", "href", "action"}]
    assert sources
    assert all(value.startswith("data:image/jpeg;base64,") for value in sources)
    assert any("default-src 'none'" in str(value) for name, value in read.attributes if name == "content")


def test_what_people_wrote_is_never_markup():
    made = spec(
        title=HOSTILE, sections=(Section(HOSTILE, (Row(HOSTILE, HOSTILE),), (HOSTILE,)),), rules=(HOSTILE,),
        exhibits=(Exhibit(1, HOSTILE, (HOSTILE,)),),
    )  # fmt: skip
    read = Page(page(made, {}).decode())
    assert not read.tags & {"script", "img"}
    assert "".join(read.said).count("<script>alert(1)</script>") >= 6
    assert draw(made, {}).startswith(b"%PDF-")


def test_an_erased_exhibit_says_so_and_leaves_no_hash():
    made = spec(erased=(1,))
    said = "".join(Page(page(made, {}).decode()).said)
    assert made.erased in said
    assert spec().exhibits[0].sha256 not in said


def test_a_long_text_goes_over_pages_and_nothing_is_lost():
    story = "\n".join(f"Line {n} of a story that is rather long and goes on for a while." for n in range(200))
    printed = " ".join(pdf_pages(draw(spec(sections=(Section("Claim", (), (story,)),)), {})))
    assert all(f"Line {n} of" in printed for n in range(200))


def test_an_empty_case_has_pages_too():
    bare = spec(sections=(), exhibits=(), rules=(), chain=(), intro="")
    assert draw(bare, {}).startswith(b"%PDF-")
    assert b"<main>" in page(bare, {})
