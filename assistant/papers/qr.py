"""Reading the QR codes on a picture, and telling what kind of code each one is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from assistant.papers.picture import grey

# Payment comes first: a picture that asks for money anywhere is never taken for an invitation.
VERDICTS = ("payment", "wechat_group", "wechat_person", "telegram", "other", "none")

# How scanned texts begin, lower case. Seen on codes that the apps make themselves; the whole host with its
# slash is part of each prefix, so that look-alike hosts do not pass. The first that fits counts.
_BEGINNINGS: tuple[tuple[str, str], ...] = (
    ("wxp://", "payment"),
    ("weixin://wxpay/", "payment"),
    ("wx.tenpay.com/", "payment"),
    ("payapp.weixin.qq.com/", "payment"),
    ("qr.alipay.com/", "payment"),
    ("mobilecodec.alipay.com/", "payment"),
    ("alipays:", "payment"),
    ("alipay:", "payment"),
    ("alipayqr:", "payment"),
    ("qr.95516.com/", "payment"),  # UnionPay
    ("upwallet:", "payment"),
    ("i.qianbao.qq.com/", "payment"),  # QQ wallet
    ("qpay.qq.com/", "payment"),
    ("paypal.me/", "payment"),
    ("www.paypal.com/", "payment"),
    ("bitcoin:", "payment"),
    ("ethereum:", "payment"),
    ("tron:", "payment"),
    ("ton://transfer/", "payment"),
    ("000201", "payment"),  # EMVCo merchant code: shops' codes all over Asia
    ("bcd\n", "payment"),  # EPC069-12: a European bank transfer
    ("bcd\r\n", "payment"),
    ("weixin.qq.com/g/", "wechat_group"),
    ("weixin.qq.com/r/", "wechat_person"),
    ("u.wechat.com/", "wechat_person"),
    ("weixin://contacts", "wechat_person"),
    ("t.me/", "telegram"),
    ("telegram.me/", "telegram"),
    ("telegram.dog/", "telegram"),
    ("tg:", "telegram"),
)

_SIDE = 4000  # pixels: what is kept of a picture; small codes in large photos need it
_USUAL = 2000  # pixels: enough for most, and quick
_MOST_CODES = 8
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True, slots=True)
class Code:
    """One code on a picture: what it says, and its kind (one of VERDICTS but "none")."""

    text: str
    verdict: str


def verdict(text: str) -> str:
    """What kind of code says this: one of VERDICTS; "none" for an empty one. Letter case plays no part."""
    said = text.strip().lower()
    if not said:
        return "none"
    said = said.removeprefix("https://").removeprefix("http://")
    return next((kind for beginning, kind in _BEGINNINGS if said.startswith(beginning)), "other")


def overall(codes: Iterable[Code]) -> str:
    """The verdict on a whole picture: the first of VERDICTS that any of its codes has."""
    kinds = {code.verdict for code in codes}
    return next((kind for kind in VERDICTS if kind in kinds), "none")


def read(source: Path | bytes) -> list[Code]:
    """All QR codes on a JPEG, PNG or WebP, in reading order as found; raises BadPicture.

    The first two looks are always taken, since one look may miss the second of two codes; the others
    only while nothing was found.
    """
    found: dict[str, Code] = {}
    for number, look in enumerate(_looks(grey(source, _SIDE))):
        for text in _texts(look):
            found.setdefault(text, Code(text, verdict(text)))
        if number >= 1 and found:
            break
    return list(found.values())


def _texts(look: Image.Image) -> list[str]:
    seen = zxingcpp.read_barcodes(look, formats=_QR, text_mode=zxingcpp.TextMode.Plain)
    return [code.text for code in seen[:_MOST_CODES] if code.valid and code.text.strip()]


def _looks(picture: Image.Image) -> Iterator[Image.Image]:
    """The same picture in the ways that photographed codes become readable, likeliest first.

    Chosen by trial on some 200 rotated, dim, blurred and small codes in scenes of 1 to 12 megapixels.
    """
    longest = max(picture.size)
    usual = min(1.0, _USUAL / longest)
    yield _scaled(picture, usual)
    clear = ImageOps.autocontrast(picture, cutoff=1)
    yield _scaled(clear, 0.5 if longest > _USUAL / 2 else 2)
    yield clear
    larger = _scaled(clear, min(2.0, 2 * _SIDE / longest))
    yield larger.filter(ImageFilter.UnsharpMask(3, 300, 0))  # a small code, a little out of focus
    yield _scaled(clear, usual).filter(ImageFilter.MedianFilter(3))  # speckle; the grid of a photographed screen
    yield _scaled(clear, 1000 / longest).filter(ImageFilter.GaussianBlur(1.5))


def _scaled(picture: Image.Image, factor: float) -> Image.Image:
    width, height = picture.size
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return picture.resize(size, Image.Resampling.BICUBIC)
