"""The cards: they look as approved, scan with our own reader, and bear whatever a group puts on them."""

import dataclasses
import io
import time
from pathlib import Path

import card_specs as specs
import pytest
from card_specs import LATIN_NAME, MEMBER, WIDE_NAME, admins
from PIL import Image, ImageChops, ImageStat

from assistant.papers import impersonation_card, rules_card, scam_card
from assistant.papers.impersonation_card import ImpersonationCardSpec, Member
from assistant.papers.look import INK, MARGIN, WIDTH
from assistant.papers.qr import read
from assistant.papers.rules_card import RuleGroup, RulesCardSpec
from assistant.papers.scam_card import Scam, ScamCardSpec

GOLDEN = Path(__file__).parent / "golden"
DRAW = {
    RulesCardSpec: rules_card.draw,
    ImpersonationCardSpec: impersonation_card.draw,
    ScamCardSpec: scam_card.draw,
}
ALL = [
    specs.rules_card_chinese,
    specs.rules_card_english,
    specs.impersonation_chinese,
    specs.impersonation_english,
    specs.scam_chinese,
    specs.scam_english,
]

pytestmark = pytest.mark.usefixtures("no_emoji_font")


def draw(spec):
    return DRAW[type(spec)](spec)


def page(sheet):
    return Image.open(io.BytesIO(sheet.png)).convert("RGB")


def texts(picture):
    return {code.text for code in read(picture)}


def groups(count, text, each=6):
    """So many clauses, six below each heading."""
    rules = [text(number) for number in range(count)]
    return tuple(RuleGroup(f"第{at // each + 1}组", tuple(rules[at : at + each])) for at in range(0, count, each))


def long_rule(number):
    return "买卖双方必须在付款之前逐项核对订单的内容、数量、金额、交付方式和时间，并由对方回复确认后才能付款"[
        : 20 + number
    ]


def crowded():
    """Cards with as much on them as a group can have."""
    many = groups(30, lambda number: "发货后四十八小时内给出快递单号")
    english = groups(
        30, lambda number: "Buyers and sellers must recap the order in writing before paying"[: 30 + number]
    )
    return [
        specs.rules_card_chinese(groups=many, name=WIDE_NAME),
        specs.rules_card_chinese(groups=groups(30, long_rule), name="一单一结" * 8),
        specs.rules_card_english(groups=english, name=LATIN_NAME),
        specs.rules_card_english(groups=groups(30, lambda number: "W" * 40), name="W" * 60),
        specs.impersonation_chinese(admins=admins(20), name=WIDE_NAME),
        specs.impersonation_english(admins=admins(20), name=LATIN_NAME),
        specs.impersonation_english(admins=admins(20), name="W" * 60),
        specs.scam_chinese(name=WIDE_NAME),
        specs.scam_english(
            name=LATIN_NAME, scams=(Scam("A stranger " * 3, "“Pay me now. ” " * 6, "In a hurry. " * 8),) * 3
        ),
    ]


