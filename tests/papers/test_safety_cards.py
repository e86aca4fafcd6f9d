"""Both cards as walk 3 asks for them: every word fits and can be drawn, in both languages, for few and for many."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import msgspec
import pytest
from PIL import Image

from assistant import i18n
from assistant.dialog.render import Reader
from assistant.domain.groups import Kind, Platform
from assistant.domain.safety import Channel, Safety
from assistant.papers import impersonation_card, scam_card
from flows.safety.cards import impersonation, scam

LINK = "https://t.me/yidan_assistant_bot?start=g_0123456789abcdef"
LONG = {
    "zh_CN": "城南老街坊二手母婴玩具图书🎉小家电一单一结交易互助群二分群三四",
    "en": "Riverside & Northbridge Repairs 🔧",
}
NAMES = (
    "林小满",
    "Anna Kowalska",
    "老周修相机🎉",
    "陈默",
    "Bo",
    "Maximilian von Hohenberg",
    "王一",
    "👩‍👩‍👧 Mum",
    "龘靐齉",
    "阿芳",
)


@dataclass(frozen=True)
class Somebody:
    """A group, or one of those who look after it."""

    person: int = 0
    name: str = ""
    kind: str = ""
    platform: str = ""


def team(count: int) -> list[Somebody]:
    return [Somebody(500_000_001 + 97_531_864 * at, NAMES[at % len(NAMES)]) for at in range(count)]


def answers(**changes: Any) -> Safety:
    fields = {
        "channels": Channel.MERCHANT,
        "payee": "林小满",
        "ends": "3456",
        "team": (),
        "nicknames": (),
        "newcomers": "named",
        "invites": "admins",
        "evidence": "full",
        "jurors": (),
        "sharing": "off",
    }
    return Safety(**{**fields, **changes})


def whole(sheet: Any, least: int = 1800, most: int = 2500) -> None:
    """Nothing left out, nothing hidden, and a picture that a phone shows in one piece."""
    assert (sheet.left_out, sheet.hidden) == ((), 0)
    width, height = Image.open(BytesIO(sheet.png)).size
    assert width == 1080
    assert least <= height <= most


@pytest.mark.parametrize("locale", i18n.locales())
@pytest.mark.parametrize("platform", Platform)
def test_the_impersonation_card_bears_ten_admins_and_a_long_name(locale: str, platform: Platform):
    group = Somebody(name=LONG[locale], kind=Kind.GOODS, platform=platform)
    spec = impersonation(answers(), group, team(10), LINK, Reader(locale, "UTC"))
    assert [each["id"] for each in spec["admins"]] == [each.person for each in team(10)]
    whole(impersonation_card.draw(msgspec.convert(spec, impersonation_card.ImpersonationCardSpec)))


@pytest.mark.parametrize("locale", i18n.locales())
def test_without_a_payee_the_card_says_so(locale: str):
    group = Somebody(name="Riverside", kind=Kind.TASKS, platform=Platform.WECHAT)
    spec = impersonation(answers(payee="", ends=""), group, team(1), LINK, Reader(locale, "UTC"))
    assert spec["payee"]["id"] == ""
    whole(impersonation_card.draw(msgspec.convert(spec, impersonation_card.ImpersonationCardSpec)), least=1500)


def test_names_in_wechat_stand_for_those_of_the_assistant_and_further_ones_have_no_number():
    group = Somebody(name="Riverside", kind=Kind.GOODS, platform=Platform.WECHAT)
    spec = impersonation(answers(nicknames=("小满", "老周", "阿芳")), group, team(2), LINK, Reader("en", "UTC"))
    assert [(each["name"], each["id"]) for each in spec["admins"]] == [
        ("小满", 500_000_001),
        ("老周", 597_531_865),
        ("阿芳", ""),
    ]
    assert [each["note"] for each in spec["admins"]] == ["Owner", "", ""]


@pytest.mark.parametrize("locale", i18n.locales())
@pytest.mark.parametrize("kind", Kind)
def test_the_scam_card_of_every_kind_of_group_is_whole(locale: str, kind: Kind):
    group = Somebody(name=LONG[locale], kind=kind, platform=Platform.TELEGRAM)
    spec = scam(group, LINK, Reader(locale, "UTC"))
    assert len(spec["scams"]) == 3
    whole(scam_card.draw(msgspec.convert(spec, scam_card.ScamCardSpec)))
