"""Small files of every kind, made by hand: what phones send, and what nobody should be able to send."""

import io
import struct
import zipfile
import zlib

from PIL import Image, TiffImagePlugin


def picture(form="JPEG", size=(640, 480), **options):
    """A picture with some shapes in it, so that it has a mark of its own."""
    made = Image.new("RGB", size, "white")
    wide, high = size
    made.paste("navy", (wide // 8, high // 8, wide // 2, high // 3))
    made.paste("orange", (wide // 2, high // 2, wide - wide // 8, high - high // 9))
    out = io.BytesIO()
    made.save(out, form, **options)
    return out.getvalue()


def located():
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Canary Phone"
    rational = TiffImagePlugin.IFDRational
    exif.get_ifd(0x8825).update({1: "N", 2: (rational(48), rational(51), rational(30)), 3: "E"})
    return picture(exif=exif, comment=b"Canary Street 5")


def bomb(side=20_000):
    """A PNG that says it has 400 megapixels, in a few kilobytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compressobj(9)
    packed = b"".join(rows.compress(bytes(side // 8 + 1)) for _ in range(side)) + rows.flush()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def pdf(text="Paid 120.00"):
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length %d>>stream\nBT /F 12 Tf 20 50 Td (%s) Tj ET\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        b"trailer<</Root 1 0 R/Size 6>>\n%%%%EOF\n" % (len(text) + 35, text.encode())
    )


def wav(samples=800):
    data = bytes(2 * samples)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 16000, 2, 16)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def mp3(frames=3, tag=b""):
    """MPEG 1, layer III, 128 kbit/s at 44.1 kHz: 417 bytes a frame."""
    return tag + (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def id3(size=200):
    return b"ID3\x04\x00\x00" + bytes([0, 0, size >> 7, size & 127]) + bytes(size)


def ogg(sign=b"OpusHead"):
    return b"OggS\x00\x02" + bytes(20) + b"\x01\x13" + sign + bytes(100)


def box(kind, body=b""):
    return struct.pack(">I", 8 + len(body)) + kind + body


def mp4(brand=b"isom", handler=b"vide", tail=b""):
    hdlr = box(b"hdlr", bytes(8) + handler + bytes(12) + b"\x00")
    moov = box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", box(b"mdia", hdlr)))
    return box(b"ftyp", brand + bytes(4) + brand) + moov + box(b"mdat", bytes(500)) + tail


def webm(kind=b"webm"):
    return b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84" + kind + bytes(200)


def archive(content=b"hello"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.txt", content)
    return out.getvalue()


PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
