"""Line breaking: where lines may break, and that nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.papers.lines import Setting, fit, wrap
from assistant.papers.type import Face, clean, width

FACE = Face(40)
CHINESE = "「先核对订单，再付款」，只用平台的群收款！24 小时内结清（不含周末）。"
NEVER_FIRST = "，。！、）」》：；？"
NEVER_LAST = "「（《“"


@pytest.mark.parametrize("limit", range(120, 700, 20))
def test_no_line_starts_or_ends_with_the_wrong_punctuation(limit):
    lines = wrap(CHINESE, limit, FACE)
    assert all(line[0] not in NEVER_FIRST for line in lines)
    assert all(line[-1] not in NEVER_LAST for line in lines)
    assert all(width(line, FACE) <= limit for line in lines)


@pytest.mark.parametrize("limit", [300, 420, 555])
def test_latin_words_and_numbers_are_not_broken(limit):
    text = "Pay within 24 hours of agreeing, ship within 48 hours"
    assert " ".join(wrap(text, limit, FACE)) == text


def test_words_to_keep_are_not_broken_while_they_fit():
    assert fit("二手数码一单一结交易群", 500, Setting(90, 90), keep=["一单一结"]).lines == (
        "二手数码",
        "一单一结",
        "交易群",
    )
    assert "".join(wrap("一单一结", 50, FACE, ["一单一结"])) == "一单一结"


def test_a_word_wider_than_the_line_is_broken_rather_than_clipped():
    lines = wrap("A" * 60, 200, FACE)
    assert "".join(lines) == "A" * 60
    assert all(width(line, FACE) <= 200 for line in lines)


def test_lines_come_out_about_equally_long():
    lines = fit("找一位已在群里的朋友请他邀请你", 480, Setting(40, 40, most=2)).lines
    assert [len(line) for line in lines] == [8, 7]


def test_the_largest_size_that_fits_is_taken_and_the_smallest_never_undercut():
    wanted = Setting(100, 40, most=1)
    assert fit("群", 500, wanted).face.size == 100
    assert 40 < fit("二手相机交易群", 500, wanted).face.size < 100
    assert fit("字" * 50, 500, wanted).face.size == 40
    assert len(fit("字" * 50, 500, wanted).lines) > 1


def test_nothing_is_set_for_nothing():
    block = fit("", 500, Setting(40, 40))
    assert (block.lines, block.height, block.width) == ((), 0, 0.0)


@given(st.text(alphabet=st.sampled_from("一单结，。（）「A b-1/¥%"), max_size=60), st.integers(90, 400))
def test_breaking_loses_nothing_but_spaces_and_keeps_within_the_width(text, limit):
    lines = wrap(clean(text)[0], limit, FACE)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, FACE) <= limit for line in lines)
