"""The recruiting poster: looks as it was approved, reads with our own reader, never clips."""

import io
import time
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from poster_specs import GROUP, MEMBER, chinese, chinese_by_invitation, english, english_by_invitation

from assistant.papers import emoji
from assistant.papers.look import HEIGHT, MARGIN, WIDTH
from assistant.papers.poster import draw
from assistant.papers.qr import read

GOLDEN = Path(__file__).parent / "golden"
ALL = [chinese, chinese_by_invitation, english, english_by_invitation]


@pytest.fixture(autouse=True)
def no_emoji_font(monkeypatch):
    monkeypatch.setattr(emoji, "PLACES", ())
    emoji._place.cache_clear()
    emoji.drawable.cache_clear()
    yield
    emoji._place.cache_clear()
    emoji.drawable.cache_clear()


def page(sheet):
    return Image.open(io.BytesIO(sheet.png))


def texts(picture):
    return {code.text for code in read(picture)}


@pytest.mark.parametrize("made", ALL)
def test_it_looks_as_it_was_approved(made):
    # Each run leaves what it drew in build/posters; after a wanted change look at those and copy them here.
    small = page(draw(made())).convert("RGB").resize((270, 480), Image.Resampling.BOX)
    golden = GOLDEN / f"{made.__name__}.png"
    left = Path(__file__).parents[2] / "build" / "posters" / golden.name
    left.parent.mkdir(parents=True, exist_ok=True)
    small.quantize(128).save(left, optimize=True)
    with Image.open(golden) as approved:
        difference = ImageChops.difference(small, approved.convert("RGB"))
    # Another version of FreeType may shade an edge otherwise; a changed word or place moves a whole block.
    assert max(ImageStat.Stat(difference).mean) < 0.8
    blocks = ImageStat.Stat(difference.resize((18, 32), Image.Resampling.BOX))
    assert max(most for _least, most in blocks.extrema) < 14


@pytest.mark.parametrize("made", ALL)
def test_its_codes_can_be_scanned_even_after_a_rough_passage(made):
    spec = made()
    wanted = {text for text in (spec.qr, spec.link) if text}
    sheet = draw(spec)
    assert texts(sheet.png) == wanted
    picture = page(sheet).convert("RGB")
    smaller = picture.resize((round(WIDTH * 0.6), round(HEIGHT * 0.6)), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    smaller.save(out, "JPEG", quality=60)
    assert texts(out.getvalue()) == wanted


def test_the_same_spec_gives_the_same_bytes():
    assert draw(chinese()).png == draw(chinese()).png


@pytest.mark.parametrize("made", ALL)
def test_it_is_drawn_quickly(made):
    draw(made())
    began = time.process_time()
    draw(made())
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "name",
    [
        "一单一结" * 8,
        "城南老街坊二手母婴玩具图书小家电一单一结交易互助群第二分群三四",
        "A" * 60,
        "Riverside & Northbridge Second-hand Photography Equipment Fair"[:60],
        "群",
        "W" * 60,
    ],
)
@pytest.mark.parametrize("made", [chinese, english_by_invitation])
def test_long_names_stay_on_the_page_and_within_the_margins(name, made):
    picture = page(draw(made(name=name)))
    assert picture.size == (WIDTH, HEIGHT)
    accent = picture.getpixel((2, 2))
    for strip in ((0, 0, MARGIN - 4, 300), (WIDTH - MARGIN + 4, 0, WIDTH, 300)):
        assert picture.crop(strip).getcolors() == [((strip[2] - strip[0]) * 300, accent)]


def test_a_name_of_emoji_and_rare_characters_shows_what_can_be_shown():
    sheet = draw(chinese(name="🎉北京📷相机𪚥群", trade="📷🎥"))
    assert sheet.left_out == ("🎉", "📷", "𪚥", "🎥")
    assert sheet.png == draw(chinese(name="北京相机群", trade="")).png


def test_a_name_with_nothing_to_show_still_gives_a_poster():
    assert page(draw(chinese(name="🎉", badge="", tagline="", trade="", trade_label="", join=(), rules=()))).size == (
        WIDTH,
        HEIGHT,
    )


def test_more_words_than_a_page_bears_make_it_longer_and_cut_nothing():
    sheet = draw(chinese(join=("很长的一步" * 30,) * 4, rules=("很长的一条" * 30,) * 4))
    assert page(sheet).height > HEIGHT
    assert texts(sheet.png) == {GROUP, MEMBER}


def test_every_kind_has_its_own_colour():
    colours = {page(draw(chinese(kind=kind))).getpixel((2, 2)) for kind in ("goods", "services", "tasks")}
    assert len(colours) == 3


def test_a_code_that_could_not_be_scanned_is_not_drawn():
    with pytest.raises(ValueError, match="too much text"):
        draw(chinese(link="https://t.me/" + "x" * 600))


def test_the_file_says_nothing_but_the_picture():
    with page(draw(chinese())) as picture:
        assert picture.info == {}
        assert not picture.getexif()
