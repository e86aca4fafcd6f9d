"""Opening pictures that strangers sent: type by content, size by the header, before anything is decoded."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps

MAX_PIXELS = 50_000_000
MAX_SIDE = 30_000
Image.MAX_IMAGE_PIXELS = MAX_PIXELS

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}


class BadPicture(Exception):  # noqa: N818 - reads as what it is
    """`code` is "not_a_picture" or "too_many_pixels"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def sniff(head: bytes) -> str | None:
    """Tell the MIME type that the first 16 bytes show, of the picture types taken; None for all others.

    The file's name and the sender's word for it play no part.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return None


def grey(source: Path | bytes, side: int) -> Image.Image:
    """Give the picture upright in shades of grey, its longer side brought down to about `side` pixels.

    Transparent parts become white. Raises BadPicture; nothing is decoded before type and dimensions are known.
    """
    return _flat(source, side, "L", _type(source))


def coloured(source: Path, side: int, mime: str) -> Image.Image:
    """As `grey`, in colours, of a file whose type is known (a GIF, too: its first picture)."""
    return _flat(source, side, "RGB", mime)


def _flat(source: Path | bytes, side: int, mode: str, mime: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # Pillow only warns up to twice its limit; here the limit is the limit.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with _opened(source, mime) as opened:
                return _decoded(opened, side, mode)
    except BadPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise BadPicture("too_many_pixels") from None
    except Exception:  # noqa: BLE001 - decoders raise whatever they like on hostile bytes
        raise BadPicture("not_a_picture") from None


def _type(source: Path | bytes) -> str:
    if isinstance(source, bytes):
        head = source[:16]
    else:
        with source.open("rb") as file:
            head = file.read(16)
    mime = sniff(head)
    if mime is None:
        raise BadPicture("not_a_picture")
    return mime


def _opened(source: Path | bytes, mime: str) -> Image.Image:
    # Only the decoder that the first bytes name may look at the rest.
    opened = Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=[_FORMATS[mime]])
    width, height = opened.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        opened.close()
        raise BadPicture("too_many_pixels")
    return opened


def _decoded(opened: Image.Image, side: int, mode: str) -> Image.Image:
    if opened.format == "JPEG":
        opened.draft(mode, (side, side))  # JPEG decodes straight to grey and to a half, a quarter, an eighth
    opened.load()
    ImageOps.exif_transpose(opened, in_place=True)
    turned: Image.Image = opened
    if turned.has_transparency_data:
        turned = turned if turned.mode == "RGBA" else turned.convert("RGBA")
        turned.thumbnail((side, side))
        white = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(white, turned)
    if turned.mode.startswith("I"):  # 16 bits a shade: converting would cut them off
        turned = turned.convert("I").point([shade // 256 for shade in range(65536)], "L")
    flat = turned.convert(mode)
    flat.thumbnail((side, side))
    return flat
