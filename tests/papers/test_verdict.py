"""What kind of code a scanned text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.papers.qr import VERDICTS, Code, overall, verdict


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://weixin.qq.com/g/AQYAAKkD3v7m2rT9", "wechat_group"),
        ("http://weixin.qq.com/g/AQYAAKkD3v7m2rT9", "wechat_group"),
        ("HTTPS://WEIXIN.QQ.COM/G/AQYAAKKD", "wechat_group"),
        ("  https://weixin.qq.com/g/AQYAAKkD\n", "wechat_group"),
        ("https://u.wechat.com/EGgZrX0bYqLc", "wechat_person"),
        ("weixin://contacts/profile/wxid_1", "wechat_person"),
        ("http://weixin.qq.com/r/bEzx2nTEJ3", "wechat_person"),
        ("wxp://f2f0Xk3m", "payment"),
        ("WXP://F2F0XK3M", "payment"),
        ("weixin://wxpay/bizpayurl?pr=xY", "payment"),
        ("https://wx.tenpay.com/f2f?t=AQ", "payment"),
        ("https://payapp.weixin.qq.com/sjt/qr/AQ", "payment"),
        ("https://qr.alipay.com/fkx00000", "payment"),
        ("HTTPS://QR.ALIPAY.COM/FKX00000", "payment"),
        ("alipays://platformapi/startapp?appId=1", "payment"),
        ("alipay://x", "payment"),
        ("https://qr.95516.com/00010000/62", "payment"),
        ("00020101021126", "payment"),
        ("BCD\n002\n1\nSCT", "payment"),
        ("https://t.me/yidan_bot", "telegram"),
        ("tg://resolve?domain=yidan_bot", "telegram"),
        ("https://example.org/", "other"),
        ("just words", "other"),
        ("https://", "other"),
        ("", "none"),
        (" \n", "none"),
    ],
)
def test_known_codes_are_told_apart(text, kind):
    assert verdict(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "https://weixin.qq.com.example.org/g/AQ",
        "https://weixin.qq.com@example.org/g/AQ",
        "https://example.org/https://weixin.qq.com/g/AQ",
        "https://example.org/?u=https://weixin.qq.com/g/AQ",
        "https://weixin.qq.com:8443@example.org/g/AQ",
        "https://https://weixin.qq.com/x",
        "https://xweixin.qq.com/g/AQ",
        "ftp://weixin.qq.com/g/AQ",
    ],
)
def test_a_lookalike_is_never_a_group(text):
    assert verdict(text) == "other"


@given(st.text())
def test_any_text_has_a_verdict(text):
    assert verdict(text) in VERDICTS
    assert (verdict(text) == "none") == (not text.strip())


@given(st.sampled_from(["wxp://", "https://qr.alipay.com/", "https://weixin.qq.com/g/"]), st.text(), st.data())
def test_letter_case_plays_no_part(beginning, rest, data):
    mixed = "".join(data.draw(st.sampled_from([sign.lower(), sign.upper()])) for sign in beginning)
    assert verdict(mixed + rest) == verdict(beginning + rest)


@pytest.mark.parametrize(
    ("kinds", "whole"),
    [
        ([], "none"),
        (["other"], "other"),
        (["other", "telegram"], "telegram"),
        (["wechat_person", "wechat_group"], "wechat_group"),
        (["wechat_group", "payment"], "payment"),
        (["payment", "wechat_group"], "payment"),
    ],
)
def test_payment_wins_over_all_others(kinds, whole):
    assert overall([Code("text", kind) for kind in kinds]) == whole