@pytest.mark.parametrize("made", ALL)
def test_it_looks_as_it_was_approved(made):
    # Each run leaves what it drew in build/cards; after a wanted change look at those and copy them here.
    drawn = page(draw(made()))
    small = drawn.resize((270, drawn.height // 4), Image.Resampling.BOX)
    golden = GOLDEN / f"{made.__name__}.png"
    left = Path(__file__).parents[2] / "build" / "cards" / golden.name
    left.parent.mkdir(parents=True, exist_ok=True)
    small.quantize(64).save(left, optimize=True)
    with Image.open(golden) as approved:
        assert approved.size == small.size
        difference = ImageChops.difference(small, approved.convert("RGB"))
    assert max(ImageStat.Stat(difference).mean) < 1.2
    blocks = ImageStat.Stat(difference.resize((18, small.height // 15), Image.Resampling.BOX))
    assert max(most for _least, most in blocks.extrema) < 14


@pytest.mark.parametrize("made", ALL)
def test_its_code_can_be_scanned_even_after_a_rough_passage(made):
    sheet = draw(made())
    assert texts(sheet.png) == {MEMBER}
    drawn, out = page(sheet), io.BytesIO()
    drawn.resize((round(WIDTH * 0.6), round(drawn.height * 0.6)), Image.Resampling.BICUBIC).save(
        out, "JPEG", quality=60
    )
    assert texts(out.getvalue()) == {MEMBER}


@pytest.mark.parametrize("made", ALL)
def test_the_same_spec_gives_the_same_bytes_that_tell_nothing_else(made):
    sheet = draw(made())
    assert sheet == draw(made())
    with Image.open(io.BytesIO(sheet.png)) as picture:
        assert picture.info == {}


@pytest.mark.parametrize("spec", crowded(), ids=lambda spec: f"{type(spec).__name__} {spec.name[:9]}")
def test_a_crowded_card_stays_on_its_page_and_is_drawn_soon(spec):
    began = time.process_time()
    sheet = draw(spec)
    assert time.process_time() - began < 3
    drawn = page(sheet)
    assert drawn.width == WIDTH
    assert drawn.height <= 2400
    assert texts(sheet.png) == {MEMBER}
    ground = drawn.getpixel((2, 2))
    for left in (0, WIDTH - MARGIN + 4):
        assert drawn.crop((left, 0, left + MARGIN - 4, 300)).getcolors() == [((MARGIN - 4) * 300, ground)]
        # ink beside the white card would be words that ran over
        beside = drawn.crop(
            (left, 700 if ground != (27, 26, 24) else drawn.height - 500, left + MARGIN - 4, drawn.height - 160)
        )
        assert beside.convert("L").getextrema()[0] > 50


def test_thirty_short_rules_are_all_on_the_card():
    sheet = draw(specs.rules_card_chinese(groups=groups(30, lambda number: "发货后四十八小时内给出快递单号")))
    assert sheet.hidden == 0


def test_rules_beyond_the_page_are_counted_not_clipped():
    said = groups(30, lambda number: long_rule(40))
    sheet = draw(specs.rules_card_chinese(groups=said))
    assert 0 < sheet.hidden < 25
    told = specs.rules_card_chinese(groups=said, more=f"另有 {sheet.hidden} 条，见完整群规")
    assert draw(told).png == sheet.png
    assert draw(dataclasses.replace(told, more="另有 99 条，见完整群规")).png != sheet.png


@pytest.mark.parametrize("said", [(), (RuleGroup("", ()),), (RuleGroup("Empty", ()), RuleGroup("", ("Be kind",)))])
def test_few_rules_make_a_short_card(said):
    assert page(draw(specs.rules_card_english(groups=said))).height < 1500


def test_a_rule_longer_than_the_page_is_still_one_card():
    sheet = draw(specs.rules_card_english(groups=(RuleGroup("", ("word " * 1000,)),)))
    assert sheet.hidden == 0
    assert texts(sheet.png) == {MEMBER}


@pytest.mark.parametrize("count", [0, 1, 3, 8, 9, 20])
def test_all_admins_are_on_the_card(count):
    cards = [draw(specs.impersonation_chinese(admins=admins(number))) for number in (count, count + 1)]
    assert cards[0].png != cards[1].png
    assert all(page(card).height <= 2400 for card in cards)
    assert all(card.hidden == 0 for card in cards)


def test_more_admins_than_a_page_bears_make_it_longer():
    assert page(draw(specs.impersonation_chinese(admins=admins(60)))).height > 2400


def test_a_number_may_come_as_a_number_or_as_digits_and_any_other_name_stays_as_it_is():
    number, digits, handle = (
        draw(specs.impersonation_chinese(payee=Member("林小满", one))).png
        for one in (5123456789, "5123456789", "lin_2024")
    )
    assert number == digits
    assert number != handle


def test_one_digit_makes_a_difference():
    assert (
        len({draw(specs.impersonation_chinese(payee=Member("林", one))).png for one in (5123456789, 5123456788)}) == 2
    )


@pytest.mark.parametrize(
    ("with_emoji", "without"),
    [
        (
            specs.rules_card_chinese(name="🎉北京📷相机𪚥群", groups=(RuleGroup("红线🚫", ("不卖假货❌",)),)),
            specs.rules_card_chinese(name="北京相机群", groups=(RuleGroup("红线", ("不卖假货",)),)),
        ),
        (
            specs.impersonation_english(name="🎉Repairs", admins=(Member("📷Lin𪚥", 7, "🚫"), Member("Bo❌", 8))),
            specs.impersonation_english(name="Repairs", admins=(Member("Lin", 7), Member("Bo", 8))),
        ),
        (
            specs.scam_english(name="🎉Errands📷", scams=(Scam("𪚥Hurry", "“🚫Pay!”", "❌no"),), do=("❌",)),
            specs.scam_english(name="Errands", scams=(Scam("Hurry", "“Pay!”", "no"),), do=()),
        ),
    ],
)
def test_what_no_font_has_is_left_out_and_told(with_emoji, without):
    sheet = draw(with_emoji)
    assert set(sheet.left_out) == {"🎉", "📷", "𪚥", "🚫", "❌"}
    assert sheet.png == draw(without).png


@pytest.mark.parametrize("made", ALL)
def test_every_kind_has_its_own_colour(made):
    cards = [page(draw(made(kind=kind))) for kind in ("goods", "services", "tasks")]
    assert len({card.tobytes() for card in cards}) == 3
    dark = tuple(bytes.fromhex(INK[1:]))
    assert all((card.getpixel((2, 2)) == dark) == ("scam" in made.__name__) for card in cards)


def test_a_code_that_could_not_be_scanned_is_not_drawn():
    with pytest.raises(ValueError, match="too much text"):
        draw(specs.scam_english(link="https://t.me/" + "x" * 600))
